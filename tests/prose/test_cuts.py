"""At which width a document cuts addresses between letters, if at one."""

from __future__ import annotations

import pytest

from auditor.prose.breaks.cuts import cuts_of
from auditor.prose.breaks.measure import Measure
from auditor.prose.flow import Link, Run


class _Known(Measure):
    """Lines as long as their offsets say."""

    def length(self, offset: int) -> int:
        return offset


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
    breaks = [(Link("https://a.org/DailyUpda", offset=length), Run("tes_63.htm")) for length in lengths]
    assert cuts_of(breaks, _Known([])).width == width
