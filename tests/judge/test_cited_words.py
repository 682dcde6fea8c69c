"""Quotations and figures: what a sentence takes over from the page it cites, and whether a text has it."""

from __future__ import annotations

import time

import pytest

from auditor.judge.cited_words import MOST_SENTENCES, Figure, Quotation, Wording, taken, told


def figures(text: str) -> list[tuple[str, str]]:
    return [(one.number, one.unit) for one in taken([text]) if isinstance(one, Figure)]


def quotations(text: str) -> list[str]:
    return [one.shown for one in taken([text]) if isinstance(one, Quotation)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Output rose by 38 % in 2024.", [("38", "%")]),
        ("Output rose by 38% or 38 percent, that is 38 per cent.", [("38", "%")]),
        ("38,0 Prozent", [("38", "%")]),
        ("It has 1,234.5 tonnes.", [("1234.5", "tonne")]),
        ("Es sind 1.234,5 Tonnen.", [("1234.5", "tonne")]),
        ("12 000 km of coast", [("12000", "kilometre")]),
        ("12’000 km of coast", [("12000", "kilometre")]),
        ("It cost $3.5bn.", [("3.5", "billion")]),
        ("It cost 3.5 billion dollars.", [("3.5", "billion")]),
        ("Sie kostete 300 Mio. Euro", [("300", "million")]),
        ("a loan of €45", [("45", "euro")]),
        ("USD 45 a month", [("45", "dollar")]),
        ("5,000 people came", [("5000", "")]),
        ("a factor of 3.14", [("3.14", "")]),
        ("warmer by 1.5 °C", [("1.5", "degree")]),
    ],
)
def test_a_figure_is_the_same_however_it_is_written(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert figures(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "In 2024, on 25 June, page 12.",
        "25.06.2025",
        "version 2.3.1",
        "doi 10.1000/182",
        "see note 7 and chapter 3",
        "10:30",
    ],
)
def test_bare_numbers_dates_and_names_are_no_figures(sentence: str) -> None:
    assert figures(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("He called it “a bad day for all of us”, twice.", ["a bad day for all of us"]),
        ('He called it "a bad day for all of us".', ["a bad day for all of us"]),
        ("Er nannte es „einen schlechten Tag für alle“.", ["einen schlechten Tag für alle"]),
        ("Il parle d’« un mauvais jour pour nous tous ».", ["un mauvais jour pour nous tous"]),
        ("Er sprach von »einem schlechten Tag für alle«.", ["einem schlechten Tag für alle"]),
        ("局长说：「这对我们所有人来说都是糟糕的一天」。", ["这对我们所有人来说都是糟糕的一天"]),
        ("He called it “bad” and “very, very bad”.", []),
        ('It is 5" wide and 7" high', []),
    ],
)
def test_four_words_in_quotation_marks_are_a_quotation(sentence: str, expected: list[str]) -> None:
    assert quotations(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "She said “nobody on the board … had ever read the second report”.",
        "She said “nobody on the board [of directors] had ever read the second report”.",
        "She said “nobody on the board ... had ever read the second report”.",
    ],
)
def test_a_quotation_that_leaves_something_out_is_there_when_its_parts_are(sentence: str) -> None:
    (quotation,) = taken([sentence])
    assert Wording("Nobody on the board, it seems, had ever read the second report.").holds(quotation)
    assert not Wording("Nobody on the board had ever read it.").holds(quotation)


def test_a_quotation_is_found_whatever_its_apostrophes_and_case() -> None:
    (quotation,) = taken(["“It’s not the board’s decision”"])
    assert Wording("He said it's NOT the board's decision at all").holds(quotation)


@pytest.mark.parametrize(
    ("text", "said"),
    [("up 38 percent", 1), ("38% up", 1), ("138 %", 0), ("38.5 %", 0), ("38 km", 0), ("38", 0)],
)
def test_a_figure_is_there_only_as_itself(text: str, said: int) -> None:
    (figure,) = taken(["rose by 38 %"])
    assert Wording(text).holds(figure) == bool(said)


def test_a_number_without_a_unit_is_found_with_any() -> None:
    (figure,) = taken(["5,000 came"])
    assert Wording("5 000 km").holds(figure)
    assert not Wording("15,000").holds(figure)


def test_the_same_thing_in_several_sentences_is_taken_once_quotations_first() -> None:
    found = taken(["38 % more", "“a bad day for all of us”, 38 percent", "“A bad day for all of us”"])
    assert [told(one) for one in found] == ["the quotation “a bad day for all of us”", "the figure “38 %”"]


def test_of_an_address_that_a_library_cites_only_the_first_sentences_are_read() -> None:
    assert len(taken([f"{n} %" for n in range(MOST_SENTENCES + 50)])) == MOST_SENTENCES


@pytest.mark.parametrize(
    "text", ["“" * 20_000, '"' + "a " * 20_000, "1," * 20_000, "1 234" * 10_000, "9" * 20_000, "(" * 20_000]
)
def test_no_text_takes_long(text: str) -> None:
    began_s = time.process_time()
    for one in taken([text, "38 %"]):
        Wording(text).holds(one)
    assert time.process_time() - began_s < 2
