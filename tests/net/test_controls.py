"""Our own network is up when any control answers, whatever it answers, and down only when none does."""

from __future__ import annotations

import trio

from auditor.model import Vantage
from auditor.net.client import open_fetch
from auditor.net.controls import vantage
from auditor.settings import NetPolicy
from tests.net.build import clock
from tests.web import Door, Sites, serve
from tests.web.behaviours import breaks, statuses
from tests.web.behaviours.pages import article


def seen_from(sites: Sites, doors: dict[str, Door], controls: tuple[str, ...], timeout_s: float = 10) -> Vantage:
    async def main() -> Vantage:
        async with serve(sites, doors) as web:
            policy = NetPolicy(connect_to=web.connect_to, timeout_s=timeout_s, deadline_s=600)
            async with open_fetch(policy, clock=clock) as fetch:
                with trio.fail_after(30):
                    return await vantage(controls, fetch)

    return trio.run(main)


def test_one_answer_is_enough_and_nobody_waits_for_the_others() -> None:
    sites = {"up.test": {"*": article("Up")}, "slow.test": {"*": breaks.hanging}}
    controls = ("http://slow.test/", "http://down.test/", "http://up.test/")
    assert seen_from(sites, {"down.test": Door.REFUSED}, controls, timeout_s=600) is Vantage.ONLINE


def test_an_error_page_is_an_answer() -> None:
    assert seen_from({"busy.test": {"*": statuses.server_error()}}, {}, ("http://busy.test/",)) is Vantage.ONLINE


def test_when_all_fail_we_are_offline() -> None:
    doors = {"down.test": Door.REFUSED, "deaf.test": Door.SILENT}
    assert seen_from({}, doors, ("http://down.test/", "http://deaf.test/"), timeout_s=0.2) is Vantage.OFFLINE


def test_without_controls_the_network_is_trusted() -> None:
    assert seen_from({}, {}, ()) is Vantage.ONLINE
