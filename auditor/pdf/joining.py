"""Lines in the order of reading in, the same lines out with the addresses marked that run over their ends.

Two kinds are marked, as spans of the lines: addresses of links, where the print itself tells better than the link's
rectangles where they start and end; and printed addresses whose pieces `auditor.prose.breaks.wrapped` says are one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from auditor.pdf import HYPHEN, Span
from auditor.pdf.order import Floating, Placed
from auditor.prose.addresses.bare import find
from auditor.prose.breaks import parted
from auditor.prose.breaks.tails import State
from auditor.prose.breaks.wrapped import Setting, decide
from auditor.prose.flow import Gap

Piece = tuple[int, int, int]  # the position of a line, and a part of its text

_STARTS = re.compile(
    r"(?:https?|ftp)://|(?<![\w/.])www\.|(?<![\w/.])(?:dx\.)?doi\.org/|(?<!\w)(?:h|ht|htt|https?|https?:/?|ftp:?/?)\Z",
    re.IGNORECASE,
)
_AT_END = re.compile(
    r".*?(?<![A-Za-z])((?:https?|ftp):(?:/.*)?|www\..*)\Z|(h(?:tt?|ttps?)?)\Z", re.IGNORECASE | re.DOTALL
)  # of a line's last word
_SCHEME = re.compile(r"(?:https?|ftp)://", re.IGNORECASE)
_WORD = re.compile(r"\w")
_NOTHING = re.compile(r"(?!)")
_STOPS = ".,;:!?'’\"*_)]}>”~"
_NEAR = 40  # characters that a rectangle may be off: some programs forget that a justified line is stretched
_MOST_LINES = 30  # of one address
_MOST_READINGS = 4
_LETTER_CUTS = 0.15  # of all cuts; a program cuts between letters always or never
_FULL = 1.6  # letters that a filled line may still have room for: the next one may be a wide one


def marked(placed: Iterable[Placed | Floating]) -> list[Placed | Floating]:
    """The lines with their spans put right, and with spans for printed addresses that run over lines."""
    lines = list(placed)
    for position, line in enumerate(lines):
        for span in line.line.spans if isinstance(line, Placed) else ():
            if span.part is None:
                _align(lines, position, span)
    _Joiner(lines).join_all()
    return lines


def _line(lines: Sequence[Placed | Floating], position: int) -> Placed | None:
    one = lines[position] if 0 <= position < len(lines) else None
    return one if isinstance(one, Placed) else None


def _following(lines: Sequence[Placed | Floating], position: int) -> Placed | None:
    """The line that goes on after the one at `position`, or None."""
    after = _line(lines, position + 1)
    return after if after is not None and after.gap is Gap.LINE else None


def _align(lines: list[Placed | Floating], position: int, span: Span) -> None:
    """Put a link's spans where its address is printed, if it is."""
    line = _line(lines, position)
    if line is None or line.line.text[span.start : span.end] == span.uri:
        return
    for match in _STARTS.finditer(line.line.text):
        if not span.start - _NEAR <= match.start() <= span.end:
            continue
        for uri in (span.uri.rstrip("/"), _SCHEME.sub("", span.uri, count=1).rstrip("/")):
            found = _walk(lines, position, match.start(), uri, span.uri)
            for part, (at, start, end) in enumerate(found):
                _put(lines, at, Span(start, end, span.uri, part))
            if found:
                _put_words(lines, position, span, match.start())
                for beside in (position - 1, found[-1][0] + 1):
                    _clear(lines, beside, span.uri, keeps=_WORD)
                return


def _put_words(lines: list[Placed | Floating], position: int, span: Span, end: int) -> None:
    """Put back the words that a link has before the address that it prints: `words (https://…)`.

    Another address that is printed there is no words of this one, and stands on its own.
    """
    placed = _line(lines, position)
    if placed is not None and _WORD.search(placed.line.text, span.start, end):
        another = _STARTS.search(placed.line.text, span.start, end)
        words = placed.line.text[span.start : another.start() if another else end].rstrip(" (<[")
        if not words or any(one.end == span.start > 0 for one in placed.line.spans):  # `https://… and https://…`
            return
        _add(lines, position, placed, span._replace(end=span.start + len(words)))


def _put(lines: list[Placed | Floating], position: int, span: Span) -> None:
    """Put a span in its line, in place of what it overlaps and of its link's rectangles."""
    _clear(lines, position, span.uri)
    placed = _line(lines, position)
    if placed is not None:
        _add(lines, position, placed, span)


