"""Recorded cases: a file each under tests/exchanges, named for what it shows, with the evidence and its reading.

`{"shows": a sentence, "evidence": an Evidence as auditor.codec writes it, "expected": {"state": …, "rule": …}}`;
what is expected is the decisive finding of a single run, its rule where the case was written for one. `sinks` are the
common targets that the other looks of the corpus have shown. See tests/exchanges/README.md for the two folders.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from auditor.codec import load
from auditor.judge.verdict import judge
from auditor.model import Evidence
from auditor.page import read_page
from tests.judge.build import SINGLE_RUN, STRIKES

FOLDER = Path(__file__).parent.parent / "exchanges"
CASES = {f"{path.parent.name}/{path.stem}": json.loads(path.read_text("utf-8")) for path in FOLDER.glob("*/*.json")}
WALLS = [name for name in CASES if name.partition("/")[2].startswith("wall-")]


def expected(state: str, *, folder: str = "") -> list[str]:
    return [name for name, case in CASES.items() if case["expected"]["state"] == state and name.startswith(folder)]


@pytest.mark.parametrize("name", CASES)
def test_a_case_is_read_as_it_was_labelled(name: str) -> None:
    case = CASES[name]
    sinks = frozenset(case.get("sinks", ()))
    found = judge(load(Evidence, case["evidence"]), SINGLE_RUN, sinks=sinks).link.findings[0]
    read = {"state": found.state.value, "rule": found.rule}
    assert {key: read[key] for key in case["expected"]} == case["expected"], case["shows"]


@pytest.mark.parametrize("name", CASES)
def test_a_case_is_named_for_its_state_and_a_wall_is_blocked(name: str) -> None:
    state, stem = CASES[name]["expected"]["state"], name.partition("/")[2]
    assert stem.startswith(state) or (stem.startswith("wall-") and state == "blocked")


@pytest.mark.parametrize("name", WALLS)
def test_no_wall_is_ever_dead_however_often_it_is_seen(name: str) -> None:
    evidence = load(Evidence, CASES[name]["evidence"])
    often = Evidence(reference=evidence.reference, probes=evidence.probes * 6)
    assert judge(often, STRIKES).link.state.value == "blocked"


def test_there_are_as_many_cases_as_were_promised() -> None:
    assert len(CASES) >= 150
    assert len(WALLS) >= 40
    assert len(expected("soft-404")) >= 30
    assert len(expected("usurped")) >= 15
    assert len(expected("live")) >= 30
    failed = [name for name, case in CASES.items() if "failure" in json.dumps(case["evidence"]["probes"][-1])]
    assert len([*failed, *expected("unreachable")]) >= 20


def test_the_held_out_soft_404s_are_in_ten_languages_and_more() -> None:
    tongues = Counter[str]()
    for name in expected("soft-404", folder="held_out"):
        last = load(Evidence, CASES[name]["evidence"]).probes[-1].last
        page = read_page(last.response) if last and last.response else None
        tongues[page.lang if page and page.lang else ""] += 1
    assert len(tongues) >= 20
