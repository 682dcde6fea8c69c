"""A question in, the next request to a Memento archive (RFC 7089) or its reply out.

| the archive answers                                            | then                                             |
|----------------------------------------------------------------|--------------------------------------------------|
| Memento-Datetime, 200, 203 or 206, of the page, without a flaw | held; whether the TimeGate sent us there or not  |
| Memento-Datetime, but of another address                       | none held: some archives answer with a neighbour |
| Memento-Datetime and a redirect to the same page               | followed                                         |
| Memento-Datetime and anything else                             | the TimeMap: the nearest was no copy of the page |
| a redirect on the archive's own host                           | followed; to a capture, unrewritten (`id_`)      |
| a redirect to anywhere else                                    | undetermined                                     |
| an unrewritten capture that isn't shown                        | the same as it is shown to readers               |
| 404 from the TimeGate                                          | none held                                        |
| 451                                                            | excluded (pywb's word for it)                    |
| anything else                                                  | undetermined                                     |

The TimeMap is the one that the memento names. Its captures are looked at, the nearest first, until one is a copy; when
all that it lists were looked at and none is, none is held.

Every address that the answer gives for its original must be the one asked for, its query included: pywb's fuzzy
rules would take `report.pdf?id=7` for a copy of `report.pdf?id=8`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from auditor import uris
from auditor.archives import Ask, Flaw, Question, unflawed
from auditor.archives.answers import (
    GOOD_STATUSES,
    REDIRECTS,
    excluded,
    held,
    memento_datetime,
    nearest,
    negotiation,
    none_held,
    rest_s,
    undetermined,
)
from auditor.archives.link_header import links, links_in, target_of
from auditor.archives.replay import on_host, plain, replay_at
from auditor.http_dates import http_date
from auditor.model import ArchiveReply, BodyEnd, Capture, Exchange, Request, Response
from auditor.model import Memento as Shown
from auditor.settings import MementoPolicy

# A TimeGate, a memento, a TimeMap, and some for archived redirects and for captures that are no copies.
_ASKED_AT_MOST = 8
_TIMEMAP_BYTES = 524_288  # some three thousand captures
_OK = 200
_NOT_FOUND = 404
_LEGAL = 451

_NEVER = "never archived"
_NEIGHBOUR = "holds only a similar address"
_NO_COPIES = "the captures nearest the day are not copies of the page"
_NO_COPY_AT_ALL = "holds no copy of the page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Memento:
    """One archive that speaks Memento, an `Archive`. `flaw` looks at what it shows."""

    policy: MementoPolicy = field(default_factory=MementoPolicy)
    flaw: Flaw = unflawed

    @property
    def name(self) -> str:
        """As the reports name it."""
        return self.policy.name

    @property
    def pools(self) -> Mapping[str, float]:
        """Requests a minute; everything that the archive answers is in one pool."""
        return {self.policy.name: self.policy.per_minute}

    def next_step(self, question: Question, past: tuple[Exchange, ...]) -> Ask | ArchiveReply:
        """What to ask next, or the reply that the exchanges so far amount to."""
        if not past:
            uri = self._gate + plain(question.uri_r)
            return self._ask(Request(uri=uri, headers=negotiation(question)))
        wait_s = rest_s(past)
        if wait_s is not None:
            return self._ask(past[-1].request, after_s=wait_s)
        response = past[-1].response
        if response is None:
            return undetermined(self.name, question, past)
        timemap = self._timemap(past)
        if past[-1].request.uri == timemap:
            return self._settle(question, past, timemap)
        archived_at = memento_datetime(response)
        if archived_at is not None:
            return self._memento(question, past, response, archived_at)
        return self._other(question, past, response, timemap)

    def _memento(
        self, question: Question, past: tuple[Exchange, ...], response: Response, archived_at: datetime
    ) -> Ask | ArchiveReply:
        """After a memento, whose status is the archived one."""
        uri_m = self._uri_m(past[-1], response, archived_at)
        originals = [target_of(response, "original"), self._original(uri_m)]
        if not any(originals):
            return undetermined(self.name, question, past, "the archive doesn't say what its answer is a copy of")
        if any(original and not uris.same_page(original, question.uri_r) for original in originals):
            return none_held(self.name, question, past, _NEIGHBOUR)
        if response.status in GOOD_STATUSES:
            shown = Shown(archive=self.name, captured_at=archived_at, response=response)
            if self.flaw(question, shown) is None:
                found = Capture(uri_m=uri_m, captured_at=archived_at, status=response.status)
                return held(self.name, question, past, found)
        onward = self._onward(question, past, response)
        to = self._original(onward.request.uri) if onward else None
        if onward and to and uris.same_page(to, question.uri_r):
            return onward
        return self._settle(question, past, self._timemap(past))

    def _other(
        self, question: Question, past: tuple[Exchange, ...], response: Response, timemap: str | None
    ) -> Ask | ArchiveReply:
        """After what is no memento."""
        if response.status in REDIRECTS:
            away = "the archive sends us elsewhere"
            return self._onward(question, past, response) or undetermined(self.name, question, past, away)
        if response.status == _LEGAL:
            return excluded(self.name, question, past, "withheld by the archive")
        named = replay_at(past[-1].request.uri, self._gate)
        if response.status == _NOT_FOUND and named is None:
            return none_held(self.name, question, past, _NEVER)
        if named and named.raw and len(past) < _ASKED_AT_MOST:
            return self._ask(Request(uri=named.below(self._gate)))
        if timemap in {each.request.uri for each in past}:
            return self._settle(question, past, timemap)
        return undetermined(self.name, question, past)

    def _onward(self, question: Question, past: tuple[Exchange, ...], response: Response) -> Ask | None:
        """Where a redirect leads within the archive's host; None for elsewhere, for circles, and for too many."""
        location = response.header("location") if response.status in REDIRECTS else None
        there = on_host(location, past[-1].request.uri) if location else None
        if there is None:
            return None
        named = replay_at(there.key, self._gate)
        uri = named.raw_below(self._gate) if named else there.key
        asked = {each.request.uri for each in past}
        if uri in asked or len(asked) >= _ASKED_AT_MOST:
            return None
        return self._ask(Request(uri=uri, headers=() if named else negotiation(question)))

    # ── TimeMap ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _settle(self, question: Question, past: tuple[Exchange, ...], timemap: str | None) -> Ask | ArchiveReply:
        """What the nearest capture couldn't tell: ask the TimeMap, or go through the captures that it has named."""
        if timemap is None:
            return undetermined(self.name, question, past, _NO_COPIES)
        told = next((each.response for each in past if each.request.uri == timemap), None)
        if told is None:
            return self._ask(Request(uri=timemap, max_body_bytes=_TIMEMAP_BYTES))
        if told.status != _OK:
            return undetermined(self.name, question, past)
        shown = {memento_datetime(each.response) for each in past if each.response}
        asked = {each.request.uri for each in past}
        listed = _mementos(told)
        left = [capture for capture in listed if capture and capture.captured_at not in shown]
        if listed and all(listed) and not left and _is_whole(told, timemap):
            return none_held(self.name, question, past, _NO_COPY_AT_ALL)
        while (capture := nearest(left, question.around)) is not None and len(asked) < _ASKED_AT_MOST:
            left.remove(capture)
            uri = self._askable(capture.uri_m, timemap)
            if uri and uri not in asked:
                return self._ask(Request(uri=uri))
        return undetermined(self.name, question, past, _NO_COPIES)

    def _timemap(self, past: tuple[Exchange, ...]) -> str | None:
        """The TimeMap that the first memento names, on the archive's own host."""
        for each in past:
            if each.response and memento_datetime(each.response):
                named = target_of(each.response, "timemap")
                there = on_host(named, each.request.uri) if named else None
                return there.key if there else None
        return None

    def _askable(self, uri_m: str, timemap: str) -> str | None:
        """Where a capture that the TimeMap names is asked for: unrewritten, if it can be; None for elsewhere."""
        there = on_host(uri_m, timemap)
        if there is None:
            return None
        named = replay_at(there.key, self._gate)
        return named.raw_below(self._gate) if named else there.key

    def _uri_m(self, exchange: Exchange, response: Response, archived_at: datetime) -> str:
        """The memento's own address: where it was asked for, unless the TimeGate itself answered with it."""
        here = exchange.request.uri
        named = replay_at(here, self._gate)
        if named is not None:
            return named.below(self._gate) if named.raw else here
        mementos = (link for link in links(response) if "memento" in link.relations)
        this = (link.target for link in mementos if http_date(link.parameters.get("datetime")) == archived_at)
        own = response.header("content-location") or next(this, None)
        there = on_host(own, here) if own else None
        return there.key if there else here

    def _original(self, uri_m: str) -> str | None:
        """The original that a capture's address names, where the archive's addresses have that form."""
        replay = replay_at(uri_m, self._gate)
        return replay.original if replay else None

    def _ask(self, request: Request, *, after_s: float = 0.0) -> Ask:
        return Ask(request=request, pool=self.policy.name, after_s=after_s)

    @property
    def _gate(self) -> str:
        return self.policy.timegate.rstrip("/") + "/"


def _mementos(told: Response) -> list[Capture | None]:
    """The captures that a TimeMap names, as they are written; None for one without a readable time."""
    found: list[Capture | None] = []
    for link in links_in(told.body):
        if "memento" in link.relations:
            when = http_date(link.parameters.get("datetime"))
            found.append(Capture(uri_m=link.target, captured_at=when) if when else None)
    return found


def _is_whole(told: Response, timemap: str) -> bool:
    """Whether a TimeMap was read to its end, has no further pages, and names nothing on other hosts."""
    links = links_in(told.body)
    pages = (link.target for link in links if "timemap" in link.relations)
    mementos = (link.target for link in links if "memento" in link.relations)
    alone = all(uris.key_of(page) == timemap for page in pages) and all(on_host(uri, timemap) for uri in mementos)
    return told.body_end is BodyEnd.WHOLE and alone
