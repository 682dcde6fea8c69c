"""Plain text, as PDF-to-text tools leave it."""

from __future__ import annotations

import pytest

from auditor.extract import Source
from auditor.extract.select import read_document
from auditor.model import Kind


def uris(text: str) -> list[str]:
    document = read_document(Source(name="a.txt", data=text.encode()))
    assert document.media_type == "text/plain"
    return [c.uri for c in document.citations if c.number]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at https://a.org/operations-and-\ndisinformation today", ["https://a.org/operations-and-disinformation"]),
        ("at https://a.org/report/\nfiles/2019/paper.pdf today", ["https://a.org/report/files/2019/paper.pdf"]),
        ("at https://a.org/find?\nq=rot&lang=en today", ["https://a.org/find?q=rot&lang=en"]),
        ("at https://a.org/page\n/two.html today", ["https://a.org/page/two.html"]),
        ("at https://www.\nexample.org/x today", ["https://www.example.org/x"]),
        ("at https://a.org/one_two_\nthree today", ["https://a.org/one_two_three"]),
        ("at https://a.org/x.\nhtml today", ["https://a.org/x.html"]),
    ],
    ids=["hyphen", "slash", "question mark", "tail begins", "host cut", "underscore", "extension"],
)
def test_an_address_wrapped_over_a_line_is_rejoined(text: str, expected: list[str]) -> None:
    assert uris(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://a.org/a\n2. Jones, https://a.org/b\n3. Lee", ["https://a.org/a", "https://a.org/b"]),
        ("https://a.org/report\n12 See also", ["https://a.org/report"]),
        ("https://a.org/report.pdf\nAnother line", ["https://a.org/report.pdf"]),
        ("Mozilla: https://a.org/en-US/\nGoogle: https://b.org/", ["https://a.org/en-US/", "https://b.org/"]),
        ("https://a.org/x/\nAccessed 3 May 2019", ["https://a.org/x/"]),
        ("see https://a.org/r-project.\nXavier did", ["https://a.org/r-project"]),
        ("https://a.org/x-\nhttps://b.org/y", ["https://a.org/x-", "https://b.org/y"]),
        ("https://a.org/x/\n\nNext-paragraph/starts here", ["https://a.org/x/"]),
    ],
    ids=["notes", "note number", "complete", "list", "accessed", "sentence", "new address", "paragraph"],
)
def test_what_must_stay_apart_stays_apart(text: str, expected: list[str]) -> None:
    assert uris(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(https://a.org/wiki/Blur_(band))", "https://a.org/wiki/Blur_(band)"),
        ("“https://a.org/q” he said", "https://a.org/q"),
        ("«https://a.org/q»", "https://a.org/q"),
        ("https://a.org/x—see there", "https://a.org/x"),
        ("https://a.org/x，next", "https://a.org/x"),
        ("见https://a.org/x。", "https://a.org/x"),
        ("https://zh.wikipedia.org/wiki/引用", "https://zh.wikipedia.org/wiki/引用"),
        ("https://a.org/x中文", "https://a.org/x"),
        ("<https://a.org/x>.", "https://a.org/x"),
        ("https://a.org/S0140-6736(20)30183-5.", "https://a.org/S0140-6736(20)30183-5"),
        ("https://a.org/a;jsessionid=1?q=2!", "https://a.org/a;jsessionid=1?q=2"),
        ("https://a.org/it's, or", "https://a.org/it's"),
        ("https://a.org?foo=bar", "https://a.org?foo=bar"),
        ("www.a.org/x", "http://www.a.org/x"),
    ],
)
def test_an_address_ends_where_its_sentence_goes_on(text: str, expected: str) -> None:
    assert uris(text) == [expected]


@pytest.mark.parametrize("text", ["node.js and main.py", "README.md", "me@www.example.org", "etc. and so on"])
def test_names_that_are_no_addresses_give_nothing(text: str) -> None:
    assert uris(text) == []


def test_a_form_feed_and_a_page_number_between_the_pieces_are_skipped() -> None:
    text = "as https://a.org/one-two-three-\n\n17\n\f\nfour-five/six.html says, and so on."
    assert uris(text) == ["https://a.org/one-two-three-four-five/six.html"]


def test_a_line_that_had_room_for_the_next_word_ends_what_it_says() -> None:
    text = (
        "On the decay of links\nJ. Doe\nThe treaty of 2019 was signed by all of them; it is at https://a.org/long-\nname.html for\n"
        "Everybody who cares. The decision had then been delayed by the\nMinistry (https://a.org/2), as was said.\n"
        "Conclusion\nWe saw https://a.org/3.\n"
    )
    found = read_document(Source(name="a.txt", data=text.encode())).citations
    assert [one.context for one in found] == [
        "The treaty of 2019 was signed by all of them; it is at https://a.org/long-name.html for",
        "The decision had then been delayed by the Ministry, as was said.",
        "We saw https://a.org/3.",
    ]


