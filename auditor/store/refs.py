"""Keys in, the rows of their references out, and the reference that all documents made of one."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date

from sqlite_utils import Database

from auditor import codec
from auditor.model import ChosenBy, Reference
from auditor.store.cells import shown
from auditor.uris import open_readings, parse, without_userinfo

NEW_REFS = """
    INSERT INTO refs (key, uri, host, cited_on, first_seen)
    VALUES (?, ?, ?, ?, (SELECT started_at FROM runs WHERE id = ?))
    ON CONFLICT (key) DO UPDATE SET cited_on = min(coalesce(cited_on, excluded.cited_on), excluded.cited_on)
    WHERE excluded.cited_on IS NOT NULL
"""

_REFERENCE = "SELECT id, key, uri, host, cited_on FROM refs WHERE key = ?"
_WORDS = "SELECT text FROM citations WHERE ref = ? AND text <> '' GROUP BY text ORDER BY min(id)"
_SENTENCES = "SELECT context FROM citations WHERE ref = ? AND context <> '' GROUP BY context ORDER BY min(id)"
_READINGS = "SELECT chosen_by, alternatives FROM citations WHERE ref = ? ORDER BY id"
_JUDGED_READINGS = """
    SELECT json_extract(candidate.value, '$.uri')
    FROM json_each((SELECT verdict FROM verdicts WHERE ref = ? ORDER BY id DESC LIMIT 1), ?)
    AS candidate
"""
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
        readings, is_whole = _readings(db, row_id, stored)
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
            is_whole=is_whole,
        )
    return None


def _readings(db: Database, row_id: int, key: str) -> tuple[tuple[str, ...], bool]:
    """The other addresses that may be meant, and whether this one is cited whole as well.

    A spot check keeps no citations: what it knew of the readings stands in its verdict.
    """
    rows = db.execute(_READINGS, [row_id]).fetchall()
    if rows:
        is_whole = not all(chosen_by in _OPEN for chosen_by, _ in rows)
        found = [uri for chosen_by, others in rows if chosen_by in _OPEN for uri in json.loads(others)]
    else:
        found = [uri for (uri,) in db.execute(_JUDGED_READINGS, [row_id, "$.reading.candidates"])]
        is_whole = not found
        found = found or [uri for (uri,) in db.execute(_JUDGED_READINGS, [row_id, "$.where_broken.reading.candidates"])]
    return open_readings(key, found, is_whole=is_whole), is_whole


def ref_ids(db: Database, keys: Iterable[str], run_id: str) -> dict[str, int]:
    """The ids of the keys' rows in refs, made for those that no document of ours cites."""
    stored = {key: shown(key) for key in keys}
    found = _known_refs(db, stored.values())
    missing = dict.fromkeys(key for key in stored.values() if key not in found)
    if missing:
        rows = [(key, key, parsed.host if (parsed := parse(key)) else "", None, run_id) for key in missing]
        db.conn.executemany(NEW_REFS, rows)
        found.update(_known_refs(db, missing))
    return {key: found[shown] for key, shown in stored.items()}


def _known_refs(db: Database, keys: Iterable[str]) -> dict[str, int]:
    sql = "SELECT key, id FROM refs WHERE key IN (SELECT value FROM json_each(?))"
    return dict(db.execute(sql, [json.dumps(list(keys))]))
