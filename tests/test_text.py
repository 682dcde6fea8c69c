"""The main text of a page: what it leaves out, and that no page can hurt."""

from __future__ import annotations

import threading
import time

import pytest

from auditor.model import Response
from auditor.text import MAX_TAGS, main_text, reading
from tests.judge.articles import courier, gazette, sentences

WORDS = "The harbour was dredged again in the spring of that year, and it cost more than anybody had planned. "


def page(body: str | bytes) -> Response:
    data = body if isinstance(body, bytes) else body.encode("utf-8", "surrogatepass")
    return Response(status=200, headers=(("content-type", "text/html; charset=utf-8"),), body=data)


@pytest.mark.parametrize("template", [courier, gazette])
def test_the_article_is_found_and_what_stands_around_it_is_not(template) -> None:
    text = main_text(page(template(sentences(1))))
    assert all(sentence in text for sentence in sentences(1))
    assert "Ferries to island" not in text
    assert "All rights reserved" not in text


def test_readers_comments_are_left_out() -> None:
    comments = "".join(
        f'<div class="comment"><p>I was there on day {n} and saw none of this.</p></div>' for n in range(20)
    )
    body = courier(sentences(1)).replace(b"</main>", f'</main><section id="comments">{comments}</section>'.encode())
    assert "I was there" not in main_text(page(body))


def test_a_page_is_read_as_browsers_decode_it() -> None:
    body = f"<html><body><article>{'<p>Der Hafen von Großörner wurde überspült.</p>' * 12}</article></body></html>"
    answer = Response(status=200, headers=(("content-type", "text/html"),), body=body.encode("cp1252"))
    assert "Großörner" in main_text(answer)


@pytest.mark.parametrize(
    "body", [b"", b"\0" * 1000, b"%PDF-1.7", b"{}", b"<", b"<html>", b"\xff\xfe\x00", b"<html><body></body></html>"]
)
def test_where_there_is_no_text_there_is_none(body: bytes) -> None:
    assert main_text(page(body)) == ""


HOSTILE = {
    "10,000 nested boxes": "<div>" * 10_000,
    "10,000 nested marks": "<b>" * 10_000,
    "nested tables": "<table><tr><td>" * 3_500,
    "nested lists": "<ul><li>" * 5_000,
    "a list of 12,000": "<ul>" + "<li>x" * 12_000 + "</ul>",
    "definitions": "<dl>" + "<dt>a<dd>b" * 6_000 + "</dl>",
    "60,000 attributes": "<div " + " ".join(f'a{n}="x"' for n in range(60_000)) + ">",
    "a class without an end": f"<div class='{'comment ' * 60_000}",
    "100,000 tags": "<p>x" * 100_000,
    "comments": "<!-- x -->" * 50_000,
    "a megabyte of spaces": " " * 1_000_000,
    "a megabyte without one": "a" * 1_000_000,
    "entities": "&amp;&#xD800;&#0;" * 20_000,
    "NULs": "\0" * 100_000,
    "half of a pair": "\ud800" * 100,
    "controls": "".join(map(chr, range(1, 32))) * 100,
    "JSON without an end": '<script type="application/ld+json">{"articleBody":"' + "{" * 200_000,
}


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_page_can_hurt(hostile: str) -> None:
    began_s = time.process_time()
    text = main_text(page(f"<html><body><p>{WORDS * 5}</p>{hostile}<p>{WORDS * 5}</p></body></html>"))
    assert isinstance(text, str)
    assert time.process_time() - began_s < 10  # trafilatura alone takes minutes for some


def test_a_long_list_keeps_its_words() -> None:
    items = "".join(f"<li>Item {number} of the list is about the harbour</li>" for number in range(3_000))
    text = main_text(page(f"<html><body><article><p>{WORDS * 5}</p><ul>{items}</ul></article></body></html>"))
    assert "Item 2999 of the list" in text


def test_an_endless_page_is_read_from_its_beginning() -> None:
    text = main_text(page(f"<html><body><article>{f'<p>{WORDS}</p>' * MAX_TAGS}</article></body></html>"))
    assert text.startswith(WORDS.strip())


def test_deep_pages_are_read_in_threads_as_well() -> None:
    found: list[str] = []
    body = page("<html><body>" + "<div>" * 10_000 + f"<p>{WORDS * 5}</p>")
    thread = threading.Thread(target=lambda: found.append(main_text(body)))
    thread.start()
    thread.join()
    assert len(found) == 1


def test_an_extractor_that_fails_leaves_no_text(monkeypatch) -> None:
    def fail(*_: object, **__: object) -> str:
        raise RecursionError

    monkeypatch.setattr("trafilatura.extract", fail)
    assert main_text(page(courier(sentences(1)))) == ""


def test_the_way_of_reading_has_a_name_with_its_version() -> None:
    name, _, version = reading().partition(" ")
    assert name == "trafilatura"
    assert version[0].isdigit()
