"""Plain text in, as people type it and as PDF-to-text tools leave it, the document with its citations out."""

from __future__ import annotations

from auditor.extract import Extractor, Source
from auditor.model import Document
from auditor.prose.about import of_text
from auditor.prose.cite import citations
from auditor.prose.formats.encoding import decode
from auditor.prose.formats.plain import read_flow


def _extract(source: Source) -> Document:
    decoded = decode(source.data, declared=source.charset)
    about = of_text(decoded.text, matter={}, base_url=source.base_url)
    found, problems = citations(read_flow(decoded.text), about, text=decoded.text)
    return Document(
        name=source.name,
        media_type="text/plain",
        title=about.title,
        published=about.published,
        base_url=source.base_url,
        encoding=decoded.encoding,
        problems=(*decoded.problems, *problems),
        citations=found,
    )


EXTRACTOR = Extractor(
    name="text",
    media_types=("text/plain",),
    suffixes=(".txt", ".text"),
    claims=lambda _head: False,
    extract=_extract,
)
