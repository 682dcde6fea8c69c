"""A flow whose addresses may be broken over lines, blocks and pages in, the same flow with them rejoined out.

The pieces of a break are the head (an address at the end of its line or block) and the tail (what the next one
opens with). Each rule says JOIN, STOP or MAYBE; the first that has something to say wins. RFC 3986, appendix C, is
the ground for joining at all; the characters after which typesetters break were counted in real print (`/` and `.`
first, then `-`; a hyphen at a break was the address's own in 21 of 22 cases, so it is kept).

  stop words     STOP   the tail is a new address, a note's number, a year, a month, "accessed", a bullet
  host cut       JOIN   the head ends before its host does: `https://`, `https://www.`
  tail begins    JOIN   the tail opens with `/ ? & = # % _` or `.word`
  joint          JOIN   the head ends in `- _ = & ? % ~ + #` and the tail looks like the rest of an address, or over a
                        line merely like a word that isn't a sentence's first
  slash, stop    JOIN   the head ends in `/` or `.` and the tail looks like the rest of an address
                 MAYBE  the tail is a single lower-case word
  our bracket    JOIN   the head ends in a joint, and the tail is one word that closes the bracket before the head
  lost target    JOIN   over a block: the tail is a whole `[label](#)` that looks like the rest of an address, unless
                        it has an address of its own behind it
A MAYBE leaves the head as it is and names the joined reading as the alternative.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from auditor.prose import Flow, Form, Gap, Item, Link, Run, is_placeholder

_OWN_STOPS = frozenset(".,?_~")  # ended a sentence, or were the address's own: the tail tells
_JOINTS = "-_=&?%~+#"
_SOFT_JOINTS = "/."
_CLOSERS = re.compile(r"[\s)>\]\\*_]*\Z")
_TAIL = re.compile(r"\s*([^\s<>\"“”«»`\\]+)")
_STOP_WORD = re.compile(
    r"(?:https?:|www\.|doi:|pmc?id\b|accessed|retrieved|available|viewed|visited|last\b|archived|see\b|and\b|or\b"
    r"|\(?(?:19|20)\d\d[a-z]?[).,;]|\[\d+\]|\(\d+\)|\d{1,3}[.)]?\Z"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\Z|[•◦▪*–—-]\Z)",
    re.IGNORECASE,
)
_EXTENSION = re.compile(
    r"\.(?:html?|pdf|php|aspx?|jsp|shtml|xml|json|txt|docx?|xlsx?|pptx?|csv|jpe?g|png|zip)\b", re.IGNORECASE
)
_COMPLETE = re.compile(r"\.(?:html?|pdf|php|aspx?|docx?|xlsx?|pptx?)\Z", re.IGNORECASE)
_DELIMITER = re.compile(r"[/=?&%_~#]")
_CLOSING_WORD = re.compile(r"\s*[\w.\-~%/=&?#+]+\)")
_WORD = re.compile(r"[^\W\d_]+\Z")
_HOST_CUT = re.compile(r"(?:https?|ftp)://(?:www\.?)?", re.IGNORECASE)
_FURNITURE = re.compile(
    r"\s*(?:\f|(?:page|p\.|seite|página)?\s*[-–—|]?\s*\d{1,4}\s*(?:(?:of|/|von|de)\s*\d{1,4})?\s*[-–—|]?)\s*",
    re.IGNORECASE,
)


class State(Enum):
    """What a rule says of a break."""

    JOIN = "join"
    MAYBE = "maybe"
    STOP = "stop"


class Joint(NamedTuple):
    """What is to be done at a break: the state, the rule that said so, and the tail's own characters."""

    state: State
    rule: str
    tail: str


def looks_like_rest(tail: str) -> bool:
    """Whether a word looks like the rest of an address rather than like a word of the sentence."""
    return bool(
        _DELIMITER.search(tail)
        or _EXTENSION.search(tail)
        or tail.count("-") > 1
        or ("-" in tail and any(c.isdigit() for c in tail))
        or (any(c.isdigit() for c in tail) and any(c.isalpha() for c in tail))
    )


