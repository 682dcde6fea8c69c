"""Runs of words: what two texts share, whatever they are written in."""

from __future__ import annotations

import pytest

from auditor.judge.shingles import SPACED, UNSPACED, contained, measure_of, runs, says, words

CHINESE = "港务局表示，疏浚外港的费用高于原先计划，因为春季河流带来的泥沙沉积速度比过去十年的任何调查所预计的都要快。"
THAI = "การท่าเรือกล่าวว่าการขุดลอกท่าเรือด้านนอกมีค่าใช้จ่ายสูงกว่าที่วางแผนไว้"


def share(part: str, whole: str) -> float:
    measure = measure_of(words(part))
    return contained(runs(words(part), measure), runs(words(whole), measure))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Board’s 2nd report", "the board's 2nd report"),
        ("re\u00adport on the ﬁnance of ports", "report on the finance of ports"),
        ("１２３ ＡＢＣ", "123 abc"),
        ("wide\u00a0space — and – dashes…", "wide space and dashes"),
        ("zero\u200bwidth", "zerowidth"),
        ("STRASSE", "straße"),
        ("e\u0301tude", "\u00e9tude"),
    ],
)
def test_how_words_are_written_makes_no_difference(one: str, other: str) -> None:
    assert words(one) == words(other)


@pytest.mark.parametrize(
    ("text", "measure"), [("The harbour of 港", SPACED), (CHINESE, UNSPACED), (THAI, UNSPACED), ("", SPACED)]
)
def test_scripts_without_spaces_are_measured_in_characters(text: str, measure: object) -> None:
    assert measure_of(words(text)) is measure


def test_korean_and_hindi_have_words() -> None:
    assert words("항만청은 준설 비용이") == ["항만청은", "준설", "비용이"]
    assert measure_of(words("बंदरगाह प्राधिकरण का कहना है")) is SPACED


def test_what_is_contained_is_the_part_and_not_the_whole() -> None:
    whole = "one two three four five six seven eight nine ten"
    assert share("three four five six seven eight", whole) == 1.0
    assert share(whole, "three four five six seven eight") == pytest.approx(2 / 6)
    assert share("ten nine eight seven six five", whole) == 0.0


def test_part_of_a_chinese_text_is_found_in_it_and_another_is_not() -> None:
    assert share(CHINESE[10:40], CHINESE) == 1.0
    assert share("报告指出，渔民协会在去年秋天已经就盐沼的保护问题提出过警告。", CHINESE) == 0.0


def test_what_is_shorter_than_a_run_shares_nothing() -> None:
    assert runs(["four", "words", "are", "few"], SPACED) == set()
    assert contained(set(), {("a",) * 5}) == 0.0


def test_a_phrase_is_found_only_as_whole_words_in_order() -> None:
    said = words("The second report on the harbour was never read.")
    assert says(said, words("report on the harbour"))
    assert not says(said, words("port on the harbour"))
    assert not says(said, words("harbour the on report"))
    assert not says(said, [])
