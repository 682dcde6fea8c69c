"""Rule: what a look that got no answer proves.

| failure                             | state         | why                                                       |
|-------------------------------------|---------------|-----------------------------------------------------------|
| no such host, host retired          | `dead`        | NXDOMAIN, from two servers; two looks confirm it          |
| host without an address             | `dead`        | as many say so; a slip in a zone does the same, so that   |
|                                     |               | it takes all strikes                                      |
| refused, reset, timed out, no route | `unreachable` | half of such one-shot failures prove nothing              |
| name lookup failed                  | `unreachable` | SERVFAIL and time-outs aren't NXDOMAIN                    |
| any fault of TLS                    | `unreachable` | a server is there: named, with the status of what answers |
|                                     |               | behind it, never dead, never confirmed                    |
| not an address that can be asked    | `invalid`     | damaged in the document; after a redirect: see below      |
| skipped, the host only having failed | `unreachable` | the failures of its neighbours: no strike of its own     |

A redirect that leads on to what isn't an address was an answer of the last host: the citation itself is sound,
so that it is unreachable rather than invalid.
Sources: resolver and socket errors as of getaddrinfo(3) and connect(2); InternetArchiveBot, which ignores TLS
faults altogether; a pass over 1,494 failing news sites of which 52 % gave an ambiguous error.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from auditor.judge import Rule, Sight
from auditor.model import Failure, FailureKind, Finding, LinkState, SkipReason

NAME = "transport"

_DECISIVE: Mapping[FailureKind, LinkState] = MappingProxyType(
    {
        FailureKind.NO_SUCH_HOST: LinkState.DEAD,
        FailureKind.HOST_RETIRED: LinkState.DEAD,
        FailureKind.NO_ADDRESS: LinkState.DEAD,
        FailureKind.BAD_ADDRESS: LinkState.INVALID,
    }
)


def look(sight: Sight) -> Finding | None:
    """What the failure proves; None when there was an answer."""
    if sight.failure is not None:
        return _failed(sight, sight.failure)
    match sight.probe.skipped:
        case SkipReason.INVALID:
            return Finding(rule=NAME, state=LinkState.INVALID, because=SkipReason.INVALID.value)
        case SkipReason.BREAKER:
            because = f"not asked: {SkipReason.BREAKER.value}"
            return Finding(rule=NAME, state=LinkState.UNREACHABLE, because=because)
        case _:
            return None


def _failed(sight: Sight, failure: Failure) -> Finding:
    state = _DECISIVE.get(failure.kind, LinkState.UNREACHABLE)
    if state is LinkState.INVALID and sight.hops:
        state = LinkState.UNREACHABLE
    detail = f" ({failure.detail})" if failure.detail else ""
    return Finding(rule=NAME, state=state, because=f"{failure.kind.value}: {sight.answered_by}{detail}")


RULE = Rule(name=NAME, look=look)
