"""`auditor record`: what it writes is a test case like those of tests/exchanges, and holds no secret."""

from __future__ import annotations

import json

from auditor.codec import load
from auditor.judge.verdict import judge
from auditor.model import Evidence
from tests.cli.project import Project
from tests.judge.build import SINGLE_RUN
from tests.web import serve_in_thread
from tests.web.behaviours import pages, redirects, walls
from tests.web.behaviours.answers import answer


def test_a_recorded_case_reads_as_it_was_labelled(project: Project) -> None:
    sites = {
        "a.test": {"/old": redirects.moved("/new"), "/new": pages.article("The harbour report", "Words. " * 80)},
        "b.test": {"/x": walls.aws_captcha()},
    }
    with serve_in_thread(sites) as web:
        project.configure(web)
        project.auditor("record", "https://b.test/x", "-o", "wall.json")
        ended = project.auditor("record", "https://a.test/old", "--words", "The harbour report")
    for text, state, rule in (
        ((project.folder / "wall.json").read_text("utf-8"), "blocked", "wall"),
        (ended.out, "moved", "moved"),
    ):
        case = json.loads(text)
        assert case.keys() == {"shows", "source", "evidence", "expected"}
        assert case["expected"] == {"state": state, "rule": rule}
        found = judge(load(Evidence, case["evidence"]), SINGLE_RUN).link.findings[0]
        assert (found.state.value, found.rule, found.because) == (state, rule, case["shows"])
    assert json.loads(ended.out)["evidence"]["reference"]["words"] == ["The harbour report"]
    assert not list(project.folder.glob("auditor.db*"))


def test_no_secret_is_in_a_recorded_case(project: Project) -> None:
    cookie = ("Set-Cookie", "session=t0psecret; Path=/; Secure")
    sites = {"a.test": {"/in": redirects.to("/", headers=[cookie]), "/": answer(403, "no", headers=[cookie])}}
    with serve_in_thread(sites) as web:
        project.configure(web)
        text = project.auditor("record", "https://anna:pa55word@a.test/in").out
    assert "t0psecret" not in text
    assert "pa55word" not in text
    assert "127.0.0" not in text
    assert '"session=…; Path=/; Secure"' in text


def test_a_file_that_is_there_is_left_as_it_is_and_what_is_no_address_is_refused(project: Project) -> None:
    project.configure()
    (project.folder / "case.json").write_text("mine", encoding="utf-8")
    there = project.auditor("record", "https://a.test/x", "-o", "case.json")
    assert (there.code, (project.folder / "case.json").read_text(encoding="utf-8")) == (2, "mine")
    assert "is there already" in there.err
    nowhere = project.auditor("record", "https://a.test/x", "-o", "no/folder/case.json")
    assert nowhere.code == 2
    assert project.auditor("record", "not an address").code == 2


def test_without_a_network_nothing_is_recorded(project: Project) -> None:
    with serve_in_thread({"a.test": {"/x": pages.article("X")}}) as web:
        project.configure(web, net__controls=["https://control.test/"])
        ended = project.auditor("record", "https://a.test/x", "-o", "case.json")
    assert ended.code == 3
    assert not (project.folder / "case.json").exists()
