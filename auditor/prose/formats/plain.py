"""Plain text in, its flow out: a run a line, a gap where an empty line, a bullet, a column or a page begins something."""

from __future__ import annotations

import re

from auditor.prose.breaks.cells import Piece
from auditor.prose.breaks.columns import unravelled
from auditor.prose.flow import BLOCK, ITEM, LINE, Flow, Gap, Item, Run, part
from auditor.prose.formats.leaders import without_leaders

_QUOTED = re.compile(r"(?:> ?)+")
_BULLET = re.compile(r"\s*([*•◦▪‣●○–—-])\s+\S")
_DASHES = "–—-"  # which are bullets at the start of a block, and behind others
_FIRST_WORD = re.compile(r"\s*[\"“„«'‘(]?([^\W\d_a-z]\S*)")
_IN_ADDRESS = re.compile(r"[/=&?%#_~:@\\]|www\.|[-,;]\Z", re.IGNORECASE)
_FILLED = 0.75  # of the widest line of a block
_LINE = re.compile(r"[^\n\f]*(?:\n|\f|\Z)")


def read_flow(text: str) -> Flow:
    """The flow of a plain text: a run a line, a block gap for each empty line and each new page.

    The signs of a quoted mail go; an item of a list begins where its bullet stands.
    """
    items: list[Item] = []
    block: list[Piece] = []
    depth = 0
    for match in _LINE.finditer(text):
        line = match[0]
        if not line:
            break
        quoted = _QUOTED.match(line) if line[0] == ">" else None
        start = quoted.end() if quoted else 0
        words = line[start:].rstrip()
        deeper = line.count(">", 0, start)
        if depth and not deeper and block and text.startswith(">", match.end()) and _ends_in_address(block[-1].text):
            deeper = (
                depth  # a mailer has broken what it quotes, and has put no sign before the rest (RFC 3676, section 1)
            )
        if deeper != depth:
            _write(items, block, ITEM)
            depth, block = deeper, []
        if words.strip():
            block.append(Piece(words, match.start() + start))
        if not words.strip() or line.endswith("\f"):
            _write(items, block, BLOCK)
            block = []
    _write(items, block, LINE)
    return items


def _had_room(line: str, following: str, width: int) -> bool:
    """Whether a line ends because its author ended it, as a heading or a paragraph's last one does.

    There was room for the next word, and that begins a sentence; at the end of an address nothing is told by that.
    """
    word = _FIRST_WORD.match(following)
    if word is None or len(line) + 1 + len(word[1]) > _FILLED * width:
        return False
    return not _IN_ADDRESS.search(line, line.rfind(" ") + 1)


def _ends_in_address(line: str) -> bool:
    last = line.rsplit(maxsplit=1)[-1]
    return "://" in last or "www." in last


def _write(items: list[Item], block: list[Piece], gap: Gap) -> None:
    """The lines of a block, and the gap behind it."""
    columns = (column for piece in (without_leaders(block) if block else ()) for column in unravelled(piece))
    for number, (before, lines) in enumerate(columns):
        if number:
            part(items, before)
        bullet = ""
        width = max((len(text.rstrip()) for text, _ in lines), default=0)
        for place, piece in enumerate(lines):
            if place and _had_room(lines[place - 1][0].rstrip(), piece[0], width):
                part(items, BLOCK)
            if (found := _BULLET.match(piece[0])) and (found[1] not in _DASHES or not place or bullet == found[1]):
                bullet = found[1]
                part(items, ITEM)
            items += (Run(*piece), LINE)
    part(items, gap)
