"""Documents that are not what they should be: each gets a clear word, and nothing crashes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.extract import Source
from auditor.extract.select import read_document
from auditor.model import Document

CITED = "Zu Köln: siehe [das Heft](https://a.org/heft) über Straßen."


def read(data: bytes, name: str = "a.md") -> Document:
    return read_document(Source(name=name, data=data))


@pytest.mark.parametrize(
    "data", [b"", b"  \n\n", b"\xef\xbb\xbf", b"\xff\xfe"], ids=["nothing", "space", "mark", "mark 16"]
)
def test_an_empty_document_is_unreadable_and_says_so(data: bytes) -> None:
    document = read(data)
    assert not document.readable
    assert document.problems == ("the document is empty",)


@pytest.mark.parametrize("data", [b"\x7fELF" + bytes(range(256)) * 4, b"PK\x03\x04" + b"\x00\x01\x02" * 99])
def test_binary_data_is_unreadable_and_names_what_is_known(data: bytes) -> None:
    document = read(data, "a.bin")
    assert not document.readable
    assert ".md" in document.problems[0]


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("utf-16", "utf-16"), ("utf-16-le", "utf-16-le"),
     ("utf-16-be", "utf-16-be"), ("latin-1", "cp1252")],
)  # fmt: skip
def test_every_encoding_gives_the_same_citation_and_is_named(encoding: str, expected: str) -> None:
    document = read((CITED * 3).encode(encoding))
    assert document.encoding == expected
    assert {(c.uri, c.text) for c in document.citations} == {("https://a.org/heft", "das Heft")}
    assert "über Straßen" in document.citations[0].context


def test_a_latin_1_text_says_how_it_was_read() -> None:
    assert any("Windows-1252" in problem for problem in read(CITED.encode("latin-1")).problems)


@pytest.mark.parametrize("address", ["http://[::1", "http:///x", "https://"])
def test_half_an_address_is_kept_and_named_with_its_line(address: str) -> None:
    document = read(f"Hello.\n\nSee [this]({address}) there.".encode())
    (citation,) = [c for c in document.citations if c.number]
    assert citation.uri == address
    assert document.problems == (f"line 3: {address} is not an address that can be asked for",)


def test_a_user_name_in_an_address_is_left_out_everywhere_and_said() -> None:
    document = read(b"See https://ann:s3cret@a.org/x and [y](https://ann:s3cret@a.org/y).")
    assert [c.uri for c in document.citations] == ["https://a.org/x", "https://a.org/y"]
    assert "s3cret" not in repr(document)
    assert len(document.problems) == 2


def test_an_address_of_100_000_characters_is_named_and_not_kept_whole() -> None:
    document = read(b"See https://a.org/" + b"x" * 100_000 + b" there.")
    assert "100,014 characters" in document.problems[0]
    assert len(repr(document)) < 40_000


def test_50_megabytes_in_one_line_are_read() -> None:
    word = b"word " * 1_000_000
    document = read(word * 5 + b"[x](https://a.org/x) " + word * 5)
    assert [c.uri for c in document.citations] == ["https://a.org/x"]
    assert len(document.citations[0].context) <= 2_000


@given(st.binary(max_size=400))
def test_no_bytes_make_it_crash(data: bytes) -> None:
    for name in ("a.md", "a.txt", "a.html"):
        assert read(data, name).sha256


@given(st.text(alphabet="[]()<>#*_`\\ \n-/.:ahtps12|!", max_size=200))
def test_no_markdown_makes_it_crash_and_numbers_are_dense(text: str) -> None:
    numbers = [c.number for c in read(text.encode()).citations if c.number]
    assert numbers == list(range(1, len(numbers) + 1))
