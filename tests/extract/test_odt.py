"""OpenDocument texts, packed and flat: links, notes with their numbers, and what is no text."""

from __future__ import annotations

from datetime import date

import pytest

from auditor.model import Kind
from tests.extract.packages import ODF, cited, odt, read, uris

A = "https://a.org/x"
LINK = f'<text:a xlink:type="simple" xlink:href="{A}">the <text:span>study</text:span></text:a>'


def flat(body: str, *, before: str = "") -> bytes:
    return (
        f'<?xml version="1.0"?><office:document {ODF} office:mimetype="application/vnd.oasis.opendocument.text">'
        f"{before}<office:body><office:text>{body}</office:text></office:body></office:document>"
    ).encode()


@pytest.mark.parametrize("make", [odt, flat], ids=["packed", "flat"])
def test_a_link_has_its_address_words_and_sentence(make) -> None:
    (citation,) = cited(make(f"<text:p>See {LINK} of<text:s/>May.</text:p>"), "a.odt")
    assert (citation.uri, citation.text, citation.context) == (A, "the study", "See the study of May.")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f'<text:h text:outline-level="1">{LINK}</text:h>', [A]),
        (f"<text:list><text:list-item><text:p>{LINK}</text:p></text:list-item></text:list>", [A]),
        (f"<table:table><table:table-row><table:table-cell><text:p>{LINK}</text:p></table:table-cell></table:table-row></table:table>", [A]),
        (f"<text:p><draw:frame><draw:text-box><text:p>{LINK}</text:p></draw:text-box></draw:frame></text:p>", [A]),
        (f'<text:p><draw:a xlink:href="{A}"><draw:frame><svg:title>A map</svg:title></draw:frame></draw:a></text:p>', [A]),
        (f'<text:p>As in <text:bibliography-mark text:url="{A}">[Smith]</text:bibliography-mark>.</text:p>', [A]),
        ("<text:p>See https://a.org/<text:span>long</text:span>/x.html.</text:p>", ["https://a.org/long/x.html"]),
        ("<text:p>at https://a.org/one-two-<text:line-break/>three.html today</text:p>", ["https://a.org/one-two-three.html"]),
        ('<text:p><text:a xlink:href="www.a.org/x">it</text:a></text:p>', ["http://www.a.org/x"]),
        (f'<text:p><text:a xlink:href="{A}">the </text:a><text:a xlink:href="{A}">study</text:a></text:p>', [A]),
        (f"<text:p>One<text:p>within {LINK}</text:p> the other</text:p>", [A]),
    ],
    ids=["heading", "list", "table", "frame", "image", "bibliography", "bare", "line break", "www", "two pieces", "nested"],
)  # fmt: skip
def test_a_link_is_found_wherever_it_stands(body: str, expected: list[str]) -> None:
    assert uris(odt(body), "a.odt") == expected


def test_notes_follow_the_text_with_the_numbers_that_are_printed() -> None:
    note = (
        '<text:note text:note-class="{0}"><text:note-citation>{1}</text:note-citation><text:note-body>'
        "<text:p>See {2}.</text:p></text:note-body></text:note>"
    )
    body = f"<text:p>One{note.format('footnote', '1', LINK)} two{note.format('endnote', 'iv', A + '/4')} cite {A}/0.</text:p>"
    assert [(one.uri, one.note, one.context) for one in cited(odt(body), "a.odt")] == [
        (f"{A}/0", None, f"One two cite {A}/0."),
        (A, "1", "See the study."),
        (f"{A}/4", "iv", f"See {A}/4."),
    ]


def test_comments_are_read_without_their_authors() -> None:
    comment = "<office:annotation><dc:creator>Ann https://no.org/</dc:creator><dc:date>2020-01-02</dc:date><text:p>But see {0}.</text:p></office:annotation>"
    (citation,) = cited(odt(f"<text:p>Text{comment.format(A)} goes on.</text:p>"), "a.odt")
    assert (citation.uri, citation.context) == (A, f"But see {A}.")


@pytest.mark.parametrize(
    "gone",
    [
        f"<text:tracked-changes><text:changed-region><text:deletion><text:p>{LINK}</text:p></text:deletion></text:changed-region></text:tracked-changes>",
        f"<text:p>x<text:ruby-text>{A}</text:ruby-text></text:p>",
        f"<text:p>x<office:event-listeners>{A}</office:event-listeners></text:p>",
    ],
    ids=["deleted", "ruby", "events"],
)
def test_what_is_no_text_is_not_cited(gone: str) -> None:
    assert uris(odt(gone + "<text:p>Text.</text:p>"), "a.odt") == []


def test_running_heads_and_feet_are_navigation() -> None:
    styles = (
        f"<office:document-styles {ODF}><office:master-styles><style:master-page><style:header><text:p>{LINK}</text:p></style:header>"
        "<style:footer-left><text:p>https://b.org/</text:p></style:footer-left></style:master-page></office:master-styles></office:document-styles>"
    )
    found = read(odt("<text:p>Text.</text:p>", parts={"styles.xml": styles}), "a.odt").citations
    assert [(one.uri, one.kind) for one in found] == [(A, Kind.NAVIGATION), ("https://b.org/", Kind.NAVIGATION)]


def test_title_and_day_come_from_the_properties() -> None:
    meta = "<office:meta><meta:creation-date>2019-01-02T03:04:05</meta:creation-date><dc:title>A Brief</dc:title><dc:date>2019-05-03T10:00:00</dc:date></office:meta>"
    packed = odt(
        f"<text:p>{LINK}</text:p>", parts={"meta.xml": f"<office:document-meta {ODF}>{meta}</office:document-meta>"}
    )
    for data in (packed, flat(f"<text:p>{LINK}</text:p>", before=meta)):
        document = read(data, "a.odt")
        assert (document.title, document.published) == ("A Brief", date(2019, 5, 3))


def test_a_place_in_the_document_is_skipped_and_one_that_is_missing_was_lost() -> None:
    body = (
        '<text:p><text:bookmark-start text:name="here"/><text:a xlink:href="#here">above</text:a> '
        f'<text:a xlink:href="#Table1|table">a table</text:a> <text:a xlink:href="#gone">the study</text:a> ({A}).</text:p>'
    )
    found = [(one.uri, one.kind, one.text) for one in read(odt(body), "a.odt").citations]
    assert found == [
        ("#here", Kind.SKIPPED, "above"), ("#Table1|table", Kind.SKIPPED, "a table"), (A, Kind.CITATION, "the study"),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["a.txt", "a", "a.docx", "a.xml"])
def test_the_content_decides_whatever_the_name_says(name: str) -> None:
    assert uris(odt(f"<text:p>{LINK}</text:p>"), name) == [A]
    assert uris(flat(f"<text:p>{LINK}</text:p>"), name) == [A]


def test_an_encrypted_text_says_so() -> None:
    document = read(odt("", parts={"META-INF/manifest.xml": "<m><manifest:encryption-data/></m>"}), "a.odt")
    assert (document.readable, document.problems) == (False, ("it is encrypted: save it without a password",))
