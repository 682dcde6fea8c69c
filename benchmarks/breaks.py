"""Broken addresses from a generator go in, how many come back exactly and how many took in what isn't theirs goes out.

Seeds that are even were used to make the rules; the odd ones were held back, and theirs is the figure that counts.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from auditor.extract import Source
from auditor.extract.select import read_document
from auditor.model import AUDITED
from tests.prose.words import Case
from tests.prose.wraps import cases

EXACT = 0.93
SEEDS = 80


@dataclass(slots=True)
class Score:
    """Of how many broken addresses how many came back exactly, how many at least as another reading, and what went
    wrong: an address that takes in what must stay apart."""

    broken: int = 0
    exact: int = 0
    offered: int = 0
    joined: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)


def score(made: Iterable[Case]) -> dict[str, Score]:
    """The score by shape."""
    scores: defaultdict[str, Score] = defaultdict(Score)
    for case in made:
        _measure(case, scores[case.shape])
    return scores


def _measure(case: Case, into: Score) -> None:
    document = read_document(Source(name=case.name, data=case.text.encode()))
    cited = [one for one in document.citations if one.kind in AUDITED]
    found = Counter(_plain(one.uri) for one in cited)
    offered = {_plain(reading) for one in cited for reading in one.alternatives}
    into.broken += len(case.broken)
    for uri in case.broken:
        if found[_plain(uri)]:
            into.exact += 1
        else:
            into.offered += _plain(uri) in offered
            into.missed.append(f"{uri}  {sorted(one for one in found if one[:22] == _plain(uri)[:22])}")
    right = {_plain(uri) for uri in case.uris}
    for one in found:
        if one not in right and any(one.startswith(uri) for uri in right):
            into.joined.append(one)


def _plain(uri: str) -> str:
    return uri.removeprefix("https://").removeprefix("http://").removesuffix("/")


def table(scores: dict[str, Score]) -> tuple[int, int, int]:
    """Print the scores; the totals: broken, exact, joined wrongly."""
    for shape, one in scores.items():
        share = one.exact / max(one.broken, 1)
        print(
            f"  {shape:<20} {one.exact:>5} of {one.broken:<5} {share:6.1%}  offered {one.offered:<4} joined wrongly {len(one.joined)}"
        )
    broken, exact = (sum(getattr(one, name) for one in scores.values()) for name in ("broken", "exact"))
    joined = sum(len(one.joined) for one in scores.values())
    print(f"  {'all':<20} {exact:>5} of {broken:<5} {exact / broken:6.1%}  joined wrongly {joined}")
    return broken, exact, joined


def run(*, tuning: bool = False, verbose: bool = False) -> None:
    """Print the held-out half; fail when it falls short."""
    scores = score(cases(range(0 if tuning else 1, SEEDS, 2)))
    broken, exact, joined = table(scores)
    for shape, one in scores.items() if verbose else ():
        for line in one.missed[:12]:
            print("   ", shape, "missed", line)
        for line in one.joined[:12]:
            print("   ", shape, "JOINED", line)
    if not tuning:
        assert exact >= EXACT * broken, (exact, broken)
        assert joined == 0, joined


if __name__ == "__main__":
    run(tuning="-t" in sys.argv, verbose="-v" in sys.argv)
