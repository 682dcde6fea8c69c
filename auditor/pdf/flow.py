"""A book in, its flow out: what all formats share, with the links that were laid over the print.

1. A hyphen at a line's end goes when it cut a word in two; where it may be an address's own it stays.
2. Parts of neighbouring lines that one address covers are one link, unless the next part starts an address anew.
3. A link over a part of a printed address covers all of it; the sentence's own stop is not covered.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, zip_longest
from typing import NamedTuple

from auditor.pdf import HYPHEN, Book, Fragment, Span
from auditor.pdf.joining import marked
from auditor.pdf.links import link_of, mended, printed_link, several
from auditor.pdf.order import Floating, Placed, reading_order
from auditor.prose.addresses.bare import find
from auditor.prose.flow import Flow, Gap, Item, Link, Run

_PLACES = 1 << 20  # offsets for each page: more than a page has characters

_CUT_WORD = re.compile(rf"[(\[“\"‘'—]*(?:[^\W\d_]+-)*[^\W\d_]{{2,}}[-{HYPHEN}]\Z")  # a line's last word
_REST_OF_WORD = re.compile(r"[^\W\d_]+(?![\w/=&?%#])")
_OPEN_ADDRESS = re.compile(r"https?:|www\.", re.IGNORECASE)
_STARTS_ADDRESS = re.compile(r"[(<\[]?(?:https?:/|www\.)", re.IGNORECASE)
_HYPHENS = frozenset({"-", HYPHEN})
_LONG_RUN = 4_000  # characters; a run that grows for ever is copied for ever
_STOPS = ".,;:)]>”’"
_OPENERS = {")": "(", "]": "[", ">": "<", "”": "“„", "’": "‘‚"}
_ELLIPSES = frozenset({"…", "..."})
_AFTER = frozenset({"", " ", ".", ",", ";", ")"})


def page_starts(book: Book) -> Sequence[int]:
    """The offsets at which the book's pages start; in its flow, offsets tell the page and no more."""
    last = max((sheet.number for sheet in book.sheets), default=0)
    return range(0, last * _PLACES, _PLACES)


def flow_of(book: Book) -> Flow:
    """The flow of a book."""
    placed = marked(reading_order(book.sheets))
    writer = _Writer(has_wraps=any(_wraps(a, b) for a, b in pairwise(placed)))
    for one, after in zip_longest(placed, placed[1:]):
        if isinstance(one, Floating):
            writer.floating(one)
        else:
            goes_on = isinstance(after, Placed) and after.gap is Gap.LINE
            writer.line(one, after.line if isinstance(after, Placed) and goes_on else None)
    return writer.finished()


def _wraps(one: Placed | Floating, after: Placed | Floating) -> bool:
    """Whether a link goes on from a line's end to the next one's beginning."""
    if isinstance(one, Floating) or isinstance(after, Floating):
        return False
    continued = _continued(one.line, after.line)
    return continued is not None and not continued.rule


def _continued(line: Fragment, after: Fragment | None) -> Span | None:
    """The span at the end of `line` that goes on at the beginning of the next one, or None."""
    if after is None or not line.spans or not after.spans:
        return None
    last, first = line.spans[-1], after.spans[0]
    return last if last.end >= len(line.text.rstrip(HYPHEN + "-")) and _is_next(last, first, after.text) else None


def _is_next(last: Span, first: Span, text: str) -> bool:
    """Whether `first`, of the line that says `text`, is the part of an address that comes after `last`."""
    if first.start != 0 or first.uri != last.uri or first.rule != last.rule:
        return False
    return first.part > 0 if first.part is not None else _STARTS_ADDRESS.match(text) is None


class _Open(NamedTuple):
    """A link that may go on in the next line."""

    span: Span
    pieces: tuple[str, ...]
    offset: int


