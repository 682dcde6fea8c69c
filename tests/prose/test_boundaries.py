"""Where an address ends in real typography: in running text, in Markdown and in a page alike."""

from __future__ import annotations

import html

import pytest

from auditor.extract import Source
from auditor.extract.select import read_document

X = "https://a.org/x"


def uris(text: str, name: str) -> list[str]:
    return [one.uri for one in read_document(Source(name=name, data=text.encode())).citations if one.number]


QUOTES = [
    f"{left}{X}{right}"
    for left, right in ("“”", "‘’", "«»", "‹›", "„“", "‚‘", "「」", "『』", "《》", "〈〉", "＂＂", '""', "''")
]
DASHES = [f"{X}—then", f"{X}―then", f"{X} – then", f"{X} - then"]
FULL_WIDTH = [f"{X}{sign}次" for sign in "，。；：、！？…"] + [
    f"（{X}）",
    f"［{X}］",
    f"【{X}】",
    f"｛{X}｝",
    f"＜{X}＞",
]
CJK = [f"参见{X}中的内容", f"{X}です", f"한국{X}에서", f"見{X}。"]
BRACKETS = [f"({X})", f"(see {X})", f"[{X}]", f"{{{X}}}", f"<{X}>", f"({X}).", f"[[{X}]]", f"({X}),"]
STOPS = [
    f"{X}{stop}"
    for stop in (
        ".",
        ",",
        ";",
        ":",
        "!",
        "?",
        "...",
        "?!",
        ".).",
        "*",
        "**.",
        "'",
        "’",
        "|",
        "~",
        "²",
        "¹⁴",
        "†",
        "‡",
        "™",
        "❖",
        "،",
        "؛",
        "؟",
        "۔",
        "।",
        "॥",
        "։",
        "።",
        "’s",
        ".[12]",
        ",[3][4]",
    )
]
MARKS = [
    f"\u200f{X}\u200f",
    f"\u202b{X}\u202c",
    f"\u2067{X}\u2069",
    f"{X}\u200e",
    f"שלום {X}, שלום",
    f"{X}\u00ad",
    f"\u200b{X}\u200b",
    f"{X}\ufeff",
]
SPACES = [f"{X}{space}y" for space in "\u00a0\u202f\u2009\u3000\u2028\t"]


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
@pytest.mark.parametrize("text", [*QUOTES, *DASHES, *FULL_WIDTH, *CJK, *BRACKETS, *STOPS, *MARKS, *SPACES])
def test_the_sentence_s_own_signs_are_none_of_the_address(text: str, name: str) -> None:
    shown = f"<html><body><p>Words {html.escape(text)}" if name == "a.html" else f"Words {text}\n"
    assert uris(shown, name) == [X]


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
@pytest.mark.parametrize(
    "uri",
    [
        "https://a.org/wiki/Blur_(band)",
        "https://a.org/x[1]",
        "https://a.org/x(y)z",
        "https://a.org/S0140-6736(20)30183-5",
        "https://a.org/it's",
        "https://a.org/Israel–Palestine",
        "https://a.org/引用/x",
        "https://a.jp/日本",
        "https://a.org/שלום/x",
        "https://müller.de/straße",
        "http://例え.テスト/パス",
        "https://xn--mller-kva.de/",
        "https://пример.рф/путь",
        "https://a.org/نمی\u200cخواهم",
        "https://a.org/😀",
        "https://a.org/?a=1&copy=2&b=%20c",
        "https://a.org/x;jsessionid=1?q=2",
        "https://a.org/#/route/1",
        "https://web.archive.org/web/2019/https://a.org/x,y",
        "https://a.org/r?to=http://b.org/x,http://c.org/y",
        "https://a.org:8443/x@y/~z/+w/$v/!u",
    ],
)
def test_what_is_the_address_s_own_stays(uri: str, name: str) -> None:
    shown = f"<html><body><p>Words {html.escape(uri)} more." if name == "a.html" else f"Words {uri} more.\n"
    assert uris(shown, name) == [uri]


@pytest.mark.parametrize(
    ("printed", "uri"),
    [
        ("https://a.org/lo\u00adng/x", "https://a.org/long/x"),
        ("https://a.org/of\ufb01ce/\ufb02ow/e\ufb00ect", "https://a.org/office/flow/effect"),
        ("https://a.org/well\u2010known\u2011x", "https://a.org/well-known-x"),
        ("https://a.org/\u200blong/\u200bpath", "https://a.org/long/path"),
        ("https://\u200ba.org/\u2060x", "https://a.org/x"),
        ("https://a.org/\u223cuser", "https://a.org/~user"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_what_typesetting_put_in_its_characters_place_is_undone(printed: str, uri: str, name: str) -> None:
    shown = f"<html><body><p>Words {printed} more." if name == "a.html" else f"Words {printed} more.\n"
    assert uris(shown, name) == [uri]


@pytest.mark.parametrize(
    ("text", "name", "uri"),
    [
        ("&lt;https://a.org/x&gt;", "a.txt", X),
        ("https://a.org/x&quot;", "a.txt", X),
        ("https://a.org/x&amp;y=1", "a.md", "https://a.org/x&y=1"),
        ("https://a.org/x&amp;y=1&nbsp;z", "a.html", "https://a.org/x&y=1"),
        ("https://a.org/s&#233;", "a.html", "https://a.org/sé"),
        ('<a href="https://a.org/?a=1&copy=2">x</a>', "a.html", "https://a.org/?a=1&copy=2"),
    ],
)
def test_entities_are_read_where_the_format_has_them(text: str, name: str, uri: str) -> None:
    assert uris(f"<html><body><p>{text}" if name == "a.html" else f"Words {text} more.\n", name) == [uri]


def test_an_ampersand_that_a_bad_export_left_as_an_entity_is_read_as_one() -> None:
    assert uris("See https://a.org/?a=1&amp;b=2 there.", "a.txt") == ["https://a.org/?a=1&b=2"]


def test_brackets_that_no_stop_parts_from_the_address_are_its_own() -> None:
    assert uris("See https://a.org/x[12] there.", "a.txt") == ["https://a.org/x[12]"]


def test_addresses_with_nothing_but_a_comma_between_them_are_two() -> None:
    assert uris("See http://a.org/x,http://b.org/y;https://c.org/z.", "a.txt") == [
        "http://a.org/x",
        "http://b.org/y",
        "https://c.org/z",
    ]
