"""A flow whose addresses may be broken over lines, blocks and pages in, the same flow with them rejoined out.

The pieces of a break are the head (an address at the end of its line or block) and the tail (what the next one
opens with). RFC 3986, appendix C, is the ground for joining at all. What stands between them tells who decides:

  the end of a line                            `auditor.prose.wrapped`
  the end of a page: its number, running head  the same; they are passed over
  the end of a block                           `auditor.prose.parted`
  a link that lost its target: `[tail](#)`     JOIN where all of it looks like the rest of an address, unless it has
                                               an address of its own behind it
  a soft hyphen at the line's end              JOIN: it was put there to be broken at
  our bracket                                  JOIN where the head stands right behind an open bracket and ends in a
                                               joint, and the tail is one word that closes it

A hyphen at a break is kept, as it was the address's own in 21 of 22 cases counted in print; the reading without it is
an alternative. A MAYBE leaves the head as it is and names the joined readings as alternatives. No address has more
than `MOST_READINGS`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from auditor.prose import Flow, Form, Gap, Item, Link, Mark, Run, is_placeholder, parted, wrapped
from auditor.prose.folding import SOFT_HYPHEN, folded
from auditor.prose.measure import Measure
from auditor.prose.tails import Joint, State, looks_like_rest, without_trailing

MOST_READINGS = 4
_MOST_PIECES = 30  # of one address

_OWN_STOPS = frozenset(".,?_~:")  # ended a sentence, or were the address's own: the tail tells
_CLOSERS = re.compile(r"[\s)>\]\\*_]*\Z")
_STOPS = ".,;:)>]_?~!*'’\""
_CLOSING_WORD = re.compile(r"\s*[\w.\-~%/=&?#+]+\)")
_TOKEN = re.compile(r"\s*\S+")
_NUMBER_ALONE = re.compile(r"\s*\d{1,4}\s*\Z")
_FURNITURE = re.compile(
    r"\s*(?:\f|(?:page|p\.|seite|página)?\s*[-–—|]?\s*\d{1,4}\s*(?:(?:of|/|von|de)\s*\d{1,4})?\s*[-–—|]?)\s*",
    re.IGNORECASE,
)


def rejoin(items: Flow) -> Flow:
    """The same flow with broken addresses rejoined; the gap inside a rejoined address and its tail are gone."""
    joined: list[Item] = []
    queue = items[::-1]
    measure = Measure(items)
    while queue:
        item = queue.pop()
        joined.append(item)
        if item.__class__ is Link and not _words_follow(queue) and _may_be_cut(item):
            at = item.offset
            while len(item.pieces) < _MOST_PIECES and (mended := _mend(item, at, joined, queue, measure)):
                item = joined[-1] = mended.link
                del queue[len(queue) - mended.consumed :]
                queue.extend(reversed(mended.rest))
                if not mended.again:
                    break
                at = mended.at
            if item.target.endswith(SOFT_HYPHEN):
                item = joined[-1] = item._replace(target=item.target.rstrip(SOFT_HYPHEN))
            if item.form is Form.BARE and parted.HOST_CUT.fullmatch(item.target):
                joined[-1] = Run(item.target, item.offset)
    return joined


def _words_follow(queue: list[Item]) -> bool:
    """Whether the sentence goes on right behind, as it does behind most links: there is no break then."""
    item = queue[-1] if queue else None
    return item.__class__ is Run and item.text.lstrip()[:1].isalnum()


def _may_be_cut(link: Link) -> bool:
    """Whether its end may be a break's; an identifier whose address ends otherwise (PMID) is never cut."""
    if link.form is Form.IMAGE or link.whole or "://" not in link.target[:8]:
        return False
    return not link.printed or link.target.endswith(link.printed[-2:])


class _Mended(NamedTuple):
    """What was found behind a head: the link as it is now, and what of the queue it used up and gave back.

    `at` is the offset of the last piece.
    """

    link: Link
    consumed: int = 0
    rest: tuple[Item, ...] = ()
    again: bool = False
    at: int = -1


class _Beyond(NamedTuple):
    """What stands beyond the break behind a head: closers before it, then the opener and what follows that.

    `turned` says that a page's furniture lies between.
    """

    gap: Gap
    closers: str
    consumed: int
    opener: Item
    following: Item | None
    turned: bool = False


