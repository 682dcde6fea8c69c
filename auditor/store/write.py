"""Runs, documents, observations and verdicts in, rows out; always inside the caller's transaction.

Rules: what was observed is only ever added; credentials are left out: the request headers named below, and
whatever stands before the `@` of an address.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlite_utils import Database

from auditor import codec
from auditor.model import (
    AUDITED,
    ArchiveReply,
    AuditRun,
    Break,
    Citation,
    Document,
    Exchange,
    Failure,
    Inquiry,
    Observation,
    Probe,
    Registration,
    Response,
    Terms,
    Verdict,
)
from auditor.uris import key_of, parse, references, without_userinfo

SECRET_HEADERS = frozenset({"authorization", "cookie", "proxy-authorization"})

_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

Cell = str | int | float | bytes | None
Row = tuple[Cell, ...]


def _insert(table: str, columns: str) -> str:
    marks = ", ".join("?" for _ in columns.split())
    return f"INSERT INTO {table} ({', '.join(columns.split())}) VALUES ({marks})"  # noqa: S608 - our own names


_PROBES = _insert("probes", "id run ref checked_at skipped vantage")
_REPLIES = _insert("replies", "id run ref archive asked_at state excluded because")
_CAPTURES = _insert("captures", "reply uri_m captured_at status")
_EXCHANGES = _insert(
    "exchanges",
    "probe reply registration beside started_at elapsed_s peer method uri request_headers max_body_bytes terms "
    "status reason headers body body_end failure detail",
)
_REGISTRATIONS = _insert("registrations", "id run domain asked_at registered_at because")
_VERDICTS = _insert(
    "verdicts",
    "run ref judged_at health link confirmed suspected since status failure final_uri checked_at because "
    "content archive uri_m captured_at verdict",
)
_NEW_REFS = """
    INSERT INTO refs (key, uri, host, cited_on, first_seen)
    VALUES (?, ?, ?, ?, (SELECT started_at FROM runs WHERE id = ?))
    ON CONFLICT (key) DO UPDATE SET cited_on = min(coalesce(cited_on, excluded.cited_on), excluded.cited_on)
    WHERE excluded.cited_on IS NOT NULL
