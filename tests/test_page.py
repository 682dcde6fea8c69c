"""Answers come in as bytes; what a reader would see of them is claimed here."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.model import Response
from auditor.page import MAX_LINE_CHARS, MAX_TEXT_CHARS, Page, decode, read_page


def answer(body: bytes, kind: str | None = "text/html") -> Response:
    return Response(status=200, headers=(("content-type", kind),) if kind is not None else (), body=body)


def page(body: bytes | str, kind: str | None = "text/html") -> Page:
    read = read_page(answer(body.encode() if isinstance(body, str) else body, kind))
    assert read is not None
    return read


def test_what_a_reader_sees_is_read_off() -> None:
    read = page(
        '<html lang="en-GB"><head><title>A  title\n here</title><link rel="shortlink Canonical" href=" /c ">'
        '<meta property="OG:url" content="https://example.org/o"><meta http-equiv="Refresh" content="0; URL=\'/r\'">'
        "</head><body><h1>One <b>head</b>ing</h1><h1></h1><h1>Another</h1><p>Some</p>text</body></html>"
    )
    assert (read.title, read.h1, read.lang) == ("A title here", ("One head ing", "Another"), "en-GB")
    assert (read.canonical, read.og_url, read.meta_refresh) == ("/c", "https://example.org/o", "/r")
    assert (read.text, read.text_chars) == ("One head ing Another Some text", 30)


@pytest.mark.parametrize("tag", ["script", "style", "template", "noscript", "svg"])
def test_what_no_reader_sees_is_left_out(tag: str) -> None:
    read = page(f"<body><{tag}><title>hidden</title>hidden</{tag}><p>seen</body>")
    assert read.text == "seen"
    assert read.title == ""


def test_a_heading_for_those_without_scripts_is_none() -> None:
    assert page("<noscript><h1>JavaScript is not available.</h1></noscript><div id=root></div>").h1 == ()


def test_neighbouring_nodes_stay_two_words() -> None:
    assert page("<b>NoSuchKey</b><i>The specified key</i>").text == "NoSuchKey The specified key"


def test_a_tracking_image_in_noscript_does_not_hide_what_the_head_says() -> None:
    assert page("<head><noscript><img src=p.gif></noscript><link rel=canonical href=/a></head>").canonical == "/a"


@pytest.mark.parametrize(
    ("body", "kind", "is_page"),
    [
        (b"<p>x", "text/html", True),
        (b"<p>x", "TEXT/HTML; charset=utf-8", True),
        (b"<p>x", "application/xhtml+xml", True),
        (b"", "text/html", True),
        (b"\xef\xbb\xbf <!-- hello --> <!DOCTYPE html><p>x", "text/plain", True),
        (b"<html><p>x", None, True),
        (b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/>", "application/xml", True),
        (b"<html>", "nonsense", True),
        (b"plain words", "text/plain", False),
        (b"plain words", None, False),
        (b'{"html": 1}', "application/json", False),
        (b"<html>", "application/json", False),
        (b"%PDF-1.7 <html>", "text/html", False),
        (b"<rss>", "text/xml", False),
    ],
)
def test_a_page_is_what_says_so_or_begins_so(body: bytes, kind: str | None, *, is_page: bool) -> None:
    assert (read_page(answer(body, kind)) is not None) is is_page


@pytest.mark.parametrize(
    ("body", "kind", "title"),
    [
        ("\ufeff<title>Größe</title>".encode("utf-16-le"), "text/html; charset=iso-8859-1", "Größe"),
        ("\ufeff<title>Größe</title>".encode("utf-16-be"), "text/html", "Größe"),
        ("<title>Größe</title>".encode("latin-1"), "text/html; charset=ISO-8859-1", "Größe"),
        ("<title>Größe</title>".encode("latin-1"), "text/html", "Größe"),
        ("<title>“Größe”</title>".encode("cp1252"), "text/html; charset=latin1", "“Größe”"),
        ("<title>Größe</title>".encode("latin-1"), "text/html; charset=utf-8", "Größe"),
        ("<title>Größe</title>".encode(), "text/html; charset=nonsense", "Größe"),
        ("<title>Größe</title>".encode(), "text/html; charset=base64", "Größe"),
        ("<title>Größe</title>".encode(), "text/html; charset=unicode_escape", "Größe"),
        ("<meta charset='windows-1251'><title>Привет</title>".encode("cp1251"), "text/html", "Привет"),
        ("<meta charset=utf-16><title>Größe</title>".encode(), "text/html", "Größe"),
        (
            '<meta http-equiv="content-type" content="text/html; charset=gb2312"><title>\u6c49\u5b57</title>'.encode(
                "gbk"
            ),
            "text/html",
            "\u6c49\u5b57",
        ),
        ("<title>ページ</title>".encode("cp932"), 'text/html; charset="Shift_JIS"', "ページ"),
    ],
)
def test_bytes_are_read_as_browsers_read_them(body: bytes, kind: str, title: str) -> None:
    assert page(body, kind).title == title


def test_a_body_cut_inside_a_character_is_still_utf_8() -> None:
    assert decode(answer("größer".encode()[:3])) == "gr"


@pytest.mark.parametrize(
    "body",
    [
        b"<div>" * 10_000 + b"deep",
        b"<div>" * 100_000,
        b"<b><p>" * 80_000,
        b"<!--" * 100_000,
        b"<html><!-- -->" * 30_000,
        b"\x00" * 100_000,
        b"<title>\x00\xff\xfe</title>",
        b"<h1>x" * 50_000,
        b"<svg><template>x" * 20_000,
        b"<meta http-equiv=refresh content='" + b" " * 200_000 + b"'>",
    ],
)
def test_hostile_pages_are_pages_like_any_other(body: bytes) -> None:
    assert isinstance(read_page(answer(body)), Page)


def test_what_is_too_long_is_cut() -> None:
    read = page(b"<title>" + b"word " * 250_000 + b"</title><p>" + b"word " * 90_000)
    assert len(read.title) <= MAX_LINE_CHARS
    assert read.text_chars == len(read.text) <= MAX_TEXT_CHARS


@given(body=st.binary(max_size=2_000), kind=st.text(max_size=40))
def test_no_bytes_of_any_type_raise(body: bytes, kind: str) -> None:
    read_page(answer(body, kind))
    read_page(answer(b"<html>" + body, f"text/html; charset={kind}"))
