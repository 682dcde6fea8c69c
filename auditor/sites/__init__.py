"""The door of platforms: a reference in, other requests to look at instead; a probe in, what it proves out."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from auditor import uris
from auditor.model import Exchange, Finding, LinkState, Probe, Reference, Response, SkipReason

_GONE = frozenset({404, 410})

MAX_JSON_BYTES = 524_288  # as much of a text as a look keeps by default


def _nothing(reference: Reference, past: tuple[Exchange, ...]) -> str | None:  # noqa: ARG001 - a default of the door
    return None


def _no_word(probe: Probe) -> str | None:  # noqa: ARG001 - a default of the door
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRule:
    """One platform whose pages prove nothing by themselves.

    `matches` takes an address's key, and is asked only where one of `words` stands in it, or there are none;
    `rewrite` gives the address to ask instead (None: ask the page itself);
    `then` gives the address to ask after what was asked has had its answers (None: the look is over);
    `read` gives the decisive finding, or None where the general rules should decide. `vouches` says why what is
    cited is there all the same, when a wall answered in place of its page. A `closed` platform is never asked.
    `frozen` are the hosts of a site's frozen copies of itself.
    """

    name: str
    matches: Callable[[str], bool]
    rewrite: Callable[[Reference], str | None]
    read: Callable[[Probe], Finding | None]
    then: Callable[[Reference, tuple[Exchange, ...]], str | None] = _nothing
    vouches: Callable[[Probe], str | None] = _no_word
    words: tuple[str, ...] = ()
    closed: bool = False
    frozen: frozenset[str] = frozenset()


def closed_site(name: str, shown: str, hosts: frozenset[str]) -> SiteRule:
    """A platform that shows its pages to its members only: a request would meet the wall, and prove nothing."""

    def matches(key: str) -> bool:
        parsed = uris.parse(key)
        return parsed is not None and any(parsed.host == host or parsed.host.endswith(f".{host}") for host in hosts)

    def read(probe: Probe) -> Finding | None:
        if probe.skipped is not SkipReason.CLOSED:
            return None
        because = f"{shown} shows its pages to who is logged in there, so it wasn't asked"
        return Finding(rule=name, state=LinkState.BLOCKED, because=because)

    return SiteRule(name=name, matches=matches, rewrite=lambda _: None, read=read, closed=True, words=tuple(hosts))


def frozen_site(name: str, hosts: frozenset[str], copies: tuple[tuple[date, str], ...]) -> SiteRule:
    """A site that keeps what it takes away at hosts of their own: each of `copies` has what was there until its day.

    Only a page that is gone is asked for there, under the same path, and only where the day of its citation is known.
    """
    frozen = frozenset(host for _, host in copies)

    def matches(key: str) -> bool:
        parsed = uris.parse(key)
        return parsed is not None and parsed.host in hosts and parsed.path != "/"

    def then(reference: Reference, past: tuple[Exchange, ...]) -> str | None:
        cited, last = uris.parse(reference.key), uris.parse(past[-1].request.uri)
        response = past[-1].response
        if cited is None or last is None or last.host not in hosts or reference.cited_on is None:
            return None
        if response is None or response.status not in _GONE:
            return None
        day = reference.cited_on
        host = next(host for until, host in copies if day < until)
        return f"https://{host}{cited.path}{cited.query}"

    return SiteRule(
        name=name,
        matches=matches,
        rewrite=lambda _: None,
        read=lambda _: None,
        then=then,
        words=tuple(hosts),
        frozen=frozen,
    )


def json_of(response: Response) -> object:
    """The JSON of an answer; None when it isn't any."""
    try:
        told: object = json.loads(response.body[:MAX_JSON_BYTES])
    except (ValueError, RecursionError):
        return None
    return told


def fields_of(value: object) -> dict[str, object]:
    """A JSON object's fields; empty when the value isn't an object."""
    return {str(name): field for name, field in value.items()} if isinstance(value, dict) else {}


def items_of(value: object) -> list[object]:
    """A JSON list's items; empty when the value isn't a list."""
    return list(value) if isinstance(value, list) else []
