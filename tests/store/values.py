"""Values for tests: a few by hand, and hypothesis strategies for all that the store and the codec carry."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from auditor.model import (
    ArchiveReply,
    ArchiveState,
    ArchiveVerdict,
    AuditRun,
    BodyEnd,
    Capture,
    Citation,
    ContentState,
    ContentVerdict,
    Exchange,
    Failure,
    FailureKind,
    Finding,
    Health,
    Inquiry,
    Kind,
    LinkState,
    LinkVerdict,
    Probe,
    Request,
    Response,
    SkipReason,
    Terms,
    Vantage,
    Verdict,
)

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
RUN = AuditRun(id="run-1", started_at=NOON, auditor="0.1.0")
KEY = "https://www.example.org/report"


def at(**ago):
    return NOON + timedelta(**ago)


def answer(status=200, body=b"<title>Report</title>", *, key=KEY, when=NOON, **rest):
    response = Response(status=status, headers=(("content-type", "text/html"),), body=body, **rest)
    return Exchange(request=Request(uri=key), outcome=response, started_at=when, elapsed_s=0.25, peer="192.0.2.1")


def probe(*exchanges, key=KEY, **rest):
    return Probe(key=key, exchanges=exchanges or (answer(key=key),), **rest)


def reply(archive="wayback", *, key=KEY, when=NOON, captures=(), **rest):
    return ArchiveReply(archive=archive, key=key, asked_at=when, captures=captures, **rest)


def capture(uri_m="https://archive.example/web/2025/report", when=NOON, status=200):
    return Capture(uri_m=uri_m, captured_at=when, status=status)


def verdict(health=Health.HEALTHY, link=LinkState.LIVE, **rest):
    return Verdict(health=health, link=LinkVerdict(state=link, **rest))


# Text without what the store leaves out on purpose: userinfo (the `@`) and NUL.
texts = st.text(st.characters(codec="utf-8", exclude_characters="\0@"), max_size=20)
moments = st.datetimes(timezones=st.just(UTC))
days = st.dates()
statuses = st.integers(100, 999)
counts = st.integers(0, 2**40)
pairs = st.lists(st.tuples(st.sampled_from(("content-type", "location", "x-odd")), texts), max_size=3).map(tuple)
bodies = st.one_of(st.binary(max_size=40), texts.map(str.encode), st.just(b"much the same " * 1000))


def _maybe(strategy):
    return st.none() | strategy


def _tuples(strategy):
    return st.lists(strategy, max_size=3).map(tuple)


requests = st.builds(
    Request,
    uri=texts,
    method=st.sampled_from(("GET", "HEAD")),
    headers=pairs,
    max_body_bytes=_maybe(counts),
    terms=st.sampled_from(Terms),
)
responses = st.builds(
    Response, status=statuses, reason=texts, headers=pairs, body=bodies, body_end=st.sampled_from(BodyEnd)
)
failures = st.builds(Failure, kind=st.sampled_from(FailureKind), detail=texts)
exchanges = st.builds(
    Exchange,
    request=requests,
    outcome=responses | failures,
    started_at=moments,
    elapsed_s=st.floats(0, 1e6),
    peer=_maybe(texts),
)
probes = st.builds(
    Probe,
    key=texts,
    exchanges=_tuples(exchanges),
    skipped=_maybe(st.sampled_from(SkipReason)),
    vantage=st.sampled_from(Vantage),
    siblings=_tuples(exchanges),
)
captures = st.builds(Capture, uri_m=texts, captured_at=moments, status=_maybe(statuses))
replies = st.builds(
    ArchiveReply,
    archive=texts,
    key=texts,
    asked_at=moments,
    captures=_maybe(_tuples(captures)),
    excluded=st.booleans(),
    because=_maybe(texts),
)
inquiries = st.builds(Inquiry, reply=replies, exchanges=_tuples(exchanges))
findings = st.builds(Finding, rule=texts, state=st.sampled_from(LinkState), because=texts, proposal=_maybe(texts))
verdicts = st.builds(
    Verdict,
    health=st.sampled_from(Health),
    link=st.builds(
        LinkVerdict,
        state=st.sampled_from(LinkState),
        confirmed=st.booleans(),
        since=_maybe(moments),
        status=_maybe(statuses),
        final_uri=_maybe(texts),
        checked_at=_maybe(moments),
        failure=_maybe(st.sampled_from(FailureKind)),
        checks=counts,
        suspected=_maybe(st.sampled_from(LinkState)),
        findings=_tuples(findings),
    ),
    content=st.builds(ContentVerdict, state=st.sampled_from(ContentState), because=_maybe(texts)),
    archive=st.builds(
        ArchiveVerdict,
        state=st.sampled_from(ArchiveState),
        archive=_maybe(texts),
        uri_m=_maybe(texts),
        captured_at=_maybe(moments),
        distance_days=_maybe(counts),
        because=_maybe(texts),
    ),
)
citations = st.builds(
    Citation,
    uri=texts,
    target=texts,
    text=texts,
    context=texts,
    kind=st.sampled_from(Kind),
    number=_maybe(counts),
    line=_maybe(counts),
    offset=_maybe(counts),
    page=_maybe(counts),
    accessed=_maybe(days),
    repaired=st.booleans(),
    alternatives=_tuples(texts),
    because=_maybe(texts),
    note=_maybe(texts),
)
