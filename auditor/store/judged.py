"""Keys in, what was made of them out."""

from __future__ import annotations

import json
from collections.abc import Collection
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
_VERDICTS = """
    SELECT judged_at, verdict FROM verdicts
    WHERE ref = (SELECT id FROM refs WHERE key = ?) ORDER BY id
"""


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
