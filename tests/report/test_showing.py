"""What may be shown of texts and addresses."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from auditor.report.showing import count, day, flat, full_text, instant, link_to, shortened, shown, squeezed


@pytest.mark.parametrize(
    ("uri", "href"),
    [
        ("https://www.example.org/a?b=c#d", "https://www.example.org/a?b=c#d"),
        ("HTTP://Example.ORG", "http://example.org/"),
        ("https://example.org:8443/a", "https://example.org:8443/a"),
        ("https://user:hunter2@example.org/a", "https://example.org/a"),
        ("https:\\\\user:hunter2@example.org\\a", "https://example.org/a"),
        ("https://bücher.example/ä b", "https://xn--bcher-kva.example/%C3%A4%20b"),
        ("https://medium.example.com/@writer/post", "https://medium.example.com/@writer/post"),
        ("javascript:alert(1)", None),
        ("java\nscript:alert(1)", None),
        (" javascript:alert(1)//https://example.org/", None),
        ("data:text/html,<script>", None),
        ("mailto:a@example.org", None),
        ("ftp://example.org/", None),
        ("//example.org/a", None),
        ("http://[::1", None),
        ("", None),
        (f"https://example.org/{'x' * 8000}", None),
        (f"https://example.org:99/{'x' * 8000}", None),
    ],
)
def test_only_addresses_of_the_web_become_links(uri, href):
    assert link_to(uri) == href


@pytest.mark.parametrize(
    ("text", "one_line"),
    [
        ("a  b\n\tc ", "a b c"),
        ("a\x00b\x1b[0m\u202ec\u2066d", "a b [0m c d"),
        ("\ud83d half", "\N{REPLACEMENT CHARACTER} half"),
        ("zero\u200cwidth", "zero\u200cwidth"),
        ("at https://u:hunter2@x.example/a\nand ftp://u@y.example", "at https://x.example/a and ftp://y.example"),
    ],
)
def test_a_flat_text_is_one_line_without_controls_and_passwords(text, one_line):
    assert flat(text) == one_line


def test_a_shown_text_keeps_its_lines():
    assert shown("a\n b") == "a\n b"


def test_shortening_says_that_something_is_missing():
    assert shortened("abc", 3) == "abc"
    assert shortened("abc d", 4) == "abc…"
    assert squeezed("abcdefghi", 9) == "abcdefghi"
    assert squeezed("abcdefghijkl", 9) == "abcdef…jkl"
    assert full_text("abc", 3) is None
    assert full_text("abcd", 3) == "abcd"
    assert len(full_text("a" * 100_000, 3) or "") == 2_001


def test_times_are_told_in_utc():
    evening = datetime(2025, 7, 1, 23, 30, tzinfo=timezone(timedelta(hours=-2)))
    assert day(evening) == "2 July 2025"
    assert instant(evening) == "2025-07-02T01:30:00Z"
    assert instant(datetime(2025, 7, 2, 1, 30, 0, 999_999, tzinfo=UTC)) == "2025-07-02T01:30:00Z"
    assert day(date(2025, 12, 31)) == "31 December 2025"


def test_numbers_have_their_nouns():
    assert [count(n, "check") for n in (0, 1, 2, 1200)] == ["0 checks", "1 check", "2 checks", "1,200 checks"]
