"""What the last good look saw and what archives showed in, whether the page appears to say what was cited out.

1. The copy that counts is the one nearest to the day of the citation that is a copy at all (see `captures`).
2. A copy from long before the citation may have changed before it was cited, and one from long after when it already
   had:

   | the copy is from      | same    | edited, drifted                        |
   |-----------------------|---------|----------------------------------------|
   | about the day         | same    | as found                               |
   | more than 90 d before | same    | unknown, unless cited words are gone   |
   | more than 90 d after  | unknown | as found                               |

3. Who cited it later than others has a copy nearer to that day, if there is one, and an answer of their own.
4. Nothing is said of front pages, which change every day, and of platforms that are asked for something else than the
   page (see `auditor.sites`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from auditor import uris
from auditor.judge.captures import Copy, day
from auditor.judge.cited_words import taken
from auditor.judge.drift import Comparison, Read, Shown, compare
from auditor.judge.places import is_front_page
from auditor.model import ContentSince, ContentState, ContentVerdict, Reference
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
    cited, found = taken(reference.sentences), dict[datetime, Comparison]()
    told: list[ContentSince] = []
    for on in dict.fromkeys((cited_on, *(each for each in reference.days if each > cited_on))):
        copy = _nearest(sound, on)
        if copy.captured_at not in found:
            found[copy.captured_at] = compare(shown, copy, cited, read)
        since = _since(on, found[copy.captured_at], copy)
        if not told or (since.state, since.because) != (told[-1].state, told[-1].because):
            told.append(since)
    first, *later = told
    return ContentVerdict(state=first.state, because=first.because, later=tuple(later))


def as_cited_on(content: ContentVerdict, cited_on: date | None) -> ContentVerdict:
    """The same for a citation of this day; without a day it stays that of the earliest."""
    if not content.later:
        return content
    since = [each for each in content.later if cited_on is not None and each.cited_on <= cited_on]
    return ContentVerdict(state=since[-1].state, because=since[-1].because) if since else replace(content, later=())


def _nearest(copies: Iterable[Copy], cited_on: date) -> Copy:
    return min(copies, key=lambda each: (abs((each.captured_at.date() - cited_on).days), each.captured_at))


def _since(cited_on: date, found: Comparison, copy: Copy) -> ContentSince:
    doubt = _doubt(found, copy, (copy.captured_at.date() - cited_on).days)
    if doubt:
        return ContentSince(cited_on=cited_on, state=ContentState.UNKNOWN, because=doubt)
    return ContentSince(cited_on=cited_on, state=found.state, because=found.because)


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
