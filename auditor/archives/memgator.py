"""A question in, the next request to a MemGator aggregator or to an archive that it names out, or its reply.

| the aggregator answers                            | then                                                          |
|---------------------------------------------------|---------------------------------------------------------------|
| JSON that names mementos                          | the nearest are asked for, one after the other, as they are   |
| JSON that names only those of archives left out   | none held: who is asked directly needs nobody to speak for it |
| 404                                               | none held, as far as its archives have answered it            |
| anything else                                     | undetermined                                                  |

| a memento that it names answers                   | then                                                          |
|---------------------------------------------------|---------------------------------------------------------------|
| Memento-Datetime, 200, 203 or 206, of the page, without a flaw | held                                             |
| Memento-Datetime and anything else                | the next one: it is no copy of the page                       |
| nothing of the kind                               | the next one; undetermined when there is none                 |

archive.today, which aggregators ask, is never asked from here. Sources: MemGator's README and its main.go.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from auditor import uris
from auditor.archive_links import NEVER_ASKED, archive_of
from auditor.archives import Ask, Flaw, Question, unflawed
from auditor.archives.answers import (
    GOOD_STATUSES,
    held,
    json_in,
    memento_datetime,
    nearest,
    none_held,
    noon,
    rest_s,
    undetermined,
)
from auditor.archives.link_header import target_of
from auditor.archives.replay import digits, plain
from auditor.model import ArchiveReply, Capture, Exchange, Memento, Request
from auditor.settings import MemGatorPolicy

NAME = "memgator"
MEMENTOS = "memgator mementos"

_PLAYED_AT_MOST = 3
_DESCRIPTION_BYTES = 65_536
_NOT_FOUND = 404
_LATEST = "20991231235959"  # it wants a time, and gives the memento nearest to it
# How archives on pywb, OpenWayback and Wayback write a memento's address.
_REPLAY = re.compile(r"/\d{14}(?:[a-z]{2}_)?/(?P<original>https?:/.+)", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class MemGator:
    """An aggregator, an `Archive`. `asked_directly` are the hosts and names of archives it needn't speak for.

    `flaw` looks at what those show that it names.
    """

    policy: MemGatorPolicy
    asked_directly: frozenset[str] = frozenset()
    flaw: Flaw = unflawed

    @property
    def name(self) -> str:
        """As the reports name it."""
        return NAME

    @property
    def pools(self) -> Mapping[str, float]:
        """Requests a minute: of the aggregator, and of all the archives that it names together."""
        return {NAME: self.policy.per_minute, MEMENTOS: self.policy.mementos_per_minute}

    def next_step(self, question: Question, past: tuple[Exchange, ...]) -> Ask | ArchiveReply:
        """What to ask next, or the reply that the exchanges so far amount to."""
        if not past:
            when = digits(noon(question.around)) if question.around else _LATEST
            uri = f"{self._endpoint}memento/json/{when}/{plain(question.uri_r)}"
            return Ask(request=Request(uri=uri, max_body_bytes=_DESCRIPTION_BYTES), pool=NAME)
        wait_s = rest_s(past)
        if wait_s is not None:
            return Ask(request=past[-1].request, pool=self._pool(past[-1]), after_s=wait_s)
        told = next(each for each in reversed(past) if self._pool(each) == NAME)
        if told.response is None:
            return undetermined(NAME, question, past)
        if told.response.status == _NOT_FOUND:
            return none_held(NAME, question, past, "none of the archives that answered it holds a copy")
        named = _mementos(json_in(told.response))
        if not named:
            return undetermined(NAME, question, past, f"the aggregator gave no usable answer ({told.response.status})")
        return self._play(question, past, [each for each in named if not self._is_left_out(each.uri_m)])

    def _play(self, question: Question, past: tuple[Exchange, ...], named: list[Capture]) -> Ask | ArchiveReply:
        """Go through the mementos, nearest first, until one is a copy."""
        if not named:
            return none_held(NAME, question, past, "names no copy but in archives that are asked directly or never")
        played = {each.request.uri: each for each in past}
        failed = False
        for _ in range(min(_PLAYED_AT_MOST, len(named))):
            memento = nearest(named, question.around)
            if memento is None:
                break
            named.remove(memento)
            exchange = played.get(memento.uri_m)
            if exchange is None:
                return Ask(request=Request(uri=memento.uri_m), pool=MEMENTOS)
            found = _shown(exchange, question, self.flaw)
            if isinstance(found, Capture):
                return held(NAME, question, past, found)
            failed = failed or found
        if failed or named:
            return undetermined(NAME, question, past, "the copies that it names could not be shown")
        return none_held(NAME, question, past, "the copies that it names are not copies of the page")

    def _is_left_out(self, uri_m: str) -> bool:
        archive, parsed = archive_of(uri_m), uris.parse(uri_m)
        host = parsed.host if parsed else ""
        return archive == NEVER_ASKED or archive in self.asked_directly or host in self.asked_directly

    def _pool(self, exchange: Exchange) -> str:
        return NAME if exchange.request.uri.startswith(f"{self._endpoint}memento/json/") else MEMENTOS

    @property
    def _endpoint(self) -> str:
        return self.policy.endpoint.rstrip("/") + "/"


def _mementos(description: object) -> list[Capture]:
    """The mementos that a description names, each once; their status isn't known."""
    match description:
        case {"mementos": dict(mementos)}:
            listed = mementos.get("list")
            each = [value for key, value in mementos.items() if key != "list"]
            found = _readable([*each, *(listed if isinstance(listed, list) else ())])
            return list(dict.fromkeys(found))
        case _:
            return []


def _readable(entries: list[object]) -> Iterator[Capture]:
    for entry in entries:
        match entry:
            case {"uri": str(uri), "datetime": str(written)}:
                parsed = uris.parse(uri)
                try:
                    when = datetime.fromisoformat(written)
                except ValueError:
                    continue
                if parsed is not None and when.tzinfo is not None:
                    yield Capture(uri_m=parsed.key, captured_at=when.astimezone(UTC))
            case _:
                continue


def _shown(exchange: Exchange, question: Question, flaw: Flaw) -> Capture | bool:
    """The copy that an archive has shown; else whether that was its failure (True) or is none of the page (False)."""
    response = exchange.response
    archived_at = memento_datetime(response) if response else None
    if response is None or archived_at is None:
        return True
    uri_m = exchange.request.uri
    in_address = _REPLAY.search(uri_m)
    originals = [target_of(response, "original"), in_address["original"] if in_address else None]
    of_the_page = [uris.same_page(original, question.uri_r) for original in originals if original]
    if response.status not in GOOD_STATUSES or not of_the_page or not all(of_the_page):
        return False
    if flaw(question, Memento(archive=NAME, captured_at=archived_at, response=response)):
        return False
    return Capture(uri_m=uri_m, captured_at=archived_at, status=response.status)