def decide(head: str, after: str, *, gap: Gap) -> Joint:
    """What is to be done between `head`, an address, and `after`, what the next line or block opens with.

    `head` holds the stop that follows it in print, since over a break that may be its own.
    """
    match = _TAIL.match(after)
    tail = without_trailing(match[1], head) if match else ""
    if not tail or _STOP_WORD.match(match[1] if match else ""):
        return Joint(State.STOP, "stop words", "")
    for name, rule in _RULES:
        state = rule(head, tail, gap)
        if state is not None:
            return Joint(state, name, tail)
    return Joint(State.STOP, "nothing says join", "")


def _host_cut(head: str, tail: str, _gap: Gap) -> State | None:
    if _HOST_CUT.fullmatch(head) is None:
        return None
    return State.JOIN if "." in tail or looks_like_rest(tail) else State.STOP


def _tail_begins(head: str, tail: str, _gap: Gap) -> State | None:
    if _COMPLETE.search(head) and tail[0] not in "?#&":
        return State.STOP
    if head[-1] in ".,;":
        return None
    opens = tail[0] in "/?&=#%_" or (tail[0] == "." and len(tail) > 1 and tail[1].isalnum())
    return State.JOIN if opens and len(tail) > 1 else None


def _joint(head: str, tail: str, gap: Gap) -> State | None:
    if head[-1] not in _JOINTS:
        return None
    if looks_like_rest(tail):
        return State.JOIN if gap is Gap.LINE or not tail[0].isupper() else State.MAYBE
    if head[-1] == "?":
        return State.STOP
    if gap is Gap.LINE:
        return State.MAYBE if tail[0].isupper() else State.JOIN
    return State.MAYBE if tail[0].islower() and _WORD.match(tail) is None else State.STOP


def _slash_or_stop(head: str, tail: str, gap: Gap) -> State | None:
    if head[-1] not in _SOFT_JOINTS:
        return None
    if head[-1] == "." and _EXTENSION.fullmatch(f".{tail}"):
        return State.JOIN
    if looks_like_rest(tail) and not (tail[0].isupper() and (head[-1] == "." or gap is not Gap.LINE)):
        return State.JOIN
    maybe = looks_like_rest(tail) if gap is not Gap.LINE else tail[0].islower() or tail[0].isdigit()
    return State.MAYBE if maybe and head[-1] == "/" else State.STOP


_RULES = (
    ("host cut", _host_cut),
    ("tail begins", _tail_begins),
    ("joint", _joint),
    ("slash or stop", _slash_or_stop),
)


def without_trailing(tail: str, head: str) -> str:
    """The tail without the sentence's own stop and without a bracket that neither piece opened."""
    whole = head + tail
    while tail:
        last = tail[-1]
        unopened = last in ")]}" and whole.count(last) > whole.count({")": "(", "]": "[", "}": "{"}[last])
        if not (last in ".,;:!?'’\"*_" or unopened):
            break
        tail, whole = tail[:-1], whole[:-1]
    return tail


def rejoin(items: Flow) -> Flow:
    """The same flow with broken addresses rejoined; the gap inside a rejoined address and its tail are gone."""
    joined: list[Item] = []
    queue = items[::-1]
    while queue:
        item = queue.pop()
        joined.append(item)
        if isinstance(item, Link) and item.form is not Form.IMAGE and not item.whole and "://" in item.target[:8]:
            while mended := _mend(item, joined, queue):
                item = joined[-1] = mended.link
                del queue[len(queue) - mended.consumed :]
                queue.extend(reversed(mended.rest))
                if not mended.again:
                    break
            if item.form is Form.BARE and _HOST_CUT.fullmatch(item.target):
                joined[-1] = Run(item.target, item.offset)
    return joined


class _Mended(NamedTuple):
    """What was found behind a head: the link as it is now, and what of the queue it used up and gave back."""

    link: Link
    consumed: int = 0
    rest: tuple[Item, ...] = ()
    again: bool = False


class _Beyond(NamedTuple):
    """What stands beyond the break behind a head: closers before it, then the opener and what follows that."""

    gap: Gap
    closers: str
    consumed: int
    opener: Item
    following: Item | None


