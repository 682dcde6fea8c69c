"""What follows an address in a flow in, what stands beyond the break behind it out, a page's furniture passed over."""

from __future__ import annotations

import re
from typing import NamedTuple

from auditor.prose.breaks.measure import Measure
from auditor.prose.flow import HEADING, IDENTIFIER, LINE, Gap, Item, Link, Run

OWN_STOPS = frozenset(".,?_~:")  # ended a sentence, or were the address's own: the tail tells
_CLOSERS = re.compile(r"[\s)>\]\\*_]*\Z")
_LONGEST_FURNITURE = 40
_FURNITURE = re.compile(
    r"\s*(?:\f|(?:page|p\.|seite|página)?\s*[-–—|]?\s*\d{1,4}\s*(?:(?:of|/|von|de)\s*\d{1,4})?\s*[-–—|]?)\s*",
    re.IGNORECASE,
)


class Beyond(NamedTuple):
    """What stands beyond the break behind a head: closers before it, then the opener and what follows that.

    `turned` says that a page's furniture lies between.
    """

    gap: Gap
    closers: str
    consumed: int
    opener: Item
    following: Item | None
    turned: bool = False


def end_of_block(queue: list[Item]) -> tuple[int | None, str]:
    """How many items lie before the gap that ends the head's line, if only closers do; and those closers."""
    closers = ""
    for position in range(min(3, len(queue))):
        item = queue[-1 - position]
        if isinstance(item, Gap):
            return position, closers
        if not isinstance(item, Run) or not (_CLOSERS.fullmatch(item.text) or item.text.strip() in OWN_STOPS):
            return None, ""
        closers += item.text
    return None, ""


def _past_furniture(queue: list[Item], position: int, gap: Gap, measure: Measure) -> tuple[int, Gap, bool]:
    """Skip further gaps, page numbers and running heads that stand alone; whether there were any of these."""
    turned = False
    while position < len(queue):
        item = queue[-1 - position]
        if isinstance(item, Gap):
            gap = item if item is not LINE and gap is not HEADING else gap
            position += 1
        elif (
            isinstance(item, Run)
            and position + 1 < len(queue)
            and isinstance(queue[-2 - position], Gap)
            and (gap is not LINE or queue[-2 - position] is not LINE)
            and not (gap is LINE and item.text.strip().isdigit())
            and (_is_furniture(item.text) or measure.is_running_head(item.text))
        ):
            turned = turned or bool(item.text.strip())
            position += 1
        else:
            break
    return position, gap, turned


def _is_furniture(text: str) -> bool:
    text = text.strip()  # the pattern would try each way to share a thousand spaces out
    return not text or (len(text) <= _LONGEST_FURNITURE and _FURNITURE.fullmatch(text) is not None)


def look_beyond(
    queue: list[Item], position: int, closers: str, measure: Measure, *, over_mark: bool = False
) -> Beyond | None:
    """What stands beyond the gap at `position` of the queue, which is in reverse; None where nothing does."""
    if position >= len(queue):
        return None
    first = queue[-1 - position]
    gap = first if isinstance(first, Gap) else LINE
    position, gap, turned = _past_furniture(queue, position + (not over_mark), gap, measure)
    if position >= len(queue):
        return None
    following = queue[-2 - position] if position + 1 < len(queue) else None
    return Beyond(gap, closers, position + 1, queue[-1 - position], following, turned)


def words(beyond: Beyond) -> tuple[Run | None, int]:
    """The words that the next line opens with, and how many items of the queue end with them.

    An identifier that stands there may be a part of the address: it is a word again.
    """
    opener, following, consumed = beyond.opener, beyond.following, beyond.consumed
    if isinstance(opener, Run):
        glued = not opener.text.strip() or not opener.text[-1].isspace()
        if glued and isinstance(following, Link) and following.form is IDENTIFIER:
            return Run(opener.text + following.printed, opener.offset), consumed + 1
        return opener, consumed
    if isinstance(opener, Link) and opener.printed and opener.form is IDENTIFIER:
        if isinstance(following, Run):
            return Run(opener.printed + following.text, opener.offset), consumed + 1
        return Run(opener.printed, opener.offset), consumed
    return None, consumed
