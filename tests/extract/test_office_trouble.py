"""Office documents and e-books that are not what they should be: a clear word each, and time and memory in bounds."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.extract import Source
from auditor.extract.select import read_document
from tests.extract.packages import ODF, WORD, docx, odt, read, relations, run, uris, zipped

REAL = Path(__file__).parent / "real"
A = "https://a.org/x"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (OLE + "EncryptedPackage".encode("utf-16-le"), "it is encrypted: save it without a password"),
        (OLE + "WordDocument".encode("utf-16-le"), "it is an old Word document: save it as .docx"),
        (OLE + "Workbook".encode("utf-16-le"), "it is an old Excel workbook, not a text: save it as .docx or .csv"),
        (OLE, "it is an old office file of an unknown kind: save it as .docx"),
        (zipped({"[Content_Types].xml": "", "xl/workbook.xml": "<x/>"}), "it is an Excel workbook, not a text"),
        (zipped({"[Content_Types].xml": "", "ppt/slides/slide1.xml": "<x/>"}), "it is a PowerPoint presentation, not a text"),
        (zipped({"[Content_Types].xml": "", "word/styles.xml": "<x/>"}), "it has no text in it: no part is a Word document's main one"),
        (docx(run(A))[:400], "it is a damaged zip archive, cut short perhaps: its directory can't be read"),
        (b"Just words.", "it is not what its name says: no zip archive, as an office document is one"),
        (docx(parts={"word/document.xml": f"<!DOCTYPE x [<!ENTITY a 'b'>]><w:document {WORD}>&a;</w:document>"}),
         "word/document.xml declares entities of its own, which no document needs: not read"),
        (docx(parts={"word/document.xml": b""}), "word/document.xml is damaged in line 1 (no element found)"),
        (docx(parts={"word/document.xml": b" " * 30_000_000}), "it unpacks word/document.xml to more than 250 times its size: a zip bomb, not a document"),
    ],
    ids=["encrypted", "doc", "xls", "ole", "xlsx", "pptx", "no text", "cut", "text", "entities", "empty", "bomb"],
)  # fmt: skip
def test_what_is_no_word_document_that_can_be_read_says_why(data: bytes, said: str) -> None:
    document = read(data, "a.docx")
    assert (document.readable, document.problems[0], document.citations) == (False, said, ())
    assert document.sha256


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text", "x": "y"}, stored=("mimetype",)), "a.odt",
         "it has no text in it: no part is named content.xml, as an OpenDocument's main one is"),
        (odt("<text:p>x</text:p>")[:300], "a.odt", "it is a damaged zip archive, cut short perhaps: its directory can't be read"),
        (zipped({"mimetype": "application/epub+zip", "x": "y"}, stored=("mimetype",)), "a.epub", "it has no part META-INF/container.xml"),
        (b"Just words.", "a.epub", "it is not what its name says: no zip archive, as an office document is one"),
    ],
    ids=["odt without text", "cut odt", "epub without pages", "text named epub"],
)  # fmt: skip
def test_what_is_no_open_document_or_book_that_can_be_read_says_why(data: bytes, name: str, said: str) -> None:
    document = read(data, name)
    assert (document.readable, document.problems[0]) == (False, said)


def test_a_zip_of_something_else_is_no_document_of_a_known_kind() -> None:
    document = read(zipped({"photo.jpg": bytes(range(256))}), "a.zip")
    assert not document.readable
    assert ".docx" in document.problems[0]


def test_damage_in_the_middle_keeps_what_came_before_it_and_says_where() -> None:
    xml = f"<w:document {WORD}><w:body><w:p>{run(f'See {A}.')}</w:p><w:p>{run('more')}</w:q>"
    document = read(docx(parts={"word/document.xml": xml}))
    assert [one.uri for one in document.citations] == [A]
    assert document.problems == ("word/document.xml is damaged in line 1 (mismatched tag)",)
    body = f"<office:document-content {ODF}><office:body><text:p>See {A}.</text:p><text:note><text:p>And {A}/2"
    document = read(odt("", parts={"content.xml": body}), "a.odt")
    assert [one.uri for one in document.citations] == [A, f"{A}/2"]


def test_damaged_notes_leave_the_text_alone() -> None:
    document = read(
        docx(
            run(f"See {A}."),
            parts={"word/footnotes.xml": f"<w:footnotes {WORD}><w:footnote w:id='1'><w:p>{run(A + '/1')}"},
        )
    )
    assert [one.uri for one in document.citations] == [A, f"{A}/1"]
    assert document.problems == ("word/footnotes.xml is damaged in line 1 (no element found)",)


def test_a_document_that_does_not_name_its_links_targets_has_lost_them() -> None:
    document = read(docx('<w:hyperlink r:id="r9">' + run("the study") + "</w:hyperlink>"))
    assert [(one.text, one.because) for one in document.citations] == [
        ("the study", "a placeholder: the link's target was lost")
    ]


DEPTH = 100_000
MANY = 20_000


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (docx("<w:ins>" * DEPTH + run(A) + "</w:ins>" * DEPTH), "a.docx"),
        (docx('<w:hyperlink w:anchor="x">' * DEPTH + run(A) + "</w:hyperlink>" * DEPTH), "a.docx"),
        (docx("<w:r><w:txbxContent><w:p>" * MANY + run(A) + "</w:p></w:txbxContent></w:r>" * MANY), "a.docx"),
        (docx(*['<w:r><w:fldChar w:fldCharType="begin"/></w:r>'] * MANY, run(A)), "a.docx"),
        (docx(*[('<w:fldSimple w:instr="HYPERLINK x"></w:fldSimple><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>'
                'HYPERLINK "x"</w:instrText><w:fldChar w:fldCharType="separate"/></w:r>')] * MANY, run(" " + A)), "a.docx"),
        (odt("<text:p>" * DEPTH + A + "</text:p>" * DEPTH), "a.odt"),
        (odt("<text:p>" + "<text:span>" * DEPTH + A + "</text:span>" * DEPTH + "</text:p>"), "a.odt"),
        (b"{\\rtf1 " + b"{" * DEPTH + A.encode() + b"}" * DEPTH + b"}", "a.rtf"),
        (b"{\\rtf1 " + b"{\\footnote x " * MANY + A.encode() + b"}" * MANY + b"}", "a.rtf"),
        (b"{\\rtf1 " + b"{\\field{\\*\\fldinst HYPERLINK x}{\\fldrslt " * MANY + A.encode() + b"}}" * MANY + b"}", "a.rtf"),
    ],
    ids=["docx", "docx links", "docx boxes", "docx open codes", "docx open links", "odt paragraphs", "odt spans",
         "rtf", "rtf notes", "rtf fields"],
)  # fmt: skip
def test_deep_nesting_is_read_through(data: bytes, name: str) -> None:
    assert A in repr(read(data, name).citations)


def test_groups_without_end_are_followed_so_far_and_no_further() -> None:
    document = read(b"{\\rtf1 " + A.encode() + b"{" * 600_000, "a.rtf")
    assert [one.uri for one in document.citations] == [A]
    assert document.problems == ("groups are nested more than 500,000 deep: what follows is not read",)


def test_pages_nested_deeper_than_any_are_read_so_far_and_say_so() -> None:
    page = f"<html><body><p>See {A}.</p>" + "<div>" * 100_000 + A + "/2"
    document = read(page.encode(), "a.html")
    assert [one.uri for one in document.citations] == [A]
    assert document.problems == ("elements are nested more than 10,000 deep: what follows is not read",)


def test_ten_thousand_addresses_are_read() -> None:
    count = 10_000
    link = '<w:p><w:hyperlink r:id="r{0}"><w:r><w:t>the study {0}</w:t></w:r></w:hyperlink></w:p>'
    body = "".join(link.format(number) for number in range(count))
    data = docx(parts={
        "word/document.xml": f"<w:document {WORD}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations({f"r{number}": f"{A}/{number}" for number in range(count)}),
    })  # fmt: skip
    assert len(uris(data)) == count


@pytest.mark.parametrize("name", sorted(path.name for path in REAL.glob("*.*") if path.suffix != ".md"))
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_no_damage_to_a_real_document_makes_it_crash(name: str, data: st.DataObject) -> None:
    original = bytearray((REAL / name).read_bytes())
    for _ in range(data.draw(st.integers(0, 3))):
        original[data.draw(st.integers(0, len(original) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(original)))
    damaged = bytes(original[:cut]) if data.draw(st.booleans()) else bytes(original)
    document = read_document(Source(name=f"a{Path(name).suffix}", data=damaged))
    assert document.sha256


@given(
    tokens=st.lists(
        st.sampled_from([
            "{", "}", "\\field", '{\\*\\fldinst HYPERLINK "https://a.org/x"}', "{\\fldrslt words}", "\\footnote ", "\\par ",
            "\\u-10179?", "\\u56832?", "\\'e9", "\\bin3 abc", "\\uc0 ", "\\*", "\\upr", "\\ud", "\\info", "\\title ", "\\deleted ",
            "\\shptxt ", "\\annotation ", "\\header ", "\\f1 ", "\\fonttbl", "\\fcharset128 ", "text", "https://b.org/y ", "\\", "\\cell ",
        ])
    )
)  # fmt: skip
def test_no_rich_text_makes_it_crash(tokens: list[str]) -> None:
    assert read(b"{\\rtf1" + "".join(tokens).encode("latin-1"), "a.rtf").sha256


_PIECES = (
    "<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>words https://b.org/y </w:t>", '<w:fldChar w:fldCharType="begin"/>',
    '<w:fldChar w:fldCharType="separate"/>', '<w:fldChar w:fldCharType="end"/>', '<w:instrText>HYPERLINK "https://a.org"</w:instrText>',
    '<w:hyperlink r:id="r1">', "</w:hyperlink>", "<w:txbxContent>", "</w:txbxContent>", "<mc:AlternateContent>", "<mc:Choice>",
    "</mc:Choice>", "</mc:AlternateContent>", '<w:footnoteReference w:id="1"/>', "<w:del>", "</w:del>", '<w:pStyle w:val="x"/>', "<w:tc>", "</w:tc>",
)  # fmt: skip


@given(st.lists(st.sampled_from(_PIECES)))
def test_no_word_processing_makes_it_crash(pieces: list[str]) -> None:
    assert read(docx("".join(pieces))).sha256


def test_an_archive_of_a_million_names_is_refused_before_it_is_listed() -> None:
    entry = b"PK\x01\x02" + bytes(42)
    data = zipped({"[Content_Types].xml": ""})[:-22] + entry * 30_000 + b"PK\x05\x06" + bytes(18)
    assert read(data).problems == ("it holds more than 20,000 files, which no document does",)


def test_paragraphs_that_never_end_a_sentence_are_read_in_linear_time() -> None:
    words = run("no stop ends these words and the next paragraph goes on in small letters ")
    paragraphs = f"<w:p>{words}</w:p>" * 40_000
    body = f"<w:document {WORD}><w:body>{paragraphs}<w:p>{run(f'see {A} there.')}</w:p></w:body></w:document>"
    assert uris(docx(parts={"word/document.xml": body})) == [A]


def test_many_parts_that_are_each_within_bounds_are_bounded_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("auditor.zipped.MAX_TOTAL_BYTES", 5 * 1024**2)
    parts = {f"word/part{number}.xml": f"<w:document {WORD}>" + " " * 1_000_000 for number in range(9)}
    problems = read(docx(run(A), parts=parts)).problems
    assert "it unpacks to more than 5 MiB, the most that is read" in problems
