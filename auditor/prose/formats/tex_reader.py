r"""LaTeX in, its flow, title and date out.

`\url`, `\nolinkurl`, `\burl`        an address as it is printed; `\path` only where it holds `://`
`\href{address}{words}`              an address under its words
`\doi`, `\arxiv`, `\pmid`            an identifier
`\footnote`, `\thanks`, `\endnote`   a note of its own, under its number, behind the paragraph that calls it
`\bibitem`                           a reference of its own, under its number
`\newcommand\repo{https://…}`        short for what it stands for, in text and in addresses; so is `\urldef`, and what
                                     makes links of its arguments: `\newcommand\repo[1]{\href{https://…/#1}{#1}}`
Comments, labels, file names and other arguments that nobody reads are not text; verbatim text is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from auditor.prose.bibliography import addressed, identified
from auditor.prose.flow import Flow, Form, Gap, Link, Mark
from auditor.prose.formats import tex
from auditor.prose.formats import tex_commands as commands
from auditor.prose.formats.levels import Level, said
from auditor.prose.formats.tex_definitions import define
from auditor.prose.formats.tex_short import Shorthand
from auditor.prose.formats.tex_source import FILLER, TOKEN, TexSource

_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:[/:?#]|\Z)")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_END_OF_FALSE = re.compile(r"\\(?:fi|else)(?![A-Za-z@])")
_LINE_END = re.compile(r"%[ \t]*\n\s*")  # within \url a percent sign is itself, but for one that ends its line
_EMPTY = re.compile(r"[ \t]*\{\}")
_LONGEST_VERB = 1_000


class _Frame(NamedTuple):
    """An argument that is being read: where it ends, and what to do with what it holds."""

    end: int
    then: Callable[[Level], None]


class TexReader:
    """Turns LaTeX into a flow. A stack of its own holds what is nested, since arguments nest as deep as they like."""

    def __init__(self, text: str) -> None:
        self.title = self.day = ""
        self._source = TexSource(text)
        self._levels = [Level()]
        self._frames: list[_Frame] = []
        self.short = Shorthand()
        self._endless: set[str] = set()
        self._front: Flow | None = [] if "\\begin{document}" in text else None
        self._note = self._reference = self._tables = 0
        self._read()
        while self._frames:
            self._end_frame()
        self.flow: Flow = self._levels[0].taken()

    @property
    def _level(self) -> Level:
        return self._levels[-1]

    def _read(self) -> None:
        position = 0
        while token := TOKEN.match(self._source.text, position):
            while self._frames and self._frames[-1].end < position:
                self._end_frame()
            start, position = token.span()
            match token.lastgroup:
                case "par":
                    self._level.gap(Gap.BLOCK)
                case "accent":
                    accent = tex.ACCENT.fullmatch(token[0])
                    self._level.say(tex.of_accent(accent) if accent else "", start, len(token[0]))
                case "command":
                    position = self._command(token[0][1:].rstrip("*"), start, position)
                case "brace" if self._frames and self._frames[-1].end == start:
                    self._end_frame()
                case "sign" if token[0] == "~" and self._level.in_address():
                    self._level.say("~", start)
                case "sign" if token[0] == "&" and self._tables:
                    self._level.gap(Gap.HEADING)
                case "brace" if token[0] == "{" and self._level.in_address() and self._follows_argument(start):
                    self._level.say(" ", start)
                case "brace" | "filler" | "sign":
                    self._level.say(commands.SIGNS.get(token[0], ""), start, len(token[0]))
                case _:
                    self._level.say(token[0].replace("\n", " "), start)

    def _follows_argument(self, start: int) -> bool:
        """Whether the brace at `start` opens an argument behind another that holds all of an address."""
        opened = self._source.opened(start - 1)
        return opened is not None and opened < self._level.start

    def _command(self, name: str, start: int, position: int) -> int:
        """Do what a command says; where to read on."""
        source = self._source
        if unread := commands.unread(name):
            return source.after_arguments(position, unread)
        if name in {"begin", "end"}:
            return self._environment(name, position)
        if name in commands.DEFINITIONS:
            return define(name, source, self.short, position)
        if name in commands.NOTES or name in commands.HEADINGS:
            return self._framed(name, position)
        if name in commands.LINKS:
            return self._link(name, source.after_options(position))
        if name in commands.ADDRESSES or name in commands.IDENTIFIERS:
            return self._address(name, source.after_options(position))
        if name in {"item", "par", "bibitem"}:
            return self._block(name, position)
        if name in {"verb", "iffalse"}:
            return self._unread(name, position)
        if (parameters := self.short.parameters(name)) is not None:
            return self._linking(name, start, position, parameters)
        return self._character(name, start, position)

    def _character(self, name: str, start: int, position: int) -> int:
        """A command that stands for characters, or for nothing that is seen."""
        if name in {"\\", "newline", "linebreak", "tabularnewline"}:
            position, name = self._source.after_options(position), " "
            if self._tables:
                self._level.gap(Gap.HEADING)
        if name == "hyperref":
            position = self._source.after_options(position)
        if name == "footnotemark":
            self._note += 1
        if name == "date" and (argument := self._source.argument(position)):
            self.day = tex.words(self._source.text[argument[0] : argument[1]])
            return argument[1] + 1
        known = self.short.words(name) if name in self.short else tex.character(name)
        if name[:1].isalpha() and (empty := _EMPTY.match(self._source.text, position)):
            position = empty.end()
        elif known.strip() and name[:1].isalpha() and len(known) <= 2:  # noqa: PLR2004 - TeX: a space ends a name
            position += self._source.text.startswith(" ", position)
        self._level.say(known, start, position - start)
        return position

    def _unread(self, name: str, position: int) -> int:
        r"""What TeX doesn't read as it reads the rest: `\verb|…|`, and what stands between `\iffalse` and `\fi`."""
        text = self._source.text
        if name == "iffalse":
            end = None if name in self._endless else _END_OF_FALSE.search(text, position)
            if end is None:
                self._endless.add(name)
            return end.end() if end else position
        close = text.find(text[position : position + 1], position + 1, position + _LONGEST_VERB)
        self._level.flush()
        self._level.say(text[position + 1 : close] if close > 0 else "", position + 1)
        self._level.flush()
        return max(close, position) + 1

    def _environment(self, edge: str, position: int) -> int:
        source = self._source
        argument = source.argument(position)
        if argument is None:
            return position
        name, position = source.text[slice(*argument)].strip(), argument[1] + 1
        self._level.gap(Gap.BLOCK)
        if name in commands.TABLES:
            self._tables += 1 if edge == "begin" else -1
        if edge == "end":
            return len(source.text) if name == "document" else position
        if name in commands.VERBATIM or name in commands.UNSEEN:
            close = -1 if name in self._endless else source.text.find(f"\\end{{{name}}}", position)
            if close < 0:
                self._endless.add(name)
                return position
            if name in commands.VERBATIM:
                self._level.say(source.text[position:close], position)
            return close
        if name in commands.WITH_ARGUMENTS:
            return source.after_arguments(position, 2)
        if name == "document" and self._front is not None:
            self._levels = [Level(items=self._front, notes=self._levels[0].notes)]
            self._frames, self._front = [], None
        return position

    def _linking(self, name: str, start: int, position: int, parameters: int) -> int:
        """A command of the document's own that makes links, maybe of its arguments."""
        source, arguments = self._source, list[str]()
        while len(arguments) < parameters and (argument := source.argument(position)):
            arguments.append(source.text[slice(*argument)].replace(FILLER, ""))
            position = argument[1] + 1
        for piece in self.short.linking(name, arguments):
            if isinstance(piece, Link):
                self._level.add(piece.but(offset=start))
            elif piece:
                self._level.flush()
                self._level.say(piece, start)
                self._level.flush()
        return position

    def _framed(self, name: str, position: int) -> int:
        """A note or a heading: what its argument holds is read on its own."""
        source = self._source
        after = source.after_options(position)
        argument = source.argument(after)
        if argument is None:
            return after
        if name in commands.HEADINGS:
            if name == "title" or not self.title:
                self.title = tex.words(source.text[slice(*argument)])
            self._begin_frame(argument[1], self._heading)
            return argument[0]
        given = source.text[position:after].strip("[] \n")
        self._note += name in {"footnote", "endnote"} and not given
        number = (given or str(self._note)) if commands.NOTES[name] else ""
        self._begin_frame(argument[1], lambda level: self._level.notes.append((number, level.taken())))
        return argument[0]

    def _heading(self, level: Level) -> None:
        if self._front is not None:
            self._front += [Gap.HEADING, *level.taken(), Gap.HEADING]
            return
        self._level.gap(Gap.HEADING)
        self._level.items += level.taken()
        self._level.gap(Gap.HEADING)

    def _begin_frame(self, end: int, then: Callable[[Level], None]) -> None:
        self._frames.append(_Frame(end, then))
        self._levels.append(Level())

    def _end_frame(self) -> None:
        frame, level = self._frames.pop(), self._levels.pop()
        frame.then(level)

    def _link(self, name: str, position: int) -> int:
        target = self._source.argument(position)
        words = self._source.argument(target[1] + 1) if target else None
        if target is None or words is None:
            return position
        link = Link(target=commands.LINKS[name] + self._meant(target), offset=target[0])
        self._begin_frame(words[1], lambda level: self._end_link(link, level))
        return words[0]

    def _end_link(self, link: Link, level: Level) -> None:
        """A link whose words have been read; the notes that they call are none of them."""
        notes, level.notes = level.notes, []
        self._level.add(link.but(label=said(level.taken())))
        self._level.notes += notes

    def _address(self, name: str, position: int) -> int:
        argument = self._source.argument(position)
        if argument is None:
            return position
        text = self._meant(argument)
        if name in commands.IDENTIFIERS:
            link = identified(commands.IDENTIFIERS[name], text, offset=argument[0])
        elif _SCHEME.match(text) or (name != "path" and "@" not in text and _HOST.match(text)):
            link = addressed(text, offset=argument[0])
        else:
            link = None
        if link is None:
            self._level.say(text, argument[0], argument[1] - argument[0])
        else:
            form = Form.AUTOLINK if link.form is Form.INLINE else link.form
            self._level.add(link.but(form=form))
        return argument[1] + 1

    def _meant(self, argument: tuple[int, int]) -> str:
        text = _LINE_END.sub("", self._source.text[slice(*argument)]).replace(FILLER, "")
        return tex.address(self.short.in_full(text))

    def _block(self, name: str, position: int) -> int:
        self._level.gap(Gap.BLOCK)
        if name != "bibitem":
            return position
        self._reference += 1
        self._level.add(Mark(str(self._reference)))
        return self._source.after_arguments(position, 1)
