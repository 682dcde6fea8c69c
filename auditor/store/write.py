"""Runs, documents, observations and verdicts in, rows out; always inside the caller's transaction.

Rules: what was observed is only ever added; credentials are left out: the request headers named below, and
whatever stands before the `@` of an address.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlite_utils import Database

from auditor import codec
from auditor.model import (
    ArchiveReply,
    AuditRun,
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
from auditor.store.cells import Row, insert_into, of_json, of_moment, of_text
from auditor.store.refs import ref_ids

SECRET_HEADERS = frozenset({"authorization", "cookie", "proxy-authorization"})

_PROBES = insert_into("probes", "id run ref checked_at skipped vantage")
_REPLIES = insert_into("replies", "id run ref archive asked_at state excluded because")
_CAPTURES = insert_into("captures", "reply uri_m captured_at status")
_EXCHANGES = insert_into(
    "exchanges",
    "probe reply registration beside started_at elapsed_s peer method uri request_headers max_body_bytes terms "
    "status reason headers body body_end failure detail",
)
_REGISTRATIONS = insert_into("registrations", "id run domain asked_at registered_at because")
_VERDICTS = insert_into(
    "verdicts",
    "run ref judged_at health link confirmed suspected since status failure final_uri checked_at because "
    "content archive uri_m captured_at verdict",
)


def put_run(db: Database, run: AuditRun) -> None:
    """Store a run, or what has become of it."""
    db.table("runs").upsert(
        {
            "id": run.id,
            "started_at": codec.iso(run.started_at),
            "finished_at": of_moment(run.finished_at),
            "auditor": run.auditor,
            "complete": int(run.complete),
            "vantage": run.vantage,
            "policy": run.policy,
        },
        pk="id",
    )


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
        of_moment(link.since),
        link.status,
        link.failure,
        of_text(link.final_uri),
        of_moment(link.checked_at),
        of_text("; ".join(finding.because for finding in link.findings)),
        content.state.value,
        archive.state.value,
        of_text(archive.uri_m),
        of_moment(archive.captured_at),
        of_json(codec.dump(verdict)),
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
        self.probes.append((self.probe_id, run_id, ref, of_moment(probe.checked_at), skipped, probe.vantage.value))
        self._add_exchanges((self.probe_id, None, None, None), probe.exchanges)
        self._add_exchanges((None, None, None, self.probe_id), probe.siblings)

    def add_inquiry(self, run_id: str, ref: int, inquiry: Inquiry) -> None:
        self.reply_id += 1
        reply = inquiry.reply
        told = (reply.archive, codec.iso(reply.asked_at), _state(reply), int(reply.excluded), of_text(reply.because))
        self.replies.append((self.reply_id, run_id, ref, *told))
        for capture in reply.captures or ():
            when = codec.iso(capture.captured_at)
            self.captures.append((self.reply_id, of_text(capture.uri_m), when, capture.status))
        self._add_exchanges((None, self.reply_id, None, None), inquiry.exchanges)

    def add_registration(self, run_id: str, told: Registration) -> None:
        self.registration_id += 1
        when = codec.iso(told.asked_at), of_moment(told.registered_at)
        self.registrations.append((self.registration_id, run_id, of_text(told.domain), *when, of_text(told.because)))
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
                    of_text(request.uri),
                    of_json([pair for pair in request.headers if pair[0].lower() not in SECRET_HEADERS]),
                    request.max_body_bytes,
                    None if request.terms is Terms.USUAL else request.terms.value,
                    *self._outcome(exchange.outcome),
                )
            )

    def _outcome(self, outcome: Response | Failure) -> Row:
        match outcome:
            case Failure(kind=kind, detail=detail):
                return (None, None, None, None, None, kind.value, of_text(detail))
            case Response():
                digest = self.digests.get(outcome.body)
                headers, reason = of_json(outcome.headers), of_text(outcome.reason)
                return (outcome.status, reason, headers, digest, outcome.body_end.value, None, None)


def _state(reply: ArchiveReply) -> str:
    if reply.captures is None:
        return "no answer"
    return "held" if reply.captures else "none held"


def _last_id(db: Database, table: str) -> int:
    (last,) = db.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()  # noqa: S608 - our own names
    return int(last)
