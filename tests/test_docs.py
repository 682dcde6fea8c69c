"""The documents say what the code does: each claim of theirs that can be looked up is looked up."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
import typer

from auditor.cli.app import app
from auditor.errors import Exit
from auditor.model import ArchiveState, Health, LinkState
from tests.cli.project import Project

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def test_the_readme_opens_with_the_two_commands_that_do_it_all() -> None:
    first, second = README.splitlines()[:2]
    assert first.strip().startswith("make audit")
    assert second.strip().startswith("make test")


def test_the_readme_lists_every_command_and_no_other() -> None:
    listed = set(re.findall(r"^\| `auditor (\w+)", README, re.MULTILINE))
    assert listed == set(typer.main.get_command(app).commands)


def test_the_readme_lists_every_exit_code_and_no_other() -> None:
    table = README.partition("| exit code | meaning |")[2].partition("\n\n")[0]
    assert {int(code) for code in re.findall(r"^\| (\d) \|", table, re.MULTILINE)} == {int(code) for code in Exit}


@pytest.mark.parametrize("words", [Health, LinkState, ArchiveState])
def test_the_readme_knows_every_word_of_a_verdict(words) -> None:
    assert [word.value for word in words if f"`{word.value}`" not in README] == []


def test_every_make_target_that_a_document_names_is_there() -> None:
    named = set(re.findall(r"(?:^    |`)make ([a-z]+)", README + CONTRIBUTING, re.MULTILINE))
    targets = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
    assert named <= targets


def test_what_the_readme_shows_of_the_briefing_is_what_extract_prints() -> None:
    shown = README.partition("$ auditor extract examples/briefing.md\n")[2].partition("\n\n")[0].splitlines()
    printed = subprocess.run(
        Project.command("extract", "examples/briefing.md"), cwd=ROOT, capture_output=True, check=True, text=True
    ).stdout.splitlines()
    assert [line for line in shown if line.strip() != "…" and line.removeprefix("    ") not in printed] == []


def test_no_path_of_a_machine_and_no_registry_is_in_a_document() -> None:
    for text in (README, CONTRIBUTING, MAKEFILE, (ROOT / "constraints.txt").read_text(encoding="utf-8")):
        assert not re.search(r"/work/|/home/|/root/|--index-url|find-links|pypi\.org/simple", text)
