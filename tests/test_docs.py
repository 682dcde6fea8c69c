"""The documents say what the code does: each claim of theirs that can be looked up is looked up."""

from __future__ import annotations

import csv
import io
import os
import re
import subprocess
from pathlib import Path

import pytest
import typer

from auditor.cli.app import app
from auditor.errors import Exit
from auditor.extract import Source
from auditor.extract.select import read_document
from auditor.model import ArchiveState, Health, LinkState
from tests.cli.project import Project
from tests.extract.packages import docx, field, odt, run, zipped
from tests.extract.pages import BODY, Text, drawn, lines
from tests.extract.pdfs import with_typst

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
    named = set(re.findall(r"(?:^    |`)make ([a-z-]+)", README + CONTRIBUTING, re.MULTILINE))
    targets = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))
    assert named <= targets


@pytest.mark.parametrize("name", ["briefing.md", "notes.txt", "page.html"])
def test_what_the_readme_shows_of_an_example_is_what_extract_prints(name: str) -> None:
    shown = README.partition(f"$ auditor extract examples/{name}\n")[2].partition("\n\n")[0].splitlines()
    assert len(shown) > 4
    printed = subprocess.run(
        Project.command("extract", f"examples/{name}"), cwd=ROOT, capture_output=True, check=True, text=True
    ).stdout.splitlines()
    assert [line for line in shown if line.strip() != "…" and line.removeprefix("    ") not in printed] == []


def test_no_path_of_a_machine_and_no_registry_is_in_a_document() -> None:
    for text in (README, CONTRIBUTING, MAKEFILE, (ROOT / "constraints.txt").read_text(encoding="utf-8")):
        assert not re.search(r"/work/|/home/|/root/|--index-url|find-links|pypi\.org/simple", text)


FORMATS = README.partition("| document | what stands in it")[2].partition("\n\n")[0].splitlines()[2:]
_A_ZIP = {"mimetype": "application/epub+zip", "META-INF/container.xml": "<container/>"}


def _document(kind: str, written: str) -> tuple[str, bytes]:
    """The name and the bytes of a document of a kind in which that stands."""
    lined = written.replace(" ⏎⏎ ", "\n\n").replace(" ⏎ ", "\n")
    match kind.partition(",")[0]:
        case "Markdown":
            return "a.md", lined.encode()
        case "plain text":
            return "a.txt", lined.encode()
        case "HTML":
            return "a.html", f"<!doctype html><p>{written}".encode()
        case "PDF" if "→" in written:
            printed, target = written.split(" → ")
            return "a.pdf", drawn([*lines(*BODY), Text(72, 600, printed, 10, target)])
        case "PDF":
            return "a.pdf", with_typst(
                [("See ", lined.partition(" ")[2].partition(",")[0].replace("\n", ""), ", p. 3.")], width=90
            )
        case "DOCX":
            return "a.docx", docx(run("See ") + field(*written.split("‖"), shown=run("the study")) + run("."))
        case "ODT":
            return "a.odt", odt(f"<text:p>See {written}.</text:p>")
        case "EPUB":
            return "a.epub", zipped({**_A_ZIP, "a.xhtml": f"<html><body>{written}</body></html>"}, stored=("mimetype",))
        case "RTF":
            return "a.rtf", f"{{\\rtf1 See {written}.}}".encode()
        case _:
            return "a", written.replace("\\|", "|").encode()


def test_extract_shows_what_the_readme_has_of_each_format(tmp_path: Path) -> None:
    shown = []
    for number, row in enumerate(FORMATS):
        kind, written, address, words = (cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1])
        name, data = _document(kind, written.strip("`"))
        shown.append((f"{number}{name[1:]}", address.partition(", or ")[0], words))
        (tmp_path / shown[-1][0]).write_bytes(data)
    names = [name for name, _, _ in shown]
    command = Project.command("extract", "--format", "csv", *names)
    printed = subprocess.run(
        command, cwd=tmp_path, capture_output=True, check=True, text=True, env=_environment()
    ).stdout
    rows = list(csv.DictReader(io.StringIO(printed)))
    assert [(row["document"], row["uri"], row["text"]) for row in rows] == shown


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


@pytest.mark.parametrize("row", FORMATS, ids=lambda row: row.split("|")[1].strip())
def test_each_format_is_read_as_the_readme_shows(row: str) -> None:
    kind, written, address, words = (cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1])
    name, data = _document(kind, written.strip("`"))
    (found,) = (one for one in read_document(Source(name=name, data=data)).citations if one.number)
    assert ", or ".join((found.uri, *found.alternatives)) == address
    assert found.text == words
