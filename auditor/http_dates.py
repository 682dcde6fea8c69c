"""HTTP's own dates in, datetimes out, and back; an exchange in, the seconds that its peer asks us to wait out.

Two forms of Retry-After (RFC 9110 section 10.2.3): seconds, and a date that is read against the peer's own clock
where it shows one. What is negative, past or garbage says nothing.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime

from auditor.model import Exchange

_SECONDS = re.compile(r"[0-9]+(?:\.[0-9]*)?")
# More digits than any wait has (300 years): read as for ever, since int() refuses the longest of them.
_DIGITS_AT_MOST = 10


def http_date(text: str | None) -> datetime | None:
    """The aware UTC datetime of an HTTP date (RFC 9110 section 5.6.7, obsolete forms too), or None."""
    if not text:
        return None
    try:
        moment = parsedate_to_datetime(text.strip())
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):  # all of which the parser raises for garbage
        return None


def to_http_date(moment: datetime) -> str:
    """An aware UTC datetime as HTTP writes it: `Thu, 01 Jan 2015 00:00:00 GMT`."""
    return format_datetime(moment, usegmt=True)


def retry_after_s(exchange: Exchange) -> float | None:
    """Seconds from the end of the exchange that its peer asks us to wait (may be infinite), or None."""
    response = exchange.response
    value = (response.header("retry-after") or "").strip() if response else ""
    if response is None or not value:
        return None
    if _SECONDS.fullmatch(value):
        return float(value) if len(value.partition(".")[0]) <= _DIGITS_AT_MOST else float("inf")
    until = http_date(value)
    if until is None:
        return None
    now = http_date(response.header("date")) or exchange.started_at + timedelta(seconds=exchange.elapsed_s)
    wait_s = (until - now).total_seconds()
    return wait_s if wait_s >= 0 else None
