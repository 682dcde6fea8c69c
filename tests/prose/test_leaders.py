"""Addresses that go on behind the sign that opens the next line of a comment."""

from __future__ import annotations

import pytest

from auditor.extract import Source
from auditor.extract.select import read_document
from auditor.model import Citation


def cited(text: str, name: str = "a.txt") -> list[Citation]:
    return [one for one in read_document(Source(name=name, data=text.encode())).citations if one.number]


@pytest.mark.parametrize(
    "sign", ["#", "##", "//", "///", "--", ";", ";;", "%", "!", '"', "'", "|", "dnl", "REM", '.\\"']
)
def test_an_address_goes_on_behind_the_sign_of_a_comment(sign: str) -> None:
    text = f"{sign} This file is laid out as https://a.org/docs/layout-of-\n{sign} files.html has it.\n"
    [one] = cited(text)
    assert one.uri == "https://a.org/docs/layout-of-files.html"
    assert one.context == "This file is laid out as https://a.org/docs/layout-of-files.html has it."
    assert one.offset == text.index("https")


def test_an_address_goes_on_behind_the_star_of_a_comment() -> None:
    text = "/*\n * See https://a.org/docs/layout_of_\n * files.html for it.\n */\nint main;\n"
    assert [one.uri for one in cited(text)] == ["https://a.org/docs/layout_of_files.html"]


def test_the_slashes_that_open_a_line_are_no_path() -> None:
    text = "//     https://a.org/licenses/LICENSE-2.0\n//\n// Unless agreed.\n// See https://a.org/issues/2369\n// or not.\n"
    assert [one.uri for one in cited(text)] == ["https://a.org/licenses/LICENSE-2.0", "https://a.org/issues/2369"]


def test_an_empty_line_of_a_comment_parts_its_paragraphs() -> None:
    first, second = cited("# First https://a.org/one it is.\n#\n# Second https://a.org/two it is.\n")
    assert (first.context, second.context) == ("First https://a.org/one it is.", "Second https://a.org/two it is.")


@pytest.mark.parametrize("bullet", ["*", "-", "•"])
def test_what_opens_the_items_of_a_list_is_no_comment(bullet: str) -> None:
    assert cited(f"{bullet} https://a.org/one\n{bullet} /two/three is another\n")[0].uri == "https://a.org/one"


def test_a_line_in_a_comment_is_told_by_its_number() -> None:
    assert [one.line for one in cited("x = 1\n# a\n# https://a.org/x\n# b\n")] == [3]
