"""What the last good look saw and what archives showed in, whether the page appears to say what was cited out.

1. The copy that counts is the one nearest to the day of the citation that is a copy at all (see `captures`).
2. A copy from long before the citation may have changed before it was cited, and one from long after when it already
   had:

   | the copy is from      | same    | edited, drifted                        |
   |-----------------------|---------|----------------------------------------|
   | about the day         | same    | as found                               |
   | more than 90 d before | same    | unknown, unless cited words are gone   |
   | more than 90 d after  | unknown | as found                               |

3. Nothing is said of front pages, which change every day, and of platforms that are asked for something else than the
   page (see `auditor.sites`).
"""

from __future__ import annotations

from collections.abc import Iterable

from auditor import uris
from auditor.judge.captures import Copy, day
from auditor.judge.cited_words import taken
from auditor.judge.drift import Comparison, Read, Shown, compare
from auditor.judge.places import is_front_page
from auditor.model import ContentState, ContentVerdict, Reference
from auditor.sites.select import site_for

NEAR_DAYS = 90  # a quarter: reports and news are seldom rewritten that late, nor cited that early

_NOT_SAME = frozenset({ContentState.EDITED, ContentState.DRIFTED})


def content_axis(reference: Reference, shown: Shown, copies: Iterable[Copy], read: Read) -> ContentVerdict:
    """What has become of the cited words; unknown, with or without a reason, where that can't be told."""
    sound = [copy for copy in copies if copy.flaw is None]
    if not sound or not _comparable(reference):
        return ContentVerdict()
    cited_on = reference.cited_on
    if cited_on is None:
        return ContentVerdict(because="not compared: the day of the citation isn't known")
    copy = min(sound, key=lambda each: (abs((each.captured_at.date() - cited_on).days), each.captured_at))
    found = compare(shown, copy, taken(reference.sentences), read)
    doubt = _doubt(found, copy, (copy.captured_at.date() - cited_on).days)
    if doubt:
        return ContentVerdict(because=doubt)
    return ContentVerdict(state=found.state, because=found.because)


def _comparable(reference: Reference) -> bool:
    parsed, platform = uris.parse(reference.uri), site_for(reference.key)
    return parsed is not None and not is_front_page(parsed) and not (platform and platform.rewrite(reference))


def _doubt(found: Comparison, copy: Copy, days_after: int) -> str | None:
    """Why what was found says nothing about the day of the citation."""
    when = day(copy.captured_at)
    if days_after < -NEAR_DAYS and found.state in _NOT_SAME and not found.gone:
        return f"changed since {when}, but that was {-days_after} days before it was cited: {found.because}"
    if days_after > NEAR_DAYS and found.state is ContentState.SAME:
        return f"unchanged since {when}, but that was {days_after} days after it was cited"
    return None
