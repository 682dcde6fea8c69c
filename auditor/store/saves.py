"""What archives said of our wishes for captures in, the newest word on each out; and the keys that a command is about.

What an archive says it has made, its index shows hours later: until then its "none held" is not to be believed.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta

from sqlite_utils import Database

from auditor import codec
from auditor.model import ArchiveState, Health, LinkState, Save, SaveState
from auditor.uris import key_of, without_userinfo

# Save Page Now 2 speaks of about 12 hours for captures made with `delay_wb_availability`; doubled twice.
INDEX_LAG = timedelta(days=2)

_INSERT = "INSERT INTO saves (ref, archive, at, state, job, uri_m, because) VALUES (?, ?, ?, ?, ?, ?, ?)"
_SELECT = """
    SELECT refs.key, saves.archive, saves.at, saves.state, saves.job, saves.uri_m, saves.because
    FROM saves JOIN refs ON refs.id = saves.ref
    WHERE saves.id IN (SELECT max(id) FROM saves GROUP BY ref) AND {}
    ORDER BY saves.id
"""
_LATEST = _SELECT.format("refs.key IN (SELECT value FROM json_each(?))")
_PENDING = _SELECT.format("saves.state = 'pending'")
# Of an address that is cited whole and that a break may have split elsewhere there are two verdicts.
_JUDGED = """
    WITH cited AS (
        SELECT citations.ref, min(run_documents.position) AS position, min(citations.id) AS citation FROM run_documents
        JOIN citations ON citations.document = run_documents.document
        WHERE run_documents.run = ? AND citations.ref IS NOT NULL GROUP BY citations.ref
    ), newest AS (
        SELECT cited.*, refs.key, verdicts.verdict, json_extract(verdicts.verdict, '$.where_broken') AS where_broken
        FROM cited JOIN refs ON refs.id = cited.ref
        JOIN verdicts ON verdicts.id = (SELECT max(id) FROM verdicts WHERE ref = refs.id)
    ), judged AS (
        SELECT key, position, citation, verdict FROM newest
        UNION ALL SELECT key, position, citation, where_broken FROM newest WHERE where_broken IS NOT NULL
    )
    SELECT coalesce(json_extract(verdict, '$.reading.uri'), key) FROM judged
    WHERE {} ORDER BY position, citation
"""
_BY_HEALTH = _JUDGED.format(
    "json_extract(verdict, '$.health') = ? AND (coalesce(json_extract(verdict, '$.archive.state'), '') = ?) = ?"
)
_BY_LINK = _JUDGED.format(
    "json_extract(verdict, '$.link.state') IN (?, ?) AND json_extract(verdict, '$.link.suspected') IS NULL"
)


def put(db: Database, saves: Sequence[Save], refs: Mapping[str, int]) -> None:
    """Add what was said of each wish; `refs` has the ids of the keys."""
    db.conn.executemany(
        _INSERT,
        [
            (
                refs[save.key],
                save.archive,
                codec.iso(save.at),
                save.state.value,
                _text(save.job),
                _text(save.uri_m),
                _text(save.because),
            )
            for save in saves
        ],
    )


def latest(db: Database, keys: Collection[str]) -> dict[str, Save]:
    """The newest word on each key; a key that was never wished for is left out."""
    found = {save.key: save for save in _read(db.execute(_LATEST, [json.dumps([_text(key) for key in keys])]))}
    return {key: found[stored] for key in keys if (stored := _text(key)) in found}


def pending(db: Database) -> tuple[Save, ...]:
    """The wishes whose job hadn't ended when last heard of, oldest first."""
    return tuple(_read(db.execute(_PENDING)))


def at_risk(db: Database, run_id: str) -> tuple[str, ...]:
    """The keys that a run's documents cite and that were at risk when last judged, in the order of the documents.

    Left out is what the archive may not show: it wouldn't take it either.
    """
    return _keys(db, _BY_HEALTH, [run_id, Health.AT_RISK.value, ArchiveState.EXCLUDED.value, False])


def excluded(db: Database, run_id: str) -> tuple[str, ...]:
    """Those that are at risk and that no archive may show."""
    return _keys(db, _BY_HEALTH, [run_id, Health.AT_RISK.value, ArchiveState.EXCLUDED.value, True])


def answering(db: Database, run_id: str) -> tuple[str, ...]:
    """The keys that a run's documents cite and that led to a page when last judged, in the order of the documents."""
    return _keys(db, _BY_LINK, [run_id, LinkState.LIVE.value, LinkState.MOVED.value])


def _keys(db: Database, sql: str, parameters: Sequence[str | bool]) -> tuple[str, ...]:
    """The keys that were judged so; of a broken address that of the reading that was taken."""
    return tuple(dict.fromkeys(key_of(uri) for (uri,) in db.execute(sql, parameters)))


def _read(rows: Iterable[tuple[str, str, str, str, str | None, str | None, str | None]]) -> Iterator[Save]:
    for key, archive, at, state, job, uri_m, because in rows:
        yield Save(
            key=key,
            archive=archive,
            at=codec.moment(at),
            state=SaveState(state),
            job=job,
            uri_m=uri_m,
            because=because,
        )


def _text(text: str | None) -> str | None:
    return None if text is None else codec.plain(without_userinfo(text))
