"""Lines of a text in, the same lines out with what stands side by side on a page one below the other.

`pdftotext -layout` and tables made of characters put columns side by side, so that an address broken within its column
goes on below itself and not at the start of the next line. A block of lines is taken apart where

0. the lines have as many bars as each other (`auditor.prose.breaks.cells`); else where
1. at least two places wide, nearly all of its lines are blank (bars count), and some have text on both sides;
2. text starts right behind that gap in at least two lines, or a line is empty up to it, or an address ends before it;
3. what stands before it is more than the numbers of notes or a list's bullets.

Only blocks with an address are looked at. Rulers (`+----+`) part blocks; lines that cross a gap stay whole and do too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from auditor.prose.breaks.aligned import aligned
from auditor.prose.breaks.cells import Piece, cells_of, without_signs
from auditor.prose.flow import BLOCK, ITEM, Gap

# Tables drawn with characters made for it are read as those of the typewriter's.
_DRAWN = str.maketrans(
    {
        **dict.fromkeys("│┃║▏▕", "|"),
        **dict.fromkeys("─━═┄┈", "-"),
        **dict.fromkeys("┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬╒╕╘╛╞╡╤╧╪╭╮╰╯", "+"),
    }
)
_RULER = re.compile(r"(?=[\s|]*[-+=:])[-+=|:\s]{3,}\Z")
_ADDRESS = re.compile(r"://|\bwww\.|\bdoi\.org/", re.IGNORECASE)
_GAP = re.compile(r"\S[\s|]{2,}\S|\|")
_MARK = re.compile(r"\W*(?:\d{1,4}|[A-Za-z]|[ivxl]{1,5})?\W*\Z")
_ENDS_IN_ADDRESS = re.compile(r"(?:://|\bwww\.)\S*[^\s.!?]\Z|\s{3,}(?:https?://|www\.)\S*\Z")
_CROSSING = 0.1  # of the lines may cross a gap: headings do
_NARROWEST = 2
_WIDE_SPACE = re.compile(r"[ |\t]{2,}(?=\S)")
_FARTHEST = 60  # characters that a cell may run over its column's end
_MOST_COLUMNS = 400  # characters of a line that are looked at
_MOST_LINES = 400  # of a block that are looked at together


Part = tuple[Gap, list[Piece]]  # what stands before lines, and the lines


def unravelled(block: Sequence[Piece]) -> Iterator[Part]:
    """The block's lines, or those of its columns, each a list of pieces that follow each other.

    Each cell of a drawn table begins something; what stands side by side without bars may be a page's columns.
    """
    block = [Piece(line.text.translate(_DRAWN), line.offset) if not line.text.isascii() else line for line in block]
    if not any(_ADDRESS.search(line.text) for line in block) or not any(_GAP.search(line.text) for line in block):
        yield BLOCK, list(block)
        return
    part: list[Piece] = []
    for line in block:
        if _RULER.match(line.text):
            yield from _columns(part)
            part = []
        else:
            part.append(line)
        if len(part) >= _MOST_LINES:
            yield from _columns(part)
            part = []
    yield from _columns(part)


def _columns(block: list[Piece]) -> Iterator[Part]:
    rows = cells_of(block)
    gap = ITEM if rows else BLOCK
    if rows is None:
        gaps = _gaps([line.text for line in block]) if len(block) > 1 else []
        rows = [_cells(line, gaps) for line in block] if gaps else None
    if rows is None:
        yield from ((BLOCK, lines) for lines in aligned(block))
        return
    part: list[list[Piece]] = []
    for line, cells in zip(block, rows, strict=True):
        if cells:
            part.append(cells)
        else:
            yield from _stacked(part, gap)
            yield gap, [line]
            part = []
    yield from _stacked(part, gap)


def _stacked(rows: list[list[Piece]], gap: Gap) -> Iterator[Part]:
    """The cells column by column, each paragraph of a cell for itself, what is empty left out."""
    for column in zip(*rows, strict=True):
        cells: list[Piece] = []
        before = gap
        for cell, row in zip(column, rows, strict=True):
            if cell.text:
                cells.append(cell)
            elif cells and not any(other.text for other in row):
                yield before, without_signs(cells)
                cells, before = [], BLOCK
        if cells:
            yield before, without_signs(cells)


def _cells(line: Piece, gaps: list[tuple[int, int]]) -> list[Piece]:
    """The parts of a line between the gaps; none where it crosses one.

    What is too long for its column moves the others of its line aside: they start behind the next wide space.
    """
    cells: list[Piece] = []
    left = shift = 0
    for start, end in gaps:
        text = line.text
        if text[start + shift : end + shift].strip(" |\t"):
            moved = _WIDE_SPACE.search(text, start + shift)
            if moved is None or moved.start() > end + shift + _FARTHEST:
                return []
            cells.append(_cell(line, left, moved.start()))
            left = moved.end()
            shift = left - end
        else:
            cells.append(_cell(line, left, end + shift))
            left = end + shift
    return [*cells, _cell(line, left, len(line.text))]


def _cell(line: Piece, left: int, right: int) -> Piece:
    text = line.text[left:right].rstrip(" |\t")
    inner = text.lstrip(" |\t")
    return Piece(inner, line.offset + left + len(text) - len(inner))


def _gaps(lines: list[str]) -> list[tuple[int, int]]:
    """The gaps between columns: where they start and end."""
    width = min(max(map(len, lines)), _MOST_COLUMNS)
    most = int(len(lines) * _CROSSING)
    filled = [0] * width
    for line in lines:
        for place, letter in enumerate(line[:width]):
            if letter not in " |\t":
                filled[place] += 1
    gaps: list[tuple[int, int]] = []
    place = 0
    while place < width:
        end = place
        while end < width and filled[end] <= most:
            end += 1
        if end < width and _parts(lines, place, end):
            gaps.append((place, end))
        place = end + 1
    return gaps


def _parts(lines: list[str], start: int, end: int) -> bool:
    """Whether a run of blank places parts two columns."""
    barred = any("|" in line[start:end] for line in lines)
    if end - start < _NARROWEST and not barred:
        return False
    both = begins = alone = ended = 0
    marks_only = True
    for line in lines:
        left, right = line[:start].strip(" |\t"), line[end:].strip()
        both += bool(left and right)
        starts = bool(right) and line[end : end + 1] not in {" ", "|", ""}
        begins += starts
        alone += starts and not left
        ended += starts and _ENDS_IN_ADDRESS.search(left + "/" * (end - start > _NARROWEST)) is not None
        marks_only = marks_only and _MARK.match(left.rpartition("  ")[2]) is not None
    return both > 0 and (begins >= 2 or alone > 0 or ended > 0) and not marks_only  # noqa: PLR2004 - two lines show where a column starts
