"""Recorded cases: a file each under tests/exchanges, named for what it shows, with the evidence and its reading.

`{"shows": a sentence, "evidence": an Evidence as auditor.codec writes it, "expected": {"state": …, "rule": …}}`;
what is expected is the decisive finding of a single run.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from auditor.codec import load
from auditor.judge.verdict import judge
from auditor.model import Evidence
from tests.judge.build import SINGLE_RUN

CASES = sorted((Path(__file__).parent.parent / "exchanges").glob("*.json"))


def test_there_are_cases() -> None:
    assert len(CASES) >= 30


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_is_read_as_it_was_labelled(path: Path) -> None:
    case = json.loads(path.read_text(encoding="utf-8"))
    found = judge(load(Evidence, case["evidence"]), SINGLE_RUN).link.findings[0]
    assert {"state": found.state.value, "rule": found.rule} == case["expected"], case["shows"]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_is_named_for_its_state_and_a_wall_is_blocked(path: Path) -> None:
    expected = json.loads(path.read_text(encoding="utf-8"))["expected"]["state"]
    assert path.stem.startswith(expected) or (path.stem.startswith("wall-") and expected == "blocked")