def _mend(head: Link, at: int, joined: list[Item], queue: list[Item], measure: Measure) -> _Mended | None:
    """Look past the end of `head`, the last of `joined`, for its tail; `queue` holds what follows, reversed."""
    position, closers = _end_of_block(queue)
    if position is None:
        return None
    beyond = _look_beyond(queue, position, closers, measure)
    if beyond and isinstance(beyond.opener, Mark) and beyond.gap is Gap.LINE and head.target[-1] in parted.JOINTS:
        beyond = _look_beyond(queue, beyond.consumed, closers, measure, over_mark=True)
    if beyond is None:
        return None
    if isinstance(beyond.opener, Link) and is_placeholder(beyond.opener):
        return _with_lost_target(head, beyond, beyond.opener)
    words, used = _words(beyond)
    if words is None or beyond.gap is Gap.HEADING:
        return None
    if beyond.gap is Gap.LINE and _NUMBER_ALONE.match(words.text):
        over = _over_number(head, at, joined, queue, beyond, measure)
        if over is not None:
            return over
    return _with_words(head, at, beyond._replace(consumed=beyond.consumed + used), words, joined, measure)


def _over_number(
    head: Link, at: int, joined: list[Item], queue: list[Item], beyond: _Beyond, measure: Measure
) -> _Mended | None:
    """The head with what stands behind a number alone on its line, a page's or a note's, if that is surely its rest."""
    after = _look_beyond(queue, beyond.consumed, beyond.closers, measure)
    words, used = _words(after) if after else (None, 0)
    if after is None or words is None or after.gap is Gap.HEADING:
        return None
    mended = _with_words(head, at, after._replace(consumed=after.consumed + used), words, joined, measure)
    sure = mended is not None and len(mended.link.pieces) > len(head.pieces)
    return mended if mended and sure and looks_like_rest(mended.link.pieces[-1]) else None


def _look_beyond(
    queue: list[Item], position: int, closers: str, measure: Measure, *, over_mark: bool = False
) -> _Beyond | None:
    if position >= len(queue):
        return None
    first = queue[-1 - position]
    gap = first if isinstance(first, Gap) else Gap.LINE
    position, gap, turned = _past_furniture(queue, position + (not over_mark), gap, measure)
    if position >= len(queue):
        return None
    following = queue[-2 - position] if position + 1 < len(queue) else None
    return _Beyond(gap, closers, position + 1, queue[-1 - position], following, turned)


def _words(beyond: _Beyond) -> tuple[Run | None, int]:
    """The words that the next line opens with, and how many items more than one they are.

    An identifier that stands there may be a part of the address: it is a word again.
    """
    opener, following = beyond.opener, beyond.following
    if isinstance(opener, Run):
        if (
            isinstance(following, Link)
            and following.form is Form.IDENTIFIER
            and (not opener.text.strip() or not opener.text[-1].isspace())
        ):
            return Run(opener.text + following.printed, opener.offset), 1
        return opener, 0
    if isinstance(opener, Link) and opener.printed and opener.form is Form.IDENTIFIER:
        if isinstance(following, Run):
            return Run(opener.printed + following.text, opener.offset), 1
        return Run(opener.printed, opener.offset), 0
    return None, 0


def _with_lost_target(head: Link, beyond: _Beyond, opener: Link) -> _Mended | None:
    """The head with the label of a lost target, where that is the rest of it."""
    label = opener.label.strip()
    if not _is_lost_target(head.target, label, beyond.following, closed=")" in beyond.closers):
        return None
    tail = without_trailing(label, head.target)
    rest = tuple(Run(text) for text in (beyond.closers, label[len(tail) :]) if text.strip())
    return _Mended(_with_tail(head, tail, "lost target"), beyond.consumed, rest, again=True, at=opener.offset)


