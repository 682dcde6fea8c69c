"""Verdicts are a history, and the views tell what has become of references and documents."""

from __future__ import annotations

import json
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.model import (
    ArchiveState,
    ArchiveVerdict,
    AuditedCitation,
    AuditedDocument,
    AuditRun,
    Citation,
    Document,
    FailureKind,
    Finding,
    Health,
    Kind,
    LinkState,
    LinkVerdict,
    Verdict,
)
from auditor.store import Store
from tests.store.values import KEY, NOON, RUN, at, moments, texts, verdict, verdicts

DEAD = Verdict(
    health=Health.RECOVERABLE,
    link=LinkVerdict(
        state=LinkState.DEAD,
        status=404,
        since=at(days=-6),
        checked_at=NOON,
        findings=(Finding(rule="status", state=LinkState.DEAD, because="404 Not Found from www.example.org"),),
    ),
    archive=ArchiveVerdict(
        state=ArchiveState.ARCHIVED, uri_m="https://archive.example/2025/report", captured_at=at(days=-300)
    ),
)


@settings(max_examples=30, deadline=None)
@given(history=st.lists(st.tuples(moments, verdicts), max_size=4), key=texts)
def test_the_history_of_a_key_reads_back_equal(history, key) -> None:
    with TemporaryDirectory() as folder, Store(f"{folder}/auditor.db") as store:
        store.begin(RUN)
        for judged_at, judged in history:
            store.put_verdicts(RUN.id, {key: judged}, judged_at=judged_at)
        assert store.verdicts(key) == tuple(history)


def test_the_main_words_of_a_verdict_are_columns(store, rows) -> None:
    store.put_verdicts(RUN.id, {KEY: DEAD}, judged_at=NOON)
    (row,) = rows("SELECT * FROM verdicts")
    assert json.loads(row.pop("verdict"))["link"]["status"] == 404
    row.pop("id"), row.pop("ref")
    assert row == {
        "run": "run-1", "judged_at": "2026-11-23T12:00:00Z", "health": "recoverable", "link": "dead", "confirmed": 1,
        "suspected": None, "since": "2026-11-17T12:00:00Z", "status": 404, "failure": None, "final_uri": None,
        "checked_at": "2026-11-23T12:00:00Z", "because": "404 Not Found from www.example.org", "content": "unknown",
        "archive": "archived", "uri_m": "https://archive.example/2025/report", "captured_at": "2026-01-27T12:00:00Z",
    }  # fmt: skip


def test_enums_are_stored_as_their_words(store, rows) -> None:
    bad = verdict(Health.UNVERIFIED, LinkState.LIVE, suspected=LinkState.DEAD, failure=FailureKind.TIMEOUT)
    store.put_verdicts(RUN.id, {KEY: bad}, judged_at=NOON)
    assert rows("SELECT suspected, failure FROM verdicts") == [{"suspected": "dead", "failure": "no answer in time"}]


def test_latest_verdicts_has_the_newest_of_each_ref(store, rows) -> None:
    other = "https://other.example/"
    store.put_verdicts(RUN.id, {KEY: verdict(), other: verdict()}, judged_at=at(days=-1))
    store.put_verdicts(RUN.id, {KEY: DEAD}, judged_at=NOON)
    assert rows("SELECT uri, host, health FROM latest_verdicts ORDER BY uri") == [
        {"uri": other, "host": "other.example", "health": "healthy"},
        {"uri": KEY, "host": "www.example.org", "health": "recoverable"},
    ]


@pytest.mark.parametrize(
    ("before", "now", "listed"),
    [
        (verdict(), DEAD, True),
        (verdict(Health.AT_RISK), verdict(Health.LOST, LinkState.SOFT_404), True),
        (verdict(Health.UNVERIFIED, LinkState.BLOCKED), DEAD, True),
        (verdict(), verdict(Health.UNVERIFIED, LinkState.USURPED), True),
        (verdict(), verdict(Health.UNVERIFIED, LinkState.BLOCKED), False),
        (DEAD, verdict(Health.LOST, LinkState.DEAD), False),
        (DEAD, verdict(), False),
        (None, DEAD, False),
    ],
)
def test_newly_rotted_lists_what_was_not_rotten_before(store, rows, before, now, listed) -> None:
    if before:
        store.put_verdicts(RUN.id, {KEY: before}, judged_at=at(days=-1))
    store.put_verdicts(RUN.id, {KEY: now}, judged_at=NOON)
    found = rows("SELECT * FROM newly_rotted")
    assert [row["uri"] for row in found] == ([KEY] if listed else [])
    if listed:
        assert (found[0]["health"], found[0]["health_before"]) == (now.health, before.health)
        assert found[0]["judged_before_at"] == "2026-11-22T12:00:00Z"


def test_what_rotted_a_run_ago_is_no_longer_new(store, rows) -> None:
    for number, judged in enumerate((verdict(), DEAD, DEAD)):
        store.put_verdicts(RUN.id, {KEY: judged}, judged_at=at(days=number))
    assert rows("SELECT * FROM newly_rotted") == []


ARCHIVED = ArchiveVerdict(state=ArchiveState.ARCHIVED)


def test_document_health_counts_and_scores_as_the_report_does(store, rows) -> None:
    of = {
        "https://a.example/1": verdict(Health.HEALTHY),
        "https://a.example/2": verdict(Health.AT_RISK),
        "https://a.example/3": Verdict(health=Health.CHANGED, link=LinkVerdict(state=LinkState.LIVE), archive=ARCHIVED),
        "https://a.example/4": verdict(Health.CHANGED),
        "https://a.example/5": DEAD,
        "https://a.example/6": verdict(Health.LOST, LinkState.DEAD),
        "https://a.example/7": verdict(Health.UNVERIFIED, LinkState.BLOCKED),
    }
    cited = tuple(Citation(uri=uri, target=uri, number=number) for number, uri in enumerate([*of, *list(of)[:2]], 1))
    skipped = Citation(uri="mailto:me", target="mailto:me", kind=Kind.SKIPPED)
    document = Document(name="a.md", title="A", citations=(*cited, skipped))
    store.put_documents(RUN.id, [document, Document(name="empty.md")])
    store.put_verdicts(RUN.id, of, judged_at=NOON)
    report = AuditedDocument(
        document=document, citations=tuple(AuditedCitation(citation=one, verdict=of[one.uri]) for one in cited)
    )
    found, empty = rows("SELECT * FROM document_health ORDER BY name")
    assert {health: found[health.replace("-", "_")] for health in Health} == report.counts
    assert found["citations"] == len(cited)
    assert found["score"] == report.score
    assert (empty["citations"], empty["score"]) == (0, None)


def test_document_health_shows_each_document_as_it_was_last_audited(store, rows) -> None:
    store.put_documents(RUN.id, [Document(name="a.md", title="old"), Document(name="b.md", title="kept")])
    store.begin(AuditRun(id="run-2", started_at=at(days=1)))
    store.put_documents("run-2", [Document(name="a.md", title="new")])
    assert [row["title"] for row in rows("SELECT title FROM document_health ORDER BY name")] == ["new", "kept"]
    store.begin(AuditRun(id="run-3", started_at=at(days=2)))
    store.put_documents("run-3", [Document(name="a.md", title="old")])
    assert [row["title"] for row in rows("SELECT title FROM document_health ORDER BY name")] == ["old", "kept"]
