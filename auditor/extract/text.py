"""Plain text in, as people type it and as PDF-to-text tools leave it, the document with its citations out."""

from __future__ import annotations

import re

from auditor.extract import Extractor, Source
from auditor.model import Document
from auditor.prose import Flow, Gap, Item, Run
from auditor.prose.about import of_text
from auditor.prose.cite import citations
from auditor.prose.columns import Piece, unravelled
from auditor.prose.encoding import decode

_LINE = re.compile(r"[^\n\f]*(?:\n|\f|\Z)")


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


def read_flow(text: str) -> Flow:
    """The flow of a plain text: a run a line, a block gap for each empty line and each new page."""
    items: list[Item] = []
    block: list[Piece] = []
    for match in _LINE.finditer(text):
        line = match[0]
        if not line:
            break
        if line.strip():
            block.append(Piece(line.rstrip("\r\n\f"), match.start()))
        if not line.strip() or line.endswith("\f"):
            _write(items, block)
            items.append(Gap.BLOCK)
            block = []
    _write(items, block)
    return items


def _write(items: list[Item], block: list[Piece]) -> None:
    for number, lines in enumerate(unravelled(block) if block else ()):
        if number:
            items.append(Gap.BLOCK)
        for piece in lines:
            items += (Run(*piece), Gap.LINE)


EXTRACTOR = Extractor(
    name="text",
    media_types=("text/plain",),
    suffixes=(".txt", ".text"),
    claims=lambda _head: False,
    extract=_extract,
)
