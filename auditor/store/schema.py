"""A path in, an open SQLite database with the tables and views of this version out.

Rules: migrations only go forward and are recorded; what was observed or judged is never changed or removed
(triggers abort it); columns hold what a person can read: ISO 8601 times in UTC with `Z`, words, JSON lists.

| table          | one row                                                                                |
|----------------|----------------------------------------------------------------------------------------|
| runs           | a run: when, by which version, complete or not, online or not, under which policy      |
| documents      | a document as it was read; another row when its bytes or its citations change          |
| run_documents  | that a run had a document, and at which position                                       |
| refs           | an address by its comparable `key`, its host, the earliest day it was cited, first run |
| citations      | a place in a document; `ref` is null for what is not audited                           |
| probes         | a look at a ref; `checked_at` is null and `skipped` says why when nothing was asked    |
| replies        | what an archive said of a ref; `state` is held, none held or no answer                 |
| captures       | a memento that a reply named                                                           |
| bodies         | a response body by its SHA-256: zlib-compressed `content`, `length_bytes` before that  |
| exchanges      | a request of a probe, a reply, a registration or `beside` a probe's, and what came of it |
| registrations  | what the registry of a domain said: since when it is registered, or why it doesn't say |
| verdicts       | what a run made of a ref: the main words as columns, all of it as JSON in `verdict`    |
| marks          | what a reviewer has said of a ref: `state` is live or dead, with a note                |
| saves          | what an archive said of our wish that it capture a ref; `state` as in `SaveState`      |
| texts          | the main text (zlib) of a page as one `reading` finds it; no evidence, may be emptied   |
| readings       | which document was read from bytes with this `mark`; may be emptied: all is read again |

| view           | one row                                                                                |
|----------------|----------------------------------------------------------------------------------------|
| latest_verdicts| the newest verdict of each ref                                                         |
| citation_health| each audited citation with its health: that of the reading that is meant, where a break is near |
| document_health| each document as last audited: how many citations of each health, and the score        |
| newly_rotted   | a ref whose newest verdict is bad and whose verdict before was not                     |
| recovered      | a ref whose newest verdict is well and whose verdict before was bad, or suspected      |
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence

from sqlite_utils import Database, Migrations

from auditor.errors import StoreError
from auditor.store.views import CITATION_HEALTH, DOCUMENT_HEALTH, RECOVERED, VIEWS

BUSY_TIMEOUT_S = 30.0  # a reader that copies the store, or another command that writes to it, may take a while

Step = Callable[[Database], None]

_APPEND_ONLY = ("probes", "replies", "captures", "bodies", "exchanges", "verdicts")

# name: (columns, what must not be null, column → table and column referred to)
_Table = tuple[dict[str, type], tuple[str, ...], tuple[tuple[str, str, str], ...]]

_TABLES: dict[str, _Table] = {
    "runs": (
        {"id": str, "started_at": str, "finished_at": str, "auditor": str, "complete": int, "vantage": str,
         "policy": str},
        ("started_at", "complete", "vantage", "policy"),
        (),
    ),
    "documents": (
        {"id": int, "name": str, "title": str, "published": str, "media_type": str, "base_url": str,
         "encoding": str, "sha256": str, "readable": int, "problems": str, "digest": str},
        ("name", "digest"),
        (),
    ),
    "run_documents": (
        {"run": str, "position": int, "document": int},
        ("run", "position", "document"),
        (("run", "runs", "id"), ("document", "documents", "id")),
    ),
    "refs": (
        {"id": int, "key": str, "uri": str, "host": str, "cited_on": str, "first_seen": str},
        ("key", "uri", "host"),
        (),
    ),
    "citations": (
        {"id": int, "document": int, "ref": int, "number": int, "uri": str, "target": str, "text": str,
         "context": str, "kind": str, "line": int, "offset": int, "page": int, "accessed": str, "repaired": int,
         "alternatives": str, "because": str},
        ("document", "uri", "kind"),
        (("document", "documents", "id"), ("ref", "refs", "id")),
    ),
    "probes": (
        {"id": int, "run": str, "ref": int, "checked_at": str, "skipped": str, "vantage": str},
        ("run", "ref", "vantage"),
        (("run", "runs", "id"), ("ref", "refs", "id")),
    ),
    "replies": (
        {"id": int, "run": str, "ref": int, "archive": str, "asked_at": str, "state": str, "excluded": int,
         "because": str},
        ("run", "ref", "archive", "asked_at", "state"),
        (("run", "runs", "id"), ("ref", "refs", "id")),
    ),
    "captures": (
        {"id": int, "reply": int, "uri_m": str, "captured_at": str, "status": int},
        ("reply", "uri_m", "captured_at"),
        (("reply", "replies", "id"),),
    ),
    "bodies": ({"sha256": str, "length_bytes": int, "content": bytes}, ("length_bytes", "content"), ()),
    "exchanges": (
        {"id": int, "probe": int, "reply": int, "started_at": str, "elapsed_s": float, "peer": str, "method": str,
         "uri": str, "request_headers": str, "max_body_bytes": int, "status": int, "reason": str, "headers": str,
         "body": str, "body_end": str, "failure": str, "detail": str},
        ("started_at", "elapsed_s", "method", "uri"),
        (("probe", "probes", "id"), ("reply", "replies", "id"), ("body", "bodies", "sha256")),
    ),
    "verdicts": (
        {"id": int, "run": str, "ref": int, "judged_at": str, "health": str, "link": str, "confirmed": int,
         "suspected": str, "since": str, "status": int, "failure": str, "final_uri": str, "checked_at": str,
         "because": str, "content": str, "archive": str, "uri_m": str, "captured_at": str, "verdict": str},
        ("run", "ref", "judged_at", "health", "link", "confirmed", "content", "archive", "verdict"),
        (("run", "runs", "id"), ("ref", "refs", "id")),
    ),
}  # fmt: skip

_KEYS: dict[str, str | tuple[str, str]] = {"run_documents": ("run", "position"), "bodies": "sha256"}

_UNIQUE = (("documents", "digest"), ("refs", "key"))

_INDEXES = (
    ("run_documents", "document"),
    ("refs", "host"),
    ("citations", "document"),
    ("citations", "ref"),
    ("probes", "ref"),
    ("replies", "ref"),
    ("captures", "reply"),
    ("verdicts", "ref"),
)


def first(db: Database) -> None:
    """The tables, indexes, triggers and views of the first version."""
    for name, (columns, not_null, foreign_keys) in _TABLES.items():
        db.table(name).create(columns, pk=_KEYS.get(name, "id"), not_null=not_null, foreign_keys=foreign_keys)
    for name, column in _UNIQUE:
        db.table(name).create_index([column], unique=True)
    for name, column in _INDEXES:
        db.table(name).create_index([column])
    for column in ("probe", "reply"):
        db.execute(f"CREATE INDEX exchanges_{column} ON exchanges ({column}) WHERE {column} IS NOT NULL")
    for name in _APPEND_ONLY:
        _only_append(db, name)
    for name, sql in VIEWS.items():
        db.create_view(name, sql)


def saves(db: Database) -> None:
    """The wishes for captures."""
    db.table("saves").create(
        {"id": int, "ref": int, "archive": str, "at": str, "state": str, "job": str, "uri_m": str, "because": str},
        pk="id",
        not_null=("ref", "archive", "at", "state"),
        foreign_keys=(("ref", "refs", "id"),),
    )
    db.table("saves").create_index(["ref"])
    _only_append(db, "saves")


def texts(db: Database) -> None:
    """What was read off pages, to be read once."""
    columns = {"digest": str, "reading": str, "content": bytes}
    db.table("texts").create(columns, pk=("digest", "reading"), not_null=("content",))


def dated(db: Database) -> None:
    """The day of a document's file."""
    db.table("documents").add_column("dated", str)


