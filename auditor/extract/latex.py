"""LaTeX in, the document with its citations out; `auditor.prose.formats.tex_reader` has what is read how."""

from __future__ import annotations

from dataclasses import replace

from auditor.dates import find_day
from auditor.extract import Extractor, Source
from auditor.model import Document
from auditor.prose.about import of_text
from auditor.prose.cite import citations
from auditor.prose.formats.builder import leading_lines
from auditor.prose.formats.encoding import decode
from auditor.prose.formats.tex_commands import looks_like_latex
from auditor.prose.formats.tex_reader import TexReader
from auditor.prose.formats.tex_short import MOST_CHARACTERS

_SPENT = f"its commands stand for more than {MOST_CHARACTERS:,} characters: what goes beyond is left out"


def _extract(source: Source) -> Document:
    decoded = decode(source.data)
    reader = TexReader(decoded.text)
    said_of_itself = of_text(leading_lines(reader.flow), matter={}, base_url=source.base_url)
    about = replace(
        said_of_itself,
        title=reader.title or said_of_itself.title,
        published=find_day(reader.day) or said_of_itself.published,
    )
    found, problems = citations(reader.flow, about, text=decoded.text)
    return Document(
        name=source.name,
        media_type="text/x-tex",
        title=about.title,
        published=about.published,
        base_url=source.base_url,
        encoding=decoded.encoding,
        problems=(*decoded.problems, *((_SPENT,) if reader.short.is_spent else ()), *problems),
        citations=found,
    )


EXTRACTOR = Extractor(
    name="latex",
    media_types=("text/x-tex", "application/x-tex", "application/x-latex", "text/x-latex"),
    suffixes=(".tex", ".latex", ".ltx"),
    claims=looks_like_latex,
    extract=_extract,
)
