"""Requests to Save Page Now 2 come in, the answers that its document describes go out; no capture is made.

`SavePages` is the service, without a wire: `answer` takes a request apart and gives status and JSON. `caller` puts it
behind a `Caller` in memory, for tests on a jumping clock; `site` makes it a host of the simulated web, for sockets.

| path                     | answered                                                                            |
|--------------------------|-------------------------------------------------------------------------------------|
| `POST /save`             | a job, the same one each time for an address; or an error with status 200           |
| `/save/status/<job>`     | pending so many times, then how the job has ended                                   |
| `/save/status/user`      | what is allowed                                                                     |
| any of them              | 401 without the keys; 429, 5xx, HTML or nothing at all when that is scripted        |
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import parse_qs

import trio

from auditor.model import Exchange, Failure, FailureKind, Request, Response
from auditor.uris import parse
from tests.web.behaviours.answers import answer as raw_answer
from tests.web.server import Behaviour, Visit

KEYS = ("an-access-key", "a-secret")
HOST = "web.archive.org"
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
CAPTURED = "20261123120005"
A_DAY = 5  # captures of one address

Json = dict[str, object]


def error(code: str, message: str = "") -> Json:
    """An error as it comes with status 200."""
    return {"status": "error", "status_ext": f"error:{code}", "message": message or f"It was {code}."}


@dataclass(frozen=True, slots=True)
class Odd:
    """An answer that isn't the API's: this status and text, or none at all."""

    status: int = 0
    text: str = ""


@dataclass(slots=True, kw_only=True)
class SavePages:
    """The service. What is scripted is taken once for each time that it stands there.

    `submissions` and `statuses` are answers by address that come instead of the true ones, in turn; `ends` is how the
    job of an address ends, a success unless told; `pending` how often it is asked about before that.
    """

    available: int = 3
    daily: int = 0
    limit: int = 30_000
    pending: int = 1
    submissions: dict[str, list[Json | Odd]] = field(default_factory=dict)
    statuses: dict[str, list[Json | Odd]] = field(default_factory=dict)
    anything: list[Odd] = field(default_factory=list)
    ends: dict[str, Json] = field(default_factory=dict)
    asked: list[tuple[str, str, dict[str, list[str]]]] = field(default_factory=list)
    at_s: list[float] = field(default_factory=list)
    made: Counter[str] = field(default_factory=Counter)
    looked: Counter[str] = field(default_factory=Counter)
    jobs: dict[str, str] = field(default_factory=dict)
    at_work: int = 0
    most_at_work: int = 0

    def answer(self, method: str, path: str, authorization: str | None, body: bytes) -> tuple[int, str]:
        """Status and text; status 0 is no answer."""
        form = parse_qs(body.decode("ascii"), keep_blank_values=True)
        self.asked.append((method, path, form))
        if self.anything:
            odd = self.anything.pop(0)
            return odd.status, odd.text
        if authorization != "LOW {}:{}".format(*KEYS):
            return 401, json.dumps({"message": "You need to be logged in to use Save Page Now."})
        if (method, path) == ("POST", "/save"):
            return _told(self._submit(form["url"][0]))
        if path == "/save/status/user":
            told = {"processing": 0, "available": self.available, "daily_captures": self.daily}
            return 200, json.dumps({**told, "daily_captures_limit": self.limit})
        return _told(self._look(path.removeprefix("/save/status/")))

    def _submit(self, uri: str) -> Json | Odd:
        if self.submissions.get(uri):
            return self.submissions[uri].pop(0)
        if self.made[uri] >= A_DAY:
            words = f"This URL has been already captured {A_DAY} times today, which is a daily limit we have set"
            return error("too-many-daily-captures", words)
        self.made[uri] += 1
        self.daily += 1
        self.at_work += 1
        self.most_at_work = max(self.most_at_work, self.at_work)
        job = f"spn2-{hashlib.sha1(uri.encode(), usedforsecurity=False).hexdigest()}"
        self.jobs[job] = uri
        again = {"message": "The same snapshot had been made 2 minutes ago."} if self.made[uri] > 1 else {}
        return {"url": uri, "job_id": job, **again}

    def _look(self, job: str) -> Json | Odd:
        uri = self.jobs.get(job)
        if uri is None:
            return Odd(404, "no such job")
        if self.statuses.get(uri):
            return self.statuses[uri].pop(0)
        self.looked[uri] += 1
        if self.looked[uri] <= self.pending:
            return {"status": "pending", "job_id": job, "resources": [uri]}
        self.at_work -= 1
        success = {"status": "success", "original_url": uri, "timestamp": CAPTURED, "duration_sec": 6.2}
        return {"job_id": job, "resources": [uri], **self.ends.get(uri, success)}

    @property
    def submitted(self) -> list[str]:
        """The addresses that captures were asked for, in order."""
        return [form["url"][0] for method, path, form in self.asked if (method, path) == ("POST", "/save")]

    def site(self) -> dict[str, Behaviour]:
        """The service as a site of the simulated web."""

        async def respond(visit: Visit) -> None:
            asked = visit.asked
            self.at_s.append(asked.at_s)
            status, text = self.answer(asked.method, asked.path, asked.header("authorization"), asked.body)
            if status == 0:
                visit.hang_up()
                return
            await raw_answer(status, text, kind="application/json")(visit)

        return {"*": respond}

    def caller(self, clock: Callable[[], datetime]) -> Caller:
        """A caller that reaches nothing but this service, and takes a second for an answer."""
        return Caller(self, clock)


class Caller:
    """As `auditor.net.Caller`."""

    def __init__(self, service: SavePages, clock: Callable[[], datetime]) -> None:
        self._service, self._clock = service, clock

    async def fetch(self, request: Request) -> Exchange:
        started = self._clock()
        self._service.at_s.append(trio.current_time())
        parsed = parse(request.uri)
        authorization = dict(request.headers).get("authorization")
        status, text = self._service.answer(request.method, parsed.path if parsed else "", authorization, request.body)
        await trio.sleep(1)
        if status == 0:
            return Exchange(request=request, outcome=Failure(kind=FailureKind.TIMEOUT), started_at=started)
        headers = (("content-type", "application/json"),)
        response = Response(status=status, headers=headers, body=text.encode())
        return Exchange(request=request, outcome=response, started_at=started)

    async def aclose(self) -> None:
        pass


def _told(answer: Json | Odd) -> tuple[int, str]:
    return (answer.status, answer.text) if isinstance(answer, Odd) else (200, json.dumps(answer))
