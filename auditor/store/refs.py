"""A key in, the reference that all documents made of it out."""

from __future__ import annotations

from datetime import date

from sqlite_utils import Database

from auditor import codec
from auditor.model import Reference
from auditor.uris import without_userinfo

_REFERENCE = "SELECT id, key, uri, host, cited_on FROM refs WHERE key = ?"
_WORDS = "SELECT text FROM citations WHERE ref = ? AND text <> '' GROUP BY text ORDER BY min(id)"
_SENTENCES = "SELECT context FROM citations WHERE ref = ? AND context <> '' GROUP BY context ORDER BY min(id)"
_FRAGMENTS = """
    SELECT substr(uri, instr(uri, '#')) AS fragment FROM citations
    WHERE ref = ? AND uri LIKE '%#_%' GROUP BY fragment ORDER BY min(id)
"""


def reference(db: Database, key: str) -> Reference | None:
    """The reference of a key, with every text under which a document ever cited it; None for one not known."""
    for row_id, stored, uri, host, cited_on in db.execute(_REFERENCE, [codec.plain(without_userinfo(key))]):
        words = tuple(text for (text,) in db.execute(_WORDS, [row_id]))
        sentences = tuple(text for (text,) in db.execute(_SENTENCES, [row_id]))
        fragments = tuple(fragment for (fragment,) in db.execute(_FRAGMENTS, [row_id]))
        day = None if cited_on is None else date.fromisoformat(cited_on)
        return Reference(
            key=stored, uri=uri, host=host, cited_on=day, words=words, sentences=sentences, fragments=fragments
        )
    return None
