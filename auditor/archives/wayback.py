"""A question in, the next request to the Internet Archive or its reply out: playback first, the index after.

Playback and TimeGate may be asked twenty times as often as the index (see `WaybackPolicy`), so the index is asked
only for what they can't settle:

| playback answers                                              | then                                           |
|---------------------------------------------------------------|------------------------------------------------|
| Memento-Datetime, 200, 203 or 206, without a flaw             | held                                           |
| Memento-Datetime and a redirect to the same page (https, www) | that capture is asked for                      |
| Memento-Datetime and anything else                            | the index: the nearest was no copy of the page |
| a redirect to a capture of the page                           | that capture is asked for, unrewritten (`id_`) |
| a redirect to a capture of another, as fuzzy rules lead       | the index                                      |
| a redirect to what is no capture                              | the index                                      |
| a redirect out of playback, such as to `/sry`                 | undetermined: an outage                        |
| 404 from the TimeGate, marked as the archive's own (`x-ts`)   | never archived                                 |
| 404 without the mark, or for a capture that was named         | the index                                      |
| 5xx for a capture that was named                              | the index                                      |
| the words of an exclusion, whatever the status; 451           | excluded                                       |
| anything else                                                 | undetermined                                   |

Playback looks addresses up in the same index, so its own 404 is as good as an empty answer of the index; only a
404 without its mark, as a proxy or a front end gives it, is worth one of the index's few requests.

The index names captures near the day, and these are played in turn until one is a copy: one with a good status may
still be of a wall, and a revisit record (status `-`) repeats some earlier answer, good or not. Where playback fails,
the index is believed if it names a good status. The index's queries, rows and errors are waybackpy's;
the traffic never is, since it waits for ever and takes a throttled answer for "no captures".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from waybackpy.exceptions import BlockedSiteError, WaybackError

from auditor import cdxj, uris
from auditor.archives import Ask, Flaw, Question, unflawed
from auditor.archives.answers import (
    GOOD_STATUSES,
    REDIRECTS,
    THROTTLED,
    WRONG_CLOCK,
    excluded,
    held,
    is_ahead,
    memento_datetime,
    nearest,
    negotiation,
    none_held,
    rest_s,
    undetermined,
)
from auditor.archives.replay import Replay, digits, plain, replay_at, tail
from auditor.archives.wayback_index import ROWS, query, rows
from auditor.model import ArchiveReply, Capture, Exchange, Memento, Request, Response
from auditor.settings import WaybackPolicy

NAME = "wayback"
PLAYBACK = "wayback playback"
INDEX = "wayback index"

# So many captures are played for one question at most.
_PLAYED_AT_MOST = 6

# The Java exceptions that both of its services name, and the sentence of its playback.
_EXCLUSIONS: Mapping[str, str] = {
    "AdministrativeAccessControlException": "excluded from the Wayback Machine",
    "RobotAccessControlException": "kept out of the Wayback Machine by robots.txt",
    "has been excluded from the Wayback Machine": "excluded from the Wayback Machine",
}
_LEGAL = 451
_SERVER_ERRORS = range(500, 600)

_NEVER = "never archived"
_ERRORS_ONLY = "holds only captures of errors and redirects"
_FLAWED = "holds only captures of something else than the page:"
_UNPLAYABLE = "a capture that the archive names could not be shown"
_NO_COPIES = "the captures nearest the day are not copies of the page"
_ELSEWHERE = "the archive is offline or sends us elsewhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wayback:
    """The Internet Archive's Wayback Machine, an `Archive`. `flaw` looks at what it shows."""

    policy: WaybackPolicy = field(default_factory=WaybackPolicy)
    flaw: Flaw = unflawed

    @property
    def name(self) -> str:
        """As the reports name it."""
        return NAME

    @property
    def pools(self) -> Mapping[str, float]:
        """Requests a minute: playback and TimeGate together, and the index."""
        return {PLAYBACK: self.policy.playback_per_minute, INDEX: self.policy.cdx_per_minute}

    def next_step(self, question: Question, past: tuple[Exchange, ...]) -> Ask | ArchiveReply:
        """What to ask next, or the reply that the exchanges so far amount to."""
        if not past:
            uri = self._gate + plain(question.uri_r)
            return Ask(request=Request(uri=uri, headers=negotiation(question)), pool=PLAYBACK)
        last = past[-1]
        wait_s = rest_s(past)
        if wait_s is not None:
            return Ask(request=last.request, pool=INDEX if self._is_index(last) else PLAYBACK, after_s=wait_s)
        if last.response is None:
            return undetermined(NAME, question, past)
        try:
            _raise_if_excluded(last.response)
            if self._is_index(last):
                return self._settle(question, past)
            return self._play(question, past, last.response)
        except BlockedSiteError as error:
            return excluded(NAME, question, past, str(error))
        except WaybackError as error:
            return undetermined(NAME, question, past, str(error))

    # ── playback ────────────────────────────────────────────────────────────────────────────────────────────────

    def _play(self, question: Question, past: tuple[Exchange, ...], response: Response) -> Ask | ArchiveReply:
        """After an answer of the TimeGate or of playback."""
        location = response.header("location") if response.status in REDIRECTS else None
        onward = self._named(location) if location else None
        archived_at = memento_datetime(response)
        if archived_at is None and onward is None:
            return self._unarchived(question, past, response, location)
        if archived_at is not None and response.status in GOOD_STATUSES:
            asked = self._named(past[-1].request.uri)
            shown = Replay(digits=digits(archived_at), original=asked.original if asked else question.uri_r)
            found = Capture(uri_m=shown.below(self._gate), captured_at=archived_at, status=response.status)
            is_copy = self._flaw(question, response, archived_at) is None
            return held(NAME, question, past, found) if is_copy else self._settle(question, past)
        if onward and _is_of(onward, question, followed=archived_at is not None):
            return self._ask_for(onward, past) or self._settle(question, past)
        return self._settle(question, past)

    def _unarchived(
        self, question: Question, past: tuple[Exchange, ...], response: Response, location: str | None
    ) -> Ask | ArchiveReply:
        """After an answer of the archive's own that leads to no capture."""
        named = self._named(past[-1].request.uri) is not None
        match response.status:
            case 404 if not named and response.header("x-ts") == "404":
                return none_held(NAME, question, past, _NEVER)
            case 404:
                return self._settle(question, past)
            case status if named and status in _SERVER_ERRORS:
                return self._settle(question, past)
            case status if status in REDIRECTS and location and tail(location, self._gate) is not None:
                return self._settle(question, past)
            case status if status in REDIRECTS:
                return undetermined(NAME, question, past, _ELSEWHERE)
            case _:
                return undetermined(NAME, question, past)

    def _ask_for(self, capture: Replay, past: tuple[Exchange, ...]) -> Ask | None:
        """The request that plays a capture as it was; None when it has been played, or too many have."""
        uri = capture.raw_below(self._gate)
        played = [each.request.uri for each in past if not self._is_index(each)]
        if uri in played or len(played) >= _PLAYED_AT_MOST:
            return None
        return Ask(request=Request(uri=uri), pool=PLAYBACK)

    def _named(self, address: str) -> Replay | None:
        """The capture that an address in this archive names."""
        return replay_at(address, self._gate)

    @property
    def _gate(self) -> str:
        return self.policy.timegate.rstrip("/") + "/"

    # ── index ───────────────────────────────────────────────────────────────────────────────────────────────────

    def _settle(self, question: Question, past: tuple[Exchange, ...]) -> Ask | ArchiveReply:
        """What playback couldn't tell: ask the index, or go through the captures that it has named.

        Raises WaybackError where the index's answer is none.
        """
        index = next((each for each in reversed(past) if self._is_index(each)), None)
        if index is None or index.response is None:
            return Ask(request=query(question, self.policy.cdx), pool=INDEX, scarce=True)
        listing = rows(index.response, self._gate)
        listed = list(dict.fromkeys(capture for capture in listing if capture is not None))
        left = [capture for capture in listed if not is_ahead(capture, past)]
        while (capture := nearest(left, question.around)) is not None:
            left.remove(capture)
            named = self._named(capture.uri_m)
            played = self._played(named, past) if named else ()
            if named and not played:
                return self._ask_for(named, past) or undetermined(NAME, question, past, _NO_COPIES)
            if capture.status is not None and any(map(self._failed, played)):
                return held(NAME, question, past, capture)
        if any(is_ahead(capture, past) for capture in listed):
            return undetermined(NAME, question, past, WRONG_CLOCK)
        if any(map(self._failed, past)):
            return undetermined(NAME, question, past, _UNPLAYABLE)
        if len(listing) >= ROWS:
            return undetermined(NAME, question, past, _NO_COPIES)
        return none_held(NAME, question, past, self._in_words(question, past, named_any=bool(listing)))

    def _in_words(self, question: Question, past: tuple[Exchange, ...], *, named_any: bool) -> str:
        """Why all that the archive has is no copy of the page."""
        shown = [(each.response, when) for each in past if each.response and (when := memento_datetime(each.response))]
        for response, when in shown:
            flaw = self._flaw(question, response, when) if response.status in GOOD_STATUSES else None
            if flaw:
                return f"{_FLAWED} {flaw}"
        return _ERRORS_ONLY if shown or named_any else _NEVER

    def _flaw(self, question: Question, response: Response, archived_at: datetime) -> str | None:
        return self.flaw(question, Memento(archive=NAME, captured_at=archived_at, response=response))

    def _played(self, capture: Replay, past: tuple[Exchange, ...]) -> tuple[Exchange, ...]:
        uri = capture.raw_below(self._gate)
        return tuple(each for each in past if each.request.uri == uri)

    def _failed(self, exchange: Exchange) -> bool:
        """Whether a capture that the archive had named couldn't be played."""
        response = exchange.response
        return (
            response is not None
            and self._named(exchange.request.uri) is not None
            and memento_datetime(response) is None
            and response.status not in REDIRECTS
            and response.status != THROTTLED
        )

    def _is_index(self, exchange: Exchange) -> bool:
        return exchange.request.uri.startswith(self.policy.cdx)


def _is_of(capture: Replay, question: Question, *, followed: bool) -> bool:
    """Whether a capture is one of the page: by the archive's own key, but where an archived redirect led there."""
    if followed:
        return uris.same_page(capture.original, question.uri_r)
    return cdxj.key(capture.original) == cdxj.key(question.uri_r)


def _raise_if_excluded(response: Response) -> None:
    """Raise BlockedSiteError, in words for a report's reader, when the archive says that it may not show the page."""
    if memento_datetime(response) is not None or response.status in REDIRECTS:
        return
    if response.status == _LEGAL:
        raise BlockedSiteError("withheld by the Wayback Machine for legal reasons")
    said = response.body.decode("latin-1") + (response.header("x-archive-wayback-runtime-error") or "")
    for words, because in _EXCLUSIONS.items():
        if words in said:
            raise BlockedSiteError(because)
