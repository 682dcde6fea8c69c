"""Broken addresses on a simulated web and a real archive: a copy from near the document's day outranks what is live."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date

import pytest

from tests.archive import PYWB_MISSING, Archive, page, pywb_ready, running_archive
from tests.archives.matrix import wall
from tests.cli.project import Project
from tests.web import Web, serve_in_thread
from tests.web.behaviours import pages, statuses

pytestmark = [pytest.mark.archive, pytest.mark.skipif(not pywb_ready(), reason=PYWB_MISSING)]

DAY = date(2019, 6, 4)
HOME, PAGE = pages.article("Home", "Nothing in particular."), pages.article("Harbours", "All of them are here.")
PREFIX, KEPT, DROPPED = (
    "https://a.test/{}/north-",
    "https://a.test/{}/north-south.html",
    "https://a.test/{}/northsouth.html",
)
SHORT, LONG = "https://b.test/{}/", "https://b.test/{}/harbours"


def held(uri: str, at: str) -> object:
    return page(uri, at, "Harbours", "All of them were here.")


NEAR, FAR = "20190601120000", "20110601120000"
HOLDINGS = (
    held(DROPPED.format("near"), NEAR),
    held(KEPT.format("kept"), NEAR),
    held(DROPPED.format("far"), FAR),
    held(KEPT.format("outranked"), FAR),
    wall(KEPT.format("walled"), NEAR),
    held(LONG.format("long"), NEAR),
    held(SHORT.format("short"), NEAR),
    held(LONG.format("farlong"), FAR),
)
SITES = {
    "a.test": {
        "/outranked/northsouth.html": PAGE,
        "/walled/northsouth.html": PAGE,
        "/kept/northsouth.html": PAGE,
        "*": statuses.not_found(),
    },
    "b.test": {
        **{f"/{name}/": HOME for name in ("long", "short", "farlong", "none")},
        "*": statuses.not_found(),
    },
}
ARCHIVES = """
[archives.wayback]
timegate = "http://web.archive.org/web/"
cdx = "http://web.archive.org/cdx/search/cdx"
playback_per_minute = 6000
cdx_per_minute = 6000
[archives]
memento = []
"""


@pytest.fixture(scope="module")
def archive() -> Iterator[Archive]:
    with running_archive(HOLDINGS) as running:
        yield running


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    with serve_in_thread(SITES) as running:
        yield running


def prepare(project: Project, web: Web, archive: Archive, *lines: str) -> None:
    connect_to = {**web.connect_to, "web.archive.org:80": archive.address}
    project.configure(web, archives=ARCHIVES, net__connect_to=connect_to, net__siblings=False)
    (project.folder / "a.md").write_text(f"---\ndate: {DAY}\n---\n\n" + "\n\n".join(lines) + "\n")


def hyphen(name: str) -> str:
    return f"The treaty is at {PREFIX.format(name)}\nsouth.html and it says so."


def maybe(name: str) -> str:
    return f"The list of all the harbours is kept at {SHORT.format(name)}\nharbours for everybody who reads this long line."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (hyphen("near"), (DROPPED.format("near"), "archive", "dead")),
        (hyphen("kept"), (KEPT.format("kept"), "rule", "dead")),
        (hyphen("far"), (DROPPED.format("far"), "archive", "dead")),
        (hyphen("outranked"), (DROPPED.format("outranked"), "liveness", "live")),
        (hyphen("walled"), (DROPPED.format("walled"), "liveness", "live")),
        (hyphen("nowhere"), (KEPT.format("nowhere"), "unresolved", "invalid")),
        (maybe("long"), (LONG.format("long"), "archive", "dead")),
        (maybe("farlong"), (LONG.format("farlong"), "archive", "dead")),
        (maybe("short"), (SHORT.format("short"), "rule", "live")),
        (maybe("none"), (SHORT.format("none"), "rule", "live")),
    ],
    ids=[
        "the reading without hyphen was archived near the day",
        "the rule's choice was archived near the day, though another reading is live",
        "archived long ago, and nothing is live",
        "archived long ago, and another one is live",
        "what was archived near the day is a wall",
        "neither live nor archived",
        "the longer one was archived near the day, though the shorter is live",
        "the longer one was archived long ago",
        "only the shorter one was archived",
        "only the shorter one is live",
    ],
)  # fmt: skip
def test_a_copy_from_near_the_documents_day_outranks_what_is_live(
    project: Project, web: Web, archive: Archive, text: str, expected: tuple[str, str, str]
) -> None:
    prepare(project, web, archive, text)
    (citation,) = project.auditor("check", "a.md", "--format", "json").json["documents"][0]["citations"]
    assert (citation["uri"], citation["broken"]["chosen_by"], citation["link"]["state"]) == expected
    assert (citation["health"] == "recoverable") == (expected[-1] == "dead")


def test_report_sheet_page_and_explain_tell_of_the_copy_that_chose(
    project: Project, web: Web, archive: Archive
) -> None:
    prepare(project, web, archive, hyphen("near"))
    project.auditor("run")
    (citation,) = project.report("a.md")["documents"][0]["citations"]
    kept, dropped = KEPT.format("near"), DROPPED.format("near")
    assert citation["broken"] | {"candidates": ()} == {
        "text_as_printed": f"{PREFIX.format('near')}\nsouth.html",
        "pieces": [PREFIX.format("near"), "south.html"],
        "rule": "joint",
        "chosen_by": "archive",
        "candidates": (),
    }
    assert citation["broken"]["candidates"] == [
        {"uri": kept, "state": "dead", "status": 404, "beats_control": True, "captured_at": None, "distance_days": None},
        {"uri": dropped, "state": "dead", "status": 404, "beats_control": True, "captured_at": "2019-06-01T12:00:00Z",
         "distance_days": 3},
    ]  # fmt: skip
    sheet = (project.folder / "reports" / "data" / "a.md.csv").read_text(encoding="utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(sheet))
    assert row["printed"] == f"{PREFIX.format('near')} ⏎ south.html"
    assert (row["rule"], row["chosen_by"]) == ("joint", "archive")
    assert row["readings"] == f"{kept} (not found (404))"
    shown = (project.folder / "reports" / "documents" / "a.md.html").read_text(encoding="utf-8")
    assert "read as the one that is archived" in shown
    assert f"{PREFIX.format('near')} ⏎ south.html" in shown
    assert "(rule: joint)" in shown
    for asked in (kept, dropped):
        told = project.auditor("explain", asked).out
        assert f"printed: {PREFIX.format('near')} ⏎ south.html" in told
        assert "rule: joint; chosen by: archive" in told
        assert f"* {dropped}  not found (404), archived 1 June 2019" in told
        assert f"  {kept}  not found (404)" in told
    assert told.startswith(f"{dropped} is one reading of an address that a break may have split:")


def test_an_archive_that_is_down_lets_what_is_live_decide(project: Project, web: Web, archive: Archive) -> None:
    prepare(project, web, archive, hyphen("outranked"), hyphen("nowhere"))
    config = (project.folder / "config.toml").read_text().replace(archive.address, "127.0.0.1:9")
    (project.folder / "config.toml").write_text(config)
    found, lost = project.auditor("check", "a.md", "--format", "json").json["documents"][0]["citations"]
    assert (found["uri"], found["broken"]["chosen_by"]) == (DROPPED.format("outranked"), "liveness")
    assert found["archive"]["state"] == "undetermined"
    assert lost["broken"]["chosen_by"] == "unresolved"
