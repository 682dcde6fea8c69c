"""A flow whose addresses may be broken over lines, blocks and pages in, the same flow with them rejoined out.

The pieces of a break are the head (an address at the end of its line or block) and the tail (what the next one
opens with). RFC 3986, appendix C, is the ground for joining at all. What stands between them tells who decides:

  the end of a line                            `auditor.prose.breaks.wrapped`
  the end of a page: its number, running head  the same; they are passed over
  the end of a block                           `auditor.prose.breaks.parted`
  a link that lost its target: `[tail](#)`     JOIN where all of it looks like the rest of an address, unless it has
                                               an address of its own behind it
  a soft hyphen at the line's end              JOIN: it was put there to be broken at
  a sign that the line goes on (`↪`, `˓→`)     JOIN: whoever sets listings puts it there; it goes, as does a backslash
                                               with nothing before it and nothing before what follows
  a bracket that has closed                    STOP, unless the head ends in `- _ = & ? % ~ + #`
  an archive's address and another behind it   JOIN: `web.archive.org/web/2019/` and `http://…`, which it has kept
  our bracket                                  JOIN where the head stands right behind an open bracket and ends in a
                                               joint, and the tail is one word that closes it; behind `<` in anything

A hyphen at a break is kept, as it was the address's own in 21 of 22 cases counted in print; the reading without it is
an alternative. A MAYBE leaves the head as it is and names the joined readings as alternatives. No address has more
than `MOST_READINGS`.
"""

from __future__ import annotations

import re

from auditor.prose.addresses.bare import expand
from auditor.prose.addresses.folding import SOFT_HYPHEN, folded
from auditor.prose.breaks import parted, wrapped
from auditor.prose.breaks.beyond import OWN_STOPS, Beyond, end_of_block, look_beyond, words
from auditor.prose.breaks.cuts import Cuts, cuts_of
from auditor.prose.breaks.measure import Measure, placed
from auditor.prose.breaks.mended import MOST_READINGS, Mended, with_kept, with_kept_beside, with_lost_target, with_tail
from auditor.prose.breaks.mentions import RULE as SECOND_MENTION
from auditor.prose.breaks.mentions import Mentions
from auditor.prose.breaks.stretched import closed_tail
from auditor.prose.breaks.tails import TAIL, Joint, State, looks_like_rest, opening, without_trailing
from auditor.prose.flow import (
    BARE,
    BLOCK,
    HEADING,
    IMAGE,
    INLINE,
    ITEM,
    LINE,
    Flow,
    Gap,
    Item,
    Link,
    Mark,
    Run,
    is_placeholder,
)

_LONG = 12  # letters of a word that may as well be several
_MOST_PIECES = 30  # of one address

_ANY = wrapped.Setting()  # a line of which nothing is known, at which most is joined
_STOPS = ".,;:)>]_?~!*'’\""
_CLOSING_WORD = re.compile(r"\s*[\w.\-~%/=&?#+]+[)\]]")
_CLOSING_ANGLE = re.compile(r"\s*[\w.\-~%/=&?#+:,;@!$]+>")
_TOKEN = re.compile(r"\s*\S+")
_GOES_ON = re.compile(r"\s*(?:[˓,]\s?→|↪\s?→?|↩|⤷|⮡)\s*(?=\S)")
_AT_ONCE = re.compile(r"(?=\S)")  # behind a backslash, which a shell takes away with the line's end
_CLOSED = re.compile(r"[)>\]]|\s\\")  # by its bracket, or as a word of a command
_WANTS_NUMBER = re.compile(r"=\Z|\d[-/.]\Z")  # a key without its value, a date
_SURE_BEHIND_STOP = re.compile(r"\b10\.\d{4,9}/|\.(?:html?|php|aspx?|jsp|cfm|pdf)(?:[?#]|\Z)")
_WORDS_ONLY = re.compile(r"(?!.*www\.)[^/]+\Z", re.DOTALL)
_NUMBER_ALONE = re.compile(r"\s*\d{1,4}(?:\.\d{1,4}:\d{1,4}[a-z]?)?\s*\Z")


def rejoin(items: Flow) -> Flow:
    """The same flow with broken addresses rejoined; the gap inside a rejoined address and its tail are gone."""
    if not any(isinstance(item, Run | Link) and item.offset >= 0 for item in items) and LINE in items:
        # A page has no offsets, but it has lines: their lengths tell as much as a text's.
        joined = _Rejoiner(placed(items)).rejoined()
        return [item.but(offset=-1) if isinstance(item, Run | Link) else item for item in joined]
    return _Rejoiner(items).rejoined()


def _may_be_cut(link: Link) -> bool:
    """Whether its end may be a break's; an identifier whose address ends otherwise (PMID) is never cut."""
    if link.form is IMAGE or link.whole or "://" not in link.target[:8]:
        return False
    return not link.printed or link.target.endswith(link.printed[-2:])


def _says_more(item: Item) -> bool:
    """Whether the sentence goes on right behind, as it does behind most links: there is no break then."""
    return isinstance(item, Run) and item.text.lstrip()[:1].isalnum()


