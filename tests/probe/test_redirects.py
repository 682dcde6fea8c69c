"""A Location is read as browsers read it, and where it leads nowhere the look ends."""

from __future__ import annotations

import pytest

from auditor.probe.redirects import target
from tests.probe.build import exchange, in_turn, look, redirect, response

HERE = "https://a.example/dir/page?q=1#part"


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("https://b.example/x", "https://b.example/x#part"),
        ("//b.example/x", "https://b.example/x#part"),
        ("/x", "https://a.example/x#part"),
        ("x", "https://a.example/dir/x#part"),
        ("../x/./y", "https://a.example/x/y#part"),
        ("?r=2", "https://a.example/dir/page?r=2#part"),
        ("/x#own", "https://a.example/x#own"),
        ("  /x \t", "https://a.example/x#part"),
        (r"\\b.example\x", "https://b.example/x#part"),
        ("https:/b.example/x", "https://a.example/b.example/x#part"),  # as browsers do
        ("http:/b.example/x", "http://b.example/x#part"),
        ("HTTPS://B.Example:443/x", "https://b.example/x#part"),
        ("/münchen", "https://a.example/m%C3%BCnchen#part"),
        ("/m\u00c3\u00bcnchen", "https://a.example/m%C3%BCnchen#part"),  # UTF-8 that was read as Latin-1
        ("https://кц.рф/ru", "https://xn--j1ay.xn--p1ai/ru#part"),
        ("https://me:secret@b.example/", "https://b.example/#part"),
        ("/a b", "https://a.example/a%20b#part"),
    ],
)
def test_where_a_location_leads(location, expected):
    assert target(exchange(HERE, redirect(location))) == expected


@pytest.mark.parametrize(
    "location",
    ["", "   ", "javascript:void(0)", "android-app://org.example/x", "intent://x#Intent;end", "mailto:a@b.example",
     "http://[::1", "http://", "https://a b.example/", "data:text/html,x", "file:///etc/passwd", "http://a.example:99999/"],
)  # fmt: skip
def test_a_location_that_http_cannot_ask_ends_the_look_there(location):
    assert target(exchange(HERE, redirect(location))) is None
    probe, _ = look("https://a.example/", in_turn(redirect("/app"), redirect(location)))
    assert probe.last is not None
    assert probe.last.request.uri == "https://a.example/app"


def test_a_redirect_without_location_ends_the_look():
    assert target(exchange(HERE, response(302))) is None


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_these_statuses_redirect(status):
    assert target(exchange(HERE, redirect("/x", status=status))) is not None


@pytest.mark.parametrize("status", [200, 201, 300, 304, 305, 306, 309, 404, 503])
def test_a_location_beside_another_status_is_no_redirect(status):
    assert target(exchange(HERE, redirect("/x", status=status))) is None
