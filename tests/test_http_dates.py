"""HTTP dates are read in every form that is still sent, and garbage is nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.http_dates import http_date, to_http_date


@pytest.mark.parametrize(
    "text",
    [
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
        "Sun, 06 Nov 1994 09:49:37 +0100",
        "Sun, 06 Nov 1994 08:49:37 -0000",
        "  Sun, 06 Nov 1994 08:49:37 GMT ",
    ],
)
def test_every_form_of_a_date_means_the_same_moment(text):
    assert http_date(text) == datetime(1994, 11, 6, 8, 49, 37, tzinfo=UTC)


@pytest.mark.parametrize("text", [None, "", "never", "Sun, 99 Nov 1994 08:49:37 GMT"])
def test_garbage_is_no_date(text):
    assert http_date(text) is None


@given(st.text(max_size=60))
def test_nothing_raises(text):
    http_date(text)


@given(st.datetimes(min_value=datetime(1970, 1, 1), max_value=datetime(9999, 1, 1)))  # noqa: DTZ001  the strategy wants naive ones
def test_what_is_written_is_read_back(naive):
    moment = naive.replace(microsecond=0, tzinfo=UTC)
    assert http_date(to_http_date(moment)) == moment


def test_a_date_in_another_zone_comes_out_as_utc():
    berlin = datetime(2026, 11, 23, 3, 0, tzinfo=timezone(timedelta(hours=1)))
    assert to_http_date(berlin.astimezone(UTC)) == "Mon, 23 Nov 2026 02:00:00 GMT"
