"""`auditor run`, as the nightly job runs it."""

from __future__ import annotations

import json
import re
import signal
import sqlite3
import subprocess
import threading
from pathlib import Path

import pytest

from tests.cli.project import Project
from tests.web import Behaviour, Door, Visit, serve_in_thread
from tests.web.behaviours import breaks, pages, redirects, statuses, walls
from tests.web.behaviours.answers import answer

ANSWERS: dict[str, tuple[Behaviour, str]] = {
    "/fine": (pages.article("A fine article", "With some words in it."), "live"),
    "/moved": (redirects.moved("/fine"), "live"),
    "/gone": (statuses.gone(), "dead"),
    "/missing": (statuses.not_found(), "dead"),
    "/old-report": (redirects.home(), "soft-404"),
    "/soft": (pages.soft_404(), "soft-404"),
    "/forbidden": (statuses.forbidden(), "blocked"),
    "/login": (statuses.login(), "blocked"),
    "/legal": (statuses.legal(), "blocked"),
    "/trouble": (statuses.server_error(), "unreachable"),
    "/cut": (breaks.silence, "unreachable"),
    "/loop": (redirects.loop(), "unreachable"),
    "/cookies": (redirects.cookie_test(pages.article("Behind a cookie", "Here it is.")), "live"),
    "/endless": (breaks.endless, "live"),
    "/well-then": (statuses.recovering(statuses.too_many("0"), pages.article("Well again", "Here.")), "live"),
    "/private": (redirects.to_loopback(), "unknown"),
}
WALLS: dict[str, Behaviour] = {  # each of a host of its own, since one with two is left in peace
    "wall.test": walls.cloudflare(),
    "datadome.test": walls.datadome(),
    "linkedin.test": walls.linkedin(),
    "captcha.test": walls.aws_captcha(),
}


def states(report: dict) -> dict[str, str]:
    (document,) = report["documents"]
    return {c["uri"]: c["link"]["state"] for c in document["citations"]}


def test_every_behaviour_of_the_web_gets_its_own_state(project: Project) -> None:
    sites = {"a.test": {"/": pages.article("Home"), **{path: answer for path, (answer, _) in ANSWERS.items()}}}
    sites |= {host: {"/x": wall} for host, wall in WALLS.items()}
    doors = {"wrong.test": Door.WRONG_NAME, "refused.test": Door.REFUSED}
    with serve_in_thread(sites, doors) as web:
        project.configure(web, judge__policy="single-run", net__breaker_failures=99)
        expected = {f"https://a.test{path}": state for path, (_, state) in ANSWERS.items()}
        expected |= {f"https://{host}/x": "blocked" for host in WALLS}
        expected |= {"https://wrong.test/x": "unreachable", "https://refused.test/x": "unreachable"}
        project.write("a.md", *expected)
        ended = project.auditor("run")
    assert ended.code == 1
    found = states(project.report("a.md"))
    # a moved address keeps a name of its own only where the content is plausibly the same
    assert found.pop("https://a.test/moved") in {"live", "moved"}
    assert found == {uri: state for uri, state in expected.items() if uri != "https://a.test/moved"}


def test_a_host_with_two_walls_is_left_in_peace_and_what_was_skipped_says_so(project: Project) -> None:
    with serve_in_thread({"a.test": {"*": walls.cloudflare()}}) as web:
        project.configure(web)
        project.write("a.md", *(f"https://a.test/{number}" for number in range(9)))
        assert project.auditor("run").code == 0
        assert web.asked("a.test") == 2
    (document,) = project.report("a.md")["documents"]
    links = [citation["link"] for citation in document["citations"]]
    assert {link["state"] for link in links} == {"blocked"}
    said = [link["findings"][0]["because"] for link in links]
    assert said.count("not asked: the host had walled us") == 7


