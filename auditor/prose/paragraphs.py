"""A flow in, its paragraphs out: the text as its reader sees it, with the place of every link in it.

Addresses in parentheses of their own are gone, words of links stay, and a bare address is held by one character
until the sentences are split, since its dots would end them. Paragraphs that a conversion cut in two (the first
ends in the middle of a sentence, the second goes on in lower case) are one.
"""

from __future__ import annotations

import re
from typing import final

from auditor.prose.flow import BLOCK, HEADING, IMAGE, LINE, Flow, Gap, Link, Mark, Run

HELD = "\ue000"  # private use: no document's own
_NO_SPACE_BEFORE = re.compile(r"\s*[,.;:!?)\]}’”]")
_ENDS_SENTENCE = tuple(".!?…:;")
_CLOSERS = "\"'”’»)]"
_WORD = re.compile(r"\w")
_GOES_ON = re.compile(r"\s*(?:[a-z]|[,;:)]\s)")
_LONG_ENOUGH_TO_BE_CUT = 60
_LONGEST_CUT = 10_000  # characters; a paragraph of several pages has no rest, and merging would be quadratic


@final
class Paragraph:
    """One paragraph's text, where its links stand in it (start and end), and the number of the note that it is."""

    def __init__(self, text: str, links: list[tuple[int, int, Link]], note: str | None, *, heading: bool) -> None:
        self.text = text
        self.links = links
        self.note = note
        self.heading = heading


def paragraphs(items: Flow) -> list[Paragraph]:
    """The paragraphs of a flow, in order; those without text and links are left out."""
    builder = _Builder()
    for item in items:
        if isinstance(item, Run):
            builder.words(item.text)
        elif isinstance(item, Link):
            builder.link(item)
        elif isinstance(item, Mark):
            builder.gap(BLOCK)
            builder.note = item.note
        elif item is LINE:
            builder.words(" ")
        elif isinstance(item, Gap):
            builder.gap(item)
    builder.gap(HEADING)
    return builder.done


class _Builder:
    """Collects paragraphs; the one before is held back while the next may turn out to be its rest."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._links: list[tuple[int, int, Link]] = []
        self._vanished = False
        self._held: Paragraph | None = None
        self.note: str | None = None
        self.done: list[Paragraph] = []

    def words(self, text: str) -> None:
        if "  " in text or not text.isprintable():  # no white space but the space is printable
            text = _with_single_spaces(text)
        if not self._parts:
            text = text.removeprefix(" ")
        elif self._parts[-1][-1:] == " ":
            text = text.removeprefix(" ")
            if self._vanished and _NO_SPACE_BEFORE.match(text):
                self._shorten()
        if text:
            self._parts.append(text)
            self._length += len(text)
            self._vanished = False

    def link(self, link: Link) -> None:
        shown = link.label or ("" if link.wrapped or link.form is IMAGE else HELD)
        if not shown:
            self._links.append((self._length, self._length, link))
            self._vanished = True
            return
        start = self._length
        self._parts.append(shown)
        self._length += len(shown)
        self._links.append((start, self._length, link))
        self._vanished = True

    def gap(self, kind: Gap) -> None:
        if self._parts or self._links:
            self._hold(Paragraph("".join(self._parts), self._links, self.note, heading=kind is HEADING))
            self._parts, self._links, self._length, self._vanished = [], [], 0, False
        self.note = None
        if kind is not BLOCK and self._held:
            self.done.append(self._held)
            self._held = None

    def _hold(self, new: Paragraph) -> None:
        """Keep a paragraph back, and let the one before go if this isn't its rest."""
        if self._held and _goes_on(self._held, new):
            new = _merged(self._held, new)
        elif self._held:
            self.done.append(self._held)
        self._held = new if new.links or new.text.strip() else None

    def _shorten(self) -> None:
        """Take the last space away again: what stood between it and the comma has vanished."""
        stripped = self._parts[-1][:-1]
        self._parts[-1] = stripped
        self._length -= 1
        for position in range(len(self._links) - 1, -1, -1):
            start, end, link = self._links[position]
            if end <= self._length:
                break
            self._links[position] = (min(start, self._length), self._length, link)
        if not stripped:
            self._parts.pop()


def _with_single_spaces(text: str) -> str:
    """The text with each run of white space a single space; quicker than a pattern."""
    words = text.split()
    if not words:
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{' '.join(words)}{' ' if text[-1].isspace() else ''}"


def _goes_on(held: Paragraph, new: Paragraph) -> bool:
    if held.heading or new.note or _GOES_ON.match(new.text) is None or len(held.text) > _LONGEST_CUT:
        return False
    text = held.text.rstrip()
    return len(text) >= _LONG_ENOUGH_TO_BE_CUT and not is_over(text)


def is_over(text: str) -> bool:
    """Whether a text ends as a sentence does, or has no word in it."""
    return text.rstrip(_CLOSERS).endswith(_ENDS_SENTENCE) or _WORD.search(text) is None


def _merged(held: Paragraph, new: Paragraph) -> Paragraph:
    glue = "" if new.text.startswith((",", ";", ":", ")")) else " "
    shift = len(held.text.rstrip()) + len(glue)
    cut = len(held.text.rstrip())
    links = [(min(a, cut), min(b, cut), link) for a, b, link in held.links]
    links += [(a + shift, b + shift, link) for a, b, link in new.links]
    return Paragraph(held.text.rstrip() + glue + new.text, links, held.note, heading=new.heading)
