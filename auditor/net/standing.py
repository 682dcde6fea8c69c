"""How a service and all our processes stand in, and what has just happened; how they stand then out. Pure.

1. Requests start evenly spaced, so that no minute sees more of them than are allowed: the Internet Archive counts
   requests a minute and refuses connections for an hour, then two, after bursts.
2. 429 (RFC 6585) asks for rest: as long as its Retry-After says, but at least a minute. More than two rests in a row,
   or one that is too long to wait for, close the service.
3. Two refused connections in a row close it for an hour, which is how the Internet Archive shows that it has blocked
   us; each further one closes it for twice as long, up to a day. Any answer makes an end of that.
4. Clocks step. What lies farther ahead than we ever put it there was written before the clock went back, and is
   taken for as far ahead as it can be; a step forward lets one request of each process go early, and no more.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

REST_S = 60.0  # the pause of the Internet Archive's own and other clients after a 429
REST_AT_MOST_S = 300.0
RESTS_IN_A_ROW = 2
REFUSALS_IN_A_ROW = 2
CLOSED_S = 3_600.0  # for as long does the Internet Archive's firewall refuse who ignored its 429
CLOSED_AT_MOST_S = 86_400.0

REFUSED = "it refuses our connections"
TOO_MANY = "too many requests"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Moments are seconds since 1970; 0 is long ago.

    The next request may start at `free_at`, not before `rested_at`, and none before `opens_at`, for the reason
    `why`. `rests` and `refusals` count those in a row; `closed_s` is for how long it was closed last.
    """

    free_at: float = 0.0
    rested_at: float = 0.0
    opens_at: float = 0.0
    closed_s: float = 0.0
    rests: int = 0
    refusals: int = 0
    why: str = ""


def unknown(now: float, interval_s: float) -> Standing:
    """Where nothing can be known: somebody may have asked a moment ago."""
    return Standing(free_at=now + interval_s)


def claim(standing: Standing, now: float, interval_s: float) -> tuple[Standing, float]:
    """Take the next slot if it has come: then nothing is left to wait, else the seconds until it may have come."""
    free_at = min(standing.free_at, now + interval_s)
    rested_at = min(standing.rested_at, now + REST_AT_MOST_S)
    wait_s = max(free_at, rested_at) - now
    if wait_s > 0:
        return standing, wait_s
    return replace(standing, free_at=now + interval_s), 0.0


def is_closed(standing: Standing, now: float) -> bool:
    """Whether the service is to be left alone."""
    return now < min(standing.opens_at, now + standing.closed_s)


def answered(standing: Standing, now: float) -> Standing:
    """After an answer that asks for no rest; one that was in flight when the service closed proves nothing."""
    if is_closed(standing, now):
        return standing
    return Standing(free_at=standing.free_at, rested_at=standing.rested_at)


def throttled(standing: Standing, now: float, asked_s: float) -> Standing:
    """After an answer that asks for `asked_s` seconds of rest (0: doesn't say how long)."""
    if now < min(standing.rested_at, now + REST_AT_MOST_S):  # it was in flight when the rest began
        return standing
    rest_s = max(REST_S, asked_s)
    rested = replace(standing, rests=standing.rests + 1, rested_at=now + min(rest_s, REST_AT_MOST_S))
    if rest_s > REST_AT_MOST_S:
        return _closed(rested, now, min(rest_s, CLOSED_AT_MOST_S), TOO_MANY)
    return _closed(rested, now, _longer(standing), TOO_MANY) if rested.rests > RESTS_IN_A_ROW else rested


def refused(standing: Standing, now: float) -> Standing:
    """After a refused connection."""
    counted = replace(standing, refusals=standing.refusals + 1)
    if counted.refusals < REFUSALS_IN_A_ROW or is_closed(standing, now):
        return counted
    return _closed(counted, now, _longer(standing), REFUSED)


def _closed(standing: Standing, now: float, seconds: float, why: str) -> Standing:
    return replace(standing, opens_at=now + seconds, closed_s=seconds, why=why)


def _longer(standing: Standing) -> float:
    return min(2 * standing.closed_s, CLOSED_AT_MOST_S) or CLOSED_S
