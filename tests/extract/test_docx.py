"""Word documents: every form of a link, notes with their numbers, and what is no text."""

from __future__ import annotations

from datetime import date

import pytest

from auditor.model import Kind
from tests.extract.packages import CORE, STRICT, WORD, cited, code, docx, field, mark, read, relations, run, uris

A = "https://a.org/x"
LINK = '<w:hyperlink r:id="r1">' + run("the study") + "</w:hyperlink>"

FORMS = {
    "a hyperlink with its relation": LINK,
    "a field in one piece": field(f' HYPERLINK "{A}" ', shown=run("the study")),
    "a field in many runs": field(" HYPER", 'LINK "https://', 'a.org/x"', ' \\o "tip" ', shown=run("the ") + run("study")),
    "a simple field": f'<w:fldSimple w:instr="HYPERLINK &quot;{A}&quot;">{run("the study")}</w:fldSimple>',
    "a field without quotes": field(f"HYPERLINK {A}", shown=run("the study")),
    "a field with typographic quotes": field(f"HYPERLINK “{A}”", shown=run("the study")),
    "a field in small letters": field(f'hyperlink "{A}" \\t "_blank"', shown=run("the study")),
    "a field whose code holds a field": (
        mark("begin") + code('HYPERLINK "') + field("MERGEFIELD address", shown=run(A)) + code('"') + mark("separate")
        + run("the study") + mark("end")
    ),
    "a field whose result holds a field": field(f'HYPERLINK "{A}"', shown=run("the ") + field("REF x", shown=run("study"))),
    "a hyperlink in a content control": f"<w:sdt><w:sdtPr/><w:sdtContent>{LINK}</w:sdtContent></w:sdt>",
    "a hyperlink in a smart tag": f'<w:smartTag w:element="x">{LINK}</w:smartTag>',
    "an inserted hyperlink": f'<w:ins w:id="1">{LINK}</w:ins>',
    "a hyperlink that was moved here": f'<w:moveTo w:id="1">{LINK}</w:moveTo>',
    "a hyperlink in two pieces": (
        f'<w:hyperlink r:id="r1">{run("the ")}</w:hyperlink><w:hyperlink r:id="r2">{run("study")}</w:hyperlink>'
    ),
    "a hyperlink from which words were deleted": (
        f'<w:hyperlink r:id="r1">{run("the ")}<w:del w:id="1"><w:r><w:delText>old </w:delText></w:r></w:del>'
        f'{run("study")}</w:hyperlink>'
    ),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_a_link_of_this_form_has_its_address_words_and_sentence(form: str) -> None:
    (citation,) = cited(docx(run("See ") + FORMS[form] + run(" of May."), targets={"r1": A, "r2": A}))
    assert (citation.uri, citation.text, citation.context) == (A, "the study", "See the study of May.")


@pytest.mark.parametrize(
    "link",
    [
        f'<w:hyperlink r:id="r1" w:anchor="part-2">{run("it")}</w:hyperlink>',
        f'<w:hyperlink r:id="r1" w:docLocation="part-2">{run("it")}</w:hyperlink>',
        field(f'HYPERLINK "{A}" \\l "part-2"', shown=run("it")),
        field("HYPERLINK ", f'"{A}" \\', 'l "part', '-2"', shown=run("it")),
        field(f'HYPERLINK "{A}"\\l "part-2" \\o "a tip with \\l in it"', shown=run("it")),
    ],
    ids=["anchor", "docLocation", "field", "field in pieces", "field with a tip"],
)
def test_the_place_in_the_page_is_part_of_the_address(link: str) -> None:
    assert uris(docx(link, targets={"r1": A})) == [f"{A}#part-2"]


def test_a_bare_address_over_several_runs_is_whole() -> None:
    body = run("See https://a.org/") + '<w:proofErr w:type="spellStart"/>' + run("lo") + run("ng/x.html") + run(".")
    (citation,) = cited(docx(body))
    assert (citation.uri, citation.context) == ("https://a.org/long/x.html", "See https://a.org/long/x.html.")


def test_a_non_breaking_hyphen_in_a_printed_address_is_its_hyphen() -> None:
    body = "<w:r><w:t>https://a.org/a</w:t><w:noBreakHyphen/><w:t>b</w:t></w:r>"
    assert uris(docx(body)) == ["https://a.org/a-b"]


def test_an_address_that_a_line_break_cuts_is_rejoined() -> None:
    body = "<w:r><w:t>at https://a.org/one-two-</w:t><w:br/><w:t>three.html today</w:t></w:r>"
    assert uris(docx(body)) == ["https://a.org/one-two-three.html"]


def test_where_print_and_target_differ_the_target_counts_and_the_print_is_kept() -> None:
    body = '<w:hyperlink r:id="r1">' + run("https://a.org/old") + "</w:hyperlink>"
    (citation,) = cited(docx(body, targets={"r1": "https://a.org/new"}))
    assert (citation.uri, citation.alternatives) == ("https://a.org/new", ("https://a.org/old",))
    assert citation.because == "prints another address than it links to"


def test_where_print_and_target_agree_nothing_is_said() -> None:
    (citation,) = cited(
        docx('<w:hyperlink r:id="r1">' + run("www.a.org/x") + "</w:hyperlink>", targets={"r1": "http://www.a.org/x"})
    )
    assert (citation.uri, citation.alternatives, citation.because) == ("http://www.a.org/x", (), None)


@pytest.mark.parametrize(
    ("target", "uri"), [("www.a.org/x", "http://www.a.org/x"), ("https://a.org/?q=a&amp;b=c", "https://a.org/?q=a&b=c")]
)
def test_a_target_is_read_as_its_author_meant_it(target: str, uri: str) -> None:
    assert uris(docx(LINK, targets={"r1": target})) == [uri]


def test_relative_targets_are_resolved_against_the_base_that_the_document_names() -> None:
    app = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<HyperlinkBase>https://a.org/docs/</HyperlinkBase></Properties>"
    )
    assert uris(docx(LINK, targets={"r1": "x.html"}, parts={"docProps/app.xml": app})) == ["https://a.org/docs/x.html"]


