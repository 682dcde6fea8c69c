"""The verdicts on the readings of a broken address in, the verdict on the reading that is meant out.

| of a reading is known                                                     | it counts for |
|---------------------------------------------------------------------------|---------------|
| an archive holds a good copy from near the day of the citation            | most          |
| it is live by all rules, and the made-up address beside it isn't          | less          |
| an archive holds a good copy of another time                              | least         |

1. What another reading goes on from proves nothing by being there: nature.com/ always is. Such a reading is taken only
   where nothing longer counts for anything. Else the one that counts for most is taken, and of equals the longest.
2. Where nothing counts (all are live, or walls, or lead to a front page) the rule's own choice stands.
3. Where the rule's choice is not there and nothing counts for another one, the address is damaged in the document:
   `invalid`, never `dead`, under whatever policy.
4. The rule's choice needs no rivals where it is there, or archived near the day, and is no other one's beginning.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from auditor.judge.strikes import WELL
from auditor.model import ArchiveState, Candidate, ChosenBy, Finding, Health, LinkState, Reading, Reference, Verdict
from auditor.readings import MOST, control_of
from auditor.uris import key_of

NAME = "reading"
NEAR_DAYS = 730  # how old a copy of what an author saw may be, or how late: crawls come once a year or so

_FAILED = frozenset({LinkState.DEAD, LinkState.SOFT_404, LinkState.INVALID})


def read(reference: Reference, verdicts: Mapping[str, Verdict]) -> Verdict:
    """The verdict on a reference with `readings`, given those on all of its readings and on the controls.

    A reading that nobody has looked at has no verdict, or an unknown one.
    """
    own = verdicts[reference.key]
    candidates = tuple(_candidate(uri, verdicts) for uri in (reference.uri, *reference.readings)[:MOST])
    if is_settled(reference, own):
        return replace(own, reading=Reading(uri=reference.uri, chosen_by=ChosenBy.RULE, candidates=candidates))
    best = max(candidates, key=lambda one: _rank(one, candidates))
    if _worth(best) and not (best is candidates[0] and _is_beginning(best, candidates)):
        told_by = ChosenBy.ARCHIVE if _is_near(best) or not _lives(best) else ChosenBy.LIVENESS
        return _taken(verdicts[key_of(best.uri)], Reading(uri=best.uri, chosen_by=told_by, candidates=candidates))
    reading = Reading(uri=reference.uri, chosen_by=ChosenBy.RULE, candidates=candidates)
    if (own.link.suspected or own.link.state) not in _FAILED:
        return replace(own, reading=reading)
    return _damaged(own, replace(reading, chosen_by=ChosenBy.UNRESOLVED))


def is_settled(reference: Reference, own: Verdict) -> bool:
    """Whether the verdict on the rule's choice alone tells that it is the right reading."""
    if any(uri.startswith(reference.uri) for uri in reference.readings):
        return False
    return (own.link.suspected is None and own.link.state in WELL) or _is_near(_of(reference.uri, own))


def _candidate(uri: str, verdicts: Mapping[str, Verdict]) -> Candidate:
    verdict = verdicts.get(key_of(uri))
    control = verdicts.get(key_of(control_of(uri)))
    beats = None if control is None or _unseen(control) else _seen(control) not in WELL
    return replace(_of(uri, verdict), beats_control=beats) if verdict else Candidate(uri=uri)


def _of(uri: str, verdict: Verdict) -> Candidate:
    held = verdict.archive.state is ArchiveState.ARCHIVED
    return Candidate(
        uri=uri,
        state=None if _unseen(verdict) else _seen(verdict),
        status=verdict.link.status,
        captured_at=verdict.archive.captured_at if held else None,
        distance_days=verdict.archive.distance_days if held else None,
    )


def _seen(verdict: Verdict) -> LinkState:
    """What the latest look saw, also where it is only a suspicion yet."""
    return verdict.link.suspected or verdict.link.state


def _unseen(verdict: Verdict) -> bool:
    return verdict.link.checked_at is None and verdict.link.state is not LinkState.INVALID


def _lives(one: Candidate) -> bool:
    return one.state in WELL and one.beats_control is True


def _is_near(one: Candidate) -> bool:
    return one.captured_at is not None and (one.distance_days is None or one.distance_days <= NEAR_DAYS)


def _worth(one: Candidate) -> int:
    """How much is known for a reading (the table above); 0 for nothing."""
    if _is_near(one):
        return 3
    return 2 if _lives(one) else int(one.captured_at is not None)


def _is_beginning(one: Candidate, candidates: Iterable[Candidate]) -> bool:
    return any(other is not one and other.uri.startswith(one.uri) for other in candidates)


def _rank(one: Candidate, candidates: Iterable[Candidate]) -> tuple[bool, int, int]:
    worth, counting = _worth(one), (other for other in candidates if _worth(other))
    return (worth > 0 and not _is_beginning(one, counting), worth, len(one.uri))


def _taken(verdict: Verdict, reading: Reading) -> Verdict:
    why = (
        "an archive holds it"
        if reading.chosen_by is ChosenBy.ARCHIVE
        else "it is live, and an address made up beside it is not"
    )
    others = len(reading.candidates) - 1
    because = f"of {others + 1} readings of the printed address this one was taken: {why}"
    note = Finding(rule=NAME, state=verdict.link.state, because=because)
    link = replace(verdict.link, findings=(*verdict.link.findings, note))
    return replace(verdict, link=link, reading=reading)


def _damaged(own: Verdict, reading: Reading) -> Verdict:
    unseen = sum(one.state is None for one in reading.candidates)
    if unseen:
        state, because = (
            LinkState.UNKNOWN,
            "a break may have damaged the address, and not all of its readings were looked at yet",
        )
    else:
        state = LinkState.INVALID
        because = f"damaged in the document: none of the {len(reading.candidates)} readings of the printed address is there or archived"
    finding = Finding(rule=NAME, state=state, because=because)
    link = replace(own.link, state=state, suspected=None, findings=(finding, *own.link.findings))
    return replace(own, health=Health.UNVERIFIED, link=link, reading=reading)