class _Rejoiner:
    """Goes through a flow once; `_queue` is what is left of it, reversed, and `_joined` ends in the head."""

    def __init__(self, items: Flow) -> None:
        self._queue = items[::-1]
        self._joined: list[Item] = []
        self._items = items
        self._how: Cuts | None = None
        self._measure = Measure(items)
        self._mentions = Mentions(items)

    def rejoined(self) -> Flow:
        queue, joined = self._queue, self._joined
        while queue:
            item = queue.pop()
            joined.append(item)
            if isinstance(item, Link) and not (queue and _says_more(queue[-1])) and _may_be_cut(item):
                link = self._mended(item)
                cut_off = link.form is BARE and parted.HOST_CUT.fullmatch(link.target)
                joined[-1] = Run(link.target, link.offset) if cut_off else link
        return joined

    def _mended(self, link: Link) -> Link:
        at = link.offset
        while len(link.pieces) < _MOST_PIECES and (mended := self._mend(link, at)):
            link, at = mended.link, mended.at
            del self._queue[len(self._queue) - mended.consumed :]
            self._queue.extend(reversed(mended.rest))
            if not mended.again:
                break
        return link.but(target=link.target.rstrip(SOFT_HYPHEN)) if link.target.endswith(SOFT_HYPHEN) else link

    def _mend(self, head: Link, at: int) -> Mended | None:
        """Look past the end of `head`, whose last piece is `at`, for its tail."""
        position, closers = end_of_block(self._queue)
        beyond = None if position is None else look_beyond(self._queue, position, closers, self._measure)
        if beyond and isinstance(beyond.opener, Mark) and beyond.gap is LINE and head.target[-1] in parted.JOINTS:
            beyond = look_beyond(self._queue, beyond.consumed, closers, self._measure, over_mark=True)
        if beyond is None:
            return with_kept_beside(head, self._queue)
        if isinstance(beyond.opener, Link) and is_placeholder(beyond.opener):
            return with_lost_target(head, beyond, beyond.opener)
        if head.form is INLINE and head.target[-1:] not in parted.JOINTS and _WORDS_ONLY.match(head.label):
            return None  # what is printed are words, and no break is in these
        if beyond.gap in {LINE, BLOCK} and (kept := with_kept(head, beyond)):
            return kept
        number = beyond.gap is LINE and isinstance(beyond.opener, Run) and _NUMBER_ALONE.match(beyond.opener.text)
        if number and isinstance(beyond.following, Gap) and not _WANTS_NUMBER.search(head.target):
            after = look_beyond(self._queue, beyond.consumed, closers, self._measure)
            over = self._with_words(head, at, after) if after else None
            # A page's number or a note's, alone on its line, is passed over where what follows is surely the rest.
            if over and len(over.link.pieces) > len(head.pieces) and looks_like_rest(over.link.pieces[-1]):
                sure = over.link.rule != "stop" or _SURE_BEHIND_STOP.search(over.link.target)
                return over if sure else None
        return self._with_words(head, at, beyond)

    def _with_words(self, head: Link, at: int, beyond: Beyond) -> Mended | None:
        """The head with the first word beyond the break, where a rule says that it is the rest of it."""
        opener, consumed = words(beyond)
        closed = _CLOSED.search(beyond.closers) and head.target[-1] not in parted.JOINTS
        if opener is None or beyond.gap is HEADING or closed:
            return None
        stop = beyond.closers.strip().removesuffix("\\")
        printed = head.target + stop if stop in OWN_STOPS or not stop.strip("_") else head.target
        continued = _AT_ONCE if beyond.closers[-1:] == "\\" else _GOES_ON
        sign = continued.match(opener.text) if beyond.gap is LINE else None
        text = _folded_first(closed_tail(opener.text[sign.end() :] if sign else opener.text))
        # A word with an address behind it is that one's own.
        after = beyond.following
        own = isinstance(after, Link) and "://" in after.target[:8] and after.printed[:4].lower() in {"", "www."}
        seen = f"{text} http://" if own and text.strip() else text
        if sign:
            tail = opening(text, printed)[1]
            joint = Joint(State.JOIN if tail else State.STOP, "goes on", tail)
        else:
            joint = self._joint(head.but(target=printed), at, seen, beyond)
        if joint.state is State.STOP:
            return None
        if joint.state is State.MAYBE:
            dropped = (printed[:-1] + joint.tail,) if printed.endswith("-") else ()
            further = self._further(printed + joint.tail, text, consumed, beyond)
            readings = (*head.other, printed + joint.tail, *dropped, *further)[: MOST_READINGS - 1]
            return Mended(head.but(other=readings, loose=(joint.tail,), rule=joint.rule))
        start = text.index(joint.tail)
        left = Run(text[start + len(joint.tail) :], opener.offset)
        before = (Run(beyond.closers),) if stop and printed == head.target else ()
        link = with_tail(head.but(target=printed), joint.tail, joint.rule)
        again = not left.text.strip(_STOPS).strip()
        rest = expand([left]) if "://" in left.text[:8] else (left,)  # another address, glued to the tail
        return Mended(link, consumed, (*before, *rest), again=again, at=opener.offset + start)

    def _joint(self, head: Link, at: int, after: str, beyond: Beyond) -> Joint:
        joint = self._decide(head, at, after, beyond)
        if joint.state is State.JOIN:
            return joint
        match = TAIL.match(after)
        tail = without_trailing(match[1], head.target) if match else ""
        if tail and self._mentions.has(head.target + tail):
            return Joint(State.JOIN, SECOND_MENTION, tail)
        if self._closes_bracket(head, after):
            return Joint(State.JOIN, "our bracket", re.split(r"[)\]>]", after.lstrip(), maxsplit=1)[0])
        return joint

    def _decide(self, head: Link, at: int, after: str, beyond: Beyond) -> Joint:
        printed = head.target
        if printed.endswith(SOFT_HYPHEN):
            tail = without_trailing(after.split(maxsplit=1)[0], printed) if after.strip() else ""
            return Joint(State.JOIN if tail[:1].isalnum() else State.STOP, "soft hyphen", tail)
        if beyond.turned:
            cuts = self._cuts()
            setting = wrapped.Setting(letters=cuts.letters, cuts=cuts.letters, is_word=self._measure.is_word)
            joint = wrapped.decide(printed, after, setting)
            # A stop at a page's end is mostly the sentence's; what the next one begins with may be another column's.
            unsure = joint.rule in {"stop", "mark begins"} and not _SURE_BEHIND_STOP.search(printed + joint.tail)
            heading = joint.tail.isalpha() and joint.tail == after.strip()
            return joint._replace(state=State.MAYBE) if joint.state is State.JOIN and (unsure or heading) else joint
        if beyond.gap is LINE:
            if not (head.pieces or self._begins_line()) and wrapped.decide(printed, after, _ANY).state is State.STOP:
                return Joint(State.STOP, "nothing says join", "")  # whatever the line's length
            cuts = self._cuts()
            setting = self._measure.setting(at, after.lstrip(), letters=cuts.letters, width=cuts.width)
            joint = wrapped.decide(printed, after, setting._replace(listed=setting.listed and not head.pieces))
            glued = joint.rule == "slash" and len(joint.tail) > _LONG and joint.tail.isalpha()
            unsure = joint.state is State.JOIN and glued and self._measure.has_lost_spaces()
            return joint._replace(state=State.MAYBE) if unsure else joint
        joint = parted.decide(printed, after)
        # Where something else begins, an address hardly goes on, but for one that can't end there.
        sure = beyond.gap is not ITEM or joint.rule in {"host cut", "joint"}
        return joint if sure or joint.state is not State.JOIN else joint._replace(state=State.MAYBE)

    def _begins_line(self) -> bool:
        """Whether nothing stands before the head on its line."""
        before = self._joined[-2] if len(self._joined) > 1 else None
        return not isinstance(before, Link) and not (isinstance(before, Run) and before.text.strip())

    def _cuts(self) -> Cuts:
        """How this document's lines cut addresses: a program does it in one way."""
        if self._how is None:
            flow = zip(self._items, self._items[1:], self._items[2:], strict=False)
            ends = [
                (head, below)
                for head, gap, below in flow
                if gap is LINE and isinstance(head, Link) and isinstance(below, Run) and _may_be_cut(head)
            ]
            self._how = cuts_of(ends, self._measure)
        return self._how

    def _further(self, printed: str, after: str, consumed: int, beyond: Beyond) -> tuple[str, ...]:
        """The reading that goes on over one more line, where what may be the tail ends its own."""
        match = TAIL.match(after)
        if match is None or after[match.end() :].strip() or not printed.endswith(match[1]):
            return ()
        after_that = look_beyond(self._queue, consumed, "", self._measure) if consumed < len(self._queue) else None
        opener = words(after_that)[0] if after_that and after_that.gap is beyond.gap else None
        joint = wrapped.decide(printed, opener.text, wrapped.Setting(is_word=self._measure.is_word)) if opener else None
        return (printed + joint.tail,) if joint and joint.state is State.JOIN else ()

    def _closes_bracket(self, head: Link, after: str) -> bool:
        """Whether a single word and a bracket follow, and the head stands right behind an open one."""
        before = self._joined[-2] if len(self._joined) > 1 else None
        if not isinstance(before, Run):
            return False
        if before.text.endswith("<"):  # RFC 3986, appendix C: white space between these is none of the address
            return _CLOSING_ANGLE.match(after) is not None
        return (
            head.target[-1] in parted.JOINTS + parted.SOFT_JOINTS
            and before.text.rstrip(" <").endswith(("(", "["))
            and _CLOSING_WORD.match(after) is not None
        )


def _folded_first(text: str) -> str:
    """The text with its first word folded as addresses are."""
    token = _TOKEN.match(text)
    return folded(token[0]) + text[token.end() :] if token else text
