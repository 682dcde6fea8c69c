"""An e-book in (EPUB 2 or 3), the document with its citations out.

1. The container names the package, the package's spine orders the chapters; the pages that the spine leaves out
   follow, since pop-up notes are such. A book without a sound package is read in the order of its archive.
2. Chapters are read as pages are. Relative links stay within the book: navigation.
3. Its day is that of its publication, else of its last change.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from urllib.parse import unquote

from auditor.dates import read_day
from auditor.extract import Extractor, Source
from auditor.model import Document
from auditor.prose.about import of_text
from auditor.prose.cite import citations
from auditor.prose.flow import About, Flow, Gap
from auditor.prose.formats.builder import leading_lines
from auditor.prose.formats.encoding import decode, is_binary
from auditor.prose.formats.markup import parse_markup, read_tree
from auditor.prose.formats.office import Refused, open_archive
from auditor.xml_events import Attributes, Closer, Handlers, Opener, XmlError, read_xml
from auditor.zipped import Archive, ZipError, first_member, names_in

_MEDIA_TYPE = "application/epub+zip"
_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_PREFIXES = {
    "urn:oasis:names:tc:opendocument:xmlns:container": "c",
    "http://www.idpf.org/2007/opf": "opf",
    "http://openebook.org/namespaces/oeb-package/1.0/": "opf",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://www.w3.org/2001/04/xmlenc#": "enc",
}
_PAGES = frozenset({"application/xhtml+xml", "text/html", "text/x-oeb1-document"})
_PAGE_ENDINGS = (".xhtml", ".html", ".htm")
_DECLARED = re.compile(rb"""\A(?:\xef\xbb\xbf)?\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]+)""")


def _extract(source: Source) -> Document:
    try:
        book = _Book(open_archive(source.data))
    except Refused as error:
        return Document(
            name=source.name, media_type=_MEDIA_TYPE, base_url=source.base_url, problems=(str(error),), readable=False
        )
    about = book.package.about(book.flow)
    found, problems = citations(book.flow, about)
    return Document(
        name=source.name,
        media_type=_MEDIA_TYPE,
        title=about.title,
        published=about.published,
        base_url=source.base_url,
        encoding=book.encoding,
        problems=(*dict.fromkeys(book.problems), *problems),
        citations=found,
    )


_NO_TITLE = frozenset({"", "Unknown Title", "Untitled", "[No data]"})  # what programs put where they know of none


@dataclass(slots=True)
class _Package:
    """What a book's package document says of it and of its parts."""

    said: dict[str, list[str]] = field(default_factory=dict)  # by element, in order
    manifest: dict[str, str] = field(default_factory=dict)  # pages by id, menus left out
    menus: dict[str, str] = field(default_factory=dict)
    spine: list[str] = field(default_factory=list)  # ids
    _take: str = ""

    @property
    def handlers(self) -> Handlers:
        """What to do at each element."""
        told = ("dc:title", "dc:language", "dc:date", "dc:identifier", "dc:source")
        starts: dict[str, Opener] = {name: partial(self._begin, name) for name in told}
        starts |= {"opf:item": self._item, "opf:itemref": self._itemref, "opf:meta": self._meta}
        ends: dict[str, Closer] = dict.fromkeys((*told, "opf:meta"), self._end)
        return Handlers(starts=starts, ends=ends, text=self._text)

    def pages(self) -> list[str]:
        """The addresses of the pages within the package's folder, in reading order, each once."""
        every = {**self.menus, **self.manifest}
        return list(dict.fromkeys([*(every[one] for one in self.spine if one in every), *self.manifest.values()]))

    def about(self, flow: Flow) -> About:
        """What the book says of itself."""
        language = self._first("dc:language")
        own = [text.strip() for name in ("dc:source", "dc:identifier") for text in self.said.get(name, ())]
        shown = of_text(leading_lines(flow), matter={}, base_url=None)
        title = self._first("dc:title")
        return About(
            title=shown.title if title in _NO_TITLE else title,
            published=self._day("publication", "dc:date") or shown.published or self._day("dcterms:modified"),
            own_uris=tuple(uri for uri in own if uri.startswith(("http://", "https://"))),
            language=language[:2].lower() if re.match(r"[A-Za-z]{2}(?:-|\Z)", language) else "en",
        )

    def _day(self, *names: str) -> date | None:
        for name in names:
            if day := read_day(self._first(name)):
                return day
        return None

    def _first(self, name: str) -> str:
        return " ".join(next(iter(self.said.get(name, ())), "")[:1_000].split())

    def _begin(self, name: str, attributes: Attributes) -> None:
        event = attributes.get("opf:event", "")
        self._take = event if name == "dc:date" and event else name
        self.said.setdefault(self._take, []).append("")

    def _meta(self, attributes: Attributes) -> None:
        if attributes.get("property") == "dcterms:modified":
            self._begin("dcterms:modified", {})

    def _text(self, data: str) -> None:
        if self._take:
            self.said[self._take][-1] += data

    def _end(self) -> None:
        self._take = ""

    def _item(self, attributes: Attributes) -> None:
        if attributes.get("media-type") in _PAGES:
            kind = self.menus if "nav" in attributes.get("properties", "").split() else self.manifest
            kind[attributes.get("id", "")] = unquote(attributes.get("href", ""))

    def _itemref(self, attributes: Attributes) -> None:
        self.spine.append(attributes.get("idref", ""))