def _add(lines: list[Placed | Floating], position: int, placed: Placed, span: Span) -> None:
    """Put a span in its line, in place of what it overlaps."""
    kept = [one for one in placed.line.spans if one.end <= span.start or span.end <= one.start]
    spans = tuple(sorted([*kept, span], key=lambda one: one.start))
    lines[position] = placed._replace(line=placed.line._replace(spans=spans))


def _clear(lines: list[Placed | Floating], position: int, uri: str, *, keeps: re.Pattern[str] = _NOTHING) -> None:
    """Take away what rectangles alone say of `uri` in a line, but for what `keeps` finds something in."""
    placed = _line(lines, position)
    if placed is not None and placed.line.spans:
        text = placed.line.text
        kept = tuple(
            one
            for one in placed.line.spans
            if one.part is not None or one.uri != uri or keeps.search(text[one.start : one.end])
        )
        lines[position] = placed._replace(line=placed.line._replace(spans=kept))


def _walk(lines: list[Placed | Floating], position: int, start: int, uri: str, linked: str) -> list[Piece]:
    """Where `uri` is printed from `start` of a line on, whatever scheme is printed before it; empty if it isn't.

    A line that begins with a link to `linked` goes on, whatever it seems to begin (`4711.` is no note then).
    """
    found: list[Piece] = []
    matched = 0
    current = _line(lines, position)
    while current is not None and len(found) < _MOST_LINES:
        text = current.line.text
        scheme = _SCHEME.match(text, start) if not found and not _SCHEME.match(uri) else None
        index = scheme.end() if scheme else start
        left, shown = uri[matched:], text[index:].replace(HYPHEN, "-")
        if shown.startswith(left):
            matched, index = len(uri), index + len(left)
        elif left.startswith(shown):
            matched, index = matched + len(shown), len(text)
        while index < len(text) and matched < len(uri):
            if text[index] == uri[matched] or (text[index] == HYPHEN and uri[matched] == "-"):
                matched += 1
            elif index < len(text) - 1 or text[index] not in f"-{HYPHEN}":
                return []
            index += 1
        if matched == len(uri):
            return [*found, (position, start, index + text.startswith("/", index))]
        found.append((position, start, index))
        current, position, start = _going_on(lines, position, linked), position + 1, 0
    return []


def _going_on(lines: list[Placed | Floating], position: int, linked: str) -> Placed | None:
    """The line that goes on after the one at `position`, or begins with a link to `linked`; None if there is none."""
    after, below = _following(lines, position), _line(lines, position + 1)
    if after is None and below is not None and below.line.spans:
        first = below.line.spans[0]
        if first.start == 0 and first.uri == linked:
            lines[position + 1] = after = below._replace(gap=Gap.LINE)
    return after


