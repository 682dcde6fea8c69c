"""Whoever cited a page later than others has a copy, a comparison and a health of their own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from auditor import codec
from auditor.judge.as_cited import as_cited
from auditor.judge.verdict import judge
from auditor.model import ContentState, DatedBy, Evidence, Health, Verdict
from tests.judge.articles import courier, gazette, sentences
from tests.judge.build import SINGLE_RUN, memento, probe, reference, reply, response

EARLY, LATE = date(2019, 6, 4), date(2025, 6, 28)
THEN, NOW = sentences(1), sentences(2)  # what it said when it was first cited, and says since


def verdict(*copies: tuple[date, list[str]], days: tuple[date, ...] = (EARLY, LATE)) -> Verdict:
    evidence = Evidence(
        reference=replace(reference(cited_on=days[0]), days=days),
        probes=(probe(response(body=gazette(NOW))),),
        replies=(reply("wayback", *(day for day, _ in copies)),),
        mementos=tuple(memento(courier(said), on=day) for day, said in copies),
    )
    return judge(evidence, SINGLE_RUN)


def test_a_page_that_changed_between_two_citations_has_changed_for_the_earlier_only() -> None:
    both = verdict((date(2019, 6, 5), THEN), (date(2025, 7, 1), NOW))
    earlier, later = (as_cited(both, day, DatedBy.DOCUMENT) for day in (EARLY, LATE))
    assert (earlier.health, earlier.content.state) == (Health.CHANGED, ContentState.DRIFTED)
    assert (later.health, later.content.state) == (Health.HEALTHY, ContentState.SAME)
    assert (earlier.archive.distance_days, later.archive.distance_days) == (1, 3)
    assert "5 June 2019" in (earlier.content.because or "")
    assert "1 July 2025" in (later.content.because or "")


def test_where_only_an_old_copy_is_known_the_later_citation_is_not_called_changed() -> None:
    both = verdict((date(2019, 6, 5), THEN))
    assert as_cited(both, EARLY, DatedBy.DOCUMENT).health is Health.CHANGED
    later = as_cited(both, LATE, DatedBy.DOCUMENT)
    assert (later.health, later.content.state) == (Health.HEALTHY, ContentState.UNKNOWN)
    assert "before it was cited" in (later.content.because or "")


def test_a_page_that_changed_after_the_later_citation_has_changed_for_both() -> None:
    both = verdict((date(2019, 6, 5), THEN), (date(2025, 7, 1), THEN))
    assert [as_cited(both, day, DatedBy.CITATION).health for day in (EARLY, LATE)] == [Health.CHANGED] * 2


def test_days_without_a_difference_are_told_once_and_a_day_between_them_is_as_the_one_before() -> None:
    days = (EARLY, date(2019, 7, 1), LATE, date(2025, 7, 9))
    both = verdict((date(2019, 6, 5), THEN), (date(2025, 7, 1), NOW), days=days)
    assert [since.cited_on for since in both.content.later] == [LATE]
    between = as_cited(both, date(2024, 1, 1), DatedBy.FILE)
    assert between.content.state is ContentState.DRIFTED
    assert as_cited(both, None, None).content.state is ContentState.DRIFTED
    assert as_cited(both, None, None).content.later == ()


def test_it_can_be_stored() -> None:
    both = verdict((date(2019, 6, 5), THEN), (date(2025, 7, 1), NOW))
    assert codec.load(Verdict, codec.dump(both)) == both
