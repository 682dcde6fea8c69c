"""A Word document in (Office Open XML, transitional or strict), the document with its citations out.

1. Every part whose root element is one of `_ROOTS` is read, whatever the relations say: the text, foot- and endnotes,
   comments, running heads and feet, charts, diagrams.
2. Notes stand behind the text, in the order in which it refers to them and with the numbers that Word prints. Running
   heads and feet are navigation.
3. What is inside a part is for `auditor.prose.formats.wordml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.extract import Extractor, Source
from auditor.model import Document
from auditor.prose.cite import citations
from auditor.prose.flow import Flow, Gap
from auditor.prose.formats.builder import as_menu, numbered, with_lost_targets, with_notes
from auditor.prose.formats.office import OLE, Refused, about_office, open_archive, read_properties
from auditor.prose.formats.opc import PREFIXES, Styles, relations
from auditor.prose.formats.wordml import Reference, WordReader
from auditor.xml_events import XmlError, read_xml
from auditor.zipped import Archive, ZipError, names_in

_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TEXT = "w:document"
_NOTES = {"w:footnotes": "footnote", "w:endnotes": "endnote"}
_COMMENTS = "w:comments"
_DRAWINGS = ("c:chartSpace", "dgm:dataModel")
_MARGINS = ("w:hdr", "w:ftr")
_ROOTS = (_TEXT, *_NOTES, _COMMENTS, *_DRAWINGS, *_MARGINS)
_NO_TEXT = ("docprops/", "customxml/", "_rels/", "[content_types].xml")
_OTHERS = (("xl/", "an Excel workbook"), ("ppt/", "a PowerPoint presentation"), ("visio/", "a Visio drawing"))


def _extract(source: Source) -> Document:
    try:
        package = _Package(open_archive(source.data))
    except Refused as error:
        return Document(
            name=source.name, media_type=_MEDIA_TYPE, base_url=source.base_url, problems=(str(error),), readable=False
        )
    flow = package.flow()
    about = about_office(flow, package.properties, source.base_url)
    found, problems = citations(flow, about)
    return Document(
        name=source.name,
        media_type=_MEDIA_TYPE,
        title=about.title,
        published=about.published,
        base_url=source.base_url,
        problems=(*package.problems, *problems),
        citations=found,
    )


class _Package:
    """All parts of a document, read. Making one raises Refused where there is no text in it."""

    def __init__(self, archive: Archive) -> None:
        self.problems: list[str] = []
        self.properties = read_properties(archive, "docprops/core.xml", "docprops/app.xml")
        self._archive = archive
        self._headings = Styles.of(archive).headings
        self._parts: dict[str, list[WordReader]] = {root: [] for root in _ROOTS}
        for name in archive.names:
            if name.endswith(".xml") and not name.startswith(_NO_TEXT):
                self._read(name)
        if not self._parts[_TEXT]:
            raise Refused(next(iter(self.problems), _what_else(archive)))

    def _read(self, name: str) -> None:
        reader = WordReader(relations(self._archive, name), self._headings, base=self.properties.base)

        def wanted(root: str) -> bool:
            if root in self._parts:
                self._parts[root].append(reader)
            return root in self._parts

        try:
            read_xml(self._archive.pieces(name), reader.handlers, prefixes=PREFIXES, root=wanted)
        except ZipError as error:
            self._tell(str(error))
        except XmlError as error:
            self._tell(f"{name} {error}")
        if reader.embedded:
            self._tell(f"{name} embeds another document, which is not read")

    def _tell(self, problem: str) -> None:
        if problem not in self.problems:
            self.problems.append(problem)

    def flow(self) -> Flow:
        """The text with its notes, comments and drawings behind it, then the running heads and feet."""
        notes = [note for root, kind in _NOTES.items() for note in self._notes(root, kind)]
        comments = self._all_notes(_COMMENTS).values()
        rest = [self._flow_of(root) for root in (*_NOTES, _COMMENTS, *_DRAWINGS)]
        margins = [item for root in _MARGINS for item in self._flow_of(root)]
        flow = [*with_notes(self._flow_of(_TEXT), (*notes, *comments, *rest)), Gap.HEADING, *as_menu(margins)]
        bookmarks = {name for parts in self._parts.values() for part in parts for name in part.bookmarks}
        return with_lost_targets(flow, bookmarks)

    def _flow_of(self, root: str) -> Flow:
        return [item for part in self._parts[root] for item in part.flow]

    def _all_notes(self, root: str) -> dict[str, Flow]:
        return {name: note for part in self._parts[root] for name, note in part.notes.items()}

    def _notes(self, root: str, kind: str) -> Iterator[Flow]:
        """The notes that the text refers to, numbered; all of them where it refers to none of the kind."""
        notes = self._all_notes(root)
        references = self._references(kind) or [Reference(kind=kind, id=name) for name in notes]
        show = _roman if self._format(kind) == "lowerRoman" else str
        number = 0
        for reference in references:
            number += reference.numbered
            if reference.id in notes:
                yield numbered(show(number) if reference.numbered else "", notes.pop(reference.id))

    def _references(self, kind: str) -> list[Reference]:
        return [one for part in self._parts[_TEXT] for one in part.references if one.kind == kind]

    def _format(self, kind: str) -> str:
        """How notes of a kind are counted; Word's own choice for endnotes is i, ii, iii (ECMA-376, 17.11.17)."""
        said = (part.formats[kind] for part in self._parts[_TEXT] if kind in part.formats)
        return next(said, "lowerRoman" if kind == "endnote" else "decimal")


def _roman(number: int) -> str:
    shown = ""
    for letters, value in _ROMAN:
        shown += letters * (number // value)
        number %= value
    return shown


_ROMAN = (
    ("m", 1000), ("cm", 900), ("d", 500), ("cd", 400), ("c", 100), ("xc", 90), ("l", 50), ("xl", 40),
    ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1),
)  # fmt: skip


def _what_else(archive: Archive) -> str:
    """Why an archive without a text is no Word document."""
    for folder, what in _OTHERS:
        if any(name.startswith(folder) for name in archive.names):
            return f"it is {what}, not a text"
    return "it has no text in it: no part is a Word document's main one"


def _claims(head: bytes) -> bool:
    """Whether it is an Office Open XML package, or one of the compound files that came before it."""
    if head.startswith(OLE):
        return True
    names = names_in(head)
    return "mimetype" not in names and ("[content_types].xml" in names or any(n.startswith("word/") for n in names))


EXTRACTOR = Extractor(
    name="docx",
    media_types=(
        _MEDIA_TYPE,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template",
        "application/vnd.ms-word.document.macroenabled.12",
        "application/vnd.ms-word.template.macroenabled.12",
        "application/msword",
    ),
    suffixes=(".docx", ".docm", ".dotx", ".dotm"),
    signed=True,
    claims=_claims,
    extract=_extract,
)
