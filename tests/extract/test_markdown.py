"""Markdown as CommonMark and GFM have it: every way in which it cites."""

from __future__ import annotations

from datetime import date

import pytest

from auditor.extract import Source
from auditor.extract.select import read_document
from auditor.model import Citation, Document, Kind


def read(text: str) -> Document:
    return read_document(Source(name="a.md", data=text.encode()))


def cited(text: str) -> list[Citation]:
    return [one for one in read(text).citations if one.number]


def told(text: str) -> list[tuple[str, str]]:
    return [(one.uri, one.text) for one in cited(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See [the report](https://a.org/x) now.", [("https://a.org/x", "the report")]),
        ('See [the report](<https://a.org/x y> "Title (t)") now.', [("https://a.org/x y", "the report")]),
        ("See [the *re*`port`][r].\n\n[r]: https://a.org/x 'T'", [("https://a.org/x", "the report")]),
        ("See [the report][] and [Short].\n\n[The Report]: <https://a.org/x>\n[short]: https://a.org/y",
         [("https://a.org/x", "the report"), ("https://a.org/y", "Short")]),
        ("See <https://a.org/x?a=b&c=d>.", [("https://a.org/x?a=b&c=d", "")]),
        ("See https://a.org/x_(y), www.a.org/z.", [("https://a.org/x_(y)", ""), ("http://www.a.org/z", "")]),
        ("[![the chart](i.png)](https://a.org/x)", [("https://a.org/x", "the chart")]),
        ("[a [b](https://a.org/in) c](https://a.org/out)", [("https://a.org/in", "b"), ("https://a.org/out", "")]),
        ("| a | b |\n|---|---|\n| [x](https://a.org/1) | https://a.org/2 |", [("https://a.org/1", "x"), ("https://a.org/2", "")]),
        ("~~[x](https://a.org/1)~~ **[y](https://a.org/2)** *https://a.org/3*.",
         [("https://a.org/1", "x"), ("https://a.org/2", "y"), ("https://a.org/3", "")]),
        ("`https://a.org/1`\n\n```\ncurl https://a.org/2\n```\n\n    https://a.org/3\n",
         [("https://a.org/1", ""), ("https://a.org/2", ""), ("https://a.org/3", "")]),
        ("- [ ] a task [x](https://a.org/1)\n  > [y](https://a.org/2)", [("https://a.org/1", "x"), ("https://a.org/2", "y")]),
        ("see [the\nreport](https://a.org/x)", [("https://a.org/x", "the report")]),
        ("[z](https://a.org/&auml;\\_b)", [("https://a.org/ä_b", "z")]),
        ("Text\\[no\\](https://a.org/x).", [("https://a.org/x", "")]),
        ("[x](HTTPS://A.org/X)", [("HTTPS://A.org/X", "x")]),
    ],
)  # fmt: skip
def test_each_form_of_a_link_cites(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('See <a class="q" href="https://a.org/x&amp;y">the words</a>.', [("https://a.org/x&y", "the words")]),
        ("See <A HREF=https://a.org/x>the <b>words</b></A>.", [("https://a.org/x", "the words")]),
        ("<div>\n<p>See <a href='https://a.org/x'>the words</a>.</p>\n<p>https://a.org/y</p>\n</div>",
         [("https://a.org/x", "the words"), ("https://a.org/y", "")]),
        ("<details><summary>What they said</summary>\n\n[x](https://a.org/x)\n\n</details>", [("https://a.org/x", "x")]),
        ("<!-- https://a.org/no --> Text https://a.org/x", [("https://a.org/x", "")]),
        ("<!--\nhttps://a.org/no\n\nhttps://a.org/no\n-->\n\nText https://a.org/x", [("https://a.org/x", "")]),
        ("Inline <!-- https://a.org/no\nmore --> https://a.org/x", [("https://a.org/x", "")]),
        ('<script>\nvar x = "https://a.org/no";\n\nx\n</script>\n\nhttps://a.org/x', [("https://a.org/x", "")]),
        ("<style>\n@import 'https://a.org/no';\n</style>\n\nhttps://a.org/x", [("https://a.org/x", "")]),
        ('<a href="https://a.org/x"><img alt="the chart" src="i.png"></a>', [("https://a.org/x", "the chart")]),
        ('<a href="https://a.org/x">not closed\n\nNext https://a.org/y.', [("https://a.org/x", "not closed"), ("https://a.org/y", "")]),
        ('<a href="https://a.org/x">one <a href="https://a.org/y">two</a>', [("https://a.org/x", "one"), ("https://a.org/y", "two")]),
        ('<blockquote cite="https://a.org/x">\n\nSaid so.\n\n</blockquote>', [("https://a.org/x", "")]),
        ('He <q cite="https://a.org/x">said so</q>. <del>Not <a href="https://a.org/y">here</a></del>', [("https://a.org/x", "said so"), ("https://a.org/y", "here")]),
        ('<a href="https://a.org/x"><del>old</del> words</a>', [("https://a.org/x", "old words")]),
        ('<a data-href="https://a.org/no" name="x">an anchor</a> https://a.org/x', [("https://a.org/x", "")]),
    ],
)  # fmt: skip
def test_raw_html_cites_as_a_page_does(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


def test_a_robust_link_in_raw_html_has_its_day() -> None:
    robust = '<a href="https://perma.cc/A-1" data-originalurl="https://a.org/x" data-versiondate="2019-05-03">words</a>'
    (citation,) = read(f"See {robust}.").citations
    assert (citation.uri, citation.accessed) == ("https://a.org/x", date(2019, 5, 3))


@pytest.mark.parametrize(
    "text",
    [
        "A &lt;https://a.org/1&gt; &amp; https://a.org/?a=1&amp;b=2, (https://a.org/x\\_y) \\* www.a.org/x and HTTPS://B.org.",
        "<div>\nraw &amp; https://a.org/1 &amp; https://a.org/2\n</div>",
        "https://web.archive.org/web/2019/https://a.org/?a=1&amp;b=2 &amp; https://a.org/2",
    ],
)
def test_each_address_has_its_own_place_in_words_with_escapes(text: str) -> None:
    found = read(text).citations
    assert found
    assert all(text[one.offset or 0 :].lower().startswith(("https://", "www.")) for one in found)
    assert len({one.offset for one in found}) == len(found)


GRID = """\
+----------+------------------------------+
| Source   | Address                      |
+==========+==============================+
| NATO     | https://www.nato.int/cps/en/ |
|          | natohq/topics_110496.htm     |
+----------+------------------------------+
| Reuters  | https://www.reuters.com/worl |
|          | d/middle-east/iran-pact-2025 |
+----------+------------------------------+
"""
NOTES = """\
1. A. Smith, see https://www.reuters.com/world/
   middle-east/iran-pact.html (accessed 3 May 2019).
2. B. Jones, https://www.nato.int/cps/en/
   natohq/topics_110496.htm
"""
NATO, PACT = (
    "https://www.nato.int/cps/en/natohq/topics_110496.htm",
    "https://www.reuters.com/world/middle-east/iran-pact",
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (GRID, [(NATO, 4), (f"{PACT}-2025", 7)]),
        ("> " + GRID.replace("\n", "\n> "), [(NATO, 4), (f"{PACT}-2025", 7)]),
        (f"```\n{GRID}```\n", [(NATO, 5), (f"{PACT}-2025", 8)]),
        (f"~~~ text\n{NOTES}~~~\n", [(f"{PACT}.html", 2), (NATO, 4)]),
        ("> ```\n> " + NOTES.replace("\n", "\n> ") + "```\n", [(f"{PACT}.html", 2), (NATO, 4)]),
        ("A:\n\n    " + NOTES.replace("\n", "\n    "), [(f"{PACT}.html", 3), (NATO, 5)]),
    ],
    ids=["grid", "quoted grid", "grid in code", "notes in code", "notes in quoted code", "indented notes"],
)
def test_tables_and_notes_that_were_plain_text_are_broken_in_themselves(
    text: str, expected: list[tuple[str, int]]
) -> None:
    """As pandoc writes grid tables, and converters what they can't lay out."""
    assert [(one.uri, one.line) for one in cited(text)] == expected


