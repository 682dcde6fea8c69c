"""Made-up addresses beside suspicious looks: asked for once a directory, shared by all of it, never behind a wall."""

from __future__ import annotations

import pytest

from auditor.judge.verdict import judge
from auditor.model import Evidence, LinkState, Probe
from tests.engines.test_local import observed, reference
from tests.judge.build import PARAGRAPH, SINGLE_RUN
from tests.web import Asked, Behaviour, Web
from tests.web.behaviours import redirects, statuses, walls
from tests.web.behaviours.pages import article

ODD = article("Adrift", "The page you’re after sank without a trace.")
LONG = article("A fine article", *[PARAGRAPH] * 12)


def looked(site: dict[str, Behaviour], *paths: str, **policy: object) -> tuple[dict[str, Probe], list[Asked]]:
    """The looks at these paths of one host, and what it was asked."""
    asked: list[Asked] = []

    def check(web: Web) -> None:
        asked.extend(web.requests)

    found = observed(tuple(f"https://a.test{path}" for path in paths), {"a.test": site}, check=check, **policy)
    return {uri.removeprefix("https://a.test"): probe for uri, probe in found.items()}, asked


def called(path: str, probe: Probe) -> LinkState:
    evidence = Evidence(reference=reference(f"https://a.test{path}"), probes=(probe,))
    return judge(evidence, SINGLE_RUN).link.state


def test_a_site_that_shows_the_same_odd_page_for_anything_is_found_out_by_two() -> None:
    probes, asked = looked({"*": ODD}, "/2018/02/silt-economy")
    assert len(asked) == 3
    assert len(probes["/2018/02/silt-economy"].siblings) == 2
    assert called("/2018/02/silt-economy", probes["/2018/02/silt-economy"]) is LinkState.SOFT_404


def test_one_is_enough_where_the_site_admits_what_it_has_not() -> None:
    probes, asked = looked({"/news/silt": ODD, "*": statuses.not_found()}, "/news/silt")
    assert [exchange.response and exchange.response.status for exchange in probes["/news/silt"].siblings] == [404]
    assert len(asked) == 2
    assert called("/news/silt", probes["/news/silt"]) is LinkState.LIVE


def test_a_whole_directory_shares_what_is_asked_beside_it() -> None:
    paths = tuple(f"/news/item-{chr(97 + number)}" for number in range(8))
    probes, asked = looked({"*": ODD}, *paths)
    assert len(asked) == 8 + 2
    assert {len(probe.siblings) for probe in probes.values()} == {2}
    assert {called(path, probe) for path, probe in probes.items()} == {LinkState.SOFT_404}


def test_redirects_of_the_made_up_address_are_followed_to_where_they_lead() -> None:
    probes, _ = looked({"/start/overview": LONG, "*": redirects.to("/start/overview")}, "/2009/report")
    probe = probes["/2009/report"]
    assert [exchange.request.uri.endswith("/start/overview") for exchange in probe.siblings] == [False, True]
    assert called("/2009/report", probe) is LinkState.SOFT_404


@pytest.mark.parametrize(
    ("site", "path"),
    [
        ({"*": LONG}, "/2024/a-fine-article"),
        ({"*": statuses.not_found()}, "/gone"),
        ({"*": walls.datadome()}, "/walled"),
        ({"*": article("Page not found", "Sorry.")}, "/soft"),
        ({"*": ODD}, "/"),
        ({"*": statuses.server_error()}, "/error"),
    ],
    ids=["long page", "404", "wall", "titled so", "front page", "500"],
)
def test_nothing_is_asked_beside_what_gives_no_reason(site: dict[str, Behaviour], path: str) -> None:
    probes, asked = looked(site, path, retries=0)
    assert probes[path].siblings == ()
    assert len(asked) == 1


def test_a_wall_that_meets_the_made_up_address_ends_the_asking() -> None:
    probes, asked = looked({"/news/silt": ODD, "*": walls.datadome()}, "/news/silt")
    assert len(asked) == 2
    assert called("/news/silt", probes["/news/silt"]) is LinkState.LIVE


def test_it_can_be_switched_off() -> None:
    probes, asked = looked({"*": ODD}, "/news/silt", siblings=False)
    assert len(asked) == 1
    assert probes["/news/silt"].siblings == ()