def test_raised_numbers_that_a_converter_has_lowered_are_their_notes() -> None:
    text = (
        "1 Introduction\n\nThe decay of links is well known.1 It has grown.”2\n\n2 Methods\nWe looked at https://a.org/m in 2019.\n\n"
        "1 Roe, The Treaty, https://a.org/1, p. 3.\n2 Doe, https://a.org/2, and so\non.\n3 See https://a.org/3.\n"
    )
    found = read_document(Source(name="a.txt", data=text.encode())).citations
    assert [(one.uri[-1], one.note, one.context) for one in found] == [
        ("m", None, "We looked at https://a.org/m in 2019."),
        ("1", "1", "Roe, The Treaty, https://a.org/1, p. 3."),
        ("2", "2", "Doe, https://a.org/2, and so on."),
        ("3", "3", "See https://a.org/3."),
    ]


def test_rejoining_is_linear_in_the_number_of_wrapped_notes() -> None:
    notes = "".join(f"{n}. See https://a.org/one-{n}-\ntwo/three-{n}.html\n" for n in range(1, 5_001))
    assert uris(notes) == [f"https://a.org/one-{n}-two/three-{n}.html" for n in range(1, 5_001)]


def test_the_items_of_a_list_have_sentences_of_their_own() -> None:
    text = "Sources:\n  * first, https://a.org/1\n  * second, https://a.org/2\n\n- third, https://a.org/3\n- fourth, https://a.org/4\n"
    assert [one.context for one in read_document(Source(name="a.txt", data=text.encode())).citations] == [
        "first, https://a.org/1",
        "second, https://a.org/2",
        "third, https://a.org/3",
        "fourth, https://a.org/4",
    ]


def test_a_dash_at_a_line_s_start_within_a_sentence_is_no_bullet() -> None:
    text = "What they said of https://a.org/x then\n- and it was much - is known.\n"
    (one,) = read_document(Source(name="a.txt", data=text.encode())).citations
    assert one.context == "What they said of https://a.org/x then - and it was much - is known."


def test_the_signs_of_a_quoted_mail_are_none_of_its_words() -> None:
    text = "> he wrote of https://a.org/one-\n> two.html and more.\n>> she of https://a.org/x,\n>> too.\nAnswer.\n"
    document = read_document(Source(name="a.txt", data=text.encode()))
    assert [(one.uri, one.context) for one in document.citations] == [
        ("https://a.org/one-two.html", "he wrote of https://a.org/one-two.html and more."),
        ("https://a.org/x", "she of https://a.org/x, too."),
    ]
    assert [text[one.offset or 0 :][:14] for one in document.citations] == ["https://a.org/"] * 2


def test_a_reference_s_sentence_holds_more_than_its_address() -> None:
    text = "12. Smith had a title for it. https://a.org/x (accessed 3 May 2019).\n"
    (one,) = read_document(Source(name="a.txt", data=text.encode())).citations
    assert (one.note, one.context) == ("12", "Smith had a title for it. https://a.org/x (accessed 3 May 2019).")


def test_a_quoted_address_goes_on_where_a_mailer_has_put_no_sign_before_its_rest() -> None:
    text = "> As it was said before, see https://a.org/lists/fhs-\ndiscuss/index.html\n> for all of it.\n\nIndeed.\n"
    assert uris(text) == ["https://a.org/lists/fhs-discuss/index.html"]


def test_what_answers_a_quotation_is_no_part_of_it() -> None:
    assert uris("> See https://a.org/lists/\n\ndiscuss/it.html is better.\n> Or not.\n") == ["https://a.org/lists/"]


def test_a_soft_end_of_a_flowed_line_is_one_of_any_other() -> None:
    text = "It is to be had from (http://ftp- \nmaster.debian.org/ziyi_key_2003.asc) by all \nof them.\n"
    assert uris(text) == ["http://ftp-master.debian.org/ziyi_key_2003.asc"]


def test_what_a_manual_says_to_see_also_is_cited() -> None:
    text = "NAME\n       foo - does things\n\nSEE ALSO\n       https://a.example/manual.html\n\n       https://b.example/guide\n"
    found = read_document(Source(name="foo.txt", data=text.encode())).citations
    assert [one.kind for one in found] == [Kind.CITATION, Kind.CITATION]