# ── what is no text ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "gone",
    [
        '<w:del w:id="1"><w:r><w:delText>https://a.org/x</w:delText></w:r></w:del>',
        f'<w:del w:id="1">{LINK}</w:del>',
        '<w:hyperlink r:id="r1"><w:del w:id="1"><w:r><w:delText>the study</w:delText></w:r></w:del></w:hyperlink>',
        f'<w:moveFrom w:id="1">{LINK}</w:moveFrom>',
        '<w:del w:id="1">' + mark("begin") + f'<w:r><w:delInstrText>HYPERLINK "{A}"</w:delInstrText></w:r>' + mark("separate") + run("x") + mark("end") + "</w:del>",
        field(f'ADDIN ZOTERO_ITEM {{"uri": "{A}"}}', shown=run("(Smith 2019)")),
    ],
    ids=["words", "link", "words of a link", "moved away", "field", "another field's code"],
)  # fmt: skip
def test_what_was_deleted_or_is_a_code_is_not_cited(gone: str) -> None:
    assert read(docx(run("Before ") + gone + run(" after."), targets={"r1": A})).citations == ()


def test_of_alternate_content_only_the_first_choice_is_read() -> None:
    box = "<w:txbxContent><w:p>" + run("In a box: ") + LINK + run(".") + "</w:p></w:txbxContent>"
    body = (
        f'{run("Text before ")}<w:r><mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx>{box}</wps:txbx></mc:Choice>'
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback>"
        f"</mc:AlternateContent></w:r>{run('and after https://a.org/y in one sentence.')}"
    )
    found = {one.uri: one.context for one in cited(docx(body, targets={"r1": A}))}
    assert found == {
        "https://a.org/y": "Text before and after https://a.org/y in one sentence.",
        A: "In a box: the study.",
    }


def test_a_field_that_is_never_closed_carries_off_no_chapter() -> None:
    data = docx(
        run("See ") + mark("begin") + code(f'HYPERLINK "{A}"') + mark("separate") + run("the study"),
        run("The next paragraph cites https://a.org/y as well."),
        mark("begin") + code("PAGE"),
        run("And https://a.org/z."),
    )
    assert [(one.uri, one.text) for one in cited(data)] == [
        (A, "the study"),
        ("https://a.org/y", ""),
        ("https://a.org/z", ""),
    ]


