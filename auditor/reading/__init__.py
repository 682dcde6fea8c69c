"""Files that were found in, their documents out, in order and each in its own bounds of time and memory.

A few small files are read where we are. Anything more is read by workers, one a core, each a process: documents side
by side, and one that hangs, eats memory or crashes a library is a problem with its name while the rest goes on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from auditor.collect import Found
from auditor.extract import Source
from auditor.extract.select import extractors, read_document
from auditor.model import Document
from auditor.reading.pool import Bounds, read_in_workers
from auditor.reading.worker import document_of

HERE_BYTES = 2_000_000  # all files together: about the second that a command may take, workers start in half of it
_SIGN_BYTES = 1_024


def read_all(found: Sequence[Found], *, bounds: Bounds | None = None) -> Iterator[Document]:
    """Every document, in the order of `found`, whatever happens to the others."""
    if _fit_here(found):
        yield from map(document_of, found)
    else:
        yield from read_in_workers(found, bounds or Bounds())


def read_one(source: Source) -> Document:
    """The document of bytes that came from elsewhere than a file."""
    alone = any(one.isolated and one.claims(source.data[:_SIGN_BYTES]) for one in extractors())
    if alone or len(source.data) > HERE_BYTES:
        return next(read_in_workers([source], Bounds()))
    return read_document(source)


def _fit_here(found: Sequence[Found]) -> bool:
    size = 0
    for one in found:
        try:
            size += Path(one.path).stat().st_size
        except OSError:
            continue  # it is told when it is read
        if size > HERE_BYTES:
            return False
    return not any(map(_must_be_alone, found))


def _must_be_alone(found: Found) -> bool:
    path = Path(found.path)
    if not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            head = file.read(_SIGN_BYTES)
    except OSError:
        return False
    return any(one.isolated and one.claims(head) for one in extractors())
