"""The commands that people type: check, extract, explain, doctor, init."""

from __future__ import annotations

import csv
import io
import json

import pytest

from tests.cli.project import Project
from tests.web import serve_in_thread
from tests.web.behaviours import pages, statuses

CITATION_KEYS = {"number", "uri", "target", "text", "context", "kind", "line", "offset", "page", "accessed", "repaired",
                 "alternatives", "because"}  # fmt: skip
DOCUMENT_KEYS = {"document", "media_type", "title", "published", "base_url", "problems", "citations"}


def test_extract_prints_the_promised_json(project: Project) -> None:
    project.write("a.md", "https://a.test/x")
    ended = project.auditor("extract", "a.md", "--format", "json")
    assert ended.code == 0
    assert ended.json["schema"] == "auditor.extract/1"
    (document,) = ended.json["documents"]
    assert document.keys() >= DOCUMENT_KEYS
    assert document["citations"][0].keys() >= CITATION_KEYS
    assert document["citations"][0]["context"] == "The source 1 says so."


def test_extract_shows_navigation_and_skipped_links_only_when_asked(project: Project) -> None:
    (project.folder / "a.md").write_text("[a](https://a.test) [b](mailto:b@c.org) [c](/menu) [d](#)")
    shown = [
        c["kind"] for c in project.auditor("extract", "a.md", "--format", "json").json["documents"][0]["citations"]
    ]
    assert shown == ["citation"]
    every = project.auditor("extract", "a.md", "--format", "json", "--all").json["documents"][0]["citations"]
    assert [c["kind"] for c in every] == ["citation", "skipped", "navigation", "skipped"]
    assert all(c["because"] for c in every[1:])


def test_extract_reads_standard_input_of_a_stated_type(project: Project) -> None:
    ended = project.auditor(
        "extract", "-", "--media-type", "text/html", "--format", "csv", stdin=b"<p><a href='https://a.test/x'>A</a>"
    )
    (row,) = csv.DictReader(io.StringIO(ended.out))
    assert (row["document"], row["uri"], row["text"]) == ("-", "https://a.test/x", "A")


def test_extract_tells_of_a_link_that_prints_another_address_in_every_format(project: Project) -> None:
    (project.folder / "a.html").write_text("<p>See <a href='https://a.test/x'>https://b.test/y</a>.")
    said = "prints another address than it links to"
    (citation,) = project.auditor("extract", "a.html", "--format", "json").json["documents"][0]["citations"]
    assert (citation["uri"], citation["alternatives"], citation["because"]) == (
        "https://a.test/x",
        ["https://b.test/y"],
        said,
    )
    (row,) = csv.DictReader(io.StringIO(project.auditor("extract", "a.html", "--format", "csv").out))
    assert (row["uri"], row["alternatives"], row["because"]) == ("https://a.test/x", "https://b.test/y", said)
    assert f"https://a.test/x ({said})" in project.auditor("extract", "a.html").out


def test_extract_of_a_missing_file_says_so_and_reads_the_others(project: Project) -> None:
    project.write("a.md", "https://a.test/x")
    ended = project.auditor("extract", "nothing.md", "a.md")
    assert ended.code == 2
    assert "nothing.md: there is no such file" in ended.err
    assert "https://a.test/x" in ended.out


def test_check_of_an_address_is_at_once_and_leaves_no_store(project: Project) -> None:
    with serve_in_thread({"a.test": {"/x": pages.article("X"), "/y": statuses.not_found()}}) as web:
        project.configure(web)
        fine = project.auditor("check", "https://a.test/x", "--format", "json")
        gone = project.auditor("check", "https://a.test/y", "--format", "json", "--no-archives")
    assert (fine.code, gone.code) == (0, 1)
    assert fine.json["schema"] == "auditor.audit/1"
    assert fine.json["run"].keys() >= {"id", "started_at", "finished_at", "auditor", "complete", "vantage", "policy"}
    assert fine.json["run"]["policy"] == "single-run"
    (document,) = gone.json["documents"]
    assert document["document"] == "https://a.test/y"
    link = document["citations"][0]["link"]
    assert (link["state"], link["status"], link["confirmed"]) == ("dead", 404, False)
    assert link.keys() >= {"since", "final_uri", "checked_at", "failure", "findings"}
    assert not list(project.folder.glob("auditor.db*"))


def test_check_prints_a_table_that_says_what_was_seen_and_never_dead_after_one_look(project: Project) -> None:
    with serve_in_thread({"a.test": {"/y": statuses.not_found()}}) as web:
        project.configure(web)
        project.write("a.md", "https://a.test/y")
        ended = project.auditor("check", "a.md")
    assert "https://a.test/y" in ended.out
    assert "1 check" in ended.out
    assert " dead" not in ended.out


def test_check_with_store_keeps_what_it_sees_and_explain_tells_all_of_it(project: Project) -> None:
    with serve_in_thread({"a.test": {"/y": statuses.not_found()}}) as web:
        project.configure(web)
        project.auditor("check", "--store", "https://a.test/y#part")
    project.configure()
    ended = project.auditor("explain", "https://a.test/y")
    assert ended.code == 0
    assert "GET https://a.test/y  404 Not Found" in ended.out
    assert "404 Not Found from a.test" in ended.out
    unknown = project.auditor("explain", "https://a.test/other")
    assert unknown.code == 2
    assert "is not in" in unknown.err


def test_explain_without_a_store_makes_none(project: Project) -> None:
    project.configure()
    assert project.auditor("explain", "https://a.test/y").code == 2
    assert not list(project.folder.glob("auditor.db*"))


def test_a_host_without_a_scheme_is_told_how_to_write_it(project: Project) -> None:
    ended = project.auditor("check", "a.test/x")
    assert ended.code == 2
    assert "https://a.test/x" in ended.err


def test_doctor_has_a_line_for_everything_and_fails_when_one_is_bad(project: Project) -> None:
    with serve_in_thread({"a.test": {"/": pages.article("Up")}}) as web:
        project.configure(web, net__controls=["https://a.test/"])
        ended = project.auditor("doctor")
        assert ended.code == 0, ended.out
        assert [line[:3] for line in ended.out.splitlines()] == ["ok "] * 6
    project.configure(None, net__controls=["https://127.0.0.1:1/"])
    ended = project.auditor("doctor")
    assert ended.code == 2
    assert "BAD  network" in ended.out


def test_init_never_overwrites(project: Project) -> None:
    assert project.auditor("init").code == 0
    assert project.auditor("init").code == 2


@pytest.mark.parametrize("command", ["run", "check", "extract", "report", "explain", "doctor", "init"])
def test_every_command_has_help(project: Project, command: str) -> None:
    ended = project.auditor(command, "--help")
    assert ended.code == 0
    assert "Usage:" in ended.out


def test_a_broken_configuration_names_file_line_and_key_in_json_too(project: Project) -> None:
    (project.folder / "config.toml").write_text("[net]\n\ntimeout_s = 0\n")
    ended = project.auditor("run", "--log-format", "json")
    assert ended.code == 2
    told = json.loads(ended.err)
    assert "config.toml, line 3, net.timeout_s" in told["message"]
