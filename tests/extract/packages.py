"""Makers of office documents and e-books: XML of their parts in, the bytes of a whole document out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from auditor.extract import Source
from auditor.extract.select import read_document
from auditor.model import Citation, Document

WORD = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
STRICT = (
    'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main" '
    'xmlns:r="http://purl.oclc.org/ooxml/officeDocument/relationships"'
)
ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"), ("meta", "meta"),
        ("style", "style"), ("svg", "svg-compatible"),
    )
) + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">{0}</cp:coreProperties>'
)


def zipped(parts: Mapping[str, str | bytes], *, stored: tuple[str, ...] = ()) -> bytes:
    """A zip archive of the parts, in their order; those in `stored` are not compressed."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED)
    return data.getvalue()


def run(text: str) -> str:
    """A run of words."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def code(*pieces: str) -> str:
    """The pieces of a field's code, each in a run of its own."""
    return "".join(f'<w:r><w:instrText xml:space="preserve">{piece}</w:instrText></w:r>' for piece in pieces)


def mark(kind: str) -> str:
    """The mark at which a field begins, shows its result or ends."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def field(*pieces: str, shown: str) -> str:
    """A field: its code in pieces, and the runs of its result."""
    return mark("begin") + code(*pieces) + mark("separate") + shown + mark("end")


def relations(targets: Mapping[str, str]) -> str:
    """A part's relations: targets by their ids."""
    rows = "".join(
        f'<Relationship Id="{name}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" '
        f'Target="{target}" TargetMode="External"/>'
        for name, target in targets.items()
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def docx(
    *paragraphs: str,
    targets: Mapping[str, str] | None = None,
    parts: Mapping[str, str | bytes] | None = None,
    spaces: str = WORD,
) -> bytes:
    """A Word document of paragraphs (their runs), with what relations its text has, and with other parts."""
    body = "".join(f"<w:p>{one}</w:p>" for one in paragraphs)
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f"<w:document {spaces}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": relations(targets or {}),
            **(parts or {}),
        }
    )


def odt(body: str, *, parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """An OpenDocument text with what is in its body."""
    content = f"<office:document-content {ODF}><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    return zipped(
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, **(parts or {})},
        stored=("mimetype",),
    )


def read(data: bytes, name: str = "a.docx") -> Document:
    return read_document(Source(name=name, data=data))


def cited(data: bytes, name: str = "a.docx") -> list[Citation]:
    """What is audited of a document."""
    return [one for one in read(data, name).citations if one.number]


def uris(data: bytes, name: str = "a.docx") -> list[str]:
    return [one.uri for one in cited(data, name)]