class _Writer:
    """Writes lines into a flow; a link is held back until it is known to have ended."""

    def __init__(self, *, has_wraps: bool) -> None:
        self._items: list[Item] = []
        self._has_wraps = has_wraps
        self._open: _Open | None = None
        self._in_address = False  # whether the line before ended in an address
        self._glued = False  # whether the line before ended in the middle of a word
        self._glue: str | None = None  # what joins this line's text to the run before it, None where nothing does
        self._plain = False  # whether the line before ended in a word that can be nothing else
        self._page = 0
        self._written = 0

    def floating(self, link: Floating) -> None:
        """A link that covers no text, in a paragraph of its own."""
        self._close()
        target = Link(target=mended(link.uri), offset=self._offset(link.page, 1), menu=link.menu, whole=True)
        self._items += [Gap.BLOCK, target, Gap.BLOCK]
        self._glued = False

    def line(self, placed: Placed, following: Fragment | None) -> None:
        """A line; `following` is the one that goes on after it, if any does."""
        text, spans = placed.line.text, placed.line.spans
        continued = _continued(placed.line, following)
        if self._open and not (placed.gap is Gap.LINE and spans and _is_next(self._open.span, spans[0], text)):
            self._close()
        self._glue = "" if self._glued else " " if self._goes_on(placed, text) else None
        if self._glue is None and self._open is None:
            self._items.append(placed.gap)
        self._glued = following is not None and continued is None and self._cuts_word(text, following.text)
        shown = text[:-1] if self._glued else text.replace(HYPHEN, "-")
        position = 0
        for span in _whole(spans, text) if len(spans) > 1 else spans:
            start, end = _adjusted(span, shown, keep_end=span is continued)
            start = max(start, position)
            self._run(shown[position:start], placed.page)
            self._link(span, shown[start:end], placed.page)
            position = max(end, start)
        self._run(shown[position:], placed.page)
        self._glue = None
        self._page = placed.page
        word = text[text.rfind(" ") + 1 :]
        self._plain = word.rstrip(_STOPS).isalpha()
        self._in_address = bool(_OPEN_ADDRESS.search(word)) or (self._in_address and word == text)

    def finished(self) -> Flow:
        """The whole flow."""
        self._close()
        return self._items

    def _cuts_word(self, text: str, following: str) -> bool:
        if (
            text[-1] not in _HYPHENS
            or _CUT_WORD.match(text, text.rfind(" ") + 1) is None
            or (self._in_address and " " not in text)
        ):
            return False
        return following[0].islower() and _REST_OF_WORD.match(following) is not None

    def _goes_on(self, placed: Placed, text: str) -> bool:
        """Whether a line only goes on with the text above: one run of many lines is read faster than many of one."""
        return (
            self._plain
            and self._open is None
            and placed.gap is Gap.LINE
            and placed.page == self._page
            and text[0].isalpha()
            and not (placed.line.spans and placed.line.spans[0].start == 0)
            and bool(self._items)
            and isinstance(self._items[-1], Run)
            and len(self._items[-1].text) < _LONG_RUN
        )

    def _run(self, text: str, page: int) -> None:
        if not text:
            return
        self._close()
        last = self._items[-1] if self._items else None
        if self._glue is not None and isinstance(last, Run):
            self._items[-1] = Run(last.text + self._glue + text, last.offset)
            self._written += len(text) + 1
        else:
            self._items.append(Run(text, self._offset(page, len(text))))
        self._glue = None

    def _link(self, span: Span, piece: str, page: int) -> None:
        if self._open and self._open.span.uri == span.uri:
            self._open = self._open._replace(pieces=(*self._open.pieces, piece))
            return
        self._close()
        self._open = _Open(span, (piece,), self._offset(page, len(piece)))

    def _close(self) -> None:
        if self._open is None:
            return
        span, pieces, offset = self._open
        if span.rule:
            self._items.append(printed_link(span, pieces, offset=offset))
        else:
            self._items.append(link_of(span.uri, pieces, offset=offset, has_wraps=self._has_wraps))
        self._open = None

    def _offset(self, page: int, length: int) -> int:
        self._written += length
        return (page - 1) * _PLACES + self._written % _PLACES


def _adjusted(span: Span, text: str, *, keep_end: bool) -> tuple[int, int]:
    """Where the text really starts and ends that a rectangle covers, give or take a few characters."""
    start, end = span.start, min(span.end, len(text))
    if keep_end or span.part is not None or (text[start:end] == span.uri and text[end : end + 1] in _AFTER):
        return start, end
    if _STARTS_ADDRESS.match(text, start) and " " not in text[start:end]:
        found = next(find(text[start:]), None)
        if found and found.start <= 1:
            shown = len(several(text[start : start + found.end])[0])
            end = max(start + shown, end if text[start + shown : end] in _ELLIPSES else 0)
            return start, end
    while end > start and text[end - 1] in _STOPS and not span.uri.endswith(text[end - 1]):
        if any(opener in text[start:end] for opener in _OPENERS.get(text[end - 1], "")):
            break
        end -= 1
    return start, end


def _whole(spans: Sequence[Span], text: str) -> list[Span]:
    """The spans, those made one that nothing but space parts: some programs lay a link over each change of type."""
    whole: list[Span] = []
    for span in spans:
        last = whole[-1] if whole else None
        if (
            last is not None
            and last.uri == span.uri
            and last.part is None is span.part
            and not text[last.end : span.start].strip()
            and not _STARTS_ADDRESS.match(text, span.start)
        ):
            whole[-1] = last._replace(end=max(last.end, span.end))
        else:
            whole.append(span)
    return whole
