"""PDFs: which words a link has, and which sentence, where programs lay links over print as they like."""

from __future__ import annotations

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from auditor.extract import Source
from auditor.extract.select import read_document
from auditor.model import Citation, Kind
from tests.extract.pages import BODY, FONT, Area, Text, drawn, lines


def read(data: bytes) -> tuple[Citation, ...]:
    return read_document(Source(name="a.pdf", data=data)).citations


def cited(data: bytes) -> list[Citation]:
    return [one for one in read(data) if one.number]


def test_the_sign_of_a_list_is_no_word_of_its_sentence_and_a_number_that_is_none_stays() -> None:
    first, second = cited(
        drawn([*lines("• See https://a.org/x for it.", y=700), *lines("2019 saw https://a.org/y for it.", y=600)])
    )
    assert first.context == "See https://a.org/x for it."
    assert second.context == "2019 saw https://a.org/y for it."


def test_closing_quotes_and_brackets_of_a_link_s_own_words_are_its_words() -> None:
    page = [Text(72, 700, "“So it is”", 10, "https://a.org/x"), Text(72, 600, "(as here)", 10, "https://a.org/y")]
    assert [one.text for one in cited(drawn([*lines(*BODY, y=500), *page]))] == ["“So it is”", "(as here)"]


def test_a_link_that_a_program_lays_over_each_change_of_type_is_one() -> None:
    x = 72.0
    page: list[Text | Area] = []
    for words in ("It was ", "never", " ratified"):
        page.append(Text(x, 700, words, 10))
        width = stringWidth(words, FONT, 10)
        page.append(Area("https://a.org/x", (x, 698, x + width, 708)))
        x += width
    page.append(Text(x + 3, 700, "by anyone.", 10))
    (found,) = cited(drawn([*lines(*BODY, y=500), *page]))
    assert found.text == "It was never ratified"
    assert found.context.endswith(" It was never ratified by anyone.")


@pytest.mark.parametrize("uri", ["other.html", "paper.pdf#page=3", "README.md"])
def test_a_link_to_a_file_beside_the_document_is_no_host(uri: str) -> None:
    page = drawn([*lines(*BODY), Text(72, 600, "as here", 10, uri)])
    assert [(one.uri, one.kind) for one in read(page)] == [(uri, Kind.NAVIGATION)]
