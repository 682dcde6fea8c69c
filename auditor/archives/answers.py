"""An archive's exchange in, what it says about itself out; and the four replies that an archive can give.

| reply        | captures | said when                                                                              |
|--------------|----------|----------------------------------------------------------------------------------------|
| held         | some     | a capture was shown that was itself a good answer                                      |
| none held    | ()       | the archive said so, or all that it holds near the day are errors and redirects        |
| excluded     | ()       | the archive says that it may not show the page                                         |
| undetermined | None     | everything else: throttled, down, silent, or an answer that isn't what it should be;   |
|              |          | and a copy of a day that hasn't been yet                                               |
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from auditor.archives import Question
from auditor.http_dates import http_date, retry_after_s, to_http_date
from auditor.model import ArchiveReply, BodyEnd, Capture, Exchange, Failure, Response

# InternetArchiveBot's: what an archive answered with one of these is a copy of the page.
GOOD_STATUSES = frozenset({200, 203, 206})
REDIRECTS = frozenset({301, 302, 303, 307, 308})
THROTTLED = 429
_OK = 200

# The Internet Archive asks for a minute's rest after a 429, and walls those who don't take it; nobody waits
# longer than this for one answer.
REST_S = 60.0
REST_AT_MOST_S = 300.0

WRONG_CLOCK = "its copy is dated after today: the archive's clock is wrong, or ours is"
_CLOCKS_DIFFER = timedelta(days=1)


def noon(day: date) -> datetime:
    """The moment that stands for a day: a citation's day has no hour, and noon is never a day off."""
    return datetime.combine(day, time(12), tzinfo=UTC)


def negotiation(question: Question) -> tuple[tuple[str, str], ...]:
    """The headers that ask a TimeGate for the question's day (RFC 7089 section 2.1.1); none for the latest."""
    return (("accept-datetime", to_http_date(noon(question.around))),) if question.around else ()


def memento_datetime(response: Response) -> datetime | None:
    """When the answer was archived (RFC 7089 section 2.1.1): with it, the status is the archived one."""
    return http_date(response.header("memento-datetime"))


def rest_s(past: tuple[Exchange, ...]) -> float | None:
    """Seconds to wait before the last request is sent again: once a question, when the archive throttles us."""
    throttled = [each for each in past if _is_throttled(each)]
    if not throttled or throttled[-1] is not past[-1] or len(throttled) > 1:
        return None
    asked_s = retry_after_s(past[-1])
    wait_s = REST_S if asked_s is None else max(asked_s, 1.0)
    return wait_s if wait_s <= REST_AT_MOST_S else None


def _is_throttled(exchange: Exchange) -> bool:
    """A 429 of the archive's own; one with Memento-Datetime is what the archived site once said."""
    response = exchange.response
    return response is not None and response.status == THROTTLED and memento_datetime(response) is None


def json_in(response: Response) -> object:
    """What a JSON answer says; None where it is none, or not whole."""
    if response.status != _OK or response.body_end is not BodyEnd.WHOLE:
        return None
    try:
        said: object = json.loads(response.body)
    except (ValueError, RecursionError):
        return None
    return said


def nearest(captures: Iterable[Capture], around: date | None) -> Capture | None:
    """The capture nearest the day, at equal distance the one before it (IABot's preference); the latest for None."""
    if around is None:
        return max(captures, key=lambda capture: capture.captured_at, default=None)
    wanted = noon(around)
    return min(
        captures,
        key=lambda capture: (abs(capture.captured_at - wanted), capture.captured_at > wanted),
        default=None,
    )


def held(archive: str, question: Question, past: tuple[Exchange, ...], *captures: Capture) -> ArchiveReply:
    """The archive holds good captures; undetermined where the first is of a day that hasn't been."""
    if is_ahead(captures[0], past):
        return undetermined(archive, question, past, WRONG_CLOCK)
    sound = tuple(each for each in captures if not is_ahead(each, past))
    return ArchiveReply(archive=archive, key=question.key, asked_at=past[-1].started_at, captures=sound)


def is_ahead(capture: Capture, past: tuple[Exchange, ...]) -> bool:
    """Whether a capture is dated after it was asked for, by more than time zones explain."""
    return capture.captured_at > past[-1].started_at + _CLOCKS_DIFFER


def none_held(archive: str, question: Question, past: tuple[Exchange, ...], because: str) -> ArchiveReply:
    """The archive holds no good capture."""
    return ArchiveReply(archive=archive, key=question.key, asked_at=past[-1].started_at, captures=(), because=because)


def excluded(archive: str, question: Question, past: tuple[Exchange, ...], because: str) -> ArchiveReply:
    """The archive may not show the page."""
    return ArchiveReply(
        archive=archive,
        key=question.key,
        asked_at=past[-1].started_at,
        captures=(),
        excluded=True,
        because=because,
    )


def undetermined(
    archive: str, question: Question, past: tuple[Exchange, ...], because: str | None = None
) -> ArchiveReply:
    """No usable answer; without `because` the last exchange says why."""
    return ArchiveReply(
        archive=archive,
        key=question.key,
        asked_at=past[-1].started_at,
        because=because or in_words(past[-1]),
    )


def in_words(exchange: Exchange) -> str:
    """What came of an exchange that should have been an archive's answer, for a report's reader."""
    match exchange.outcome:
        case Failure(kind=kind):
            return f"the archive gave no answer: {kind}"
        case Response(status=status) if status == THROTTLED:
            return "the archive asks us to slow down (429)"
        case Response(status=status):
            return f"the archive gave no usable answer ({status})"
