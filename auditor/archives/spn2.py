"""A URI-R and what Save Page Now 2 has answered so far in, the next request or what has become of the wish out.

A wish is submitted, which gives a job, and the job is asked about until it has ended. Submitting again does no harm:
`if_not_archived_within` has the archive point to the capture that it has. Errors come with status 200:

| answer                                     | then                                                               |
|--------------------------------------------|--------------------------------------------------------------------|
| a job                                      | asked about after the waits below, then left pending               |
| `success` with a timestamp                 | saved; the index shows it hours later                              |
| `error` with a `status_ext`                | what the table of errors says; one that isn't in it is refused     |
| 401                                        | stop: the keys are no good                                         |
| 429                                        | rested and asked once more; then stop                              |
| no answer, 5xx, what isn't JSON            | asked once more after a minute; then later                         |
| no answer about a job, five times in a row | left pending                                                       |
| a job that the archive no longer knows     | later (it forgets jobs after about an hour)                        |

What stops is about us or the archive, so nothing further is asked; the user is told.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from urllib.parse import urlencode

from auditor import uris
from auditor.archives import Ask
from auditor.archives.answers import REST_AT_MOST_S, REST_S, THROTTLED, in_words
from auditor.archives.replay import DIGITS, Replay, moment, plain
from auditor.http_dates import retry_after_s
from auditor.model import Exchange, Failure, Request, Response, Save, SaveState
from auditor.settings import SavePolicy

NAME = "wayback"
SUBMIT = "save"
STATUS = "save status"
STATUS_PER_MINUTE = 30.0  # the API's document asks for two or three seconds between two looks

# A capture takes two minutes at most, says the document; waiting begins in front of a queue.
_WAITS_S = (3.0, 5.0, 10.0, 10.0, *(20.0,) * 8)
_TRIES = 2
_SILENCES = 5
_STATUS_BYTES = 4_194_304  # an ended job lists every resource of its page
_WITHIN = "30d"
_WORDS_AT_MOST = 300

_OK = 200
_UNAUTHORISED = 401
_NOT_FOUND = 404
_FORM = (("content-type", "application/x-www-form-urlencoded"), ("accept", "application/json"))
_JSON = (("accept", "application/json"),)


class _Then(Enum):
    LATER = "the next time of asking may do better"
    HELD = "the archive has a capture of today"
    STOP = "it is about us, so that asking for anything else would end the same way"


# `status_ext` without its `error:`. The first row is what InternetArchiveBot asks again for; the second is trouble
# of the cited site, or a limit, that passes. What isn't here (not-found, blocked-url, invalid-url-syntax) is refused.
_ERRORS: Mapping[str, _Then] = {
    **dict.fromkeys(
        "user-session-limit soft-time-limit-exceeded proxy-error browsing-timeout no-browsers-available redis-error "
        "capture-location-error celery".split(),
        _Then.LATER,
    ),
    **dict.fromkeys(
        "too-many-requests service-unavailable bad-gateway gateway-timeout internal-server-error read-timeout "
        "bandwidth-limit-exceeded max-daily-bandwidth-host".split(),
        _Then.LATER,
    ),
    "too-many-daily-captures": _Then.HELD,
    **dict.fromkeys("blocked-client-ip max-daily-bandwidth max-daily-bandwidth-from-ip".split(), _Then.STOP),
}

BAD_KEYS = "the archive doesn't take these keys (401)"
_MADE_BEFORE = "snapshot had been made"  # the archive's own words
_STILL = "the archive is still at work on it"
_FORGOTTEN = "the archive no longer knows this job"
_SOMETHING_ELSE = "the archive answered with something else"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A capture of `uri_r` is wanted; `job` is the archive's work on it that an earlier time of asking began."""

    key: str
    uri_r: str
    job: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """What has become of a wish. With `stops`, nothing further is to be asked."""

    save: Save
    stops: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What the archive allows these keys: captures at the same time, and captures left of the day's `a_day`."""

    at_once: int
    left: int
    a_day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SavePageNow:
    """Save Page Now 2. `playback` is what the address of a capture begins with."""

    policy: SavePolicy = field(default_factory=SavePolicy)
    playback: str = "https://web.archive.org/web/"

    @property
    def pools(self) -> Mapping[str, float]:
        """Requests a minute: submissions, and questions about jobs."""
        return {SUBMIT: self.policy.per_minute, STATUS: STATUS_PER_MINUTE}

    def budget_request(self) -> Request:
        """What asks for the budget."""
        return Request(uri=f"{self._endpoint}/status/user", headers=_JSON)

    def budget(self, exchange: Exchange) -> Budget | str:
        """The budget, or why it isn't known."""
        if exchange.response and exchange.response.status == _UNAUTHORISED:
            return BAD_KEYS
        match _object(exchange.response):
            case {"available": int(free), "daily_captures": int(made), "daily_captures_limit": int(a_day)}:
                return Budget(at_once=max(free, 1), left=max(a_day - made, 0), a_day=a_day)
            case _:
                return _no_answer(exchange)

    def next_step(self, wish: Wish, past: tuple[Exchange, ...]) -> Ask | Ending:
        """What to ask next, or what has become of the wish. The job is in `job` as soon as it is known."""
        if not past:
            return self._submission(wish) if wish.job is None else self._question(wish.job)
        job = self.job(wish, past)
        trouble = self._trouble(wish, past, job)
        if trouble is not None:
            return trouble
        answer = _object(past[-1].response) or {}
        match answer:
            case {"status": "error"}:
                return self._failed(wish, past, answer)
            case {"status": "success"}:
                return self._ended(wish, past, answer)
            case _ if job:
                return self._next_question(job, past) or _ending(wish, past, SaveState.PENDING, _STILL, job=job)
            case _:
                return _ending(wish, past, SaveState.LATER, _words(answer) or _SOMETHING_ELSE)

    def job(self, wish: Wish, past: tuple[Exchange, ...]) -> str | None:
        """The archive's name for its work, as soon as it has told."""
        given = [(_object(each.response) or {}).get("job_id") for each in past if not self._is_status(each)]
        return next((job for job in given if isinstance(job, str) and _is_name(job)), wish.job)

    def _submission(self, wish: Wish, after_s: float = 0.0) -> Ask:
        fields = {
            "url": plain(wish.uri_r),
            "if_not_archived_within": _WITHIN,
            "skip_first_archive": "1",
            "js_behavior_timeout": "0",
        }
        body = urlencode(fields).encode("ascii")
        request = Request(uri=self._endpoint, method="POST", headers=_FORM, body=body)
        return Ask(request=request, pool=SUBMIT, after_s=after_s)

    def _question(self, job: str, after_s: float = 0.0) -> Ask:
        request = Request(uri=f"{self._endpoint}/status/{job}", headers=_JSON, max_body_bytes=_STATUS_BYTES)
        return Ask(request=request, pool=STATUS, after_s=after_s)

    def _next_question(self, job: str, past: tuple[Exchange, ...]) -> Ask | None:
        """What to ask about a job, None when it has been asked often enough."""
        asked = sum(map(self._is_status, past))
        return self._question(job, _WAITS_S[asked]) if asked < len(_WAITS_S) else None

    def _trouble(self, wish: Wish, past: tuple[Exchange, ...], job: str | None) -> Ask | Ending | None:
        """What follows from an answer that isn't one; None when it is one."""
        last = past[-1]
        status = last.response.status if last.response else None
        if status == _UNAUTHORISED:
            return _ending(wish, past, SaveState.LATER, BAD_KEYS, job=job, stops=True)
        if status == THROTTLED:
            return self._throttled(wish, past, job)
        if status == _NOT_FOUND and self._is_status(last):
            return self._forgotten(wish, past)
        if _object(last.response) is not None:
            return None
        if job is None:
            if len(past) < _TRIES:
                return self._submission(wish, REST_S)
            return _ending(wish, past, SaveState.LATER, _no_answer(last))
        silent = all(_object(each.response) is None for each in past[-_SILENCES:]) and len(past) >= _SILENCES
        question = None if silent else self._next_question(job, past)
        return question or _ending(wish, past, SaveState.PENDING, _no_answer(last), job=job)

    def _forgotten(self, wish: Wish, past: tuple[Exchange, ...]) -> Ending:
        """After a job that isn't known: it may be that of a capture which the archive made a while ago."""
        said = _words(_object(past[0].response) or {})
        if _MADE_BEFORE in said:
            return _ending(wish, past, SaveState.SAVED, said)
        return _ending(wish, past, SaveState.LATER, _FORGOTTEN)

    def _throttled(self, wish: Wish, past: tuple[Exchange, ...], job: str | None) -> Ask | Ending:
        wait_s = max(REST_S, retry_after_s(past[-1]) or 0.0)
        often = sum(1 for each in past if each.response and each.response.status == THROTTLED)
        if often < _TRIES and wait_s <= REST_AT_MOST_S:
            return Ask(request=past[-1].request, pool=STATUS if job else SUBMIT, after_s=wait_s)
        state = SaveState.PENDING if job else SaveState.LATER
        return _ending(wish, past, state, in_words(past[-1]), job=job, stops=True)

    def _failed(self, wish: Wish, past: tuple[Exchange, ...], answer: Mapping[str, object]) -> Ending:
        code = str(answer.get("status_ext", "")).removeprefix("error:")
        because = _words(answer) or code or _SOMETHING_ELSE
        match _ERRORS.get(code):
            case _Then.LATER:
                return _ending(wish, past, SaveState.LATER, because)
            case _Then.HELD:
                return _ending(wish, past, SaveState.SAVED, because)
            case _Then.STOP:
                return _ending(wish, past, SaveState.LATER, because, stops=True)
            case None:
                return _ending(wish, past, SaveState.REFUSED, because)

    def _ended(self, wish: Wish, past: tuple[Exchange, ...], answer: Mapping[str, object]) -> Ending:
        digits, given = answer.get("timestamp"), uris.parse(str(answer.get("original_url", "")))
        if not isinstance(digits, str) or len(digits) != DIGITS or moment(digits) is None:
            return _ending(wish, past, SaveState.LATER, _SOMETHING_ELSE)
        shown = Replay(digits=digits, original=plain(given.key if given else wish.uri_r))
        uri_m = shown.below(self.playback.rstrip("/") + "/")
        return _ending(wish, past, SaveState.SAVED, None, uri_m=uri_m)

    def _is_status(self, exchange: Exchange) -> bool:
        return exchange.request.uri.startswith(f"{self._endpoint}/status/")

    @property
    def _endpoint(self) -> str:
        return self.policy.endpoint.rstrip("/")


