"""An Office Open XML package in (ECMA-376, transitional or strict), its relations and its styles of headings out."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field

from auditor.xml_events import Attributes, Handlers, XmlError, read_xml
from auditor.zipped import Archive, ZipError

_TRANSITIONAL = "http://schemas.openxmlformats.org/"
_STRICT = "http://purl.oclc.org/ooxml/"
PREFIXES = {
    f"{_TRANSITIONAL}wordprocessingml/2006/main": "w",
    f"{_STRICT}wordprocessingml/main": "w",
    f"{_TRANSITIONAL}officeDocument/2006/relationships": "r",
    f"{_STRICT}officeDocument/relationships": "r",
    f"{_TRANSITIONAL}officeDocument/2006/math": "m",
    f"{_STRICT}officeDocument/math": "m",
    f"{_TRANSITIONAL}drawingml/2006/main": "a",
    f"{_STRICT}drawingml/main": "a",
    f"{_TRANSITIONAL}drawingml/2006/wordprocessingDrawing": "wp",
    f"{_STRICT}drawingml/wordprocessingDrawing": "wp",
    f"{_TRANSITIONAL}drawingml/2006/chart": "c",
    f"{_STRICT}drawingml/chart": "c",
    f"{_TRANSITIONAL}drawingml/2006/diagram": "dgm",
    f"{_STRICT}drawingml/diagram": "dgm",
    f"{_TRANSITIONAL}markup-compatibility/2006": "mc",
    f"{_TRANSITIONAL}package/2006/relationships": "pr",
    "urn:schemas-microsoft-com:vml": "v",
}


def relations(archive: Archive, part: str) -> dict[str, str]:
    """What a part refers to: targets by their ids; none where it has no relations or they are damaged."""
    folder, _, name = part.rpartition("/")
    found: dict[str, str] = {}

    def relation(attributes: Attributes) -> None:
        found[attributes.get("Id", "")] = attributes.get("Target", "")

    _read(archive, f"{folder}/_rels/{name}.rels", Handlers(starts={"pr:Relationship": relation}, ends={}, text=_ignore))
    return found


@dataclass(slots=True)
class Styles:
    """The paragraph styles of a document that are its headings, by id; the title's counts as one."""

    _names: dict[str, str] = field(default_factory=dict)
    _bases: dict[str, str] = field(default_factory=dict)
    _now: str = ""

    @property
    def headings(self) -> frozenset[str]:
        """The ids of styles named so (names are the same in all languages), and of those made from them."""
        return frozenset(style for style in self._names if self._is_heading(style))

    @classmethod
    def of(cls, archive: Archive) -> Styles:
        """The styles of a package; none where they are missing or damaged."""
        styles = cls()
        starts = {"w:style": styles._style, "w:name": styles._name, "w:basedOn": styles._base}
        _read(archive, "word/styles.xml", Handlers(starts=starts, ends={}, text=_ignore))
        return styles

    def _is_heading(self, style: str) -> bool:
        seen: set[str] = set()
        while style and style not in seen:
            if self._names.get(style, "").startswith(("heading ", "title")):
                return True
            seen.add(style)
            style = self._bases.get(style, "")
        return False

    def _style(self, attributes: Attributes) -> None:
        self._now = attributes.get("w:styleId", "")
        self._names[self._now] = ""

    def _name(self, attributes: Attributes) -> None:
        self._names[self._now] = attributes.get("w:val", "").lower()

    def _base(self, attributes: Attributes) -> None:
        self._bases[self._now] = attributes.get("w:val", "")


def _read(archive: Archive, part: str, handlers: Handlers) -> None:
    if part in archive:
        with suppress(XmlError, ZipError):
            read_xml(archive.pieces(part), handlers, prefixes=PREFIXES)


def _ignore(_data: str) -> None:
    """Character data says nothing here."""
