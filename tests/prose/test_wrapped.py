"""Full lines that end in an address: what belongs to it, what doesn't, and what stays open."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.prose.breaks.tails import State
from auditor.prose.breaks.wrapped import Setting, decide

LONE = Setting(filled=True)
SELDOM = Setting(letters=False)


@pytest.mark.parametrize(
    ("head", "below", "tail"),
    [
        ("https:", "//www.example.org/x is", "//www.example.org/x"),
        ("htt", "ps://www.example.org/x", "ps://www.example.org/x"),
        ("https://", "www.example.org/x", "www.example.org/x"),
        ("https://www.", "example.org/x.", "example.org/x"),
        ("https://www.exam", "ple.org/x.", "ple.org/x"),
        ("https://news.example.", "co.uk/x", "co.uk/x"),
        ("https://a.org/strategic-pact-", "with-russia, and", "with-russia"),
        ("https://a.org/one_", "Two_Three", "Two_Three"),
        ("https://a.org/find?", "q=rot", "q=rot"),
        ("https://a.org/find?q=", "Rot.", "Rot"),
        ("https://a.org/report", "/2019/x.html, and", "/2019/x.html"),
        ("https://a.org/report", ".pdf).", ".pdf"),
        ("https://a.org/", "reports/final.html", "reports/final.html"),
        ("https://nature.com/", "scientificreports.", "scientificreports"),
        ("https://arxiv.org/abs/", "2101.00001v2 says", "2101.00001v2"),
        ("https://doi.org/", "10.1371/journal.pone.0115253", "10.1371/journal.pone.0115253"),
        ("https://doi.org/10.1371/journal.", "pone.0115253.", "pone.0115253"),
        ("https://hdl.handle.net/2027/mdp.1987.", "0257", "0257"),
        ("https://a.org/x.", "html and", "html"),
        ("https://a.org/DailyUpda", "tes_63.htm", "tes_63.htm"),
        ("https://a.org/x.ht", "ml [12.03.2021]", "ml"),
        ("https://a.org/x/2020-05-12-1", "3-24-125-f.", "3-24-125-f"),
    ],
)
def test_the_rest_of_an_address_is_joined(head: str, below: str, tail: str) -> None:
    joint = decide(head, below, Setting())
    assert (joint.state, joint.tail) == (State.JOIN, tail)


@pytest.mark.parametrize(
    ("head", "below"),
    [
        ("https://a.org/x", "https://b.org/y"),
        ("https://a.org/x/", "[27] Jones, A."),
        ("https://a.org/x/", "(2016) showed"),
        ("https://a.org/x/", "PMID: 12345"),
        ("https://a.org/x/", "Accessed 3 May 2019"),
        ("https://a.org/x/", "12. Jones"),
        ("https://a.org/x/", "2019/20 budget"),
        ("https://a.org/x/", "and/or other"),
        ("https://a.org/x", "3 May 2019"),
        ("https://a.org/x", "pp. 12-13"),
        ("https://a.org/x.pdf", "long/winding.road"),
        ("https://www.mozilla.org/en-US/", "Google: www"),
        ("https://doi.org/", "Publisher's Note"),
        ("https://r-project.org.", "Xavier did"),
        ("https://a.org/x", "and then"),
        ("https://a.org/x,", "y/z.html"),
        ("https://a.org/x", "§3 of the law"),
    ],
)
def test_what_goes_on_after_an_address_stays_apart(head: str, below: str) -> None:
    assert decide(head, below, Setting()).state is State.STOP
    assert decide(head, below, LONE).state is not State.JOIN


@pytest.mark.parametrize(
    ("head", "below"),
    [
        ("https://a.org/x/", "today we"),
        ("https://a.org/x/", "state-of-the-art work"),
        ("https://a.org/x", "long-term work"),
        ("https://a.org/x", "input/output"),
        ("https://a.org/x/", "COVID-19 was"),
        ("https://a.org/x/y", "google.com says"),
    ],
)
def test_what_may_be_either_is_offered_as_another_reading(head: str, below: str) -> None:
    joint = decide(head, below, Setting())
    assert joint.state is State.MAYBE
    assert joint.tail == below.split(maxsplit=1)[0]


def test_a_word_that_fills_its_line_goes_on_with_whatever_is_no_word_of_the_document() -> None:
    head = "https://a.org/some/long/address/opera"
    assert decide(head, "tions. Then", Setting()).state is State.STOP
    assert decide(head, "tions. Then", LONE).state is State.JOIN
    assert decide(head, "tions. Then", LONE._replace(is_word="tions".__eq__)).state is State.MAYBE


def test_where_nothing_else_is_cut_between_letters_a_cut_between_letters_is_only_possible() -> None:
    assert decide("https://a.org/DailyUpda", "tes_63.htm", SELDOM).state is State.MAYBE
    assert decide("https://a.org/Daily-", "Updates_63.htm", SELDOM).state is State.JOIN


@given(st.text(min_size=1, max_size=30), st.text(max_size=40), st.booleans())
def test_a_tail_is_always_what_stands_below(head: str, below: str, filled: bool) -> None:  # noqa: FBT001 - drawn
    joint = decide(f"https://a.org/{head}", below, Setting(filled=filled))
    assert joint.tail in below
    assert (joint.state is State.JOIN) <= bool(joint.tail)
