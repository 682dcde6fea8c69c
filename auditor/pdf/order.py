"""A book's pages in, its lines in the order of reading out, each with what stands between it and the one before.

Text and notes are two streams: notes, the smaller type at a page's foot, wait until the text above them has come to
the end of a paragraph, so that what a page's end has cut in two meets again; so do links that cover no text. A column
or a page ends in the middle of a paragraph when its last line was full.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from statistics import median
from typing import NamedTuple

from auditor.pdf import Fragment, Sheet
from auditor.pdf.furniture import Cleared, clear
from auditor.pdf.layout import Block, blocks, edge_of, edges, has_room
from auditor.prose.flow import Gap

_SMALLER = 0.93  # of the text's size: notes are set at eight to nine tenths
_LARGER = 1.18
_ALIKE = 0.9
_NUMBERED = re.compile(r"(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]|\[\d{1,4}\]|\(\d{1,3}\)|\d{1,3}[.)]?\s|[•◦▪*†‡–—-]\s)")
_IN_ADDRESSES = re.compile(r"www\.|[/=&?%#_~]|[.-]\Z", re.IGNORECASE)


class Placed(NamedTuple):
    """A line, its page, the gap before it, and the points that were left empty behind it."""

    line: Fragment
    page: int
    gap: Gap
    room: float = 0.0


class Floating(NamedTuple):
    """A link that covers no text: its address and page, and whether it only repeats furniture."""

    uri: str
    page: int
    menu: bool = False


class _Line(NamedTuple):
    line: Fragment
    page: int
    edge: float
    block: int


_Lines = list[_Line]


class _Page(NamedTuple):
    text: list[_Lines]
    notes: list[_Lines]
    floating: list[Floating]


def reading_order(sheets: Sequence[Sheet]) -> Iterator[Placed | Floating]:
    """The lines of a book without its furniture, and its links without text, in the order of reading."""
    cleared = clear(sheets)
    laid = [blocks(one.sheet.fragments) for one in cleared]
    size = _text_size(laid)
    reader = _Reader(size)
    pages = [_page(one, found, size) for one, found in zip(cleared, laid, strict=True)]
    waiting = _Page([], [], [])
    for page in pages:
        for block in page.text:
            gap = reader.gap(block[0])
            if gap is not Gap.LINE and (waiting.notes or waiting.floating):
                while (
                    page.notes and waiting.notes and reader.between(waiting.notes[-1][-1], page.notes[0][0]) is Gap.LINE
                ):
                    waiting.notes.append(page.notes.pop(0))
                yield from reader.aside(waiting)
                waiting = _Page([], [], [])
            yield from reader.read(block)
        waiting.notes.extend(page.notes)
        waiting.floating.extend(page.floating)
    yield from reader.aside(waiting)


def _text_size(laid: Iterable[Sequence[Block]]) -> float:
    """The size of the type that most of the book is set in."""
    heights = [line.height for page in laid for block in page for line in block if len(line.text) > 20]  # noqa: PLR2004
    return median(heights) if heights else 0.0


def _page(cleared: Cleared, found: Sequence[Block], size: float) -> _Page:
    number = cleared.sheet.number
    by_right = edges(found)
    text: list[_Lines] = []
    notes: list[_Lines] = []
    for block in found:
        edge = edge_of(block, by_right)
        lines = [_Line(line, number, edge, id(block)) for line in block]
        (notes if _is_note(block, found, size) else text).append(lines)
    notes += [[_Line(fragment, number, fragment.right, id(fragment))] for fragment in cleared.kept]
    floating = [Floating(uri, number) for uri in cleared.sheet.bare_links]
    floating += [Floating(uri, number, menu=True) for uri in cleared.repeated]
    return _Page(text, notes, floating)


def _is_note(block: Block, found: Sequence[Block], size: float) -> bool:
    """Whether a block is set smaller than the text, and none of the text stands below it."""
    if not _is_small(block, size):
        return False
    foot, left, right = block[-1].bottom, min(f.left for f in block), max(f.right for f in block)
    return not any(
        other[0].top <= foot and other[0].left < right and left < other[0].right and not _is_small(other, size)
        for other in found
    )


def _is_small(block: Block, size: float) -> bool:
    return median(line.height for line in block) < _SMALLER * size


class _Reader:
    """Says what stands between lines, and remembers the last of the text."""

    def __init__(self, size: float) -> None:
        self._size = size
        self._last: _Line | None = None
        self._interrupted = False

    def gap(self, line: _Line) -> Gap:
        """What stands between the last line of the text and `line`."""
        if self._last is None:
            return Gap.BLOCK
        return self.between(self._last, line)

    def read(self, lines: _Lines) -> Iterator[Placed]:
        """The lines of a block of the text."""
        for line in lines:
            gap = self.gap(line)
            yield _placed(line, Gap.BLOCK if self._interrupted and gap is Gap.LINE else gap)
            self._last, self._interrupted = line, False

    def aside(self, waiting: _Page) -> Iterator[Placed | Floating]:
        """What has waited for the end of a paragraph."""
        last: _Line | None = None
        for block in waiting.notes:
            for line in block:
                yield _placed(line, Gap.HEADING if last is None else self.between(last, line))
                last = line
        yield from waiting.floating
        self._interrupted = bool(waiting.notes or waiting.floating)

    def between(self, last: _Line, line: _Line) -> Gap:
        """What stands between two lines that are read one after the other."""
        above, below = last.line, line.line
        room = has_room(above, below.text.split(maxsplit=1)[0], last.edge)
        ended = Gap.HEADING if _IN_ADDRESSES.search(above.text, above.text.rfind(" ") + 1) else Gap.BLOCK
        if last.block == line.block:
            return ended if room else Gap.LINE
        if above.height > _LARGER * self._size or below.height > _LARGER * self._size:
            return Gap.HEADING
        if last.page == line.page and _is_under(below, above):
            return ended if room else Gap.BLOCK
        goes_on = not room and _alike(above, below) and _NUMBERED.match(below.text) is None
        return Gap.LINE if goes_on else ended


def _placed(line: _Line, gap: Gap) -> Placed:
    return Placed(line.line, line.page, gap, line.edge - line.line.right)


def _is_under(below: Fragment, above: Fragment) -> bool:
    return below.top <= above.bottom + 0.5 * above.height and below.left < above.right and above.left < below.right


def _alike(above: Fragment, below: Fragment) -> bool:
    small, large = sorted((above.height, below.height))
    return small >= _ALIKE * large
