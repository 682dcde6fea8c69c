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
_LONGEST_DATELINE = 60
_MARKUP = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|[*_`#>]+")
_TITLE_KEYS = ("title",)
_DATE_KEYS = ("date", "published", "publication_date", "pubdate", "datepublished", "created")
_URI_KEYS = ("canonical", "canonical_url", "url", "permalink", "original_url", "source_url")


def of_text(text: str, *, start: int = 0, matter: Mapping[str, str], base_url: str | None) -> About:
    """What a Markdown or plain text says of itself, its front matter first."""
    head = text[start : start + 20_000].splitlines()[:_FIRST_LINES]
    lines = [_MARKUP.sub(r"\1", line).strip() for line in head]
    own = tuple(matter[key] for key in _URI_KEYS if matter.get(key, "").startswith("http"))
    return About(
        title=next((matter[key] for key in _TITLE_KEYS if matter.get(key)), "") or _title(head, lines),
        published=_from_matter(matter) or next(filter(None, map(_dateline, lines)), None),
        base_url=base_url,
        own_uris=own,
        language=matter.get("lang", matter.get("language", "en"))[:2].lower() or "en",
    )


def _title(raw: list[str], lines: list[str]) -> str:
    heading = next((line for source, line in zip(raw, lines, strict=True) if source.startswith("# ") and line), "")
    return heading or next((line for line in lines if line), "")[:300]


def _from_matter(matter: Mapping[str, str]) -> date | None:
    return next((day for key in _DATE_KEYS if key in matter and (day := read_day(matter[key]))), None)


def _dateline(line: str) -> date | None:
    return find_day(line) if 0 < len(line) <= _LONGEST_DATELINE else None
