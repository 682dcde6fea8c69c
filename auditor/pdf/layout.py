"""A page's fragments in the order of the file in, blocks of lines in the order of reading out.

1. A fragment goes on with the line before it when it stands beside it, and with a block when it stands right under
   that block's last line: so rows written across two columns, or across the cells of a table, come apart again.
2. Blocks keep the file's order, which is the author's, unless rows were written across columns: then the page is
   read column by column.
3. A line has room when the next word would have fitted behind it: then nobody wrapped it, and nothing goes on there.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import attrgetter
from statistics import median

from auditor.pdf import RAISED, Fragment

Block = list[Fragment]
_RIGHT = attrgetter("right")

_BESIDE = 0.9  # of the type's size, the widest space between two pieces of a line
_A_WORD_APART = 0.12
_ALIKE = 0.72  # the smaller type over the larger one within a block
_LEADING = 1.45  # times the page's usual leading, the most within a block
_USUAL_LEADING = 1.25  # of the type's size, where a page has too few lines to tell
_LOOKED_BACK = 40  # blocks
_SUPPORT = 3  # lines that end alike show where a column ends
_RAGGED = 0.06  # of a column's width: where ragged lines end
_JUSTIFIED = 2.0  # points between the ends of lines that a program has set to end alike


def blocks(fragments: Sequence[Fragment]) -> list[Block]:
    """The page's blocks, in the order of reading."""
    lines = _lines(fragments)
    usual = _leading(lines)
    found: list[Block] = []
    crossed = 0
    for line in lines:
        position = _above(line, found, usual)
        if position is None:
            found.append([line])
        else:
            crossed += position < len(found) - 1
            found[position].append(line)
    return _by_column(found) if crossed >= _SUPPORT else found


def _lines(fragments: Iterable[Fragment]) -> list[Fragment]:
    lines: list[Fragment] = []
    for fragment in fragments:
        if lines and _goes_on(lines[-1], fragment):
            lines[-1] = _joined(lines[-1], fragment)
        else:
            lines.append(fragment)
    return lines


def _goes_on(line: Fragment, fragment: Fragment) -> bool:
    if line.bottom >= fragment.top or fragment.bottom >= line.top:
        return False
    space = fragment.left - line.right
    height = max(line.height, fragment.height)
    overlap = min(line.top, fragment.top) - max(line.bottom, fragment.bottom)
    return -0.3 * height <= space <= _BESIDE * height and overlap > 0.4 * min(line.height, fragment.height)


def _joined(line: Fragment, fragment: Fragment) -> Fragment:
    apart = fragment.left - line.right > _A_WORD_APART * max(line.height, fragment.height)
    is_note = _is_note(line, fragment)
    glue = " " if apart or is_note else ""
    if is_note and line.text.isdecimal() and line.bottom > fragment.bottom:
        line = line._replace(text=line.text.translate(RAISED))
    shift = len(line.text) + len(glue)
    spans = tuple(span._replace(start=span.start + shift, end=span.end + shift) for span in fragment.spans)
    taller = line if line.height >= fragment.height else fragment
    return Fragment(
        line.text + glue + fragment.text, line.left, fragment.right, taller.bottom, taller.top, line.spans + spans
    )


def _is_note(line: Fragment, fragment: Fragment) -> bool:
    """Whether a raised number meets a word: its note's mark, not its end."""
    sizes = sorted((line.height, fragment.height))
    number = fragment if fragment.height < line.height else line
    return sizes[0] < 0.88 * sizes[1] and number.text.strip("[]()*").isdigit()


def _leading(lines: Sequence[Fragment]) -> float:
    """The usual distance of two lines' feet, as a multiple of the type's size."""
    steps = [
        (a.bottom - b.bottom) / max(a.height, 1.0)
        for a, b in pairwise(lines)
        if 0.5 < (a.bottom - b.bottom) / max(a.height, 1.0) < 3.5  # noqa: PLR2004 - anything else is another column
    ]
    return max(1.0, median(steps)) if len(steps) >= _SUPPORT else _USUAL_LEADING


