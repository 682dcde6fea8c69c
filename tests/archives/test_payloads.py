"""Answers as services have really given them, or as their documents show them, are understood for what they are."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from functools import cache

import pytest

from auditor.archives import Ask, Question
from auditor.archives.common_crawl import CommonCrawl
from auditor.archives.link_header import links_in
from auditor.archives.memgator import MemGator
from auditor.archives.perma import Perma
from auditor.archives.spn2 import Ending, SavePageNow, Wish
from auditor.archives.wayback import Wayback
from auditor.due import flaw_of
from auditor.model import ArchiveReply, Exchange, Response, SaveState
from auditor.settings import CommonCrawlPolicy, MemGatorPolicy
from tests.archives.build import answer, drive, in_turn, then_played
from tests.shared import SHARED, needs_shared

pytestmark = needs_shared

BIRDS = Question(key="https://www.fws.gov/birds/", uri_r="https://www.fws.gov/birds/", around=date(2017, 11, 1))
WAYBACK = Wayback(flaw=flaw_of)
BARE = answer(404, body="<html>no mark of the archive's own")  # so that the index has to be asked


@cache
def payloads() -> dict[str, Response]:
    listed = json.loads((SHARED / "facts" / "archive_payloads.json").read_text(encoding="utf-8"))
    return {
        each["name"]: Response(
            status=each["status"],
            headers=tuple((name.lower(), value) for name, value in each["headers"].items()),
            body=each["body"].encode(),
        )
        for each in listed
    }


def question(uri_r: str) -> Question:
    return Question(key=uri_r, uri_r=uri_r, around=date(2019, 6, 14))


def index(name: str, uri_r: str) -> ArchiveReply:
    """What the Wayback Machine replies when its index answers so, and shows whatever it names."""
    reply, _ = drive(WAYBACK, question(uri_r), then_played(BARE, payloads()[name]))
    return reply


def said(reply: ArchiveReply) -> str:
    if reply.captures is None:
        return "undetermined"
    return "held" if reply.captures else "excluded" if reply.excluded else "none held"


@pytest.mark.parametrize(
    ("name", "uri_r", "expected"),
    [
        ("cdx.json", "http://www.archive.org/", "held"),
        ("cdx.timemap_json_11col", "http://embedded.fm/blog?format=RSS", "held"),
        ("cdx.json_empty", "https://a.example/", "none held"),
        ("cdx.blocked_403", "https://nationalpost.example/", "excluded"),
        ("cdx.robots_403", "https://a.example/", "excluded"),
        # Text was not asked for: it is no answer, and an empty one proves nothing.
        *((f"cdx.{name}", "http://www.cnn.com/", "undetermined") for name in (
            "text", "text_empty", "text_revisit", "text_bad_timestamp", "text_malformed", "text_resumekey",
            "json_resumekey")),
        ("pywb.cdx_ndjson", "http://example.com/", "undetermined"),
        *((f"ia.{name}", "https://a.example/", "undetermined") for name in ("503", "504", "sry")),
        ("availability.miss", "https://a.example/", "undetermined"),
        ("availability.hit", "https://a.example/", "undetermined"),
    ],
)  # fmt: skip
def test_what_the_index_answers(name: str, uri_r: str, expected: str) -> None:
    reply = index(name, uri_r)
    assert (said(reply), bool(reply.because)) == (expected, expected != "held")


def test_playback_that_is_not_exact_is_followed_to_the_capture_and_its_page() -> None:
    reply, asked = drive(WAYBACK, BIRDS, in_turn(payloads()["memento.302_inexact"], payloads()["memento.200"]))
    assert asked[1].request.uri == "https://web.archive.org/web/20171124151315id_/https://www.fws.gov/birds/"
    assert reply.captures is not None
    assert [capture.captured_at for capture in reply.captures] == [datetime(2017, 11, 24, 15, 13, 15, tzinfo=UTC)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("memento.404_never", "none held"),
        ("memento.excluded_200", "excluded"),
        ("ia.sry", "undetermined"),
        ("ia.503", "undetermined"),
        ("ia.504", "undetermined"),
    ],
)
def test_what_the_timegate_answers(name: str, expected: str) -> None:
    reply, asked = drive(WAYBACK, BIRDS, in_turn(payloads()[name]))
    assert (said(reply), len(asked)) == (expected, 1)


def test_an_archived_429_is_no_throttling_and_a_429_is() -> None:
    archived = (payloads()["memento.302_inexact"], payloads()["memento.archived_429"], payloads()["cdx.json_empty"])
    reply, asked = drive(WAYBACK, BIRDS, in_turn(*archived))
    assert (said(reply), [each.after_s for each in asked]) == ("none held", [0.0] * 3)
    reply, asked = drive(WAYBACK, BIRDS, in_turn(payloads()["ia.429"], payloads()["ia.429"]))
    assert (said(reply), [each.after_s for each in asked]) == ("undetermined", [0.0, 60.0])


def test_what_other_services_answer() -> None:
    example = question("http://example.com/")
    crawl = CommonCrawl(policy=CommonCrawlPolicy(index="https://index.commoncrawl.org/CC-MAIN-2026-04-index"))
    reply, _ = drive(crawl, example, in_turn(payloads()["commoncrawl.hit"]))
    assert (said(reply), reply.because) == ("none held", "saw the page on 2026-01-01, but shows no copies")
    reply, _ = drive(crawl, example, in_turn(payloads()["commoncrawl.none"]))
    assert (said(reply), reply.because) == ("none held", "has not seen the page")
    gator = MemGator(policy=MemGatorPolicy(endpoint="http://localhost:1208/"))
    assert said(drive(gator, example, in_turn(payloads()["memgator.none"]))[0]) == "none held"
    _, (_, played, *_) = drive(gator, example, in_turn(payloads()["memgator.timemap_json"], *[answer(404)] * 3))
    assert played.request.uri.startswith("https://arquivo.pt/wayback/20200505")
    (link,) = json.loads(payloads()["perma.public_archives"].body)["objects"]
    assert said(drive(Perma(), question(link["url"]), in_turn(payloads()["perma.public_archives"]))[0]) == "held"
    relations = [link.relations for link in links_in(payloads()["timemap.link"].body)]
    assert sum("memento" in each for each in relations) >= 1


@pytest.mark.parametrize(
    ("names", "expected", "stops"),
    [
        (("submit", "success"), SaveState.SAVED, False),
        (("submit_recent", "pending", "success"), SaveState.SAVED, False),
        (("submit_daily_limit",), SaveState.SAVED, False),
        (("submit", "error"), SaveState.REFUSED, False),
        (("unauthorised",), SaveState.LATER, True),
    ],
)
def test_what_save_page_now_answers(names: tuple[str, ...], expected: SaveState, *, stops: bool) -> None:
    machine, wish = SavePageNow(), Wish(key="http://brewster.kahle.org/", uri_r="http://brewster.kahle.org/")
    outcomes, past = iter(names), ()
    while isinstance(step := machine.next_step(wish, past), Ask):
        outcome = payloads()[f"spn2.{next(outcomes)}"]
        past = (*past, Exchange(request=step.request, outcome=outcome, started_at=datetime(2026, 11, 23, tzinfo=UTC)))
    assert isinstance(step, Ending)
    assert (step.save.state, step.stops, next(outcomes, None)) == (expected, stops, None)
