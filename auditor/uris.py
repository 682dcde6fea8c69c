"""Addresses as strings in, their parsed, comparable and showable forms out; citations in, references out.

The cited string is kept as it is. What is compared is the WHATWG serialisation (ada-url) without its fragment;
nothing is dropped from a query.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import ada_url

from auditor.model import AUDITED, Citation, DatedBy, Document, Reference

DEFAULT_PORTS: Mapping[str, int] = {"http": 80, "https": 443}

_NO_HOST = re.compile(r"\s*[a-z]+:(?:/{3,}|/*(?:\Z|[?#]))", re.IGNORECASE)

# RFC 3986 section 3.2.1: everything between `//` and the last `@` before the path.
_USERINFO = re.compile(r"(?<=://)[^\s/?#<>\"]*@")


@dataclass(frozen=True, slots=True, kw_only=True)
class Uri:
    """An absolute http(s) address, taken apart. `href` is the WHATWG form; `host` is lower-case ASCII."""

    href: str
    scheme: str
    host: str
    port: int
    path: str
    query: str
    fragment: str

    @property
    def origin(self) -> tuple[str, str, int]:
        """What one connection serves: scheme, host and port."""
        return (self.scheme, self.host, self.port)

    @property
    def key(self) -> str:
        """The form by which addresses are compared: WHATWG without userinfo and fragment."""
        return without_userinfo(self.href.partition("#")[0])


def serialise(uri: str, *, base: str | None = None) -> str | None:
    """The WHATWG serialisation of any address, of whatever scheme; None when the URL standard refuses it."""
    try:
        return str((ada_url.URL(uri, base=base) if base else ada_url.URL(uri)).href)
    except ValueError:
        return None


@lru_cache(maxsize=16_384)  # an audit of less takes each address apart once
def parse(uri: str, *, base: str | None = None) -> Uri | None:
    """Take an address apart, resolved against `base`; None when it is not one that HTTP can ask for.

    Unlike the URL standard this reads no host into `http:///x`: whoever wrote that has lost one. What ends in an
    ellipsis has been shortened, by us or by somebody before us, and leads nowhere.
    """
    if uri.endswith("…") or _NO_HOST.match(uri):
        return None
    try:
        href = (ada_url.URL(uri, base=base) if base else ada_url.URL(uri)).href
    except ValueError:
        return None
    # A WHATWG serialisation splits at its marks; asking ada for each part takes four times as long.
    scheme, _, rest = href.partition("://")
    rest, _, fragment = rest.partition("#")
    rest, _, query = rest.partition("?")
    place, _, path = rest.partition("/")
    host, colon, port = place.rpartition("@")[2].rpartition(":")
    if not colon or port.endswith("]"):
        host, port = host + colon + port, ""
    if scheme not in DEFAULT_PORTS or not host:
        return None
    return Uri(
        href=href,
        scheme=scheme,
        host=host.strip("[]").rstrip(".") or host,
        port=int(port) if port else DEFAULT_PORTS[scheme],
        path=f"/{path}",
        query=query and f"?{query}",
        fragment=fragment and f"#{fragment}",
    )


def without_userinfo(text: str) -> str:
    """The same text with every `user:password@` of an address in it taken out: what may be shown."""
    return _USERINFO.sub("", text) if "@" in text else text


def same_page(one: str, other: str) -> bool:
    """Whether two addresses name the same page: equal but for scheme, `www.`, a trailing slash and fragment."""
    return one == other or _loose(one) == _loose(other)


def _loose(uri: str) -> str:
    parsed = parse(uri)
    if parsed is None:
        return uri
    port = "" if parsed.port in DEFAULT_PORTS.values() else parsed.port
    return f"{bare_host(parsed.host)}:{port}{parsed.path.rstrip('/')}{parsed.query}"


def bare_host(host: str) -> str:
    """The host without a leading `www.`."""
    return host.removeprefix("www.")


def references(documents: Iterable[Document]) -> tuple[Reference, ...]:
    """Every distinct address that the documents cite, once, in the order of first mention.

    The day is the earliest on which any of its citations was made: the access date beside it, else the
    document's own; files' dates count where there is nothing else. An address that can't be parsed is kept, with an
    empty host.
    """
    cited: dict[str, list[tuple[Citation, Document]]] = {}
    for document in documents:
        for citation in document.citations:
            if citation.kind in AUDITED:
                cited.setdefault(key_of(citation.uri), []).append((citation, document))
    return tuple(_merged(key, citations) for key, citations in cited.items())


def _merged(key: str, cited: Iterable[tuple[Citation, Document]]) -> Reference:
    """What the citations of one address have in common."""
    parsed, entry = parse(key), _Merged()
    for citation, document in cited:
        entry.add(citation, cited_on(citation, document), is_weak=dated_by(citation, document) is DatedBy.FILE)
    return Reference(
        key=key,
        uri=key,
        host=parsed.host if parsed else "",
        cited_on=entry.cited_on or entry.weakly_on,
        days=tuple(sorted(entry.days)),
        words=tuple(entry.words),
        sentences=tuple(entry.sentences),
        fragments=tuple(entry.fragments),
        readings=open_readings(key, entry.readings, is_whole=entry.is_whole),
        is_whole=entry.is_whole,
    )


def open_readings(key: str, readings: Iterable[str], *, is_whole: bool) -> tuple[str, ...]:
    """Which other addresses may be meant where a break may have split this one, each once.

    That it is cited whole elsewhere settles it, but not whether something that goes on from it is meant: nature.com/
    is cited whole in many a document that has a longer address broken behind it.
    """
    others = {one: key_of(one) for one in readings}
    if is_whole and not any(other != key and other.startswith(key) for other in others.values()):
        return ()
    return tuple(one for one, other in others.items() if other != key)


def key_of(uri: str) -> str:
    """The key of the reference that a citation's address belongs to."""
    parsed = parse(uri)
    return parsed.key if parsed else without_userinfo(uri)


def cited_on(citation: Citation, document: Document) -> date | None:
    """The day of a citation, in order of trust: its own access date, the document's publication, the file's date."""
    return citation.accessed or document.published or document.dated


def dated_by(citation: Citation, document: Document) -> DatedBy | None:
    """What told the day of a citation; None where nothing did."""
    if citation.accessed:
        return DatedBy.ALL_LINKS if citation.accessed_with_all else DatedBy.CITATION
    if document.published:
        return DatedBy.DOCUMENT
    return DatedBy.FILE if document.dated else None


class _Merged:
    """What the citations of one address have in common, while they are collected."""

    def __init__(self) -> None:
        self.cited_on: date | None = None
        self.weakly_on: date | None = None
        self.days: set[date] = set()
        self.words: dict[str, None] = {}
        self.sentences: dict[str, None] = {}
        self.fragments: dict[str, None] = {}
        self.readings: dict[str, None] = {}
        self.is_whole = False

    def add(self, citation: Citation, day: date | None, *, is_weak: bool) -> None:
        if citation.text:
            self.words[citation.text] = None
        if citation.context:
            self.sentences[citation.context] = None
        _, mark, fragment = citation.uri.partition("#")
        if fragment:
            self.fragments[mark + fragment] = None
        self.is_whole = self.is_whole or not citation.is_open
        self.readings.update(dict.fromkeys(citation.alternatives if citation.is_open else ()))
        if day is not None and is_weak:
            self.weakly_on = min(day, self.weakly_on or day)
        elif day is not None:
            self.days.add(day)
            self.cited_on = min(day, self.cited_on or day)
