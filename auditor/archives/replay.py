"""An address inside an archive in, the capture that it names out: 14 digits of time, and the original's address.

The form `<base><YYYYMMDDhhmmss>[id_]/<URI-R>` is Wayback's, and every archive on pywb or OpenWayback has it too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor import uris
from auditor.archive_links import DIGITS, digits, moment

__all__ = ["DIGITS", "Replay", "digits", "moment", "on_host", "plain", "replay_at", "tail"]

_REPLAY = re.compile(r"(?P<digits>\d{14})(?P<modifier>[a-z]{2}_)?/(?P<original>.+)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """A capture as its address names it; `raw` when it is asked for as it was archived (`id_`)."""

    digits: str
    original: str
    raw: bool = False

    def below(self, base: str) -> str:
        """The capture's address for a reader."""
        return f"{base}{self.digits}/{self.original}"

    def raw_below(self, base: str) -> str:
        """The address at which the archive shows the bytes as they were, with the archived status."""
        return f"{base}{self.digits}id_/{self.original}"


def replay_at(address: str, base: str) -> Replay | None:
    """The capture that an address below `base` names, or None."""
    found = _REPLAY.fullmatch(tail(address, base) or "")
    if found is None or moment(found["digits"]) is None:
        return None
    original = plain(uris.key_of(found["original"]))
    return Replay(digits=found["digits"], original=original, raw=found["modifier"] == "id_")


def tail(address: str, base: str) -> str | None:
    """Path and query of an address after those of `base`; None when it isn't below it."""
    within, there = uris.parse(base), on_host(address, base)
    if within is None or there is None or not there.path.startswith(within.path):
        return None
    return there.path.removeprefix(within.path) + there.query


def on_host(address: str, base: str) -> uris.Uri | None:
    """The address, resolved against `base`, if it is on the same host (over http or https); None otherwise."""
    within, there = uris.parse(base), uris.parse(address, base=base)
    return there if within and there and _place(within) == _place(there) else None


def _place(uri: uris.Uri) -> tuple[str, int | None]:
    """Host and port, the default ports of http and https being the same."""
    return (uri.host, None if uri.port == uris.DEFAULT_PORTS[uri.scheme] else uri.port)


def plain(uri: str) -> str:
    """The address without asterisks, which would ask an archive for all addresses that begin so."""
    return uri.replace("*", "%2A")
