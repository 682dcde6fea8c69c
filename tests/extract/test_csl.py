"""CSL-JSON as reference managers write it: each address under its title, with its access date and its place."""

from __future__ import annotations

import json
from datetime import date

import pytest

from auditor.extract import Source
from auditor.extract.select import read_document
from auditor.model import Citation, Document


def read(items: object, name: str = "a.json") -> Document:
    data = items if isinstance(items, bytes) else json.dumps(items, indent=1).encode()
    return read_document(Source(name=name, data=data))


def cited(**fields: object) -> list[Citation]:
    return [one for one in read([{"id": "a", "type": "webpage", "title": "A title", **fields}]).citations if one.number]


def test_every_identifier_of_an_item_is_cited_under_its_title_and_sentence() -> None:
    found = cited(
        URL="https://a.org/x?b=1&c=2", DOI="10.1000/182", PMID="12345", PMCID="PMC3531190",
        author=[{"family": "Müller", "given": "J.", "non-dropping-particle": "von"}, {"literal": "The Office"}],
        issued={"date-parts": [[2019, 5]]},
    )  # fmt: skip
    assert [one.uri for one in found] == [
        "https://a.org/x?b=1&c=2",
        "https://doi.org/10.1000/182",
        "https://pubmed.ncbi.nlm.nih.gov/12345/",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC3531190/",
    ]
    assert {(one.text, one.context) for one in found} == {
        ("A title", "von Müller, J.; The Office (2019). A title."),
    }


@pytest.mark.parametrize(
    "accessed",
    [{"date-parts": [[2019, 5, 3]]}, {"date-parts": [["2019", "05", "03"]]}, {"raw": "2019-05-03"}, {"literal": "3 May 2019"}],
)  # fmt: skip
def test_the_access_date_is_read_in_each_of_its_forms(accessed: object) -> None:
    assert [one.accessed for one in cited(URL="https://a.org/x", accessed=accessed)] == [date(2019, 5, 3)]


@pytest.mark.parametrize("field", ["note", "publisher", "source", "archive", "container-title"])
def test_an_address_counts_in_whatever_field_it_stands(field: str) -> None:
    (found,) = cited(**{field: "kept at https://a.org/x, see there"})
    assert found.uri == "https://a.org/x"


def test_addresses_in_a_list_and_an_archive_s_own_number_count() -> None:
    assert [one.uri for one in cited(URL=["https://a.org/x", "https://b.org/y"])] == [
        "https://a.org/x",
        "https://b.org/y",
    ]
    (found,) = cited(archive="arXiv", archive_location="2101.00001")
    assert (found.uri, found.target) == ("https://arxiv.org/abs/2101.00001", "2101.00001")


def test_a_doi_that_its_own_address_repeats_is_cited_once() -> None:
    assert [one.uri for one in cited(URL="https://doi.org/10.1000/182", DOI="10.1000/182")] == [
        "https://doi.org/10.1000/182"
    ]


def test_each_citation_has_the_line_and_the_offset_of_its_value() -> None:
    items = [
        {"id": "a", "type": "book", "title": "T", "URL": "https://a.org/ü"},
        {"id": "b", "type": "book", "DOI": "10.1000/1"},
    ]
    text = json.dumps(items, indent=1)  # escapes: `\u00fc`
    document = read(text.encode())
    first, second = document.citations
    assert text[first.offset or 0 :].startswith("https://a.org/\\u00fc")
    assert text[second.offset or 0 :].startswith("10.1000/1")
    assert (first.line, second.line) == (6, 11)


@pytest.mark.parametrize("wrapped", [{"items": [{"id": "a", "type": "book", "title": "T", "URL": "https://a.org/x"}]},
                                     {"references": [{"id": "a", "type": "book", "title": "T", "URL": "https://a.org/x"}]},
                                     {"id": "a", "type": "book", "title": "T", "URL": "https://a.org/x"}])  # fmt: skip
def test_items_are_found_in_each_of_their_wrappings(wrapped: object) -> None:
    document = read(wrapped)
    assert document.media_type == "application/vnd.citationstyles.csl+json"
    assert [one.uri for one in document.citations] == ["https://a.org/x"]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b'[{"id": "a", "type": "book", "title": "T", "URL": "https://a', "line 1: broken JSON"),
        (b'{"a": 1}', "no bibliographic items in this JSON"),
        (b'[{"id": "a", "type": "book", "title": ' + b"[" * 100_000, "JSON that is nested too deeply"),
        (b'[{"id": "a", "type": "book", "title": ' + b"1" * 100_000 + b"}]", "JSON that is nested too deeply, or holds a number too long"),
        (b'[1, null, true, "x"]', "no bibliographic items in this JSON"),
    ],
    ids=["cut", "other", "deep", "long number", "no items"],
)  # fmt: skip
def test_what_can_t_be_read_says_why(data: bytes, problem: str) -> None:
    document = read(data, "a.csl.json")
    assert any(problem in one for one in document.problems)
    assert document.citations == ()


def test_of_a_list_that_was_cut_short_the_items_before_it_are_read() -> None:
    whole = json.dumps(
        [{"id": str(n), "type": "book", "title": "T", "URL": f"https://a.org/{n}"} for n in range(5)]
    ).encode()
    document = read(whole[:-60])
    assert [one.uri for one in document.citations] == [f"https://a.org/{n}" for n in range(4)]
    assert document.readable
    assert "broken JSON" in document.problems[0]


def test_values_of_the_wrong_type_are_passed_over() -> None:
    fields = {"author": 1, "issued": [], "accessed": "x", "DOI": {}, "PMID": True, "note": 5, "title": ["T"]}
    assert [one.uri for one in cited(URL="https://a.org/x", **fields)] == ["https://a.org/x"]


def test_half_a_character_does_no_harm() -> None:
    document = read(
        b'[{"id": "a", "type": "book", "title": "T \\ud800", "URL": "https://a.org/\\udfff", "DOI": "10.1000/\\ud801x"}]'
    )
    assert len(document.citations) == 2
    assert repr(document).encode()
    assert document.citations[0].text.encode() == b"T ?"
