"""Sites that are known by name: Reuters' wall, NATO's old addresses, frozen copies of administrations, renamed agencies."""

from __future__ import annotations

from datetime import date

import pytest

from auditor.judge.verdict import judge
from auditor.model import Evidence, Exchange, FailureKind, LinkState, Probe, Request
from auditor.probe import Done, Send
from auditor.probe.steps import next_step
from auditor.settings import NetPolicy
from tests.judge.build import (
    PARAGRAPH,
    PEW,
    SINGLE_RUN,
    START,
    decisive,
    failure,
    html,
    probe,
    redirect,
    reference,
    response,
    seen,
    state,
)

LONG = PARAGRAPH * 12
REUTERS = "https://www.reuters.com/world/europe/harbour-dredging-2025-06-24/"
NATO = "https://www.nato.int/cps/en/natohq/topics_110496.htm"
STATE = "https://www.state.gov/r/pa/prs/ps/2014/07/229123.htm"
FROZEN = "https://2009-2017.state.gov/r/pa/prs/ps/2014/07/229123.htm"
WORDS = ("Sanctions on the dredging companies of the delta",)


@pytest.mark.parametrize("status", [401, 403])
def test_reuters_refusal_without_a_password_is_its_wall(status: int) -> None:
    found = decisive(response(status, b"<title>reuters.com</title>"), uri=REUTERS)
    assert (found.state, found.rule) == (LinkState.BLOCKED, "reuters")


def test_reuters_other_answers_are_for_the_general_rules() -> None:
    walled = response(401, b"", headers=[("x-datadome", "protected")])
    assert decisive(walled, uri=REUTERS).rule == "wall"
    assert state(response(401, b"", headers=[("www-authenticate", "Basic")]), uri=REUTERS) is LinkState.BLOCKED
    assert state(response(404), uri=REUTERS) is LinkState.DEAD
    assert state(response(200, html("Harbour dredging", LONG)), uri=REUTERS) is LinkState.LIVE
    assert decisive(response(401), uri="https://notreuters.com/x").rule == "liveness"


@pytest.mark.parametrize("target", ["/en/what-we-do/deterrence-and-defence/overview", "/en/news-and-events"])
def test_natos_old_addresses_that_lead_to_another_page_are_soft_404s(target: str) -> None:
    found = decisive(
        redirect(target), response(200, html("Deterrence and defence", LONG)), uri=NATO, words=("NATO treaty",)
    )
    assert found.state is LinkState.SOFT_404
    assert found.rule == "given-up addresses"


def test_natos_old_address_that_leads_to_the_cited_title_has_moved() -> None:
    page = html("The North Atlantic Treaty of Washington", LONG)
    words = ("the North Atlantic Treaty of Washington",)
    found = decisive(redirect("/en/about/treaty"), response(200, page), uri=NATO, words=words)
    assert (found.state, found.rule) == (LinkState.MOVED, "moved")
    assert found.proposal == "https://www.nato.int/en/about/treaty"
    assert state(response(200, html("NATO topics", LONG)), uri=NATO) is LinkState.LIVE


@pytest.mark.parametrize("status", [301, 302])
def test_a_renamed_sites_redirect_is_for_good_whatever_its_status(status: int) -> None:
    uri, new = (
        "https://www.defense.gov/News/Releases/Release/Article/3/",
        "https://www.war.gov/News/Releases/Release/Article/3/",
    )
    found = decisive(redirect(new, status), response(200, html("Release", LONG)), uri=uri)
    assert (found.state, found.rule, found.proposal) == (LinkState.MOVED, "renamed site", new)
    assert (
        decisive(redirect("https://www.war.gov/", status), response(200, html("War", LONG)), uri=uri).rule
        != "renamed site"
    )
    assert state(redirect(new, status), response(404), uri=uri) is LinkState.DEAD


def frozen_look(*answers: object, words: tuple[str, ...] = WORDS) -> tuple[Probe, Evidence]:
    """The department's 404, and what its frozen copy answered."""
    first = probe(response(404), uri=STATE).exchanges[0]
    others = tuple(
        Exchange(request=Request(uri=FROZEN), outcome=each, started_at=START)
        for each in answers  # type: ignore[arg-type]
    )
    look = Probe(key=STATE, exchanges=(first, *others))
    return look, Evidence(reference=reference(STATE, words=words, cited_on=date(2014, 8, 1)), probes=(look,))


def test_a_page_that_is_gone_is_asked_for_at_the_frozen_copy_of_its_day() -> None:
    for day, host in (
        (date(2000, 5, 1), "1997-2001"),
        (date(2014, 8, 1), "2009-2017"),
        (date(2026, 1, 1), "2021-2025"),
    ):
        cited = reference(STATE, cited_on=day)
        step = next_step(cited, probe(response(404), uri=STATE).exchanges, NetPolicy(), jitter=0)
        assert isinstance(step, Send)
        assert step.request.uri == STATE.replace("www", host)
    past = frozen_look(response(404))[0].exchanges
    for cited, exchanges in (
        (reference(STATE), past[:1]),  # of an unknown day
        (reference(STATE, cited_on=date(2014, 8, 1)), past),  # asked already
        (reference(STATE, cited_on=date(2014, 8, 1)), probe(response(200), uri=STATE).exchanges),
        (reference(STATE, cited_on=date(2014, 8, 1)), probe(response(403), uri=STATE).exchanges),
    ):
        assert isinstance(next_step(cited, exchanges, NetPolicy(), jitter=0), Done)


def test_the_white_house_has_its_copies_at_the_national_archives() -> None:
    uri = "https://www.whitehouse.gov/the-press-office/2015/03/02/x"
    step = next_step(
        reference(uri, cited_on=date(2015, 4, 1)), probe(response(404), uri=uri).exchanges, NetPolicy(), jitter=0
    )
    assert isinstance(step, Send)
    assert step.request.uri == "https://obamawhitehouse.archives.gov/the-press-office/2015/03/02/x"


def test_only_the_cited_title_makes_a_frozen_copy_the_page() -> None:
    page = response(200, html("Sanctions on the Dredging Companies of the Delta", LONG))
    found = judge(frozen_look(page)[1], SINGLE_RUN).link.findings[0]
    assert (found.state, found.rule, found.proposal) == (LinkState.MOVED, "frozen copy", FROZEN)
    for answers, said in (
        ((response(200, html("Another page", LONG)),), "has another title"),
        ((response(404),), "has no such page either"),
        ((failure(FailureKind.TIMEOUT),), "gave no answer"),
    ):
        found = judge(frozen_look(*answers)[1], SINGLE_RUN).link.findings[0]
        assert (found.state, found.rule) == (LinkState.DEAD, "frozen copy")
        assert found.because.startswith("404 from www.state.gov; ")
        assert said in found.because


def test_pew_counts_the_statuses_of_known_sites_as_those_of_any() -> None:
    assert seen(response(503), uri=STATE, policy=PEW).link.state is LinkState.DEAD
    assert seen(response(401), uri=REUTERS, policy=PEW).link.state is LinkState.BLOCKED
