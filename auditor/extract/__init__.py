"""The door of extraction: the bytes of a document in, the document with its citations out; one file a format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from auditor.model import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document's bytes as they came, and what is known of them from outside.

    `media_type` and `charset` are what was declared, or empty; `base_url` resolves relative links and its host is the
    publisher's own; `address` is the document's own, where it was fetched. `modified` is the file's day, None for what
    is no file.
    """

    name: str
    data: bytes
    media_type: str = ""
    base_url: str | None = None
    charset: str = ""
    address: str | None = None
    modified: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extractor:
    """One format. `claims` looks at the first bytes; it is asked before the name's ending is believed.

    Of an archive it sees the last bytes as well, where the directory is. A `signed` format is told by a signature that
    no other bears, and is asked before those that are told by likeness.
    """

    name: str
    media_types: tuple[str, ...]
    suffixes: tuple[str, ...]
    claims: Callable[[bytes], bool]
    extract: Callable[[Source], Document]
    isolated: bool = False
    signed: bool = False
