"""Texts, addresses and times in, what may be shown of them out: no passwords, no spoofing, nothing endless.

Userinfo is taken out before anything is cut or split, so that no half of it is left standing.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from auditor.uris import parse, without_userinfo

# RFC 9110 section 4.1: servers ought to take request targets of 8,000 octets; longer ones aren't worth a link.
_LONGEST_LINK = 8_000
_LONGEST_TITLE = 2_000

_SURROGATES = re.compile(r"[\ud800-\udfff]")
# C0, C1 and the marks that turn the order of the letters around them (Unicode TR 36: bidirectional spoofing).
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

# An http(s) address of a named host that nothing in it can turn into anything else: no userinfo, no port.
_PLAIN = re.compile(r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:[/?#][!-~]*)?")

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def shown(text: str) -> str:
    """The text without the userinfo of its addresses, and fit for UTF-8."""
    # Half pairs aren't printable; most texts are, and asking costs a fraction of looking for them.
    whole = text if text.isprintable() else _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", text)
    return without_userinfo(whole)


def flat(text: str) -> str:
    """The shown text on one line, without control characters."""
    text = shown(text)
    if text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(_CONTROLS.sub(" ", text).split())


def shortened(text: str, most: int) -> str:
    """The first `most` characters, with an ellipsis where something is missing."""
    return text if len(text) <= most else f"{text[:most].rstrip()}…"


def squeezed(text: str, most: int) -> str:
    """Both ends of a long address, about `most` characters: the host and the last of the path tell it apart."""
    return text if len(text) <= most else f"{text[: most * 2 // 3]}…{text[-(most // 3) :]}"


def full_text(text: str, most: int) -> str | None:
    """What a tooltip adds to a text of which `most` characters are shown; None where nothing is missing."""
    return shortened(text, _LONGEST_TITLE) if len(text) > most else None


def link_to(uri: str) -> str | None:
    """What `href` may hold: an http(s) address without userinfo; None for anything else and for endless ones."""
    if _PLAIN.fullmatch(uri):  # nearly all are, and taking one apart costs more than everything else on a page
        return uri if len(uri) <= _LONGEST_LINK else None
    parsed = parse(uri)
    href = without_userinfo(parsed.href) if parsed else None
    return href if href is not None and len(href) <= _LONGEST_LINK else None


def day(moment: date | datetime) -> str:
    """`3 July 2025`, in UTC, whatever the locale."""
    moment = moment.astimezone(UTC) if isinstance(moment, datetime) else moment
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def instant(moment: datetime) -> str:
    """`2025-07-03T09:05:00Z`: RFC 3339 in UTC, whole seconds."""
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='seconds')}Z"


def count(n: int, noun: str, nouns: str = "") -> str:
    """`1 check`, `1,200 checks`, `2 addresses`."""
    return f"{n:,} {noun if n == 1 else nouns or f'{noun}s'}"
