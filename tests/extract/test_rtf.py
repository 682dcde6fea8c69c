r"""Rich Text: fields, characters of every encoding, notes with their numbers, and what is no text."""

from __future__ import annotations

from datetime import date

import pytest

from auditor.model import Kind
from tests.extract.packages import cited, read, uris

A = "https://a.org/x"
LINK = r'{\field{\*\fldinst HYPERLINK "https://a.org/x"}{\fldrslt the study}}'


def rtf(
    body: str,
    *,
    head: str = r"\ansi\ansicpg1252\uc1{\fonttbl{\f0\fswiss Helvetica;}{\f1\fcharset204 Arial;}{\f2\fcharset128 MS Mincho;}}",
) -> bytes:
    return (r"{\rtf1" + head + " " + body + "}").encode("latin-1")


@pytest.mark.parametrize(
    "link",
    [
        LINK,
        r'{\field{\*\fldinst{HYPERLINK "https://a.org/x"}}{\fldrslt{\ul\cf1 the }{\b study}}}',
        r'{\field\fldedit{\*\fldinst {\rtlch\af0 \ltrch\f0 HYPER}{LINK "https://a.org/x" \\o "a tip"}{\*\datafield 00d0c9ea}}{\fldrslt {\cs15\ul the study}}}',
        r"{\field{\*\fldinst HYPERLINK https://a.org/x }{\fldrslt the study}}",
        r'{\field{\*\fldinst HYPERLINK "{\field{\*\fldinst MERGEFIELD a}{\fldrslt https://a.org/x}}"}{\fldrslt the study}}',
        r'{\field{\*\fldinst HYPERLINK "https://a.org/x"}{\fldrslt the {\field{\*\fldinst REF x}{\fldrslt study}}}}',
        LINK.replace("the study", r"the }}{\field{\*\fldinst HYPERLINK " + f'"{A}"' + r"}{\fldrslt study"),
        '{\\field{\\*\\fldinst HYPERLINK "https://a.\r\norg/x"}{\\fldrslt the\r\n study}}',
    ],
    ids=["plain", "in groups", "with a tip and data", "without quotes", "field in the code", "field in the result", "two pieces", "line ends"],
)  # fmt: skip
def test_a_link_of_this_form_has_its_address_words_and_sentence(link: str) -> None:
    (citation,) = cited(rtf(rf"See {link} of May.\par"), "a.rtf")
    assert (citation.uri, citation.text, citation.context) == (A, "the study", "See the study of May.")


@pytest.mark.parametrize("switch", [r'\\l "part-2"', r'\\\\l "part-2"', r'\\o "tip" \\l part-2'])
def test_the_place_in_the_page_is_part_of_the_address(switch: str) -> None:
    assert uris(rtf(LINK.replace('x"', f'x" {switch}')), "a.rtf") == [f"{A}#part-2"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (r"caf\'e9 and na\u239?ve", "café and naïve"),
        (r"\u8220\ldblquote so\u8221\rdblquote  \emdash  said", "“so” — said"),
        (r"\uc2\u233\'c3\'a9t\u233 \'e9\'e9\uc0\u33 x", "été!x"),
        (r"\u-10179?\u-8704? smile", "\U0001f600 smile"),
        (r"{\f1 \'cc\'ee\'f1\'ea\'e2\'e0} is {\f1\'f2\'e0\'ec}", "Москва is там"),
        (r"{\f2 \'93\'fa\'96\'7b}", "日本"),
        (r"one\~two\_three f\-our", "one two-three four"),
        (r"\{braces\} and \\ too", r"{braces} and \ too"),
        (r"lone \u-10179? half", "lone \ufffd half"),
        (r"{\uc0 \u233}\u233?t\u233?", "éété"),
    ],
    ids=["bytes", "unicode", "uc", "surrogates", "Cyrillic font", "Japanese font", "hyphens", "escapes", "lone half", "uc of a group"],
)  # fmt: skip
def test_characters_are_read_in_every_way_they_are_written(body: str, expected: str) -> None:
    (citation,) = cited(rtf(rf"{body} at {A}\par"), "a.rtf")
    assert citation.context == f"{expected} at {A}"


@pytest.mark.parametrize(
    ("head", "expected"),
    [(r"\ansi\ansicpg1251", "ж"), (r"\mac", "Ê"), (r"\pc", "µ"), (r"\ansi\ansicpg99999", "æ")],
    ids=["1251", "mac", "pc", "unknown"],
)
def test_the_code_page_of_the_document_decodes_its_bytes(head: str, expected: str) -> None:
    assert cited(rtf(rf"\'e6 {A}\par", head=head), "a.rtf")[0].context == f"{expected} {A}"


