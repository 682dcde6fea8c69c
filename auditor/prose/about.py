"""A text's beginning in, what the document says of itself out: its title, its day, its own addresses.

The day comes from the front matter, else from a dateline: a short line among the first that is little but a date.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from auditor.dates import find_day, read_day
from auditor.prose import About

_FIRST_LINES = 40
_LOOKED_AT = 20_000  # characters
_LONGEST_DATELINE = 60
_LONGEST_TITLE = 300
_LONGEST_LINE = 2_000  # with its markup
_YEAR = re.compile(r"(?:19|20)\d\d")
_MARKUP = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|[*_`#>]+")
_TITLE_KEYS = ("title",)
_DATE_KEYS = ("date", "published", "publication_date", "pubdate", "datepublished", "created")
_URI_KEYS = ("canonical", "canonical_url", "url", "permalink", "original_url", "source_url")


def of_text(text: str, *, start: int = 0, matter: Mapping[str, str], base_url: str | None) -> About:
    """What a Markdown or plain text says of itself, its front matter first."""
    lines = [line.strip() for line in text[start : start + _LOOKED_AT].split("\n", _FIRST_LINES)[:_FIRST_LINES]]
    own = tuple(matter[key] for key in _URI_KEYS if matter.get(key, "").startswith("http"))
    return About(
        title=next((matter[key] for key in _TITLE_KEYS if matter.get(key)), "") or _title(lines),
        published=_from_matter(matter) or next(filter(None, map(_dateline, lines)), None),
        base_url=base_url,
        own_uris=own,
        language=matter.get("lang", matter.get("language", "en"))[:2].lower() or "en",
    )


def _title(lines: list[str]) -> str:
    """The first heading, else the first line that says anything."""
    headings = (_plain(line) for line in lines if line.startswith("# "))
    return next(filter(None, headings), "") or next(filter(None, map(_plain, lines)), "")[:_LONGEST_TITLE]


def _plain(line: str) -> str:
    return _MARKUP.sub(r"\1", line[:_LONGEST_LINE]).strip()


def _from_matter(matter: Mapping[str, str]) -> date | None:
    return next((day for key in _DATE_KEYS if key in matter and (day := read_day(matter[key]))), None)


def _dateline(line: str) -> date | None:
    if len(line) > _LONGEST_LINE or _YEAR.search(line) is None:
        return None
    plain = _plain(line)
    return find_day(plain) if 0 < len(plain) <= _LONGEST_DATELINE else None
