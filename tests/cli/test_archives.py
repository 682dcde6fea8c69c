"""From the command to the report: the copy nearest to each citation, from a real archive, with how far off it is."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from tests.archive import PYWB_MISSING, Archive, page, pywb_ready, running_archive
from tests.archives.matrix import wall
from tests.cli.project import Project
from tests.web import Web, serve_in_thread
from tests.web.behaviours import pages, statuses

pytestmark = [pytest.mark.archive, pytest.mark.skipif(not pywb_ready(), reason=PYWB_MISSING)]

STORY, LOST = "https://a.test/story", "https://a.test/lost"
WALLED = "https://a.test/walled"
HOLDINGS = (
    page(WALLED, "20190701120000", "A page", "Before the wall."),
    wall(WALLED, "20190605120000"),
    page(STORY, "20190601120000", "A story", "As it was first told."),
    page(STORY, "20250625120000", "A story", "As it was told later."),
    page(LOST, "20190601120000", "Lost", "It is only here now."),
)
COPY = "http://web.archive.org/web/{}/{}"
ARCHIVES = """
[archives.wayback]
timegate = "http://web.archive.org/web/"
cdx = "http://web.archive.org/cdx/search/cdx"
playback_per_minute = 6000
cdx_per_minute = 6000
[archives]
memento = []
archived_days = {}
"""


@pytest.fixture(scope="module")
def archive() -> Iterator[Archive]:
    with running_archive(HOLDINGS) as running:
        yield running


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    sites = {
        "a.test": {
            "/story": pages.article("A story"),
            "/lost": statuses.not_found(),
            "/new": pages.article("New"),
            "/walled": pages.article("A page"),
        },
        "archive.ph": {"*": pages.article("A story")},
    }
    with serve_in_thread(sites) as running:
        yield running


def configure(project: Project, web: Web, archive: Archive | None, *, archived_days: float = 90) -> None:
    gone = "127.0.0.1:9"  # the discard port: nobody listens there
    connect_to = {**web.connect_to, "web.archive.org:80": archive.address if archive else gone}
    archives = ARCHIVES.format(archived_days)
    project.configure(web, archives=archives, net__connect_to=connect_to, net__fresh_hours=0)


def write(project: Project, name: str, day: str | None, *uris: str) -> None:
    project.write(name, *uris)
    if day:
        path = project.folder / name
        path.write_text(f"---\ndate: {day}\n---\n{path.read_text()}")


def archive_of(project: Project, name: str, number: int = 1) -> dict:
    return project.report(name)["documents"][0]["citations"][number - 1]["archive"]


def test_check_of_an_address_prints_the_copy_nearest_the_day_and_how_far_off_it_is(project, web, archive) -> None:
    configure(project, web, archive)
    ended = project.auditor("check", STORY, "--cited-on", "2019-06-04")
    assert f"{COPY.format('20190601120000', STORY)} (3 days before the citation)" in " ".join(ended.out.split())
    ended = project.auditor("check", STORY, "--cited-on", "2025-06-20", "--format", "json")
    told = ended.json["documents"][0]["citations"][0]["archive"]
    assert (told["uri_m"], told["distance_days"]) == (COPY.format("20250625120000", STORY), 5)


def test_without_a_day_an_address_was_cited_today(project, web, archive) -> None:
    configure(project, web, archive)
    told = project.auditor("check", STORY, "--format", "json").json["documents"][0]["citations"][0]["archive"]
    age = datetime.now(UTC).date() - datetime(2025, 6, 25, tzinfo=UTC).date()
    assert (told["uri_m"], told["distance_days"]) == (COPY.format("20250625120000", STORY), age.days)


def test_the_report_links_the_copy_nearest_to_each_documents_own_day(project, web, archive) -> None:
    configure(project, web, archive)
    write(project, "late.md", "2025-06-20", STORY)
    write(project, "early.md", "2019-06-04", STORY)
    project.auditor("run")
    early, late = archive_of(project, "early.md"), archive_of(project, "late.md")
    assert (early["uri_m"], early["distance_days"]) == (COPY.format("20190601120000", STORY), 3)
    assert (late["uri_m"], late["distance_days"]) == (COPY.format("20250625120000", STORY), 5)
    assert (early["dated_by"], late["dated_by"]) == ("document", "document")
    html = "".join(each.read_text() for each in (project.folder / "reports").rglob("*.html"))
    assert COPY.format("20250625120000", STORY) in html
    assert "5 days after the citation" in html


def test_a_document_that_says_no_day_is_dated_by_its_file_and_the_report_says_so(project, web, archive) -> None:
    configure(project, web, archive)
    write(project, "undated.md", None, STORY)
    noon = datetime(2019, 6, 11, 12, tzinfo=UTC).timestamp()
    os.utime(project.folder / "undated.md", (noon, noon))
    project.auditor("run")
    told = archive_of(project, "undated.md")
    assert (told["distance_days"], told["dated_by"]) == (10, "file")
    html = "".join(each.read_text() for each in (project.folder / "reports").rglob("*.html"))
    assert "10 days before the file’s date, a weak hint" in html
    project.auditor("report")
    assert archive_of(project, "undated.md") == told, "the store remembers it"


def test_a_day_that_is_said_of_all_links_is_each_ones_and_the_report_says_so(project, web, archive) -> None:
    configure(project, web, archive)
    write(project, "all.md", "2025-06-20", STORY)
    path = project.folder / "all.md"
    path.write_text(f"{path.read_text()}All links were last accessed on 4 June 2019.\n")
    project.auditor("run")
    told = archive_of(project, "all.md")
    assert (told["uri_m"], told["distance_days"]) == (COPY.format("20190601120000", STORY), 3)
    assert told["dated_by"] == "all links"
    html = "".join(each.read_text() for each in (project.folder / "reports").rglob("*.html"))
    assert "cited 4 June 2019, by the date that the document gives for all its links" in html
    project.auditor("report")
    assert archive_of(project, "all.md") == told, "the store remembers it"


def test_a_robust_links_day_is_the_citations_own(project, web, archive) -> None:
    configure(project, web, archive)
    link = f'<a href="{STORY}" data-originalurl="{STORY}" data-versiondate="2019-05-30">a story</a>'
    (project.folder / "robust.html").write_text(
        f'<html><head><meta name="date" content="2025-06-20"></head><body><p>There is {link} of it.</p></body></html>'
    )
    ended = project.auditor("check", "robust.html", "--format", "json")
    citation = ended.json["documents"][0]["citations"][0]
    assert citation["accessed"] == "2019-05-30"
    assert (citation["archive"]["distance_days"], citation["archive"]["dated_by"]) == (2, "citation")


def test_an_outage_hides_no_older_answer_and_the_report_says_of_when_it_is(project, web, archive) -> None:
    configure(project, web, archive)
    write(project, "a.md", "2019-06-04", LOST, "https://a.test/new")
    project.auditor("run")
    before = [archive_of(project, "a.md", number) for number in (1, 2)]
    assert [each["state"] for each in before] == ["archived", "not-archived"]
    configure(project, web, None, archived_days=0)
    with (project.folder / "config.toml").open("a") as file:
        file.write("none_days = 0\n")
    project.auditor("run")
    after = [archive_of(project, "a.md", number) for number in (1, 2)]
    assert [each["state"] for each in after] == ["archived", "not-archived"]
    today = datetime.now(UTC).date().isoformat()
    assert f"asked on {today}; no answer since" in after[1]["because"]


def test_a_citation_that_is_an_archive_link_and_its_original_are_both_checked(project, web, archive) -> None:
    configure(project, web, archive)
    copy, gone = COPY.format("20190601120000", LOST), COPY.format("20190601120000", "https://a.test/never-kept")
    write(project, "a.md", "2019-06-04", copy, gone)
    ended = project.auditor("check", "a.md", "--format", "json")
    good, bad = ended.json["documents"][0]["citations"]
    assert (good["health"], good["archive"]["state"], good["archive"]["distance_days"]) == ("healthy", "is-archive", 3)
    assert f"the original, {LOST}, was not found (404 Not Found from a.test)" in [
        finding["because"] for finding in good["link"]["findings"]
    ]
    assert bad["health"] == "lost"


def test_an_archived_wall_is_not_offered_and_explain_says_why(project, web, archive) -> None:
    configure(project, web, archive)
    write(project, "a.md", "2019-06-04", WALLED)
    project.auditor("run")
    told = archive_of(project, "a.md")
    assert (told["uri_m"], told["distance_days"]) == (COPY.format("20190701120000", WALLED), 27)
    shown = project.auditor("explain", WALLED).out
    assert f"copy: {told['uri_m']} (27 days after the citation)" in shown
    assert "no copy of the page: wayback's of 5 June 2019: " in shown
    before = len(archive.requests())
    project.auditor("run")
    assert len(archive.requests()) == before, "a good copy counts for 90 days"


def test_a_citation_of_an_unsafe_archive_is_flagged_wherever_it_is_shown(project, web, archive) -> None:
    configure(project, web, archive)
    cited = f"http://archive.ph/2019.06.01-080910/{STORY}"
    write(project, "a.md", "2019-06-04", cited)
    flag = "archive.today is not a safe archive"
    ended = project.auditor("check", "a.md")
    assert flag in " ".join(ended.out.split())
    assert COPY.format("20190601120000", STORY) in " ".join(ended.out.split()), "and the safe copy is named"
    assert flag in project.auditor("check", "a.md", "--format", "json").out
    assert flag in project.auditor("check", "a.md", "--format", "csv").out
    project.auditor("run")
    assert flag in (project.folder / "reports/documents/a.md.html").read_text().replace(
        "Archive.today", "archive.today"
    )


def test_all_runs_of_a_user_share_one_account_of_an_archive(project, web, archive) -> None:
    configure(project, web, None)
    project.auditor("check", STORY, LOST, "https://a.test/new")
    ledgers = list((project.folder / "state").glob("wayback-playback-*.json"))
    assert len(ledgers) == 1
    account = json.loads(ledgers[0].read_text())
    assert (account["refusals"] >= 2, account["closed_s"]) == (True, 3600)
    ended = project.auditor("check", STORY, "--format", "json")
    because = ended.json["documents"][0]["citations"][0]["archive"]["because"]
    assert "not asked any more: it refuses our connections, and is left alone for an hour" in because
    told = project.auditor("doctor").out
    assert "not asked: it refuses our connections, and is left alone for an hour" in told
    assert json.loads(ledgers[0].read_text()) == account, "nobody has asked since"
