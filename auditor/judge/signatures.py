"""What is known of an answer that isn't the page in, whether this answer is one out.

A signature is a conjunction: all that it says must hold. What is cheap is looked at first, and a body is only
searched where its signature limits how much a reader sees: a vendor's script on a page full of text is no wall.
On 404 and 410 only headers, cookies and addresses count: the words of an error page don't outweigh its status.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from auditor.judge import Sight
from auditor.model import Response

SEARCHED_BYTES = 65_536

_GONE = frozenset({404, 410})


class Kind(StrEnum):
    """What answered, as the report's reader is told."""

    CHALLENGE = "bot check"
    REFUSAL = "firewall"
    LOGIN = "login page"
    CONSENT = "consent page"
    COOKIES = "cookie test"
    PAYMENT = "demand for payment"
    FILTER = "filter in our own network"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One way to know an answer. All patterns are regular expressions, whatever the case; empty: not asked.

    `value` must match the whole of one value of `header`, `cookie` the beginning of a cookie that is set, `title`
    the whole title, `address` some part of the final address, if it is not the cited one. `body` and `also` are
    lower-case ASCII of which one each must stand in the markup. `statuses` empty means any. `silent_origin`
    names a Server-Timing metric that must be absent or zero: the origin was never asked.
    """

    name: str
    vendor: str
    kind: Kind
    source: str
    statuses: frozenset[int] = frozenset()
    header: str = ""
    value: str = ".+"
    cookie: str = ""
    address: str = ""
    title: str = ""
    body: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    max_bytes: int | None = None
    max_text_chars: int | None = None
    unless_header: str = ""
    silent_origin: str = ""


def first_match(sight: Sight, table: Iterable[Signature]) -> Signature | None:
    """The first signature that this answer bears; None without an answer."""
    response = sight.response
    if response is None:
        return None
    answer = _Answer(sight, response)
    return next((signature for signature in table if answer.bears(signature)), None)


class _Answer:
    """An answer as signatures look at it; its markup is put in lower case once, and only if it is searched."""

    def __init__(self, sight: Sight, response: Response) -> None:
        self.sight = sight
        self.response = response
        self.gone = response.status in _GONE
        self.names = frozenset(name for name, _ in response.headers)
        self._markup: bytes | None = None

    def bears(self, it: Signature) -> bool:
        return (
            (not it.statuses or self.response.status in it.statuses)
            and not (self.gone and (it.title or it.body or it.max_text_chars is not None))
            and (it.max_bytes is None or len(self.response.body) <= it.max_bytes)
            and (not it.header or self._has_header(it.header, it.value))
            and (not it.unless_header or it.unless_header not in self.names)
            and (not it.silent_origin or self._origin_silent(it.silent_origin))
            and (not it.cookie or self._sets_cookie(it.cookie))
            and (not it.address or self._led_to(it.address))
            and (not it.title or self._titled(it.title))
            and (it.max_text_chars is None or self._text_chars() <= it.max_text_chars)
            and (not it.body or self._holds(it.body))
            and (not it.also or self._holds(it.also))
        )

    def _has_header(self, name: str, value: str) -> bool:
        if name not in self.names:
            return False
        pattern = _regex(value)
        return any(key == name and pattern.fullmatch(given.strip()) for key, given in self.response.headers)

    def _origin_silent(self, metric: str) -> bool:
        spent = _regex(rf"(?:^|,)\s*{re.escape(metric)}\s*;[^,]*?dur\s*=\s*\"?0*\.?0*[1-9]")
        return not any(key == "server-timing" and spent.search(value) for key, value in self.response.headers)

    def _sets_cookie(self, pattern: str) -> bool:
        wanted = _regex(pattern)
        return any(key == "set-cookie" and wanted.match(value) for key, value in self.response.headers)

    def _led_to(self, pattern: str) -> bool:
        if not self.sight.redirected:
            return False
        wanted = _regex(pattern)
        return bool(wanted.search(self.sight.final_uri)) and not wanted.search(self.sight.reference.uri)

    def _titled(self, pattern: str) -> bool:
        page = self.sight.page
        return page is not None and bool(page.title) and _regex(pattern).fullmatch(page.title) is not None

    def _text_chars(self) -> int:
        return self.sight.page.text_chars if self.sight.page else len(self.response.body)

    def _holds(self, needles: tuple[str, ...]) -> bool:
        if self._markup is None:
            self._markup = self.response.body[:SEARCHED_BYTES].lower()
        return any(needle in self._markup for needle in _encoded(needles))


@cache
def _encoded(needles: tuple[str, ...]) -> tuple[bytes, ...]:
    return tuple(needle.encode("ascii") for needle in needles)


@cache
def _regex(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
