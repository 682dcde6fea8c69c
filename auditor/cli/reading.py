"""Names of files in, documents out: what the commands that read documents share."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from auditor.cli.console import Console
from auditor.collect import Found
from auditor.errors import Exit
from auditor.extract import Source
from auditor.model import Document
from auditor.reading import read_all, read_one


def documents_of(found: Sequence[Found], out: Console) -> list[Document]:
    """Every document, read or with its problem, which is told at once."""
    return [told(document, out) for document in read_all(found)]


def standard_input(media_type: str, out: Console) -> Document:
    """The document on standard input."""
    return told(read_one(Source(name="-", data=sys.stdin.buffer.read(), media_type=media_type)), out)


def exit_code(documents: Iterable[Document]) -> Exit:
    """USAGE when any document couldn't be read."""
    return Exit.OK if all(document.readable for document in documents) else Exit.USAGE


def told(document: Document, out: Console) -> Document:
    """The same document, its problems told with its name."""
    for problem in document.problems:
        out.warn(f"{document.name}: {problem}", document=document.name)
    return document