def notes(db: Database) -> None:
    """The number of the note that a citation stands in."""
    db.table("citations").add_column("note", str)


def readings(db: Database) -> None:
    """What was read, so that it needn't be read again."""
    db.table("readings").create(
        {"mark": str, "document": int},
        pk="mark",
        not_null=("document",),
        foreign_keys=(("document", "documents", "id"),),
    )
    db.table("readings").create_index(["document"])


def marks(db: Database) -> None:
    """What reviewers say, and what has come back."""
    columns = {"id": int, "ref": int, "state": str, "at": str, "note": str}
    not_null = ("ref", "state", "at", "note")
    db.table("marks").create(columns, pk="id", not_null=not_null, foreign_keys=(("ref", "refs", "id"),))
    db.table("marks").create_index(["ref"])
    _only_append(db, "marks")
    db.create_view("recovered", RECOVERED)


def terms(db: Database) -> None:
    """On what terms a request was made."""
    db.table("exchanges").add_column("terms", str)


def pieces(db: Database) -> None:
    """How a broken address was printed, what rule spoke of it, and what settled how it is read."""
    for column in ("pieces", "rule", "chosen_by"):
        db.table("citations").add_column(column, str)


def registrations(db: Database) -> None:
    """What registries say of domains."""
    db.table("registrations").create(
        {"id": int, "run": str, "domain": str, "asked_at": str, "registered_at": str, "because": str},
        pk="id",
        not_null=("run", "domain", "asked_at"),
        foreign_keys=(("run", "runs", "id"),),
    )
    db.table("registrations").create_index(["domain"])
    _only_append(db, "registrations")
    db.table("exchanges").add_column("registration", int)
    db.execute("CREATE INDEX exchanges_registration ON exchanges (registration) WHERE registration IS NOT NULL")


