"""A flow in, how its lines cut addresses out: whether between letters, too, and at which width.

A program that cuts between letters does so wherever a line has no more room, and where letters are all as wide as each
other that is behind the same number of them. A line that is shorter or longer was not cut there.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from auditor.prose.breaks import wrapped
from auditor.prose.breaks.measure import Measure
from auditor.prose.breaks.tails import State
from auditor.prose.flow import Link, Run

_LETTER_CUTS = 0.15  # of all breaks: less are mistaken for cuts between letters
_SAME_WIDTH = 0.6  # of these cuts: others are a list's, indented, or mistaken
_NEAR = 0.2  # of them: where letters differ in width, lines differ by one as often as not
_ENOUGH = 2


class Cuts(NamedTuple):
    """Whether lines are cut between letters, and the width at which they are, None if at none in particular."""

    letters: bool
    width: int | None


def cuts_of(breaks: list[tuple[Link, Run]], measure: Measure) -> Cuts:
    """How a document cuts addresses, from the addresses that end its lines and the words below them."""
    cuts = {True: 0, False: 0}
    widths: Counter[int] = Counter()
    for head, below in breaks:
        if wrapped.decide(head.target, below.text, wrapped.Setting()).state is State.JOIN:
            between = head.target[-1].isalnum()
            cuts[between] += 1
            if between and (width := measure.length(head.offset)):
                widths[width] += 1
    letters = cuts[True] >= _LETTER_CUTS * max(sum(cuts.values()), 1)
    width, often = widths.most_common(1)[0] if widths else (0, 0)
    few = often < _ENOUGH or (often == _ENOUGH and width < max(widths))  # that is by chance: a line had more room
    near = widths[width - 1] + widths[width + 1]
    known = not few and often >= _SAME_WIDTH * widths.total() and near <= _NEAR * often
    return Cuts(letters and cuts[True] > 1, width if known else None)
