"""Link headers are read as RFC 8288 writes them, and garbage in one spoils none of the others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.archives.link_header import links, target_of
from tests.archives.build import answer


def read(*values):
    return [
        (link.target, set(link.relations), dict(link.parameters))
        for link in links(answer(200, *(("link", each) for each in values)))
    ]


def test_commas_and_semicolons_in_targets_and_quotes_separate_nothing():
    value = '<http://a.example/x,y;z>; rel="original", <http://a.example/2>; rel="memento"; datetime="Sat, 01 Jun 2019 08:09:10 GMT"; x="a;b\\"c"'
    assert read(value) == [
        ("http://a.example/x,y;z", {"original"}, {}),
        ("http://a.example/2", {"memento"}, {"datetime": "Sat, 01 Jun 2019 08:09:10 GMT", "x": 'a;b"c'}),
    ]


def test_one_link_may_have_several_relations():
    assert read('<u>; rel="first prev memento"') == [("u", {"first", "prev", "memento"}, {})]


def test_several_headers_are_read_in_order():
    assert [target for target, _, _ in read("<a>; rel=x", "<b>; rel=x, <c>; rel=y")] == ["a", "b", "c"]


@pytest.mark.parametrize(
    "value",
    ["<u>;rel=original", "<u> ; REL = Original", '<u>; crossorigin; rel="original"', "<u>; rel=original; rel=other", ", <u>; rel=original",
     "junk, <u>; rel=original", "< u >; rel=original"],
)  # fmt: skip
def test_spelling_makes_no_difference(value):
    assert target_of(answer(200, ("link", value)), "original") == "u"


@pytest.mark.parametrize(
    "value", ["", "u; rel=original", "<u", "<u>", "<u>; rel=", '<u>; rel="original', "rel=original"]
)
def test_what_is_no_link_is_none(value):
    assert target_of(answer(200, ("link", value)), "original") is None


@given(st.text(alphabet='<>;,="\\ relx', max_size=300))
def test_nothing_raises(value):
    links(answer(200, ("link", value)))


@pytest.mark.parametrize(
    "value", ["<" * 60_000, "<a>;" + "a " * 30_000, '<a>; rel="' + "\\" * 60_000, "<a>" + "; b" * 30_000 + " ="]
)
def test_a_hostile_header_costs_no_time(value):
    assert len(links(answer(200, ("link", value)))) <= 1
