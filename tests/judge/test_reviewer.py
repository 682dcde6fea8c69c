"""A reviewer's word: what stands with it, day by day, and that neither it nor what was seen is hidden.

The days are those of `test_strikes`; `L` and `D` are a reviewer's live and dead.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.judge.verdict import judge
from auditor.model import Evidence, LinkState, Mark, Verdict
from tests.judge.build import PEW, SINGLE_RUN, START, STRIKES, reference
from tests.judge.test_strikes import SEEN, look

WORDS = {"L": LinkState.LIVE, "D": LinkState.DEAD}
NOTE = "opened in a browser"


def told(line: str, policy=STRIKES) -> Verdict:
    """The verdict on a history with one word of a reviewer in it."""
    probes, mark = [], None
    for entry in line.split():
        day, _, what = entry.partition(":")
        if what in WORDS:
            mark = Mark(key=reference().key, state=WORDS[what], at=START + timedelta(days=float(day)), note=NOTE)
        else:
            probes.append(look(entry))
    return judge(Evidence(reference=reference(), probes=tuple(probes), mark=mark), policy)


@pytest.mark.parametrize(
    ("line", "state", "confirmed", "suspected"),
    [
        # a word is there to settle what we can't: it needs no strikes
        ("0:w 1:L", "live", True, None),
        ("0:4 1:L", "live", True, None),
        ("0:+ 1:D", "dead", True, None),
        ("0:w 1:D", "dead", True, None),
        ("0:4 3:4 6:4 7:L", "live", True, None),
        # a wall and our own trouble contradict nobody
        ("0:w 1:L 2:w 3:?", "live", True, None),
        ("0:+ 1:D 2:w 3:o", "dead", True, None),
        # what the reviewer has overruled is no news when it is seen again
        ("0:4 1:L 2:4 5:4 8:4 11:4", "live", True, None),
        ("0:+ 1:D 2:+ 3:+", "dead", True, None),
        ("0:m 1:D 2:+", "dead", True, None),
        # what is new counts as ever
        ("0:w 1:L 2:4", "live", False, "dead"),
        ("0:w 1:L 2:4 5:4 8:4", "dead", True, None),
        ("0:w 1:L 2:0 3:0", "dead", True, None),
        ("0:4 1:L 2:s 5:s 8:s", "soft-404", True, None),
        ("0:4 1:D 2:+", "live", True, None),
        ("0:w 1:D 2:+ 3:4", "live", False, "dead"),
        # once we have seen it too, the old contradiction is a new one
        ("0:4 1:L 2:+ 3:4 6:4 9:4", "dead", True, None),
    ],
)
def test_a_word_stands_until_something_new_is_seen(line, state, confirmed, suspected) -> None:
    link = told(line).link
    assert (link.state.value, link.confirmed, link.suspected) == (state, confirmed, suspected)


@pytest.mark.parametrize(
    ("line", "single", "pew"),
    [("0:4 1:L", "live", "dead"), ("0:w 1:L 2:4", "dead", "dead"), ("0:+ 1:D 2:+", "dead", "live")],
)
def test_a_spot_check_takes_the_word_and_the_study_only_shows_it(line, single, pew) -> None:
    assert told(line, SINGLE_RUN).link.state.value == single
    assert told(line, PEW).link.state.value == pew
    assert any(finding.rule == "reviewer" for finding in told(line, PEW).link.findings)


def test_the_word_is_told_with_its_day_and_its_note() -> None:
    (word, seen) = told("0:w 1:L").link.findings + told("0:w 1:L 2:w").link.findings[1:]
    assert word.because == f"a reviewer marked it live on 3 March 2026: {NOTE}"
    assert seen.because == "403 Forbidden from www.example.org"


def test_what_contradicts_the_word_says_so_and_both_are_shown() -> None:
    for line in ("0:w 1:L 2:4 5:4 8:4", "0:w 1:D 2:+", "0:4 1:L 2:4", "0:+ 1:D 2:+"):
        findings = told(line).link.findings
        (word,) = (finding for finding in findings if finding.rule == "reviewer")
        assert word.because.endswith("; what was seen since contradicts that"), line
        assert any(finding.rule == "liveness" for finding in findings), line


events = st.lists(st.tuples(st.sampled_from([0.0, 0.4, 1.0, 3.0, 9.0]), st.sampled_from([*SEEN, *WORDS])), max_size=9)


@given(events, st.sampled_from([STRIKES, SINGLE_RUN, PEW]))
def test_however_a_history_goes_the_word_is_told_and_kept(history, policy) -> None:
    day, line, marked = 0.0, [], False
    for apart, what in history:
        day += apart
        if what not in WORDS or not marked:
            line.append(f"{day}:{what}")
            marked = marked or what in WORDS
    link = told(" ".join(line), policy).link
    assert marked == (link.mark is not None)
    assert sum(finding.rule == "reviewer" for finding in link.findings) == marked