def _ending(
    wish: Wish,
    past: tuple[Exchange, ...],
    state: SaveState,
    because: str | None,
    *,
    job: str | None = None,
    uri_m: str | None = None,
    stops: bool = False,
) -> Ending:
    at = past[-1].started_at
    save = Save(archive=NAME, key=wish.key, at=at, state=state, job=job, uri_m=uri_m, because=because)
    return Ending(save=save, stops=stops)


def _object(response: Response | None) -> Mapping[str, object] | None:
    """The fields of an answer; None when it isn't one, whatever its status says."""
    if response is None or response.status != _OK:
        return None
    try:
        data: object = json.loads(response.body)
    except (ValueError, RecursionError):
        return None
    return {str(name): value for name, value in data.items()} if isinstance(data, dict) else None


def _no_answer(exchange: Exchange) -> str:
    match exchange.outcome:
        case Failure(detail=detail) if detail:
            return f"{in_words(exchange)} ({detail})"
        case Response(status=status) if status == _OK:
            return _SOMETHING_ELSE
        case _:
            return in_words(exchange)


def _words(answer: Mapping[str, object]) -> str:
    """The archive's own sentence, as a terminal can be shown it."""
    message = answer.get("message")
    line = " ".join(message.split()) if isinstance(message, str) else ""
    return "".join(char for char in line if char.isprintable())[:_WORDS_AT_MOST]


def _is_name(job: str) -> bool:
    """Whether it can stand in an address as it is; both kinds of names that were ever given out can."""
    return job.isascii() and job.replace("-", "").isalnum()
