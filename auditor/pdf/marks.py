"""A page's link annotations in, the parts of its lines that they cover out.

A rectangle covers a character when it covers its middle. A link over a picture covers none, and counts all the same.
"""

from __future__ import annotations

import ctypes
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pypdfium2 import raw

from auditor.pdf import Fragment, Span
from auditor.pdf.glyphs import Glyphs
from auditor.pdf.links import several

_SLACK = 1.0  # points by which a rectangle may miss its text's edge
_USUAL_BYTES = 512  # of an address; a longer one takes a second call
_WORD = 6  # letters by which a rectangle that has words before an address begins before it, at the least

Line = tuple[int, int, Fragment]  # a range of the page's text, and its place


class Mark(NamedTuple):
    """One link annotation: its address and the rectangles it covers."""

    uri: str
    places: tuple[Fragment, ...]


def marks_of(document: raw.FPDF_DOCUMENT, page: raw.FPDF_PAGE, glyphs: Glyphs) -> Iterator[Mark]:
    """The page's link annotations with an address (ISO 32000-2, 12.6.4.8), each with the rectangles it covers."""
    position, link = ctypes.c_int(0), raw.FPDF_LINK()
    seen: set[Mark] = set()
    while raw.FPDFLink_Enumerate(page, position, link):
        action = raw.FPDFLink_GetAction(link)
        if not action or (uri := _uri(document, action)) is None:
            continue
        places = tuple(_quads(link, glyphs)) or tuple(_rectangle(link, glyphs))
        for one in several(uri):
            mark = Mark(one, places)
            if mark not in seen:
                seen.add(mark)
                yield mark


def _uri(document: raw.FPDF_DOCUMENT, action: raw.FPDF_ACTION) -> str | None:
    kind = raw.FPDFAction_GetType(action)
    getter = _GETTERS.get(kind)
    if getter is None:
        return None
    buffer = ctypes.create_string_buffer(_USUAL_BYTES)
    size = getter(document, action, buffer, _USUAL_BYTES)
    if size > _USUAL_BYTES:
        buffer = ctypes.create_string_buffer(size)
        getter(document, action, buffer, size)
    try:
        uri = buffer.value.decode("utf-8").strip()
    except UnicodeDecodeError:
        uri = buffer.value.decode("latin-1").strip()
    # A Launch action opens a file; some programs write addresses into one all the same.
    return uri if uri and (kind == raw.PDFACTION_URI or "://" in uri[:8]) else None


def _file_path(_document: raw.FPDF_DOCUMENT, action: raw.FPDF_ACTION, buffer: object, size: int) -> int:
    return int(raw.FPDFAction_GetFilePath(action, buffer, size))


_GETTERS = {raw.PDFACTION_URI: raw.FPDFAction_GetURIPath, raw.PDFACTION_LAUNCH: _file_path}


def _quads(link: raw.FPDF_LINK, glyphs: Glyphs) -> Iterator[Fragment]:
    quad = raw.FS_QUADPOINTSF()
    for index in range(raw.FPDFLink_CountQuadPoints(link)):
        if raw.FPDFLink_GetQuadPoints(link, index, quad):
            xs, ys = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
            yield glyphs.turned(min(xs), max(xs), min(ys), max(ys))


def _rectangle(link: raw.FPDF_LINK, glyphs: Glyphs) -> Iterator[Fragment]:
    box = raw.FS_RECTF()
    if raw.FPDFLink_GetAnnotRect(link, box):
        xs, ys = sorted((box.left, box.right)), sorted((box.bottom, box.top))
        yield glyphs.turned(xs[0], xs[1], ys[0], ys[1])


def covered(
    marks: Iterable[Mark], lines: Sequence[Line], glyphs: Glyphs
) -> tuple[dict[int, tuple[Span, ...]], list[str]]:
    """For each line's position what is covered in it, left to right; and the addresses of links without text.

    A link without text that only repeats one of the page's others is left out.
    """
    found: dict[int, list[Span]] = {}
    shown: set[str] = set()
    bare: list[str] = []
    by_height = sorted(((line.bottom + line.top) / 2, position) for position, (_, _, line) in enumerate(lines))
    for mark in marks:
        spans = [
            (position, span)
            for place in mark.places
            for position in _at_height(place, by_height)
            if (span := _under(place, lines[position], glyphs, mark.uri))
        ]
        for position, span in spans:
            found.setdefault(position, []).append(span)
        if spans:
            shown.add(mark.uri)
        else:
            bare.append(mark.uri)
    return {position: tuple(_apart(spans)) for position, spans in found.items()}, [u for u in bare if u not in shown]


def _at_height(place: Fragment, by_height: Sequence[tuple[float, int]]) -> list[int]:
    """The positions of the lines whose middle a rectangle covers, in order."""
    first = bisect_right(by_height, (place.bottom, sys.maxsize))
    last = bisect_left(by_height, (place.top, -1), first)
    return sorted(position for _, position in by_height[first:last])


def _under(place: Fragment, line: Line, glyphs: Glyphs, uri: str) -> Span | None:
    """The part of a line that lies under a rectangle at its height."""
    start, end, box = line
    if box.right <= place.left or place.right <= box.left:
        return None
    first = start if box.left >= place.left - _SLACK else -1
    last = end if box.right <= place.right + _SLACK else -1
    if -1 in {first, last} and (printed := glyphs.text.find(uri, start, end)) >= 0:
        # The usual case, and far cheaper than to ask where letters stand; the rectangle only has to be near.
        letter = (box.right - box.left) / (end - start)
        middle = box.left + letter * (printed + len(uri) / 2 - start)
        has_words = place.left < box.left + letter * (printed - start) - _WORD * letter
        if place.left < middle < place.right and not has_words:
            return Span(printed, printed + len(uri), uri)
    if first < 0:
        first = glyphs.first_right_of(place.left, start, end)
    if last < 0:
        last = glyphs.first_right_of(place.right, first, end)
    first, last = glyphs.trimmed(first, last)
    return Span(first, last, uri) if first < last else None


def _apart(spans: list[Span]) -> list[Span]:
    """Spans of one line in order, none overlapping: of two links over the same text the first has it.

    The other keeps what is left; where nothing is left it stands, empty, behind it.
    """
    if len(spans) == 1:
        return spans
    apart: list[Span] = []
    position = 0
    for span in sorted(spans, key=lambda one: (one.start, one.end)):
        if apart and span.start < position and span.uri == apart[-1].uri:
            apart[-1] = apart[-1]._replace(end=max(position, span.end))
        else:
            start = max(span.start, position)
            apart.append(span._replace(start=start, end=max(span.end, start)))
        position = max(position, apart[-1].end)
    return apart
