"""What is due is what isn't known freshly, and the archives are asked about what needs them most first."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from auditor.due import cited_by, due
from auditor.model import (
    ArchiveReply,
    ArchiveState,
    ArchiveVerdict,
    AuditRun,
    Capture,
    Citation,
    Document,
    Exchange,
    Health,
    Inquiry,
    LinkState,
    LinkVerdict,
    Memento,
    Probe,
    Request,
    Response,
    Verdict,
)
from auditor.settings import ArchivesPolicy, Settings
from auditor.store import Store

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
RUN = AuditRun(id="run-1", started_at=NOW)
SETTINGS = Settings()


def document(name: str, *uris: str, published: date | None = None, dated: date | None = None) -> Document:
    citations = tuple(Citation(uri=uri, target=uri, number=number) for number, uri in enumerate(uris, 1))
    return Document(name=name, published=published, dated=dated, citations=citations)


def uri(number: int) -> str:
    return f"https://a.example/{number}"


@pytest.fixture
def store():
    with Store(":memory:") as opened:
        opened.begin(RUN)
        yield opened


def replied(archive: str, key: str, *, days_ago: float, held: bool = False, silent: bool = False) -> Inquiry:
    when = NOW - timedelta(days=days_ago)
    captures = (Capture(uri_m=f"https://{archive}/", captured_at=when),) if held else None if silent else ()
    return Inquiry(reply=ArchiveReply(archive=archive, key=key, asked_at=when, captures=captures))


def asked(store: Store, *uris: str, settings: Settings = SETTINGS) -> list[str]:
    return [question.key for question in due(cited_by([document("a.md", *uris)]), settings, store, NOW).questions]


def test_what_is_rotted_comes_first_then_what_is_at_risk_or_unknown_then_the_rest(store) -> None:
    healths = [Health.HEALTHY, Health.CHANGED, Health.UNVERIFIED, None, Health.AT_RISK, Health.RECOVERABLE, Health.LOST]
    verdicts = {
        uri(n): Verdict(health=health, link=LinkVerdict(state=LinkState.LIVE))
        for n, health in enumerate(healths)
        if health
    }
    store.put_verdicts(RUN.id, verdicts, judged_at=NOW)
    assert asked(store, *map(uri, range(7))) == [uri(n) for n in (5, 6, 2, 3, 4, 1, 0)]


def test_only_the_latest_verdict_counts(store) -> None:
    for health in (Health.LOST, Health.HEALTHY):
        verdict = Verdict(health=health, link=LinkVerdict(state=LinkState.LIVE))
        store.put_verdicts(RUN.id, {uri(0): verdict}, judged_at=NOW)
    assert asked(store, uri(0), uri(1)) == [uri(1), uri(0)]


@pytest.mark.parametrize(
    ("replies", "is_asked"),
    [
        ([("wayback", {"days_ago": 80, "held": True}), ("arquivo.pt", {"days_ago": 6})], False),
        ([("wayback", {"days_ago": 91, "held": True}), ("arquivo.pt", {"days_ago": 6})], True),
        ([("wayback", {"days_ago": 6}), ("arquivo.pt", {"days_ago": 8})], True),
        ([("wayback", {"days_ago": 6}), ("arquivo.pt", {"days_ago": 0.1, "silent": True})], True),
        ([("wayback", {"days_ago": 6})], True),
    ],
)
def test_answers_count_for_as_long_as_they_are_kept(store, replies, is_asked) -> None:
    store.append(RUN.id, [replied(archive, uri(0), **how) for archive, how in replies])
    assert bool(asked(store, uri(0))) is is_asked


@pytest.mark.parametrize(
    ("state", "judged_days_ago", "is_asked"),
    [
        (ArchiveState.ARCHIVED, 5, False),
        (ArchiveState.UNDETERMINED, 5, True),
        (ArchiveState.UNDETERMINED, 7, False),  # it was judged before the archive was asked
    ],
)
def test_a_capture_that_was_judged_to_be_no_copy_does_not_count(store, state, judged_days_ago, is_asked) -> None:
    one = uri(0)
    store.append(RUN.id, [replied(archive, one, days_ago=6, held=True) for archive in ("wayback", "arquivo.pt")])
    verdict = Verdict(
        health=Health.UNVERIFIED, link=LinkVerdict(state=LinkState.DEAD), archive=ArchiveVerdict(state=state)
    )
    store.put_verdicts(RUN.id, {one: verdict}, judged_at=NOW - timedelta(days=judged_days_ago))
    assert bool(asked(store, one)) is is_asked


@pytest.mark.parametrize(
    ("title", "words", "is_copy"),
    [
        ("The ministry's report on the harbour", (), True),
        ("Page not found", (), False),
        ("Page not found", ("Page not found",), True),  # that is what was cited
    ],
)
def test_what_an_archive_shows_is_looked_at_as_the_judge_does_it(store, title, words, is_copy) -> None:
    cited = [replace(one, words=words) for one in cited_by([document("a.md", uri(0))])]
    work = due(cited, SETTINGS, store, NOW)
    long = "The harbour was widened twice, and each time the town grew. " * 100
    page = f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{long}</p></body></html>".encode()
    shown = Response(status=200, headers=(("content-type", "text/html"),), body=page)
    (question,) = work.questions
    for archive in work.archives:
        flaw = archive.flaw(question, Memento(archive=archive.name, captured_at=NOW, response=shown))
        assert (flaw is None) is is_copy


@pytest.mark.parametrize(
    ("published_days_ago", "dated_days_ago", "is_asked"),
    [
        (61, None, False),
        (40, None, False),  # within a month of the answer
        (29, None, True),
        (None, 1, False),  # a file's date changes with every copy
        (-365, None, False),  # a day that hasn't been
    ],
)
def test_an_answer_does_not_count_for_a_citation_of_a_month_later(
    store, published_days_ago, dated_days_ago, is_asked
) -> None:
    answers = [replied(archive, uri(0), days_ago=60, held=True) for archive in ("wayback", "arquivo.pt")]
    store.append(RUN.id, answers)

    def day(days_ago: int | None) -> date | None:
        return None if days_ago is None else NOW.date() - timedelta(days=days_ago)

    earlier = document("a.md", uri(0), published=NOW.date() - timedelta(days=400))
    new = document("b.md", uri(0), published=day(published_days_ago), dated=day(dated_days_ago))
    assert bool(due(cited_by([earlier, new]), SETTINGS, store, NOW).questions) is is_asked


def test_it_says_whose_answer_counts_still(store) -> None:
    store.append(
        RUN.id, [replied("wayback", uri(0), days_ago=6), replied("arquivo.pt", uri(0), days_ago=6, silent=True)]
    )
    work = due(cited_by([document("a.md", uri(0))]), SETTINGS, store, NOW)
    assert (work.answered, work.inquiries) == ({uri(0): frozenset({"wayback"})}, 1)


def test_an_archive_link_is_looked_at_and_its_original_too_but_only_the_original_is_asked_about(store) -> None:
    link = f"https://web.archive.org/web/20190601080910/{uri(0)}"
    work = due(cited_by([document("a.md", link, published=date(2026, 1, 1))]), SETTINGS, store, NOW)
    assert [one.key for one in work.references] == [link, uri(0)]
    assert [(question.key, question.around) for question in work.questions] == [(uri(0), date(2019, 6, 1))]


def test_what_was_seen_well_lately_is_not_looked_at_again(store) -> None:
    exchange = Exchange(request=Request(uri=uri(0)), outcome=Response(status=200), started_at=NOW - timedelta(hours=1))
    store.append(RUN.id, [Probe(key=uri(0), exchanges=(exchange,))])
    work = due(cited_by([document("a.md", uri(0), uri(1))]), SETTINGS, store, NOW)
    assert [one.key for one in work.references] == [uri(1)]


def test_where_no_archive_is_wanted_nothing_is_asked(store) -> None:
    assert asked(store, uri(0), settings=Settings(archives=ArchivesPolicy(enabled=False))) == []


def test_what_is_no_address_is_asked_of_nobody(store) -> None:
    assert asked(store, "http://[", "mailto:a@b.example") == []


# ── the day ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("documents", "day"),
    [
        ([{"published": date(2025, 1, 1), "dated": date(2020, 1, 1)}], date(2025, 1, 1)),
        ([{"dated": date(2020, 1, 1)}], date(2020, 1, 1)),
        ([{"dated": date(2020, 1, 1)}, {"published": date(2025, 1, 1)}], date(2025, 1, 1)),
        (
            [{"published": date(2025, 1, 1)}, {"published": date(2024, 1, 1)}, {"dated": date(2010, 1, 1)}],
            date(2024, 1, 1),
        ),
        ([{"dated": date(2021, 1, 1)}, {"dated": date(2020, 1, 1)}], date(2020, 1, 1)),
        ([{}], None),
    ],
)
def test_a_files_date_counts_only_where_nothing_else_is_dated(documents, day) -> None:
    cited = cited_by([document(f"{n}.md", uri(0), **how) for n, how in enumerate(documents)])
    assert [one.cited_on for one in cited] == [day]


@pytest.mark.parametrize(
    ("cited", "further"),
    [
        ([], []),
        (["2019-06-04"], []),
        (["2019-06-04", "2019-07-04"], []),  # thirty days: one copy is near enough for both
        (["2019-06-04", "2019-07-05", "2019-07-30", "2025-01-01"], ["2019-07-05", "2025-01-01"]),
        ([f"{year}-01-01" for year in range(2000, 2014)], [f"{year}-01-01" for year in (2001, 2004, 2007, 2010, 2013)]),
    ],
)
def test_days_that_are_far_apart_are_asked_about_each_but_not_endlessly(store, cited, further) -> None:
    documents = [document(f"{day}.md", uri(0), published=date.fromisoformat(day)) for day in reversed(cited)]
    (question,) = due(cited_by(documents or [document("a.md", uri(0))]), SETTINGS, store, NOW).questions
    assert question.around == (date.fromisoformat(cited[0]) if cited else None)
    assert [day.isoformat() for day in question.further] == further
