r"""Commands that stand for something in (`\newcommand\repo{https://…}`), text and links with that in their place out.

`\newcommand\data{https://a.org/x}`             what it stands for takes its place, in text and in addresses
`\newcommand\repo[1]{\href{https://a.org/#1}{#1}}` the links in its body, with its arguments in their places

A few kilobytes can stand for gigabytes, so what all uses stand for together is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from auditor.prose.flow import Form, Link
from auditor.prose.formats import tex
from auditor.prose.formats.tex_source import TexSource

MOST_CHARACTERS = 2_000_000  # that all uses stand for together
_LONGEST = 8_192  # characters that one command may stand for
_LINK = re.compile(r"\\(href|url|nolinkurl|burl)(?![A-Za-z@])")
_ARGUMENT = re.compile(r"#([1-9])")
_USE = re.compile(r"\\([A-Za-z@]+)[ \t]*(?:\{\})?")


class Shorthand:
    """The commands that a document has defined so far."""

    def __init__(self) -> None:
        self._bodies: dict[str, str] = {}
        self._linking: dict[str, tuple[int, str]] = {}
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

    def define_linking(self, name: str, body: str, parameters: int) -> None:
        """From here on the command `name` stands for `body`, with as many arguments, if that makes links."""
        self._linking.pop(name, None)
        if _LINK.search(body):
            self._linking[name] = (parameters, self.in_full(body))

    def parameters(self, name: str) -> int | None:
        """How many arguments a command has whose body makes links; None for any other."""
        return self._linking[name][0] if name in self._linking else None

    def linking(self, name: str, arguments: Sequence[str]) -> Iterator[str | Link]:
        """The words and links that such a command prints; the links have no places of their own."""
        body = _ARGUMENT.sub(
            lambda match: "".join(arguments[int(match[1]) - 1 : int(match[1])]), self._linking[name][1]
        )
        source = TexSource(self._spent(self.in_full(body)))
        position = 0
        for link in _LINK.finditer(source.text):
            target = source.argument(source.after_options(link.end()))
            if link.start() < position or target is None:
                continue
            yield _words(source.text[position : link.start()])
            position = target[1] + 1
            label = source.argument(position) if link[1] == "href" else None
            form = Form.AUTOLINK if label is None else Form.INLINE
            words = tex.words(source.text[slice(*label)]) if label else ""
            if uri := tex.address(source.text[slice(*target)]):
                yield Link(target=uri, label=words, form=form)
            position = label[1] + 1 if label else position
        yield _words(source.text[position:])

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


def _words(text: str) -> str:
    """The words of a piece, apart from those beside it where the piece is."""
    said = tex.words(text)
    return f"{' ' * text[:1].isspace()}{said}{' ' * (bool(said) and text[-1:].isspace())}"
