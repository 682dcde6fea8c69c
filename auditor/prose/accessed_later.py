"""The access dates that stand beside the links of a paragraph in, those with them that stand further behind out.

A reference whose title is the link goes on behind it, and says at its end when its page was looked at:
`[Title](…). The Site. 1 May 2019. Retrieved 3 May 2019.`, `[Title](…), The Site, 1 May 2019 (accessed 3 May 2019)`

The word for looking opens a clause and the day ends it, so that nothing is made of `as viewed by 300 on 3 May 2019`.
The day is that of the nearest link before it; copies in archives and links within the site, which stand in references
between the title and that clause, are passed over.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date

from auditor.dates import find_day, find_days
from auditor.needles import Needles
from auditor.prose.accessed import LOOKED, OTHERS, SMALL
from auditor.prose.flow import Link

_REACH = 400  # characters between a link and the clause
_LONGEST_LEAD = 80  # of a clause before its day
_NOT_ALONE = frozenset("as cited cit stand access".split())  # which say it only right beside an address
_SEEN = Needles(LOOKED - _NOT_ALONE)
_CLAUSE = re.compile(r"[.,;:!?(\[（［)\]'’”\"»–—-]\s{0,2}((?:[^\W\d_]++[\s:]{0,3}+){1,6})\Z")
_ENDS = re.compile(r"\s?(?:[.,;)\]）］]|\Z)")
_WORD = re.compile(r"[^\W\d_]+")
_ARCHIVE = re.compile(
    r"https?://(?:web\.|www\.|wayback\.)?(?:archive\.(?:org|ph|is|today|li|md|vn|fo)|archive-it\.org|perma\.cc|webcitation\.org"
    r"|arquivo\.pt|webarchive\.\w+|ghostarchive\.org)/",
    re.IGNORECASE,
)


def said_later(text: str, links: Sequence[tuple[int, int, Link]], days: list[date | None]) -> list[date | None]:
    """The access date of each link, where `days` has None maybe from a clause behind it."""
    if None not in days or not _SEEN.any_in(text.lower()):
        return days
    starts = [start for start, _, _ in links]
    for start, day in _clauses(text):
        number = bisect_left(starts, start) - 1
        while number > 0 and days[number] is None and _is_beside_title(links[number][2]):
            number -= 1
        if number >= 0 and days[number] is None and start - links[number][1] <= _REACH:
            days[number] = day
    return days


def _clauses(text: str) -> Iterator[tuple[int, date]]:
    """Where the clauses begin that say when something was looked at, each with its day."""
    for start, end, _ in find_days(text, day_first=True):
        clause = _CLAUSE.search(text, max(0, start - _LONGEST_LEAD), start)
        if clause is None or _ENDS.match(text, end) is None:
            continue
        words = {word.casefold() for word in _WORD.findall(clause[1])}
        looked = words & LOOKED
        if looked - _NOT_ALONE and SMALL.issuperset(words - looked):
            day = find_day(text[start:end], day_first=True if looked & OTHERS else None)
            if day:
                yield clause.start(1), day


def _is_beside_title(link: Link) -> bool:
    """Whether a link is a copy of what is cited, or one of the site's own to who published it."""
    return "://" not in link.target[:8] or _ARCHIVE.match(link.target) is not None
