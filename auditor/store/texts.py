"""Answers in, the main texts of their pages out, each read once for all runs that judge it: what is read is kept.

These are no evidence: they can be read again from the bodies, and the table may be emptied at any time.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable
from contextlib import AbstractContextManager

from sqlite_utils import Database

from auditor.model import Response
from auditor.text import main_text, reading

_FIND = "SELECT content FROM texts WHERE digest = ? AND reading = ?"
_KEEP = "INSERT OR REPLACE INTO texts (digest, reading, content) VALUES (?, ?, ?)"
_BATCH = 256


class Texts:
    """Finds main texts as `main_text` does. What it has read is kept in batches, the last when `keep` is called."""

    def __init__(self, db: Database, writing: Callable[[], AbstractContextManager[Database]]) -> None:
        self._db = db
        self._writing = writing
        self._read: dict[str, str] = {}

    def __call__(self, response: Response) -> str:
        """The main text of this answer's page."""
        digest = _digest(response)
        if digest in self._read:
            return self._read[digest]
        for (content,) in self._db.execute(_FIND, [digest, reading()]):
            return zlib.decompress(content).decode()
        text = self._read[digest] = main_text(response)
        if len(self._read) >= _BATCH:
            self.keep()
        return text

    def keep(self) -> None:
        """Store what was read since the last time."""
        if self._read:
            rows = [
                (digest, reading(), zlib.compress(text.encode("utf-8", "replace")))
                for digest, text in self._read.items()
            ]
            with self._writing() as db:
                db.conn.executemany(_KEEP, rows)
            self._read.clear()


def _digest(response: Response) -> str:
    """The SHA-256 of all that the text depends on: the body, and the type that says how to decode it."""
    declared = (response.header("content-type") or "").encode("utf-8", "replace")
    return hashlib.sha256(declared + b"\0" + response.body).hexdigest()
