"""Words, links and gaps with their offsets in, as a reader of a marked-up source meets them, their flow out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from auditor.prose.flow import Flow, Gap, Item, Link, Mark, Run

_SPACE = re.compile(r"\s")


@dataclass(slots=True)
class Level:
    r"""A piece of a document as it is read: the text, a note, the words of a link; the notes that it calls stand aside.

    Words that markup interrupts (`a\_b`, `a&amp;b`) are one run, which begins with the word that the markup stands in,
    so that the offset of each address is exact.
    """

    items: Flow = field(default_factory=list)
    notes: list[tuple[str, Flow]] = field(default_factory=list)
    _words: list[str] = field(default_factory=list)
    _start: int = -1
    _end: int = -1
    _addressed: bool = False  # whether the words so far hold an address
    _bent: bool = False  # whether what the words so far say is not, letter by letter, what stands in the document

    def say(self, words: str, offset: int, width: int | None = None) -> None:
        """Words that stand at `offset`, where they are `width` characters wide (None: as many as they have)."""
        straight = width is None or width == len(words)
        if self._words and not self._bent and not (straight and offset == self._end):
            self._cut()
        if self._bent and straight and (space := _SPACE.search(words)):
            self._words.append(words[: space.start()])
            self.flush()
            words, offset = words[space.start() :], offset + space.start()
        if not self._words:
            if not words:
                return
            self._start, self._bent = offset, False
        self._bent = self._bent or not straight
        self._words.append(words)
        self._addressed = self._addressed or "://" in words
        self._end = offset + (len(words) if width is None else width)

    def in_address(self) -> bool:
        """Whether the word that was said last is an address that commands interrupt."""
        return self._bent and self._addressed

    @property
    def start(self) -> int:
        """Where the words begin that have been said last."""
        return self._start

    def _cut(self) -> None:
        """Give the words out up to the last white space; the word that is left is bent."""
        text = "".join(self._words)
        after = max(map(text.rfind, " \n\t")) + 1
        if after:
            self.items.append(Run(text[:after], self._start))
        self._words, self._start = [text[after:]] if text[after:] else [], self._start + after
        self._bent = bool(self._words)
        self._addressed = "://" in text[after:]

    def flush(self) -> None:
        """Give out all words."""
        text = "".join(self._words)
        if text:
            self.items.append(Run(text, self._start))
        self._words, self._bent, self._addressed = [], False, False

    def add(self, item: Item) -> None:
        """Anything but words."""
        self.flush()
        self.items.append(item)

    def gap(self, kind: Gap) -> None:
        """The end of a paragraph or heading; the notes that were called in it follow."""
        self.add(kind)
        notes, self.notes = self.notes, []
        for number, note in notes:
            mark: Flow = [Mark(number)] if number else []
            self.items += [Gap.HEADING, *mark, *note, Gap.HEADING]

    def taken(self) -> Flow:
        """All that was read, notes included."""
        self.flush()
        if self.notes:
            self.gap(Gap.BLOCK)
        return self.items


def said(items: Flow) -> str:
    """The words of a flow, as a label has them."""
    return "".join(
        item.text if isinstance(item, Run) else item.label or item.target if isinstance(item, Link) else " "
        for item in items
    )
