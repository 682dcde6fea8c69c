"""However many ask and whatever their clocks do, a service sees no more than it allows, and is left alone when it says so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.net.standing import (
    CLOSED_AT_MOST_S,
    CLOSED_S,
    Standing,
    answered,
    claim,
    is_closed,
    refused,
    throttled,
)

NOW = 1_795_000_000.0
FREE = Standing()


def granted(times: list[float], interval_s: float) -> list[float]:
    """The moments at which those who try at `times` are let through."""
    standing, through = FREE, []
    for now in times:
        standing, wait_s = claim(standing, now, interval_s)
        if wait_s == 0:
            through.append(now)
    return through


@given(
    st.lists(st.floats(0, 30), min_size=1, max_size=400),
    st.sampled_from([24, 120, 480]),
)
def test_no_minute_sees_more_than_is_allowed_however_often_it_is_tried(steps: list[float], per_minute: int) -> None:
    times, now = [], NOW
    for step in steps:
        now += step
        times.append(now)
    through = granted(times, 60.0 / per_minute)
    assert through[0] == times[0]
    for start in through:
        assert sum(start <= at < start + 59.999 for at in through) <= per_minute


def test_who_comes_too_early_is_told_how_long_to_wait_and_takes_nothing() -> None:
    standing, _ = claim(FREE, NOW, 2.5)
    again, wait_s = claim(standing, NOW + 1.0, 2.5)
    assert (again, wait_s) == (standing, 1.5)


@given(st.floats(1, 10**9), st.sampled_from([0.125, 2.5]))
def test_a_clock_that_goes_back_costs_one_interval_at_most(step_s: float, interval_s: float) -> None:
    standing, _ = claim(FREE, NOW, interval_s)
    _, wait_s = claim(standing, NOW - step_s, interval_s)
    assert 0 < wait_s <= interval_s


def test_a_clock_that_goes_back_lengthens_no_rest_and_no_closing() -> None:
    resting = throttled(FREE, NOW, 0.0)
    _, wait_s = claim(resting, NOW - 86_400, 2.5)
    assert wait_s <= 300
    closed = refused(refused(FREE, NOW), NOW)
    assert is_closed(closed, NOW - 86_400)
    # Looked at from before, it is closed for as long as it was meant to be, not for a day and an hour.
    assert min(closed.opens_at, NOW - 86_400 + closed.closed_s) == NOW - 86_400 + CLOSED_S


def test_429_rests_for_a_minute_or_for_as_long_as_it_says() -> None:
    for asked_s, rest_s in ((0.0, 60.0), (5.0, 60.0), (120.0, 120.0)):
        assert claim(throttled(FREE, NOW, asked_s), NOW, 1.0)[1] == rest_s


def test_a_429_that_was_in_flight_when_the_rest_began_is_not_another() -> None:
    resting = throttled(FREE, NOW, 0.0)
    assert throttled(resting, NOW + 0.5, 0.0) == resting


def test_the_third_rest_in_a_row_closes_and_an_answer_in_between_does_not() -> None:
    standing, now = FREE, NOW
    for _ in range(3):
        assert not is_closed(standing, now)
        standing = throttled(standing, now, 0.0)
        now += 61.0
    assert is_closed(standing, now)
    standing, now = FREE, NOW
    for _ in range(10):
        standing = answered(throttled(standing, now, 0.0), now + 61.0)
        now += 62.0
    assert not is_closed(standing, now)


def test_a_rest_that_nobody_waits_for_closes_for_as_long_up_to_a_day() -> None:
    closed = throttled(FREE, NOW, 7200.0)
    assert is_closed(closed, NOW + 7199)
    assert not is_closed(closed, NOW + 7201)
    assert not is_closed(throttled(FREE, NOW, 10.0**9), NOW + CLOSED_AT_MOST_S)


def test_two_refused_connections_close_for_an_hour_then_each_for_twice_as_long() -> None:
    standing, now, lengths = refused(FREE, NOW), NOW, []
    assert not is_closed(standing, now)
    for _ in range(7):
        standing = refused(standing, now)
        assert is_closed(standing, now)
        lengths.append(standing.opens_at - now)
        now = standing.opens_at
        assert not is_closed(standing, now)
    assert lengths == [CLOSED_S * 2**n for n in range(5)] + [CLOSED_AT_MOST_S] * 2


def test_an_answer_makes_an_end_of_it() -> None:
    closed = refused(refused(FREE, NOW), NOW)
    open_again = answered(closed, NOW + CLOSED_S)
    assert not is_closed(refused(open_again, NOW + CLOSED_S), NOW + CLOSED_S)
    assert refused(refused(open_again, NOW + CLOSED_S), NOW + CLOSED_S).closed_s == CLOSED_S


@pytest.mark.parametrize("late", [answered, refused])
def test_what_was_in_flight_when_it_closed_changes_nothing(late) -> None:
    closed = refused(refused(FREE, NOW), NOW)
    after = late(closed, NOW + 1)
    assert (after.opens_at, after.closed_s) == (closed.opens_at, closed.closed_s)
