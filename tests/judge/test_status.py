"""Statuses: which are dead, which never, and which leave the decision to the content."""

from __future__ import annotations

import pytest

from auditor.judge.status import NEVER_DEAD
from auditor.model import BodyEnd, LinkState
from tests.judge.build import POLICIES, decisive, html, over, probe, response, seen, state


@pytest.mark.parametrize("status", [404, 410])
def test_not_found_and_gone_are_dead(status: int) -> None:
    found = decisive(response(status))
    assert (found.state, found.rule) == (LinkState.DEAD, "liveness")


def test_a_404_is_told_in_one_sentence_with_its_host() -> None:
    assert decisive(response(404)).because == "404 Not Found from www.example.org"


@pytest.mark.parametrize("status", sorted(NEVER_DEAD))
@pytest.mark.parametrize("policy", POLICIES)
def test_what_keeps_us_out_is_blocked_under_every_policy(status: int, policy) -> None:
    verdict = over(*(probe(response(status), day=4.0 * times) for times in range(6)), policy=policy)
    assert verdict.link.state is LinkState.BLOCKED


def test_the_promised_statuses_are_among_them() -> None:
    assert {401, 402, 403, 429, 451, 999} <= NEVER_DEAD


@pytest.mark.parametrize("status", [400, 408, 425, 409, 422, 500, 502, 503, 504, 520, 521, 523, 526, 530])
def test_trouble_is_unreachable(status: int) -> None:
    assert state(response(status)) is LinkState.UNREACHABLE


@pytest.mark.parametrize("status", [413, 414, 421, 426, 431, 598, 599, 600, 799, 101, 304, 0, -1])
def test_what_speaks_of_our_request_or_makes_no_sense_is_unknown(status: int) -> None:
    assert state(response(status)) is LinkState.UNKNOWN


@pytest.mark.parametrize("status", [200, 203, 206, 300])
def test_a_good_answer_with_a_page_is_live(status: int) -> None:
    assert state(response(status)) is LinkState.LIVE


@pytest.mark.parametrize("status", [204, 205])
def test_no_content_is_unreachable(status: int) -> None:
    assert state(response(status, b"")) is LinkState.UNREACHABLE


@pytest.mark.parametrize("end", [BodyEnd.WHOLE, BodyEnd.CUT, BodyEnd.STALLED])
def test_an_empty_page_is_no_page(end: BodyEnd) -> None:
    assert state(response(200, b"", end=end)) is LinkState.UNREACHABLE


def test_a_body_that_we_could_not_unpack_was_an_answer() -> None:
    found = decisive(response(200, b"", end=BodyEnd.UNDECODABLE))
    assert found.state is LinkState.LIVE
    assert "could not be unpacked" in found.because


def test_half_a_page_is_a_page() -> None:
    assert state(response(200, end=BodyEnd.CUT)) is LinkState.LIVE


def test_202_is_blocked_until_it_has_something_to_read() -> None:
    assert state(response(202, b"")) is LinkState.BLOCKED
    assert state(response(202, html("", "<script>go()</script>"))) is LinkState.BLOCKED
    assert state(response(202)) is LinkState.LIVE


def test_a_pdf_is_live() -> None:
    assert state(response(200, b"%PDF-1.4 ...", kind="application/pdf")) is LinkState.LIVE


def test_a_reason_phrase_of_the_peers_is_shown_tame() -> None:
    answer = response(418)
    link = seen(type(answer)(status=418, reason="tea\x1b[31m" + "pot" * 100)).link
    assert "\x1b" not in link.findings[0].because
    assert len(link.findings[0].because) < 120
