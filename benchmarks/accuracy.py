"""The labelled cases of tests/exchanges and real pages of packages go in; what the judge makes of them comes out.

Printed: a confusion matrix, precision and recall a state, the held-out cases apart; the same for lychee's reading of
the statuses; how many of the real pages are called anything but live; how many of the error pages of `benchmarks.unseen`
are seen through; how many references a second are judged.

The real pages are articles of newspapers, which extraction libraries ship as test cases (`make accuracy` fetches them),
and documentation that Debian's packages ship: those that lie on this machine, and those of `PACKAGES`, which apt
fetches into a folder that is thrown away. Where there is no apt, or no network, only what is there is read.

Every figure that must be reached is checked: the exit code isn't 0 when one falls short.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from auditor.codec import load
from auditor.judge.verdict import judge
from auditor.model import Evidence, Exchange, LinkState, Probe, Reference, Request, Response
from auditor.settings import JudgeMode, JudgePolicy
from benchmarks.debian import unpacked
from benchmarks.judge import rates
from benchmarks.unseen import unseen

CASES = Path(__file__).parent.parent / "tests" / "exchanges"
HELD_OUT = "held_out"
POLICY = JudgePolicy(policy=JudgeMode.SINGLE_RUN)

MATERIAL = Path(__file__).parent.parent / ".material"
ENOUGH_PAGES = 300
ENOUGH_RECALL = 0.95
ENOUGH_A_SECOND = 2_000
MOST_PAGES = 2_000
MOST_OF_A_PACKAGE = 150
MAX_BYTES = 524_288  # the default of `[net] max_body_bytes`
LOCAL = ("/usr/share/doc", "/usr/share/javascript", "/usr/share/gtk-doc")
# Packages of hundreds of pages, and manuals in other languages than English.
PACKAGES = (
    *("git-doc", "debian-policy", "debian-faq-de", "debian-faq-fr", "debian-faq-ja", "debian-faq-ru"),
    *("debian-faq-zh-cn", "debian-reference-es", "debian-reference-id", "debian-reference-it", "debian-reference-pt"),
)

# What a reader is told in the end; `live` and `moved` are both well.
HIDDEN = (LinkState.SOFT_404, LinkState.USURPED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A labelled case with what was made of it."""

    name: str
    is_wall: bool
    held_out: bool
    expected: LinkState
    judged: LinkState
    lychee: LinkState


def run() -> None:
    """Print the figures; the exit code is 1 when one of those that must be reached isn't."""
    cases = [_case(path) for path in sorted(CASES.glob("*/*.json"))]
    for title, chosen in (("all cases", cases), ("held out", [case for case in cases if case.held_out])):
        _matrix(title, chosen)
    _lychee(cases)
    dead_walls = [case.name for case in cases if case.is_wall and case.judged is LinkState.DEAD]
    print(f"\nwalls called dead: {len(dead_walls)} of {sum(case.is_wall for case in cases)}")
    pages, wrong_pages = _pages()
    held_out = [case for case in cases if case.held_out and case.expected in HIDDEN]
    recall = sum(case.judged is case.expected for case in held_out) / len(held_out)
    print(f"recall on soft 404, parked and usurped, held out: {recall:.3f} of {len(held_out)}")
    of_unseen = unseen()
    per_second, ratio = rates()
    print(f"judge: {per_second:,.0f} references a second, {ratio:.1f} times as many as when every page is read whole")
    short = {
        "walls called dead: 0": bool(dead_walls),
        "real pages called anything but live: 0": bool(wrong_pages),
        f"real pages: at least {ENOUGH_PAGES}": pages < ENOUGH_PAGES,
        f"recall: at least {ENOUGH_RECALL}": recall < ENOUGH_RECALL,
        f"recall on error pages that nobody here wrote: at least {ENOUGH_RECALL}": (of_unseen or 0.0) < ENOUGH_RECALL,
        f"judge: at least {ENOUGH_A_SECOND:,} references a second": per_second < ENOUGH_A_SECOND,
    }
    for figure, fell_short in short.items():
        if fell_short:
            print(f"not reached: {figure}", file=sys.stderr)
    sys.exit(int(any(short.values())))


def _case(path: Path) -> Case:
    told = json.loads(path.read_text(encoding="utf-8"))
    evidence = load(Evidence, told["evidence"])
    verdict = judge(evidence, POLICY, sinks=frozenset(told.get("sinks", ())))
    return Case(
        name=f"{path.parent.name}/{path.stem}",
        is_wall=path.stem.startswith("wall-"),
        held_out=path.parent.name == HELD_OUT,
        expected=LinkState(told["expected"]["state"]),
        judged=verdict.link.state,
        lychee=_as_lychee(evidence.probes[-1]),
    )


