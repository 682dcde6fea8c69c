"""`auditor judge` and `auditor mark`: verdicts from stored evidence, and a reviewer's word, end to end."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta

from auditor.model import (
    AuditRun,
    Exchange,
    Health,
    LinkState,
    LinkVerdict,
    Mark,
    Probe,
    Request,
    Response,
    Verdict,
)
from auditor.store import Store, lock
from tests.cli.project import Project
from tests.web import serve_in_thread
from tests.web.behaviours import pages, statuses, walls

FINE, GONE, WALLED = "https://a.test/fine", "https://a.test/gone", "https://b.test/walled"
SITES = {
    "a.test": {"/fine": pages.article("A fine article", "With words."), "/gone": statuses.not_found()},
    "b.test": {"/walled": walls.datadome()},
}


def seen(project: Project, *, policy: str = "strikes") -> None:
    """One night's run over a page that is there, one that is gone and one behind a wall; then the web goes away."""
    with serve_in_thread(SITES) as web:
        project.configure(web, judge__policy=policy)
        project.write("a.md", FINE, GONE, WALLED)
        project.auditor("run")
    project.configure(judge__policy=policy)


def links(project: Project) -> dict[str, dict]:
    return {each["uri"]: each["link"] for each in project.report("a.md")["documents"][0]["citations"]}


def rows(project: Project, sql: str) -> list[tuple]:
    with sqlite3.connect(project.folder / "auditor.db") as db:
        return db.execute(sql).fetchall()


def test_judging_again_by_the_same_rules_changes_nothing_and_stores_nothing(project: Project) -> None:
    seen(project)
    before = rows(project, "SELECT * FROM verdicts")
    ended = project.auditor("judge")
    assert (ended.code, ended.out) == (0, "")
    assert ended.err == "3 judged again, 0 changed\n"
    assert rows(project, "SELECT * FROM verdicts") == before


def test_another_policy_is_told_as_the_reason_and_its_verdicts_are_kept(project: Project) -> None:
    seen(project, policy="single-run")
    assert links(project)[GONE]["state"] == "dead"
    project.configure(judge__policy="pew")
    ended = project.auditor("judge")
    assert ended.code == 1
    assert f"{GONE}\n  was: lost: not found (1 check); " in ended.out
    assert "  now: lost: dead: not found (1 check); " in ended.out
    assert "  why: the policy was single-run and is pew" in ended.out
    assert "(judged " in ended.out
    assert FINE not in ended.out
    assert "1 changed" in ended.err
    assert rows(project, "SELECT confirmed FROM latest_verdicts WHERE uri LIKE '%/gone'") == [(1,)]
    assert project.auditor("judge").out == ""


def test_other_rules_are_told_with_what_each_makes_of_the_same_look(project: Project) -> None:
    seen(project)
    with Store(str(project.folder / "auditor.db")) as store:
        ((_, now),) = store.verdicts(WALLED)
        former = Verdict(
            health=Health.LOST,
            link=LinkVerdict(state=LinkState.DEAD, checked_at=now.link.checked_at, checks=1),
            archive=now.archive,
        )
        run = store.latest_run()
        assert run is not None
        store.put_verdicts(run.id, {WALLED: former}, judged_at=datetime(2026, 1, 2, tzinfo=UTC))
    out = project.auditor("judge").out
    assert out.startswith(f"{WALLED}\n  was: lost: dead")
    assert "(judged 2 January 2026 by auditor " in out
    assert "  now: unverified: closed to automatic checks" in out
    assert "  why: the rules: nothing was found then, wall said blocked (a bot check of DataDome answered" in out


def test_the_exit_code_is_that_of_what_is_cited_and_fail_on_chooses(project: Project) -> None:
    seen(project, policy="single-run")
    assert project.auditor("judge").code == 1
    assert project.auditor("judge", "--fail-on", "at-risk").code == 0
    assert project.auditor("judge", "--fail-on", "unverified").code == 1


def test_spot_checks_that_were_kept_are_judged_again_too(project: Project) -> None:
    with serve_in_thread(SITES) as web:
        project.configure(web)
        project.auditor("check", "--store", GONE)
    project.configure()
    ended = project.auditor("judge")
    assert (ended.code, ended.out, ended.err) == (0, "", "1 judged again, 0 changed\n")
    project.configure(judge__policy="pew")  # in which one look is enough
    assert project.auditor("judge", "--quiet").code == 1


