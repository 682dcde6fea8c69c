"""An OpenDocument text in (ODF 1.0 to 1.4, packed or flat, and what came before it), its citations out.

1. Links are `text:a` and `draw:a`, and the addresses of `text:bibliography-mark`.
2. Notes stand behind the text, with the numbers that the document prints; comments behind them. Running heads and
   feet are navigation.
3. A paragraph within a paragraph (in a frame, a shape, a note) stands aside from it.
4. Tracked deletions, scripts and embedded data are no text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from auditor.extract import Extractor, Source
from auditor.model import Document
from auditor.prose.cite import citations
from auditor.prose.flow import Flow, Gap
from auditor.prose.formats.builder import Builder, as_menu, numbered, with_lost_targets, with_notes
from auditor.prose.formats.office import PROPERTY_SPACES, PropertyReader, Refused, about_office, open_archive
from auditor.xml_events import Attributes, Closer, Handlers, Opener, Then, XmlError, read_xml
from auditor.zipped import Archive, ZipError, first_member, names_in

_MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
_FAMILY = b"application/vnd.oasis.opendocument."
_OLD_FAMILY = b"application/vnd.sun.xml."  # OpenOffice.org 1
_FLAT = re.compile(rb"<(?:\w+:)?document\b[^>]*urn:oasis:names:tc:opendocument:xmlns:office:1\.0")

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_OLD = "http://openoffice.org/2000/"
_PREFIXES = {
    **{f"{_ODF}{name}:1.0": name for name in ("office", "text", "table", "style", "script", "form")},
    **{f"{_OLD}{name}": name for name in ("office", "text", "table", "style", "script", "form")},
    f"{_ODF}drawing:1.0": "draw",
    f"{_OLD}drawing": "draw",
    f"{_ODF}svg-compatible:1.0": "svg",
    "http://www.w3.org/2000/svg": "svg",
    "http://www.w3.org/1999/xlink": "xlink",
    **PROPERTY_SPACES,
}

_HEAD = 65_536  # bytes in which a flat document has told what it is
_PARTS = ("meta.xml", "content.xml", "styles.xml")
_NOTES = ("text:note", "text:footnote", "text:endnote")
_NUMBERS = ("text:note-citation", "text:footnote-citation", "text:endnote-citation")
_MARKS = ("text:bookmark", "text:bookmark-start", "text:reference-mark", "text:reference-mark-start")
_MARGINS = tuple(f"style:{place}{page}" for place in ("header", "footer") for page in ("", "-left", "-first"))
_UNREAD = """text:tracked-changes table:tracked-changes office:scripts office:script office:event-listeners
    office:binary-data office:settings office:forms text:ruby-text text:script""".split()
_OF_A_COMMENT = ("dc:creator", "dc:date", "meta:date-string", "meta:creator-initials")


def _extract(source: Source) -> Document:
    reader = _Reader()
    problems: list[str] = []
    try:
        for name, pieces in _parts(source.data):
            try:
                read_xml(pieces, reader.handlers, prefixes=_PREFIXES)
            except XmlError as error:
                problems.append(f"{name} {error}")
            except ZipError as error:
                problems.append(str(error))
    except Refused as error:
        return Document(
            name=source.name, media_type=_MEDIA_TYPE, base_url=source.base_url, problems=(str(error),), readable=False
        )
    flow = reader.flow
    about = about_office(flow, reader.properties.found, source.base_url)
    found, others = citations(flow, about)
    return Document(
        name=source.name,
        media_type=_MEDIA_TYPE,
        title=about.title,
        published=about.published,
        base_url=source.base_url,
        problems=(*dict.fromkeys(problems), *others),
        citations=found,
    )


def _parts(data: bytes) -> Iterator[tuple[str, Iterator[bytes]]]:
    """The XML documents that a text is made of. Raises Refused where it can't be read."""
    if _FLAT.search(data[:_HEAD]):
        yield "the document", iter((data,))
        return
    archive = open_archive(data)
    if _is_encrypted(archive):
        raise Refused("it is encrypted: save it without a password")
    if "content.xml" not in archive:
        raise Refused("it has no text in it: no part is named content.xml, as an OpenDocument's main one is")
    for name in _PARTS:
        if name in archive:
            yield name, archive.pieces(name)


def _is_encrypted(archive: Archive) -> bool:
    try:
        return b"encryption-data" in archive.read("META-INF/manifest.xml")
    except ZipError:
        return False


