"""E-books: chapters in the order of the spine, notes with their numbers, links within the book."""

from __future__ import annotations

from datetime import date

import pytest

from auditor.model import Kind
from tests.extract.packages import cited, read, uris, zipped

A = "https://a.org/x"
CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)


def page(body: str, *, head: str = "<title/>") -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops"><head>{head}</head><body>{body}</body></html>'
    )


def package(manifest: dict[str, str], spine: str, *, metadata: str = "") -> str:
    items = "".join(
        f'<item id="{name}" href="{href}" media-type="application/xhtml+xml"/>' for name, href in manifest.items()
    )
    refs = "".join(f'<itemref idref="{name}"/>' for name in spine.split())
    return (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:opf="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<metadata>{metadata}</metadata><manifest>{items}</manifest><spine>{refs}</spine></package>"
    )


def book(parts: dict[str, str | bytes]) -> bytes:
    return zipped(
        {"mimetype": "application/epub+zip", "META-INF/container.xml": CONTAINER, **parts}, stored=("mimetype",)
    )


def short(body: str, **more: str) -> bytes:
    return book({"OEBPS/content.opf": package({"one": "one.xhtml"}, "one", **more), "OEBPS/one.xhtml": page(body)})


def test_chapters_come_in_the_order_of_the_spine_and_what_it_leaves_out_follows() -> None:
    manifest = {"notes": "text/notes.xhtml", "b": "text/b%20b.xhtml", "a": "text/a.xhtml"}
    data = book({
        "OEBPS/content.opf": package(manifest, "a b"),
        **{f"OEBPS/text/{name}.xhtml": page(f"<p>See {A}/{name[0]}.</p>") for name in ("notes", "b b", "a")},
    })  # fmt: skip
    assert uris(data, "a.epub") == [f"{A}/a", f"{A}/b", f"{A}/n"]


def test_an_element_that_is_closed_in_its_tag_swallows_nothing() -> None:
    data = short(f'<p>See <a id="p1"/>the <a href="{A}">study</a> of May.</p>')
    (citation,) = cited(data, "a.epub")
    assert (citation.uri, citation.text, citation.context) == (A, "study", "See the study of May.")


def test_links_within_the_book_are_navigation() -> None:
    found = read(short('<p>See <a href="two.xhtml">the next</a> and <a href="#x">that</a>.</p>'), "a.epub").citations
    assert [(one.uri, one.kind) for one in found] == [("two.xhtml", Kind.NAVIGATION), ("#x", Kind.SKIPPED)]


def test_the_marks_of_notes_are_no_words_and_their_numbers_are_known() -> None:
    body = (
        f'<p>A <a href="{A}">study</a> says so.<a href="#n1" epub:type="noteref">1</a> Others don’t.<sup><a href="n.xhtml#n2">2</a></sup></p>'
        '<section role="doc-endnotes"><ol><li id="n1"><p>At first.</p></li>'
        f'<li id="n2"><p>See {A}/2. <a href="#r2" role="doc-backlink">↩</a></p><p>And {A}/3.</p></li></ol></section><p>Last: {A}/4.</p>'
    )
    assert [(one.uri, one.note, one.context) for one in cited(short(body), "a.epub")] == [
        (A, None, "A study says so."),
        (f"{A}/2", "2", f"See {A}/2."),
        (f"{A}/3", "2", f"And {A}/3."),
        (f"{A}/4", None, f"Last: {A}/4."),
    ]


def test_a_note_that_stands_aside_is_text() -> None:
    assert uris(short(f'<p>Text.</p><aside id="n1" epub:type="footnote"><p>See {A}.</p></aside>'), "a.epub") == [A]


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ('<dc:date opf:event="creation">2015-01-02</dc:date><dc:date opf:event="publication">2016-03-04</dc:date>', date(2016, 3, 4)),
        ('<dc:date>2016-03-04</dc:date><meta property="dcterms:modified">2020-01-01T00:00:00Z</meta>', date(2016, 3, 4)),
        ('<dc:date>1851</dc:date><meta property="dcterms:modified">2020-01-01T00:00:00Z</meta>', date(2020, 1, 1)),
    ],
)  # fmt: skip
def test_the_day_is_that_of_publication(dates: str, expected: date) -> None:
    assert read(short(f"<p>{A}</p>", metadata=dates), "a.epub").published == expected


