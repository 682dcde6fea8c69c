"""Made-up addresses: the shape of the real one, none of its name, the same each time."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.probe.siblings import LEAST_LETTERS, directory, made_up
from auditor.uris import parse

SHAPES = {
    "https://www.example.org/reports/2024/harbour-dredging-costs.html": r"/reports/2024/[a-z]{7}-[a-z]{8}-[a-z]{5}\.html",
    "https://www.nato.int/cps/en/natohq/topics_110496.htm": r"/cps/en/natohq/[a-z]{6}_999\d{3}\.htm",
    "https://example.org/Berichte/Hafen/": r"/Berichte/[A-Z][a-z]{4}[a-z]{3}/",
    "https://example.org/2024/05/a-b": r"/2024/05/[a-z]-[a-z]{7}",
    "https://example.org/a/20210315000123": r"/a/9{7}\d{7}",
    "https://example.org/page/404": r"/page/404[a-z]{8}",
    "https://example.org/%D0%BF%D0%BE%D1%80%D1%82.html": r"/[a-z]{8}\.html",
    "https://example.org/view.do?id=1234567&lang=en": r"/view\.do\?id=999\d{4}&lang=[a-z]{2}",
}


@pytest.mark.parametrize(("uri", "shape"), SHAPES.items(), ids=SHAPES)
def test_the_shape_stays_and_the_name_goes(uri: str, shape: str) -> None:
    first, second = made_up(uri, 1), made_up(uri, 2)
    assert first is not None
    assert second is not None
    parsed = parse(first)
    assert parsed is not None
    assert re.fullmatch(shape, parsed.path + parsed.query), first
    assert first == made_up(uri, 1), "told again it is the same"
    assert len({uri, first, second}) == 3
    assert directory(uri) == directory(first) == directory(second)


@pytest.mark.parametrize("uri", ["https://example.org/", "https://example.org", "mailto:x@example.org", ""])
def test_what_has_no_name_has_nothing_beside_it(uri: str) -> None:
    assert made_up(uri, 1) is None


@given(st.text(max_size=30), st.text(max_size=20), st.integers(1, 3))
def test_whatever_the_address_the_made_up_one_is_another_of_the_same_host(path: str, query: str, number: int) -> None:
    uri = parse(f"https://www.example.org/{path}?{query}")
    if uri is None:
        return
    made = made_up(uri.href, number)
    if made is not None:
        other = parse(made)
        assert other is not None
        assert (other.host, other.scheme) == ("www.example.org", "https")
        assert made != uri.key
        assert len(made) <= 4 * len(uri.key) + LEAST_LETTERS


def test_directories_are_told_apart_by_folder_extension_slash_and_query() -> None:
    uris = ("/a/x.html", "/a/x", "/a/x/", "/b/x.html", "/a/x.pdf", "/a/x.html?id=1", "/a/x.html?n=1")
    assert len({directory(f"https://example.org{uri}") for uri in uris}) == len(uris)
    assert directory("https://example.org/a/x.html?id=1") == directory("https://example.org/a/x.html?id=2")