def _with_words(
    head: Link, at: int, beyond: _Beyond, opener: Run, joined: list[Item], measure: Measure
) -> _Mended | None:
    """The head with the first word beyond the break, where a rule says that it is the rest of it."""
    stop = beyond.closers.strip()
    printed = head.target + stop if stop in _OWN_STOPS else head.target
    token = _TOKEN.match(opener.text)
    first = folded(token[0]) if token else ""
    text = first + opener.text[token.end() :] if token else opener.text
    joint = _decide(printed, at, text, beyond, measure, goes_on=bool(head.pieces))
    if joint.state is not State.JOIN and _closes_bracket(head, joined, text):
        joint = Joint(State.JOIN, "our bracket", text.lstrip().partition(")")[0])
    if joint.state is State.STOP:
        return None
    if joint.state is State.MAYBE:
        readings = (*head.other, printed + joint.tail)[: MOST_READINGS - 1]
        return _Mended(head._replace(other=readings, loose=(joint.tail,), rule=joint.rule))
    start = text.index(joint.tail)
    left = Run(text[start + len(joint.tail) :], opener.offset)
    before = (Run(beyond.closers),) if stop and printed == head.target else ()
    link = _with_tail(head._replace(target=printed), joint.tail, joint.rule)
    again = not left.text.strip(_STOPS).strip()
    return _Mended(link, beyond.consumed, (*before, left), again=again, at=opener.offset + start)


def _decide(head: str, at: int, after: str, beyond: _Beyond, measure: Measure, *, goes_on: bool) -> Joint:
    if head.endswith(SOFT_HYPHEN):
        tail = without_trailing(after.split(maxsplit=1)[0], head) if after.strip() else ""
        joins = tail[:1].isalnum() and beyond.gap is not Gap.HEADING
        return Joint(State.JOIN if joins else State.STOP, "soft hyphen", tail)
    if beyond.turned:
        return wrapped.decide(head, after, wrapped.Setting(is_word=measure.is_word))
    if beyond.gap is Gap.LINE:
        setting = measure.setting(at, after.lstrip())
        return wrapped.decide(head, after, setting._replace(listed=setting.listed and not goes_on))
    return parted.decide(head, after)


def _closes_bracket(head: Link, joined: list[Item], after: str) -> bool:
    """Whether a single word and a bracket follow, and the head stands right behind an open one."""
    before = joined[-2] if len(joined) > 1 else None
    return (
        head.target[-1] in parted.JOINTS + parted.SOFT_JOINTS
        and isinstance(before, Run)
        and before.text.rstrip(" <").endswith("(")
        and _CLOSING_WORD.match(after) is not None
    )


def _end_of_block(queue: list[Item]) -> tuple[int | None, str]:
    """How many items lie before the gap that ends the head's line, if only closers do; and those closers."""
    closers = ""
    for position in range(min(3, len(queue))):
        item = queue[-1 - position]
        if isinstance(item, Gap):
            return position, closers
        if not isinstance(item, Run) or not (_CLOSERS.fullmatch(item.text) or item.text.strip() in _OWN_STOPS):
            return None, ""
        closers += item.text
    return None, ""


def _past_furniture(queue: list[Item], position: int, gap: Gap, measure: Measure) -> tuple[int, Gap, bool]:
    """Skip further gaps, page numbers and running heads that stand alone; whether there were any of these."""
    turned = False
    while position < len(queue):
        item = queue[-1 - position]
        if isinstance(item, Gap):
            gap = item if item is not Gap.LINE and gap is not Gap.HEADING else gap
            position += 1
        elif (
            isinstance(item, Run)
            and position + 1 < len(queue)
            and isinstance(queue[-2 - position], Gap)
            and (gap is not Gap.LINE or queue[-2 - position] is not Gap.LINE)
            and (_is_furniture(item.text) or measure.is_running_head(item.text))
        ):
            turned = turned or bool(item.text.strip())
            position += 1
        else:
            break
    return position, gap, turned


def _is_furniture(text: str) -> bool:
    return not text.strip() or _FURNITURE.fullmatch(text) is not None


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


def _with_tail(head: Link, tail: str, rule: str) -> Link:
    tail = tail if tail.endswith(SOFT_HYPHEN) else folded(tail)
    start = head.target.rstrip(SOFT_HYPHEN)
    other = tuple(reading + tail for reading in head.other)
    if start.endswith("-"):
        other = (*other, start[:-1] + tail)[: MOST_READINGS - 1]
    pieces = (*(head.pieces or (start,)), tail)
    because = f"rejoined from {len(pieces)} pieces (rule: {rule})"
    return head._replace(target=start + tail, pieces=pieces, other=other, because=because, rule=rule)
