"""A source in, the document that the right extractor made of it out; what can't be read is a document too."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import auditor.extract
from auditor.extract import Extractor, Source
from auditor.model import Citation, Document, Kind
from auditor.prose.formats.encoding import decode, is_binary
from auditor.registry import members
from auditor.uris import same_page, without_userinfo

_HEAD = 65_536  # bytes that are looked at to tell the format
_ARCHIVE = b"PK"
_BY_DEFAULT = "text"


@cache
def extractors() -> tuple[Extractor, ...]:
    """Every format that there is, those with a signature first."""
    return tuple(sorted(members(auditor.extract, "EXTRACTOR", Extractor), key=lambda one: not one.signed))


def read_document(source: Source) -> Document:
    """The document with its citations; `readable` is False, with the reason, when none could be looked for."""
    digest = hashlib.sha256(source.data).hexdigest()
    if not source.data.strip(b"\x00\r\n\t \xef\xbb\xbf\xff\xfe"):
        return _unreadable(source, digest, "the document is empty")
    extractor = _choose(source)
    if extractor is None:
        known = ", ".join(sorted(suffix for one in extractors() for suffix in one.suffixes))
        return _unreadable(source, digest, f"not a document of a known kind (binary data); known are {known}")
    document = extractor.extract(source)
    dated = None if document.published else source.modified
    return replace(
        document,
        sha256=digest,
        title=without_userinfo(document.title),
        dated=dated,
        citations=tuple(_own(document, source)) if source.address else document.citations,
    )


def _own(document: Document, source: Source) -> Iterator[Citation]:
    """The citations of a published page, those of its own address known for what they are."""
    own = [address for address in (source.name, source.address) if address]
    for one in document.citations:
        if one.kind is Kind.CITATION and any(same_page(one.uri, address) for address in own):
            yield replace(one, kind=Kind.SELF, because="the document's own address")
        else:
            yield one


def _choose(source: Source) -> Extractor | None:
    """By a signature, by a declared type that says something, by likeness, by the name; other text is plain text."""
    head = source.data[:_HEAD]
    if head.startswith(_ARCHIVE) and len(source.data) > _HEAD:
        head += source.data[max(_HEAD, len(source.data) - _HEAD) :]
    if not is_binary(head):
        head = decode(head).text.encode()
    claimed = next((one for one in extractors() if one.claims(head)), None)
    declared = next((one for one in extractors() if source.media_type in one.media_types), None)
    named = next((one for one in extractors() if source.name.lower().endswith(one.suffixes)), None)
    if claimed is None and is_binary(head):
        return None
    if declared and declared.name != _BY_DEFAULT and not (claimed and claimed.signed) and not is_binary(head):
        return declared
    return claimed or declared or named or next(one for one in extractors() if one.name == _BY_DEFAULT)


def _unreadable(source: Source, digest: str, problem: str) -> Document:
    return Document(
        name=source.name,
        media_type=source.media_type,
        base_url=source.base_url,
        sha256=digest,
        problems=(problem,),
        readable=False,
    )
