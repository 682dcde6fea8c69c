"""Paragraphs longer than any: their sentences are the same, and the time they take is linear."""

from __future__ import annotations

import pytest
import sentencex

from auditor.extract import Source
from auditor.extract.select import read_document

A = "https://a.org/x"
_SENTENCES = (
    "The quick brown fox met Dr. Smith at 5 p.m. on Friday in the U.S. capital.", 'He said ("quietly") that it was fine!',
    "Was it?", "A long one, with commas, went on and on, as long ones do; it ended.",
)  # fmt: skip


def context(text: str) -> str:
    return read_document(Source(name="a.txt", data=text.encode())).citations[0].context


def test_a_sentence_far_inside_a_paragraph_is_found_as_in_the_whole() -> None:
    before = " ".join(_SENTENCES * 200)
    text = f"{before} The claim is at {A} in full. {before}"
    assert len(before) > 30_000
    assert context(text) == f"The claim is at {A} in full."
    assert len(sentencex.get_sentence_boundaries("en", before)) == 4 * 200


@pytest.mark.parametrize(
    "word", ["//a.org/x", "https:/://a.org/x", "(https://a.org/x", "https://b.org}{", "a.org/x,", "www.a.org"]
)
def test_addresses_without_a_space_between_them_are_read_in_linear_time(word: str) -> None:
    document = read_document(Source(name="a.txt", data=f"See {A} there. {word * 60_000}".encode()))
    assert document.citations[0].uri == A


def test_quotes_that_never_end_are_read_in_linear_time() -> None:
    assert context(f"See {A} there. " + "''" * 500_000) == f"See {A} there."


def test_a_paragraph_of_ten_thousand_links_with_commas_between_them_is_read_in_linear_time() -> None:
    text = "".join(f"see [it]({A}/{number}) (<{A}/{number}>) , " for number in range(20_000))
    found = read_document(Source(name="a.md", data=text.encode())).citations
    assert [one.uri for one in found] == [f"{A}/{number}" for number in range(20_000)]


def test_an_address_with_spaces_over_a_hundred_thousand_lines_is_read_in_linear_time() -> None:
    found = read_document(Source(name="a.txt", data=b"https:// " + b"a. b.\n" * 100_000)).citations
    assert len(found) == 1
