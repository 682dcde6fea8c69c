"""What was refused for our words is asked once in others, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor import uris
from auditor.model import BodyEnd, Response
from auditor.probe.rewording import respelled
from tests.probe.build import in_turn, look, redirect, response

URI = "https://example.org/a"


def asked(*outcomes, uri=URI):
    _, sent = look(uri, in_turn(*outcomes))
    return [(send.request.uri, dict(send.request.headers)) for send in sent]


@pytest.mark.parametrize("status", [406, 412, 415, 428])
def test_what_speaks_of_accept_is_asked_once_for_anything(status):
    assert asked(response(status)) == [(URI, {}), (URI, {"accept": "*/*"})]
    assert asked(response(status), response(200)) == [(URI, {}), (URI, {"accept": "*/*"})]


def test_a_coding_that_cannot_be_undone_is_asked_once_without_any():
    broken = Response(status=200, body=b"", body_end=BodyEnd.UNDECODABLE)
    assert asked(broken) == [(URI, {}), (URI, {"accept-encoding": "identity"})]


@pytest.mark.parametrize("status", [414, 431])
def test_a_head_that_is_too_long_is_sent_once_without_cookies(status):
    setting = redirect("/b", ("set-cookie", "a=1"))
    there = "https://example.org/b"
    assert asked(setting, response(status)) == [(URI, {}), (there, {"cookie": "a=1"}), (there, {})]
    assert asked(response(status)) == [(URI, {})]


def test_cookies_stay_where_other_words_change():
    setting = redirect("/b", ("set-cookie", "a=1"))
    assert asked(setting, response(406))[-1] == ("https://example.org/b", {"cookie": "a=1", "accept": "*/*"})


def test_a_bad_request_is_sent_once_as_another_standard_spells_it():
    assert asked(response(400), uri="https://example.org/a|b?q[]=1#top") == [
        ("https://example.org/a|b?q[]=1#top", {}),
        ("https://example.org/a%7Cb?q%5B%5D=1#top", {}),
    ]
    assert asked(response(400)) == [(URI, {})]


@pytest.mark.parametrize("status", [200, 401, 403, 404, 405, 410, 411, 417, 451, 501])
def test_what_is_about_the_page_is_not_asked_again(status):
    assert len(asked(response(status))) == 1


def test_a_walls_word_is_not_asked_again():
    assert len(asked(response(406, ("cf-mitigated", "challenge")))) == 1


@pytest.mark.parametrize(
    ("uri", "other"),
    [
        ("https://a.example/x|y", "https://a.example/x%7Cy"),
        ("https://a.example/x^y?a=[1]", "https://a.example/x%5Ey?a=%5B1%5D"),
        ("https://a.example/%7Eann/%2D", "https://a.example/~ann/-"),
        ("https://a.example/100%2525", "https://a.example/100%25"),
        ("https://a.example/a%2Fb%20c%26", None),
        ("https://a.example/", None),
        ("https://a.example/a/b.html?c=d&e=f%20g+h", None),
        ("https://a.example/x|y#z|", "https://a.example/x%7Cy#z|"),
    ],
)
def test_another_spelling_of_the_same_address(uri, other):
    assert respelled(uri) == other


@given(path=st.text(max_size=40), query=st.text(max_size=40))
def test_another_spelling_can_be_asked_at_the_same_place(path, query):
    parsed = uris.parse(f"https://a.example/{path}?{query}")
    if parsed is None:
        return
    other = respelled(parsed.key)
    again = uris.parse(other) if other else parsed
    assert again is not None
    assert again.origin == parsed.origin
