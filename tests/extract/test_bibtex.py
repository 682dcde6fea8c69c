r"""BibTeX and BibLaTeX as they are written by hand and by programs: addresses as they are meant, TeX or not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.extract import Source
from auditor.extract.select import read_document
from auditor.model import Citation, Document


def read(text: str) -> Document:
    return read_document(Source(name="a.bib", data=text.encode()))


def cited(text: str) -> list[Citation]:
    return [one for one in read(text).citations if one.number]


def uris(fields: str) -> list[str]:
    return [one.uri for one in cited(f"@online{{a, title = {{T}},\n {fields}\n}}")]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("url = {https://a.org/x}", "https://a.org/x"),
        ('url = "https://a.org/x"', "https://a.org/x"),
        (r"url = {https://a.org/x\_y\%20z\&b\#c}", "https://a.org/x_y%20z&b#c"),
        (r"url = {https://a.org/{\~{}}ann/x{_}y}", "https://a.org/~ann/x_y"),
        (r"url = {https://a.org/$\sim$ann}", "https://a.org/~ann"),
        (r"url = {\url{https://a.org/x_y}}", "https://a.org/x_y"),
        ("url = {https://a.org/x-\n   y/z}", "https://a.org/x-y/z"),
        ("url = {www.a.org/x}", "http://www.a.org/x"),
        ("URL = {https://a.org/x}", "https://a.org/x"),
        ("bdsk-url-1 = {https://a.org/x}", "https://a.org/x"),
        ("ee = {https://a.org/x}", "https://a.org/x"),
        (r"howpublished = {\url{https://a.org/x\_y}}", "https://a.org/x_y"),
        ("note = {Retrieved from https://a.org/x.}", "https://a.org/x"),
        ("publisher = {https://a.org/x}", "https://a.org/x"),
        ("abstract = {Data are at https://a.org/x (free).}", "https://a.org/x"),
        ("doi = {10.1000/182}", "https://doi.org/10.1000/182"),
        ("doi = {https://doi.org/10.1000/182}", "https://doi.org/10.1000/182"),
        (r"doi = {10.1007/978-3\_14}", "https://doi.org/10.1007/978-3_14"),
        ("eprint = {2101.00001v2}, archiveprefix = {arXiv}", "https://arxiv.org/abs/2101.00001v2"),
        ("eprint = {2101.00001}, eprinttype = {arxiv}, eprintclass = {cs.DL}", "https://arxiv.org/abs/2101.00001"),
        ("eprint = {math/0309136}", "https://arxiv.org/abs/math/0309136"),
        ("eprint = {12345}, eprinttype = {pubmed}", "https://pubmed.ncbi.nlm.nih.gov/12345/"),
        ("eprint = {2027/mdp.39015}, eprinttype = {hdl}", "https://hdl.handle.net/2027/mdp.39015"),
        ("eprint = {PMC3531190}, eprinttype = {pmcid}", "https://pmc.ncbi.nlm.nih.gov/articles/PMC3531190/"),
        ("eprint = {4711}, eprinttype = {jstor}", "https://www.jstor.org/stable/4711"),
        ("eprint = {aBc-1}, eprinttype = {googlebooks}", "https://books.google.com/books?id=aBc-1"),
        ("eprint = {https://a.org/x.pdf}, eprinttype = {ours}", "https://a.org/x.pdf"),
        ("pmcid = {PMC3531190}", "https://pmc.ncbi.nlm.nih.gov/articles/PMC3531190/"),
    ],
)  # fmt: skip
def test_an_address_is_what_its_author_meant(fields: str, expected: str) -> None:
    assert uris(fields) == [expected]


def test_two_addresses_of_a_field_with_a_word_between_them_are_two() -> None:
    assert uris("url = {https://a.org/sand and https://b.org/y}") == ["https://a.org/sand", "https://b.org/y"]


@pytest.mark.parametrize(
    "fields",
    ["file = {:/home/a/https://a.org/x.pdf:PDF}", "title = {On a.org}", "biburl = {https://dblp.org/rec/x.bib}"],
)
def test_what_is_no_citation_of_the_entry_is_left_out(fields: str) -> None:
    assert uris(fields) == []


def test_several_addresses_in_one_field_are_several_citations() -> None:
    assert uris("url = {https://a.org/x; https://b.org/y}") == ["https://a.org/x", "https://b.org/y"]


@pytest.mark.parametrize(
    "between",
    [r"{\%}5Cn", r"\%5Cn", "%5Cn", r"{\%}0A", r"{\%}0D{\%}0A", r"$\backslash$n", r"\n", r"{\%}5Cn{\%}5Cn"],
)
def test_what_mendeley_makes_of_a_lines_end_parts_two_addresses(between: str) -> None:
    assert uris(f"url = {{https://a.org/x_1{between}https://b.org/y}}") == ["https://a.org/x_1", "https://b.org/y"]
    assert uris(f"url = {{https://a.org/x_1{between}www.b.org}}") == ["https://a.org/x_1", "http://www.b.org"] or (
        between == r"\n"
    )
    assert uris(f"url = {{https://a.org/x_1{between}papers2://publication/uuid/7}}") == ["https://a.org/x_1"] or (
        between == r"\n"
    )


def test_an_address_may_hold_what_mendeley_writes_for_a_lines_end() -> None:
    assert uris(r"url = {https://a.org/x{\%}5Cnumber}") == ["https://a.org/x%5Cnumber"]
    assert uris(r"url = {https://a.org/x{\%}5Cn}") == ["https://a.org/x"], "but not at its very end"


def test_a_doi_and_its_own_address_are_one_citation() -> None:
    assert uris("doi = {10.1000/182}, url = {http://dx.doi.org/10.1000/182}") == ["http://dx.doi.org/10.1000/182"]


@pytest.mark.parametrize("field", ["urldate = {2019-05-03}", "urldate = {3 May 2019}", "lastchecked = {2019-05-03}",
                                   "note = {[Online; accessed 3-May-2019]}", "urldate = {2019-05-03/2019-05-09}"])  # fmt: skip
def test_the_access_date_goes_with_the_address(field: str) -> None:
    (found,) = cited(f"@online{{a, url = {{https://a.org/x}}, {field}}}")
    assert found.accessed == date(2019, 5, 3)


def test_the_words_are_the_title_and_the_sentence_the_reference() -> None:
    (found,) = cited(
        '@string{who = "M{\\"u}ller, J{\\"o}rg"}\n'
        '@Article(key, author = who # " and {The Office}", title = {An {Odd} Title---and {\\ss}}, year = 2019, url = "https://a.org/x")'
    )
    assert (found.text, found.context) == (
        "An Odd Title—and ß",
        "Müller, Jörg and The Office (2019). An Odd Title—and ß.",
    )


def test_comments_and_what_stands_between_entries_is_not_read() -> None:
    text = "See https://a.org/between.\n@comment{a, url = {https://a.org/comment}}\n@misc{b, url = {https://a.org/x}}\n"
    assert [one.uri for one in cited(text)] == ["https://a.org/x"]


def test_an_entry_that_is_never_closed_ends_where_the_next_begins_and_is_told() -> None:
    document = read("@misc{a, url = {https://a.org/x},\n@misc{b, url = {https://a.org/y}}\n")
    assert [one.uri for one in document.citations] == ["https://a.org/x", "https://a.org/y"]
    assert document.problems == ("line 1: the entry is never closed",)


def test_each_citation_knows_its_line() -> None:
    assert [
        one.line
        for one in cited("@misc{a,\n title = {T},\n url = {https://a.org/x}}\n\n@misc{b,\n doi = {10.1000/182}}")
    ] == [3, 6]


@pytest.mark.parametrize("piece", ["{", "@misc{", "url = {", '"', "@misc{a, note = {\\url{", "#", "\\", ","])
def test_a_hundred_thousand_of_anything_are_read_in_linear_time(piece: str) -> None:
    document = read("@misc{a, url = {https://a.org/x}}\n" + piece * 100_000)
    assert document.citations[0].uri == "https://a.org/x"


@given(
    st.lists(
        st.sampled_from(
            ["@misc{", "@string(", "a,", "url = ", "{", "}", '"', "#", "\\url{", "https://a.org/x ", "\n", "%", "\\"]
        )
    )
)
def test_no_bibliography_makes_it_crash(pieces: list[str]) -> None:
    assert read("@misc{" + "".join(pieces)).sha256
