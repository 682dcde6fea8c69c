"""What is to be read and what was read before in, the documents out: what hasn't changed is not read again.

A document is the same when its bytes are, with all else that its reading depends on: its name, its base, what its
headers declared, and the programs that read it, so that a better auditor reads everything anew.
"""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Protocol, TypeGuard

from auditor.collect import MAX_BYTES, Found
from auditor.model import Document
from auditor.reading import read_all

_READERS = ("ada-url", "pypdfium2", "pyromark", "selectolax", "sentencex")


class Before(Protocol):
    """What remembers readings by their mark."""

    def read_before(self, marks: Collection[str]) -> Mapping[str, Document]:
        """The documents that were read under these marks."""

    def note_read(self, readings: Mapping[str, Document]) -> None:
        """Remember what was read under which mark."""


class Reading:
    """Reads what has changed; `keep` remembers it once the documents are stored."""

    def __init__(self, before: Before) -> None:
        self.unchanged = 0
        self._before = before
        self._read: dict[str, Document] = {}

    def documents(self, items: Sequence[Found | Document]) -> Iterator[Document]:
        """The document of each item, in order; a document that is already one stays as it is."""
        marks = [_mark(one) if isinstance(one, Found) else "" for one in items]
        known = self._before.read_before([mark for mark in marks if mark])
        self.unchanged = sum(mark in known for mark in marks)
        fresh = read_all([one for one, mark in zip(items, marks, strict=True) if _is_new(one, mark, known)])
        for one, mark in zip(items, marks, strict=True):
            if isinstance(one, Document):
                yield one
            elif mark in known:
                yield known[mark]
            else:
                document = next(fresh)
                if mark and document.readable:
                    self._read[mark] = document
                yield document

    def keep(self) -> None:
        """Remember what was read."""
        self._before.note_read(self._read)


def _is_new(one: Found | Document, mark: str, known: Mapping[str, Document]) -> TypeGuard[Found]:
    return isinstance(one, Found) and mark not in known


def _mark(found: Found) -> str:
    """What names a reading of a file; empty for a file that can't be read."""
    path = Path(found.path)
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode) or about.st_size > MAX_BYTES:
            return ""
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
    told = found.fetched
    declared = (told.media_type, told.charset, *told.problems) if told else ()
    return _digest(_readers(), digest, found.name, found.base_url or "", *declared)


@cache
def _readers() -> str:
    """What names the programs that read: our own source, and the libraries that take part."""
    package = Path(__file__).parents[1]
    source = hashlib.sha256()
    for path in sorted(package.rglob("*.py")):
        source.update(path.read_bytes())
    return _digest(source.hexdigest(), *(f"{name} {version(name)}" for name in _READERS))


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()
