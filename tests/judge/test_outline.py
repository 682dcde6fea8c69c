"""The quick look at a page: where it gives an answer at all, it is what reading the page whole would have given."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.judge.outline import ENOUGH_CHARS, outline, shows
from auditor.model import Response
from auditor.page import Page, read_page
from tests.judge.build import PARAGRAPH, html, response

LONG = PARAGRAPH * 40


def same(quick: Page, answer: Response) -> bool:
    whole = read_page(answer)
    assert whole is not None
    told = (quick.title, quick.canonical, quick.og_url, quick.lang, quick.meta_refresh)
    return (
        told == (whole.title, whole.canonical, whole.og_url, whole.lang, whole.meta_refresh)
        and quick.h1 == whole.h1[: len(quick.h1)]
        and quick.text_chars <= whole.text_chars
    )


@pytest.mark.parametrize(
    "page",
    [
        html(text=LONG),
        html("A &amp; B &lt;c&gt;", LONG, h1="One <b>two</b>&nbsp;three"),
        html(text=LONG, head='<LINK href=" /c?a=1&amp;b=2" rel="shortlink Canonical">'),
        html(text=LONG, head="<meta content='/o' property='og:url'><meta name=x content='og:url'>"),
        html(text=LONG, head="<script>var canonical='/x', t='<link rel=canonical href=/y>'</script>"),
        html(text="<!-- <h1>no</h1> -->" + LONG + "<noscript><h1>nor this</h1></noscript>"),
        html(text="<svg><title>no</title></svg>" + LONG),
        html("Größe", LONG.replace("harbour", "Hafen für Öl")),
        html("Größe", LONG).decode().encode("cp1252", "replace"),
        html("文章", "港口淤泥的清理费用比计划的要高。" * 400),
        html("文章", "港口淤泥的清理费用比计划的要高。" * 400).decode().replace("utf-8", "gb2312").encode("gb18030"),
        html("Статья", "Порт стоит дороже, чем было намечено. " * 150)
        .decode()
        .replace("utf-8", "koi8-r")
        .encode("koi8-r"),
    ],
)
def test_what_is_read_quickly_is_what_is_read_whole(page: bytes) -> None:
    answer = response(200, page, kind="text/html")
    quick = outline(answer)
    assert quick is not None
    assert same(quick, answer)


@pytest.mark.parametrize(
    "page",
    [
        html(text="Sorry."),
        html(text="<script>" + "var text = 'so much of it'; " * 400 + "</script>"),
        html(text="<!-- " + LONG + " -->"),
        html(text="&nbsp;" * 4_000),
        html(text=" \n\t" * 4_000),
        html(text="<a href='" + "x" * 9_000 + "'>y</a>"),
        html(text="<style>" + LONG),
        html(text=LONG, head='<meta http-equiv="refresh" content="0;url=/x">'),
        html(text=LONG, head="<title>Another</title>"),
        html(text=LONG, h1="open").replace(b"</h1>", b""),
        html(text=LONG).replace(b"<body>", b""),
        html(text=LONG).decode().encode("utf-16"),
        html(text=LONG) + b"\x00",
        b"%PDF-1.7" + html(text=LONG),
    ],
)
def test_what_is_out_of_the_ordinary_or_short_is_left_to_be_read_whole(page: bytes) -> None:
    assert outline(response(200, page, kind="text/html")) is None


def test_an_error_pages_heading_is_seen_whatever_stands_below_it() -> None:
    answer = response(200, html("Example", LONG, h1="Page not found"))
    quick = outline(answer)
    assert quick is not None
    assert quick.h1 == ("Page not found",)


PIECES = st.sampled_from(
    [
        "<p>", "</p>", "<h1>", "</h1>", "<script>", "</script>", "<!--", "-->", "<svg>", "</svg>", "<", ">", "&amp;", "&",
        "<title>", "</title>", "<style", "<noscript>", "</noscript>", "<template>", "</template>", "<body>", "<H1 a='>'>",
        "words of a reader ", "Größe ", "港口 ", " ", "\n",
    ]
)  # fmt: skip


@settings(max_examples=300)
@given(pieces=st.lists(PIECES, max_size=40), repeated=st.integers(1, 60), seed=st.integers(0, 99))
def test_there_is_never_less_text_than_the_quick_look_says(pieces: list[str], repeated: int, seed: int) -> None:
    body = pieces * repeated
    random.Random(seed).shuffle(body)
    answer = response(200, html(text="".join(body)), kind="text/html")
    quick, whole = outline(answer), read_page(answer)
    assert whole is not None
    if quick is not None and "'>'" not in "".join(pieces) and "<" not in pieces and "<style" not in pieces:
        assert whole.text_chars >= ENOUGH_CHARS


@settings(max_examples=300)
@given(pieces=st.lists(PIECES, max_size=40), repeated=st.integers(1, 60), bare=st.booleans(), seed=st.integers(0, 99))
def test_a_page_has_as_much_text_as_it_is_said_to_show(
    pieces: list[str], repeated: int, *, bare: bool, seed: int
) -> None:
    body = pieces * repeated
    random.Random(seed).shuffle(body)
    page = "".join(body).encode() if bare else html(text="".join(body))
    answer = response(200, page, kind="text/html")
    if shows(answer, 1_500) and "'>'" not in "".join(pieces) and "<" not in pieces and "<style" not in pieces:
        assert (whole := read_page(answer)) is not None
        assert whole.text_chars >= 1_500


def test_a_short_page_and_one_of_scripts_show_little_and_an_article_much() -> None:
    assert shows(
        response(200, b"<title>A</title>" + b"<p>The port says that it costs more.</p>" * 60, kind="text/html"), 1_500
    )
    assert not shows(response(200, b"<title>A</title>" + b"<p>The port says so.</p>" * 60, kind="text/html"), 1_500)
    script = b"<title>A</title><script>" + b"x = '<p>The port says that it costs more.</p>';" * 60 + b"</script>"
    assert not shows(response(200, script, kind="text/html"), 1_500)
