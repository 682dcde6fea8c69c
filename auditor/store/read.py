"""Keys in, all that is known of them out: looks, replies and verdicts, as they were put in but for credentials."""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from itertools import islice
from typing import TypeVar

from sqlite_utils import Database

from auditor import codec
from auditor.domains import registrable
from auditor.http_dates import http_date
from auditor.model import (
    ArchiveReply,
    BodyEnd,
    Capture,
    Evidence,
    Exchange,
    Failure,
    FailureKind,
    Inquiry,
    Memento,
    Probe,
    Reference,
    Registration,
    Request,
    Response,
    SkipReason,
    Terms,
    Vantage,
)
from auditor.store import marks, registrations
from auditor.uris import without_userinfo

T = TypeVar("T")

# The last columns of _EXCHANGES; those of an answer are null where `failure` says why there is none.
_Outcome = tuple[int, str, str, str | None, str, str | None, str]

CHUNK = 50  # with a dozen looks of half a megabyte each, the most there can be, some 300 MB

# The last look before a reviewer's newest word is what the reviewer knew: it is read however old it is.
_PROBES = """
    WITH known AS (
        SELECT max(probes.id) AS probe FROM marks JOIN probes ON probes.ref = marks.ref
        WHERE marks.id IN (SELECT max(id) FROM marks GROUP BY ref)
        AND julianday(probes.checked_at) <= julianday(marks.at) GROUP BY marks.ref)
    SELECT p.id, refs.key, p.skipped, p.vantage
    FROM (SELECT *, row_number() OVER (PARTITION BY ref ORDER BY id DESC) AS age FROM probes
          WHERE ref IN (SELECT id FROM refs WHERE key IN (SELECT value FROM json_each(?)))) p
    JOIN refs ON refs.id = p.ref
    WHERE p.age <= ? OR p.id IN (SELECT probe FROM known) ORDER BY p.id
"""
_REPLIES = """
    SELECT replies.id, refs.key, archive, asked_at, state, excluded, because
    FROM replies JOIN refs ON refs.id = replies.ref
    WHERE refs.key IN (SELECT value FROM json_each(?)) ORDER BY replies.id
"""
_NEWEST = """
    SELECT max(replies.id) FROM replies JOIN refs ON refs.id = replies.ref
    WHERE refs.key IN (SELECT value FROM json_each(?)) GROUP BY ref, archive
"""
# An archive's newest answer, what it didn't answer since, and, while it holds something, what it named before.
_STANDING_REPLIES = """
    WITH asked AS (
        SELECT replies.*, refs.key FROM replies JOIN refs ON refs.id = replies.ref
        WHERE refs.key IN (SELECT value FROM json_each(?))),
    answers AS (
        SELECT * FROM asked WHERE id IN (
            SELECT max(id) FROM asked WHERE state <> 'no answer' OR excluded GROUP BY ref, archive))
    SELECT id, key, archive, asked_at, state, excluded, because FROM asked
    WHERE id IN (SELECT id FROM answers)
    OR id IN (SELECT max(id) FROM asked GROUP BY ref, archive)
    OR (state = 'held' AND (ref, archive) IN (SELECT ref, archive FROM answers WHERE state = 'held'))
    ORDER BY archive, id
"""
_CHECKED = """
    SELECT refs.key FROM refs WHERE refs.key IN (SELECT value FROM json_each(?)) AND EXISTS (
        SELECT 1 FROM probes
        WHERE ref = refs.id AND checked_at >= ? AND skipped IS NULL AND vantage = 'online')
"""
# What an archive named counts no longer than the judge takes it for a copy.
_REPLIED = f"""
    SELECT refs.key, archive, asked_at FROM replies JOIN refs ON refs.id = replies.ref
    WHERE replies.id IN ({_NEWEST})
    AND ((state = 'held' AND asked_at >= ? AND NOT EXISTS (
        SELECT 1 FROM verdicts WHERE id = (SELECT max(id) FROM verdicts WHERE ref = replies.ref)
        AND archive = 'undetermined' AND judged_at >= asked_at))
    OR ((state = 'none held' OR excluded) AND asked_at >= ? AND NOT EXISTS (
        SELECT 1 FROM saves WHERE ref = replies.ref AND archive = replies.archive AND state = 'saved'
        AND julianday(replies.asked_at) < julianday(saves.at) + ?)))
"""  # noqa: S608 - put together from this file's own text
_CAPTURES = """
    SELECT reply, uri_m, captured_at, status FROM captures
    WHERE reply IN (SELECT value FROM json_each(?)) ORDER BY id
"""
_MEMENTOS = """
    SELECT refs.key, archive, status, reason, headers, body, body_end
    FROM exchanges JOIN replies ON replies.id = exchanges.reply JOIN refs ON refs.id = replies.ref
    WHERE exchanges.id IN (
        SELECT max(exchanges.id) FROM exchanges JOIN replies ON replies.id = exchanges.reply
        WHERE replies.ref IN (SELECT id FROM refs WHERE key IN (SELECT value FROM json_each(?)))
        AND status IN (200, 203, 206) AND body IS NOT NULL AND headers LIKE '%"memento-datetime"%'
        GROUP BY replies.ref, archive, exchanges.uri)
    ORDER BY exchanges.id
"""
_ENDS = """
    SELECT refs.uri, last.uri FROM probes JOIN refs ON refs.id = probes.ref
    JOIN exchanges AS last ON last.id = (SELECT max(id) FROM exchanges WHERE probe = probes.id)
    WHERE probes.id IN (SELECT max(id) FROM probes WHERE skipped IS NULL AND vantage = 'online' GROUP BY ref)
    AND last.uri <> refs.uri AND last.status BETWEEN 200 AND 299
"""
_BODIES = "SELECT sha256, content FROM bodies WHERE sha256 IN (SELECT value FROM json_each(?))"
_EXCHANGES = """
    SELECT {0}, started_at, elapsed_s, peer, uri, method, request_headers, max_body_bytes, terms,
           status, reason, headers, body, body_end, failure, detail
    FROM exchanges WHERE {0} IN (SELECT value FROM json_each(?)) ORDER BY id
"""


