"""Which reading of a broken address is meant: what is live, what is archived, and what proves nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from auditor.judge.readings import NEAR_DAYS, is_settled, read
from auditor.model import (
    ArchiveState,
    ArchiveVerdict,
    ChosenBy,
    Health,
    LinkState,
    LinkVerdict,
    Reference,
    Verdict,
)
from auditor.readings import control_of

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
KEPT, DROPPED = "https://a.test/north-south", "https://a.test/northsouth"
SHORT, LONG = "https://a.test/", "https://a.test/south"


def seen(state: LinkState, *, archived: int | None = None) -> Verdict:
    """A verdict of one look; `archived` is how many days a copy is off the citation."""
    archive = ArchiveVerdict(state=ArchiveState.NOT_ARCHIVED)
    if archived is not None:
        archive = ArchiveVerdict(state=ArchiveState.ARCHIVED, captured_at=NOON, distance_days=archived)
    link = LinkVerdict(state=state, checked_at=NOON, checks=1, confirmed=state in {LinkState.LIVE, LinkState.MOVED})
    return Verdict(health=Health.LOST, link=link, archive=archive)


LIVE, DEAD, BLOCKED, SOFT = map(seen, (LinkState.LIVE, LinkState.DEAD, LinkState.BLOCKED, LinkState.SOFT_404))
HONEST, CATCH_ALL = DEAD, LIVE


def told(uris: tuple[str, ...], verdicts: tuple[Verdict, ...], control: Verdict | None = HONEST) -> Verdict:
    """What is read of an address with these readings, the likeliest first."""
    known = dict(zip(uris, verdicts, strict=True))
    known |= {control_of(uri): control for uri in uris if control is not None}
    reference = Reference(key=uris[0], uri=uris[0], host="a.test", readings=uris[1:])
    return read(reference, known)


HYPHEN, MAYBE = (KEPT, DROPPED), (SHORT, LONG)


@pytest.mark.parametrize(
    ("uris", "verdicts", "control", "taken", "chosen_by"),
    [
        (HYPHEN, (DEAD, LIVE), HONEST, DROPPED, ChosenBy.LIVENESS),
        (HYPHEN, (LIVE, LIVE), HONEST, KEPT, ChosenBy.RULE),
        (HYPHEN, (DEAD, LIVE), CATCH_ALL, KEPT, ChosenBy.UNRESOLVED),
        (HYPHEN, (DEAD, LIVE), None, KEPT, ChosenBy.UNRESOLVED),
        (HYPHEN, (SOFT, LIVE), HONEST, DROPPED, ChosenBy.LIVENESS),
        (HYPHEN, (DEAD, SOFT), HONEST, KEPT, ChosenBy.UNRESOLVED),
        (HYPHEN, (BLOCKED, BLOCKED), BLOCKED, KEPT, ChosenBy.RULE),
        (HYPHEN, (BLOCKED, DEAD), BLOCKED, KEPT, ChosenBy.RULE),
        (MAYBE, (LIVE, LIVE), HONEST, LONG, ChosenBy.LIVENESS),
        (MAYBE, (LIVE, DEAD), HONEST, SHORT, ChosenBy.RULE),
        (MAYBE, (LIVE, LIVE), CATCH_ALL, SHORT, ChosenBy.RULE),
        (MAYBE, (LIVE, SOFT), HONEST, SHORT, ChosenBy.RULE),
        (MAYBE, (DEAD, LIVE), HONEST, LONG, ChosenBy.LIVENESS),
        (HYPHEN, (DEAD, seen(LinkState.DEAD, archived=3)), HONEST, DROPPED, ChosenBy.ARCHIVE),
        (HYPHEN, (seen(LinkState.DEAD, archived=3), LIVE), HONEST, KEPT, ChosenBy.RULE),
        (HYPHEN, (DEAD, seen(LinkState.DEAD, archived=NEAR_DAYS + 1)), HONEST, DROPPED, ChosenBy.ARCHIVE),
        (MAYBE, (LIVE, seen(LinkState.DEAD, archived=3)), HONEST, LONG, ChosenBy.ARCHIVE),
        (MAYBE, (seen(LinkState.LIVE, archived=3), LIVE), HONEST, LONG, ChosenBy.LIVENESS),
        (MAYBE, (seen(LinkState.LIVE, archived=3), DEAD), HONEST, SHORT, ChosenBy.RULE),
    ],
)
def test_the_reading_that_is_taken_and_what_told(
    uris: tuple[str, ...], verdicts: tuple[Verdict, ...], control: Verdict | None, taken: str, chosen_by: ChosenBy
) -> None:
    reading = told(uris, verdicts, control).reading
    assert reading is not None
    assert (reading.uri, reading.chosen_by) == (taken, chosen_by)
    assert [one.uri for one in reading.candidates] == list(uris)


def test_a_copy_near_the_day_outranks_what_is_live_and_a_far_one_does_not() -> None:
    third = "https://a.test/nort-hsouth"
    for days, taken in ((NEAR_DAYS, third), (NEAR_DAYS + 1, DROPPED)):
        reading = told((KEPT, DROPPED, third), (DEAD, LIVE, seen(LinkState.DEAD, archived=days))).reading
        assert reading is not None
        assert reading.uri == taken


@pytest.mark.parametrize(
    ("verdicts", "taken", "chosen_by"),
    [
        ((LIVE, LIVE, DEAD), LONG, ChosenBy.LIVENESS),
        ((seen(LinkState.LIVE, archived=3), LIVE, DEAD), LONG, ChosenBy.LIVENESS),
        ((LIVE, DEAD, DEAD), SHORT, ChosenBy.RULE),
        ((LIVE, LIVE, LIVE), f"{LONG}-sea", ChosenBy.LIVENESS),
        ((LIVE, seen(LinkState.DEAD, archived=3), LIVE), f"{LONG}-sea", ChosenBy.LIVENESS),
    ],
)
def test_a_beginning_proves_nothing_only_where_something_counts_for_what_goes_on_from_it(
    verdicts: tuple[Verdict, ...], taken: str, chosen_by: ChosenBy
) -> None:
    reading = told((SHORT, LONG, f"{LONG}-sea"), verdicts).reading
    assert reading is not None
    assert (reading.uri, reading.chosen_by) == (taken, chosen_by)


def test_where_all_readings_fail_the_address_is_damaged_and_never_dead() -> None:
    verdict = told(HYPHEN, (DEAD, DEAD))
    assert (verdict.link.state, verdict.health) == (LinkState.INVALID, Health.UNVERIFIED)
    assert "damaged in the document" in verdict.link.findings[0].because


def test_a_suspicion_against_a_former_state_counts_as_what_was_seen() -> None:
    suspected = replace(LIVE, link=replace(LIVE.link, suspected=LinkState.DEAD))
    assert told(HYPHEN, (suspected, DEAD)).link.state is LinkState.INVALID
    reading = told(HYPHEN, (suspected, LIVE)).reading
    assert reading is not None
    assert reading.uri == DROPPED


def test_as_long_as_a_reading_has_not_been_looked_at_nothing_is_called_damaged() -> None:
    unseen = Verdict(health=Health.UNVERIFIED, link=LinkVerdict(state=LinkState.UNKNOWN))
    assert told(HYPHEN, (DEAD, unseen)).link.state is LinkState.UNKNOWN


@pytest.mark.parametrize(
    ("uris", "own", "settled"),
    [
        (HYPHEN, LIVE, True),
        (HYPHEN, DEAD, False),
        (HYPHEN, BLOCKED, False),
        (HYPHEN, seen(LinkState.DEAD, archived=9), True),
        (HYPHEN, seen(LinkState.DEAD, archived=NEAR_DAYS + 1), False),
        (MAYBE, LIVE, False),
        (MAYBE, seen(LinkState.LIVE, archived=9), False),
    ],
)
def test_rivals_are_looked_at_only_where_the_likeliest_reading_proves_nothing(
    uris: tuple[str, ...],
    own: Verdict,
    settled: bool,  # noqa: FBT001 - a column of the table
) -> None:
    reference = Reference(key=uris[0], uri=uris[0], host="a.test", readings=uris[1:])
    assert is_settled(reference, own) is settled
