"""Audited citations in, their counts out: the share within reach, the healths in the order of action.

Rules:
1. What is unverified counts on neither side of the share.
2. No share is rounded up to all or down to none.
3. An index begins with what could not be read, then with what has lost most.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from auditor.model import AuditedCitation, AuditedDocument, Health, reachable
from auditor.report.wording import HEALTHS, HealthWords, is_suspicion


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """One health in a summary. `start` is where its part of the bar begins, in citations."""

    health: Health
    words: HealthWords
    count: int
    suspected: int
    start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What is known of many citations. `percent` of those `known` still reach a reader; None for none known."""

    total: int
    known: int
    reached: int
    percent: int | None
    tallies: tuple[Tally, ...]


def summarise(entries: Sequence[AuditedCitation]) -> Summary:
    """The counts over all citations given, healths in the order of action."""
    verdicts = [entry.verdict for entry in entries]
    known = sum(verdict.health is not Health.UNVERIFIED for verdict in verdicts)
    reached = sum(map(reachable, verdicts))
    tallies: list[Tally] = []
    for health, words in HEALTHS.items():
        having = [verdict for verdict in verdicts if verdict.health is health]
        suspected = 0 if health is Health.UNVERIFIED else sum(is_suspicion(verdict.link) for verdict in having)
        start = sum(tally.count for tally in tallies)
        tallies.append(Tally(health=health, words=words, count=len(having), suspected=suspected, start=start))
    percent = _percent(reached, known)
    return Summary(total=len(verdicts), known=known, reached=reached, percent=percent, tallies=tuple(tallies))


def worst_first(documents: Iterable[AuditedDocument]) -> list[int]:
    """The places of the documents as an index lists them: unreadable, then most lost, recoverable and so on."""
    listed = list(documents)

    def badness(place: int) -> tuple[bool, tuple[int, ...], str, int]:
        audited = listed[place]
        counts = audited.counts
        bad = tuple(-counts[health] for health in HEALTHS if health is not Health.HEALTHY)
        return (audited.document.readable, bad, audited.document.name, place)

    return sorted(range(len(listed)), key=badness)


def _percent(part: int, whole: int) -> int | None:
    if not whole:
        return None
    if part in (0, whole):
        return 100 * part // whole
    return min(max(round(100 * part / whole), 1), 99)
