"""At which width a document cuts addresses between letters, if at one."""

from __future__ import annotations

import pytest

from auditor.prose.breaks.cuts import cuts_of
from auditor.prose.breaks.measure import Measure
from auditor.prose.flow import BARE, LINE, Flow, Link, Run

HEAD, TAIL = "https://a.org/DailyUpda", "tes_63.htm"


@pytest.mark.parametrize(
    ("lengths", "width"),
    [
        pytest.param([72, 72, 72, 72], 72, id="letters that are all as wide"),
        pytest.param([72, 72, 72, 72, 72, 60], 72, id="an indented list among them"),
        pytest.param([30, 31, 32, 32, 32, 32, 32, 33], None, id="letters of their own widths"),
        pytest.param([23, 23, 24, 24, 24, 24], None, id="a narrow column of them"),
        pytest.param([72], None, id="one cut alone"),
    ],
)
def test_where_letters_are_all_as_wide_all_cuts_are_at_one_width(lengths: list[int], width: int | None) -> None:
    items: Flow = []
    offset = 0
    for length in lengths:  # each of a line with the head at its end, and of one with the tail
        before = length - len(HEAD)
        below = Run(TAIL, offset + length + 1)
        items += (Run("x" * before, offset), Link(HEAD, "", offset + before, BARE), LINE, below, LINE)
        offset = below.offset + len(TAIL) + 1
    breaks = [(item, items[place + 2]) for place, item in enumerate(items) if isinstance(item, Link)]
    assert cuts_of(breaks, Measure(items)).width == width
