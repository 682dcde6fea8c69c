"""Several addresses under one link annotation, or in one that its maker took for one: each is a citation of its own."""

from __future__ import annotations

import pytest

from auditor.extract import Source
from auditor.extract.select import read_document
from auditor.model import Citation
from auditor.pdf.links import several
from tests.extract.pages import BODY, Text, drawn, lines

A, B = "https://a.example.org/reports/2019", "https://b.example.net/data/list.html"


def cited(printed: str, target: str) -> list[Citation]:
    data = drawn([*lines(*BODY), Text(72, 600, "See"), Text(90, 600, printed, 10, target)])
    return [one for one in read_document(Source(name="a.pdf", data=data)).citations if one.number]


@pytest.mark.parametrize("between", [" ", "; ", ";", ", ", "%20", "%0A", "%5Cn", " and ", ",%20"])
def test_an_annotation_to_two_addresses_is_two_citations_whatever_is_printed(between: str) -> None:
    for printed in (f"{A}{between}{B}", f"{A}; {B}", "the study"):
        found = cited(printed, f"{A}{between}{B}")
        assert [one.uri for one in found] == [A, B]
        assert not any(one.alternatives for one in found)
    assert found[0].text == "the study"


@pytest.mark.parametrize("between", [" ", "; ", ", ", " and "])
@pytest.mark.parametrize("target", [A, B])
def test_of_two_printed_addresses_under_one_annotation_each_is_its_own(between: str, target: str) -> None:
    found = cited(f"{A}{between}{B}", target)
    assert [(one.uri, one.alternatives, one.because) for one in found] == [(A, (), None), (B, (), None)]


def test_where_neither_of_the_printed_addresses_is_linked_to_both_are_kept() -> None:
    (found,) = cited(f"{A}, {B}", "https://c.example.com/x")
    assert (found.uri, found.alternatives) == ("https://c.example.com/x", (A, B))


@pytest.mark.parametrize(
    "uri",
    [
        f"https://web.archive.org/web/2019/{A}",
        f"https://c.example.com/share?text=So%20it%20is%20{A}",
        f"https://c.example.com/go?u={A};{B}",
        f"https://c.example.com/w_200,{A}",
        "https://c.example.com/a%20b",
    ],
)
def test_an_address_within_an_address_is_its_own(uri: str) -> None:
    assert several(uri) == [uri]
