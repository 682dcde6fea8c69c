"""Rule: what our own side did proves nothing about the citation: `unknown`.

| seen                                                      | authority                                           |
|-----------------------------------------------------------|-----------------------------------------------------|
| none of the control addresses answered during the look    | INTERFACE: `[net] controls`                          |
| the look was interrupted, or not begun for want of network | SkipReason                                         |
| 511, or 407                                                | RFC 6585 section 6: a captive portal; a proxy of ours |
| a filter's mark on the answer                              | the table below                                     |
| an address inside a private network                        | our own guard refuses it                            |
| HTTP that our client can't read                            | httpx is stricter than browsers                     |

An answer that our parser refuses was an answer: it is no more unreachable than dead, but nothing was read, so it
isn't called live either. Answers seen while offline aren't trusted: a captive portal answers for everybody.
"""

from __future__ import annotations

from functools import cache

from auditor.judge import Rule, Sight
from auditor.judge.signatures import SHORT, Kind, Signature, Table
from auditor.model import FailureKind, Finding, LinkState, SkipReason, Vantage

NAME = "own network"

_FILTERS = (
    Signature(
        name="rimon",
        vendor="Rimon",
        kind=Kind.FILTER,
        header="rimon",
        value="rwc_block",
        source="edgi-govdata-archiving/web-monitoring-processing, fixtures",
    ),
    Signature(
        name="zyxel",
        vendor="Zyxel",
        kind=Kind.FILTER,
        statuses=frozenset({200, 403}),
        title=".*zyxel security cloud-dns filter.*",
        source="edgi-govdata-archiving/web-monitoring-processing, fixtures",
    ),
    Signature(
        name="umbrella",
        vendor="Cisco Umbrella",
        kind=Kind.FILTER,
        address=r"//(?:[a-z0-9-]+\.)?opendns\.com/(?:main|phish|block)|//block\.opendns\.com",
        source="MISP/misp-warninglists, umbrella-blockpage-hostname",
    ),
    Signature(
        name="fortiguard",
        vendor="Fortinet",
        kind=Kind.FILTER,
        max_text_chars=SHORT,
        body=("fortigate application control", "web page blocked!</title>", "web page blocked</title>", ".fgd_icon"),
        source="EnableSecurity/wafw00f plugins, fortigate: the filter of an office's own network",
    ),
)

_STATUSES = {
    407: "a proxy on our side asks for a password",
    511: "a network on our side asks for a login",
}


def look(sight: Sight) -> Finding | None:
    """Unknown, and what our own side did; None where it did nothing."""
    because = _fault(sight)
    return Finding(rule=NAME, state=LinkState.UNKNOWN, because=because) if because else None


def _fault(sight: Sight) -> str | None:
    probe = sight.probe
    if probe.vantage is Vantage.OFFLINE or probe.skipped is SkipReason.OFFLINE:
        return SkipReason.OFFLINE.value
    if probe.skipped is SkipReason.INTERRUPTED:
        return SkipReason.INTERRUPTED.value
    if sight.failure is not None:
        return _refused(sight.failure.kind, host=sight.answered_by)
    if sight.response is not None and sight.response.status in _STATUSES:
        return f"{sight.response.status}: {_STATUSES[sight.response.status]}"
    found = _filters().match(sight)
    return f"a {found.kind.value} answered in place of the page ({found.vendor})" if found else None


def _refused(kind: FailureKind, *, host: str) -> str | None:
    match kind:
        case FailureKind.PRIVATE_ADDRESS:
            return f"{host} has an address inside a private network, which isn't asked"
        case FailureKind.PROTOCOL:
            return f"{host} answered, but not in HTTP that our client can read"
        case _:
            return None


@cache
def _filters() -> Table:
    return Table(_FILTERS)


RULE = Rule(name=NAME, look=look)
