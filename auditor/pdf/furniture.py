"""Pages in, the same pages without running heads, feet, page numbers and line numbers out.

1. What stands at the same place on three pages or more, but for its numbers, among the first or last lines of the
   page, is furniture; addresses are others where their numbers differ. So are numbers alone on the outermost line, set
   apart from the text.
2. Numbers that count up in a column of their own beside the text are the numbers of its lines.
3. An address in furniture is cited once: where it stands first. Links over furniture are links all the same, the
   repeated ones of the site's own kind.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from auditor.pdf import Fragment, Sheet

_PAGES = 3
_LINES = 3  # from the page's edge
_APART = 0.6  # of the type's size: more than lines of one text are apart
_LINE_NUMBERS = 5
_LINE_NUMBER = re.compile(r"\d{1,5}")
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"\S+")
_ADDRESS = re.compile(r"://|\bwww\.|\bdoi\b", re.IGNORECASE)
_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:page|p\.|pg\.?|seite|s\.|página|pagina)\s*)?(?:\d{1,4}|[ivxlc]{1,7})"
    r"(?:\s*(?:of|/|von|de|di|sur|\|)\s*\d{1,4})?\W*",
    re.IGNORECASE,
)


Rows = list[list[Fragment]]  # fragments that stand at one height, from the top


class Cleared(NamedTuple):
    """A page without its furniture; `kept` is furniture that cites, `repeated` are addresses linked there again."""

    sheet: Sheet
    kept: tuple[Fragment, ...] = ()
    repeated: tuple[str, ...] = ()


def clear(sheets: Sequence[Sheet]) -> list[Cleared]:
    """The pages, in order, each without its furniture."""
    rows = [_rows(sheet.fragments) for sheet in sheets]
    edges = [_at_edges(page) for page in rows]
    places = Counter(key for page in edges for key in {_place(fragment) for fragment in page})
    cited: set[str] = set()
    return [
        _cleared(sheet, standing, {one for one in page if places[_place(one)] >= _PAGES}, cited)
        for sheet, standing, page in zip(sheets, rows, edges, strict=True)
    ]


def _place(fragment: Fragment) -> tuple[str, int]:
    return _but_numbers(fragment.text), round(fragment.bottom)


def _but_numbers(text: str) -> str:
    """A text without its numbers, but for those in addresses."""
    if _ADDRESS.search(text) is None:
        return _DIGITS.sub("#", text)
    return _WORD.sub(lambda word: word[0] if _ADDRESS.search(word[0]) else _DIGITS.sub("#", word[0]), text)


def _rows(fragments: Iterable[Fragment]) -> Rows:
    """The fragments by the height they stand at, from the top."""
    rows: Rows = []
    for fragment in sorted(fragments, key=lambda one: -one.bottom):
        if rows and rows[-1][0].bottom - fragment.bottom < 0.5 * max(fragment.height, 1.0):
            rows[-1].append(fragment)
        else:
            rows.append([fragment])
    return rows


def _at_edges(rows: Rows) -> list[Fragment]:
    return [fragment for row in (*rows[:_LINES], *rows[_LINES:][-_LINES:]) for fragment in row]


def _cleared(sheet: Sheet, rows: Rows, furniture: set[Fragment], cited: set[str]) -> Cleared:
    furniture |= set(_page_numbers(rows, furniture)) | set(_line_numbers(sheet.fragments))
    if not furniture:
        return Cleared(sheet)
    kept: list[Fragment] = []
    repeated: list[str] = []
    for fragment in sheet.fragments:
        if fragment in furniture and (fragment.spans or _ADDRESS.search(fragment.text)):
            text = _but_numbers(fragment.text)
            if text in cited:
                repeated += [span.uri for span in fragment.spans]
            else:
                cited.add(text)
                kept.append(fragment)
    left = tuple(fragment for fragment in sheet.fragments if fragment not in furniture)
    return Cleared(sheet._replace(fragments=left), tuple(kept), tuple(repeated))


def _page_numbers(standing: Rows, furniture: set[Fragment]) -> list[Fragment]:
    """Numbers alone on the outermost lines that are no known furniture, apart from the text's own."""
    rows = [row for row in standing if not furniture.issuperset(row)]
    found: list[Fragment] = []
    for row, neighbour in ((rows[0], rows[1]), (rows[-1], rows[-2])) if len(rows) > 1 else ():
        (fragment, *others), beside = row, neighbour[0]
        apart = max(fragment.bottom - beside.top, beside.bottom - fragment.top)
        if not others and apart > _APART * fragment.height and _PAGE_NUMBER.fullmatch(fragment.text):
            found.append(fragment)
    return found


def _line_numbers(fragments: Sequence[Fragment]) -> list[Fragment]:
    numbers = [one for one in fragments if _LINE_NUMBER.fullmatch(one.text) and not one.spans]
    if len(numbers) < _LINE_NUMBERS:
        return []
    columns: dict[int, list[Fragment]] = {}
    for one in numbers:
        columns.setdefault(round(one.right / 4), []).append(one)
    rest = [one for one in fragments if not _LINE_NUMBER.fullmatch(one.text)]
    return [
        one
        for column in columns.values()
        if len(column) >= _LINE_NUMBERS and _counts_up(column) and _is_beside(column, rest)
        for one in column
    ]


def _counts_up(column: Sequence[Fragment]) -> bool:
    steps = {int(b.text) - int(a.text) for a, b in pairwise(sorted(column, key=lambda one: -one.bottom))}
    return steps in ({1}, {5})


def _is_beside(column: Sequence[Fragment], text: Sequence[Fragment]) -> bool:
    left, right = min(one.left for one in column), max(one.right for one in column)
    return bool(text) and (all(one.left > right for one in text) or all(one.right < left for one in text))