def test_title_and_own_address_come_from_the_package() -> None:
    metadata = f"<dc:title>A  Book</dc:title><dc:language>de-AT</dc:language><dc:source>{A}</dc:source>"
    document = read(short(f"<p>Siehe {A}.</p>", metadata=metadata), "a.epub")
    assert (document.title, document.citations[0].kind, document.media_type) == (
        "A Book",
        Kind.SELF,
        "application/epub+zip",
    )


def test_without_a_list_of_chapters_they_are_read_as_the_archive_has_them() -> None:
    document = read(book({"b.xhtml": page(f"<p>{A}/b</p>"), "a.html": page(f"<p>{A}/a</p>")}), "a.epub")
    assert [one.uri for one in document.citations] == [f"{A}/b", f"{A}/a"]
    assert "it has no list of its chapters: they are read in the order of the archive" in document.problems


def test_a_chapter_that_is_missing_or_encrypted_is_a_problem_and_the_others_are_read() -> None:
    encryption = (
        '<encryption xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData><enc:CipherData>'
        '<enc:CipherReference URI="OEBPS/two.xhtml"/></enc:CipherData></enc:EncryptedData></encryption>'
    )
    data = book({
        "OEBPS/content.opf": package({"one": "one.xhtml", "two": "two.xhtml", "three": "three.xhtml"}, "one two three"),
        "OEBPS/one.xhtml": page(f"<p>{A}</p>"),
        "OEBPS/two.xhtml": bytes(range(256)),
        "META-INF/encryption.xml": encryption,
    })  # fmt: skip
    document = read(data, "a.epub")
    assert [one.uri for one in document.citations] == [A]
    assert document.problems == (
        "OEBPS/two.xhtml is encrypted (copy protection) and not read",
        "it has no part OEBPS/three.xhtml",
    )


def test_a_book_whose_every_page_is_encrypted_is_not_readable() -> None:
    data = book({"OEBPS/content.opf": package({"one": "one.xhtml"}, "one"), "OEBPS/one.xhtml": bytes(range(256))})
    document = read(data, "a.epub")
    assert (document.readable, document.problems) == (
        False,
        ("OEBPS/one.xhtml is no page: binary data, encrypted perhaps",),
    )


def test_a_chapter_in_an_old_encoding_is_read_by_its_declaration() -> None:
    text = page(f"<p>Où est <a href='{A}'>l’étude</a> ?</p>").replace("utf-8", "windows-1252").encode("cp1252")
    data = book({"OEBPS/content.opf": package({"one": "one.xhtml"}, "one"), "OEBPS/one.xhtml": text})
    assert cited(data, "a.epub")[0].text == "l’étude"


@pytest.mark.parametrize("name", ["a.zip", "a.docx", "a.txt", "a"])
def test_the_content_decides_whatever_the_name_says(name: str) -> None:
    assert uris(short(f"<p>{A}</p>"), name) == [A]


def test_a_note_that_stands_aside_has_the_number_of_its_link_back() -> None:
    page = (
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body><p>So it is'
        '<sup id="c1"><a epub:type="noteref" href="#d1">2</a></sup>.</p><aside epub:type="footnote" id="d1"><p><span><sup>'
        '<a href="#c1">2</a></sup></span> At <a href="https://a.org/x">a study</a>.</p></aside></body></html>'
    )
    data = book({"OEBPS/content.opf": package({"one": "one.xhtml"}, "one"), "OEBPS/one.xhtml": page.encode()})
    (found,) = (one for one in read(data).citations if one.number)
    assert (found.note, found.text, found.context) == ("2", "a study", "At a study.")
