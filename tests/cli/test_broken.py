"""Broken addresses from document to report: which reading is looked at, taken, shown and kept."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import textwrap
from contextlib import closing

import pytest

from auditor.store import Store
from tests.cli.project import ROOT, Project
from tests.web import serve_in_thread
from tests.web.behaviours import pages, redirects

HYPHEN = "The treaty is at https://a.test/report-of-north-\nsouth-talks-2019.html and it says so.\n"
MAYBE = "The list is kept at https://a.test/data/\nharbours for everybody who reads this long line.\n"
LONG, DROPPED = "/report-of-north-south-talks-2019.html", "/report-of-northsouth-talks-2019.html"
HOME, PAGE = pages.article("Home", "Nothing in particular."), pages.article("Harbours", "All of them are here.")


def checked(project: Project, text: str, sites: dict, *more: str) -> tuple[dict, set[str]]:
    """The one citation of a text as `check` tells of it, and the paths that were asked for."""
    (project.folder / "a.txt").write_text(text)
    with serve_in_thread(sites) as web:
        project.configure(web, net__siblings=False)
        ended = project.auditor("check", "a.txt", "--format", "json", *more)
        asked = {each.path for each in web.requests if each.host.partition(":")[0] == "a.test"}
    (document,) = ended.json["documents"]
    (citation,) = document["citations"]
    return citation, asked


def test_the_likeliest_reading_is_all_that_is_asked_for_where_it_is_there(project: Project) -> None:
    citation, asked = checked(project, HYPHEN, {"a.test": {LONG: PAGE}})
    assert citation["uri"] == f"https://a.test{LONG}"
    assert citation["link"]["state"] == "live"
    assert citation["broken"]["chosen_by"] == "rule"
    assert asked == {LONG}


def test_a_typesetters_hyphen_is_left_out_where_only_the_reading_without_it_is_live(project: Project) -> None:
    citation, asked = checked(project, HYPHEN, {"a.test": {DROPPED: PAGE}})
    assert citation["uri"] == f"https://a.test{DROPPED}"
    assert citation["alternatives"] == [f"https://a.test{LONG}"]
    assert (citation["link"]["state"], citation["broken"]["chosen_by"]) == ("live", "liveness")
    assert citation["broken"]["pieces"] == ["https://a.test/report-of-north-", "south-talks-2019.html"]
    assert len(asked) == 4  # both readings, and a control beside each


def test_a_live_beginning_proves_nothing_and_the_longer_live_reading_is_taken(project: Project) -> None:
    citation, _ = checked(project, MAYBE, {"a.test": {"/data/": HOME, "/data/harbours": PAGE}})
    assert citation["uri"] == "https://a.test/data/harbours"
    assert citation["broken"]["chosen_by"] == "liveness"
    assert citation["repaired"] is True


@pytest.mark.parametrize("everything", [HOME, redirects.to("https://a.test/data/")], ids=["answers", "leads home"])
def test_where_the_host_answers_everything_the_rules_choice_stands(project: Project, everything) -> None:
    citation, _ = checked(project, MAYBE, {"a.test": {"/data/": HOME, "/data/*": everything}})
    assert citation["uri"] == "https://a.test/data/"
    assert (citation["link"]["state"], citation["broken"]["chosen_by"]) == ("live", "rule")


@pytest.mark.parametrize("policy", ["single-run", "strikes", "pew"])
def test_where_every_reading_fails_it_is_damaged_in_the_document_whatever_the_policy(
    project: Project, policy: str
) -> None:
    (project.folder / "a.txt").write_text(HYPHEN)
    with serve_in_thread({"a.test": {"/": HOME}}) as web:
        project.configure(web, documents='include = ["*.txt"]', judge__policy=policy)
        assert project.auditor("run").code == 0
        (citation,) = project.report("a.txt")["documents"][0]["citations"]
    assert (citation["link"]["state"], citation["health"]) == ("invalid", "unverified")
    assert citation["broken"]["chosen_by"] == "unresolved"
    assert [one["state"] for one in citation["broken"]["candidates"]] == ["dead", "dead"]


def test_an_unbroken_address_costs_nothing_more(project: Project) -> None:
    citation, asked = checked(project, "It is at https://a.test/data/harbours and so on.\n", {"a.test": {}})
    assert citation["broken"] is None
    assert asked == {"/data/harbours"}


def test_run_report_judge_and_explain_tell_the_same_and_a_second_run_asks_nothing(project: Project) -> None:
    (project.folder / "a.txt").write_text(HYPHEN)
    with serve_in_thread({"a.test": {DROPPED: PAGE}}) as web:
        project.configure(web, documents='include = ["*.txt"]')
        assert project.auditor("run").code == 0
        ran = project.report("a.txt")["documents"]
        before = web.asked("a.test")
        assert project.auditor("run").code == 0
        assert web.asked("a.test") == before
        assert project.report("a.txt")["documents"] == ran
        assert project.auditor("report").code == 0
        assert project.report("a.txt")["documents"] == ran
        judged = project.auditor("judge")
        assert (judged.code, judged.out) == (0, "")
        told = project.auditor("explain", f"https://a.test{LONG}").out
    assert f"GET https://a.test{DROPPED}  200 OK" in told
    assert "printed: https://a.test/report-of-north- ⏎ south-talks-2019.html" in told
    assert "chosen by: liveness" in told
    assert f"* https://a.test{DROPPED}  live" in told
    assert f"https://a.test{LONG}  not found (404)" in told


def test_the_sheet_and_the_page_show_what_was_printed_and_what_was_seen_of_each_reading(project: Project) -> None:
    (project.folder / "a.txt").write_text(HYPHEN)
    with serve_in_thread({"a.test": {DROPPED: PAGE}}) as web:
        project.configure(web, documents='include = ["*.txt"]')
        project.auditor("run")
    sheet = (project.folder / "reports" / "data" / "a.txt.csv").read_text(encoding="utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(sheet))
    assert row["printed"] == "https://a.test/report-of-north- ⏎ south-talks-2019.html"
    assert (row["rule"], row["chosen_by"]) == ("joint", "liveness")
    assert row["readings"] == f"https://a.test{LONG} (not found (404))"
    (page,) = (project.folder / "reports").rglob("a.txt*.html")
    shown = page.read_text(encoding="utf-8")
    assert "read as the one that is live" in shown
    assert "Could also be read as (not found (404))" in shown


def test_a_document_that_has_the_address_whole_elsewhere_settles_it_without_a_request(project: Project) -> None:
    whole = f"{HYPHEN}\n\nAs said at https://a.test{DROPPED} before.\n"
    (project.folder / "a.txt").write_text(whole)
    ended = project.auditor("extract", "a.txt", "--format", "json")
    first = ended.json["documents"][0]["citations"][0]
    assert first["uri"] == f"https://a.test{DROPPED}"
    assert first["broken"]["chosen_by"] == "second mention"
    assert json.dumps(first)


def test_a_spot_check_that_is_kept_is_judged_again_the_same_way(project: Project) -> None:
    (project.folder / "a.txt").write_text(HYPHEN)
    with serve_in_thread({"a.test": {DROPPED: PAGE}}) as web:
        project.configure(web)
        assert project.auditor("check", "a.txt", "--store").code == 0
        judged = project.auditor("judge")
        told = project.auditor("explain", f"https://a.test{LONG}").out
    assert (judged.code, judged.out) == (0, "")
    assert "Its readings; chosen by: liveness" in told
    assert f"* https://a.test{DROPPED}  live" in told


def test_a_wish_to_save_is_for_the_reading_that_was_taken(project: Project) -> None:
    (project.folder / "a.txt").write_text(HYPHEN)
    with serve_in_thread({"a.test": {DROPPED: PAGE}}) as web:
        project.configure(web, documents='include = ["*.txt"]')
        project.auditor("run")
        with Store(str(project.folder / "auditor.db")) as store:
            (answering,) = store.answering(store.latest_run().id)
    assert answering == f"https://a.test{DROPPED}"


def test_the_readmes_example_comes_out_as_it_says(project: Project) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8").partition("\n## Addresses that a break has split\n")[2]
    blocks = [part for part in readme.split("\n\n") if part.startswith("    ")]
    note, shown = "\n\n".join(blocks[:3]), blocks[3].splitlines()[1:]
    (project.folder / "note.txt").write_text(textwrap.dedent(note) + "\n")
    sites = {
        "treaties.example.org": {"/report-of-northsouth-talks-2019.html": PAGE},
        "ports.example.org": {"/data/": HOME, "/data/harbours": PAGE},
        "gone.example.org": {"/": HOME},
    }
    with serve_in_thread(sites) as web:
        project.configure(web)
        rows = project.auditor("check", "note.txt", "--format", "csv").out.splitlines()[1:]
    assert len(rows) == len(shown)
    for row, line in zip(rows, shown, strict=True):
        assert line.strip().strip("…") in row
    assert "damaged in the document: none of the 2 readings of the printed address is there or archived" in rows[-1]


WHOLE = "All of it lies below https://a.test/data/ and is kept there.\n"


def test_the_beginning_of_a_broken_address_that_is_also_cited_whole_is_looked_at_for_both(project: Project) -> None:
    (project.folder / "a.txt").write_text(f"{WHOLE}\n{MAYBE}")
    with serve_in_thread({"a.test": {"/data/": HOME, "/data/harbours": PAGE}}) as web:
        project.configure(web, documents='include = ["*.txt"]', net__siblings=False)
        assert project.auditor("run").code == 0
        ran = project.report("a.txt")["documents"]
        assert project.auditor("report").code == 0
        assert project.report("a.txt")["documents"] == ran
        judged = project.auditor("judge")
        assert (judged.code, judged.out) == (0, "")
        told = project.auditor("explain", "https://a.test/data/").out
        with Store(str(project.folder / "auditor.db")) as store:
            answering = store.answering(store.latest_run().id)
    whole, broken = ran[0]["citations"]
    assert (whole["uri"], whole["broken"], whole["link"]["state"]) == ("https://a.test/data/", None, "live")
    assert (broken["uri"], broken["broken"]["chosen_by"]) == ("https://a.test/data/harbours", "liveness")
    assert answering == ("https://a.test/data/", "https://a.test/data/harbours")
    assert "* https://a.test/data/harbours  live" in told


def test_what_fails_where_a_break_may_have_split_it_is_damaged_there_and_dead_where_it_is_whole(
    project: Project,
) -> None:
    (project.folder / "a.txt").write_text(f"{WHOLE}\n{MAYBE}")
    with serve_in_thread({"a.test": {"/": HOME}}) as web:
        project.configure(web, net__siblings=False)
        ended = project.auditor("check", "a.txt", "--format", "json", "--store")
        judged = project.auditor("judge")
        project.configure(web, documents='include = ["*.txt"]', net__siblings=False, judge__policy="single-run")
        project.auditor("run")
    whole, broken = ended.json["documents"][0]["citations"]
    assert (whole["link"]["state"], whole["health"]) == ("dead", "lost")
    assert (broken["link"]["state"], broken["broken"]["chosen_by"]) == ("invalid", "unresolved")
    assert judged.out == ""
    with closing(sqlite3.connect(project.folder / "auditor.db")) as db:
        (healths,) = db.execute("SELECT citations, lost, unverified FROM document_health").fetchall()
    assert healths == (2, 1, 1), "the store's view counts as the report does"


def test_a_hyphenated_address_that_is_cited_whole_elsewhere_costs_nothing_more(project: Project) -> None:
    (project.folder / "b.txt").write_text(f"As said at https://a.test{LONG} before.\n")
    (project.folder / "a.txt").write_text(HYPHEN)
    with serve_in_thread({"a.test": {"/": HOME}}) as web:
        project.configure(web, net__siblings=False)
        project.auditor("check", "a.txt", "b.txt")
        assert {each.path for each in web.requests if each.host.partition(":")[0] == "a.test"} == {LONG}


def test_the_sheet_and_the_page_say_that_an_address_was_damaged_in_the_document(project: Project) -> None:
    (project.folder / "a.txt").write_text(HYPHEN)
    with serve_in_thread({"a.test": {"/": HOME}}) as web:
        project.configure(web, documents='include = ["*.txt"]')
        project.auditor("run")
        told = project.auditor("explain", f"https://a.test{LONG}").out
    because = "damaged in the document: none of the 2 readings of the printed address is there or archived"
    assert f"reading: invalid: {because}" in told
    assert "chosen by: unresolved" in told
    (page,) = (project.folder / "reports").rglob("a.txt*.html")
    shown = page.read_text(encoding="utf-8")
    assert because.removeprefix("d") in shown
    assert "nothing tells how it is meant" in shown
    assert "report-of-north- ⏎ south-talks-2019.html" in shown