def _as_lychee(probe: Probe) -> LinkState:
    """lychee's reading: 100 to 103 and 200 to 299 are ok (its default `--accept`), all else is an error."""
    response = probe.last.response if probe.last else None
    good = response is not None and (100 <= response.status <= 103 or 200 <= response.status <= 299)
    return LinkState.LIVE if good else LinkState.DEAD


def _matrix(title: str, cases: Sequence[Case]) -> None:
    seen = Counter((case.expected, case.judged) for case in cases)
    states = [state for state in LinkState if any(state in pair for pair in seen)]
    print(f"\n{title}: {len(cases)}, right: {sum(case.expected is case.judged for case in cases)}")
    print("labelled as".ljust(18) + "".join(f"{state.value:>12}" for state in states) + "   precision  recall")
    for row in states:
        right, labelled = seen[row, row], sum(seen[row, other] for other in states)
        judged = sum(seen[other, row] for other in states)
        counts = "".join(f"{seen[row, column] or '·':>12}" for column in states)
        print(f"{row.value:18}{counts}{_share(right, judged):>12}{_share(right, labelled):>8}")


def _lychee(cases: Sequence[Case]) -> None:
    """What a tool that reads statuses says: good or an error."""
    well = (LinkState.LIVE, LinkState.MOVED)
    gone = (LinkState.DEAD, *HIDDEN)
    print("\nlychee's reading of the same statuses (2xx is ok, all else is an error)")
    for title, states in (("well", well), ("gone", gone), ("blocked", (LinkState.BLOCKED,))):
        chosen = [case for case in cases if case.expected in states]
        errors = sum(case.lychee is LinkState.DEAD for case in chosen)
        print(f"  {title:8}{len(chosen):4} cases: {errors:3} called an error, {len(chosen) - errors:3} called ok")
    errors = [case for case in cases if case.lychee is LinkState.DEAD]
    right = sum(case.expected in gone for case in errors)
    missed = sum(case.expected in gone and case.lychee is LinkState.LIVE for case in cases)
    print(f"  errors: precision {_share(right, len(errors))}, recall {_share(right, right + missed)}")
    ours = [case for case in cases if case.judged in gone]
    right = sum(case.expected in gone for case in ours)
    all_gone = sum(case.expected in gone for case in cases)
    print(f"  the judge's, for comparison: precision {_share(right, len(ours))}, recall {_share(right, all_gone)}")


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "–"


def _pages() -> tuple[int, int]:
    """Judge real pages as if they had been cited by their own addresses; how many there were, and weren't live."""
    with unpacked(PACKAGES) as fetched:
        places = [*fetched, *map(Path, LOCAL)]
        articles = list(_html([MATERIAL]))
        verdicts = Counter[str]()
        for path in (*articles, *_html(places)):
            verdict = judge(_cited(path), POLICY)
            verdicts[verdict.link.state.value] += 1
            if verdict.link.state is not LinkState.LIVE:
                print(f"  {path}: {verdict.link.state.value}: {verdict.link.findings[0].because}")
    pages, wrong = verdicts.total(), verdicts.total() - verdicts["live"]
    print(f"real pages called anything but live: {wrong} of {pages}, {len(articles)} of them articles of newspapers")
    return pages, wrong


def _html(places: Sequence[Path]) -> Iterator[Path]:
    """Pages of these places, no more of one than of others."""
    left = MOST_PAGES
    for place in places:
        found = [path for path in sorted(place.rglob("*.htm*")) if path.is_file() and path.stat().st_size]
        for path in found[:: max(1, len(found) // MOST_OF_A_PACKAGE)]:
            if left:
                left -= 1
                yield path


def _cited(path: Path) -> Evidence:
    uri = f"https://pages.example/{path.parent.name}/{path.name}"
    response = Response(status=200, headers=(("content-type", "text/html"),), body=path.read_bytes()[:MAX_BYTES])
    exchange = Exchange(request=Request(uri=uri), outcome=response, started_at=datetime(2026, 11, 23, tzinfo=UTC))
    reference = Reference(key=uri, uri=uri, host="pages.example")
    return Evidence(reference=reference, probes=(Probe(key=uri, exchanges=(exchange,)),))


if __name__ == "__main__":
    run()