def test_a_domain_registered_after_it_was_cited_is_told_and_explained(project: Project) -> None:
    told = {"events": [{"eventAction": "registration", "eventDate": "2024-02-03T00:00:00Z"}]}
    parked = answer(200, "<title>For sale</title><p>This domain may be for sale. Click here to inquire.")
    sites = {
        "www.site.example": {"/x": parked},
        "rdap.test": {"/domain/site.example": answer(200, json.dumps(told), kind="application/rdap+json")},
    }
    with serve_in_thread(sites) as web:
        project.configure(
            web, judge__policy="single-run", rdap__enabled=True, rdap__endpoint="https://rdap.test/domain/"
        )
        (project.folder / "a.md").write_text(
            "---\ndate: 2019-05-01\n---\n\nThe [source](https://www.site.example/x) says so.\n", encoding="utf-8"
        )
        project.auditor("run")
        assert web.asked("rdap.test") == 1
        project.configure(web, net__fresh_hours=0, rdap__enabled=True, rdap__endpoint="https://rdap.test/domain/")
        project.auditor("run")
        assert web.asked("rdap.test") == 1
        explained = project.auditor("explain", "https://www.site.example/x").out
    assert "site.example was registered on 2024-02-03, after it was cited on 2019-05-01" in explained
    assert "The registry of site.example" in explained
    assert "GET https://rdap.test/domain/site.example" in explained


def test_an_address_cited_in_ten_documents_is_asked_for_once(project: Project) -> None:
    with serve_in_thread({"a.test": {"/x": pages.article("X")}}) as web:
        project.configure(web)
        for n in range(10):
            project.write(f"{n}.md", "https://a.test/x")
        assert project.auditor("run").code == 0
        assert web.asked("a.test") == 1
    assert all(states(project.report(f"{n}.md")) == {"https://a.test/x": "live"} for n in range(10))


def test_a_second_run_asks_nothing_and_reports_the_same_but_for_its_date(project: Project) -> None:
    with serve_in_thread({"a.test": {"/x": pages.article("X"), "/y": statuses.not_found()}}) as web:
        project.configure(web, net__controls=["https://a.test/control"])
        project.write("a.md", "https://a.test/x", "https://a.test/y")
        project.auditor("run")
        before, asked = _files(project.folder / "reports"), len(web.requests)
        project.auditor("run")
        assert len(web.requests) == asked
    after = _files(project.folder / "reports")
    assert before.keys() == after.keys()
    assert {name: _undated(data) for name, data in before.items()} == {n: _undated(d) for n, d in after.items()}
    assert before["data/citations.csv"] == after["data/citations.csv"]


