r"""BibTeX and BibLaTeX in, the document with its citations out: every address of an entry under the entry's title.

| field                                   | is                                                                    |
|-----------------------------------------|-----------------------------------------------------------------------|
| `url`, `link`, `ee`, `bdsk-url-1` …     | an address, escapes and line ends taken out                           |
| `doi`, `pmid`, `pmcid`                  | an identifier, or an address of it                                    |
| `eprint`                                | an identifier of the archive that `archiveprefix` or `eprinttype` is  |
| `howpublished`, `note`, `annote` …      | text, maybe with addresses or identifiers in it                       |
| any other but `file`                    | text that is read where it holds an address                           |
| `urldate`, `accessed`, `lastchecked`    | the access date                                                       |

The reading is BibTeX's: what stands between entries is comment, `#` joins, `@string` names words. An entry that is
never closed ends where a line opens the next. (The library for it, bibtexparser, knows lines but no offsets, writes its
warnings to standard error, and reads a tenth as much a second.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from auditor.extract import Extractor, Source
from auditor.model import Document
from auditor.prose.bibliography import Entry, addresses, apart, day_of, flow_of, identified
from auditor.prose.cite import Lines, citations
from auditor.prose.flow import About, Flow, Form, Link, Run
from auditor.prose.formats import tex
from auditor.prose.formats.encoding import decode

_ADDRESSES = re.compile(r"(?:opt)?(?:url|link|ee|bdsk-url-\d+)")
_IDENTIFIERS = {"doi": "doi", "pmid": "pmid", "pmcid": "pmcid"}
# Of what kind an identifier is that an archive gives, or the address of its page there (BibLaTeX's manual, 3.14.7).
_EPRINTS = {"arxiv": "arxiv", "pubmed": "pmid", "pmid": "pmid", "pmc": "pmcid", "pmcid": "pmcid", "hdl": "handle"}
_EPRINT_PAGES = {"jstor": "https://www.jstor.org/stable/", "googlebooks": "https://books.google.com/books?id="}
_REMARKS = ("howpublished", "note", "annote", "annotation", "addendum", "comment", "remarks")
_NOT_CITED = frozenset({"file", "localfile", "eprint", "archiveprefix", "eprinttype", "biburl", "bibsource"})
_ACCESSED = ("urldate", "accessed", "lastchecked", "lastaccessed", "dateaccessed", "accessdate")
_AUTHORS = ("author", "editor", "organization", "institution", "publisher")
_DATES = ("year", "date")

_ENTRY = re.compile(r"(?:^|(?<=[})]))[ \t]*@[ \t]*([A-Za-z]+)\s*([{(])", re.MULTILINE)
_SIGN = re.compile(
    rb"(?:\s|%[^\n]*\n)*@[ \t]*(?:article|book|booklet|collection|conference|dataset|electronic|in(?:book|collection"
    rb"|proceedings|reference)|manual|mastersthesis|misc|mv\w+|online|patent|periodical|phdthesis|proceedings|report"
    rb"|reference|software|techreport|thesis|unpublished|www|string|preamble|comment)\s*[{(]",
    re.IGNORECASE,
)
_KEY = re.compile(r"\s*[^,={}\"]*,")
_FIELD = re.compile(r"[\s,]*([A-Za-z][\w\-:.+]*)\s*=\s*")
_NEXT_FIELD = re.compile(r",\s*(?=[A-Za-z][\w\-:.+]*\s*=)")
_SIGNS = {closer: re.compile(rf"\\.|[{{}}{re.escape(closer)}]", re.DOTALL) for closer in '})"'}
_BARE_VALUE = re.compile(r"[^\s,#{}()\"]+")
_JOINED = re.compile(r"\s*#\s*")
_IN_URL = re.compile(r"\{?\\(?:url|href|path|nolinkurl)\s*\{(.*)\}\}?", re.DOTALL)
_SEVERAL = re.compile(r"(?:[\s;,]|\\[nr](?=http)|\band\b)+(?=https?://)")


class _Value(NamedTuple):
    """What a field holds, TeX and all, and where its first character stands."""

    text: str
    offset: int


def _extract(source: Source) -> Document:
    decoded = decode(source.data)
    flow, open_at = _read(decoded.text)
    if not _ENTRY.search(decoded.text):
        return Document(
            name=source.name,
            media_type="application/x-bibtex",
            base_url=source.base_url,
            encoding=decoded.encoding,
            problems=(*decoded.problems, "it is no bibliography, whatever its name says: no entry (@book{…}) is in it"),
            readable=False,
        )
    found, problems = citations(flow, About(base_url=source.base_url), text=decoded.text)
    lines = Lines(decoded.text)
    unclosed = tuple(f"line {lines.of(offset)}: the entry is never closed" for offset in open_at)
    return Document(
        name=source.name,
        media_type="application/x-bibtex",
        base_url=source.base_url,
        encoding=decoded.encoding,
        problems=(*decoded.problems, *unclosed, *problems),
        citations=found,
    )


def _read(text: str) -> tuple[Flow, list[int]]:
    """The flow of a bibliography, and where the entries begin that are never closed."""
    flow: Flow = []
    open_at: list[int] = []
    strings: dict[str, str] = {}
    starts = list(_ENTRY.finditer(text))
    limits = [*(start.start() for start in starts[1:]), len(text)]
    for start, limit in zip(starts, limits, strict=False):
        kind = start[1].lower()
        end = _closing(text, start.end(), limit, closer="}" if start[2] == "{" else ")")
        if end < 0:
            open_at.append(start.start())
            end = limit
        if kind == "string":
            strings.update((name, value.text) for name, value in _fields(text, start.end(), end, strings))
        elif kind not in {"comment", "preamble"}:
            key = _KEY.match(text, start.end(), end)
            fields = dict(_fields(text, key.end() if key else start.end(), end, strings))
            flow += apart(flow_of(_entry(fields)))
    return flow, open_at


def _fields(text: str, start: int, end: int, strings: Mapping[str, str]) -> Iterator[tuple[str, _Value]]:
    """The fields of an entry, names in lower case; what is no field is passed over."""
    while start < end:
        name = _FIELD.match(text, start, end)
        if name is None:
            following = _NEXT_FIELD.search(text, start, end)
            start = following.end() if following else end
            continue
        parts: list[_Value] = []
        start = name.end()
        while part := _part(text, start, end, strings):
            value, start = part
            parts.append(value)
            joined = _JOINED.match(text, start, end)
            if joined is None:
                break
            start = joined.end()
        if parts:
            yield name[1].lower(), _Value("".join(part.text for part in parts), parts[0].offset)


def _part(text: str, start: int, end: int, strings: Mapping[str, str]) -> tuple[_Value, int] | None:
    """One part of a value, in braces, in quotes or a word, and where it ends; what is never closed goes to `end`."""
    if text.startswith(("{", '"'), start, end):
        close = _closing(text, start + 1, end, closer="}" if text[start] == "{" else '"')
        close = close if close >= 0 else end
        return _Value(text[start + 1 : close], start + 1), close + 1
    word = _BARE_VALUE.match(text, start, end)
    return (_Value(strings.get(word[0].lower(), word[0]), start), word.end()) if word else None


def _closing(text: str, start: int, end: int, *, closer: str) -> int:
    """Where `closer` stands outside all braces, from `start` on; -1 where nothing closes."""
    depth = 0
    for sign in _SIGNS[closer].finditer(text, start, end):
        if depth == 0 and sign[0] == closer:
            return sign.start()
        depth += (sign[0] == "{") - (sign[0] == "}")
    return -1


def _entry(fields: Mapping[str, _Value]) -> Entry:
    return Entry(
        authors=_first(fields, _AUTHORS),
        year=_first(fields, _DATES)[:4],
        title=_first(fields, ("title",)),
        accessed=next(
            filter(None, (day_of(tex.words(fields[name].text)) for name in _ACCESSED if name in fields)), None
        ),
        links=tuple(_links(fields)),
        remarks=tuple(Run(tex.words(fields[name].text), fields[name].offset) for name in _remarks(fields)),
    )


def _remarks(fields: Mapping[str, _Value]) -> Iterator[str]:
    """The names of the fields that hold text, and of those that hold an address although none belongs there."""
    yield from (name for name in _REMARKS if name in fields)
    for name, value in fields.items():
        if (
            "://" in value.text
            and not _ADDRESSES.fullmatch(name)
            and name not in {*_REMARKS, *_IDENTIFIERS, *_NOT_CITED}
        ):
            yield name


def _first(fields: Mapping[str, _Value], names: tuple[str, ...]) -> str:
    return next((tex.words(fields[name].text) for name in names if name in fields), "")


def _links(fields: Mapping[str, _Value]) -> Iterator[Link]:
    for name, value in fields.items():
        if _ADDRESSES.fullmatch(name):
            argument = _IN_URL.fullmatch(value.text.strip())
            for one in _SEVERAL.split(argument[1] if argument else value.text):
                yield from addresses(tex.address(one), offset=value.offset)
    for name, kind in _IDENTIFIERS.items():
        if name in fields:
            yield from filter(None, (identified(kind, tex.address(fields[name].text), offset=fields[name].offset),))
    if "eprint" in fields:
        yield from filter(None, (_eprint(fields, fields["eprint"]),))


def _eprint(fields: Mapping[str, _Value], value: _Value) -> Link | None:
    """The link to an entry in an archive, where that is one whose addresses are known."""
    archive = _first(fields, ("archiveprefix", "eprinttype")).lower() or "arxiv"
    name = tex.address(value.text).strip()
    if page := _EPRINT_PAGES.get(archive) if "://" not in name else None:
        because = f"made from {archive} {name}"
        return Link(f"{page}{name}", offset=value.offset, form=Form.IDENTIFIER, printed=name, because=because)
    if archive in _EPRINTS or "://" in name:
        return identified(_EPRINTS.get(archive, "arxiv"), name, offset=value.offset)
    return None


EXTRACTOR = Extractor(
    name="bibtex",
    media_types=("application/x-bibtex", "text/x-bibtex"),
    suffixes=(".bib", ".bibtex"),
    claims=lambda head: _SIGN.match(head) is not None,
    extract=_extract,
)
