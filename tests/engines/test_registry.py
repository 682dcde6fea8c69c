"""Registries are asked beside the probes: once a domain, only where one doubts, and only where that is switched on."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import trio

from auditor.engines import Work
from auditor.engines.local import LocalEngine
from auditor.model import Observation, Probe, Registration
from auditor.settings import RdapPolicy
from tests.engines.test_local import POLICY, reference
from tests.net.build import clock
from tests.web import Sites, Web, serve
from tests.web.behaviours import breaks, pages, redirects
from tests.web.behaviours.answers import answer

ON = RdapPolicy(enabled=True, endpoint="https://rdap.test/domain/", per_minute=6_000)
PARKED = answer(200, "<title>For sale</title><p>This domain may be for sale. Click here to inquire.")
EVENTS = {"events": [{"eventAction": "registration", "eventDate": "2024-02-03T00:00:00Z"}]}
REGISTRIES: Sites = {
    "rdap.test": {"*": redirects.to("https://registry.test/rdap/domain/site.example")},
    "registry.test": {"*": answer(200, json.dumps(EVENTS), kind="application/rdap+json")},
}


def observed(
    sites: Sites, *uris: str, policy: RdapPolicy = ON, known: tuple[str, ...] = ()
) -> tuple[list[Observation], Web]:
    seen: list[Observation] = []

    async def emit(observation: Observation) -> None:
        seen.append(observation)

    async def main() -> Web:
        async with serve({**REGISTRIES, **sites}) as web:
            net = replace(POLICY, connect_to=web.connect_to, ca_file=web.ca_file)
            engine = LocalEngine(net, clock=clock, jitter=lambda: 0.0, rdap=policy)
            cited = [replace(reference(uri), cited_on=date(2019, 5, 1)) for uri in uris]
            await engine.observe(Work(references=cited, registered=frozenset(known)), emit)
            return web

    web = trio.run(main)
    return seen, web


def registrations(seen: list[Observation]) -> list[Registration]:
    return [each for each in seen if isinstance(each, Registration)]


def test_a_domain_whose_pages_make_one_doubt_is_asked_about_once() -> None:
    seen, web = observed(
        {"www.site.example": {"*": PARKED}, "old.site.example": {"*": PARKED}},
        *(f"https://{host}.site.example/{number}" for host in ("www", "old") for number in range(3)),
    )
    (told,) = registrations(seen)
    assert (told.domain, told.registered_at) == ("site.example", datetime(2024, 2, 3, tzinfo=UTC))
    assert [exchange.request.uri for exchange in told.exchanges] == [
        "https://rdap.test/domain/site.example",
        "https://registry.test/rdap/domain/site.example",
    ]
    assert web.asked("rdap.test") == web.asked("registry.test") == 1
    assert len([each for each in seen if isinstance(each, Probe)]) == 6


def test_nobody_is_asked_where_nothing_makes_one_doubt_or_all_is_known_or_it_is_switched_off() -> None:
    doubtful: Sites = {"www.site.example": {"*": PARKED}}
    uri = "https://www.site.example/x"
    well: Sites = {"www.site.example": {"*": pages.article("A page", "With words. " * 80)}}
    for seen, web in (
        observed(well, uri),
        observed(doubtful, uri, known=("site.example",)),
        observed(doubtful, uri, policy=RdapPolicy(endpoint=ON.endpoint)),
    ):
        assert registrations(seen) == []
        assert web.asked("rdap.test") == 0


def test_a_registry_that_does_not_answer_holds_no_probe_back() -> None:
    seen: list[Observation] = []

    async def emit(observation: Observation) -> None:
        seen.append(observation)

    async def main() -> None:
        async with serve({"rdap.test": {"*": breaks.hanging}, "www.site.example": {"*": PARKED}}) as web:
            net = replace(POLICY, connect_to=web.connect_to, ca_file=web.ca_file, timeout_s=0.5)
            cited = [replace(reference(f"https://www.site.example/{n}"), cited_on=date(2019, 5, 1)) for n in range(5)]
            engine = LocalEngine(net, clock=clock, jitter=lambda: 0.0, rdap=ON)
            await engine.observe(Work(references=cited), emit)

    trio.run(main)
    assert [type(each) for each in seen] == [Probe] * 5 + [Registration]
    assert seen[-1].because == "no answer in time"
