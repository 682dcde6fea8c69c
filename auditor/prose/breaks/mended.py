"""An address that ends before a break and what stands beyond it in, the address with one more piece out.

What the rules of `auditor.prose.breaks.rejoin` have decided is done here; links beyond the break are decided here, too.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from auditor.prose.addresses.folding import SOFT_HYPHEN, folded
from auditor.prose.breaks import parted
from auditor.prose.breaks.beyond import Beyond
from auditor.prose.breaks.tails import ARCHIVE, without_trailing
from auditor.prose.flow import BARE, Item, Link, Run

MOST_READINGS = 4
_TIME = re.compile(r"\s*\d{4,14}(?:[a-z]{2}_)?/")  # of a capture


class Mended(NamedTuple):
    """What was found behind a head: the link as it is now, and what of the queue it used up and gave back.

    `at` is the offset of the last piece.
    """

    link: Link
    consumed: int = 0
    rest: tuple[Item, ...] = ()
    again: bool = False
    at: int = -1


def with_kept(head: Link, beyond: Beyond) -> Mended | None:
    """An archive's address with the one that it has kept, and with the time between them."""
    time, link, consumed = "", beyond.opener, beyond.consumed
    if isinstance(link, Run) and head.target.endswith("/web/") and _TIME.fullmatch(link.text) and beyond.following:
        time, link, consumed = link.text.strip(), beyond.following, consumed + 1
    if not isinstance(link, Link) or link.form is not BARE or not ARCHIVE.search(head.target + time):
        return None
    whole = with_tail(head, time + link.target, "archive")
    return Mended(whole.but(other=link.other), consumed, again=not link.pieces, at=link.offset)


def with_kept_beside(head: Link, queue: list[Item]) -> Mended | None:
    """An archive's address that was cut before its end, with the one that it has kept right behind it."""
    if not head.pieces or not queue or not ARCHIVE.search(head.target):
        return None
    empty = isinstance(queue[-1], Run) and not queue[-1].text
    kept = queue[-1 - empty] if len(queue) > empty else None
    if not isinstance(kept, Link) or kept.form is not BARE:
        return None
    return Mended(with_tail(head, kept.target, head.rule), 1 + empty, again=True, at=kept.offset)


def with_lost_target(head: Link, beyond: Beyond, opener: Link) -> Mended | None:
    """The head with the label of a lost target, where that is the rest of it."""
    label = opener.label.strip()
    if not _is_lost_target(head.target, label, beyond.following, closed=")" in beyond.closers):
        return None
    tail = without_trailing(label, head.target)
    rest = tuple(Run(text) for text in (beyond.closers, label[len(tail) :]) if text.strip())
    return Mended(with_tail(head, tail, "lost target"), beyond.consumed, rest, again=True, at=opener.offset)


def _is_lost_target(head: str, label: str, following: Item | None, *, closed: bool) -> bool:
    if not label or any(c.isspace() for c in label) or "://" in label:
        return False
    if parted.looks_like_rest(label):
        return head[-1] in parted.JOINTS + parted.SOFT_JOINTS or label.endswith("/") or parted.has_extension(label)
    closes = isinstance(following, Run) and following.text.startswith((")", ">)", "**)")) and not closed
    if closes and head[-1] in parted.JOINTS + parted.SOFT_JOINTS:
        return True
    own_address = isinstance(following, Run) and following.text.lstrip().startswith("(")
    return head[-1] in parted.JOINTS and not own_address and label[0].islower()


def with_tail(head: Link, tail: str, rule: str) -> Link:
    """The head with one more piece; where a hyphen stands between, the reading without it is kept, too."""
    tail = tail if tail.endswith(SOFT_HYPHEN) else folded(tail)
    start = head.target.rstrip(SOFT_HYPHEN)
    other = tuple(reading + tail for reading in head.other)
    if start.endswith("-"):
        other = (*other, start[:-1] + tail)[: MOST_READINGS - 1]
    pieces = (*(head.pieces or (start,)), tail)
    because = f"rejoined from {len(pieces)} pieces (rule: {rule})"
    return head.but(target=start + tail, pieces=pieces, other=other, because=because, rule=rule)
