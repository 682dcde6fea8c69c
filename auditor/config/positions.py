"""The text of a TOML file in, the line of every table, key and array element out: what tomllib doesn't tell.

1. A path is what one would index the parsed file with: `("archives", "memento", 0, "name")`.
2. The first mention of a path counts: `[net]` before `[net.connect_to]`, `a` at the first `a.b = 1`.
3. Nothing is judged here: where the text isn't TOML the scan ends, and what was seen until then is given.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import suppress

KeyPath = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
# TOML 1.0 "String": of the quotes that end a multi-line string only the last three close it.
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"""(?:"{0,2})'
    r"|'''.*?'''(?:'{0,2})"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
_SCALAR = re.compile(r"[^\s,\]}#][^,\]}#\n]*")


class _NotTomlError(Exception):
    """The scan can't go on."""


def lines(text: str) -> dict[KeyPath, int]:
    """The line, from 1, of each path in `text`, in the order of first mention."""
    return _scanned(text).found


def pair_on(line: int, text: str) -> tuple[KeyPath, int] | None:
    """The pair that a line is part of, and the line on which it begins; one left open lasts until the end."""
    last = None
    for path, start, end in _scanned(text).pairs:
        if start <= line <= (end or line):
            last = path, start
    return last


def _scanned(text: str) -> _Scan:
    scan = _Scan(text)
    with suppress(_NotTomlError, RecursionError):
        scan.document()
    return scan


class _Scan:
    """One pass over the text; `at` is where it stands."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.found: dict[KeyPath, int] = {}
        self.pairs: list[tuple[KeyPath, int, int | None]] = []  # with first and last line, None while open
        self.lengths: dict[KeyPath, int] = {}  # of the arrays of tables so far
        self.breaks = [match.start() for match in re.finditer("\n", text)]

    def document(self) -> None:
        """Everything: headers, and the pairs below each."""
        table: KeyPath = ()
        while self.skip(_BLANK) < len(self.text):
            if self.text.startswith("[", self.at):
                table = self.header()
            else:
                self.pair(table)

    def header(self) -> KeyPath:
        """`[table]` or `[[array of tables]]`; the path of what stands below it."""
        start = self.at
        repeated = self.text.startswith("[[", start)
        self.at += 2 if repeated else 1
        *parents, name = self.key()
        self.expect("]]" if repeated else "]")
        path: KeyPath = ()
        for part in parents:
            path = self.mention(self.current(path), part, start)
        path = self.mention(self.current(path), name, start)
        if repeated:
            index = self.lengths.get(path, 0)
            self.lengths[path] = index + 1
            return self.mention(path, index, start)
        return path

    def pair(self, table: KeyPath) -> None:
        """`a.b.c = value`."""
        start = self.at
        path = table
        for part in self.key():
            path = self.mention(path, part, start)
        place = len(self.pairs)
        self.pairs.append((path, self.line(start), None))
        self.expect("=")
        self.skip(_SPACE)
        self.value(path)
        self.pairs[place] = (path, self.line(start), self.line(self.at))

    def value(self, path: KeyPath) -> None:
        """Any value; arrays and inline tables are gone into."""
        if self.text.startswith("[", self.at):
            for index in self.items("]"):
                self.value(self.mention(path, index, self.at))
        elif self.text.startswith("{", self.at):
            for _ in self.items("}"):
                self.pair(path)
        else:
            self.take(_STRING if self.text.startswith(('"', "'"), self.at) else _SCALAR)

    def items(self, end: str) -> Iterator[int]:
        """Stops at the start of each element, which must be read before the next one is asked for."""
        self.at += 1
        index = 0
        while True:
            self.skip(_BLANK)
            if self.text.startswith(end, self.at):
                self.at += 1
                return
            yield index
            index += 1
            self.skip(_BLANK)
            if self.text.startswith(",", self.at):
                self.at += 1
            elif not self.text.startswith(end, self.at):
                raise _NotTomlError

    def key(self) -> list[str]:
        """A dotted key, its parts unquoted."""
        parts = [self.simple_key()]
        while self.text.startswith(".", self.skip(_SPACE)):
            self.at += 1
            parts.append(self.simple_key())
        return parts

    def simple_key(self) -> str:
        self.skip(_SPACE)
        if not self.text.startswith(('"', "'"), self.at):
            return self.take(_BARE_KEY)
        try:
            return next(iter(tomllib.loads(f"{self.take(_STRING)} = 0")))
        except tomllib.TOMLDecodeError:
            raise _NotTomlError from None

    def current(self, path: KeyPath) -> KeyPath:
        """Headers below an array of tables mean its latest element."""
        return (*path, self.lengths[path] - 1) if path in self.lengths else path

    def mention(self, path: KeyPath, part: str | int, start: int) -> KeyPath:
        whole = (*path, part)
        self.found.setdefault(whole, self.line(start))
        return whole

    def line(self, at: int) -> int:
        return bisect_left(self.breaks, at) + 1

    def skip(self, pattern: re.Pattern[str]) -> int:
        self.at = (pattern.match(self.text, self.at) or _nothing()).end()
        return self.at

    def take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.at) or _nothing()
        self.at = match.end()
        return match.group()

    def expect(self, mark: str) -> None:
        self.skip(_SPACE)
        if not self.text.startswith(mark, self.at):
            raise _NotTomlError
        self.at += len(mark)


def _nothing() -> re.Match[str]:
    raise _NotTomlError
