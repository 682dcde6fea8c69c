"""MediaWiki's text in, the document with its citations out.

`[https://… words]`, `https://…`    an address under its words, or bare
`<ref>…</ref>`, `{{efn|…}}`         a note of its own, under its number, behind the paragraph that calls it
`{{cite …|url=…|archive-url=…}}`    an entry of a bibliography; the archived copy is a citation of its own
`{{webarchive|url=…}}`              an archived copy
`{{doi|…}}`, `{{arxiv|…}}` …        an identifier
`{{other|…}}`                       its last words, and every parameter that holds an address
`[[page|words]]`                    words: the wiki's own pages are not cited

The reading is our own, over a stack and in linear time. The library for it, mwparserfromhell, finds as many of the
links in MediaWiki's own tests and is as fast on sound text, but takes time that grows with the square of what is left
open: 16 s for 4,000 `{{cite web|url=http://a.org `, where this takes 0.2 s (`python -m benchmarks.wikitext`).
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from string import ascii_lowercase

from auditor.extract import Extractor, Source
from auditor.model import Document
from auditor.prose.about import of_text
from auditor.prose.bibliography import flow_of
from auditor.prose.cite import citations
from auditor.prose.flow import Flow, Form, Gap, Link, Run
from auditor.prose.formats import wiki_words
from auditor.prose.formats.builder import leading_lines
from auditor.prose.formats.encoding import decode
from auditor.prose.formats.levels import Level, said
from auditor.prose.formats.templates import Value, entry_of, keyed, special, targets, value_of

_DEEPEST = 40  # MediaWiki's own limit on templates in templates ($wgMaxTemplateDepth)


@dataclass(slots=True)
class _Frame:
    """Something that has begun: a template, a link, a note, the text itself. `levels` are its arguments so far."""

    kind: str
    start: int = 0
    opener: str = ""
    levels: list[Level] = field(default_factory=lambda: [Level()])


def _extract(source: Source) -> Document:
    decoded = decode(source.data)
    flow = read_flow(decoded.text)
    about = of_text(leading_lines(flow), matter={}, base_url=source.base_url)
    if title := wiki_words.TITLE.search(decoded.text[:10_000]):
        about = replace(about, title=(title[1] or title[2]).strip())
    found, problems = citations(flow, about, text=decoded.text)
    return Document(
        name=source.name,
        media_type="text/x-wiki",
        title=about.title,
        published=about.published,
        base_url=source.base_url,
        encoding=decoded.encoding,
        problems=(*decoded.problems, *problems),
        citations=found,
    )


def read_flow(text: str) -> Flow:
    """The flow of a page's text."""
    return _Reader(text).flow


