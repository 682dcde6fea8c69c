"""The sentence of a citation, wherever a conversion has cut its paragraph."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.extract import Source
from auditor.extract.select import read_document
from auditor.prose.cite import _PLAIN
from auditor.prose.formats.offsets import Offsets
from auditor.uris import parse

FIRST = (
    "The committee had asked for evidence of what becomes of [the addresses](https://a.org/x) that reports cite, and"
)
REST = "then went on as if nothing had been."


def contexts(text: str, name: str = "a.md") -> list[str]:
    return [one.context for one in read_document(Source(name=name, data=text.encode())).citations if one.number]


WHOLE = f"{FIRST} {REST}".replace("[the addresses](https://a.org/x)", "the addresses")


@pytest.mark.parametrize("between", ["\n\n", "\n\n\n\n", "\n", " "])
def test_a_sentence_goes_on_over_the_paragraphs_that_a_conversion_has_made_of_it(between: str) -> None:
    assert contexts(f"{FIRST}{between}{REST} Another one.") == [WHOLE]


def test_a_sentence_goes_on_over_the_paragraphs_of_a_page() -> None:
    html = FIRST.replace("[the addresses](https://a.org/x)", '<a href="https://a.org/x">the addresses</a>')
    assert contexts(f"<!DOCTYPE html><body><p>{html}</p>\n<p>{REST} Another one.</p>", "a.html") == [WHOLE]


@pytest.mark.parametrize(
    "text",
    [
        f"- {FIRST}\n- {REST}",
        f"1. {FIRST}\n2. {REST}",
        f"{FIRST}\n\n> {REST}",
        f"{FIRST}\n\n# {REST}",
        f"{FIRST}\n\n---\n\n{REST}",
        f"| {FIRST} | {REST} |\n|---|---|\n| x | y |",
        f"{FIRST}\n\nThen a new one begins.",
        f"{FIRST}.\n\n{REST}",
    ],
    ids=["bullets", "numbers", "quotation", "heading", "rule", "cells", "capital", "stop"],
)
def test_a_sentence_does_not_go_on_where_something_else_begins(text: str) -> None:
    assert len(contexts(text)) == 1
    assert "went on" not in contexts(text)[0]


@pytest.mark.parametrize(
    "text",
    [
        f"<ul><li>{FIRST}</li><li>{REST}</li></ul>",
        f"<p>{FIRST}</p><blockquote>{REST}</blockquote>",
        f"<dl><dt>{FIRST}<dd>{REST}</dl>",
    ],
)
def test_nor_in_a_page(text: str) -> None:
    html = text.replace("[the addresses](https://a.org/x)", '<a href="https://a.org/x">the addresses</a>')
    assert "went on" not in contexts(f"<!DOCTYPE html><body>{html}", "a.html")[0]


@given(st.from_regex(_PLAIN, fullmatch=True))
def test_what_is_taken_for_a_sound_address_at_a_glance_is_one(uri: str) -> None:
    assert parse(uri) is not None


@given(st.text(alphabet="aé€😀\n", max_size=40), st.data())
def test_offsets_in_bytes_are_told_in_characters_in_any_order(text: str, data) -> None:
    offsets = Offsets(text, 7)
    for character in data.draw(st.lists(st.integers(0, len(text)), max_size=8)):
        assert offsets.of(len(text[:character].encode())) == character + 7
