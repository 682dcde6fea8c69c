"""A block's lines in, the same lines without the sign that each line of a comment opens with, out.

Comments of programs and settings, and some mails' quotations, open each line with a sign (`#`, `//`, `--`, `;`, `dnl`,
a star below `/*`). An address that is broken in such a comment goes on behind the next line's sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from auditor.prose.breaks.cells import Piece

_FIRST = frozenset("#/-;%!\"'|.*dDrR")  # what a sign begins with
_SIGN = re.compile(
    r"[ \t]*(?:(\#+|//+[/!]?|--|;+|%+|!+|\.\\\"|[\"']|\|(?=[^|]*\Z)|dnl|rem|/?\*{1,2})(?:[ \t]|\Z))", re.IGNORECASE
)
_ADDRESS = re.compile(r"://|\bwww\.|\bdoi\.org/", re.IGNORECASE)


def without_leaders(block: list[Piece]) -> Iterator[list[Piece]]:
    """The parts of a block: what stands outside of comments as it is, each paragraph of a comment without its signs."""
    opened = (piece.text.lstrip()[:1] in _FIRST and _SIGN.match(piece.text) for piece in block)
    if len(block) == 1 or not any(opened):
        yield block
        return
    others: list[Piece] = []
    for sign, group in groupby(block, key=_sign):
        lines = list(group)
        if not sign or not _is_comment(sign, lines):
            others += lines
            continue
        yield from filter(None, (others,))
        others = []
        yield from _paragraphs(lines)
    yield from filter(None, (others,))


def _sign(line: Piece) -> str:
    match = _SIGN.match(line.text)
    return match[1].lower().lstrip("/*") or match[1][-1] if match else ""


def _is_comment(sign: str, lines: Sequence[Piece]) -> bool:
    """Whether lines with one sign are a comment: stars without a `/*` above them are a list's."""
    starred = sign != "*" or lines[0].text.lstrip().startswith("/*")
    return len(lines) > 1 and starred and any(_ADDRESS.search(line.text) for line in lines)


def _paragraphs(lines: Sequence[Piece]) -> Iterator[list[Piece]]:
    """The lines without their signs, parted where nothing else stands in one."""
    bare: list[Piece] = []
    for line in lines:
        match = _SIGN.match(line.text)
        start = match.end() if match else 0
        if line.text[start:].strip():
            bare.append(Piece(line.text[start:], line.offset + start))
        elif bare:
            yield bare
            bare = []
    if bare:
        yield bare