def test_a_place_in_the_document_is_skipped_and_one_that_is_missing_was_lost() -> None:
    there = '<w:hyperlink w:anchor="here">' + run("above") + "</w:hyperlink>"
    lost = '<w:hyperlink w:anchor="X0000">' + run("the study") + "</w:hyperlink>" + run(f" ({A}).")
    document = read(docx('<w:bookmarkStart w:id="0" w:name="Here"/>' + there + run(" and ") + lost))
    assert [(one.uri, one.kind, one.text) for one in document.citations] == [
        ("#here", Kind.SKIPPED, "above"),
        (A, Kind.CITATION, "the study"),
    ]


# ── other parts ──────────────────────────────────────────────────────────────────────────────────────────────────


def note(kind: str, number: int, body: str) -> str:
    return f'<w:{kind} w:id="{number}"><w:p>{body}</w:p></w:{kind}>'


def test_notes_follow_the_text_in_the_order_of_its_references_with_their_numbers() -> None:
    separator = '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    footnotes = (
        separator + note("footnote", 7, run("See ") + LINK + run(".")) + note("footnote", 3, run(f"Thus {A}/3."))
    )
    endnotes = note("endnote", 2, run("At ") + field(f'HYPERLINK "{A}" \\l "end"', shown=run("the end")) + run("."))
    body = (
        run("One")
        + '<w:r><w:footnoteReference w:id="3"/></w:r>'
        + run(" and two")
        + '<w:r><w:footnoteReference w:id="7"/></w:r>'
        + run(" and three")
        + '<w:r><w:endnoteReference w:id="2"/></w:r>'
        + run(f" cite {A}/0.")
    )
    parts = {
        "word/endnotes.xml": f"<w:endnotes {WORD}>{endnotes}</w:endnotes>",
        "word/footnotes.xml": f"<w:footnotes {WORD}>{footnotes}</w:footnotes>",
        "word/_rels/footnotes.xml.rels": relations({"r1": f"{A}/7"}),
    }
    found = [(one.uri, one.note, one.context) for one in cited(docx(body, parts=parts))]
    assert found == [
        (f"{A}/0", None, f"One and two and three cite {A}/0."),
        (f"{A}/3", "1", f"Thus {A}/3."),
        (f"{A}/7", "2", "See the study."),
        (f"{A}#end", "i", "At the end."),
    ]


def test_a_note_with_a_mark_of_its_own_takes_no_number() -> None:
    notes = note("footnote", 1, run(f"{A}/1")) + note("footnote", 2, run(f"{A}/2"))
    body = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
    found = cited(docx(body, parts={"word/footnotes.xml": f"<w:footnotes {WORD}>{notes}</w:footnotes>"}))
    assert [(one.uri, one.note) for one in found] == [(f"{A}/1", None), (f"{A}/2", "1")]


def test_comments_are_read() -> None:
    comments = f'<w:comments {WORD}><w:comment w:id="0" w:author="Ann"><w:p>{run(f"But see {A}.")}</w:p></w:comment></w:comments>'
    assert uris(docx(run("Text."), parts={"word/comments.xml": comments})) == [A]


def test_running_heads_and_feet_are_navigation() -> None:
    parts = {
        "word/header1.xml": f"<w:hdr {WORD}><w:p>{LINK}</w:p></w:hdr>",
        "word/_rels/header1.xml.rels": relations({"r1": "https://b.org/"}),
        "word/footer2.xml": f"<w:ftr {WORD}><w:p>{run('c.org: https://c.org/')}</w:p></w:ftr>",
    }
    document = read(docx(run(f"See {A}."), parts=parts))
    assert [(one.uri, one.kind) for one in document.citations] == [
        (A, Kind.CITATION), ("https://b.org/", Kind.NAVIGATION), ("https://c.org/", Kind.NAVIGATION),
    ]  # fmt: skip


