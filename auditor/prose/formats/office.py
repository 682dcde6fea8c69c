"""What office formats share: a package's bytes in, the archive or why it can't be read out; properties in, `About` out.

The day of a document is that of its dateline, else the day on which it was last changed (the last on which its
author can have looked at what is cited), else the day on which it was made.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial

from auditor.dates import read_day
from auditor.prose.about import of_text
from auditor.prose.flow import About, Flow
from auditor.prose.formats.builder import leading_lines
from auditor.xml_events import Attributes, Closer, Handlers, Opener, XmlError, read_xml
from auditor.zipped import Archive, ZipError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # [MS-CFB] 2.2: the first bytes of a compound file
_OLE_STREAMS = (  # a stream that only this kind has, and what to say of it
    ("EncryptedPackage", "it is encrypted: save it without a password"),
    ("WordDocument", "it is an old Word document: save it as .docx"),
    ("Workbook", "it is an old Excel workbook, not a text: save it as .docx or .csv"),
    ("PowerPoint Document", "it is an old PowerPoint file, not a text: save it as .docx or .pdf"),
)
_SOME_OLE = "it is an old office file of an unknown kind: save it as .docx"

_LANGUAGE = re.compile(r"[A-Za-z]{2}(?:[-_]|\Z)")
_LONGEST = 1_000  # characters of a property: titles are shorter

PROPERTY_SPACES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties": "app",
    "http://purl.oclc.org/ooxml/officeDocument/extendedProperties": "app",
    "urn:oasis:names:tc:opendocument:xmlns:meta:1.0": "meta",
    "http://openoffice.org/2000/meta": "meta",
}


class Refused(Exception):  # noqa: N818 - it is the document that is wrong
    """A document that can't be read at all; the message is a sentence for the user."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Properties:
    """What a document's properties say; days as written, empty where nothing is said."""

    title: str = ""
    modified: str = ""
    created: str = ""
    language: str = ""
    base: str = ""


_FIELDS = {
    "dc:title": "title",
    "dc:language": "language",
    "dcterms:modified": "modified",
    "dcterms:created": "created",
    "dc:date": "modified",  # OpenDocument: the last change
    "meta:creation-date": "created",
    "app:HyperlinkBase": "base",
}


class PropertyReader:
    """Collects properties from any XML that names them; of what is said twice the first counts."""

    def __init__(self) -> None:
        self._said: dict[str, list[str]] = {}
        self._now: list[str] | None = None
        self.starts: Mapping[str, Opener] = {element: partial(self._begin, name) for element, name in _FIELDS.items()}
        self.ends: Mapping[str, Closer] = dict.fromkeys(_FIELDS, self._end)

    @property
    def found(self) -> Properties:
        """What has been said so far."""
        return Properties(**{name: " ".join("".join(words)[:_LONGEST].split()) for name, words in self._said.items()})

    def text(self, data: str) -> None:
        """Character data, wherever it stands."""
        if self._now is not None:
            self._now.append(data)

    def _begin(self, name: str, _attributes: Attributes) -> None:
        if name not in self._said:
            self._now = self._said[name] = []

    def _end(self) -> None:
        self._now = None


def read_properties(archive: Archive, *parts: str) -> Properties:
    """What the named parts say; a part that is missing or damaged says nothing."""
    reader = PropertyReader()
    handlers = Handlers(starts=reader.starts, ends=reader.ends, text=reader.text)
    for part in parts:
        if part in archive:
            with suppress(XmlError, ZipError):
                read_xml(archive.pieces(part), handlers, prefixes=PROPERTY_SPACES)
    return reader.found


def open_archive(data: bytes) -> Archive:
    """The archive that an office document is. Refused where it isn't one, in words of the format's user."""
    if data.startswith(OLE):
        raise Refused(next((said for name, said in _OLE_STREAMS if name.encode("utf-16-le") in data), _SOME_OLE))
    if not data.startswith(b"PK"):
        raise Refused("it is not what its name says: no zip archive, as an office document is one")
    try:
        return Archive(data)
    except ZipError as error:
        raise Refused(str(error)) from error


def about_office(flow: Flow, properties: Properties, base_url: str | None) -> About:
    """What a document says of itself in its properties and its first lines."""
    language = properties.language if _LANGUAGE.match(properties.language) else ""
    matter = {"title": properties.title, "lang": language}
    said = of_text(
        leading_lines(flow), matter={key: value for key, value in matter.items() if value}, base_url=base_url
    )
    published = said.published or read_day(properties.modified) or read_day(properties.created)
    return replace(said, published=published)
