"""Labelled exchanges end to end: the simulated web answers as recorded, and the report says what the label says."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from urllib.parse import urlsplit

from auditor.codec import load
from auditor.model import Evidence
from tests.cli.project import Project
from tests.web import Behaviour, serve_in_thread
from tests.web.behaviours import pages, redirects
from tests.web.behaviours.answers import answer

FOLDER = Path(__file__).parent.parent / "exchanges"
CASES = [
    "held_out/wall-dpg-consent",
    "held_out/wall-f5-support-id",
    "held_out/wall-siteground-captcha",
    "held_out/wall-yandex-showcaptcha",
    "held_out/wall-shibboleth-login",
    "held_out/soft-404-error-address",
    "held_out/soft-404-home-with-country",
    "held_out/soft-404-canonical-home",
    "held_out/soft-404-polish-oops",
    "held_out/soft-404-suspended-website",
    "held_out/usurped-slots-amp",
    "held_out/usurped-turkish-bonus",
    "held_out/usurped-porkbun",
    "held_out/moved-relaunch",
    "held_out/live-judi-report-cited",
    "held_out/live-og-url-home",
    "held_out/dead-renamed-agency",
]
HIDING = {"soft-404", "usurped"}
HOP_BY_HOP = {"content-length", "transfer-encoding", "connection"}


def recorded(names: list[str]) -> tuple[dict[str, dict[str, Behaviour]], dict[str, tuple[str, tuple[str, ...]]]]:
    """A web that answers as these cases were recorded; the state and the words by cited address.

    Sites that hide what they haven't, or are gone for good, answer every other address as they answered the last one.
    """
    sites: defaultdict[str, dict[str, Behaviour]] = defaultdict(dict)
    labels = {}
    for name in names:
        case = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
        evidence = load(Evidence, case["evidence"])
        labels[evidence.reference.uri] = (case["expected"]["state"], evidence.reference.words)
        for exchange in evidence.probes[-1].exchanges:
            place, told = urlsplit(exchange.request.uri), exchange.response
            assert told is not None
            headers = [pair for pair in told.headers if pair[0] not in HOP_BY_HOP]
            path = place.path + (f"?{place.query}" if place.query else "")
            sites[place.netloc][path or "/"] = answer(told.status, told.body, kind="", headers=headers)
            if case["expected"]["state"] in HIDING:
                sites[place.netloc]["*"] = sites[place.netloc][path or "/"]
    return dict(sites), labels


def test_recorded_exchanges_get_the_same_verdict_through_the_web(project: Project) -> None:
    sites, labels = recorded(CASES)
    assert len(labels) == len(CASES) >= 10
    with serve_in_thread(sites) as web:
        project.configure(web, judge__policy="single-run", net__breaker_failures=99)
        lines = (f"See [{(words or ('this',))[0]}]({uri}).\n\n" for uri, (_, words) in labels.items())
        (project.folder / "a.md").write_text("# A document\n\n" + "".join(lines), encoding="utf-8")
        assert project.auditor("run").code == 1
    (document,) = project.report("a.md")["documents"]
    found = {citation["uri"]: citation["link"]["state"] for citation in document["citations"]}
    assert found == {uri: state for uri, (state, _) in labels.items()}


def test_three_citations_that_end_at_one_place_show_it_to_be_a_sink(project: Project) -> None:
    cited = [f"https://paper.test/2019/{name}" for name in ("harbour-silt", "river-ice", "bridge-toll")]
    site = {urlsplit(uri).path: redirects.moved("/library/collections/start") for uri in cited}
    site["/library/collections/start"] = pages.article(
        "Our paper", *(["Read all about it, every day of the week."] * 40)
    )
    with serve_in_thread({"paper.test": site}) as web:
        project.configure(web, judge__policy="single-run")
        project.write("a.md", *cited[:2])
        project.auditor("run")
        assert {c["link"]["state"] for c in project.report("a.md")["documents"][0]["citations"]} == {"moved"}
        project.write("a.md", *cited)
        project.auditor("run")
        shown = project.auditor("explain", cited[0]).out
    citations = project.report("a.md")["documents"][0]["citations"]
    assert [c["link"]["state"] for c in citations] == ["soft-404"] * 3
    assert "common target: soft-404: redirected to https://paper.test/library/collections/start" in shown


def test_explain_shows_for_every_rule_what_it_saw(project: Project) -> None:
    sites, labels = recorded(["held_out/wall-f5-support-id"])
    (uri,) = labels
    with serve_in_thread(sites) as web:
        project.configure(web)
        project.write("a.md", uri)
        project.auditor("run")
        shown = project.auditor("explain", uri).out
    assert "  wall: blocked: a firewall of F5 answered in place of the page" in shown
    for name in ("own network", "transport", "parked", "spam", "hosting", "soft 404", "sibling", "document", "moved"):
        assert f"  {name}: nothing\n" in shown


def test_a_page_in_words_of_its_own_is_found_out_by_what_made_up_addresses_get(project: Project) -> None:
    odd = pages.article("Adrift", "The page you are after sank without a trace.")
    uri = "https://magazine.test/2018/02/silt-economy"
    with serve_in_thread({"magazine.test": {"*": odd}}) as web:
        project.configure(web, judge__policy="single-run")
        project.write("a.md", uri)
        project.auditor("run")
        shown = project.auditor("explain", uri).out
    (citation,) = project.report("a.md")["documents"][0]["citations"]
    assert citation["link"]["state"] == "soft-404"
    assert citation["link"]["findings"][0]["because"] == "2 made-up addresses beside it got the same page"
    assert shown.count("beside it: ") == 2
