"""Identifiers that stand bare in a text become addresses, and what only looks like one doesn't."""

from __future__ import annotations

import pytest

from auditor.extract import Source
from auditor.extract.select import read_document
from auditor.model import Citation


def cited(text: str, name: str = "a.txt") -> list[Citation]:
    return [one for one in read_document(Source(name=name, data=text.encode())).citations if one.number]


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
@pytest.mark.parametrize(
    ("printed", "uri", "origin"),
    [
        ("doi:10.1000/182", "https://doi.org/10.1000/182", "DOI 10.1000/182"),
        ("DOI 10.1000/182", "https://doi.org/10.1000/182", "DOI 10.1000/182"),
        ("doi.org/10.1000/182", "https://doi.org/10.1000/182", "DOI 10.1000/182"),
        ("info:doi/10.1000/182", "https://doi.org/10.1000/182", "DOI 10.1000/182"),
        ("(10.1000/182)", "https://doi.org/10.1000/182", "DOI 10.1000/182"),
        ("arXiv:2101.00001v2", "https://arxiv.org/abs/2101.00001v2", "arXiv 2101.00001v2"),
        ("arXiv:math.GT/0309136", "https://arxiv.org/abs/math.GT/0309136", "arXiv math.GT/0309136"),
        ("PMID: 12345", "https://pubmed.ncbi.nlm.nih.gov/12345/", "PMID 12345"),
        ("PMCID: PMC3531190", "https://pmc.ncbi.nlm.nih.gov/articles/PMC3531190/", "PMCID PMC3531190"),
        ("PMC3531190", "https://pmc.ncbi.nlm.nih.gov/articles/PMC3531190/", "PMCID PMC3531190"),
        ("hdl:2027/mdp.39015", "https://hdl.handle.net/2027/mdp.39015", "handle 2027/mdp.39015"),
        ("urn:ietf:rfc:9110", "https://www.rfc-editor.org/rfc/rfc9110", "URN urn:ietf:rfc:9110"),
    ],
)
def test_an_identifier_becomes_an_address_and_its_origin_is_noted(
    printed: str, uri: str, origin: str, name: str
) -> None:
    (one,) = cited(f"<html><body><p>It is in {printed}." if name == "a.html" else f"It is in {printed}.\n", name)
    assert one.uri == uri
    assert one.because == f"made from {origin}"
    assert one.target == printed.strip("()")
    assert printed in one.context


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
@pytest.mark.parametrize("printed", ["www.a.org", "WWW.a.org/x", "a.org/x"])
def test_an_address_without_its_scheme_is_told_from_one_that_has_it(printed: str, name: str) -> None:
    (one,) = cited(f"<html><body><p>It is in {printed}." if name == "a.html" else f"It is in {printed}.\n", name)
    assert (one.uri, one.target, one.repaired) == (f"http://{printed}", printed, False)
    assert one.because == f"made from {printed}, which is printed without http://"
    assert one.context == f"It is in {printed}."


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "See [words](www.a.org/x) and [more](https://b.org/y)."),
        ("a.html", "<html><body><p>See <a href='www.a.org/x'>words</a>."),
    ],
)
def test_a_link_whose_target_lacks_its_scheme_leads_to_no_page_of_the_author_s_own(name: str, text: str) -> None:
    first = cited(text, name)[0]
    assert (first.uri, first.target, first.text) == ("http://www.a.org/x", "www.a.org/x", "words")


def test_an_address_in_the_form_of_rfc_3986_is_told_from_its_prefix() -> None:
    assert [one.uri for one in cited("See <URL:https://a.org/x>.", "a.md")] == ["https://a.org/x"]


@pytest.mark.parametrize(
    ("text", "uri"),
    [
        ("See arXiv:2101.\n00001v2 for it.", "https://arxiv.org/abs/2101.00001v2"),
        ("See arXiv:2101\n.00001 for it.", "https://arxiv.org/abs/2101.00001"),
        ("See hdl:1887/\n4531 for it.", "https://hdl.handle.net/1887/4531"),
        ("See doi:\n10.1000/182 for it.", "https://doi.org/10.1000/182"),
    ],
)
def test_an_identifier_that_its_line_cuts_is_whole(text: str, uri: str) -> None:
    assert [one.uri for one in cited(text)] == [uri]


def test_identifiers_with_nothing_between_them_are_two() -> None:
    found = cited("doi: 10.1038/s41586-020-2649-2PMID: 32939066\n")
    assert [one.uri for one in found] == [
        "https://doi.org/10.1038/s41586-020-2649-2",
        "https://pubmed.ncbi.nlm.nih.gov/32939066/",
    ]


def test_an_old_doi_keeps_its_brackets_and_a_sentence_its_own() -> None:
    sici = "10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O"
    assert [one.uri for one in cited(f"(See doi:{sici}). And doi:10.1016/S0140-6736(20)30183-5.")] == [
        "https://doi.org/10.1002/(SICI)1097-4571(199806)49:8%3C693::AID-ASI4%3E3.0.CO;2-O",
        "https://doi.org/10.1016/S0140-6736(20)30183-5",
    ]


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize(
    "text",
    ["README.md", "main.py", "see README.md, setup.cfg and main.py", "node.js", "index.html", "and/or", "he/she", "3.14/2.5",
     "version 10.2/3", "10.1000", "RFC 9110", "ISBN 978-3-16-148410-0", "me@www.example.org", "foo.com", "Booking.com", "ASP.NET/C#",
     "urn:isbn:0451450523", "PMC is a centre", "arXiv is an archive", "km/h", "1/2", "e.g. this", "U.S. and U.K.", "v1.2.3", "a.b.c",
     "C:\\x\\y", "./run.sh", "../x/y.md", "/etc/passwd", "@name", "#tag"],
)  # fmt: skip
def test_what_only_looks_like_an_address_is_none(text: str, name: str) -> None:
    assert cited(f"It is in {text} as known.\n", name) == []


@pytest.mark.parametrize(
    ("text", "uri"),
    [
        ("www.example.org", "http://www.example.org"),
        ("www.example.org/x", "http://www.example.org/x"),
        ("github.com/pallets/flask", "http://github.com/pallets/flask"),
        ("nature.com/articles/d41", "http://nature.com/articles/d41"),
    ],
)
def test_a_name_with_a_path_is_an_address(text: str, uri: str) -> None:
    assert [one.uri for one in cited(f"It is at {text}, as known.")] == [uri]


def test_an_identifier_whose_address_stands_beside_it_is_cited_once() -> None:
    assert [one.uri for one in cited("Smith. doi:10.1000/182. https://doi.org/10.1000/182")] == [
        "https://doi.org/10.1000/182"
    ]
