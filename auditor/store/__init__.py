"""What was seen and judged in, kept for ever in one SQLite file, and out again: the store's door.

    with lock("auditor.db"), Store("auditor.db") as store:
        store.begin(run)
        store.put_documents(run.id, documents)
        store.append(run.id, observations)      # whole or not at all, and there to stay

The tables and views are described in `auditor.store.schema`; `datasette` and `sqlite-utils` open them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlite_utils import Database

from auditor.errors import StoreError
from auditor.model import (
    ArchiveReply,
    AuditRun,
    Citation,
    Document,
    Evidence,
    Health,
    Inquiry,
    Mark,
    Observation,
    Probe,
    Reference,
    Save,
    Verdict,
)
from auditor.readings import rivals
from auditor.store import (
    bodies,
    collected,
    document_rows,
    judged,
    marks,
    read,
    refs,
    registrations,
    saves,
    schema,
    write,
)
from auditor.store.judged import Judged
from auditor.store.lock import lock
from auditor.store.saves import INDEX_LAG
from auditor.store.texts import Texts
from auditor.store.trouble import check, told

__all__ = ["INDEX_LAG", "Judged", "Store", "lock"]


class Store:
    """One store, opened, or made where there is none unless `create` is False. Any thread may use it, one at a time.

    The path `:memory:` is a store that is gone when closed.

    Every method raises StoreError, with advice, for what is wrong with the file: not a store, made by a newer
    version, not writable, disk full, damaged, in use. Every write is one transaction, whole or not at all.
    """

    def __init__(self, path: str, *, create: bool = True) -> None:
        self._path = path
        if not create and not Path(path).exists():
            raise StoreError(f"there is no store at {path}", advice="`auditor run` makes it.")
        with told(path):
            self._db = schema.connect(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; closing twice does no harm."""
        self._db.close()

    def begin(self, run: AuditRun) -> None:
        """Note that a run has begun; the other writes refer to it."""
        with self._writing() as db:
            write.put_run(db, run)

    def finish(self, run: AuditRun) -> None:
        """Note how a run that has begun ended."""
        with self._writing() as db:
            write.put_run(db, run)

    def put_documents(self, run_id: str, documents: Sequence[Document]) -> None:
        """Link documents to a run, in order, after those it has; the same document is stored once for all runs."""
        with self._writing() as db:
            document_rows.put_documents(db, run_id, documents)

    def note_read(self, readings: Mapping[str, Document]) -> None:
        """Remember the mark under which each of these stored documents was read."""
        with self._writing() as db:
            document_rows.note_read(db, readings)

    def append(self, run_id: str, observations: Sequence[Observation]) -> None:
        """Add looks and archive inquiries with their exchanges, in one transaction."""
        with self._writing() as db:
            write.append(db, run_id, observations, bodies.put(db, observations))

    def put_verdicts(self, run_id: str, verdicts: Mapping[str, Verdict], *, judged_at: datetime) -> None:
        """Add what was made of each key, in one transaction."""
        with self._writing() as db:
            write.put_verdicts(db, run_id, verdicts, judged_at)

    def put_saves(self, saved: Sequence[Save]) -> None:
        """Add what an archive said of our wishes for captures, in one transaction."""
        with self._writing() as db:
            saves.put(db, saved, refs.ref_ids(db, [save.key for save in saved], ""))

    def put_mark(self, mark: Mark) -> None:
        """Add what a reviewer says of an address."""
        with self._writing() as db:
            marks.put(db, mark, refs.ref_ids(db, [mark.key], "")[mark.key])

    def probes(self, keys: Collection[str], *, most: int = 12) -> dict[str, tuple[Probe, ...]]:
        """The latest `most` looks at each key, oldest first, with bodies; a key never looked at is left out.

        The last one before a reviewer's newest word is always among them: it is what the reviewer knew. All of them
        are in memory at once: ask for a few hundred keys at a time.
        """
        with told(self._path):
            return read.probes(self._db, keys, most)

    def replies(self, keys: Collection[str]) -> dict[str, tuple[ArchiveReply, ...]]:
        """What each archive's word on each key rests on, by archive name; a key never asked about is left out.

        Its newest answer, its silence if it gave none since, and while it holds something all that it has named.
        """
        with told(self._path):
            return read.replies(self._db, keys)

    def checked_since(self, keys: Collection[str], since: datetime) -> set[str]:
        """Those of the keys that were looked at to the end, from a network that was up, at `since` or later."""
        with told(self._path):
            return read.checked_since(self._db, keys, since)

    def replied_since(
        self, keys: Collection[str], *, archived: datetime, none: datetime
    ) -> dict[str, dict[str, datetime]]:
        """The archives by key whose newest reply still counts, with when it came; a key without any is left out.

        One that named captures counts when it came at `archived` or later, one that held or may show none at
        `none` or later, one that was no answer never. What an archive has saved it shows `INDEX_LAG` later at the
        latest: until then its "none held" doesn't count.
        """
        with told(self._path):
            return read.replied_since(self._db, keys, archived=archived, none=none, lag=INDEX_LAG)

    def reference(self, key: str) -> Reference | None:
        """The reference of a key, with every text under which a document ever cited it; None for one not known."""
        with told(self._path):
            return refs.reference(self._db, key)

    def evidence(self, references: Iterable[Reference], *, most: int = 12) -> Iterator[Evidence]:
        """What is known of each reference, in their order, with the bodies of few of them in memory at a time."""
        with told(self._path):
            yield from read.evidence(self._db, references, most)

    def ends(self) -> list[tuple[str, str]]:
        """Every cited address whose latest look ended well at another one, and that one."""
        with told(self._path):
            return read.ends(self._db)

    def known(self) -> Iterator[Reference]:
        """Every reference that was ever looked at or judged, in the order in which they were first cited.

        What was looked at only beside a broken address is no reference of its own.
        """
        with told(self._path):
            found = [known for key in judged.keys(self._db) if (known := refs.reference(self._db, key))]
            beside = (
                {rival.key for one in found for rival in rivals(one)} if any(one.readings for one in found) else set()
            )
            cited = judged.cited(self._db) if beside else set()
        yield from (one for one in found if one.key not in beside or one.key in cited)

    @contextmanager
    def reading(self) -> Iterator[Texts]:
        """What finds the main texts of pages, each once for all runs, for as long as the context lasts."""
        with told(self._path):
            texts = Texts(self._db, self._writing)
            try:
                yield texts
            finally:
                texts.keep()

    def registered_since(self, since: datetime) -> frozenset[str]:
        """The domains whose registries told a day at `since` or later."""
        with told(self._path):
            return registrations.since(self._db, since)

    def inquiries(self, key: str) -> tuple[Inquiry, ...]:
        """Everything that archives were ever asked about a key, oldest first."""
        with told(self._path):
            return read.inquiries(self._db, key)

    def verdicts(self, key: str) -> tuple[tuple[datetime, Verdict], ...]:
        """What was made of a key and when, oldest first."""
        with told(self._path):
            return judged.verdicts(self._db, key)

    def marks(self, key: str) -> tuple[Mark, ...]:
        """All that reviewers ever said of a key, oldest first."""
        with told(self._path):
            return marks.every(self._db, key)

    def latest_verdicts(self, keys: Collection[str]) -> dict[str, Judged]:
        """What was last made of each key, when, and under what; a key that never was judged is left out."""
        with told(self._path):
            return judged.latest(self._db, keys)

    def healths(self, keys: Collection[str]) -> dict[str, Health]:
        """The health of each key when it was last judged; a key that never was is left out."""
        with told(self._path):
            return judged.healths(self._db, keys)

    def saves(self, keys: Collection[str]) -> dict[str, Save]:
        """The newest word on each key that was wished for; a key that never was is left out."""
        with told(self._path):
            return saves.latest(self._db, keys)

    def pending_saves(self) -> tuple[Save, ...]:
        """The wishes whose job hadn't ended when last heard of, oldest first."""
        with told(self._path):
            return saves.pending(self._db)

    def at_risk(self, run_id: str) -> tuple[str, ...]:
        """The keys that a run's documents cite and that were at risk when last judged, in the documents' order."""
        with told(self._path):
            return saves.at_risk(self._db, run_id)

    def excluded(self, run_id: str) -> tuple[str, ...]:
        """Those of a run that are at risk and that no archive may show, in the documents' order."""
        with told(self._path):
            return saves.excluded(self._db, run_id)

    def answering(self, run_id: str) -> tuple[str, ...]:
        """The keys that a run's documents cite and that led to a page when last judged, in the documents' order."""
        with told(self._path):
            return saves.answering(self._db, run_id)

    def latest_run(self) -> AuditRun | None:
        """The newest run that has documents, or None."""
        with told(self._path):
            return collected.latest_run(self._db)

    def broken(self, key: str) -> tuple[tuple[str, Citation], ...]:
        """The citations of a key whose address a break has split, or may have, with their documents' names."""
        with told(self._path):
            return collected.broken(self._db, key)

    def printed_as(self, key: str) -> str:
        """The key itself, or that of the citation of which it is one reading, where no document cites it otherwise."""
        with told(self._path):
            return collected.printed_as(self._db, key)

    def documents(self, run_id: str) -> tuple[Document, ...]:
        """The documents of a run, in the order in which it collected them."""
        with told(self._path):
            return collected.documents(self._db, run_id)

    def read_before(self, marks: Collection[str]) -> dict[str, Document]:
        """The documents that were read under these marks; a mark under which none was is left out."""
        with told(self._path):
            return collected.read_before(self._db, marks)

    def check(self) -> str:
        """What is wrong with the file, in SQLite's words; empty when it is sound."""
        with told(self._path):
            return check(self._db)

    @contextmanager
    def _writing(self) -> Iterator[Database]:
        with told(self._path):
            # A writer from the start: a transaction that began by reading can be refused when it comes to write.
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.commit()
            except BaseException:
                self._db.rollback()
                raise
