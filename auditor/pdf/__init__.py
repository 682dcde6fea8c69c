"""What a PDF holds for its reader: pages of printed fragments with their places, and the links laid over them.

`auditor.pdf.reading` makes a book of bytes, `layout` and `order` bring its fragments into the order of reading, and
`flow` turns that into what all formats share. Lengths are in points, with y growing upward, as PDF has them
(ISO 32000-2, 8.3.2.3); pages whose text runs up or down are turned before anybody sees their numbers.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

RAISED = {
    ord(digit): raised for digit, raised in zip("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", strict=True)
}  # the number that a note begins with, as it is set
HYPHEN = "\x02"  # PDFium's mark for a hyphen at a line's end, kept until it is known whether it was the word's own


class Span(NamedTuple):
    """The part of a fragment's text that an address covers.

    `part` counts the lines of one printed address from 0, where start and end were found in the print; it is None
    where they were taken from a link's rectangle. A span with a `rule` is no link but print, rejoined by that rule or,
    with `other`, left alone although another reading is possible.
    """

    start: int
    end: int
    uri: str
    part: int | None = None
    rule: str = ""
    other: tuple[str, ...] = ()


class Fragment(NamedTuple):
    """Text on one line without a wide gap in it, and its place on the page."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    spans: tuple[Span, ...] = ()

    @property
    def height(self) -> float:
        """From descenders to ascenders, which is about the size of the type."""
        return self.top - self.bottom


class Sheet(NamedTuple):
    """One page: its number from 1, its text in the order of the file, and links that cover no text."""

    number: int
    fragments: tuple[Fragment, ...]
    bare_links: tuple[str, ...] = ()


class Book(NamedTuple):
    """A whole PDF. `title` and `made` are what its metadata say; `problems` are sentences."""

    sheets: tuple[Sheet, ...]
    title: str = ""
    made: date | None = None
    language: str = "en"
    problems: tuple[str, ...] = ()
