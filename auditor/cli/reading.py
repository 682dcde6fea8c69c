"""Names of files in, documents out: what the commands that read documents share."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from auditor.cli.console import Console
from auditor.collect import Found, read
from auditor.errors import Exit
from auditor.extract import Source
from auditor.extract.select import read_document
from auditor.model import Document


def documents_of(found: Iterable[Found], out: Console) -> list[Document]:
    """Every document, read or with its problem, which is told at once."""
    return [told(_document(one), out) for one in found]


def standard_input(media_type: str, out: Console) -> Document:
    """The document on standard input."""
    return told(read_document(Source(name="-", data=sys.stdin.buffer.read(), media_type=media_type)), out)


def exit_code(documents: Iterable[Document]) -> Exit:
    """USAGE when any document couldn't be read."""
    return Exit.OK if all(document.readable for document in documents) else Exit.USAGE


def _document(found: Found) -> Document:
    source = read(found)
    return source if isinstance(source, Document) else read_document(source)


def told(document: Document, out: Console) -> Document:
    """The same document, its problems told with its name."""
    for problem in document.problems:
        out.warn(f"{document.name}: {problem}", document=document.name)
    return document
