"""Values in, the cells in which SQLite can hold them out: no credentials, no half characters."""

from __future__ import annotations

import json
from datetime import date, datetime

from auditor import codec
from auditor.uris import without_userinfo

Cell = str | int | float | bytes | None
Row = tuple[Cell, ...]

_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def insert_into(table: str, columns: str) -> str:
    """The statement that adds a row of these columns, named with spaces between."""
    marks = ", ".join("?" for _ in columns.split())
    return f"INSERT INTO {table} ({', '.join(columns.split())}) VALUES ({marks})"  # noqa: S608 - our own names


def of_moment(moment: datetime | None) -> str | None:
    """A time in ISO 8601; NULL where there is none."""
    return None if moment is None else codec.iso(moment)


def of_day(day: date | None) -> str | None:
    """A day in ISO 8601; NULL where there is none."""
    return None if day is None else day.isoformat()


def of_text(text: str | None) -> str | None:
    """A text as `shown` gives it; NULL where there is none."""
    return None if text is None else shown(text)


def shown(text: str) -> str:
    """Text as SQLite can hold it, without userinfo."""
    return codec.plain(without_userinfo(text))


def of_json(value: object) -> str:
    """A value of JSON, on one line."""
    return shown(_ENCODE(value))
