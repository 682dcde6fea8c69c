"""An address in, the archive that it leads into out, with the original address and the time of capture.

A citation that is itself an archive link needs no archive to be asked about it; its original is looked at beside it.
The table follows the archives' own address forms; `original` and `captured_at` are None where an archive hides them
behind an identifier.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from types import MappingProxyType
from urllib.parse import parse_qs, unquote

from auditor import uris
from auditor.model import Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveLink:
    """An address inside an archive. `captured_at` is UTC; `is_copy` is False for a list of all that it holds."""

    archive: str
    original: str | None = None
    captured_at: datetime | None = None
    is_copy: bool = True


# Archives that a citation had better not rest on, and why: a sentence for a report's reader.
UNSAFE: Mapping[str, str] = MappingProxyType(
    {
        "archive.today": (
            "archive.today is not a safe archive: it has altered captures and used its readers' browsers for an "
            "attack, so that English Wikipedia removed it in February 2026"
        ),
        "webcitation": "WebCite is not a safe archive: it has taken no pages since 2019, and is often not reachable",
        "time travel": "Time Travel is no archive any more: the service was shut down in September 2025",
    }
)
# Never asked what it holds (UNSAFE says why), by whatever name an aggregator or a configuration has it.
NEVER_ASKED = "archive.today"

# Archives that play a capture back with the header Memento-Datetime (RFC 7089), without a frame around it.
SPEAKS_MEMENTO = frozenset({"wayback"})

DIGITS = 14
_YEAR = 4
_FORM = "%Y%m%d%H%M%S"
_FIRST = "0101000000"

# Wayback's replay form, shared by pywb and OpenWayback: digits of a time, a modifier such as `id_` or `if_`, the
# original; `*` in place of the digits is the list of all captures.
_TIME = r"(?:(?P<ts>\d{1,14})(?:[a-z]{2}_)?|(?P<list>\d*\*))"
_REPLAY = rf"{_TIME}/(?P<original>.+)"
_ID = r"[^/?#]+"
_BARE = r"(?P<original>https?(?::|%3a).+)"
_TODAY = r"(?:(?:(?P<ts>\d{4}[\d.-]{0,15})|newest|oldest|o/\w+)/)?(?P<original>.+(?:[.:]|%3a).+)"

# Archive, its hosts, and what follows the host's slash.
_FORMS: tuple[tuple[str, str, str], ...] = (
    ("wayback", r"(?:web\.|www\.|wayback\.|web-beta\.)?archive\.org", rf"(?:web/)?{_REPLAY}"),
    ("wayback", r"web\.archive\.org", rf"web/{_BARE}"),
    ("archive-it", r"wayback\.archive-it\.org", rf"(?:\w+/)?{_REPLAY}"),
    ("arquivo.pt", r"(?:www\.)?arquivo\.pt", rf"(?:noFrame/replay|wayback(?:/wayback)?)/{_REPLAY}"),
    ("ukwa", r"(?:(?:www|beta)\.)?webarchive\.org\.uk", rf"(?:\w+/)?wayback/(?:[\w-]+/)?{_REPLAY}"),
    ("ukgwa", r"webarchive\.nationalarchives\.gov\.uk", rf"(?:ukgwa/)?(?:{_TIME}|\+)/(?P<original>.+)"),
    ("nrscotland", r"webarchive\.nrscotland\.gov\.uk", _REPLAY),
    ("uk parliament", r"webarchive\.parliament\.uk", _REPLAY),
    ("loc.gov", r"webarchive\.loc\.gov", rf"\w+/{_REPLAY}"),
    ("vefsafn.is", r"(?:wayback\.)?vefsafn\.is", rf"(?:is/|wayback/)?{_REPLAY}"),
    ("lac", r"webarchiveweb\.wayback\.bac-lac\.canada\.ca", rf"(?:web/)?{_REPLAY}"),
    ("stanford", r"swap\.stanford\.edu", rf"(?:was/)?{_REPLAY}"),
    ("awa", r"web\.archive\.org\.au", rf"awa/{_REPLAY}"),
    ("time travel", r"timetravel\.mementoweb\.org", rf"(?:memento|list|reconstruct|api/json)/{_REPLAY}"),
    ("perma.cc", r"perma\.cc", r"(?:[A-Z0-9]{4}-[A-Z0-9]{4}|0[A-Z0-9]{8,12})/?(?:\?.*)?"),
    (
        "archive.today",
        r"archive\.(?:today|ph|is|li|vn|md|fo)",
        rf"(?:(?P<list>submit/?)?\?(?P<query>.*)|{_TODAY}|{_ID}.*)",
    ),
    ("ghostarchive", r"ghostarchive\.org", rf"archive/{_ID}.*"),
    ("webcitation", r"(?:www\.)?webcitation\.org", r"(?:query|[^/?#]+)?\?(?P<query>.*)|[^/?#]+.*"),
)
# One of these is in every host above: most addresses needn't be taken apart.
_HINTS = ("archiv", "arquivo", "vefsafn", "perma.cc", "webcitation", "memento", "stanford")
_TABLE = tuple((name, re.compile(host), re.compile(tail, re.DOTALL | re.IGNORECASE)) for name, host, tail in _FORMS)

_SCHEME = re.compile(r"(https?):/{1,2}", re.IGNORECASE)
_ENCODED = re.compile(r"https?%3a", re.IGNORECASE)


def unwrap(uri: str) -> ArchiveLink | None:
    """What an archive link leads to; None when the address isn't one."""
    parsed = uris.parse(uri) if _may_be_archived(uri.lower()) else None
    if parsed is None:
        return None
    tail = parsed.path.removeprefix("/") + parsed.query
    for archive, host, form in _TABLE:
        found = form.fullmatch(tail) if host.fullmatch(parsed.host) else None
        if found:
            parts = found.groupdict()
            original = parts.get("original") or _of_query(parts.get("query") or "")
            return ArchiveLink(
                archive=archive,
                original=_absolute(original) if original else None,
                captured_at=moment(re.sub(r"\D", "", parts.get("ts") or "")),
                is_copy=parts.get("list") is None,
            )
    return None


