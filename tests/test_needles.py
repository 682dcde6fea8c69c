"""Words found in one pass are those that stand in the text, and no others."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from auditor.needles import ByteNeedles, Needles

words = st.lists(st.text("abä\u4e00", min_size=1, max_size=4), max_size=8)
texts = st.text("abcä\u4e00\U0001f600", max_size=40)


@given(words, texts)
def test_all_that_stand_in_a_text_are_found_in_the_order_of_the_words(words: list[str], text: str) -> None:
    assert Needles(words).all_in(text) == [word for word in dict.fromkeys(words) if word in text]


@given(words, texts)
def test_any_is_found_where_one_stands(words: list[str], text: str) -> None:
    assert Needles(words).any_in(text) == any(word in text for word in words)


@given(st.lists(st.text("ab", min_size=1, max_size=4), max_size=8), st.binary(max_size=40) | texts.map(str.encode))
def test_markup_is_searched_as_it_is(words: list[str], markup: bytes) -> None:
    assert ByteNeedles(words).any_in(markup) == any(word.encode() in markup for word in words)