class _Joiner:
    """Joins printed addresses over the lines of one document, knowing how that document cuts them."""

    def __init__(self, lines: list[Placed | Floating]) -> None:
        self._lines = lines
        self._words: frozenset[str] | None = None
        cuts = Counter(_breaks_of_links(lines))
        self._heads: list[int] = []
        for position in range(len(lines)):
            if (found := self._head(position)) and _line(lines, position + 1):
                self._heads.append(position)
            if found and (after := _following(lines, position)):
                joint = decide(found[1], after.line.text, Setting())
                cuts[found[1][-1].isalnum()] += joint.state is State.JOIN
        self._letters = cuts[True] >= _LETTER_CUTS * cuts.total()

    def _is_word(self, word: str) -> bool:
        """Whether the document has a word, in lower case and outside of addresses."""
        if self._words is None:
            # What starts or ends a line may be a piece of an address, or of a word.
            inside = (line.line.text.split()[1:-1] for line in self._lines if isinstance(line, Placed))
            self._words = frozenset(word.strip(".,;:()").lower() for words in inside for word in words)
        return word.lower() in self._words

    def _head(self, position: int) -> tuple[int, str] | None:
        """The printed address that ends a line, with its start; None if there is none, or a link has it."""
        first = _line(self._lines, position)
        if first is None:
            return None
        text = first.line.text
        begin = text.rfind(" ") + 1
        if "/" not in text[begin:] and ":" not in text[begin:] and text[begin] not in "hHwW":
            return None
        match = _AT_END.match(text, begin)
        if match is None:
            return None
        start = match.start(match.lastindex or 0)
        if any(span.end > start for span in first.line.spans):
            return None
        return start, text[start:].replace(HYPHEN, "-")

    def join_all(self) -> None:
        """Mark the printed addresses that end lines, in order, with what they go on with below."""
        for position in self._heads:
            self._join(position)

    def _join(self, position: int) -> None:
        """Mark the printed address that ends the line at `position`, with what it goes on with below, if it does."""
        first, found = _line(self._lines, position), self._head(position)
        if first is None or found is None:
            return
        start, head = found
        pieces: list[Piece] = [(position, start, len(first.line.text))]
        rule, other = "", ""
        current, after = first, self._below(position, head)
        while after is not None and len(pieces) < _MOST_LINES and not any(span.start == 0 for span in after.line.spans):
            text = after.line.text.replace(HYPHEN, "-")
            filled = _is_filled(current, pieces[-1][1])
            exact = filled and self._letters
            joint = decide(head, text, Setting(filled, letters=self._letters, exact=exact, is_word=self._is_word))
            if joint.state is not State.JOIN:
                other = head + joint.tail if joint.state is State.MAYBE else ""
                rule = rule or (joint.rule if other else "")
                break
            rule, start = joint.rule, text.index(joint.tail)
            end = start + len(joint.tail)
            ends_line = not text[end:].strip(_STOPS)
            pieces.append((pieces[-1][0] + 1, start, len(text) if ends_line else end))
            head += text[start:] if ends_line else joint.tail
            current, after = after, self._below(pieces[-1][0], head) if ends_line else None
        _mark(self._lines, pieces, head, rule=rule, other=other)

    def _below(self, position: int, head: str) -> Placed | None:
        """The line that goes on after an address; one that seems to begin something too, where it is surely the rest.

        Lines of an address in letters of its own, or much shorter than the others, look like headings.
        """
        after, below = _following(self._lines, position), _line(self._lines, position + 1)
        if after is not None or below is None:
            return after
        if parted.decide(head, below.line.text.replace(HYPHEN, "-")).state is not State.JOIN:
            return None
        self._lines[position + 1] = healed = below._replace(gap=Gap.LINE)
        return healed


def _breaks_of_links(lines: Sequence[Placed | Floating]) -> Iterator[bool]:
    """For each line's end that a link's own address runs over: whether that is between letters."""
    for position, line in enumerate(lines):
        after = _following(lines, position)
        if isinstance(line, Placed) and after is not None and line.line.spans and after.line.spans:
            last, first = line.line.spans[-1], after.line.spans[0]
            if last.uri == first.uri and first.part:
                yield line.line.text[-1].isalnum()


def _is_filled(placed: Placed, start: int) -> bool:
    """Whether a line holds nothing but a part of an address, and has no room for another letter."""
    line = placed.line
    letter = (line.right - line.left) / max(len(line.text), 1)
    return start == 0 and " " not in line.text and placed.room < _FULL * letter


def _mark(lines: list[Placed | Floating], pieces: Sequence[Piece], printed: str, *, rule: str, other: str) -> None:
    """Put spans for the pieces of a printed address; stops at its end are the sentence's."""
    uri = next((found.uri for found in find(printed) if not found.start), "")
    shown = uri if "://" in printed[:8] else uri.removeprefix("http://")
    cut = len(printed) - len(shown)
    if not uri or cut >= pieces[-1][2] - pieces[-1][1]:
        return
    readings = (*_unhyphenated(lines, pieces, cut), *filter(None, [other]))
    for number, (position, start, end) in enumerate(pieces):
        last = end - cut if number == len(pieces) - 1 else end
        _put(lines, position, Span(start, last, uri, number, rule or "none", readings))


def _unhyphenated(lines: Sequence[Placed | Floating], pieces: Sequence[Piece], cut: int) -> list[str]:
    """The readings without a hyphen that may be the typesetter's: without each of them, then without all."""
    texts = [placed.line.text[start:end] for at, start, end in pieces if (placed := _line(lines, at))]
    texts[-1] = texts[-1][: len(texts[-1]) - cut]
    texts = [text.replace(HYPHEN, "-") for text in texts]
    hyphens = [number for number, text in enumerate(texts[:-1]) if text.endswith("-")]
    without = [{number} for number in hyphens[: _MOST_READINGS - 1]]
    if len(hyphens) > 1:
        without.append(set(hyphens))
    return ["".join(text[:-1] if number in out else text for number, text in enumerate(texts)) for out in without]
