"""What reviewers have said of addresses in, the newest word on each, or all of them, out."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator

from sqlite_utils import Database

from auditor import codec
from auditor.model import LinkState, Mark
from auditor.uris import without_userinfo

_SELECT = """
    SELECT refs.key, marks.state, marks.at, marks.note FROM marks JOIN refs ON refs.id = marks.ref
    WHERE {} ORDER BY marks.id
"""
_NEWEST = _SELECT.format(
    "marks.id IN (SELECT max(id) FROM marks GROUP BY ref) AND refs.key IN (SELECT value FROM json_each(?))"
)
_EVERY = _SELECT.format("refs.key = ?")


def put(db: Database, mark: Mark, ref: int) -> None:
    """Add what was said; `ref` is the id of its key."""
    row = (ref, mark.state.value, codec.iso(mark.at), codec.plain(without_userinfo(mark.note)))
    db.execute("INSERT INTO marks (ref, state, at, note) VALUES (?, ?, ?, ?)", row)


def newest(db: Database, keys: Collection[str]) -> dict[str, Mark]:
    """The newest word on each key; a key of which nothing was said is left out."""
    found = {mark.key: mark for mark in _read(db, _NEWEST, json.dumps([_stored(key) for key in keys]))}
    return {key: found[stored] for key in keys if (stored := _stored(key)) in found}


def every(db: Database, key: str) -> tuple[Mark, ...]:
    """All that was ever said of a key, oldest first."""
    return tuple(_read(db, _EVERY, _stored(key)))


def _read(db: Database, sql: str, asked: str) -> Iterator[Mark]:
    for key, state, at, note in db.execute(sql, [asked]):
        yield Mark(key=key, state=LinkState(state), at=codec.moment(at), note=note)


def _stored(key: str) -> str:
    return codec.plain(without_userinfo(key))