@pytest.mark.parametrize(
    "gone",
    [
        rf"{{\*\unknown {A}}}",
        rf"{{\stylesheet {{\s1 {A};}}}}",
        rf"{{\pict\wmetafile8 0102 {A}}}",
        rf"{{\deleted {LINK}}}",
        rf"{{\deleted see {A}}}",
        rf"{{\xe {A}}}",
        rf"{{\shp{{\*\shpinst{{\sp{{\sn x}}{{\sv {A}}}}}}}{{\shprslt {A}}}}}",
        rf"\bin19 {A}/bin }}",
    ],
    ids=["unknown", "styles", "picture", "deleted link", "deleted words", "index", "shape", "bytes"],
)
def test_what_is_no_text_is_not_cited(gone: str) -> None:
    assert read(rtf(rf"Before {gone} after.\par"), "a.rtf").citations == ()


def test_paragraphs_lines_and_cells_end_what_they_end() -> None:
    body = rf"at {A}-two-\line three.html today.\par {A}/one/\cell two-three/four\cell\row {A}/z\par"
    assert uris(rtf(body), "a.rtf") == [f"{A}-two-three.html", f"{A}/one/", f"{A}/z"]


def test_notes_follow_the_text_with_their_numbers() -> None:
    body = (
        rf"One{{\super\chftn}}{{\footnote{{\super\chftn}} See {LINK}.}} two{{\super *}}{{\*\footnote * See {A}/2.\par}}"
        rf" three{{\chftn}}{{\footnote\ftnalt\chftn  See {A}/3.}} cite {A}/0.\par"
    )
    assert [(one.uri, one.note, one.context) for one in cited(rtf(body), "a.rtf")] == [
        (f"{A}/0", None, f"One two* three cite {A}/0."),
        (A, "1", "See the study."),
        (f"{A}/2", None, f"See {A}/2."),
        (f"{A}/3", "1", f"See {A}/3."),
    ]


def test_comments_and_text_boxes_are_read_and_heads_and_feet_are_navigation() -> None:
    body = (
        rf"{{\header {A}/head\par}}{{\footerf {LINK}\par}}Text {{\*\atnid AB}}{{\*\atnauthor Ann}}\chatn"
        rf"{{\*\annotation{{\*\atndate 123}} But see {A}/comment.}} and "
        rf"{{\shp{{\*\shpinst\shpleft1{{\shptxt In a box: {A}/box.\par}}}}}}more of it.\par"
    )
    found = [(one.uri, one.kind, one.context) for one in read(rtf(body), "a.rtf").citations]
    assert found == [
        (f"{A}/box", Kind.CITATION, f"In a box: {A}/box."),
        (f"{A}/comment", Kind.CITATION, f"But see {A}/comment."),
        (f"{A}/head", Kind.NAVIGATION, f"{A}/head"),
        (A, Kind.NAVIGATION, "the study"),
    ]


def test_title_and_day_come_from_the_properties() -> None:
    info = r"{\info{\title A Br\u239?ef}{\creatim\yr2019\mo1\dy2\hr3}{\revtim\yr2019\mo5\dy3}}"
    document = read(rtf(info + A), "a.rtf")
    assert (document.title, document.published) == ("A Brïef", date(2019, 5, 3))


def test_a_title_in_two_readings_is_read_in_unicode() -> None:
    info = r"{\info{\upr{\title ????}{\*\ud{\title \u26085?\u26412?}}}}"
    assert read(rtf(info + r"{\upr{no " + A + r"}{\*\ud{yes " + A + "/2}}}"), "a.rtf").title == "日本"
    assert uris(rtf(r"{\upr{no " + A + r"}{\*\ud{yes " + A + "/2}}}"), "a.rtf") == [f"{A}/2"]


def test_relative_targets_are_resolved_against_the_base_that_the_document_names() -> None:
    body = r"{\info{\*\hlinkbase https://a.org/docs/}}" + LINK.replace(A, "x.html")
    assert uris(rtf(body), "a.rtf") == ["https://a.org/docs/x.html"]


def test_a_place_in_the_document_is_skipped_and_one_that_is_missing_was_lost() -> None:
    body = (
        r"{\*\bkmkstart here}{\*\bkmkend here}"
        + LINK.replace(f'"{A}"', r'\\l "here"')
        + " "
        + LINK.replace(A, "#gone")
        + f" ({A})."
    )
    assert [(one.uri, one.kind) for one in read(rtf(body), "a.rtf").citations] == [
        ("#here", Kind.SKIPPED),
        (A, Kind.CITATION),
    ]


@pytest.mark.parametrize("name", ["a.doc", "a.txt", "a.md", "a.docx"])
def test_the_content_decides_whatever_the_name_says(name: str) -> None:
    assert uris(rtf(r"[x](https://no.org) **b** \section \textbf " + LINK), name) == ["https://no.org", A]


def test_a_text_that_was_cut_short_says_so_and_gives_what_it_has() -> None:
    document = read(rtf(f"See {LINK} {{and so")[:-1], "a.rtf")
    assert [one.uri for one in document.citations] == [A]
    assert document.problems == ("it is cut short: its last group has no end",)


def test_what_is_only_named_so_is_refused() -> None:
    document = read(b"No Rich Text at all.", "a.rtf")
    assert (document.readable, document.problems) == (False, ("it is no Rich Text, whatever its name says",))
