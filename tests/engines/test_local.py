"""The local engine against a web of its own: every reference is looked at once, archives beside, nothing raised."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import pytest
import trio

from auditor.archives import Ask, Question
from auditor.engines import Engine, Work
from auditor.engines.local import LocalEngine
from auditor.errors import StoreError
from auditor.model import (
    ArchiveReply,
    Exchange,
    Failure,
    FailureKind,
    Inquiry,
    Observation,
    Probe,
    Reference,
    Request,
    SkipReason,
)
from auditor.settings import NetPolicy
from auditor.uris import parse
from tests.net.build import NOW, clock
from tests.web import Door, Sites, Web, serve
from tests.web.behaviours import breaks, redirects, statuses
from tests.web.behaviours.answers import answer, in_turn
from tests.web.behaviours.pages import article

POLICY = NetPolicy(timeout_s=10, deadline_s=20, host_interval_s=0.001, backoff_s=0.01)


@dataclass(slots=True)
class Seen:
    """What came out of an engine."""

    probes: dict[str, Probe] = field(default_factory=dict)
    inquiries: list[Inquiry] = field(default_factory=list)
    order: list[Observation] = field(default_factory=list)

    async def emit(self, observation: Observation) -> None:
        self.order.append(observation)
        match observation:
            case Probe(key=key):
                assert key not in self.probes, "emitted twice"
                self.probes[key] = observation
            case Inquiry():
                self.inquiries.append(observation)


def reference(uri: str) -> Reference:
    parsed = parse(uri)
    return Reference(key=parsed.key if parsed else uri, uri=uri, host=parsed.host if parsed else "")


def engine(web: Web, **policy: object) -> Engine:
    settings = replace(POLICY, **{"connect_to": web.connect_to, "ca_file": web.ca_file, **policy})
    return LocalEngine(settings, clock=clock, jitter=lambda: 0.0)


def observed(
    uris: tuple[str, ...],
    sites: Sites,
    doors: Mapping[str, Door] | None = None,
    *,
    check: Callable[[Web], None] = lambda _web: None,
    **policy: object,
) -> dict[str, Probe]:
    seen = Seen()

    async def main() -> None:
        async with serve(sites, doors) as web:
            await engine(web, **policy).observe(Work(references=[reference(uri) for uri in uris]), seen.emit)
            check(web)

    trio.run(main)
    return seen.probes


def statuses_of(probe: Probe) -> list[object]:
    return [
        exchange.outcome.kind if isinstance(exchange.outcome, Failure) else exchange.outcome.status
        for exchange in probe.exchanges
    ]


def test_every_reference_is_looked_at_once() -> None:
    uris = tuple(f"http://h{number % 7}.test/{number}" for number in range(100))
    sites = {f"h{number}.test": {"*": article("Well")} for number in range(7)}

    def check(web: Web) -> None:
        assert len(web.requests) == 100

    probes = observed(uris, sites, check=check, siblings=False)
    assert set(probes) == set(uris)
    assert all(statuses_of(probe) == [200] for probe in probes.values())


def test_redirects_are_followed_hop_by_hop_into_other_hosts() -> None:
    sites = {
        "old.test": {"/": redirects.to("https://old.test/", 301)},
        "new.test": {"/": article("Here now")},
    }
    sites["old.test"]["/"] = in_turn(redirects.to("https://old.test/", 301), redirects.to("https://new.test/", 301))
    probe = observed(("http://old.test/",), sites)["http://old.test/"]
    assert statuses_of(probe) == [301, 301, 200]
    assert [exchange.request.uri for exchange in probe.exchanges] == [
        "http://old.test/",
        "https://old.test/",
        "https://new.test/",
    ]


def test_a_redirect_into_our_own_house_is_refused() -> None:
    sites = {"evil.test": {"/private": redirects.to_private(), "/loop": redirects.to_loopback()}}
    probes = observed(("http://evil.test/private", "http://evil.test/loop"), sites)
    for probe in probes.values():
        assert statuses_of(probe)[-1] is FailureKind.PRIVATE_ADDRESS


def test_what_fails_for_the_moment_is_asked_again() -> None:
    sites = {
        "busy.test": {"*": statuses.recovering(statuses.too_many("0"), article("Well"))},
        "flaky.test": {"*": statuses.recovering(breaks.reset, article("Well"))},
    }
    probes = observed(("http://busy.test/", "http://flaky.test/"), sites)
    assert statuses_of(probes["http://busy.test/"]) == [429, 200]
    assert statuses_of(probes["http://flaky.test/"]) == [FailureKind.RESET, 200]


def test_a_dead_host_is_asked_the_breakers_number_of_times() -> None:
    uris = tuple(f"http://dead.test/{number}" for number in range(20))
    probes = observed(uris, {}, {"dead.test": Door.REFUSED}, retries=0)
    asked = [probe for probe in probes.values() if probe.skipped is None]
    assert len(asked) == POLICY.breaker_failures
    assert {probe.skipped for probe in probes.values()} == {None, SkipReason.BREAKER}


def test_what_is_no_address_is_skipped_with_its_reason() -> None:
    probes = observed(("http://[::1", "mailto:a@b.test", "https://a.test/shortened-to-be-sho…"), {})
    assert {probe.skipped for probe in probes.values()} == {SkipReason.INVALID}


# ── archives ────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Shelf:
    """An archive of two requests a question: its gate, then its index."""

    name: str = "shelf"
    per_minute: float = 60_000.0

    @property
    def pools(self) -> Mapping[str, float]:
        return {"gate": self.per_minute, "index": self.per_minute}

    def next_step(self, question: Question, past: tuple[Exchange, ...]) -> Ask | ArchiveReply:
        if past and past[-1].response is None:
            return ArchiveReply(archive=self.name, key=question.key, asked_at=NOW, because=past[-1].outcome.detail)
        match len(past):
            case 0:
                return Ask(request=Request(uri=f"http://shelf.test/gate/{question.key}"), pool="gate")
            case 1:
                return Ask(request=Request(uri=f"http://shelf.test/index/{question.key}"), pool="index", after_s=0.01)
            case _:
                return ArchiveReply(archive=self.name, key=question.key, asked_at=NOW, captures=())


def questions(count: int) -> list[Question]:
    return [Question(key=str(number), uri_r=f"http://a.test/{number}") for number in range(count)]


def test_every_archive_is_asked_every_question() -> None:
    seen = Seen()

    async def main() -> None:
        async with serve({"shelf.test": {"*": answer(200, "held")}}) as web:
            work = Work(questions=questions(20), archives=(Shelf(), Shelf("other")))
            await engine(web).observe(work, seen.emit)
            assert len(web.requests) == 80

    trio.run(main)
    assert sorted((inquiry.reply.archive, int(inquiry.reply.key)) for inquiry in seen.inquiries) == [
        (name, number) for name in ("other", "shelf") for number in range(20)
    ]
    assert all(len(inquiry.exchanges) == 2 for inquiry in seen.inquiries)


def test_an_archive_that_does_not_answer_holds_no_probe_back() -> None:
    seen = Seen()

    async def main() -> None:
        sites = {"shelf.test": {"*": breaks.hanging}, "a.test": {"*": article("Well")}}
        async with serve(sites) as web:
            work = Work(
                references=[reference(f"http://a.test/{number}") for number in range(20)],
                questions=questions(20),
                archives=(Shelf(),),
            )
            await engine(web, timeout_s=0.3).observe(work, seen.emit)

    trio.run(main)
    assert [type(each) for each in seen.order] == [Probe] * 20 + [Inquiry] * 20


def test_an_archive_that_blocks_us_is_asked_no_more_and_says_so() -> None:
    seen = Seen()

    async def main() -> None:
        async with serve({}, {"shelf.test": Door.REFUSED}) as web:
            await engine(web).observe(Work(questions=questions(50), archives=(Shelf(),)), seen.emit)

    trio.run(main)
    assert len(seen.inquiries) == 50
    assert all(inquiry.reply.captures is None for inquiry in seen.inquiries)
    turned_away = [inquiry for inquiry in seen.inquiries if "not asked any more" in (inquiry.reply.because or "")]
    assert len(turned_away) == 48


# ── trouble of our own ──────────────────────────────────────────────────────────────────────────────────────────


def test_what_emit_raises_ends_the_run_as_it_is() -> None:
    async def emit(_observation: Observation) -> None:
        raise StoreError("the disk is full")

    async def main() -> None:
        async with serve({"a.test": {"*": article("Well")}}) as web:
            work = Work(references=[reference(f"http://a.test/{number}") for number in range(9)])
            with pytest.raises(StoreError, match="the disk is full"):
                await engine(web).observe(work, emit)

    trio.run(main)


def test_a_bug_is_not_hidden() -> None:
    async def emit(_observation: Observation) -> None:
        raise ZeroDivisionError

    async def main() -> None:
        async with serve({"a.test": {"*": article("Well")}}) as web:
            with pytest.raises(ExceptionGroup):
                await engine(web).observe(Work(references=[reference("http://a.test/")]), emit)

    trio.run(main)


def test_cancelling_keeps_what_was_emitted() -> None:
    seen = Seen()

    async def main() -> None:
        sites = {"a.test": {"*": article("Well")}, "slow.test": {"*": breaks.hanging}}
        async with serve(sites) as web, trio.open_nursery() as nursery:

            async def emit(observation: Observation) -> None:
                await seen.emit(observation)
                if len(seen.probes) == 5:
                    nursery.cancel_scope.cancel()

            uris = [f"http://a.test/{number}" for number in range(5)] + ["http://slow.test/"]
            await engine(web).observe(Work(references=[reference(uri) for uri in uris]), emit)

    trio.run(main)
    assert len(seen.probes) == 5


def test_the_collectors_thresholds_are_put_back() -> None:
    before = gc.get_threshold()
    observed(("http://a.test/",), {"a.test": {"*": article("Well")}})
    assert gc.get_threshold() == before
