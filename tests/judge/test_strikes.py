"""Strikes: histories as a calendar, and what stands after each.

A line is `day:what`, with `+` live, `4` 404, `0` 410, `n` no such host, `s` soft 404, `t` time-out, `c` certificate
expired, `w` wall, `?` our own parser, `o` offline, `b` left out by the breaker, `h` another site's home page.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.judge.strikes import BAD
from auditor.model import FailureKind, LinkState, Probe, SkipReason, Vantage, Verdict
from auditor.settings import JudgePolicy
from tests.judge.build import SINGLE_RUN, START, STRIKES, failure, html, over, probe, redirect, response

SEEN = {
    "+": (response(),),
    "m": (redirect("/new/harbour-dredging"), response()),
    "4": (response(404),),
    "0": (response(410),),
    "n": (failure(FailureKind.NO_SUCH_HOST),),
    "s": (response(200, html("Page not found", "Sorry.")),),
    "t": (failure(FailureKind.TIMEOUT),),
    "c": (failure(FailureKind.TLS_EXPIRED),),
    "w": (response(403),),
    "?": (failure(FailureKind.PROTOCOL),),
    "o": (failure(FailureKind.TIMEOUT),),
    "b": (),
    "h": (redirect("https://www.other.example/"), response(200, html("Other"))),
}


def look(word: str) -> Probe:
    day, _, what = word.partition(":")
    skipped = SkipReason.BREAKER if what == "b" else None
    vantage = Vantage.OFFLINE if what == "o" else Vantage.ONLINE
    return probe(*SEEN[what], day=float(day), skipped=skipped, vantage=vantage)


def history(line: str, policy: JudgePolicy = STRIKES) -> Verdict:
    return over(*map(look, line.split()), policy=policy)


@pytest.mark.parametrize(
    ("line", "state", "confirmed", "suspected"),
    [
        # never seen well: the suspicion itself is shown, until it has its strikes
        ("0:4", "dead", False, None),
        ("0:4 3:4", "dead", False, None),
        ("0:4 3:4 6:4", "dead", True, None),
        ("0:s 3:s 6:s", "soft-404", True, None),
        ("0:t 3:t 6:t", "unreachable", True, None),
        # looks that come too soon are no further strikes
        ("0:4 1:4 2:4", "dead", False, None),
        ("0:4 1:4 3:4 4:4 5:4", "dead", False, None),
        ("0:4 2.9:4 5.8:4", "dead", False, None),
        ("0:4 1:4 3:4 4:4 6:4", "dead", True, None),
        # what says it itself needs two, a day apart
        ("0:0", "dead", False, None),
        ("0:0 0.5:0", "dead", False, None),
        ("0:0 1:0", "dead", True, None),
        ("0:n 1:n", "dead", True, None),
        ("0:n 1:0", "dead", True, None),
        ("0:t 1:0", "dead", False, None),
        ("0:0 1:4", "dead", False, None),
        # any success resets
        ("0:4 3:4 4:+", "live", True, None),
        ("0:4 3:4 4:+ 6:4", "live", False, "dead"),
        ("0:4 3:4 6:4 9:+", "live", True, None),
        ("0:4 3:4 6:4 9:m", "moved", True, None),
        # what was well keeps its state beside the suspicion, until the strikes are complete
        ("0:+ 1:4", "live", False, "dead"),
        ("0:+ 1:4 4:4", "live", False, "dead"),
        ("0:+ 1:4 4:4 7:4", "dead", True, None),
        ("0:m 1:t", "moved", False, "unreachable"),
        ("0:+ 1:s 4:t", "live", False, "unreachable"),
        ("0:+ 1:s 4:t 7:4", "dead", True, None),
        ("0:+ 1:0 2:0", "dead", True, None),
        # walls are no strike and no reset
        ("0:w", "blocked", True, None),
        ("0:w 4:w 8:w 12:w", "blocked", True, None),
        ("0:+ 3:w", "blocked", True, None),
        ("0:4 3:w 6:w", "dead", False, None),
        ("0:4 3:w 6:4 9:4", "dead", True, None),
        ("0:w 3:4", "dead", False, None),
        ("0:+ 1:4 2:w", "live", False, "dead"),
        ("0:4 3:4 6:4 9:w", "dead", True, None),
        ("0:w 3:+", "live", True, None),
        # what was no look at the citation changes nothing
        ("0:o", "unknown", True, None),
        ("0:+ 1:o", "live", True, None),
        ("0:+ 1:?", "live", True, None),
        ("0:+ 1:b", "live", True, None),
        ("0:b", "unreachable", False, None),
        ("0:b 3:b 6:b 9:b", "unreachable", False, None),
        ("0:w 3:b", "blocked", True, None),
        ("0:4 3:o 6:4 7:b 9:4", "dead", True, None),
        ("0:4 3:o 6:?", "dead", False, None),
        # what never confirms, however often
        ("0:c 3:c 6:c 9:c", "unreachable", False, None),
        ("0:+ 3:c 6:c 9:c 12:c", "live", False, "unreachable"),
        ("0:h 3:h 6:h 9:h", "soft-404", False, None),
        ("0:4 3:4 6:4 9:c", "dead", True, None),
        ("0:4 3:c 6:4 9:4", "dead", True, None),
    ],
)
def test_what_stands_after_a_history(line: str, state: str, *, confirmed: bool, suspected: str | None) -> None:
    link = history(line).link
    assert (link.state, link.confirmed, link.suspected) == (state, confirmed, suspected)


def test_a_suspicion_is_counted_and_dated_from_its_first_look() -> None:
    link = history("0:+ 2:4 3:4 5:w 6:4").link
    assert link.suspected is LinkState.DEAD
    assert link.since == START + timedelta(days=2)
    assert link.checks == 3
    assert link.checked_at == START + timedelta(days=6)
    assert link.status == 404


def test_a_confirmed_state_is_dated_from_its_first_look_too() -> None:
    link = history("0:4 3:4 6:4 9:4").link
    assert (link.since, link.checks) == (START, 4)


def test_what_is_well_has_no_since() -> None:
    assert history("0:4 3:+").link.since is None


def test_the_findings_are_of_the_look_that_stands_and_of_the_latest() -> None:
    link = history("0:+ 1:o").link
    assert [each.state for each in link.findings] == [LinkState.LIVE, LinkState.UNKNOWN]
    assert link.checked_at == START
    assert [each.because for each in history("0:+ 1:4").link.findings] == ["404 Not Found from www.example.org"]


def test_a_look_that_the_breaker_cut_off_after_a_failure_is_a_strike() -> None:
    looks = [probe(failure(FailureKind.TIMEOUT), day=3.0 * n, skipped=SkipReason.BREAKER) for n in range(3)]
    link = over(*looks).link
    assert (link.state, link.confirmed) == (LinkState.UNREACHABLE, True)


@pytest.mark.parametrize("strikes", [1, 2, 3, 5])
def test_the_policy_sets_how_many_strikes_it_takes(strikes: int) -> None:
    policy = JudgePolicy(strikes=strikes, strike_days=1.0)
    for looks in range(1, 7):
        line = " ".join(f"{day}:4" for day in range(looks))
        assert history(line, policy).link.confirmed is (looks >= strikes)


def test_a_policy_of_one_strike_confirms_a_410_at_once() -> None:
    assert history("0:0", JudgePolicy(strikes=1)).link.confirmed


def test_a_single_run_takes_what_it_saw_last_and_confirms_nothing_bad() -> None:
    for line, state, confirmed in [
        ("0:4", "dead", False),
        ("0:+ 1:4", "dead", False),
        ("0:4 3:4 6:4", "dead", False),
        ("0:4 3:4 6:+", "live", True),
        ("0:+ 1:w", "blocked", True),
    ]:
        link = history(line, SINGLE_RUN).link
        assert (link.state, link.confirmed, link.suspected, link.since) == (state, confirmed, None, None)
        assert link.checks == 1


def test_without_any_look_nothing_is_known() -> None:
    link = over().link
    assert (link.state, link.checks) == (LinkState.UNKNOWN, 0)
    assert link.findings[0].because == "not asked yet"


calendars = st.lists(
    st.tuples(st.sampled_from([0.0, 0.3, 1.0, 2.9, 3.0, 7.0]), st.sampled_from(list(SEEN))), max_size=10
)


def told(calendar: list[tuple[float, str]], policy: JudgePolicy = STRIKES) -> Verdict:
    day, line = 0.0, []
    for apart, what in calendar:
        day += apart
        line.append(f"{day}:{what}")
    return history(" ".join(line), policy)


@given(calendars)
def test_any_success_resets_whatever_was_before(calendar: list[tuple[float, str]]) -> None:
    link = told([*calendar, (1.0, "+")]).link
    assert (link.state, link.confirmed, link.suspected, link.since) == (LinkState.LIVE, True, None, None)


@given(calendars)
def test_nothing_is_confirmed_by_looks_of_less_than_a_day(calendar: list[tuple[float, str]]) -> None:
    link = told([(0.0, what) for _, what in calendar]).link
    assert link.confirmed is (link.state not in BAD and link.suspected is None)


@given(calendars)
def test_walls_and_our_own_trouble_are_never_bad_however_often(calendar: list[tuple[float, str]]) -> None:
    harmless = [(apart, what) for apart, what in calendar if what in "w?o+m"]
    link = told(harmless).link
    assert link.state not in BAD
    assert link.suspected is None


@given(calendars)
def test_a_confirmed_state_has_had_its_strikes(calendar: list[tuple[float, str]]) -> None:
    link = told(calendar).link
    if link.state in BAD and link.confirmed:
        assert link.since is not None
        assert link.checked_at is not None
        assert link.checks >= 2
        assert link.checked_at - link.since >= timedelta(days=1)


@given(calendars)
def test_one_run_alone_never_says_dead(calendar: list[tuple[float, str]]) -> None:
    link = told(calendar, SINGLE_RUN).link
    assert not (link.state in BAD and link.confirmed)
