"""The lines of a table drawn with bars in, each line's cells out; a cell in, its lines out.

Where nearly all lines have as many bars as each other, each is taken apart at its own: letters that are wide move them.
A bar that is alone in its line has to be in the same place in all of them, with a blank behind it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from auditor.prose.flow import LINE, Gap, Run

_TABLE = 0.66  # of the lines have bars: what stands above a table or below it has none
_ALIKE = 0.8  # of these have as many: a cell may hold one, too
_BY_CHANCE = 2  # lines
_ENDS_OF_LINES = re.compile(r"(?<=\S) {2,}(?=\S)")


class Piece(NamedTuple):
    """A part of a line: its text, and where it starts in the document."""

    text: str
    offset: int


def cells_of(block: Sequence[Piece]) -> list[list[Piece]] | None:
    """Each line's cells, none of a line that is none of the table's; None where there is no such table."""
    bars = [line.text.count("|") for line in block]
    if len(block) < _BY_CHANCE or len(block) - bars.count(0) < _TABLE * len(block):
        return None
    number, often = Counter(filter(None, bars)).most_common(1)[0]
    if often < max(_ALIKE * (len(block) - bars.count(0)), _BY_CHANCE) or (number == 1 and not _is_edge(block)):
        return None
    return [_apart(line) if count == number else [] for line, count in zip(block, bars, strict=True)]


def _is_edge(block: Sequence[Piece]) -> bool:
    places = {line.text.find("|") for line in block}
    behind = {line.text[place + 1 : place + 2] for place in places for line in block}
    return len(block) > _BY_CHANCE and len(places) == 1 and behind <= {" ", ""}


def _apart(line: Piece) -> list[Piece]:
    cells: list[Piece] = []
    fill = (
        " \t_" if "__" in line.text and " " not in line.text.strip() else " \t"
    )  # html2text underlines a row's last line
    at = line.offset
    for part in line.text.split("|"):
        cell = part.rstrip(fill)
        inner = cell.lstrip()
        cells.append(Piece(inner, at + len(cell) - len(inner)))
        at += len(part) + 1
    return cells


def without_signs(column: list[Piece]) -> list[Piece]:
    """A column's cells without psql's signs of their going on: a stop at the one's end and at the next one's start."""
    for place in range(len(column) - 1):
        above, below = column[place], column[place + 1]
        if above.text[-1] == below.text[0] == "." and len(below.text) > 1 < len(above.text):
            column[place] = Piece(above.text[:-1], above.offset)
            column[place + 1] = Piece(below.text[1:], below.offset + 1)
    return column


def lines_of(cell: Run) -> Iterator[Run | Gap]:
    """The lines of a Markdown table's cell: converters leave two spaces where one ended, as before a hard break."""
    position = 0
    if "  " in cell.text and ("//" in cell.text or "www." in cell.text):
        for end in _ENDS_OF_LINES.finditer(cell.text):
            yield Run(cell.text[position : end.start()], cell.offset + position)
            yield LINE
            position = end.end()
    yield Run(cell.text[position:], cell.offset + position)
