"""Times and addresses of captures are read as archives write them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.archives.answers import nearest, noon
from auditor.archives.replay import digits, moment, replay_at
from auditor.model import Capture

BASE = "https://old.example/web/"


@given(st.datetimes(min_value=datetime(1, 1, 1)))  # noqa: DTZ001  the strategy wants naive ones
def test_digits_are_read_back(naive):
    when = naive.replace(microsecond=0, tzinfo=UTC)
    assert moment(digits(when)) == when


@pytest.mark.parametrize(
    "written",
    ["", "2", "201", "20190", "2019060108091", "201906010809100", "20000012170449", "20000800241623", "00000101000000",
     "2019060108091٠", "2019-06-01", "20190601 80910", "+2019060108091"],
)  # fmt: skip
def test_what_is_no_time_is_none(written):
    assert moment(written) is None


@given(st.text(alphabet="0123456789٠ +-", max_size=16))
def test_no_digits_raise(written):
    moment(written)


@pytest.mark.parametrize(
    ("address", "original", "raw"),
    [
        (f"{BASE}20190601080910/https://a.example/b?c=d", "https://a.example/b?c=d", False),
        (f"{BASE}20190601080910id_/https://a.example/b", "https://a.example/b", True),
        (f"{BASE}20190601080910im_/https://a.example/b", "https://a.example/b", False),
        ("http://old.example/web/20190601080910/http://a.example:80", "http://a.example/", False),
        ("/web/20190601080910/https://a.example/b", "https://a.example/b", False),
        (f"{BASE}20190601080910/https://a.example/x/20200101000000/y", "https://a.example/x/20200101000000/y", False),
    ],
)
def test_a_capture_is_named_by_its_address(address, original, raw):
    replay = replay_at(address, BASE)
    assert replay is not None
    assert (replay.digits, replay.original, replay.raw) == ("20190601080910", original, raw)


@pytest.mark.parametrize(
    "address",
    [
        BASE,
        f"{BASE}https://a.example/20190601080910/b",
        f"{BASE}2019/https://a.example/",
        f"{BASE}20190099000000/https://a.example/",
        "https://old.example/other/20190601080910/https://a.example/",
        "https://new.example/web/20190601080910/https://a.example/",
        "https://old.example:8443/web/20190601080910/https://a.example/",
        "http://[",
        "",
    ],
)
def test_other_addresses_name_none(address):
    assert replay_at(address, BASE) is None


def captures(*days):
    return [Capture(uri_m=day, captured_at=datetime.fromisoformat(day).replace(tzinfo=UTC)) for day in days]


def test_the_nearest_is_by_distance_then_the_earlier_and_without_a_day_the_latest():
    day = datetime(2019, 6, 14, tzinfo=UTC).date()
    assert noon(day) == datetime(2019, 6, 14, 12, tzinfo=UTC)
    both = captures("2019-06-15T12:00", "2019-06-13T12:00", "2019-06-10T12:00")
    found = nearest(both, day)
    assert found is not None
    assert found.uri_m == "2019-06-13T12:00"
    latest = nearest(both, None)
    assert latest is not None
    assert latest.uri_m == "2019-06-15T12:00"
    assert nearest([], day) is None
