"""Platforms that are asked more than once, or never: DOIs and Mastodon, and the closed ones."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from auditor.judge.verdict import judge
from auditor.model import (
    Evidence,
    Exchange,
    Failure,
    FailureKind,
    LinkState,
    Probe,
    Response,
    SkipReason,
    Verdict,
)
from auditor.probe import Done, Send
from auditor.probe.steps import first_step, next_step
from auditor.settings import NetPolicy
from tests.judge.build import SINGLE_RUN, STRIKES, html, redirect, reference, response
from tests.sites.test_platforms import MASTODON

DOI = "https://doi.org/10.1016/j.marpol.2024.105%3C42%3E"
REGISTRY = "https://doi.org/api/handles/10.1016/j.marpol.2024.105%3C42%3E?type=URL"
PAGE = "https://linkinghub.example.org/pii/S0308597X2400"
NOW = datetime(2026, 3, 2, tzinfo=UTC)
POLICY = NetPolicy(retries=0)


def code(number: object, status: int = 200) -> Response:
    return response(
        status, json.dumps({"responseCode": number, "handle": "10.1016/x"}).encode(), kind="application/json"
    )


WALL = response(403, html("Just a moment..."), headers=[("cf-mitigated", "challenge")])
WALL_200 = response(
    200, b"<html><head><title></title></head><body>Request unsuccessful. Incapsula incident ID: 1-2</body></html>"
)


def look(uri: str, *answers: Response | Failure) -> Probe:
    """The look that `next_step` makes of these answers, all of which it has to ask for."""
    left, past = list(answers), ()
    step = first_step(reference(uri), POLICY)
    while isinstance(step, Send):
        past = (*past, Exchange(request=step.request, outcome=left.pop(0), started_at=NOW))
        step = next_step(reference(uri), past, POLICY, jitter=0.0)
    assert isinstance(step, Done)
    assert not left
    return step.probe


def judged(probe: Probe, uri: str) -> Verdict:
    return judge(Evidence(reference=reference(uri), probes=(probe,)), SINGLE_RUN)


def test_a_doi_is_asked_of_its_registry_and_then_its_page_and_the_look_holds_both() -> None:
    probe = look(DOI, code(1), redirect(PAGE, 302), response())
    assert [each.request.uri for each in probe.exchanges] == [REGISTRY, DOI, PAGE]
    link = judged(probe, DOI).link
    assert (link.state, link.final_uri) == (LinkState.LIVE, DOI)


def test_a_doi_that_its_registry_does_not_know_is_dead_without_asking_its_page() -> None:
    link = judged(look(DOI, code(100, 404)), DOI).link
    assert (link.state, link.findings[0].rule) == (LinkState.DEAD, "doi")
    assert "10.1016/j.marpol.2024.105<42>" in link.findings[0].because


@pytest.mark.parametrize("wall", [WALL, WALL_200])
def test_a_registered_doi_whose_page_is_walled_is_live(wall: Response) -> None:
    link = judged(look(DOI, code(1), redirect(PAGE, 302), wall), DOI).link
    assert (link.state, link.findings[0].rule) == (LinkState.LIVE, "doi")
    assert "registered" in link.findings[0].because


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (response(404), LinkState.DEAD),
        (Failure(kind=FailureKind.NO_SUCH_HOST), LinkState.DEAD),
        (response(500), LinkState.UNREACHABLE),
    ],
)
def test_a_registered_doi_whose_page_is_gone_is_what_the_general_rules_say(
    answer: Response | Failure, state: LinkState
) -> None:
    found = judged(look(DOI, code(1), redirect(PAGE, 302), answer), DOI).link.findings[0]
    assert found.state is state
    assert found.rule != "doi"


@pytest.mark.parametrize(
    "silence",
    [
        response(200),
        code("100", 404),
        code(200, 404),
        code(2, 500),
        response(200, b"[" * 100_000, kind="application/json"),
        Failure(kind=FailureKind.DEADLINE),
    ],
)
def test_without_a_word_of_the_registry_the_page_decides_and_a_wall_is_a_wall(silence: Response | Failure) -> None:
    assert judged(look(DOI, silence, response()), DOI).link.state is LinkState.LIVE
    assert judged(look(DOI, silence, WALL), DOI).link.state is LinkState.BLOCKED


def test_a_mastodon_post_that_the_api_shows_needs_no_page() -> None:
    post = {"id": "109876543210987654", "account": {}}
    probe = look(MASTODON, response(200, json.dumps(post).encode(), kind="application/json"))
    assert judged(probe, MASTODON).link.state is LinkState.LIVE


@pytest.mark.parametrize("answer", [response(404, b"{}", kind="application/json"), response(401), response(200)])
def test_what_may_be_no_mastodon_is_judged_by_its_page(answer: Response) -> None:
    assert judged(look(MASTODON, answer, response()), MASTODON).link.state is LinkState.LIVE
    assert judged(look(MASTODON, answer, response(404)), MASTODON).link.state is LinkState.DEAD


@pytest.mark.parametrize(
    "uri",
    [
        "https://www.linkedin.com/posts/someone_activity-71-abcd",
        "https://de.linkedin.com/in/someone",
        "https://www.facebook.com/someone/posts/123",
        "https://fb.watch/abc",
        "https://www.instagram.com/p/Cabc/",
    ],
)
@pytest.mark.parametrize("policy", [SINGLE_RUN, STRIKES])
def test_a_closed_platform_is_never_asked_and_blocked(uri: str, policy: object) -> None:
    probe = look(uri)
    assert (probe.exchanges, probe.skipped) == ((), SkipReason.CLOSED)
    link = judge(Evidence(reference=reference(uri), probes=(probe, probe)), policy).link
    assert link.state is LinkState.BLOCKED
    assert "wasn't asked" in link.findings[0].because
