"""What is known of an answer that isn't the page in, whether this answer is one out.

A signature is a conjunction: all that it says must hold. A body is only searched where its signature limits how much
a reader sees: a vendor's script on a page full of text is no wall. On 404 and 410 only headers, cookies and addresses
count: the words of an error page don't outweigh its status.

A table is asked by what stands out about an answer (a header's name, a cookie, a redirect, the status), and only what
is left looks at the page, so that an ordinary page costs next to nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from auditor.judge import Sight
from auditor.model import Response
from auditor.needles import ByteNeedles, Needles

SHORT = 2_500  # characters of visible text: more than the wordiest wall or parked page has, less than an article

_GONE = frozenset({404, 410})


class Kind(StrEnum):
    """What answered, as the report's reader is told."""

    CHALLENGE = "bot check"
    REFUSAL = "firewall"
    LOGIN = "login page"
    CONSENT = "consent page"
    COOKIES = "cookie test"
    PAYMENT = "demand for payment"
    REGION = "refusal of our region"
    FILTER = "filter in our own network"
    PARKED = "parked domain"
    FOR_SALE = "domain for sale"
    SUSPENDED = "host's notice that the site is switched off"
    PLACEHOLDER = "server's default page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One way to know an answer. All patterns are regular expressions, whatever the case; empty: not asked.

    `value` must match the whole of one value of `header`, `cookie` the beginning of a cookie that is set, `title`
    the whole title, `part` the whole title or a part of it between separators, `address` some part of the final
    address, if it is not the cited one, `text` some of what a reader sees, where one of `hints`, in lower case, must
    stand as well. `body` and `also` are lower-case ASCII of which one each must stand in the markup. `statuses` empty means any. `silent_origin` names a Server-Timing metric
    that must be absent or zero: the origin was never asked.
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
    part: str = ""
    text: str = ""
    hints: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    max_bytes: int | None = None
    max_text_chars: int | None = None
    unless_header: str = ""
    silent_origin: str = ""


class Table:
    """Signatures in the order in which they are tried, first those that headers and addresses show, then pages."""

    def __init__(self, rows: Iterable[Signature]) -> None:
        self.rows = tuple(rows)
        self._by_header: defaultdict[str, list[int]] = defaultdict(list)
        self._by_status: defaultdict[int, list[int]] = defaultdict(list)
        self._by_cookie: list[int] = []
        self._by_address: list[int] = []
        self._by_title: list[int] = []
        self._by_page: list[int] = []
        for number, row in enumerate(self.rows):
            self._file(number, row)
        self._titles = _regex(
            "|".join(f"(?:{self.rows[each].title})" for each in self._by_title if self.rows[each].title)
        )
        self._parts = _regex("|".join(f"(?:{self.rows[each].part})" for each in self._by_title if self.rows[each].part))
        on_page = [self.rows[each] for each in self._by_page]
        self._needles = ByteNeedles(needle for row in on_page for needle in row.body)
        self._hints = Needles(hint for row in on_page for hint in row.hints)
        self._headers = frozenset(self._by_header)
        self._most_chars = max((self.rows[each].max_text_chars or 0 for each in self._by_page), default=0)

    def match(self, sight: Sight) -> Signature | None:
        """The first signature that this answer bears; None without an answer."""
        response = sight.response
        if response is None:
            return None
        answer = _Answer(sight, response)
        for found in (self._told, self._shown):  # the page isn't read where a header says it
            for each in found(answer):
                if answer.bears(self.rows[each]):
                    return self.rows[each]
        return None

    def is_likely(self, sight: Sight) -> bool:
        """Whether `match` may find one, at a hundredth of its price; False at times for what words alone would show.

        A header, a cookie, an address or the beginning of the markup has to speak for it.
        """
        if sight.response is None:
            return False
        return bool(self._told(_Answer(sight, sight.response))) or self._needles.any_in(sight.low_markup)

    def _file(self, number: int, row: Signature) -> None:
        if row.header:
            self._by_header[row.header].append(number)
        elif row.cookie:
            self._by_cookie.append(number)
        elif row.address:
            self._by_address.append(number)
        elif row.title or row.part:
            self._by_title.append(number)
        elif row.text or row.body:
            self._by_page.append(number)
        else:
            for status in row.statuses:
                self._by_status[status].append(number)

    def _told(self, answer: _Answer) -> Sequence[int]:
        """The rows that headers, cookies, status and address speak for."""
        names = answer.sight.header_names
        told = list(self._by_status.get(answer.response.status, ()))
        if not self._headers.isdisjoint(names):
            told += (each for name in self._headers & names for each in self._by_header[name])
        if self._by_cookie and "set-cookie" in names:
            told += self._by_cookie
        if self._by_address and answer.sight.redirected:
            told += self._by_address
        return sorted(told)

    def _shown(self, answer: _Answer) -> Sequence[int]:
        """The rows that the page may speak for: by its title, and where it is short, by its text."""
        if answer.gone:
            return ()
        titled = self._by_title if self._by_title and answer.titled(self._titles, self._parts) else []
        short = self._by_page and answer.text_chars <= self._most_chars and self._is_hinted(answer.sight)
        return sorted((*titled, *self._by_page)) if short else titled

    def _is_hinted(self, sight: Sight) -> bool:
        """Whether any row may speak for the page at all; on nearly every page none does, and this is all it costs."""
        return self._hints.any_in(sight.low_text) or self._needles.any_in(sight.low_markup)