def test_charts_and_diagrams_are_read_with_the_links_of_their_words() -> None:
    words = f"<a:p><a:r><a:t>Source: {A}/c</a:t></a:r></a:p>"
    linked = '<a:p><a:r><a:rPr><a:hlinkClick r:id="r1"/></a:rPr><a:t>the data</a:t></a:r></a:p>'
    parts = {
        "word/charts/chart1.xml": f"<c:chartSpace {WORD}>{words}</c:chartSpace>",
        "word/diagrams/data1.xml": f"<dgm:dataModel {WORD}>{linked}</dgm:dataModel>",
        "word/diagrams/_rels/data1.xml.rels": relations({"r1": f"{A}/d"}),
    }
    assert [(one.uri, one.text) for one in cited(docx(run("Text."), parts=parts))] == [
        (f"{A}/c", ""),
        (f"{A}/d", "the data"),
    ]


def test_the_link_of_an_image_counts_once_under_the_name_of_the_image() -> None:
    image = (
        '<w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" descr="A map"><a:hlinkClick r:id="r1"/></wp:docPr>'
        '<a:graphic><a:cNvPr id="0" name="map.png"><a:hlinkClick r:id="r1"/></a:cNvPr></a:graphic></wp:inline></w:drawing>'
    )
    (citation,) = cited(docx(run("Look: ") + f"<w:r>{image}</w:r>", targets={"r1": A}))
    assert (citation.uri, citation.text) == (A, "A map")


def test_the_link_of_an_old_shape_is_found() -> None:
    assert uris(docx(f'<w:r><w:pict><v:shape href="{A}" alt="A map"/></w:pict></w:r>')) == [A]


def test_no_address_goes_on_in_the_next_cell() -> None:
    cells = "".join(f"<w:tc><w:p>{run(text)}</w:p></w:tc>" for text in ("https://a.org/one/", "two-three/four"))
    data = docx(
        run("A table."),
        parts={
            "word/document.xml": f"<w:document {WORD}><w:body><w:tbl><w:tr>{cells}</w:tr></w:tbl></w:body></w:document>"
        },
    )
    assert uris(data) == ["https://a.org/one/"]


# ── the document as a whole ──────────────────────────────────────────────────────────────────────────────────────


def test_title_and_day_come_from_the_properties() -> None:
    core = CORE.format("<dc:title> A  Brief </dc:title><dcterms:created>2019-03-01T09:00:00Z</dcterms:created>"
                       "<dcterms:modified>2019-05-03T10:00:00Z</dcterms:modified>")  # fmt: skip
    document = read(docx(run(f"See {A}."), parts={"docProps/core.xml": core}))
    assert (document.title, document.published) == ("A Brief", date(2019, 5, 3))


def test_without_properties_the_heading_and_the_dateline_say_it() -> None:
    styles = f'<w:styles {WORD}><w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style></w:styles>'
    data = docx(
        run("Institute of Things"),
        '<w:pPr><w:pStyle w:val="berschrift1"/></w:pPr>' + run("What Was Found"),
        run("May 3, 2019"),
        run(f"See {A}."),
        parts={"word/styles.xml": styles},
    )
    document = read(data)
    assert (document.title, document.published) == ("What Was Found", date(2019, 5, 3))
    assert document.media_type == "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def test_the_strict_variant_is_read() -> None:
    assert uris(docx(LINK, targets={"r1": A}, spaces=STRICT)) == [A]


@pytest.mark.parametrize("name", ["a.docm", "a.dotx", "a.txt", "a", "a.odt"])
def test_the_content_decides_whatever_the_name_says(name: str) -> None:
    assert uris(docx(LINK, targets={"r1": A}, parts={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0 macros"}), name) == [A]


def test_part_names_are_compared_without_case_and_with_either_slash() -> None:
    data = docx(
        run("x"),
        parts={"word/document.xml": b"", "Word\\Document.XML": f"<w:document {WORD}><w:p>{run(A)}</w:p></w:document>"},
    )
    assert uris(data) == [A]


def test_a_document_that_another_is_embedded_in_says_that_it_is_not_read() -> None:
    document = read(docx(run(A) + '<w:altChunk r:id="r1"/>'))
    assert document.problems == ("word/document.xml embeds another document, which is not read",)