class _Reader:
    """Turns wikitext into a flow. What is never closed is text, as MediaWiki has it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._frames = [_Frame("text")]
        self._numbers: dict[tuple[str, str], int] = {}
        self._counts: dict[str, int] = {}
        self._endless: set[str] = set()
        position = 0
        while token := wiki_words.TOKEN.match(text, position):
            position = self._token(token.lastgroup or "", token)
        self._collapse(1)
        self.flow: Flow = self._level.taken()

    @property
    def _level(self) -> Level:
        return self._frames[-1].levels[-1]

    def _token(self, kind: str, token: re.Match[str]) -> int:
        """Do what a token says; where to read on."""
        start, end = token.span()
        match kind:
            case "begin" | "inner" | "outer" if len(self._frames) < _DEEPEST:
                self._frames.append(_Frame(wiki_words.OPENERS[kind], start, token[0]))
            case "end" | "leave" | "close":
                return self._close(wiki_words.CLOSERS[kind], token)
            case "ref":
                self._ref(token)
            case "raw":
                return self._raw(token)
            case "bar":
                return self._bar(start, end)
            case "tag" if wiki_words.tag_of(token[0]) in wiki_words.BLOCK_TAGS:
                self._level.gap(Gap.BLOCK)
            case "tag":  # the words on both sides of it are one, but no address goes on over it
                self._level.flush()
                self._level.say(" " if wiki_words.tag_of(token[0]) == "br" else "", start, end - start)
            case "comment" | "quotes" | "parameter":
                self._level.say("", start, end - start)
            case "entity":
                self._level.say(html.unescape(token[0]), start, end - start)
            case "heading":
                self._level.gap(Gap.HEADING)
                title = token[0].rstrip().strip("=")
                self._level.say(title, start + token[0].index(title[:1] or "="))
                self._level.gap(Gap.HEADING)
            case "par" | "item" | "table" | "line":
                self._line(kind, start)
            case _:
                self._level.say(token[0], start)
        return end

    def _line(self, kind: str, start: int) -> None:
        while self._frames[-1].kind == "outer" or (kind == "par" and self._frames[-1].kind == "inner"):
            self._collapse(len(self._frames) - 1)
        if kind == "line":
            self._level.say(" ", start)
        else:
            self._level.gap(Gap.BLOCK)

    def _bar(self, start: int, end: int) -> int:
        """A bar parts arguments, or cells; behind a cell's bar its style may stand."""
        if self._frames[-1].kind in {"template", "inner"}:
            self._frames[-1].levels.append(Level())
        elif self._text[start - 1 : start] in {"", "\n"} or self._text.startswith("|", end):
            self._level.gap(Gap.BLOCK)
            end += self._text.startswith("|", end)
            style = wiki_words.CELL_STYLE.match(self._text, end)
            return style.end() if style else end
        else:
            self._level.say("|", start)
        return end

    def _raw(self, token: re.Match[str]) -> int:
        """A tag whose content is no markup."""
        name, end = wiki_words.tag_of(token[0]), token.end()
        close = -1 if name in self._endless else self._text.find(f"</{name}", end)
        if close < 0:
            self._endless.add(name)
            self._level.say("", token.start(), end - token.start())
            return end
        self._level.flush()
        if name == "pre":
            self._level.gap(Gap.BLOCK)
        if name in wiki_words.WITH_ENTITIES:
            for entity in wiki_words.ENTITY.finditer(self._text, end, close):
                self._level.say(self._text[end : entity.start()], end)
                self._level.say(html.unescape(entity[0]), entity.start(), len(entity[0]))
                end = entity.end()
        if name in wiki_words.SHOWN_RAW:
            self._level.say(self._text[end:close], end)
            self._level.flush()
        if name == "pre":
            self._level.gap(Gap.BLOCK)
        return close

    def _ref(self, token: re.Match[str]) -> None:
        attributes = {m[1].lower(): m[2] or m[3] or m[4] or "" for m in wiki_words.ATTRIBUTE.finditer(token[0])}
        if token[0].startswith("</"):
            self._close("ref", token)
        elif token[0].endswith("/>"):
            self._number(attributes)
        elif len(self._frames) < _DEEPEST:
            self._frames.append(_Frame("ref", token.start(), self._number(attributes)))

    def _number(self, attributes: dict[str, str], *, letters: bool = False) -> str:
        """The number of a note, as its mark shows it: notes of one name have one, and each group counts its own."""
        group, name = attributes.get("group", "letters" if letters else ""), attributes.get("name", "")
        number = self._numbers.get((group, name)) if name else None
        if number is None:
            number = self._counts[group] = self._counts.get(group, 0) + 1
            if name:
                self._numbers[group, name] = number
        if group == "letters":
            return ascii_lowercase[(number - 1) % len(ascii_lowercase)]
        return f"{group} {number}".strip()

    def _close(self, kind: str, token: re.Match[str]) -> int:
        """End the innermost frame of a kind; what was begun in it and never closed is text."""
        walls = wiki_words.WALLS.get(kind, {"text"})
        position = len(self._frames) - 1
        while self._frames[position].kind != kind and self._frames[position].kind not in walls:
            position -= 1
        if self._frames[position].kind != kind:
            self._level.say("" if kind == "ref" else token[0], token.start(), len(token[0]))
            return token.end()
        self._collapse(position + 1)
        frame = self._frames.pop()
        for level in frame.levels:
            level.flush()
            self._level.notes += level.notes
        arguments = [level.items for level in frame.levels]
        match kind:
            case "template":
                self._template(frame, arguments, token.end())
            case "inner":
                self._inner(arguments)
            case "outer":
                label = said(arguments[0]).strip()
                form = Form.INLINE if label else Form.AUTOLINK
                target = html.unescape(frame.opener[1:].strip())
                self._level.add(Link(target=target, label=label, offset=frame.start + 1, form=form))
            case _:
                self._level.notes.append((frame.opener, arguments[0]))
        return token.end()

    def _collapse(self, first: int) -> None:
        """Turn the frames from the one at `first` on back into text."""
        while len(self._frames) > first:
            frame = self._frames.pop()
            if frame.kind != "ref":
                self._level.say(frame.opener, frame.start)
            for number, level in enumerate(frame.levels):
                level.flush()
                self._level.flush()
                self._level.items += [Run("|"), *level.items] if number else level.items
                self._level.notes += level.notes

    def _inner(self, arguments: list[Flow]) -> None:
        target = said(arguments[0]).strip()
        if wiki_words.FILES.match(target):
            self._level.gap(Gap.BLOCK)
            self._file(arguments[1:])
            self._level.gap(Gap.BLOCK)
        elif external := wiki_words.EXTERNAL.fullmatch(target):  # with a bracket too many
            label = external[2] or (said(arguments[-1]).strip() if len(arguments) > 1 else "")
            offset = next((item.offset for item in arguments[0] if isinstance(item, Run) and item.text.strip()), -1)
            form = Form.INLINE if label else Form.AUTOLINK
            self._level.add(Link(target=external[1], label=label, offset=offset, form=form))
        elif target == "#":  # what conversion leaves of a link that lost its target
            self._level.add(Link(target="#", label=said(arguments[-1]).strip()))
        elif not (wiki_words.UNSEEN.match(target) and len(arguments) == 1):
            self._add(arguments[-1] if said(arguments[-1]).strip() else [Run(target.lstrip(":"))])

    def _file(self, parameters: list[Flow]) -> None:
        """A file's caption, and the address that it is linked to."""
        texts = [said(one) for one in parameters]
        captions = [
            one for one, text in zip(parameters, texts, strict=True) if not wiki_words.FILE_OPTION.fullmatch(text)
        ]
        self._add(captions[-1] if captions else [])
        for link in filter(None, map(wiki_words.FILE_LINK.match, texts)):
            self._level.add(Link(target=link[1]))

    def _template(self, frame: _Frame, arguments: list[Flow], end: int) -> None:
        name = " ".join(said(arguments[0]).lower().replace("_", " ").split()).removeprefix("template:")
        values: dict[str, Value] = {}
        others: list[Flow] = []
        alone: list[Flow] = []
        for flow in arguments[1:]:
            key, rest = keyed(flow)
            if key:
                values[key] = value_of(rest)
                others.append(rest)
            else:
                alone.append(flow)
        first = value_of(alone[0]) if alone else values.get("1", Value("", -1))
        if name in wiki_words.SIGNS:
            self._level.say(wiki_words.SIGNS[name], frame.start, end - frame.start)
        elif name in wiki_words.NOTES:
            group = values.get("group", Value("", -1)).text
            self._level.notes.append(
                (self._number({"group": group} if group else {}, letters="efn" in name), alone[0] if alone else [])
            )
        elif link := special(name, first, values, alone):
            self._level.add(link)
        else:
            entry = entry_of(values)
            self._add(flow_of(entry) if entry else [])
            known = {text for link in entry.links for text in (link.target, link.printed)} if entry else set()
            self._rest([flow for flow in others if not known.intersection(targets(flow))])
            if alone and not entry and not wiki_words.SILENT.match(name):
                self._add(alone[-1])

    def _rest(self, flows: Sequence[Flow]) -> None:
        """What other parameters hold, where that is an address."""
        for flow in flows:
            if any(isinstance(item, Link) or (isinstance(item, Run) and "://" in item.text) for item in flow):
                self._level.gap(Gap.BLOCK)
                self._add(flow)
                self._level.gap(Gap.BLOCK)

    def _add(self, flow: Flow) -> None:
        self._level.flush()
        self._level.items += flow


EXTRACTOR = Extractor(
    name="mediawiki",
    media_types=("text/x-wiki", "text/mediawiki"),
    suffixes=(".wiki", ".mediawiki", ".wikitext"),
    claims=wiki_words.looks_like_wikitext,
    extract=_extract,
    signed=True,
)