def probes(db: Database, keys: Collection[str], most: int) -> dict[str, tuple[Probe, ...]]:
    """The latest `most` looks at each key, oldest first; a key never looked at is left out."""
    rows = db.execute(_PROBES, [_listed(keys), most]).fetchall()
    ids = [row[0] for row in rows]
    exchanges, beside = _exchanges(db, "probe", ids), _exchanges(db, "beside", ids)
    found: defaultdict[str, list[Probe]] = defaultdict(list)
    for row_id, key, skipped, vantage in rows:
        found[key].append(
            Probe(
                key=key,
                exchanges=tuple(exchanges[row_id]),
                skipped=skipped and SkipReason(skipped),
                vantage=Vantage(vantage),
                siblings=tuple(beside[row_id]),
            )
        )
    return _by_key(found, keys)


def replies(db: Database, keys: Collection[str]) -> dict[str, tuple[ArchiveReply, ...]]:
    """What each archive's word on each key rests on, by archive name; a key never asked about is left out.

    Its newest answer, its silence if it gave none since, and while it holds something all that it has named.
    """
    found: defaultdict[str, list[ArchiveReply]] = defaultdict(list)
    for _, reply in _replies(db, _STANDING_REPLIES, keys):
        found[reply.key].append(reply)
    return _by_key(found, keys)


def evidence(db: Database, references: Iterable[Reference], most: int) -> Iterator[Evidence]:
    """What is known of each reference, in their order, with the bodies of `CHUNK` of them in memory at a time."""
    rest = iter(references)
    while chunk := list(islice(rest, CHUNK)):
        keys = [one.key for one in chunk]
        looks, told, shown = probes(db, keys, most), replies(db, keys), mementos(db, keys)
        said, registered = marks.newest(db, keys), _registered(db, chunk)
        for one in chunk:
            yield Evidence(
                reference=one,
                probes=looks.get(one.key, ()),
                replies=told.get(one.key, ()),
                mementos=shown.get(one.key, ()),
                mark=said.get(one.key),
                registration=registered.get(one.host),
            )


def _registered(db: Database, references: Collection[Reference]) -> dict[str, Registration]:
    """What is known of the domains of the references, by their hosts; free where no registry was ever asked."""
    if not registrations.any_known(db):
        return {}
    domains = {one.host: domain for one in references if (domain := registrable(one.host))}
    known = registrations.newest(db, set(domains.values()), lambda ids: _exchanges(db, "registration", ids))
    return {host: known[domain] for host, domain in domains.items() if domain in known}


def checked_since(db: Database, keys: Collection[str], since: datetime) -> set[str]:
    """Those of the keys that were looked at to the end, from a network that was up, at `since` or later."""
    found = {key for (key,) in db.execute(_CHECKED, [_listed(keys), codec.iso(since)])}
    return {key for key in keys if _stored(key) in found}


def replied_since(
    db: Database, keys: Collection[str], *, archived: datetime, none: datetime, lag: timedelta
) -> dict[str, dict[str, datetime]]:
    """The archives by key whose newest reply still counts, with when it came; a key without any is left out.

    One that named captures counts when it came at `archived` or later, unless they were judged to be no copies; one
    that held or may show none at `none` or later unless the archive has saved the page since or within `lag` before,
    one that was no answer never.
    """
    found: defaultdict[str, list[tuple[str, datetime]]] = defaultdict(list)
    lag_days = lag / timedelta(days=1)
    rows = db.execute(_REPLIED, [_listed(keys), codec.iso(archived), codec.iso(none), lag_days])
    for key, archive, asked_at in rows:
        found[key].append((archive, codec.moment(asked_at)))
    return {key: dict(archives) for key, archives in _by_key(found, keys).items()}