def _above(line: Fragment, found: Sequence[Block], usual: float) -> int | None:
    """The position of the block whose last line stands right above `line`, or None."""
    _, left, right, bottom, top, _ = line
    height = top - bottom
    for position in range(len(found) - 1, max(-1, len(found) - 1 - _LOOKED_BACK), -1):
        last = found[position][-1]
        step = last.bottom - bottom
        if step <= 0 or last.right <= left or right <= last.left:
            continue
        small, large = (height, last.height) if height < last.height else (last.height, height)
        if 0.4 * large < step <= _LEADING * usual * max(large, 1.0) and small >= _ALIKE * large:
            return position
    return None


def _by_column(found: list[Block]) -> list[Block]:
    """The blocks of rows written across columns: what spans them in its place, the rest from left to right."""
    boxes = [(min(f.left for f in b), max(f.right for f in b), max(f.top for f in b), b) for b in found]
    boxes.sort(key=lambda box: -box[2])
    ordered: list[Block] = []
    band: list[tuple[float, float, float, Block]] = []
    for box in boxes:
        if _spans(box, boxes):
            ordered += _columns(band)
            band = []
            ordered.append(box[3])
        else:
            band.append(box)
    return ordered + _columns(band)


def _spans(box: tuple[float, float, float, Block], boxes: Sequence[tuple[float, float, float, Block]]) -> bool:
    """Whether a block reaches over two others that stand beside each other."""
    under = [other for other in boxes if other is not box and other[0] < box[1] and box[0] < other[1]]
    return any(a[1] <= b[0] for a in under for b in under)


def _columns(band: list[tuple[float, float, float, Block]]) -> list[Block]:
    columns: list[list[tuple[float, float, float, Block]]] = []
    for box in sorted(band, key=lambda one: one[0]):
        home = next((one for one in columns if any(box[0] < other[1] and other[0] < box[1] for other in one)), None)
        if home is None:
            columns.append([box])
        else:
            home.append(box)
    return [box[3] for column in columns for box in sorted(column, key=lambda one: -one[2])]


def edges(found: Iterable[Block]) -> list[Fragment]:
    """The lines of a page, by where they end: what `edge_of` looks at."""
    return sorted((line for block in found for line in block), key=_RIGHT)


def edge_of(block: Block, by_right: Sequence[Fragment]) -> float:
    """Where the lines of a block may end: the nearest place, not left of its own, where several lines do.

    Where nothing shows it, it is the end of the block's own longest line, so that no line seems to have room.
    """
    own = _longest(block)
    left = min(line.left for line in block)
    near = [
        line.right
        for line in by_right[bisect_left(by_right, own - 1, key=_RIGHT) :]
        if line.left < own and line.right > left
    ]
    for first, last in zip(near, near[_SUPPORT - 1 :], strict=False):
        if last - first <= _RAGGED * max(last - left, 1.0):
            return max(last, own)
    return own


def _longest(block: Block) -> float:
    """Where the block's longest line ends, but for addresses that stick out of a justified text.

    A program that may not break an address sets it beyond the edge (TeX's overfull boxes).
    """
    lines = sorted(block, key=lambda line: -line.right)
    for line, third in zip(lines, lines[_SUPPORT - 1 :], strict=False):
        if line.right - third.right <= _JUSTIFIED:
            return line.right
        if "/" not in line.text[line.text.rfind(" ") + 1 :]:
            break
    return lines[0].right


def has_room(line: Fragment, following: str, edge: float) -> bool:
    """Whether the next line's first word would have fitted behind `line`."""
    letter = (line.right - line.left) / max(len(line.text), 1)
    return edge - line.right > letter * (len(following) + 2) + 0.5 * line.height
