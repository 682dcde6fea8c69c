"""A look so far in, whether and when its last request is sent again out.

Only what is transient is asked again, and never what has been decided: a wall, a name that doesn't exist, a
certificate. The wait doubles each time and has some chance in it, so that references which failed together don't
come back together. What IPv6 had a part in is asked again over IPv4 alone: many networks have an IPv6 that leads
nowhere. A peer that asks for more patience than the policy has is left alone: its own Retry-After, kept in the
exchange, says why the look ended there.
"""

from __future__ import annotations

from dataclasses import replace

from auditor.http_dates import retry_after_s
from auditor.model import Exchange, Failure, FailureKind, Request, Response, Terms
from auditor.probe import Send
from auditor.settings import NetPolicy

Cause = FailureKind | int

# As often as the policy allows. Statuses that say "not now": RFC 9110 sections 15.5.9 and 15.6, RFC 8470 (425),
# RFC 6585 (429); 520 to 527 are Cloudflare's words for trouble between it and the site.
TRANSIENT: frozenset[Cause] = frozenset(
    {
        FailureKind.DNS_TROUBLE,
        FailureKind.REFUSED,
        FailureKind.NO_ROUTE,
        FailureKind.CONNECT_TIMEOUT,
        FailureKind.TIMEOUT,
        *(408, 425, 429, 500, 502, 503, 504),
        *range(520, 528),
    }
)

# Once, on a new connection: what may be the connection's fault. A second drop is the peer's answer (a silent wall,
# or our parser's strictness). RFC 9110 section 15.5.20 says so of 421.
ONCE_AFRESH: frozenset[Cause] = frozenset({FailureKind.RESET, FailureKind.DISCONNECTED, FailureKind.PROTOCOL, 421})

# Once, since each try has cost the whole deadline.
ONCE = ONCE_AFRESH | {FailureKind.DEADLINE}

ASKED_AGAIN = TRANSIENT | ONCE

# With these headers Cloudflare and AWS say that the answer is their challenge, whatever its status: not transient.
_CHALLENGES = ("cf-mitigated", "x-amzn-waf-action")


def retry(past: tuple[Exchange, ...], policy: NetPolicy, *, jitter: float) -> Send | None:
    """The last request of `past` again, after a wait; None when it isn't worth it or not allowed any more.

    `jitter` is in [0, 1). Whatever is transient in `past` before its end was asked again: that is how tries count.
    """
    last = past[-1]
    cause = _cause(last)
    spent = [each for each in map(_cause, past[:-1]) if each is not None]
    if cause is None or len(spent) >= policy.retries or (cause in ONCE and cause in spent):
        return None
    asked_s = retry_after_s(last) or 0.0
    if asked_s > policy.retry_after_max_s:
        return None
    return Send(
        request=_over_ipv4(last),
        after_s=max(asked_s, policy.backoff_s * (2 ** len(spent) + jitter)),
        fresh_connection=cause in ONCE_AFRESH,
    )


def _over_ipv4(exchange: Exchange) -> Request:
    """The same request; over IPv4 alone where there was no answer and IPv6 had a part in it."""
    if exchange.response is None and ":" in (exchange.peer or ""):
        return replace(exchange.request, terms=Terms.IPV4)
    return exchange.request


def _cause(exchange: Exchange) -> Cause | None:
    """The failure or status that may pass if asked again; None for what is decided."""
    match exchange.outcome:
        case Failure(kind=kind):
            return kind if kind in ASKED_AGAIN else None
        case Response(status=status) as response:
            return status if status in ASKED_AGAIN and not is_challenge(response) else None


def is_challenge(response: Response) -> bool:
    """Whether a header says that this answer is a wall's challenge, whatever its status."""
    return any(response.header(name) is not None for name in _CHALLENGES)
