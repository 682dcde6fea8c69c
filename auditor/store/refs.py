"""A key in, the reference that all documents made of it out."""

from __future__ import annotations

import json
from datetime import date

from sqlite_utils import Database

from auditor import codec
from auditor.model import ChosenBy, Reference
from auditor.uris import key_of, without_userinfo

_REFERENCE = "SELECT id, key, uri, host, cited_on FROM refs WHERE key = ?"
_WORDS = "SELECT text FROM citations WHERE ref = ? AND text <> '' GROUP BY text ORDER BY min(id)"
_SENTENCES = "SELECT context FROM citations WHERE ref = ? AND context <> '' GROUP BY context ORDER BY min(id)"
_READINGS = "SELECT chosen_by, alternatives FROM citations WHERE ref = ? ORDER BY id"
_OPEN = frozenset({ChosenBy.RULE.value, ChosenBy.UNRESOLVED.value})
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
        readings = _readings(stored, db.execute(_READINGS, [row_id]).fetchall())
        day = None if cited_on is None else date.fromisoformat(cited_on)
        return Reference(
            key=stored,
            uri=uri,
            host=host,
            cited_on=day,
            words=words,
            sentences=sentences,
            fragments=fragments,
            readings=readings,
        )
    return None


def _readings(key: str, rows: list[tuple[str | None, str]]) -> tuple[str, ...]:
    """The other readings, where every citation is of what a break may have split and nothing has settled."""
    if not all(chosen_by in _OPEN and alternatives != "[]" for chosen_by, alternatives in rows):
        return ()
    return tuple(
        dict.fromkeys(
            reading for _, alternatives in rows for reading in json.loads(alternatives) if key_of(reading) != key
        )
    )
