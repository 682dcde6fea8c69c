"""A citation that a break has split in, what reports tell of how it is read out: its pieces, the rule, the readings."""

from __future__ import annotations

from auditor.model import Break, Candidate, ChosenBy, Citation, Reading
from auditor.report.fields import Json, broken_head
from auditor.report.showing import day, flat, instant, shown
from auditor.report.wording import seen_words

_CHOSEN = {
    ChosenBy.ANNOTATION: "read as the link's target",
    ChosenBy.SECOND_MENTION: "read as the document has it elsewhere",
    ChosenBy.RULE: "read as the rule has it",
    ChosenBy.LIVENESS: "read as the one that is live",
    ChosenBy.ARCHIVE: "read as the one that is archived",
    ChosenBy.UNRESOLVED: "nothing tells how it is meant",
}


def broken_json(citation: Citation, reading: Reading | None) -> Json:
    """How the address was printed and what is known of each of its readings; None where no break was near."""
    if citation.broken is None:
        return None
    candidates: list[Json] = [_candidate(one) for one in reading.candidates] if reading else _unseen(citation)
    return {**broken_head(citation.broken), "candidates": candidates}


def how_read(citation: Citation) -> str:
    """`rejoined from 2 pieces (rule: slash), read as the one that is live; printed as “a/ ⏎ b”`; empty where whole."""
    if citation.broken is None:
        return ""
    because = citation.because or f"a break may have split it (rule: {citation.broken.rule})"
    return f"{because}, {_CHOSEN[citation.broken.chosen_by]}; printed as “{as_printed(citation.broken)}”"


def as_printed(broken: Break) -> str:
    """The pieces as they stood in print, on one line."""
    return " ⏎ ".join(map(flat, broken.pieces))


def candidate_words(reading: Reading | None, uri: str) -> str:
    """What was seen of one reading: `not found (404), archived 3 May 2019`; empty where nobody looked."""
    one = next((each for each in reading.candidates if each.uri == uri), None) if reading else None
    if one is None or (one.state is None and one.captured_at is None):
        return ""
    seen = [] if one.state is None else [seen_words(one.state, one.status)]
    if one.beats_control is False:
        seen.append("as a made-up address beside it is")
    if one.captured_at:
        seen.append(f"archived {day(one.captured_at)}")
    return ", ".join(seen)


def _candidate(one: Candidate) -> Json:
    return {
        "uri": shown(one.uri),
        "state": one.state.value if one.state else None,
        "status": one.status,
        "beats_control": one.beats_control,
        "captured_at": instant(one.captured_at) if one.captured_at else None,
        "distance_days": one.distance_days,
    }


def _unseen(citation: Citation) -> list[Json]:
    return [_candidate(Candidate(uri=uri)) for uri in (citation.uri, *citation.alternatives)]
