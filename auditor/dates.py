"""Words in, the day that they name out."""

from __future__ import annotations

import re
from datetime import date, datetime

from dateutil import parser

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = re.compile(
    rf"\b(?:\d{{4}}-\d{{2}}-\d{{2}}|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?\s+\d{{4}})\b",
    re.IGNORECASE,
)
_FIRST_YEAR = 1990  # before the web nothing was cited from it
_LONGEST = 64


def read_day(text: str) -> date | None:
    """The day that a short text names in full (year, month and day), or None; months may stand for their first."""
    if len(text) > _LONGEST:
        return None
    try:
        first = parser.parse(text, default=datetime(1, 1, 1))  # noqa: DTZ001 - a day has no zone
        other = parser.parse(text, default=datetime(2, 2, 2))  # noqa: DTZ001
    except (ValueError, OverflowError, TypeError):
        return None
    if first.year != other.year or first.month != other.month or first.year < _FIRST_YEAR:
        return None
    return first.date()


def find_day(text: str) -> date | None:
    """The first full day that is written in a text, or None."""
    match = _DAY.search(text)
    return read_day(match[0]) if match else None
