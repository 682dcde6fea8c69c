"""The door of feeds: the bytes of a feed or a sitemap in, the addresses of the pages that it lists out.

`auditor.feeds.select.read_feed` is the way in; the values that it speaks in are here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


class FeedError(Exception):
    """Bytes that list no pages; the message is a clause for the user, such as "is a page, not a feed"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A page that a feed lists, by its absolute address, and the day that the feed names for it."""

    uri: str
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What a feed lists: pages, and further sitemaps, each once and in order. `problems` are clauses for the user."""

    entries: tuple[Entry, ...] = ()
    sitemaps: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(slots=True)
class Found:
    """An entry as it stands in the feed: its addresses, the best first, and those that may name it instead."""

    links: list[str] = field(default_factory=list)
    other: list[str] = field(default_factory=list)
    day: str = ""
    base: str = ""
    is_sitemap: bool = False
    of_sitemap: bool = False
