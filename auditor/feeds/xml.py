"""The bytes of an XML feed in, its entries as they stand there out: RSS 0.9 to 2.0, Atom 0.3 and 1.0, sitemaps.

1. What it is tells its root element, with or without the namespace that it should have.
2. Of an entry the page counts: RSS's `link` (a permalink `guid` where there is none), Atom's `alternate`, and what
   FeedBurner has kept of the address that its own counts clicks at.
3. Damaged XML gives what stands before the damage, and a problem. HTML's entities are read as HTML reads them; a
   document that declares its own is refused, so that a kilobyte stays one.
"""

from __future__ import annotations

import html.entities
import re
from collections.abc import Iterator, Mapping

from auditor.feeds import FeedError, Found
from auditor.uris import parse
from auditor.xml_events import Attributes, Closer, Handlers, Opener, Then, XmlError, read_xml

_MOST_LISTED = 200_000  # entries that are looked at; a sitemap may have 50,000
_PIECE = 65_536

_FEED_SPACES = (
    "http://www.w3.org/2005/Atom",
    "http://purl.org/atom/ns#",
    "http://purl.org/rss/1.0/",
    "http://my.netscape.com/rdf/simple/0.9/",
    "http://channel.netscape.com/rdf/simple/0.9/",
    "http://www.sitemaps.org/schemas/sitemap/0.9",
    "https://www.sitemaps.org/schemas/sitemap/0.9",
    "http://www.google.com/schemas/sitemap/0.84",
)
_PREFIXES: Mapping[str, str] = {
    **dict.fromkeys(_FEED_SPACES, "feed"),
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://www.w3.org/XML/1998/namespace": "xml",
}
_ROOTS = frozenset("rss RDF feed urlset sitemapindex".split())
_ENTRIES = ("item", "entry", "url", "sitemap")
_DATES = ("pubDate", "published", "issued", "updated", "lastmod", "dc:date")
_XML_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,30});")


def entries(data: bytes, *, uri: str) -> tuple[list[Found], tuple[str, ...]]:
    """The entries of a feed that was fetched from `uri`, and the problems met. FeedError where it has none to give."""
    reader = _Reader(uri)
    try:
        read_xml(_pieces(_with_characters(data)), reader.handlers(), prefixes=_PREFIXES, root=reader.root)
    except XmlError as error:
        if not reader.found:
            raise FeedError(str(error)) from error
        return reader.found, (f"{error}: what stands behind is not read",)
    return reader.found, ()


def _with_characters(data: bytes) -> bytes:
    """The same XML with HTML's entities, which feeds use and XML doesn't know, as characters."""
    return _ENTITY.sub(_character, data)


def _character(entity: re.Match[bytes]) -> bytes:
    name = entity[1].decode("ascii")
    if name in _XML_ENTITIES:
        return entity[0]
    character = html.entities.html5.get(f"{name};", "")
    return "".join(f"&#{ord(one)};" for one in character).encode() if character else entity[0]


def _pieces(data: bytes) -> Iterator[bytes]:
    return (data[start : start + _PIECE] for start in range(0, len(data), _PIECE))


class _Reader:
    """Collects the entries of an XML feed."""

    def __init__(self, uri: str) -> None:
        self.found: list[Found] = []
        self._base = uri
        self._open: Found | None = None
        self._words: list[str] | None = None

    def root(self, name: str) -> bool:
        local = name.rpartition(":")[2]
        if local in _ROOTS and not name.startswith("?:"):
            return True
        raise XmlError(f"is no feed: its first element is <{local}>")

    def handlers(self) -> Handlers:
        """What is done at which element, with and without its namespace."""
        starts: dict[str, Opener] = dict.fromkeys(("loc", "guid", *_DATES), self._listen)
        starts |= {"link": self._link, "feed": self._feed}
        starts |= {name: self._entry(name) for name in _ENTRIES}
        ends: dict[str, Closer] = dict.fromkeys(_DATES, self._take_day)
        ends |= {"link": self._take_link, "loc": self._take_link, "guid": self._take_other}
        ends |= dict.fromkeys(_ENTRIES, self._close)
        own = "feedburner:origLink"
        return Handlers(
            starts={**starts, **{f"feed:{name}": one for name, one in starts.items()}, own: self._listen},
            ends={**ends, **{f"feed:{name}": one for name, one in ends.items()}, own: self._take_best},
            text=self._text,
        )

    def _feed(self, attributes: Attributes) -> Then | None:
        self._base = _resolved(attributes.get("xml:base", ""), self._base)
        return None

    def _entry(self, name: str) -> Opener:
        def begin(attributes: Attributes) -> Then | None:
            base = _resolved(attributes.get("xml:base", ""), self._base)
            about = attributes.get("rdf:about", "")
            of_sitemap = name in {"url", "sitemap"}
            self._open = Found(
                other=[about] * bool(about), base=base, is_sitemap=name == "sitemap", of_sitemap=of_sitemap
            )
            return None

        return begin

    def _listen(self, attributes: Attributes) -> Then | None:
        if self._open is None or attributes.get("isPermaLink", "true").lower() == "false":
            return Then.SKIP
        self._words = []
        return None

    def _link(self, attributes: Attributes) -> Then | None:
        href = attributes.get("href")
        if href is None:
            return self._listen(attributes)
        if self._open is not None and attributes.get("rel", "alternate") == "alternate":
            self._open.links.append(_resolved(href, _resolved(attributes.get("xml:base", ""), self._open.base)))
        return Then.SKIP

    def _text(self, text: str) -> None:
        if self._words is not None:
            self._words.append(text)

    def _said(self) -> str:
        words, self._words = self._words, None
        return "".join(words or ()).strip()

    def _take_link(self) -> None:
        if (said := self._said()) and self._open is not None:
            self._open.links.append(said)

    def _take_best(self) -> None:
        if (said := self._said()) and self._open is not None:
            self._open.links.insert(0, said)

    def _take_other(self) -> None:
        if (said := self._said()) and self._open is not None:
            self._open.other.append(said)

    def _take_day(self) -> None:
        if (said := self._said()) and self._open is not None:
            self._open.day = self._open.day or said

    def _close(self) -> None:
        if self._open is not None:
            self.found.append(self._open)
        if len(self.found) > _MOST_LISTED:
            raise XmlError(f"lists more than {_MOST_LISTED:,} entries")
        self._open = self._words = None


def _resolved(href: str, base: str) -> str:
    parsed = parse(href.strip(), base=base) if href.strip() else None
    return parsed.href if parsed else base if not href.strip() else href
