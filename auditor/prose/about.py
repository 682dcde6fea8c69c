"""A text's beginning in, what the document says of itself out: its title, its day, its own addresses.

The day comes from the front matter, else from a dateline: a short line among the first that is little but a date.
What stands there beside it are names and places, with capitals, and a few small words; not an address, whose date is
that of looking at it, nor a sentence, whose date is what it is about. A heading is a dateline only if it is the date.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from auditor.dates import find_days, read_day
from auditor.prose.accessed import LOOKED
from auditor.prose.accessed_all import day_of_all
from auditor.prose.flow import About

_FIRST_LINES = 40
_LOOKED_AT = 20_000  # characters
_LONGEST_DATELINE = 60
_LONGEST_TITLE = 300
_LONGEST_LINE = 2_000  # with its markup
_YEAR = re.compile(r"(?:19|20)\d\d")
_MOST_BESIDE = 12  # words: "By Jane Doe and John Roe, The Hague, updated at …"
_SMALL = frozenset(
    """by and on at in the published posted updated last first date dated issued version rev pm am a p m h est edt gmt utc
    min mins minute minutes read uhr um am vom von und veröffentlicht stand aktualisiert der den
    publié mis à jour le la les par et du au el la por y e em il di da del de della en op door van den av og och i af på
    kl г года року opublikowano dnia""".split()
)
_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"://|\bwww\.|\bdoi:", re.IGNORECASE)
_EMPHASIS = "*_`#>"
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
        accessed=day_of_all((value, ()) for value in matter.values()),
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


def _dateline(written: str) -> date | None:
    """The day of a line that is there to tell it."""
    if ("20" not in written and "19" not in written) or len(written) > _LONGEST_LINE or _YEAR.search(written) is None:
        return None
    words = written.partition("[")[0]  # of which taking links and emphasis out takes nothing but its signs
    if len(words) - sum([words.count(sign) for sign in _EMPHASIS]) > _LONGEST_DATELINE:
        return None
    line = _plain(written)
    if not 0 < len(line) <= _LONGEST_DATELINE or _ADDRESS.search(line):
        return None
    found = next(find_days(line), None)
    if found is None:
        return None
    start, end, day = found
    beside = _WORD.findall(line[:start]) + _WORD.findall(line[end:])
    most = 0 if written.startswith("#") else _MOST_BESIDE
    return day if len(beside) <= most and all(map(_may_stand_there, beside)) else None


def _may_stand_there(word: str) -> bool:
    folded = word.casefold()
    return folded in _SMALL or (not word.islower() and folded not in LOOKED)
