"""The bytes of a PDF in, its pages as fragments of text with places and links out: all that is asked of PDFium.

PDFium is not safe to call from two threads, and damaged files can crash it: whoever reads what others sent does so
in a process of its own (`auditor.reading`). A call costs two microseconds, so boxes are asked for lines, not letters.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from itertools import pairwise
from statistics import median
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

from auditor.errors import DocumentError
from auditor.pdf import HYPHEN, Book, Fragment, Sheet
from auditor.pdf.glyphs import Glyphs
from auditor.pdf.marks import covered, marks_of
from auditor.pdf.meta import language, made, title

MOST_PAGES = 100_000  # ten times the longest that anybody has asked for; a page tree can claim millions

_REFUSALS = {
    raw.FPDF_ERR_PASSWORD: "it is encrypted, and opens only with a password",
    raw.FPDF_ERR_SECURITY: "it is encrypted in a way that can't be read",
    raw.FPDF_ERR_FORMAT: "it is not a PDF, or too damaged to be read as one",
}
_LINE = re.compile(rf"[^\s{HYPHEN}](?:[^\r\n{HYPHEN}]*[^\s{HYPHEN}])?{HYPHEN}?")
_STRIPE = 4.0  # points; two lines have a space in common when both leave a stripe of the page empty
_LARGEST_PAGE = 14_400.0  # points; ISO 32000-1, annex C.2. What is painted beyond it is damaged
_WIDE_GAP = 1.6  # of the type's size; justified lines seldom stretch a space to half of that


def read(data: bytes) -> Book:
    """The book that `data` is; DocumentError, with a reason in words, when it can't be opened."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        raise DocumentError(_REFUSALS.get(code, "it can't be read as a PDF")) from error
    try:
        return _read(document)
    finally:
        document.close()


def _read(document: pypdfium2.PdfDocument) -> Book:
    pages = len(document)
    if not pages:
        raise DocumentError("it has no pages")
    sheets: list[Sheet] = []
    unread: list[int] = []
    for number in range(1, min(pages, MOST_PAGES) + 1):
        sheet = _sheet(document, number)
        if sheet is None:
            unread.append(number)
        else:
            sheets.append(sheet)
    if not sheets:
        raise DocumentError("none of its pages can be read")
    return Book(
        sheets=tuple(sheets),
        title=title(document),
        made=made(document),
        language=language(document),
        problems=tuple(_problems(sheets, unread, pages)),
    )


def _problems(sheets: list[Sheet], unread: list[int], pages: int) -> Iterator[str]:
    if unread:
        shown = ", ".join(map(str, unread[:10])) + (" …" if len(unread) > 10 else "")  # noqa: PLR2004
        yield f"page {shown} can't be read" if len(unread) == 1 else f"{len(unread)} pages can't be read: {shown}"
    if pages > MOST_PAGES:
        yield f"of its {pages:,} pages the first {MOST_PAGES:,} are read"
    if not any(sheet.fragments for sheet in sheets):
        links = sum(len(sheet.bare_links) for sheet in sheets)
        found = f"only its {links} link{'s' * (links != 1)} could be read" if links else "nothing could be read"
        yield f"there is no text in it (a scan?): {found}"


def _sheet(document: pypdfium2.PdfDocument, number: int) -> Sheet | None:
    page = raw.FPDF_LoadPage(document.raw, number - 1)
    if not page:
        return None
    try:
        text_page = raw.FPDFText_LoadPage(page)
        if not text_page:
            return None
        try:
            return _read_sheet(document, page, text_page, number)
        finally:
            raw.FPDFText_ClosePage(text_page)
    finally:
        raw.FPDF_ClosePage(page)


def _read_sheet(
    document: pypdfium2.PdfDocument, page: raw.FPDF_PAGE, text_page: raw.FPDF_TEXTPAGE, number: int
) -> Sheet:
    glyphs = Glyphs(text_page)
    gaps = _gutters(glyphs.rectangles())
    ranges = [match.span() for match in _LINE.finditer(glyphs.text)]
    if gaps:
        ranges = [piece for start, end in ranges for piece in _split(glyphs, start, end, gaps)]
    lines = [(start, end, glyphs.box(start, end)) for start, end in ranges]
    spans, bare = covered(marks_of(document.raw, page, glyphs), lines, glyphs)
    fragments = [
        glyphs.fragment(start, end, box, spans.get(position, ())) for position, (start, end, box) in enumerate(lines)
    ]
    # What was only characters without a shape is no text; links over it are links all the same.
    shown = tuple(one for one in fragments if one.text.strip())
    bare += [span.uri for one in fragments if not one.text.strip() for span in one.spans]
    return Sheet(number, shown, tuple(bare))


class _Space(NamedTuple):
    """White space inside a line, at a height."""

    left: float
    right: float
    y: float


def _gutters(rectangles: list[Fragment]) -> list[_Space]:
    """Where pieces of one line stand far apart at the same place as in another line; alone, it is a stretched line."""
    usual = median(one.height for one in rectangles) if rectangles else 0.0  # a dot says nothing of its type's size
    spaces: list[_Space] = []
    rows: dict[int, set[int]] = {}
    for before, after in pairwise(rectangles):
        middle = (after.top + after.bottom) / 2
        wide = after.left - before.right > _WIDE_GAP * max(before.height, after.height, usual)
        if wide and before.bottom < middle < before.top and after.left - before.right < _LARGEST_PAGE:
            spaces.append(_Space(before.right, after.left, middle))
            for column in _columns(spaces[-1]):
                rows.setdefault(column, set()).add(round(middle))
    return [one for one in spaces if any(len(rows[column]) > 1 for column in _columns(one))]


def _columns(space: _Space) -> range:
    """The stripes of the page that a space covers whole."""
    return range(math.ceil(space.left / _STRIPE), math.floor(space.right / _STRIPE))


def _split(glyphs: Glyphs, start: int, end: int, gaps: list[_Space]) -> Iterator[tuple[int, int]]:
    """A line's range in pieces, trimmed, that no wide gap divides."""
    line = glyphs.box(start, end)
    for left, right, y in gaps:
        if line.bottom < y < line.top and line.left < left and right < line.right:
            cut = glyphs.first_right_of(right - 0.5, start, end)
            if start < cut < end:
                yield from _not_blank(*glyphs.trimmed(start, cut))
                start = cut
    yield from _not_blank(*glyphs.trimmed(start, end))


def _not_blank(first: int, last: int) -> Iterator[tuple[int, int]]:
    if first < last:
        yield first, last