def inquiries(db: Database, key: str) -> tuple[Inquiry, ...]:
    """Everything that archives were ever asked about a key, oldest first."""
    told = list(_replies(db, _REPLIES, [key]))
    exchanges = _exchanges(db, "reply", [row_id for row_id, _ in told])
    return tuple(Inquiry(reply=reply, exchanges=tuple(exchanges[row_id])) for row_id, reply in told)


def _replies(db: Database, sql: str, keys: Collection[str]) -> Iterator[tuple[int, ArchiveReply]]:
    rows = db.execute(sql, [_listed(keys)]).fetchall()
    captures: defaultdict[int, list[Capture]] = defaultdict(list)
    for reply, uri_m, captured_at, status in db.execute(_CAPTURES, [json.dumps([row[0] for row in rows])]):
        captures[reply].append(Capture(uri_m=uri_m, captured_at=codec.moment(captured_at), status=status))
    for row_id, key, archive, asked_at, state, excluded, because in rows:
        yield (
            row_id,
            ArchiveReply(
                archive=archive,
                key=key,
                asked_at=codec.moment(asked_at),
                captures=None if state == "no answer" else tuple(captures[row_id]),
                excluded=bool(excluded),
                because=because,
            ),
        )


def mementos(db: Database, keys: Collection[str]) -> dict[str, tuple[Memento, ...]]:
    """Every good capture that an archive has shown of each key, as last shown; a key without any is left out."""
    rows = db.execute(_MEMENTOS, [_listed(keys)]).fetchall()
    bodies = _bodies(db, {row[5] for row in rows})
    found: defaultdict[str, list[Memento]] = defaultdict(list)
    for key, archive, status, reason, headers, digest, body_end in rows:
        response = _answer(bodies, status, reason, headers, digest, body_end)
        captured_at = http_date(response.header("memento-datetime"))
        if captured_at is not None:
            found[key].append(Memento(archive=archive, captured_at=captured_at, response=response))
    return _by_key(found, keys)


def _exchanges(db: Database, owner: str, ids: Collection[int]) -> defaultdict[int, list[Exchange]]:
    """The exchanges of probes or replies (`owner` says which) by their ids, in order, with their bodies."""
    rows = db.execute(_EXCHANGES.format(owner), [json.dumps(list(ids))]).fetchall()
    digests = {row[12] for row in rows if row[12]}
    bodies = _bodies(db, digests)
    found: defaultdict[int, list[Exchange]] = defaultdict(list)
    for row_id, started_at, elapsed_s, peer, uri, method, sent, most, terms, *outcome in rows:
        on = Terms(terms) if terms else Terms.USUAL
        request = Request(uri=uri, method=method, headers=_pairs(sent), max_body_bytes=most, terms=on)
        found[row_id].append(
            Exchange(
                request=request,
                outcome=_outcome(bodies, tuple(outcome)),
                started_at=codec.moment(started_at),
                elapsed_s=elapsed_s,
                peer=peer,
            )
        )
    return found


def _outcome(bodies: Mapping[str, bytes], cells: _Outcome) -> Response | Failure:
    status, reason, headers, digest, body_end, failure, detail = cells
    if failure is not None:
        return Failure(kind=FailureKind(failure), detail=detail)
    return _answer(bodies, status, reason, headers, digest, body_end)


def _answer(
    bodies: Mapping[str, bytes], status: int, reason: str, headers: str, digest: str | None, body_end: str
) -> Response:
    return Response(
        status=status,
        reason=reason,
        headers=_pairs(headers),
        body=bodies[digest] if digest else b"",
        body_end=BodyEnd(body_end),
    )


def ends(db: Database) -> list[tuple[str, str]]:
    """Every cited address whose latest look ended well at another one, and that one."""
    return [(str(cited), str(final)) for cited, final in db.execute(_ENDS)]


def _bodies(db: Database, digests: Collection[str]) -> dict[str, bytes]:
    rows = db.execute(_BODIES, [json.dumps(list(digests))])
    return {digest: zlib.decompress(content) for digest, content in rows}


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    return () if text == "[]" else tuple(map(tuple, json.loads(text)))


def _by_key(found: Mapping[str, list[T]], keys: Iterable[str]) -> dict[str, tuple[T, ...]]:
    return {key: tuple(found[stored]) for key in keys if (stored := _stored(key)) in found}


def _listed(keys: Iterable[str]) -> str:
    return json.dumps([_stored(key) for key in keys])


def _stored(key: str) -> str:
    """The key as it was written: without what must not or can't be stored."""
    return codec.plain(without_userinfo(key))