def _files(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def _undated(data: bytes) -> bytes:
    """Without the run's own line in a page, and without the `run` object in JSON."""
    data = re.sub(rb'"run": \{[^}]*\}', b"", data)
    return re.sub(rb"<p[^>]*class=\"run\".*?</p>", b"", data, flags=re.DOTALL)


def test_a_killed_run_loses_nothing_it_had_seen_and_the_next_goes_on_from_there(project: Project) -> None:
    # With one connection one lane is open at a time, and it closes when all that it saw is stored.
    reached = threading.Event()

    async def last(visit: Visit) -> None:
        reached.set()
        await breaks.hanging(visit)

    paths = {f"/{n}": pages.article(f"Page {n}") for n in range(30)}
    with serve_in_thread({"a.test": paths, "z.test": {"/": last}}) as web:
        project.configure(web, net__host_connections=1, net__connections=1, net__timeout_s=30)
        project.write("a.md", *(f"https://a.test{path}" for path in paths), "https://z.test/")
        process = subprocess.Popen(Project.command("run"), cwd=project.folder, env=project.environment())
        assert reached.wait(60)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert web.asked("a.test") == 30
        project.configure(web, net__timeout_s=0.2, net__retries=0)
        assert project.auditor("run").code == 0
        assert web.asked("a.test") == 30
    assert list(states(project.report("a.md")).values()).count("live") == 30


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_ends_with_3_and_a_report_that_says_so(project: Project, number: signal.Signals) -> None:
    reached = threading.Event()

    async def last(visit: Visit) -> None:
        reached.set()
        await breaks.hanging(visit)

    with serve_in_thread({"a.test": {"/x": pages.article("X")}, "z.test": {"/": last}}) as web:
        project.configure(web, net__timeout_s=30, net__connections=1)
        project.write("a.md", "https://a.test/x", "https://a.test/y", "https://z.test/")
        process = subprocess.Popen(
            Project.command("run"), cwd=project.folder, env=project.environment(), stderr=subprocess.PIPE
        )
        assert reached.wait(30)
        process.send_signal(number)
        _, said = process.communicate(timeout=30)
    assert process.returncode == 3, said
    report = project.report("a.md")
    assert report["run"]["complete"] is False
    assert states(report)["https://a.test/x"] == "live"
    assert states(report)["https://z.test/"] == "unknown"
    assert b"(incomplete)" in said


def test_without_a_network_nothing_is_judged_and_the_former_report_stands(project: Project) -> None:
    with serve_in_thread({"a.test": {"/x": pages.article("X")}}) as web:
        project.configure(web)
        project.write("a.md", "https://a.test/x")
        project.auditor("run")
        before = _files(project.folder / "reports")
    project.configure(None, net__controls=["https://127.0.0.1:1/"], net__allow_private=True, net__fresh_hours=0)
    ended = project.auditor("run")
    assert ended.code == 3
    assert "our own network is down" in ended.err
    assert _files(project.folder / "reports") == before
    with sqlite3.connect(project.folder / "auditor.db") as store:
        assert [row[0] for row in store.execute("select vantage from runs order by started_at")] == [
            "online",
            "offline",
        ]
        assert store.execute("select count(*) from verdicts").fetchone() == (1,)
    store.close()


def test_a_bad_document_among_many_gives_2_and_the_rest_is_audited(project: Project) -> None:
    with serve_in_thread({"a.test": {"/x": pages.article("X")}}) as web:
        project.configure(web)
        project.write("good.md", "https://a.test/x")
        (project.folder / "bad.md").write_bytes(b"\x7fELF\x00\x00\x01\x02" * 99)
        (project.folder / "empty.md").write_bytes(b"")
        ended = project.auditor("run")
    assert ended.code == 2
    assert "bad.md: not a document of a known kind" in ended.err
    assert "empty.md: the document is empty" in ended.err
    assert states(project.report("good.md")) == {"https://a.test/x": "live"}
    assert "the document is empty" in (project.folder / "reports" / "index.html").read_text(encoding="utf-8")


def test_another_run_that_holds_the_lock_gives_4(project: Project) -> None:
    from auditor.store import lock

    project.configure()
    project.write("a.md", "https://a.test/x")
    with lock(str(project.folder / "auditor.db")):
        ended = project.auditor("run")
    assert ended.code == 4
    assert "another run holds the lock" in ended.err


def test_a_report_is_published_too_and_report_renders_it_again_without_any_network(project: Project) -> None:
    with serve_in_thread({"a.test": {"/x": pages.article("X")}}) as web:
        project.configure(web, report__publish="drive")
        project.write("a.md", "https://a.test/x")
        project.auditor("run")
    published = _files(project.folder / "drive")
    assert published["index.html"] == (project.folder / "reports" / "index.html").read_bytes()
    for file in (project.folder / "reports").rglob("*.html"):
        file.unlink()
    project.configure(None, report__publish="drive")
    assert project.auditor("report").code == 0
    assert _files(project.folder / "drive") == published


def test_an_unconfirmed_suspicion_does_not_fail_the_scheduled_job(project: Project) -> None:
    with serve_in_thread({"a.test": {"/x": statuses.not_found()}}) as web:
        project.configure(web)
        project.write("a.md", "https://a.test/x")
        assert project.auditor("run").code == 0
        project.configure(web, judge__policy="single-run")
        assert project.auditor("run").code == 1
    assert project.report("a.md")["documents"][0]["citations"][0]["link"]["confirmed"] is False


def test_userinfo_of_an_address_is_nowhere(project: Project) -> None:
    with serve_in_thread(
        {"a.test": {"/x": redirects.to("https://ann:s3cret@a.test/y"), "/y": pages.article("Y")}}
    ) as web:
        project.configure(web)
        project.write("a.md", "https://bob:s3cret@a.test/x")
        ended = project.auditor("run", "--verbose")
        assert [asked.header("authorization") for asked in web.requests] == [None, None]
    everywhere = b"".join(_files(project.folder / "reports").values()) + (project.folder / "auditor.db").read_bytes()
    assert b"s3cret" not in everywhere
    assert "s3cret" not in ended.err + ended.out


def test_a_missing_configuration_and_no_documents_are_told_with_advice(project: Project) -> None:
    ended = project.auditor("run")
    assert ended.code == 2
    assert "auditor init" in ended.err
    assert project.auditor("init").code == 0
    ended = project.auditor("run")
    assert ended.code == 2
    assert "there are no documents to audit" in ended.err
