"""What was seen of one reference, look after look, in; what stands after all of them out.

| look                                       | effect                                                          |
|--------------------------------------------|-----------------------------------------------------------------|
| live, moved                                | resets all suspicion: one success is enough                     |
| dead, soft-404, usurped, unreachable       | a strike, unless the last one is nearer than the policy's days  |
| blocked                                    | no strike and no reset; told only where nothing bad stands      |
| invalid                                    | the address is damaged: told at once, there is nothing to await |
| unknown, skipped                           | nothing: it was not a look at the citation                      |
| a reviewer's word                          | stands at once, and resets all that was before it               |

1. `policy.strikes` bad looks in a row, each `policy.strike_days` after the last that counted, confirm a bad state:
   InternetArchiveBot's three, three days apart.
2. 410, a name that doesn't exist and an identifier its registry doesn't know say it themselves: two, a day apart.
3. Some bad looks never confirm anything, however often: a TLS fault (a server is there, and a reader may still
   click through), a host that was left alone for its neighbours' sake, and another site's front page.
4. Until then a citation that was well keeps its former state, with the suspicion beside it; one never seen well
   shows the suspicion itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from auditor.judge.home_elsewhere import NAME as HOME_ELSEWHERE
from auditor.model import TLS_FAULTS, Failure, FailureKind, Finding, LinkState, LinkVerdict, Probe
from auditor.settings import JudgePolicy

WELL = frozenset({LinkState.LIVE, LinkState.MOVED})
BAD = frozenset({LinkState.DEAD, LinkState.SOFT_404, LinkState.USURPED, LinkState.UNREACHABLE})

SURE_STRIKES = 2
SURE_DAYS = 1.0
_GONE = 410
_NAME_GONE = frozenset({FailureKind.NO_SUCH_HOST, FailureKind.HOST_RETIRED})
_REGISTRIES = frozenset({"doi"})  # site rules whose "dead" is their registry's own word


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One probe with what it proves: `findings` has the decisive one first, `final_uri` is where it ended.

    `marked_at` is when a reviewer said it who looked for themselves; None for what we saw.
    """

    probe: Probe
    findings: tuple[Finding, ...]
    final_uri: str | None
    marked_at: datetime | None = None

    @property
    def state(self) -> LinkState:
        """What the decisive finding says."""
        return self.findings[0].state

    @property
    def at(self) -> datetime | None:
        """When it ended; None when nothing was asked."""
        return self.marked_at or self.probe.checked_at

    @property
    def status(self) -> int | None:
        """The status of the last answer."""
        return self.probe.last.response.status if self.probe.last and self.probe.last.response else None

    @property
    def failure(self) -> FailureKind | None:
        """Why there was no last answer."""
        outcome = self.probe.last.outcome if self.probe.last else None
        return outcome.kind if isinstance(outcome, Failure) else None


@dataclass(slots=True)
class _Standing:
    """What stands after the looks so far."""

    well: Look | None = None
    bad: Look | None = None
    other: Look | None = None  # blocked or invalid, while nothing bad stands
    left_out: Look | None = None
    since: datetime | None = None
    checks: int = 0
    confirmed: bool = False
    struck_at: list[datetime] = field(default_factory=list)
    sure_at: list[datetime] = field(default_factory=list)


def standing(looks: Sequence[Look], policy: JudgePolicy) -> LinkVerdict | None:
    """What stands after `looks`, oldest first; None when none of them says anything about the citation."""
    now = _Standing()
    for look in looks:
        _take(now, look, policy)
    shown = now.bad or now.other or now.well or now.left_out
    if shown is None:
        return None
    suspected = now.bad is not None and now.well is not None and not now.confirmed
    later = looks[-1].findings if looks[-1] is not shown else ()
    return replace(
        as_seen(shown),
        state=now.well.state if suspected and now.well else shown.state,
        suspected=shown.state if suspected else None,
        confirmed=now.confirmed or shown.state not in BAD,
        since=now.since,
        checks=now.checks,
        findings=shown.findings + later,
    )


def as_seen(look: Look) -> LinkVerdict:
    """The verdict of one look alone, in which nothing bad is confirmed."""
    return LinkVerdict(
        state=look.state,
        confirmed=look.state not in BAD or look.marked_at is not None,
        status=look.status,
        final_uri=look.final_uri,
        checked_at=look.at,
        failure=look.failure,
        checks=1 if look.probe.exchanges else 0,
        findings=look.findings,
    )


def _take(now: _Standing, look: Look, policy: JudgePolicy) -> None:
    at = look.at
    if look.state in WELL or look.marked_at is not None:
        _reset(now, look)
    elif look.state in BAD:
        if at is None or (look.probe.skipped and look.failure is None):
            now.left_out = look
        else:
            _strike(now, look, at, policy)
    elif look.state is not LinkState.UNKNOWN and now.bad is None:
        now.other, now.checks = look, 1


def _reset(now: _Standing, look: Look) -> None:
    """Nothing of what was before counts any more: it answers, or a reviewer has said what it is."""
    well = look.state in WELL
    now.well, now.bad, now.other = (look, None, None) if well else (None, look, None)
    now.since, now.confirmed = (None, False) if well else (look.at, True)
    now.checks = 1 if look.probe.exchanges else 0
    now.struck_at.clear()
    now.sure_at.clear()


def _strike(now: _Standing, look: Look, at: datetime, policy: JudgePolicy) -> None:
    now.checks = now.checks + 1 if now.bad else 1
    now.since = now.since or at
    now.other = None
    if _never_confirms(look):
        now.bad = now.bad if now.confirmed else look
        return
    now.bad = look
    if _apart(now.struck_at, at, policy.strike_days):
        now.struck_at.append(at)
    if _is_sure(look) and _apart(now.sure_at, at, min(SURE_DAYS, policy.strike_days)):
        now.sure_at.append(at)
    enough = len(now.struck_at) >= policy.strikes or len(now.sure_at) >= min(SURE_STRIKES, policy.strikes)
    now.confirmed = now.confirmed or enough


def _apart(times: list[datetime], at: datetime, days: float) -> bool:
    return not times or at - times[-1] >= timedelta(days=days)


def _is_sure(look: Look) -> bool:
    said = look.findings[0]
    if said.state is not LinkState.DEAD:
        return False
    return look.status == _GONE or look.failure in _NAME_GONE or said.rule in _REGISTRIES


def _never_confirms(look: Look) -> bool:
    return look.failure in TLS_FAULTS or look.findings[0].rule == HOME_ELSEWHERE
