"""A domain in, the requests to its registry out; the answers in, when the domain was registered out.

1. The endpoint is a bootstrap such as rdap.org: it redirects to the registry of the domain (RFC 9224), and that may
   redirect once more.
2. The day is that of the last `registration` or `reregistration` among the events (RFC 9083 section 4.5): who takes a
   domain that was given up registers it anew. A transfer between registrars changes no owner.
3. 404 says that nobody has registered the domain; anything else tells nothing.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime

from auditor import uris
from auditor.model import Exchange, Failure, Registration, Request, Response

MAX_BYTES = 262_144
HOPS_AT_MOST = 3
JSON = (("accept", "application/rdap+json"),)  # RFC 7480 section 4.2

_REGISTERED = frozenset({"registration", "reregistration"})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NOT_FOUND = 404
_OK = 200


def asking(domain: str, endpoint: str, past: tuple[Exchange, ...]) -> Request | None:
    """The next request; None when the registry has said what it says."""
    if not past:
        return Request(uri=f"{endpoint}{domain}", headers=JSON, max_body_bytes=MAX_BYTES)
    response = past[-1].response
    location = response.header("location") if response and response.status in _REDIRECTS else None
    onward = uris.parse(location, base=past[-1].request.uri) if location else None
    if onward is None or len(past) > HOPS_AT_MOST or any(each.request.uri == onward.key for each in past):
        return None
    return Request(uri=onward.key, headers=JSON, max_body_bytes=MAX_BYTES)


def read(domain: str, past: tuple[Exchange, ...]) -> Registration:
    """What the exchanges amount to."""
    last = past[-1]
    when, because = _told(last.outcome)
    return Registration(domain=domain, asked_at=last.started_at, registered_at=when, because=because, exchanges=past)


def _told(outcome: Response | Failure) -> tuple[datetime | None, str | None]:
    match outcome:
        case Failure(kind=kind):
            return None, kind.value
        case Response(status=status) if status == _NOT_FOUND:
            return None, "nobody has registered it"
        case Response(status=status) if status != _OK:
            return None, f"the registry answered {status}"
        case Response(body=body):
            days = _days(body)
            return (max(days), None) if days else (None, "the registry tells no day of registration")


def _days(body: bytes) -> list[datetime]:
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return []
    events = told.get("events") if isinstance(told, dict) else None
    return [day for event in events if (day := _day(event))] if isinstance(events, list) else []


def _day(event: object) -> datetime | None:
    match event:
        case {"eventAction": str(action), "eventDate": str(written)} if action.lower() in _REGISTERED:
            try:
                when = datetime.fromisoformat(written)
                return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
            except (ValueError, OverflowError):
                return None
        case _:
            return None
