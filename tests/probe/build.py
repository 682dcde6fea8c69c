"""Short words for looks: references, exchanges, and a web of answers that a look can be driven through."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from auditor import uris
from auditor.model import Exchange, Failure, FailureKind, Probe, Reference, Request, Response
from auditor.probe import Done, Send
from auditor.probe.steps import first_step, next_step
from auditor.settings import NetPolicy

STARTED = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
POLICY = NetPolicy()

Outcome = Response | Failure


def reference(uri: str) -> Reference:
    parsed = uris.parse(uri)
    return Reference(key=parsed.key if parsed else uri, uri=uri, host=parsed.host if parsed else "")


def response(status: int = 200, *headers: tuple[str, str], body: bytes = b"") -> Response:
    return Response(status=status, headers=headers, body=body)


def redirect(location: str, *headers: tuple[str, str], status: int = 302) -> Response:
    return response(status, ("location", location), *headers)


def failure(kind: FailureKind) -> Failure:
    return Failure(kind=kind)


def exchange(uri: str, outcome: Outcome, *, headers: tuple[tuple[str, str], ...] = ()) -> Exchange:
    return Exchange(request=Request(uri=uri, headers=headers), outcome=outcome, started_at=STARTED, elapsed_s=1.0)


def look(
    uri: str,
    answer: Callable[[Request], Outcome],
    policy: NetPolicy = POLICY,
    *,
    jitter: float = 0.0,
    at_most: int = 200,
) -> tuple[Probe, list[Send]]:
    """Drive a whole look; what was sent, in order, and the probe at its end."""
    cited = reference(uri)
    step = first_step(cited, policy)
    past: tuple[Exchange, ...] = ()
    sent: list[Send] = []
    while isinstance(step, Send):
        sent.append(step)
        assert len(sent) <= at_most, "the look doesn't end"
        started = STARTED + timedelta(seconds=10 * len(sent))
        past = (*past, Exchange(request=step.request, outcome=answer(step.request), started_at=started))
        step = next_step(cited, past, policy, jitter=jitter)
    assert isinstance(step, Done)
    return step.probe, sent


def in_turn(*outcomes: Outcome) -> Callable[[Request], Outcome]:
    """Answers one after the other, the last one for ever."""
    left = list(outcomes)

    def answer(_: Request) -> Outcome:
        return left.pop(0) if len(left) > 1 else left[0]

    return answer
