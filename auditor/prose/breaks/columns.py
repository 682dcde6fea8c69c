"""Lines of a text in, the same lines out with what stands side by side on a page one below the other.

`pdftotext -layout` and tables made of characters put columns side by side, so that an address broken within its column
goes on below itself and not at the start of the next line. A block of lines is taken apart where

0. all lines but a title have bars in the same places; else where
1. at least two places wide, nearly all of its lines are blank (bars count), and some have text on both sides;
2. text starts right behind that gap in at least two lines, or a line is empty up to it, or an address ends before it;
3. what stands before it is more than the numbers of notes or a list's bullets.

Only blocks with an address are looked at. Rulers (`+----+`) part blocks; lines that cross a gap stay whole and do too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

# Tables drawn with characters made for it are read as those of the typewriter's.
_DRAWN = str.maketrans(
    {
        **dict.fromkeys("│┃║▏▕", "|"),
        **dict.fromkeys("─━═┄┈", "-"),
        **dict.fromkeys("┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬╒╕╘╛╞╡╤╧╪╭╮╰╯", "+"),
    }
)
_RULER = re.compile(r"\s*[-+=|:\s]{3,}\Z")
_ADDRESS = re.compile(r"://|\bwww\.|\bdoi\.org/", re.IGNORECASE)
_GAP = re.compile(r"\S[\s|]{2,}\S|\|")
_MARK = re.compile(r"\W*(?:\d{1,4}|[A-Za-z]|[ivxl]{1,5})?\W*\Z")
_ENDS_IN_ADDRESS = re.compile(r"(?:://|\bwww\.)\S*[^\s.!?]\Z|\s{3,}(?:https?://|www\.)\S*\Z")
_CROSSING = 0.1  # of the lines may cross a gap: headings do
_NARROWEST = 2
_TABLE = 0.66  # of the lines have bars: what stands above it or below it has none
_BY_CHANCE = 2  # lines
_WIDE_SPACE = re.compile(r"[ |\t]{2,}(?=\S)")
_FARTHEST = 60  # characters that a cell may run over its column's end
_MOST_COLUMNS = 400  # characters of a line that are looked at
_MOST_LINES = 400  # of a block that are looked at together


class Piece(NamedTuple):
    """A part of a line: its text, and where it starts in the document."""

    text: str
    offset: int


def unravelled(block: Sequence[Piece]) -> Iterator[list[Piece]]:
    """The block's lines, or those of its columns, each a list of pieces that follow each other."""
    block = [Piece(line.text.translate(_DRAWN), line.offset) if not line.text.isascii() else line for line in block]
    if not any(_ADDRESS.search(line.text) for line in block) or not any(_GAP.search(line.text) for line in block):
        yield list(block)
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


def _columns(block: list[Piece]) -> Iterator[list[Piece]]:
    texts = [line.text for line in block]
    gaps = (_bars(texts) or _gaps(texts)) if len(block) > 1 else []
    if not gaps:
        if block:
            yield block
        return
    part: list[list[Piece]] = []
    for line in block:
        cells = _cells(line, gaps)
        if cells:
            part.append(cells)
        else:
            yield from _stacked(part)
            yield [line]
            part = []
    yield from _stacked(part)


def _stacked(rows: list[list[Piece]]) -> Iterator[list[Piece]]:
    """The cells column by column, what is empty left out."""
    for column in zip(*rows, strict=True):
        cells = [cell for cell in column if cell.text]
        if cells:
            yield _without_signs(cells)


def _without_signs(cells: list[Piece]) -> list[Piece]:
    """The cells without psql's signs of their going on: a stop at the one's end and at the next one's start."""
    for place in range(len(cells) - 1):
        above, below = cells[place], cells[place + 1]
        if above.text[-1] == below.text[0] == "." and len(below.text) > 1 < len(above.text):
            cells[place] = Piece(above.text[:-1], above.offset)
            cells[place + 1] = Piece(below.text[1:], below.offset + 1)
    return cells


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


def _bars(lines: list[str]) -> list[tuple[int, int]]:
    """The bars that all lines of a table have in the same places: two, or one in more lines than may be by chance."""
    barred = [line for line in lines if "|" in line]
    if len(barred) < _TABLE * len(lines):
        return []
    places = [place for place, letter in enumerate(barred[0][:_MOST_COLUMNS]) if letter == "|"]
    for line in barred[1:]:
        if not places:
            break
        places = [place for place in places if line[place : place + 1] == "|"]
    others = min(line.count("|") for line in barred) > len(places)  # moved aside by letters that are wide
    if others or not places or (len(places) == 1 and not _is_edge(barred, places[0])):
        return []
    return [(place, place + 1) for place in places]


def _is_edge(lines: list[str], place: int) -> bool:
    """Whether a bar that is alone parts columns all the same: in more lines than by chance, with a blank behind it."""
    return len(lines) > _BY_CHANCE and all(line[place + 1 : place + 2] in {" ", ""} for line in lines)


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
