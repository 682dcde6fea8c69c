r"""Commands that stand for something in (`\newcommand\repo{https://…}`), text with that in their place out.

A few kilobytes can stand for gigabytes, so what all uses stand for together is bounded.
"""

from __future__ import annotations

import re

from auditor.prose import tex

MOST_CHARACTERS = 2_000_000  # that all uses stand for together
_LONGEST = 8_192  # characters that one command may stand for
_USE = re.compile(r"\\([A-Za-z@]+)[ \t]*(?:\{\})?")


class Shorthand:
    """The commands that a document has defined so far."""

    def __init__(self) -> None:
        self._bodies: dict[str, str] = {}
        self._words: dict[str, str] = {}
        self._left = MOST_CHARACTERS

    def __contains__(self, name: str) -> bool:
        return name in self._bodies

    @property
    def is_spent(self) -> bool:
        """Whether there was no room for all of it."""
        return self._left < 0

    def define(self, name: str, body: str) -> None:
        """From here on the command `name` stands for `body`."""
        self._bodies[name] = self.in_full(body)
        self._words.pop(name, None)

    def words(self, name: str) -> str:
        """What a command prints."""
        if name not in self._words:
            self._words[name] = tex.words(self._bodies[name])
        return self._spent(self._words[name])

    def in_full(self, text: str) -> str:
        """The text, as TeX, with its commands replaced by what they stand for."""
        text = text[:_LONGEST]
        if not self._bodies or "\\" not in text or self.is_spent:
            return text
        return self._spent(_USE.sub(lambda use: self._bodies.get(use[1], use[0]), text)[:_LONGEST])

    def _spent(self, text: str) -> str:
        self._left -= len(text)
        return "" if self.is_spent else text
