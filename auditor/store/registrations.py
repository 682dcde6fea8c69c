"""Domains in, the newest that their registries have said of each out: silence doesn't unsay what was told before."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from datetime import datetime

from sqlite_utils import Database

from auditor import codec
from auditor.model import Exchange, Registration

_NEWEST = """
    SELECT id, domain, asked_at, registered_at, because FROM registrations
    WHERE domain IN (SELECT value FROM json_each(?))
    AND id IN (SELECT coalesce(max(CASE WHEN registered_at IS NOT NULL THEN id END), max(id))
               FROM registrations GROUP BY domain)
"""
_SINCE = """
    SELECT DISTINCT domain FROM registrations
    WHERE registered_at IS NOT NULL AND julianday(asked_at) >= julianday(?)
"""

Exchanges = Callable[[list[int]], Mapping[int, list[Exchange]]]
"""The exchanges of registrations by their ids."""


def any_known(db: Database) -> bool:
    """Whether registries were ever asked."""
    return bool(db.execute("SELECT EXISTS (SELECT 1 FROM registrations)").fetchone()[0])


def newest(db: Database, domains: Collection[str], exchanges: Exchanges) -> dict[str, Registration]:
    """The newest word on each domain; one that was never asked about is left out."""
    rows = db.execute(_NEWEST, [json.dumps(list(domains))]).fetchall()
    asked = exchanges([row[0] for row in rows])
    return {
        domain: Registration(
            domain=domain,
            asked_at=codec.moment(asked_at),
            registered_at=codec.moment(registered_at) if registered_at else None,
            because=because,
            exchanges=tuple(asked.get(row_id, ())),
        )
        for row_id, domain, asked_at, registered_at, because in rows
    }


def since(db: Database, when: datetime) -> frozenset[str]:
    """The domains of which a day was told at `when` or later."""
    return frozenset(domain for (domain,) in db.execute(_SINCE, [codec.iso(when)]))