"""


def put_run(db: Database, run: AuditRun) -> None:
    """Store a run, or what has become of it."""
    db.table("runs").upsert(
        {
            "id": run.id,
            "started_at": codec.iso(run.started_at),
            "finished_at": _moment(run.finished_at),
            "auditor": run.auditor,
            "complete": int(run.complete),
            "vantage": run.vantage,
            "policy": run.policy,
        },
        pk="id",
    )


def put_documents(db: Database, run_id: str, documents: Sequence[Document]) -> None:
    """Store documents that are new or have changed, and link all of them to the run, after those it has."""
    cited = references(documents)
    rows = [(_shown(ref.key), _shown(ref.uri), ref.host, _day(ref.cited_on), run_id) for ref in cited]
    db.conn.executemany(_NEW_REFS, rows)
    position = db.table("run_documents").count_where("run = ?", [run_id])
    links = [
        {"run": run_id, "position": position + number, "document": _document(db, run_id, document)}
        for number, document in enumerate(documents)
    ]
    db.table("run_documents").insert_all(links)


def _document(db: Database, run_id: str, document: Document) -> int:
    """The id of the row of this very document with these very citations, made when there is none.

    A file that was only touched is no other document, and its first date stays: it is the better hint.
    """
    digest = _digest(document)
    for row in db.execute("SELECT id FROM documents WHERE digest = ?", [digest]):
        return int(row[0])
    table = db.table("documents").insert(
        {name: _text(getattr(document, name)) for name in ("name", "title", "media_type", "base_url", "encoding")}
        | {
            "published": _day(document.published),
            "dated": _day(document.dated),
            "sha256": document.sha256,
            "readable": int(document.readable),
            "problems": _json(document.problems),
            "digest": digest,
        }
    )
    document_id = int(str(table.last_pk))
    keys = [key_of(citation.uri) if citation.kind in AUDITED else None for citation in document.citations]
    refs = ref_ids(db, [key for key in keys if key is not None], run_id)
    cited = zip(keys, document.citations, strict=True)
    db.table("citations").insert_all(
        {"document": document_id, "ref": None if key is None else refs[key], **_citation(citation)}
        for key, citation in cited
    )
    return document_id


def _digest(document: Document) -> str:
    return hashlib.sha256(_json(codec.dump(replace(document, dated=None))).encode()).hexdigest()


def note_read(db: Database, readings: Mapping[str, Document]) -> None:
    """Remember the mark under which each stored document was read, in place of its former one."""
    for mark, document in readings.items():
        told = {"mark": mark, "digest": _digest(document)}
        db.execute("DELETE FROM readings WHERE document = (SELECT id FROM documents WHERE digest = :digest)", told)
        db.execute("INSERT OR REPLACE INTO readings SELECT :mark, id FROM documents WHERE digest = :digest", told)


def _citation(citation: Citation) -> dict[str, Cell]:
    texts = {name: _text(getattr(citation, name)) for name in ("uri", "target", "text", "context", "because", "note")}
    places = {name: getattr(citation, name) for name in ("number", "line", "offset", "page")}
    return {
        **texts,
        **places,
        "kind": citation.kind.value,
        "accessed": _day(citation.accessed),
        "repaired": int(citation.repaired),
        "alternatives": _json(citation.alternatives),
        **_broken(citation.broken),
    }


def _broken(broken: Break | None) -> dict[str, Cell]:
    if broken is None:
        return {"pieces": None, "rule": None, "chosen_by": None}
    return {"pieces": _json(broken.pieces), "rule": broken.rule, "chosen_by": broken.chosen_by.value}


def append(db: Database, run_id: str, observations: Sequence[Observation], digests: Mapping[bytes, str]) -> None:
    """Store looks and archive replies with their exchanges.

    The run must be known, and the bodies stored under the SHA-256 that `digests` gives for each.
    """
    refs = ref_ids(db, [key for observation in observations if (key := _key_of(observation)) is not None], run_id)
    rows = _Rows(
        digests=digests,
        probe_id=_last_id(db, "probes"),
        reply_id=_last_id(db, "replies"),
        registration_id=_last_id(db, "registrations"),
    )
    for observation in observations:
        match observation:
            case Probe():
                rows.add_probe(run_id, refs[observation.key], observation)
            case Inquiry():
                rows.add_inquiry(run_id, refs[observation.reply.key], observation)
            case Registration():
                rows.add_registration(run_id, observation)
    for statement, group in (
        (_PROBES, rows.probes),
        (_REPLIES, rows.replies),
        (_CAPTURES, rows.captures),
        (_REGISTRATIONS, rows.registrations),
        (_EXCHANGES, rows.exchanges),
    ):
        db.conn.executemany(statement, group)


def put_verdicts(db: Database, run_id: str, verdicts: Mapping[str, Verdict], judged_at: datetime) -> None:
    """Add what a run made of each key. The run must be known."""
    refs = ref_ids(db, verdicts, run_id)
    when = codec.iso(judged_at)
    db.conn.executemany(_VERDICTS, [(run_id, refs[key], when, *_verdict(verdicts[key])) for key in verdicts])


def _verdict(verdict: Verdict) -> Row:
    link, content, archive = verdict.link, verdict.content, verdict.archive
    return (
        verdict.health.value,
        link.state.value,
        int(link.confirmed),
        link.suspected,
        _moment(link.since),
        link.status,
        link.failure,
        _text(link.final_uri),
        _moment(link.checked_at),
        _text("; ".join(finding.because for finding in link.findings)),
        content.state.value,
        archive.state.value,
        _text(archive.uri_m),
        _moment(archive.captured_at),
        _json(codec.dump(verdict)),
    )


def _key_of(observation: Observation) -> str | None:
    match observation:
        case Probe(key=key):
            return key
        case Inquiry(reply=reply):
            return reply.key
        case Registration():
            return None


class _Rows:
    """The rows of one batch, while they are collected; ids go on from the last ones stored."""

    def __init__(self, *, digests: Mapping[bytes, str], probe_id: int, reply_id: int, registration_id: int) -> None:
        self.digests = digests
        self.probe_id = probe_id
        self.reply_id = reply_id
        self.registration_id = registration_id
        self.registrations: list[Row] = []
        self.probes: list[Row] = []
        self.replies: list[Row] = []
        self.captures: list[Row] = []
        self.exchanges: list[Row] = []

    def add_probe(self, run_id: str, ref: int, probe: Probe) -> None:
        self.probe_id += 1
        skipped = probe.skipped and probe.skipped.value
        self.probes.append((self.probe_id, run_id, ref, _moment(probe.checked_at), skipped, probe.vantage.value))
        self._add_exchanges((self.probe_id, None, None, None), probe.exchanges)
        self._add_exchanges((None, None, None, self.probe_id), probe.siblings)

    def add_inquiry(self, run_id: str, ref: int, inquiry: Inquiry) -> None:
        self.reply_id += 1
        reply = inquiry.reply
        told = (reply.archive, codec.iso(reply.asked_at), _state(reply), int(reply.excluded), _text(reply.because))
        self.replies.append((self.reply_id, run_id, ref, *told))
        for capture in reply.captures or ():
            when = codec.iso(capture.captured_at)
            self.captures.append((self.reply_id, _text(capture.uri_m), when, capture.status))
        self._add_exchanges((None, self.reply_id, None, None), inquiry.exchanges)

    def add_registration(self, run_id: str, told: Registration) -> None:
        self.registration_id += 1
        when = codec.iso(told.asked_at), _moment(told.registered_at)
        self.registrations.append((self.registration_id, run_id, _text(told.domain), *when, _text(told.because)))
        self._add_exchanges((None, None, self.registration_id, None), told.exchanges)

    def _add_exchanges(self, owner: tuple[int | None, ...], exchanges: Iterable[Exchange]) -> None:
        for exchange in exchanges:
            request = exchange.request
            self.exchanges.append(
                (
                    *owner,
                    codec.iso(exchange.started_at),
                    exchange.elapsed_s,
                    exchange.peer,
                    request.method,
                    _text(request.uri),
                    _json([pair for pair in request.headers if pair[0].lower() not in SECRET_HEADERS]),
                    request.max_body_bytes,
                    None if request.terms is Terms.USUAL else request.terms.value,
                    *self._outcome(exchange.outcome),
                )
            )

    def _outcome(self, outcome: Response | Failure) -> Row:
        match outcome:
            case Failure(kind=kind, detail=detail):
                return (None, None, None, None, None, kind.value, _text(detail))
            case Response():
                digest = self.digests.get(outcome.body)
                headers, reason = _json(outcome.headers), _text(outcome.reason)
                return (outcome.status, reason, headers, digest, outcome.body_end.value, None, None)


def _state(reply: ArchiveReply) -> str:
    if reply.captures is None:
        return "no answer"
    return "held" if reply.captures else "none held"


def ref_ids(db: Database, keys: Iterable[str], run_id: str) -> dict[str, int]:
    """The ids of the keys' rows in refs, made for those that no document of ours cites."""
    stored = {key: _shown(key) for key in keys}
    found = _known_refs(db, stored.values())
    missing = dict.fromkeys(key for key in stored.values() if key not in found)
    if missing:
        rows = [(key, key, parsed.host if (parsed := parse(key)) else "", None, run_id) for key in missing]
        db.conn.executemany(_NEW_REFS, rows)
        found.update(_known_refs(db, missing))
    return {key: found[shown] for key, shown in stored.items()}


def _known_refs(db: Database, keys: Iterable[str]) -> dict[str, int]:
    sql = "SELECT key, id FROM refs WHERE key IN (SELECT value FROM json_each(?))"
    return dict(db.execute(sql, [json.dumps(list(keys))]))


def _last_id(db: Database, table: str) -> int:
    (last,) = db.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()  # noqa: S608 - our own names
    return int(last)


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else codec.iso(moment)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _text(text: str | None) -> str | None:
    return None if text is None else _shown(text)


def _shown(text: str) -> str:
    """Text as SQLite can hold it, without userinfo."""
    return codec.plain(without_userinfo(text))


def _json(value: object) -> str:
    return _shown(_ENCODE(value))
