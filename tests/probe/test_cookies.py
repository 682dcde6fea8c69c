"""Cookies go back where they belong, and nowhere else."""

from __future__ import annotations

import pytest

from auditor.model import FailureKind
from auditor.probe.cookies import HEADER_BYTES_AT_MOST, cookie_header
from tests.probe.build import exchange, failure, response


def set_by(uri, *cookies):
    return exchange(uri, response(302, *(("set-cookie", each) for each in cookies)))


def test_a_cookie_goes_back_to_its_host():
    past = (set_by("https://a.example/x", "one=1; HttpOnly", "two=2; SameSite=Lax"),)
    assert cookie_header(past, "https://a.example/y") == "one=1; two=2"


def test_a_later_value_replaces_an_earlier_one():
    past = (set_by("https://a.example/", "n=1"), set_by("https://a.example/", "n=2"))
    assert cookie_header(past, "https://a.example/") == "n=2"


@pytest.mark.parametrize(
    ("cookie", "uri", "goes"),
    [
        ("n=1", "https://www.a.example/", False),  # without Domain to its own host only
        ("n=1; Domain=a.example", "https://www.a.example/", True),
        ("n=1; Domain=.A.Example", "https://www.a.example/", True),
        ("n=1; Domain=www.a.example", "https://www.a.example/", False),  # not its own to give
        ("n=1; Domain=b.example", "https://b.example/", False),
        ("n=1; Domain=example", "https://b.example/", False),  # never to another registrable host
        ("n=1", "https://xa.example/", False),
        ("n=1; Path=/app", "https://a.example/app/x", True),
        ("n=1; Path=/app", "https://a.example/app", True),
        ("n=1; Path=/app", "https://a.example/apple", False),
        ("n=1; Path=/", "https://a.example/apple", True),
        ("n=1; Secure", "https://a.example/", True),
        ("n=1; Secure", "http://a.example/", False),
        ("n=1; Max-Age=0", "https://a.example/", False),
        ("n=1; Max-Age=60", "https://a.example/", True),
        ("n=1; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "https://a.example/", True),
        ("n=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "https://a.example/", False),
        ("n=1; Expires=garbage", "https://a.example/", True),
        ("", "https://a.example/", False),
        ("=nameless", "https://a.example/", False),
        ("n=caf\u00e9", "https://a.example/", False),
        ("n=a\r\nInjected: yes", "https://a.example/", False),
    ],
)
def test_where_a_cookie_goes(cookie, uri, goes):
    assert (cookie_header((set_by("https://a.example/", cookie),), uri) is not None) is goes


def test_without_a_path_a_cookie_belongs_to_the_folder_that_set_it():
    past = (set_by("https://a.example/dir/page", "n=1"),)
    assert cookie_header(past, "https://a.example/dir/other") == "n=1"
    assert cookie_header(past, "https://a.example/elsewhere") is None


def test_a_login_host_gives_its_cookies_back_to_the_site_that_sent_us_there():
    past = (set_by("https://www.a.example/", "x=0"), set_by("https://login.a.example/", "session=1; Domain=a.example"))
    assert cookie_header(past, "https://www.a.example/") == "x=0; session=1"


@pytest.mark.parametrize("suffix", ["co.uk", "gov.uk", "com.au", "uk"])
def test_a_public_suffix_is_no_domain(suffix):
    past = (set_by(f"https://www.{suffix}/", "x=0"), set_by(f"https://one.{suffix}/", f"n=1; Domain={suffix}"))
    assert cookie_header(past, f"https://two.{suffix}/") is None


def test_neighbours_on_a_shared_host_see_nothing_of_each_other():
    past = (set_by("https://me.github.io/", "n=1; Domain=github.io"),)
    assert cookie_header(past, "https://you.github.io/") is None


def test_an_expired_cookie_is_taken_back():
    past = (set_by("https://a.example/", "n=1"), set_by("https://a.example/", "n=; Max-Age=-1"))
    assert cookie_header(past, "https://a.example/") is None


def test_cookies_never_outgrow_a_header():
    past = (set_by("https://a.example/", *(f"n{i}={'x' * 3000}" for i in range(50))),)
    header = cookie_header(past, "https://a.example/")
    assert header is not None
    assert 6000 < len(header) <= HEADER_BYTES_AT_MOST


def test_a_failure_sets_nothing():
    assert cookie_header((exchange("https://a.example/", failure(FailureKind.RESET)),), "https://a.example/") is None
