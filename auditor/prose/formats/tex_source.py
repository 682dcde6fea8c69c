r"""TeX's source in, its structure out: comments masked, braces matched, arguments found.

Offsets are those of the document throughout: what is taken out is replaced by as many filler characters.
"""

from __future__ import annotations

import re

from auditor.prose.formats.tex import ACCENT

FILLER = "\x00"  # stands for what a comment held

_COMMENT = re.compile(r"(\\(?:url|href|nolinkurl|path|burl)\s*\{[^{}\n]*|\\.)|%[^\n]*(?:\n(?![ \t]*\n))?", re.DOTALL)
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_OPTION = re.compile(r"[ \t]*\n?[ \t]*\[[^\[\]{}\n]{0,300}(?:\{[^{}\n]{0,300}\}[^\[\]{}\n]{0,300}){0,20}\]")
_ARGUMENT = re.compile(rf"[\s{FILLER}]*\{{")
# What TeX reads at once: a paragraph's end, a comment's place, an accent, a command, a brace, an address, a sign, words.
TOKEN = re.compile(
    rf"""(?P<par>\n[ \t]*\n\s*) | (?P<filler>{FILLER}+[ \t]*) | (?P<accent>{ACCENT.pattern})
    | (?P<command>\\(?:[A-Za-z@]+\*?|.|\n|\Z)) | (?P<brace>[{{}}]) | (?P<uri>(?:https?|ftp)://[^\s{{}}\\$"<>{FILLER}]+)
    | (?P<sign>``|''|---?|[~$&`]) | (?P<words>(?:[^\\{{}}~$&`{FILLER}hHfF\n'-]++|(?!https?://|ftp://|\n[ \t]*\n|''|--)[^\\{{}}~$&`{FILLER}])++) | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)


class TexSource:
    """A TeX text with its comments masked (`text`); it finds arguments and where braces close."""

    def __init__(self, text: str) -> None:
        self.text = _COMMENT.sub(lambda match: match[1] or FILLER * len(match[0]), text.replace(FILLER, " "))
        self._closes: dict[int, int] = {}
        opened: list[int] = []
        for brace in _BRACE.finditer(self.text):
            if brace[0] == "{":
                opened.append(brace.start())
            elif brace[0] == "}" and opened:
                self._closes[opened.pop()] = brace.start()
        self._opens: dict[int, int] = {}

    def after_options(self, position: int) -> int:
        """Where what follows `[options]` begins; `position` itself where there are none."""
        while option := _OPTION.match(self.text, position):
            position = option.end()
        return position

    def argument(self, position: int) -> tuple[int, int] | None:
        """Where the argument in braces that follows begins and ends, braces left out; None where none follows."""
        opening = _ARGUMENT.match(self.text, position)
        if opening is None or (close := self._closes.get(opening.end() - 1)) is None:
            return None
        return opening.end(), close

    def opened(self, close: int) -> int | None:
        """Where the brace stands that the one at `close` closes; None where none stands there."""
        if not self._opens:
            self._opens = {end: start for start, end in self._closes.items()}
        return self._opens.get(close)

    def after_arguments(self, position: int, most: int) -> int:
        """Where what follows at most so many arguments, and options before and between them, begins."""
        position = self.after_options(position)
        for _ in range(most):
            found = self.argument(position)
            if found is None:
                break
            position = self.after_options(found[1] + 1)
        return position
