"""A domain that was registered after it was cited: told beside what the page shows, and never deciding alone."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from auditor.judge.suspicion import doubtful_owner
from auditor.judge.verdict import judge
from auditor.model import Evidence, LinkVerdict, Registration, Response
from tests.judge.build import PARAGRAPH, SINGLE_RUN, html, probe, reference, response

CITED = date(2019, 5, 1)
PARKED = response(200, html("harbour.example", "This domain may be for sale. Click here to inquire."))
LOST = response(404, html("Not found", "There is nothing here."))
ONE_WORD = response(200, html("A casino for all of us", PARAGRAPH * 12))


def registered(day: str | None) -> Registration:
    when = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
    return Registration(domain="example.org", asked_at=datetime(2026, 3, 2, tzinfo=UTC), registered_at=when)


def link(answer: Response, told: Registration | None, *, cited_on: date | None = CITED) -> LinkVerdict:
    cited = reference(cited_on=cited_on)
    evidence = Evidence(reference=cited, probes=(probe(answer),), registration=told)
    return judge(evidence, SINGLE_RUN).link


def rules(found: LinkVerdict) -> list[str]:
    return [finding.rule for finding in found.findings]


@pytest.mark.parametrize(("answer", "state"), [(response(), "live"), (PARKED, "usurped")])
def test_a_later_registration_is_told_beside_the_state_and_does_not_change_it(answer: Response, state: str) -> None:
    found = link(answer, registered("2024-02-03"))
    assert found.state.value == state
    assert found.findings[-1].because == "example.org was registered on 2024-02-03, after it was cited on 2019-05-01"


@pytest.mark.parametrize("told", [None, registered(None), registered("1997-05-06"), registered("2019-05-01")])
def test_an_earlier_registration_and_none_at_all_say_nothing(told: Registration | None) -> None:
    assert "registration" not in rules(link(PARKED, told))


def test_without_the_day_of_the_citation_nothing_is_said() -> None:
    assert "registration" not in rules(link(PARKED, registered("2024-02-03"), cited_on=None))


def test_it_is_not_told_beside_an_error() -> None:
    assert rules(link(LOST, registered("2024-02-03"))) == ["liveness"]


def test_a_sign_that_is_too_weak_alone_is_enough_with_it() -> None:
    assert link(ONE_WORD, None).state.value == "live"
    assert link(ONE_WORD, registered("1997-05-06")).state.value == "live"
    assert link(ONE_WORD, registered("2024-02-03")).state.value == "usurped"


@pytest.mark.parametrize(
    ("answer", "doubted"),
    [(PARKED, True), (ONE_WORD, True), (response(), False), (LOST, False), (response(403), False)],
)
def test_registries_are_asked_where_a_page_makes_one_doubt(answer: Response, *, doubted: bool) -> None:
    assert doubtful_owner(reference(cited_on=CITED), probe(answer)) is doubted
    assert not doubtful_owner(reference(), probe(answer))
