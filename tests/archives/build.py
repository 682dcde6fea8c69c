"""Short words for questions and for what archives answer, and a way to drive one to its reply."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta

from auditor.archives import Archive, Ask, Question
from auditor.http_dates import to_http_date
from auditor.model import ArchiveReply, BodyEnd, Exchange, Failure, FailureKind, Request, Response

STARTED = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
URI_R = "https://paper.example/story?id=7"
QUESTION = Question(key=URI_R, uri_r=URI_R, around=date(2019, 6, 14))
LATEST = Question(key=URI_R, uri_r=URI_R)

COLUMNS = ("urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length")

Outcome = Response | Failure


def answer(
    status: int = 200, *headers: tuple[str, str], body: str | bytes = b"", body_end: BodyEnd = BodyEnd.WHOLE
) -> Response:
    return Response(
        status=status, headers=headers, body=body.encode() if isinstance(body, str) else body, body_end=body_end
    )


def memento(at: str, *headers: tuple[str, str], status: int = 200) -> Response:
    """A memento archived at `at`, as an HTTP date."""
    return answer(status, ("memento-datetime", at), *headers, body="<title>A page</title>")


def found_at(location: str, *headers: tuple[str, str], status: int = 302) -> Response:
    return answer(status, ("location", location), *headers)


def never() -> Response:
    return answer(404, ("content-type", "text/html"), ("x-ts", "404"), body="<title>Wayback Machine</title>")


def failure(kind: FailureKind = FailureKind.REFUSED) -> Failure:
    return Failure(kind=kind)


def row(
    at: str, status: str = "200", *, original: str = URI_R, mime: str = "text/html", digest: str = "A" * 32
) -> list[str]:
    return ["example,paper)/story?id=7", at, original, mime, status, digest, "1234"]


def revisit(at: str) -> list[str]:
    return row(at, "-", mime="warc/revisit")


def index(*rows: list[str], header: Iterable[str] = COLUMNS) -> Response:
    table = [list(header), *rows] if rows else []
    return answer(200, ("content-type", "application/json"), body=json.dumps(table))


def drive(
    archive: Archive, question: Question, reply_to: Callable[[Request], Outcome], *, at_most: int = 30
) -> tuple[ArchiveReply, list[Ask]]:
    """Ask until there is a reply; the reply and what was asked, in order."""
    past: tuple[Exchange, ...] = ()
    asked: list[Ask] = []
    while isinstance(step := archive.next_step(question, past), Ask):
        asked.append(step)
        assert len(asked) <= at_most, "the question doesn't end"
        started = STARTED + timedelta(seconds=len(asked))
        past = (*past, Exchange(request=step.request, outcome=reply_to(step.request), started_at=started))
    assert step.archive == archive.name
    assert step.key == question.key
    assert step.asked_at == past[-1].started_at
    return step, asked


def in_turn(*outcomes: Outcome) -> Callable[[Request], Outcome]:
    """Answers one after the other; asking for more is a failure of the test."""
    left = iter(outcomes)
    return lambda _: next(left)


def then_played(*outcomes: Outcome) -> Callable[[Request], Outcome]:
    """Answers one after the other; then every capture that is asked for is shown, with 200 and its own time."""
    left = iter(outcomes)

    def reply_to(request: Request) -> Outcome:
        outcome = next(left, None)
        if outcome is not None:
            return outcome
        named = re.search(r"/(\d{14})id_/", request.uri)
        assert named, f"nothing was to be asked but captures: {request.uri}"
        return memento(to_http_date(datetime.strptime(named[1], "%Y%m%d%H%M%S").replace(tzinfo=UTC)))

    return reply_to
