"""Documents go in once and come out whole, in the order of their run."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.model import AuditRun, Citation, Document, Kind, Vantage
from auditor.store import Store
from tests.store.values import KEY, RUN, at, citations, days, texts

LATER = AuditRun(id="run-2", started_at=at(days=1), auditor="0.1.0")

BRIEFING = Document(
    name="briefing.md",
    media_type="text/markdown",
    title="A briefing",
    published=date(2025, 6, 28),
    sha256="ab" * 32,
    citations=(
        Citation(uri=f"{KEY}#part", target="report", text="the report", context="See the report.", number=1, line=3),
        Citation(uri="#", target="#", kind=Kind.SKIPPED, because="placeholder"),
        Citation(uri=KEY, target=KEY, number=2, line=9, offset=210, accessed=date(2025, 5, 1)),
    ),
)

documents = st.builds(
    Document,
    name=texts,
    media_type=texts,
    title=texts,
    published=st.none() | days,
    base_url=st.none() | texts,
    encoding=st.none() | st.sampled_from(("utf-8", "utf-16")),
    sha256=st.just("cd" * 32),
    problems=st.lists(texts, max_size=2).map(tuple),
    readable=st.booleans(),
    citations=st.lists(citations, max_size=3).map(tuple),
)


@settings(max_examples=30, deadline=None)
@given(collected=st.lists(documents, max_size=4))
def test_whatever_was_collected_reads_back_equal(collected) -> None:
    with TemporaryDirectory() as folder, Store(f"{folder}/auditor.db") as store:
        store.begin(RUN)
        store.put_documents(RUN.id, collected)
        assert store.documents(RUN.id) == tuple(collected)


def test_the_same_document_is_stored_once_for_all_runs(store, rows) -> None:
    other = Document(name="other.md", sha256="00" * 32)
    store.put_documents(RUN.id, [BRIEFING, other])
    store.begin(LATER)
    store.put_documents(LATER.id, [other, BRIEFING])
    assert len(rows("SELECT * FROM documents")) == 2
    assert len(rows("SELECT * FROM citations")) == 3
    assert store.documents(RUN.id) == (BRIEFING, other)
    assert store.documents(LATER.id) == (other, BRIEFING)


def test_a_document_that_changed_leaves_the_former_one_as_it_was(store) -> None:
    changed = replace(BRIEFING, sha256="ef" * 32, citations=BRIEFING.citations[:1])
    reread = replace(BRIEFING, citations=BRIEFING.citations[1:])
    for number, version in enumerate((BRIEFING, changed, reread)):
        store.begin(AuditRun(id=f"v{number}", started_at=at(days=number)))
        store.put_documents(f"v{number}", [version])
    assert store.documents("v0") == (BRIEFING,)
    assert store.documents("v1") == (changed,)
    assert store.documents("v2") == (reread,)


def test_a_file_that_was_only_touched_is_no_other_document_and_keeps_its_first_date(store, rows) -> None:
    first = replace(BRIEFING, published=None, dated=date(2024, 1, 1))
    store.put_documents(RUN.id, [first])
    store.begin(LATER)
    store.put_documents(LATER.id, [replace(first, dated=date(2026, 1, 1))])
    assert len(rows("SELECT * FROM documents")) == 1
    assert store.documents(LATER.id) == (first,)


def test_documents_of_several_calls_follow_each_other(store) -> None:
    first, second = Document(name="1.md"), Document(name="2.md")
    store.put_documents(RUN.id, [first])
    store.put_documents(RUN.id, [second, first])
    assert store.documents(RUN.id) == (first, second, first)


def test_citations_of_one_address_share_a_ref_with_the_earliest_day(store, rows) -> None:
    store.put_documents(RUN.id, [BRIEFING])
    (ref,) = rows("SELECT * FROM refs")
    assert (ref["key"], ref["host"], ref["cited_on"]) == (KEY, "www.example.org", "2025-05-01")
    assert [row["ref"] for row in rows("SELECT ref FROM citations ORDER BY id")] == [ref["id"], None, ref["id"]]


def test_a_ref_learns_of_an_earlier_day_and_never_forgets_it(store, rows) -> None:
    for day in (None, date(2025, 6, 1), date(2024, 1, 1), date(2025, 1, 1), None):
        document = Document(name=f"{day}.md", published=day, citations=(Citation(uri=KEY, target=KEY, number=1),))
        store.put_documents(RUN.id, [document])
    assert [row["cited_on"] for row in rows("SELECT cited_on FROM refs")] == ["2024-01-01"]


def test_userinfo_of_an_address_never_reaches_the_store(store, path) -> None:
    secret = "https://me:hunter2@www.example.org/"
    citation = Citation(
        uri=secret, target=secret, text=secret, context=f"See {secret}.", number=1, alternatives=(f"{secret}b",)
    )
    store.put_documents(
        RUN.id, [Document(name=secret, title=secret, base_url=secret, problems=(secret,), citations=(citation,))]
    )
    (document,) = store.documents(RUN.id)
    assert document.citations[0].uri == "https://www.example.org/"
    assert document.citations[0].context == "See https://www.example.org/."
    store.close()
    assert b"hunter2" not in Path(path).read_bytes()


def test_the_latest_run_is_the_newest_that_has_documents(store) -> None:
    assert store.latest_run() is None
    store.put_documents(RUN.id, [BRIEFING])
    ended = replace(RUN, finished_at=at(minutes=5), complete=False, vantage=Vantage.OFFLINE, policy="single-run")
    store.finish(ended)
    store.begin(LATER)
    assert store.latest_run() == ended
    store.put_documents(LATER.id, [BRIEFING])
    assert store.latest_run() == LATER


def test_a_run_that_ends_keeps_what_refers_to_it(store, rows) -> None:
    store.put_documents(RUN.id, [BRIEFING])
    store.finish(replace(RUN, finished_at=at(minutes=5)))
    assert store.documents(RUN.id) == (BRIEFING,)
    (run,) = rows("SELECT * FROM runs")
    assert (run["started_at"], run["finished_at"]) == ("2026-11-23T12:00:00Z", "2026-11-23T12:05:00Z")
