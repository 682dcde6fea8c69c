"""MediaWiki's text as its editors write it: links, notes and the templates of citations, in several languages."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.extract import Source
from auditor.extract.select import read_document
from auditor.model import Citation, Document

A = "https://a.org/x"
COPY = "https://web.archive.org/web/20190503000000/https://a.org/x"


def read(text: str) -> Document:
    return read_document(Source(name="a.wiki", data=text.encode()))


def cited(text: str) -> list[Citation]:
    return [one for one in read(text).citations if one.number]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"See [{A} words] there.", [(A, "words")]),
        (f"See [{A}] there.", [(A, "")]),
        (f"See {A}, there.", [(A, "")]),
        ("See [//a.org/x words].", [("https://a.org/x", "words")]),
        ("See [http://[2001:db8::1]/x words].", [("http://[2001:db8::1]/x", "words")]),
        (f"See [{A} ''slanted'' <b>words</b>].", [(A, "slanted words")]),
        ("See https://a.org/?a=1&amp;b=2 there.", [("https://a.org/?a=1&b=2", "")]),
        (f"See {A}<b>bold</b>.", [(A, "")]),
        (f"See {A}<br>next line.", [(A, "")]),
        (f"See <{A}>.", [(A, "")]),
        (f"See [[{A} words]].", [(A, "words")]),
        (f"See [[{A}|words]].", [(A, "words")]),
        ("See [[Page|words]], [[Other]] and [[Category:X]].", []),
        (f"[[File:x.jpg|thumb|A view of {A}|alt=a view]]", [(A, "")]),
        (f"[[File:x.jpg|link={A}]]", [(A, "")]),
        (f"<!-- {A} --> <nowiki>[{A}/1 words]</nowiki>", [(f"{A}/1", "")]),
        (f"See {{{{doi|10.1000/182}}}} and {{{{URL|{A}}}}}.", [("https://doi.org/10.1000/182", ""), (A, "")]),
        (f'{{| class=wikitable\n! h\n|-\n| style="x" | [{A} a]\n| {A}/2 || b\n|}}', [(A, "a"), (f"{A}/2", "")]),
        ("<pre>$ curl https://a.org/get?x=1&amp;y=2</pre>\nMore.", [("https://a.org/get?x=1&y=2", "")]),
        ("<syntaxhighlight>get https://a.org/x&amp;y </syntaxhighlight>", [("https://a.org/x&y", "")]),
        (f"{{|\n|+ A table, from {A}\n|-\n| x\n|}}", [(A, "")]),
        (f'{{|\n|+ style="x" | From [{A} there]\n|-\n| x\n|}}', [(A, "there")]),
        (f"Mail [mailto:a@a.org me], see {A}.", [(A, "")]),
    ],
)  # fmt: skip
def test_links_are_those_that_a_reader_can_follow(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(one.uri, one.text) for one in cited(text)] == expected


@pytest.mark.parametrize(
    "template",
    [
        f"{{{{cite web |url={A} |title=A title |access-date=3 May 2019 |archive-url={COPY} |archive-date=2019-05-04}}}}",
        f"{{{{Cite news|title=A title|url = {A} |accessdate=2019-05-03|archiveurl={COPY}|url-status=dead}}}}",
        f"{{{{Internetquelle |url={A} |titel=A title |abruf=2019-05-03 |archiv-url={COPY}}}}}",
        f"{{{{Lien web |url={A} |titre=A title |consulté le=3 mai 2019 |archive-url={COPY}}}}}",
        f"{{{{Cita web |url={A} |título=A title |fechaacceso=3 de mayo de 2019 |urlarchivo={COPY}}}}}",
        f"{{{{Cita web |url={A} |titolo=A title |accesso=3 maggio 2019 |urlarchivio={COPY}}}}}",
    ],
)
def test_a_citation_gives_its_address_and_its_archived_copy_with_the_access_date(template: str) -> None:
    original, copy = cited(f"A claim.<ref>{template}</ref> More.")
    assert (original.uri, original.text, original.accessed, original.note) == (A, "A title", date(2019, 5, 3), "1")
    assert copy.uri == COPY


def test_a_webarchive_template_is_its_copy() -> None:
    assert [one.uri for one in cited(f"{{{{webarchive|url={COPY}|date=2019-05-03}}}}")] == [COPY]


def test_every_identifier_of_a_citation_is_cited_once() -> None:
    found = cited(
        "{{cite journal|last=Müller|first=J|year=2019|title=A title|doi=10.1000/182|pmid=12345|pmc=3531190|url=https://doi.org/10.1000/182}}"
    )
    assert [one.uri for one in found] == [
        "https://doi.org/10.1000/182",
        "https://pubmed.ncbi.nlm.nih.gov/12345/",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC3531190/",
    ]
    assert {one.context for one in found} == {"Müller, J (2019). A title."}


def test_notes_stand_behind_their_paragraph_under_the_numbers_that_readers_see() -> None:
    text = f"One<ref name=a>See {A}/1.</ref> two<ref>[{A}/2 this]</ref> again<ref name=a /> and{{{{efn|Note {A}/3.}}}} end.\n\nNext {A}/4."
    assert [(one.uri[-1], one.note) for one in cited(text)] == [("1", "1"), ("2", "2"), ("3", "a"), ("4", None)]


def test_the_sentence_is_as_it_is_read() -> None:
    (found,) = cited(
        f"Before it. The '''[[page|old]]''' claim&nbsp;is [{A} here]<ref>x</ref>, says {{{{nbsp}}}}he. After it."
    )
    assert found.context.replace("\u00a0", " ").split() == "The old claim is here, says he.".split()


def test_each_citation_knows_its_line_and_offset() -> None:
    text = f"= Title =\n\nSee [{A} words] and {A}/2."
    one, two = cited(text)
    assert (one.line, two.line) == (3, 3)
    assert all(text[citation.offset or 0 :].startswith(citation.uri) for citation in (one, two))


@pytest.mark.parametrize(
    "piece",
    [
        "{{",
        "[[",
        f"[{A} ",
        "{{cite web|url=http://b.org ",
        "<ref>",
        '<ref name="',
        "{|\n",
        "''",
        "{{{",
        "<nowiki>",
        "<!--",
        "|",
        "\n== ",
        "&",
        "<b",
    ],
)
def test_a_hundred_thousand_of_anything_are_read_in_linear_time(piece: str) -> None:
    assert A in {one.uri for one in read(f"See [{A} words] there.\n\n" + piece * 100_000).citations}


@given(st.lists(st.sampled_from(["{{", "}}", "[[", "]]", "{{{", "}}}", f"[{A} ", "]", "|", "=", "url=", "<ref>", "</ref>", "<ref name=a />", "<nowiki>", "</nowiki>", "<!--", "-->",
                                 "''", "\n", "\n\n", "{|", "|}", "\n|", "cite web", "&lt;", "words", "File:x.jpg", "<br>", "== "])))  # fmt: skip
def test_no_wikitext_makes_it_crash(pieces: list[str]) -> None:
    assert read("".join(pieces)).sha256


def test_an_address_with_a_bracket_too_many_has_its_place() -> None:
    text = "== A ==\nSee [[https://a.org/1|x]], [[https://a.org/2 words]] and [https://a.org/3 y].\n"
    found = read_document(Source(name="a.wiki", data=text.encode())).citations
    assert [(one.line, text[one.offset or 0 :][:15]) for one in found] == [
        (2, f"https://a.org/{number}") for number in (1, 2, 3)
    ]
