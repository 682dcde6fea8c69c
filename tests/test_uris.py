"""What is the same page and what isn't, and that an address is asked for as it was cited."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.extract import Source
from auditor.extract.select import read_document
from auditor.uris import key_of, parse, references, same_page


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.org/x", "http://a.org/x"),
        ("https://a.org/x", "https://www.a.org/x"),
        ("https://a.org/x", "https://a.org/x/"),
        ("https://a.org/x", "https://a.org/x#part"),
        ("https://a.org", "https://a.org/"),
        ("https://A.org/x", "https://a.org/x"),
        ("https://a.org:443/x", "https://a.org/x"),
        ("https://a.org/a/../x", "https://a.org/x"),
        ("https://a.org/straße", "https://a.org/stra%C3%9Fe"),
        ("https://müller.de/", "https://xn--mller-kva.de/"),
    ],
)
def test_these_are_the_same_page(one: str, other: str) -> None:
    assert same_page(one, other)
    assert same_page(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.org/x", "https://a.org/X"),
        ("https://a.org/x", "https://a.org/x?q=1"),
        ("https://a.org/x?q=1", "https://a.org/x?q=2"),
        ("https://a.org/x?a=1&b=2", "https://a.org/x?b=2&a=1"),
        ("https://a.org/x", "https://a.org/x.html"),
        ("https://a.org/x", "https://b.org/x"),
        ("https://a.org/x", "https://sub.a.org/x"),
        ("https://a.org:8443/x", "https://a.org/x"),
        ("https://a.org/x", "https://a.org/x/y"),
        ("https://a.org/a%2Fb", "https://a.org/a/b"),
    ],
)
def test_these_are_not(one: str, other: str) -> None:
    assert not same_page(one, other)


@pytest.mark.parametrize(
    "query",
    [
        "?utm_source=x&utm_medium=y",
        "?b=2&a=1&b=3",
        "?q=a+b%20c",
        "?",
        "?a",
        "?a=&b",
        "?fbclid=1&gclid=2",
        "?a[]=1&a[]=2",
        "?x=%zz",
    ],
)
def test_nothing_is_dropped_from_a_query_or_moved_in_it(query: str) -> None:
    uri = f"https://a.org/x{query}"
    (one,) = read_document(Source(name="a.md", data=f"See [x](<{uri}>) there.".encode())).citations
    assert (one.uri, one.target) == (uri, uri)
    (reference,) = references([read_document(Source(name="a.md", data=f"[x](<{uri}>)".encode()))])
    assert reference.uri == uri


def test_an_address_that_is_cited_twice_is_one_reference_unless_its_query_differs() -> None:
    text = "[a](https://a.org/x#1) [b](https://A.org/x#2) [c](https://a.org/x?utm_source=z) [d](http://a.org/x)"
    document = read_document(Source(name="a.md", data=text.encode()))
    found = references([document])
    assert [one.uri for one in found] == ["https://a.org/x", "https://a.org/x?utm_source=z", "http://a.org/x"]
    assert (found[0].fragments, found[0].words) == (("#1", "#2"), ("a", "b"))


@given(st.text(max_size=60))
def test_the_key_of_any_text_is_its_own_key(text: str) -> None:
    assert key_of(key_of(f"https://a.org/{text}")) == key_of(f"https://a.org/{text}")
    assert parse(text) is None or parse(text).key == key_of(text)