def besides(db: Database) -> None:
    """What was asked for beside the address of a probe."""
    db.table("exchanges").add_column("beside", int)  # a foreign key would make the table anew, without its triggers
    db.execute("CREATE INDEX exchanges_beside ON exchanges (beside) WHERE beside IS NOT NULL")


def wholes(db: Database) -> None:
    """Two healths for an address that is cited whole and that a break may have split elsewhere."""
    db.create_view("citation_health", CITATION_HEALTH)
    db.create_view("document_health", DOCUMENT_HEALTH, replace=True)


def accessed_with_all(db: Database) -> None:
    """Whether an access date is what the document says of all its links at once."""
    db.table("citations").add_column("accessed_with_all", int)


def _only_append(db: Database, table: str) -> None:
    for change in ("UPDATE", "DELETE"):
        db.execute(
            f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )


# In the order in which they are applied. A step that was ever released is never changed, renamed or taken out.
STEPS: tuple[Step, ...] = (
    first,
    saves,
    texts,
    dated,
    notes,
    readings,
    marks,
    terms,
    pieces,
    registrations,
    besides,
    wholes,
    accessed_with_all,
)


def connect(path: str, steps: Sequence[Step] = STEPS) -> Database:
    """Open the store at `path`, made or brought up to date by the `steps` that it hasn't had.

    StoreError when it was made by a newer version or is another program's; sqlite3.Error when it can't be used.
    """
    migrations = Migrations("auditor")
    for step in steps:
        migrations(name=step.__name__)(step)
    connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT_S, check_same_thread=False)
    try:
        db = Database(connection, execute_plugins=False)
        _refuse_strange(db, path, known={step.__name__ for step in steps}, applied=_names(migrations, db))
        db.enable_wal()
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("PRAGMA foreign_keys = ON")
        if migrations.pending(db):
            # At once the only writer: of two programs that open a new store the second finds it made.
            db.execute("BEGIN IMMEDIATE")
            migrations.apply(db)
            db.commit()
    except BaseException:
        connection.close()
        raise
    return db


def _names(migrations: Migrations, db: Database) -> list[str]:
    return [migration.name for migration in migrations.applied(db)]


def _refuse_strange(db: Database, path: str, *, known: set[str], applied: list[str]) -> None:
    """StoreError for a store of a newer version, or a database that is no store."""
    unknown = [name for name in applied if name not in known]
    if unknown:
        raise StoreError(
            f"{path} was made by a newer auditor (it has had the step “{unknown[-1]}”)",
            advice="Update auditor, or use another store: `path` under [store].",
        )
    if not applied and db.table_names():
        raise StoreError(
            f"{path} is the database of another program",
            advice="Use another file for the store: `path` under [store].",
        )