class _Book:
    """A book that has been read. Making one raises Refused where it has no page that can be."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self.problems: list[str] = []
        self.encoding: str | None = None
        self.flow: Flow = []
        self.package = _Package()
        encrypted = self._encrypted()
        pages = self._pages()
        for name in pages:
            if name.lower() in encrypted:
                self.problems.append(f"{name} is encrypted (copy protection) and not read")
            else:
                self._read(name)
        if not self.flow:
            raise Refused(next(iter(self.problems), "it has no pages: not an e-book, or an empty one"))

    def _pages(self) -> list[str]:
        """The names of the pages in reading order."""
        root = self._root()
        folder = posixpath.dirname(root)
        if root:
            self._read_xml(root, self.package.handlers)
        if pages := self.package.pages():
            return [posixpath.normpath(posixpath.join(folder, page)) for page in pages]
        pages = [name for name in self._archive.names if name.endswith(_PAGE_ENDINGS)]
        if pages:
            self.problems.append("it has no list of its chapters: they are read in the order of the archive")
        return pages

    def _root(self) -> str:
        """The name of the package document, empty where there is none."""
        found: list[str] = []

        def rootfile(attributes: Attributes) -> None:
            found.append(unquote(attributes.get("full-path", "")))

        self._read_xml(_CONTAINER, Handlers(starts={"c:rootfile": rootfile}, ends={}, text=_ignore))
        packages = (name for name in self._archive.names if name.endswith(".opf"))
        return next((name for name in found if name in self._archive), next(packages, ""))

    def _encrypted(self) -> frozenset[str]:
        """The names of encrypted members, in lower case; fonts may be."""
        found: set[str] = set()

        def reference(attributes: Attributes) -> None:
            found.add(unquote(attributes.get("URI", "")).lower())

        if _ENCRYPTION in self._archive:
            self._read_xml(_ENCRYPTION, Handlers(starts={"enc:CipherReference": reference}, ends={}, text=_ignore))
        return frozenset(found)

    def _read_xml(self, name: str, handlers: Handlers) -> None:
        try:
            read_xml(self._archive.pieces(name), handlers, prefixes=_PREFIXES)
        except ZipError as error:
            self.problems.append(str(error))
        except XmlError as error:
            self.problems.append(f"{name} {error}")

    def _read(self, name: str) -> None:
        """Add a page's flow; a page that can't be read is a problem and no more."""
        try:
            data = self._archive.read(name)
        except ZipError as error:
            self.problems.append(str(error))
            return
        if is_binary(data):
            self.problems.append(f"{name} is no page: binary data, encrypted perhaps")
            return
        declared = _DECLARED.match(data)
        decoded = decode(data, declared=declared[1].decode("ascii") if declared else None)
        self.encoding = self.encoding or decoded.encoding
        tree, deep = parse_markup(decoded.text, xhtml=True)
        self.problems += [f"{name}: {problem}" for problem in (*decoded.problems, *deep)]
        self.flow += [Gap.HEADING, *read_tree(tree)]


def _ignore(_data: str) -> None:
    """Character data says nothing here."""


def _claims(head: bytes) -> bool:
    """Whether its first member says so (EPUB 3.3, OCF, 4.3), else whether it has a book's parts."""
    if (said := first_member(head, "mimetype")) is not None:
        return said.startswith(_MEDIA_TYPE.encode())
    names = names_in(head)
    return _CONTAINER.lower() in names and any(name.endswith((".opf", *_PAGE_ENDINGS)) for name in names)


EXTRACTOR = Extractor(
    name="epub", media_types=(_MEDIA_TYPE,), suffixes=(".epub",), signed=True, claims=_claims, extract=_extract
)