def _mend(head: Link, joined: list[Item], queue: list[Item]) -> _Mended | None:
    """Look past the end of `head`, the last of `joined`, for its tail; `queue` holds what follows, reversed."""
    beyond = _look_beyond(queue)
    if beyond is None:
        return None
    if isinstance(beyond.opener, Link):
        return _with_lost_target(head, beyond, beyond.opener)
    if isinstance(beyond.opener, Run) and beyond.gap is not Gap.HEADING:
        return _with_words(head, beyond, beyond.opener, joined)
    return None


def _look_beyond(queue: list[Item]) -> _Beyond | None:
    position, closers = _end_of_block(queue)
    if position is None:
        return None
    first = queue[-1 - position]
    position, gap = _past_furniture(queue, position + 1, first if isinstance(first, Gap) else Gap.LINE)
    if position >= len(queue):
        return None
    following = queue[-2 - position] if position + 1 < len(queue) else None
    return _Beyond(gap, closers, position + 1, queue[-1 - position], following)


def _with_lost_target(head: Link, beyond: _Beyond, opener: Link) -> _Mended | None:
    """The head with the label of a lost target, where that is the rest of it."""
    label = opener.label.strip()
    if not is_placeholder(opener) or not _is_lost_target(head.target, label, beyond.following):
        return None
    tail = without_trailing(label, head.target)
    rest = tuple(Run(text) for text in (beyond.closers, label[len(tail) :]) if text.strip())
    return _Mended(_with_tail(head, tail, "lost target"), beyond.consumed, rest, again=True)


def _with_words(head: Link, beyond: _Beyond, opener: Run, joined: list[Item]) -> _Mended | None:
    """The head with the first word beyond the break, where a rule says that it is the rest of it."""
    stop = beyond.closers.strip()
    printed = head.target + stop if stop in _OWN_STOPS else head.target
    joint = decide(printed, opener.text, gap=beyond.gap)
    if joint.state is not State.JOIN and _closes_bracket(head, joined, opener.text):
        joint = Joint(State.JOIN, "our bracket", opener.text.lstrip().partition(")")[0])
    if joint.state is State.STOP:
        return None
    if joint.state is State.MAYBE:
        return _Mended(head._replace(other=(*head.other, head.target + joint.tail)))
    start = opener.text.index(joint.tail)
    left = Run(opener.text[start + len(joint.tail) :], opener.offset)
    before = (Run(beyond.closers),) if stop and printed == head.target else ()
    link = _with_tail(head._replace(target=printed), joint.tail, joint.rule)
    return _Mended(link, beyond.consumed, (*before, left), again=not left.text.strip())


def _closes_bracket(head: Link, joined: list[Item], after: str) -> bool:
    """Whether a single word and a bracket follow, and the head stands right behind an open one."""
    before = joined[-2] if len(joined) > 1 else None
    return (
        head.target[-1] in _JOINTS + _SOFT_JOINTS
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


def _past_furniture(queue: list[Item], position: int, gap: Gap) -> tuple[int, Gap]:
    """Skip further gaps, and page numbers that stand alone between two gaps."""
    while position < len(queue):
        item = queue[-1 - position]
        if isinstance(item, Gap):
            gap = item if item is not Gap.LINE else gap
            position += 1
        elif (
            isinstance(item, Run)
            and _is_furniture(item.text)
            and position + 1 < len(queue)
            and gap is not Gap.LINE
            and (isinstance(queue[-2 - position], Gap))
        ):
            position += 1
        else:
            break
    return position, gap


def _is_furniture(text: str) -> bool:
    return not text.strip() or _FURNITURE.fullmatch(text) is not None


def _is_lost_target(head: str, label: str, following: Item | None) -> bool:
    if not label or any(c.isspace() for c in label) or "://" in label:
        return False
    if looks_like_rest(label):
        return head[-1] in _JOINTS + _SOFT_JOINTS or label.endswith("/") or bool(_EXTENSION.search(label))
    own_address = isinstance(following, Run) and following.text.lstrip().startswith("(")
    return head[-1] in _JOINTS and not own_address and label[0].islower()


def _with_tail(head: Link, tail: str, rule: str) -> Link:
    other = head.other
    if head.target.endswith("-"):
        other = (*other, head.target[:-1] + tail)
    pieces = (*(head.pieces or (head.target,)), tail)
    because = f"rejoined from {len(pieces)} pieces (rule: {rule})"
    return head._replace(target=head.target + tail, pieces=pieces, other=other, because=because)
