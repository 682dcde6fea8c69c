"""HTML as it stands inside Markdown in, piece by piece, what a reader sees of it out: words, links, gaps.

A piece may end anywhere between two tags, so that comments, scripts and styles are left out over pieces. Markdown's
words stand between the pieces: elements are told one by one, not as a tree.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from auditor.prose.flow import Gap

_TAG = re.compile(r"<(?:(!--)|(/?)([A-Za-z][A-Za-z0-9-]*)([^<>]*)>)")
_ATTRIBUTE = r"""(?<![\w-]){}\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))"""
_ATTRIBUTES = {
    name: re.compile(_ATTRIBUTE.format(name), re.IGNORECASE)
    for name in ("href", "cite", "src", "alt", "data-originalurl", "data-versiondate")
}
_UNREAD = ("script", "style", "template", "noscript", "textarea", "svg", "math")
_ENDS = {"!--": re.compile("-->"), **{name: re.compile(rf"</{name}\b[^<>]*>", re.IGNORECASE) for name in _UNREAD}}
_QUOTING = frozenset({"q", "ins", "del"})  # within a line, so that their words are their source's
_GAPS = {
    **dict.fromkeys("p div section article aside header footer main nav table ul ol dl figure form details pre".split(), Gap.BLOCK),
    **dict.fromkeys("li td th tr dt dd blockquote figcaption caption summary".split(), Gap.ITEM),
    **dict.fromkeys("h1 h2 h3 h4 h5 h6 hr".split(), Gap.HEADING),
    "br": Gap.LINE,
}  # fmt: skip


class Words(NamedTuple):
    """Words as they are shown, and the offsets between which they stand."""

    text: str
    offset: int
    end: int


class Opened(NamedTuple):
    """A link begins; `start` and `end` are where its tag stands, `version` the day of which it is a link (Robust Links)."""

    target: str
    start: int
    end: int
    version: str = ""


class Closed(NamedTuple):
    """The last link that was opened ends."""


class Cited(NamedTuple):
    """A quotation names its source."""

    target: str
    offset: int


class Shown(NamedTuple):
    """An image, and the words that stand for it."""

    target: str
    words: str
    offset: int


Token = Words | Opened | Closed | Cited | Shown | Gap


class RawHtml:
    """Reads one piece after the other."""

    def __init__(self) -> None:
        self._until: re.Pattern[str] | None = None
        self._quoting = ""  # the element that quotes a source with the words that are being read

    def read(self, text: str, offset: int) -> Iterator[Token]:
        """What a piece that stands at `offset` shows."""
        position = 0
        while True:
            if self._until is not None:
                end = self._until.search(text, position)
                if end is None:
                    return
                self._until, position = None, end.end()
            tag = _TAG.search(text, position)
            stop = tag.start() if tag else len(text)
            if stop > position:
                yield Words(html.unescape(text[position:stop]), offset + position, offset + stop)
            if tag is None:
                return
            position = tag.end()
            name = tag[1] or tag[3].lower()
            if name in _ENDS and not tag[2]:
                self._until = _ENDS[name]
            else:
                yield from self._quoted(tag, name, offset) if name in _QUOTING else _told(tag, name, offset)
                self._quoting = "" if name == "a" else self._quoting

    def _quoted(self, tag: re.Match[str], name: str, offset: int) -> Iterator[Token]:
        """A quotation within a line is a link to the source that it names."""
        if tag[2]:
            if self._quoting == name:
                self._quoting = ""
                yield Closed()
        elif cited := attribute(tag[4], "cite"):
            self._quoting = name
            yield Opened(cited, offset + tag.start(), offset + tag.end())


def _told(tag: re.Match[str], name: str, offset: int) -> Iterator[Token]:
    gap = _GAPS.get(name)
    if gap is not None:
        yield gap
    if name == "a":
        target = attribute(tag[4], "data-originalurl") or attribute(tag[4], "href")
        if tag[2]:
            yield Closed()
        elif target is not None:
            version = attribute(tag[4], "data-versiondate") or ""
            yield Opened(target, offset + tag.start(), offset + tag.end(), version)
    elif name == "img" and (source := attribute(tag[4], "src")):
        yield Shown(source, attribute(tag[4], "alt") or "", offset + tag.start())
    elif name == "blockquote" and (cited := attribute(tag[4], "cite")):
        yield Cited(cited.strip(), offset + tag.start())


def attribute(attributes: str, name: str) -> str | None:
    """The value of an attribute, None where there is none."""
    found = _ATTRIBUTES[name].search(attributes)
    return html.unescape(next(group for group in found.groups() if group is not None)) if found else None
