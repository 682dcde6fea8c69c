"""Addresses in, what they answer out, each as soon as it is there: in lanes, with the probe's retries and redirects."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Sequence

from auditor.model import Document, Exchange, Failure, Reference, Request, Response, SkipReason
from auditor.net import Clock
from auditor.net.client import HttpCaller, Wire
from auditor.net.lanes import Lanes
from auditor.probe import Send
from auditor.probe.retries import retry
from auditor.probe.rewording import reworded
from auditor.probe.steps import hop
from auditor.settings import NetPolicy
from auditor.uris import key_of, parse, without_userinfo

Take = Callable[[str, Response | Document, str], Awaitable[None]]
"""Takes the key of an address, its answer or a document that says why there is none, and where it answered."""


def trouble(uri: str, problem: str) -> Document:
    """The document that stands for a page or a feed that couldn't be had."""
    return Document(name=without_userinfo(uri), problems=(problem,), readable=False)


class Post:
    """Fetches; `unanswered` says that somebody gave no answer at all, so that the fault may be our own network's."""

    def __init__(self, policy: NetPolicy, clock: Clock, jitter: Callable[[], float]) -> None:
        self.unanswered = False
        self._policy, self._jitter = policy, jitter
        self._wire = Wire(policy, clock=clock)

    async def fetch(self, uris: Sequence[str], take: Take, max_bytes: int) -> None:
        """Fetch each address once and hand over what became of it, as it comes."""
        references = []
        for key in dict.fromkeys(map(key_of, uris)):
            parsed = parse(key)
            if parsed is None:
                await take(key, trouble(key, "it is not an address that can be asked for"), key)
            else:
                references.append(Reference(key=key, uri=key, host=parsed.host))
        lanes = Lanes(
            self._policy,
            begin=lambda reference: _Errand(self, reference.key, take, max_bytes),
            connect=lambda: HttpCaller(self._wire),
        )
        await lanes.run(references)

    def onward(self, past: tuple[Exchange, ...]) -> Send | None:
        """What to ask next after `past`, None when it has come to its end."""
        again = retry(past, self._policy, jitter=self._jitter()) or reworded(past)
        if again is not None:
            return again
        request = hop(past, self._policy)
        return Send(request=request) if request else None


class _Errand:
    """One address on its way, as the lanes know it."""

    walls: Collection[str] = ()  # the publisher's own pages and feeds: an answer of theirs stands for itself alone

    def __init__(self, post: Post, key: str, take: Take, max_bytes: int) -> None:
        self._post, self._key, self._take, self._max_bytes = post, key, take, max_bytes
        self._past: tuple[Exchange, ...] = ()

    def step(self, exchange: Exchange | None) -> Send | None:
        """What to ask next; None when it is over."""
        if exchange is None:
            return Send(request=Request(uri=self._key, max_body_bytes=self._max_bytes))
        self._past = (*self._past, exchange)
        return self._post.onward(self._past)

    async def end(self, skipped: SkipReason | None) -> None:
        """Hand over what was answered at last, or why nothing was."""
        last = self._past[-1] if self._past else None
        outcome = last.outcome if last else None
        if isinstance(outcome, Response) and outcome.status // 100 == 2:  # noqa: PLR2004 - RFC 9110 section 15.3
            await self._take(self._key, outcome, last.request.uri if last else self._key)
            return
        self._post.unanswered = self._post.unanswered or not isinstance(outcome, Response)
        await self._take(self._key, trouble(self._key, _why(outcome, skipped)), self._key)


def _why(outcome: Response | Failure | None, skipped: SkipReason | None) -> str:
    match outcome:
        case Response(status=status, reason=reason):
            return f"it can't be fetched: {status} {reason}".rstrip()
        case Failure(kind=kind, detail=detail):
            return f"it can't be fetched: {kind.value}" + (f" ({detail})" if detail else "")
        case None:
            return f"it was not fetched: {skipped.value if skipped else 'nothing was asked'}"
