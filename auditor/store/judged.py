"""Keys in, what was made of them out."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from auditor import codec
from auditor.model import Health, Verdict
from auditor.uris import without_userinfo

_HEALTHS = """
    SELECT refs.key, health FROM verdicts JOIN refs ON refs.id = verdicts.ref
    WHERE verdicts.id IN (SELECT max(id) FROM verdicts WHERE ref IN
        (SELECT id FROM refs WHERE key IN (SELECT value FROM json_each(?))) GROUP BY ref)
"""
_LATEST = """
    SELECT refs.key, verdicts.judged_at, runs.auditor, runs.policy, verdict
    FROM verdicts JOIN refs ON refs.id = verdicts.ref JOIN runs ON runs.id = verdicts.run
    WHERE verdicts.id IN (SELECT max(id) FROM verdicts WHERE ref IN
        (SELECT id FROM refs WHERE key IN (SELECT value FROM json_each(?))) GROUP BY ref)
"""
_KEYS = """
    SELECT key FROM refs WHERE id IN (SELECT ref FROM verdicts UNION SELECT ref FROM probes) ORDER BY id
"""
_CITED = "SELECT key FROM refs WHERE id IN (SELECT ref FROM citations)"
_VERDICTS = """
    SELECT judged_at, verdict FROM verdicts
    WHERE ref = (SELECT id FROM refs WHERE key = ?) ORDER BY id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A verdict as it was made: when, by which version, under which policy."""

    at: datetime
    auditor: str
    policy: str
    verdict: Verdict


def latest(db: Database, keys: Collection[str]) -> dict[str, Judged]:
    """What was last made of each key; a key that never was judged is left out."""
    stored = {key: _shown(key) for key in keys}
    found = {
        key: Judged(at=codec.moment(at), auditor=by, policy=policy, verdict=codec.load(Verdict, json.loads(verdict)))
        for key, at, by, policy, verdict in db.execute(_LATEST, [json.dumps(list(stored.values()))])
    }
    return {key: found[shown] for key, shown in stored.items() if shown in found}


def keys(db: Database) -> list[str]:
    """Every key that was ever looked at or judged, in the order in which they came."""
    return [str(key) for (key,) in db.execute(_KEYS)]


def cited(db: Database) -> set[str]:
    """Every key that some document cites."""
    return {str(key) for (key,) in db.execute(_CITED)}


def verdicts(db: Database, key: str) -> tuple[tuple[datetime, Verdict], ...]:
    """What was made of a key and when, oldest first."""
    rows = db.execute(_VERDICTS, [_shown(key)])
    return tuple((codec.moment(when), codec.load(Verdict, json.loads(verdict))) for when, verdict in rows)


def healths(db: Database, keys: Collection[str]) -> dict[str, Health]:
    """The health of each key when it was last judged; a key that never was is left out."""
    stored = {key: _shown(key) for key in keys}
    found = dict(db.execute(_HEALTHS, [json.dumps(list(stored.values()))]).fetchall())
    return {key: Health(found[shown]) for key, shown in stored.items() if shown in found}


def _shown(key: str) -> str:
    """The key as it was written: without what must not or can't be stored."""
    return codec.plain(without_userinfo(key))
