"""The door of extraction: the bytes of a document in, the document with its citations out; one file a format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from auditor.model import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document's bytes as they came, and what is known of them from outside.

    `media_type` is what was declared, or empty; `base_url` resolves relative links and its host is the
    publisher's own.
    """

    name: str
    data: bytes
    media_type: str = ""
    base_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extractor:
    """One format. `claims` looks at the first bytes; it is asked before the name's ending is believed."""

    name: str
    media_types: tuple[str, ...]
    suffixes: tuple[str, ...]
    claims: Callable[[bytes], bool]
    extract: Callable[[Source], Document]
