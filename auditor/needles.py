"""Words in, whether and which of them stand in a text out, all looked for in one pass.

Tables of signatures and lexicons ask hundreds of words of each page; one after the other that took a third of all
judging.
"""

from __future__ import annotations

from collections.abc import Iterable

from ahocorasick_rs import AhoCorasick, BytesAhoCorasick


class Needles:
    """Words, looked for as they are: who doesn't care for case gives both in lower case."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = tuple(dict.fromkeys(words))
        self._automaton = AhoCorasick(self._words)

    def any_in(self, text: str) -> bool:
        """Whether any of the words stands in the text."""
        return bool(self._words) and bool(self._automaton.find_matches_as_indexes(text))

    def all_in(self, text: str) -> list[str]:
        """The words that stand in the text, each once, in the order in which they were given."""
        found = {number for number, _, _ in self._automaton.find_matches_as_indexes(text, overlapping=True)}
        return [self._words[number] for number in sorted(found)]


class ByteNeedles:
    """The same for words of ASCII in markup, which needn't be decoded for it."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = tuple(dict.fromkeys(word.encode("ascii") for word in words))
        self._automaton = BytesAhoCorasick(self._words)

    def any_in(self, markup: bytes) -> bool:
        """Whether any of the words stands in the markup."""
        return bool(self._words) and bool(self._automaton.find_matches_as_indexes(markup))
