"""SQLite's complaints in, `StoreError` with advice out; what only a bug of ours can cause passes through as it is."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from sqlite_utils import Database

from auditor.errors import StoreError

_ANOTHER = "Use another file for the store: `path` under [store]."
_RIGHTS = "Make the folder, or see that you may write there."

# Primary result codes, https://www.sqlite.org/rescode.html → what is wrong, what to do
_WORDS: Mapping[int, tuple[str, str]] = {
    sqlite3.SQLITE_NOTADB: ("is not a store", _ANOTHER),
    sqlite3.SQLITE_CORRUPT: ("is damaged", "Restore it from a backup, or save what is left with `sqlite3 … .recover`."),
    sqlite3.SQLITE_CANTOPEN: ("can't be opened", _RIGHTS),
    sqlite3.SQLITE_READONLY: ("can't be written", _RIGHTS),
    sqlite3.SQLITE_PERM: ("can't be opened", _RIGHTS),
    sqlite3.SQLITE_FULL: ("can't grow: the disk is full", "Make room and run again; what was stored is kept."),
    sqlite3.SQLITE_IOERR: ("can't be read or written", "See whether the disk is full or failing."),
    sqlite3.SQLITE_BUSY: ("is in use by another program", "Wait until it has finished, then run again."),
    sqlite3.SQLITE_LOCKED: ("is in use by another program", "Wait until it has finished, then run again."),
}


@contextmanager
def told(path: str) -> Iterator[None]:
    """Raise what SQLite can't do with the store at `path` as StoreError; other errors as they are."""
    try:
        yield
    except sqlite3.Error as error:
        # The low byte is the primary code; errors of the Python module itself have none.
        words = _WORDS.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
        if words is None:
            raise
        wrong, advice = words
        raise StoreError(f"{path} {wrong} ({error})", advice=advice) from error


def check(db: Database) -> str:
    """What SQLite finds wrong with the file, empty when nothing."""
    try:
        wrong = [str(row[0]) for row in db.execute("PRAGMA quick_check") if row[0] != "ok"]
        rows = db.execute("PRAGMA foreign_key_check")
        orphans = {f"{table} refers to rows of {other} that are missing" for table, _, other, _ in rows}
    except sqlite3.DatabaseError as error:
        # Damage can be such that the check itself doesn't come to its end.
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_CORRUPT:
            raise
        return str(error)
    return "; ".join([*wrong, *sorted(orphans)])