def test_code_of_a_language_joins_no_lines() -> None:
    assert told("```sh\ncurl https://a.org/x/\nnext-page.html\n```") == [("https://a.org/x/", "")]


def test_a_note_s_citations_have_its_number() -> None:
    text = "He said so.[^1] And then.[^n]\n\n[^1]: Smith, https://a.org/1.\n[^n]: See [this](https://a.org/2),\n    and <https://a.org/3>.\n"
    assert [(one.uri, one.note) for one in cited(text)] == [
        ("https://a.org/1", "1"),
        ("https://a.org/2", "n"),
        ("https://a.org/3", "n"),
    ]


def test_an_item_of_a_numbered_list_has_its_number_in_all_its_paragraphs() -> None:
    text = "3. one https://a.org/1\n\n   more https://a.org/2\n4. two https://a.org/3\n\nAfter https://a.org/4\n"
    assert [one.note for one in cited(text)] == ["3", "3", "4", None]


@pytest.mark.parametrize(
    ("link", "kind", "because"),
    [
        ("[x]()", Kind.SKIPPED, "placeholder"),
        ("[x](#)", Kind.SKIPPED, "placeholder"),
        ("[x](#part)", Kind.SKIPPED, "same document"),
        ("[x](../y.md)", Kind.NAVIGATION, "relative"),
        ("[x](mailto:a@b.org)", Kind.SKIPPED, "mailto:"),
        ("<a@b.org>", Kind.SKIPPED, "mailto:"),
        ("[x](javascript:alert(1))", Kind.SKIPPED, "javascript:"),
        ("![x](https://a.org/i.png)", Kind.SKIPPED, "image"),
    ],
)
def test_what_is_no_citation_says_why(link: str, kind: Kind, because: str) -> None:
    (one,) = read(f"It is {link} that.").citations
    assert one.kind is kind
    assert because in (one.because or "")