class _Answer:
    """An answer as signatures look at it."""

    def __init__(self, sight: Sight, response: Response) -> None:
        self.sight = sight
        self.response = response
        self.gone = response.status in _GONE

    def bears(self, it: Signature) -> bool:
        return (
            (not it.statuses or self.response.status in it.statuses)
            and not (self.gone and (it.title or it.part or it.text or it.body or it.max_text_chars is not None))
            and (it.max_bytes is None or len(self.response.body) <= it.max_bytes)
            and (not it.header or self._has_header(it.header, it.value))
            and (not it.unless_header or it.unless_header not in self.sight.header_names)
            and (not it.silent_origin or self._origin_silent(it.silent_origin))
            and (not it.cookie or self._sets_cookie(it.cookie))
            and (not it.address or self._led_to(it.address))
            and (not (it.title or it.part) or self.titled(_regex(it.title), _regex(it.part)))
            and (it.max_text_chars is None or self.text_chars <= it.max_text_chars)
            and (not it.text or self._reads(it.text, it.hints))
            and (not it.body or self._holds(it.body))
            and (not it.also or self._holds(it.also))
        )

    @property
    def text_chars(self) -> int:
        """How much a reader sees; of what is no page, its bytes."""
        return self.sight.page.text_chars if self.sight.page else len(self.response.body)

    def titled(self, whole: re.Pattern[str], part: re.Pattern[str]) -> bool:
        """Whether the title is `whole`, or it or a part of it is `part`; an empty pattern is never meant."""
        title = self.sight.page.title if self.sight.page else ""
        if not title:
            return False
        if whole.pattern and whole.fullmatch(title):
            return True
        return bool(part.pattern) and any(map(part.fullmatch, self.sight.title_parts))

    def _has_header(self, name: str, value: str) -> bool:
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

    def _reads(self, pattern: str, hints: tuple[str, ...]) -> bool:
        text = self.sight.low_text
        return any(map(text.__contains__, hints)) and _regex(pattern).search(text) is not None

    def _holds(self, needles: tuple[str, ...]) -> bool:
        return any(map(self.sight.low_markup.__contains__, _encoded(needles)))


@cache
def _encoded(needles: tuple[str, ...]) -> tuple[bytes, ...]:
    return tuple(needle.encode("ascii") for needle in needles)


@cache
def _regex(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
