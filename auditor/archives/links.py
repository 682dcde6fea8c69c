"""An address in, the archive that it leads into with the original address and the time of capture out.

A citation that is itself an archive link needs no archive to be asked about it. The table follows the archives'
own address forms; `original` and `captured_at` are None where an archive hides them behind an identifier.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from auditor import uris
from auditor.archives.replay import moment


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveLink:
    """An address inside an archive. `captured_at` is UTC."""

    archive: str
    original: str | None = None
    captured_at: datetime | None = None


# Wayback's replay form, shared by pywb and OpenWayback: 4 to 14 digits, a modifier such as `id_` or `if_`, the
# original; `*` in place of the digits is the list of all captures.
_REPLAY = r"(?:(?P<ts>\d{4,14})(?:[a-z]{2}_)?|\*)/(?P<original>.+)"
_ID = r"[^/?#]+"

# Archive, its hosts, and what follows the host's slash.
_FORMS: tuple[tuple[str, str, str], ...] = (
    ("wayback", r"(?:web\.|www\.|wayback\.)?archive\.org", rf"(?:web/)?{_REPLAY}"),
    ("archive-it", r"wayback\.archive-it\.org", rf"(?:\w+/)?{_REPLAY}"),
    ("arquivo.pt", r"(?:www\.)?arquivo\.pt", rf"(?:noFrame/replay|wayback(?:/wayback)?)/{_REPLAY}"),
    ("ukwa", r"(?:www|beta)\.webarchive\.org\.uk", rf"(?:\w+/)?wayback/(?:[\w-]+/)?{_REPLAY}"),
    ("ukgwa", r"webarchive\.nationalarchives\.gov\.uk", rf"(?:ukgwa/)?{_REPLAY}"),
    ("loc.gov", r"webarchive\.loc\.gov", rf"\w+/{_REPLAY}"),
    ("vefsafn.is", r"(?:wayback\.)?vefsafn\.is", rf"(?:is/)?{_REPLAY}"),
    ("awa", r"web\.archive\.org\.au", rf"awa/{_REPLAY}"),
    ("time travel", r"timetravel\.mementoweb\.org", rf"(?:memento|list)/{_REPLAY}"),
    ("perma.cc", r"perma\.cc", r"[A-Z0-9]{4}-[A-Z0-9]{4}/?"),
    ("archive.today", r"archive\.(?:today|ph|is|li|vn|md|fo)", rf"(?:{_REPLAY}|{_ID}.*)"),
    ("ghostarchive", r"ghostarchive\.org", rf"archive/{_ID}.*"),
    ("webcitation", r"(?:www\.)?webcitation\.org", rf"{_ID}.*"),
)
_TABLE = tuple((name, re.compile(host), re.compile(tail, re.DOTALL)) for name, host, tail in _FORMS)

_SCHEME = re.compile(r"(https?):/{1,2}", re.IGNORECASE)


def unwrap(uri: str) -> ArchiveLink | None:
    """What an archive link leads to; None when the address isn't one."""
    parsed = uris.parse(uri)
    if parsed is None:
        return None
    tail = parsed.path.removeprefix("/") + parsed.query
    for archive, host, form in _TABLE:
        found = form.fullmatch(tail) if host.fullmatch(parsed.host) else None
        if found:
            parts = found.groupdict()
            original = parts.get("original")
            return ArchiveLink(
                archive=archive,
                original=_absolute(original) if original else None,
                captured_at=moment(parts.get("ts") or ""),
            )
    return None


def _absolute(original: str) -> str:
    """The original as an address: browsers fold `//` in a path, and many links leave the scheme out."""
    if _SCHEME.match(original):
        return _SCHEME.sub(lambda found: f"{found[1]}://", original, count=1)
    return f"http://{original}"