def _may_be_archived(lowered: str) -> bool:
    return any(map(lowered.__contains__, _HINTS))


def archive_of(uri: str) -> str | None:
    """The archive whose host this is, whatever the address there; None for any other host."""
    parsed = uris.parse(uri)
    return next((name for name, host, _ in _TABLE if parsed and host.fullmatch(parsed.host)), None)


def with_originals(cited: Iterable[Reference]) -> tuple[Reference, ...]:
    """The references, and after them the originals of those that are archive links, where they aren't cited too.

    An original was cited on the day of its capture: that is what the author read.
    """
    found = {one.key: one for one in cited}
    originals: dict[str, Reference] = {}
    for one in found.values():
        link = unwrap(one.uri)
        parsed = uris.parse(link.original) if link and link.original else None
        if link is None or parsed is None or parsed.key in found or unwrap(parsed.key) is not None:
            continue
        day = link.captured_at.date() if link.captured_at else one.cited_on
        days = (day,) if day else ()
        original = replace(one, key=parsed.key, uri=parsed.key, host=parsed.host, cited_on=day, days=days)
        originals.setdefault(parsed.key, original)
    return (*found.values(), *originals.values())


def moment(written: str) -> datetime | None:
    """The UTC time that 14 digits write; fewer begin their span. None where there is no such time."""
    if not (written.isascii() and written.isdigit()) or len(written) % 2 or not _YEAR <= len(written) <= DIGITS:
        return None
    try:
        return datetime.strptime(written + _FIRST[len(written) - _YEAR :], _FORM).replace(tzinfo=UTC)
    except ValueError:  # real indexes have a month 00 and an hour 24
        return None


def digits(when: datetime) -> str:
    """An aware UTC datetime as 14 digits."""
    return f"{when.year:04}{when:%m%d%H%M%S}"


def _of_query(query: str) -> str | None:
    return next(iter(parse_qs(query).get("url", ())), None)


def _absolute(original: str) -> str:
    """The original as an address: browsers fold `//` in a path, some links are encoded, many leave the scheme out."""
    if _ENCODED.match(original):
        original = unquote(original)
    if _SCHEME.match(original):
        return _SCHEME.sub(lambda found: f"{found[1]}://", original, count=1)
    return f"http://{original}"