def test_a_citation_has_its_line_its_offset_and_its_sentence() -> None:
    text = "# Übersicht\n\nErster Satz. Das sagt [die Quelle](https://a.org/x) “so”. Noch einer.\n"
    (one,) = cited(text)
    assert (one.line, text[one.offset or 0 :][:15]) == (3, "https://a.org/x")
    assert one.context == "Das sagt die Quelle “so”."


def test_an_access_date_beside_an_address_is_its_own() -> None:
    first, second = cited(
        "A [link](https://a.org/1) (accessed 3 May 2024). Another https://a.org/2, retrieved 4 May 2024."
    )
    assert (first.accessed, second.accessed) == (date(2024, 5, 3), date(2024, 5, 4))


@pytest.mark.parametrize(
    "matter", ['---\ntitle: "T"\ndate: 2024-05-06\n---\n', "+++\ntitle = 'T'\ndate = 2024-05-06T10:00:00Z\n+++\n"]
)
def test_front_matter_tells_title_and_day(matter: str) -> None:
    document = read(f"{matter}\nSee https://a.org/x.\n")
    assert (document.title, document.published) == ("T", date(2024, 5, 6))
    assert [one.context for one in document.citations] == ["See https://a.org/x."]


@pytest.mark.parametrize(
    "piece",
    ["[", "![", "[^", "<a href=", "<!--", "> ", "*", "`", "| ", "- ", "(", "<", "&", "[x](", "\\", "<script>", "]: "],
)
def test_nesting_of_100_000_is_read_in_time(piece: str) -> None:
    document = read(f"See <https://a.org/x> now.\n\n{piece * 100_000}\n")
    assert document.citations[0].uri == "https://a.org/x"


def test_20_000_addresses_are_as_many_citations() -> None:
    document = read("".join(f"https://a.org/{n}\n\n" for n in range(20_000)))
    assert len(document.citations) == 20_000
    assert document.citations[-1].number == 20_000


@pytest.mark.parametrize(
    ("text", "uri"),
    [
        pytest.param("|a|b|\n|-|-|\n|x|https://a.org/pub/  disk_sched/mst.pdf|\n", "https://a.org/pub/disk_sched/mst.pdf", id="two spaces"),
        pytest.param("|a|b|\n|-|-|\n|x|https://a.org/wiki/  one\\_two.html|\n", "https://a.org/wiki/one_two.html", id="two spaces and an escape"),
        pytest.param("|a|b|\n|-|-|\n|x|https://a.org/pub/<br>disk_sched/mst.pdf|\n", "https://a.org/pub/disk_sched/mst.pdf", id="a break"),
        pytest.param("<table>\n<tr>\n<td>https://www.<br />\na.org/disk_sched/mst.pdf</td>\n</tr>\n</table>\n", "https://www.a.org/disk_sched/mst.pdf", id="a break in HTML"),
        pytest.param("See <https://a.\u200borg/\u200btill/i2c\\_tiny\\_usb> for it.\n", "https://a.org/till/i2c_tiny_usb", id="an autolink of a converter"),
    ],
)  # fmt: skip
def test_what_converters_leave_of_the_ends_of_lines_is_none_of_an_address(text: str, uri: str) -> None:
    document = read_document(Source(name="a.md", data=text.encode()))
    assert [one.uri for one in document.citations] == [uri]
