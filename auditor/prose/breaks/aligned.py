"""Lines whose columns move in, the same lines with what goes on below an address, at its place in the line, behind it out.

`pdftotext -layout` puts each row of a table where its own words are, so that no gap runs through all rows. An address
that begins its cell, with much room before it, goes on where the next line has a word at the same place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.prose.breaks.cells import Piece

_HEAD = re.compile(r"(?:(?<=\s{3})|\A)(?:https?://|www\.)\S++(?=\s{2,}\S|\s*\Z)")
_FAR = re.compile(r"\s{5,}\S")  # lines are seldom stretched that much
_CELL = re.compile(r"\S+(?: \S+)*")
_MOST_LINES = 12  # of one address


def aligned(block: list[Piece]) -> Iterator[list[Piece]]:
    """The block in parts: each run of lines with an address taken apart before and behind it, the others as they are."""
    whole: list[Piece] = []
    position = 0
    while position < len(block):
        rows = _rows(block, position)
        if len(rows) > 1:
            yield from filter(None, (whole,))
            whole = []
            yield from filter(None, ([cell for cell in column if cell.text] for column in zip(*rows, strict=True)))
        else:
            whole.append(block[position])
        position += max(len(rows), 1)
    yield from filter(None, (whole,))


def _rows(block: list[Piece], first: int) -> list[tuple[Piece, Piece, Piece]]:
    """The lines from `first` on that have a cell below each other, the first of them an address: before, it, behind."""
    head = _HEAD.search(block[first].text)
    if head is None or not (block[first].text[: head.start()].strip() or _FAR.match(block[first].text, head.end())):
        return []
    rows: list[tuple[Piece, Piece, Piece]] = []
    for line in block[first : first + _MOST_LINES]:
        cell = _CELL.match(line.text, head.start())
        before = line.text[: head.start()]
        if cell is None or before[-2:].strip() or (rows and _HEAD.match(line.text, head.start())):
            break
        behind = line.text[cell.end() :].lstrip()
        at = line.offset + len(line.text) - len(behind)
        rows.append(
            (Piece(before.rstrip(), line.offset), Piece(cell[0], line.offset + cell.start()), Piece(behind, at))
        )
    return rows