class _Reader:
    """Reads the parts of one text, one after the other."""

    def __init__(self) -> None:
        self.properties = PropertyReader()
        self._builder = Builder()
        self._notes: list[Flow] = []
        self._comments: list[Flow] = []
        self._margins: list[Flow] = []
        self._anchors: set[str] = set()
        self._paragraphs = 0  # that are open, one in the other
        self._in_comment = False
        self._linked_marks: list[bool] = []  # for each open bibliography mark whether it is a link
        self._number = ""
        self._name = ""
        self._take: Callable[[str], None] = self._words

    @property
    def flow(self) -> Flow:
        """The text, its notes and comments, its running heads and feet; to be asked for once, at the end."""
        text = self._builder.finished()
        margins = [item for margin in self._margins for item in margin]
        flow = [*with_notes(text, (*self._notes, *self._comments)), Gap.HEADING, *as_menu(margins)]
        return with_lost_targets(flow, self._anchors)

    @property
    def handlers(self) -> Handlers:
        """What to do at each element."""
        starts: dict[str, Opener] = {
            "text:p": self._begin_paragraph, "text:h": self._begin_paragraph,
            "text:a": self._link, "draw:a": self._link, "text:bibliography-mark": self._bibliography_mark,
            "text:s": self._space, "text:tab": self._space, "text:tab-stop": self._space,
            "text:line-break": self._line,
            "office:annotation": self._begin_comment,
            "svg:title": self._begin_name, "svg:desc": self._begin_name,
            **dict.fromkeys((*_NOTES, *_MARGINS), self._divert),
            **dict.fromkeys(_NUMBERS, self._begin_number), **dict.fromkeys(_MARKS, self._mark),
            **dict.fromkeys(_UNREAD, self._skip),
        }  # fmt: skip
        for name in (*self.properties.starts, *_OF_A_COMMENT):
            starts[name] = partial(self._property, name)
        ends: dict[str, Closer] = {
            **self.properties.ends,
            "text:p": partial(self._end_paragraph, Gap.BLOCK), "text:h": partial(self._end_paragraph, Gap.HEADING),
            "table:table-cell": partial(self._builder.gap, Gap.HEADING),
            "text:a": self._builder.close, "draw:a": self._builder.close,
            "text:bibliography-mark": self._bibliography_mark_ends,
            "office:annotation": self._comment_ends,
            "svg:title": self._name_ends, "svg:desc": self._name_ends,
            **dict.fromkeys(_NOTES, self._note_ends), **dict.fromkeys(_NUMBERS, self._number_ends),
            **dict.fromkeys(_MARGINS, self._margin_ends),
        }  # fmt: skip
        return Handlers(starts=starts, ends=ends, text=self._text)

    def _text(self, data: str) -> None:
        if self._paragraphs:
            self._take(data)
        else:
            self.properties.text(data)

    def _words(self, data: str) -> None:
        self._builder.words(data)

    def _space(self, _attributes: Attributes) -> None:
        self._builder.words(" ")

    def _line(self, _attributes: Attributes) -> None:
        self._builder.line()

    def _skip(self, _attributes: Attributes) -> Then:
        return Then.SKIP

    def _property(self, name: str, attributes: Attributes) -> Then | None:
        if self._in_comment:
            return Then.SKIP
        opener = self.properties.starts.get(name)
        return opener(attributes) if opener else None

    def _begin_paragraph(self, _attributes: Attributes) -> None:
        self._paragraphs += 1
        if self._paragraphs > 1:
            self._builder.divert()

    def _end_paragraph(self, kind: Gap) -> None:
        self._paragraphs -= 1
        if self._paragraphs:
            self._builder.aside(self._builder.taken())
        else:
            self._builder.gap(kind)

    def _link(self, attributes: Attributes) -> None:
        self._builder.open(attributes.get("xlink:href", ""))

    def _bibliography_mark(self, attributes: Attributes) -> None:
        uri = attributes.get("text:url", "")
        self._linked_marks.append(bool(uri))
        if uri:
            self._builder.open(uri)

    def _bibliography_mark_ends(self) -> None:
        if self._linked_marks.pop():
            self._builder.close()

    def _mark(self, attributes: Attributes) -> None:
        self._anchors.add(attributes.get("text:name", ""))

    def _divert(self, _attributes: Attributes) -> None:
        self._builder.divert()

    def _note_ends(self) -> None:
        self._notes.append(numbered(self._number.strip(), self._builder.taken()))
        self._number = ""

    def _begin_number(self, _attributes: Attributes) -> None:
        self._take = self._number_text

    def _number_text(self, data: str) -> None:
        self._number += data

    def _number_ends(self) -> None:
        self._take = self._words

    def _begin_comment(self, _attributes: Attributes) -> None:
        self._in_comment = True
        self._builder.divert()

    def _comment_ends(self) -> None:
        self._in_comment = False
        self._comments.append(self._builder.taken())

    def _margin_ends(self) -> None:
        self._margins.append(self._builder.taken())

    def _begin_name(self, _attributes: Attributes) -> None:
        self._name = ""
        self._take = self._name_text

    def _name_text(self, data: str) -> None:
        self._name += data

    def _name_ends(self) -> None:
        self._take = self._words
        self._builder.instead(" ".join(self._name.split()))


def _claims(head: bytes) -> bool:
    """Whether its first member says so (ODF part 3, 3.3), else whether it has the parts of one, else the flat kind."""
    if (said := first_member(head, "mimetype")) is not None:
        return said.startswith((_FAMILY, _OLD_FAMILY))
    names = names_in(head)
    return {"content.xml", "meta-inf/manifest.xml"} <= names or _FLAT.search(head) is not None


EXTRACTOR = Extractor(
    name="odt",
    media_types=(_MEDIA_TYPE, f"{_MEDIA_TYPE}-template", f"{_MEDIA_TYPE}-flat-xml", "application/vnd.sun.xml.writer"),
    suffixes=(".odt", ".ott", ".fodt", ".sxw"),
    signed=True,
    claims=_claims,
    extract=_extract,
)