def test_without_a_store_or_beside_another_run_nothing_is_judged(project: Project) -> None:
    project.configure()
    ended = project.auditor("judge")
    assert ended.code == 2
    assert "there is no store at" in ended.err
    seen(project)
    with lock(str(project.folder / "auditor.db")):
        assert project.auditor("judge").code == 4
        assert project.auditor("mark", WALLED, "live").code == 4


def test_a_reviewers_word_is_shown_with_its_day_in_report_json_and_explain(project: Project) -> None:
    seen(project)
    assert links(project)[WALLED]["state"] == "blocked"
    marked = project.auditor("mark", WALLED, "live", "--note", "opened in a browser: it is there")
    today = rows(project, "SELECT at FROM marks")[0][0]
    assert marked.code == 0
    assert f"{WALLED}\n  healthy: live; " in marked.out
    project.auditor("report")
    link = links(project)[WALLED]
    assert link["state"] == "live"
    assert link["marked"] == {"state": "live", "at": today, "note": "opened in a browser: it is there"}
    said = [finding["rule"] for finding in link["findings"]]
    assert said == ["reviewer"]
    page = (project.folder / "reports" / "documents" / "a.md.html").read_text(encoding="utf-8")
    assert "A reviewer marked it live on" in page
    assert "opened in a browser: it is there" in page
    shown = project.auditor("explain", WALLED).out
    assert "reviewer: live: a reviewer marked it live on" in shown
    assert "A reviewer's words, oldest first" in shown
    assert "  wall: blocked: a bot check of DataDome" in shown


def test_a_word_is_not_overruled_by_what_it_overruled_and_both_are_shown(project: Project) -> None:
    yesterday = datetime.now(UTC) - timedelta(days=1)
    words = {GONE: (LinkState.LIVE, 404), FINE: (LinkState.DEAD, 200)}
    with Store(str(project.folder / "auditor.db")) as store:
        run = AuditRun(id="yesterday", started_at=yesterday)
        store.begin(run)
        for uri, (state, status) in words.items():
            answer = Response(status=status, body=b"words")
            exchange = Exchange(request=Request(uri=uri), outcome=answer, started_at=yesterday)
            store.append(run.id, [Probe(key=uri, exchanges=(exchange,))])
            store.put_mark(Mark(key=uri, state=state, at=yesterday + timedelta(hours=1), note="I looked"))
    seen(project)
    found = links(project)
    assert (found[GONE]["state"], found[FINE]["state"]) == ("live", "dead")
    for uri, both in ((GONE, "404 Not Found"), (FINE, "200 from a.test")):
        said = " ".join(finding["because"] for finding in found[uri]["findings"])
        assert both in said
        assert "I looked; what was seen since contradicts that" in said


def test_words_are_kept_for_ever_and_the_newest_counts(project: Project) -> None:
    seen(project)
    project.auditor("mark", WALLED, "dead")
    project.auditor("mark", WALLED, "live", "--note", "it was my network")
    shown = project.auditor("explain", WALLED).out
    assert "dead: without a note" in shown
    assert "live: it was my network" in shown
    assert "healthy: live" in shown.splitlines()[1]
    assert len(rows(project, "SELECT * FROM marks")) == 2
    assert rows(project, "SELECT link, link_before FROM recovered") == [("live", "dead")]


def test_what_was_never_audited_cannot_be_marked_nor_in_other_words(project: Project) -> None:
    seen(project)
    unknown = project.auditor("mark", "https://a.test/other", "live")
    assert unknown.code == 2
    assert "https://a.test/other is not in " in unknown.err
    assert "check --store" in unknown.err
    assert project.auditor("mark", FINE, "fine").code == 2


def test_explain_and_judge_say_the_same_of_archives_that_nobody_has_asked(project: Project) -> None:
    with serve_in_thread(SITES) as web:
        project.configure(web)
        project.write("a.md", FINE)
        project.auditor("run")
    project.configure(archives="")  # archives are asked by default, but none has been yet
    project.auditor("judge")
    ((judged,),) = rows(project, "SELECT health FROM latest_verdicts")
    assert judged == "unverified"
    assert project.auditor("explain", FINE).out.splitlines()[1].startswith(f"  {judged}: live;")
