"""Markdown in (CommonMark with GFM's tables, notes and strike-through), its flow out.

pyromark reads the blocks and links; raw HTML gives what its tags say. Code that names its language is read line by
line. Code that doesn't, and tables drawn with characters, are plain text: converters put there what they can't lay out.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypedDict

import pyromark

from auditor.dates import read_day
from auditor.prose.addresses.folding import folded
from auditor.prose.breaks.cells import lines_of
from auditor.prose.breaks.spaced import alone
from auditor.prose.flow import (
    AUTOLINK,
    BLOCK,
    HEADING,
    IMAGE,
    INLINE,
    ITEM,
    LINE,
    Flow,
    Form,
    Gap,
    Item,
    Link,
    Mark,
    Run,
    part,
)
from auditor.prose.formats.offsets import Offsets, escaped
from auditor.prose.formats.raw_html import Cited, Closed, Opened, RawHtml, Shown, Words
from auditor.prose.formats.verbatim import BORDERS, placed, reader_of, taken_apart

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
)
_PARSER = pyromark.Markdown(options=_OPTIONS)

# The gap at which each block begins; blocks end in one of their own kind after a heading, else in a BLOCK gap.
_GAPS = {
    "Paragraph": BLOCK,
    "Heading": HEADING,
    "CodeBlock": ITEM,
    "HtmlBlock": BLOCK,
    "List": BLOCK,
    "Item": ITEM,
    "FootnoteDefinition": ITEM,
    "BlockQuote": ITEM,
    "Table": ITEM,
    "TableCell": ITEM,
}


def read_flow(text: str, *, start: int = 0) -> Flow:
    """The flow of a Markdown text from the offset `start` on."""
    reader = _Reader(text, start)
    events: Any = _PARSER.events_with_range(text[start:] if start else text, merge_text=True)
    event: _Event
    span: _Span
    for event, span in events:
        if isinstance(event, str):
            reader.alone(event)
            continue
        for name, value in event.items():
            if name == "Text":
                reader.words(value, span)
            elif name == "Start":
                reader.begin(value, span)
            elif name == "End":
                reader.end(value)
            elif name == "Code":
                reader.code(value, span)
            elif name in {"InlineHtml", "Html"}:
                reader.raw(value, span)
    return [*reader.items, *reader.quoted] if reader.quoted else reader.items


class _Span(TypedDict):
    """Where an event stands: UTF-8 byte offsets."""

    start: int
    end: int


_Event = str | dict[str, Any]
_Tag = Any  # pyromark's events and tags are unions of strings and nested dicts, described in its documentation


class _Reader:
    """Turns pyromark's events into a flow."""

    def __init__(self, text: str, start: int) -> None:
        self.items: list[Item] = []
        self._text = text
        self._offsets = Offsets(text[start:] if start else text, start)
        self._html = RawHtml()
        self.quoted: list[Link] = []  # sources of quotations whose words are still to come
        self._open: list[_Open] = []
        self._lists: list[int | None] = []  # the number of the next item, None in a list without numbers
        self._notes: list[str | None] = []
        self._began = 0  # where in `items` the paragraph that is open begins
        self._cell = False  # whether a table's cell is open
        self._barless = False  # whether it stands in a row without bars
        self._code: Callable[[str], Flow] | None = None  # how the code that is open is read

    def alone(self, event: str) -> None:
        """An event that says all by its name."""
        if event in {"SoftBreak", "HardBreak"}:
            if self._open:
                self._open[-1].words.append(" ")
            else:
                self.items.append(LINE)
        elif event == "Rule":
            self._part(HEADING)

    def begin(self, value: _Tag, span: _Span) -> None:
        """An element begins."""
        self._code = None
        if value == "Paragraph" and not self._notes:
            if self._open or not self.items or self.items[-1] is not BLOCK:  # as it is behind a paragraph
                self._part(BLOCK)
            self._began = len(self.items)
            return
        kind = value if isinstance(value, str) else next(iter(value))
        if kind in _LINKS:
            link = value[kind]
            form = IMAGE if kind == "Image" else _FORMS.get(link["link_type"], INLINE)
            self._open.append(_Open(link["dest_url"], form, self._offsets.of(span["start"]), span["end"]))
        elif kind == "TableRow":
            self._barless = "|" not in self._text[self._offsets.of(span["start"]) : self._offsets.of(span["end"])]
        elif (gap := _GAPS.get(kind)) is not None:
            # What follows a table without an empty line is a row of it, to CommonMark: converters mean a paragraph.
            self._part(LINE if self._barless and kind == "TableCell" else gap)
            self._cell = kind == "TableCell"
            self._begin_note(kind, value)
            if kind == "CodeBlock":
                self._code = reader_of(value[kind].get("Fenced", "") if value[kind] != "Indented" else "")
            self._began = len(self.items)

    def _begin_note(self, kind: str, value: _Tag) -> None:
        """Mark what has a number of its own: a footnote, an item of a numbered list, and each paragraph of these."""
        if kind == "List":
            self._lists.append(value["List"])
        elif kind == "FootnoteDefinition":
            self._notes.append(value[kind])
        elif kind == "Item":
            number = self._lists[-1] if self._lists else None
            self._notes.append(None if number is None else str(number))
            if number is not None:
                self._lists[-1] = number + 1
        if kind not in {"List", "Heading"} and self._notes and (note := self._notes[-1]):
            self.items.append(Mark(note))

    def end(self, value: _Tag) -> None:
        """An element ends."""
        if value == "Link" or value == "Image":  # noqa: PLR1714 - a set takes longer, and each element is asked
            if self._open:
                self._close(self._open.pop())
            return
        kind = value if isinstance(value, str) else next(iter(value))
        if kind in _GAPS:
            if value == "Paragraph" and not self._open:
                self._take_apart()
            barless = self._barless and kind == "TableCell"
            self._part(HEADING if kind == "Heading" else LINE if barless else BLOCK)
            if kind == "List" and self._lists:
                self._lists.pop()
            elif kind in _NUMBERED and self._notes:
                self._notes.pop()

    def _close(self, link: _Open) -> None:
        label = link.words[0] if len(link.words) == 1 else "".join(link.words)
        if link.form is AUTOLINK:
            if link.target.startswith("mailto:") or "@" in label:
                link.target = link.target if ":" in link.target else f"mailto:{link.target}"
            elif link.target[:4].lower() == "url:":  # RFC 3986, appendix C
                link.target = link.target[4:]
            label = ""
        where = self._where(link)
        if link.form is AUTOLINK and not (link.target.isascii() and "\\" not in link.target):
            link.target = folded(_ESCAPE.sub("", link.target))
        closed = Link(link.target, label, where, link.form)
        if link.form is IMAGE:
            self._show(closed)
        else:
            self.items.append(closed)

    def _where(self, link: _Open) -> int:
        """Where the link's address first stands: in its label, else as its target, else where the link begins."""
        if not link.target:
            return link.start
        found = self._text.find(link.target, link.start, self._offsets.of(link.end))
        return found if found >= 0 else link.start

    def words(self, text: str, span: _Span) -> None:
        """Words of the text or of an open link."""
        if self._open:
            self._open[-1].words.append(text)
            return
        start = self._offsets.of(span["start"])
        if self.quoted:
            self._say_quoted(text)
        if not self._text.startswith(text, start) and not self._code:
            runs = escaped(text, self._text, start, self._offsets.of(span["end"]))
            self.items += (one for run in runs for one in lines_of(run)) if self._cell else runs
            return
        if self._code and ("//" in text or "www." in text):  # most code has no address, and is one run
            self.items += placed(self._code(text), text, self._text, start)
        elif self._cell:
            self.items += lines_of(Run(text, start))
        else:
            self.items.append(Run(text, start))

    def _take_apart(self) -> None:
        """Put the cells of a paragraph that is a drawn table one below the other."""
        first = self.items[self._began] if self._began < len(self.items) else None
        if isinstance(first, Run) and first.text.startswith(BORDERS):
            self.items[self._began :] = taken_apart(self.items[self._began :], self._text)

    def code(self, text: str, span: _Span) -> None:
        """Code, which is an address where a converter has found one in a typewriter's letters."""
        broken = alone(text, self._offsets.of(span["start"]) + 1) if "://" in text and not self._open else None
        if broken:
            self.items.append(broken)
        else:
            self.words(text, span)

    def _say_quoted(self, words: str) -> None:
        """The sources of a quotation, before its words."""
        if not words.isspace():
            self.items += self.quoted
            self.quoted = []

    def raw(self, text: str, span: _Span) -> None:
        """HTML."""
        for token in self._html.read(text, self._offsets.of(span["start"])):
            match token:
                case Words(text=words, offset=offset, end=end):
                    if self._open:
                        self._open[-1].words.append(words)
                    elif not (words.isspace() and self.items and isinstance(self.items[-1], Gap)):
                        self._say_quoted(words)
                        self.items += escaped(words, self._text, offset, end)
                case Opened(target=target, start=start, end=end, version=version):
                    self._close_raw()
                    self._open.append(_Open(target.strip(), INLINE, start, end, raw=True))
                    self._open[-1].version = version
                case Closed():
                    self._close_raw()
                case Cited(target=target, offset=offset):
                    self.quoted.append(Link(target=target, offset=offset, wrapped=True))
                case Shown(target=target, words=words, offset=offset):
                    self._show(Link(target=target, label=words, offset=offset, form=IMAGE))
                case Gap():
                    self._part(token)

    def _part(self, gap: Gap) -> None:
        """A gap; no link of raw HTML goes on over one that is more than a line's end."""
        if self._open and gap is not LINE:
            self._close_raw()
        if self._open:
            self._open[-1].words.append(" ")
        else:
            part(self.items, gap)

    def _show(self, image: Link) -> None:
        """An image; inside a link its words are the link's."""
        if self._open:
            self._open[-1].words.append(image.label)
            image = image.but(label="", wrapped=True)
        self.items.append(image)

    def _close_raw(self) -> None:
        """End the link of raw HTML that is open, if one is: who begins another, or a paragraph, has forgotten to."""
        if self._open and self._open[-1].raw:
            link = self._open.pop()
            found = self._text.find(link.target, link.start, link.end)
            offset = found if found >= 0 else link.start
            accessed = read_day(link.version) if link.version else None
            self.items.append(Link(link.target, "".join(link.words), offset, accessed=accessed))


class _Open:
    """A link that has begun, at the character `start`; `end` is a byte, or a character when it is `raw` HTML."""

    __slots__ = ("end", "form", "raw", "start", "target", "version", "words")

    def __init__(self, target: str, form: Form, start: int, end: int, *, raw: bool = False) -> None:
        self.target, self.form, self.start, self.end, self.raw = target, form, start, end, raw
        self.words: list[str] = []
        self.version = ""


_ESCAPE = re.compile(r"\\(?=[_~])")  # of converters that don't know that an address stands between `<` and `>`


_LINKS = frozenset({"Link", "Image"})
_NUMBERED = frozenset({"Item", "FootnoteDefinition"})
_FORMS = {"Autolink": AUTOLINK, "Email": AUTOLINK}
