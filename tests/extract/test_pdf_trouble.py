"""PDFs that are not what they should be: each is a problem in words, and none takes the others with it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from auditor.collect import Found
from auditor.extract import Source
from auditor.extract.select import read_document
from auditor.model import Document
from auditor.reading import read_all
from auditor.reading.pool import Bounds, read_in_workers
from tests.extract.pages import BODY, Area, Text, drawn, lines
from tests.extract.pdfs import addresses, references, with_reportlab


def read(data: bytes, name: str = "a.pdf") -> Document:
    return read_document(Source(name=name, data=data))


def raw(*objects: bytes, root: int = 1) -> bytes:
    """A PDF of numbered objects, with its table of where they are."""
    data = b"%PDF-1.7\n"
    starts = []
    for number, one in enumerate(objects, 1):
        starts.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    size = len(objects) + 1
    trailer = b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, root, len(data))
    return data + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + trailer


def empty_pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % number for number in range(3, count + 3))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"
    tree = b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, kids)
    return raw(b"<</Type/Catalog/Pages 2 0 R>>", tree, *[page] * count)


def test_an_encrypted_one_says_that_it_wants_a_password() -> None:
    document = read(drawn(lines(*BODY), password="secret"))
    assert not document.readable
    assert document.problems == ("it is encrypted, and opens only with a password",)


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(5_000), b"Just a text that says it is one."])
def test_what_is_no_pdf_in_spite_of_its_name_says_so(data: bytes) -> None:
    document = read(data)
    assert not document.readable
    assert document.problems == ("it is not a PDF, or too damaged to be read as one",)


def test_another_format_under_its_name_is_read_as_what_it_is() -> None:
    document = read(b"<!doctype html><p>See <a href='https://a.org/x'>this</a>.")
    assert document.media_type == "text/html"


def test_one_without_pages_says_so() -> None:
    document = read(empty_pages(0))
    assert not document.readable
    assert document.problems[0] in {"it has no pages", "it is not a PDF, or too damaged to be read as one"}


def test_a_scan_says_that_it_has_no_text_and_how_many_links_it_has() -> None:
    with_link = read(drawn([Area("https://a.org/x", (10, 10, 50, 50))]))
    assert with_link.readable
    assert [one.uri for one in with_link.citations] == ["https://a.org/x"]
    assert with_link.problems == ("there is no text in it (a scan?): only its 1 link could be read",)
    without = read(drawn([]))
    assert not without.readable
    assert without.problems == ("there is no text in it (a scan?): nothing could be read",)


def test_ten_thousand_pages_are_read() -> None:
    document = read(empty_pages(10_000))
    assert document.problems == ("there is no text in it (a scan?): nothing could be read",)


def test_a_page_that_can_t_be_read_is_told_and_the_others_are_read() -> None:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://a.org/x)>>>>]>>"
    tree = b"<</Type/Pages/Count 2/Kids[3 0 R 9 0 R]>>"
    document = read(raw(b"<</Type/Catalog/Pages 2 0 R>>", tree, page))
    assert [one.uri for one in document.citations] == ["https://a.org/x"]
    assert any("page 2 can't be read" in problem for problem in document.problems)


def test_half_an_address_is_named_with_its_page() -> None:
    document = read(drawn(lines(*BODY), [Text(72, 720, "words", 10, "http://[::1")]))
    assert document.problems == ("page 2: http://[::1 is not an address that can be asked for",)


def test_damage_anywhere_is_a_problem_or_none_and_the_rest_goes_on(tmp_path: Path) -> None:
    whole = with_reportlab(references(addresses(20, seed=1), seed=2), width=230)
    files = []
    for number in range(24):
        damaged = bytearray(whole[: len(whole) * (number + 1) // 24] if number % 2 else whole)
        for place in range(number * 7, len(damaged), 97):
            damaged[place] ^= 1 << (number % 8)
        files.append(tmp_path / f"{number}.pdf")
        files[-1].write_bytes(damaged)
    files.append(tmp_path / "last.pdf")
    files[-1].write_bytes(whole)
    documents = list(read_all([Found(name=file.name, path=str(file)) for file in files]))
    assert [document.name for document in documents] == [file.name for file in files]
    assert all(document.readable or document.problems for document in documents)
    assert len(documents[-1].citations) == 20


class Fatal(Source):
    """A document that kills whoever reads it."""

    def __reduce__(self):
        return os.abort, ()


def test_one_that_kills_its_reader_is_a_problem_with_its_name_and_the_rest_goes_on() -> None:
    good = [Source(name=f"{number}.md", data=b"See <https://a.org/x>.") for number in range(4)]
    one, fatal, *others = read_in_workers([good[0], Fatal(name="bad.pdf", data=b""), *good[1:]], Bounds(workers=1))
    assert (fatal.name, fatal.readable) == ("bad.pdf", False)
    assert fatal.problems[0].startswith("reading it crashed (SIGABRT)")
    assert all([found.uri for found in document.citations] == ["https://a.org/x"] for document in (one, *others))


def test_words_painted_leagues_apart_take_no_more_memory_than_others() -> None:
    apart = [Text(x, y, word) for y in (700, 688, 676) for x, word in ((72, "near"), (1e8, "far"))]
    source = Source(name="a.pdf", data=drawn(lines("See https://a.org/x."), apart))
    (document,) = read_in_workers([source], Bounds(workers=1, memory_bytes=1024**3))
    assert [one.uri for one in document.citations] == ["https://a.org/x"]


def test_a_title_of_half_a_character_is_read_all_the_same() -> None:
    whole = drawn(lines(*BODY), title="ABCDEF")
    assert b"/Title (ABCDEF)" in whole
    document = read(whole.replace(b"/Title (ABCDEF)", b"/Title (\xfe\xff\xd8\x00\x00Z)"))
    assert document.readable
    assert document.title.endswith("Z")


def test_blanks_painted_between_columns_are_no_text() -> None:
    rows = [
        Text(x, y, words)
        for y in (700, 688, 676)
        for x, words in ((72, "left"), (200, "\xa0"), (300, "\xa0\xa0"), (420, "right"))
    ]
    assert read(drawn([*rows, *lines("See https://a.org/x.", y=600)])).citations[0].uri == "https://a.org/x"
