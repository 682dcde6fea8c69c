"""A PDF in, the document with its citations out: print and annotations, each with its page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from auditor.errors import DocumentError
from auditor.extract import Extractor, Source
from auditor.model import Document
from auditor.pdf import Book
from auditor.prose.about import of_text
from auditor.prose.cite import citations
from auditor.prose.flow import About, Flow, Gap, Link, Mark, Run

_SIGN = re.compile(rb"%PDF-\d")
_SIGN_WITHIN = 1_024  # bytes; ISO 32000-1, annex H.3, note 13
_FIRST_ITEMS = 200
# What programs put where a title belongs: their own names, the file's name, nothing.
_NO_TITLE = re.compile(
    r"(?:microsoft \w+ - .*|untitled.*|document\d*|title"
    r"|.*\.(?:docx?|indd|tex|dvi|qxd|qxp|pdf|rtf|pages|html?|ps|eps|pptx?|xlsx?|odt))?",
    re.IGNORECASE,
)


def _extract(source: Source) -> Document:
    # PDFium takes a while to load, and most documents are no PDF.
    from auditor.pdf.flow import flow_of, page_starts  # noqa: PLC0415
    from auditor.pdf.reading import read  # noqa: PLC0415

    try:
        book = read(source.data)
    except DocumentError as error:
        return Document(
            name=source.name,
            media_type="application/pdf",
            base_url=source.base_url,
            problems=(str(error),),
            readable=False,
        )
    flow = flow_of(book)
    about = _about(book, list(_first_lines(flow)), source.base_url)
    found, problems = citations(flow, about, pages=page_starts(book))
    return Document(
        name=source.name,
        media_type="application/pdf",
        title=about.title,
        published=about.published,
        base_url=source.base_url,
        problems=(*book.problems, *problems),
        readable=bool(found) or any(sheet.fragments for sheet in book.sheets),
        citations=found,
    )


def _first_lines(flow: Flow) -> Iterator[str]:
    """The lines that a document begins with, as far as they are words."""
    words: list[str] = []
    for item in islice(flow, _FIRST_ITEMS):
        match item:
            case Run(text=text):
                words.append(text)
            case Link(label=label, target=target):
                words.append(label or target)
            case Mark():
                pass
            case Gap():
                yield "".join(words)
                words.clear()
    yield "".join(words)


def _about(book: Book, lines: list[str], base_url: str | None) -> About:
    """What the PDF says of itself: its metadata's title if it is one, its dateline before the day it was made on."""
    first = of_text("\n".join(lines), matter={}, base_url=base_url)
    title = first.title if _NO_TITLE.fullmatch(book.title) else book.title
    return replace(first, title=title, published=first.published or book.made, language=book.language)


EXTRACTOR = Extractor(
    name="pdf",
    media_types=("application/pdf", "application/x-pdf"),
    suffixes=(".pdf",),
    claims=lambda head: _SIGN.search(head[:_SIGN_WITHIN]) is not None,
    extract=_extract,
    isolated=True,
    signed=True,
)
