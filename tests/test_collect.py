"""Which files are taken as documents, by which names, in which order, and what becomes of those that can't be read."""

from __future__ import annotations

import os
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from auditor import collect as module
from auditor.collect import Found, Page, collect, collect_named, read
from auditor.extract import Source
from auditor.model import Document
from auditor.settings import DocumentsPolicy, ReportPolicy, Settings, StorePolicy


@pytest.fixture
def root(tmp_path):
    return tmp_path


def made(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name)


def settings_for(root: Path, *include: str, **options) -> Settings:
    return Settings(
        documents=(DocumentsPolicy(include=include, **options),),
        store=StorePolicy(path=str(root / "auditor.db")),
        report=ReportPolicy(directory=str(root / "reports"), publish=str(root / "public")),
    )


def names(root: Path, *include: str) -> list[str]:
    return [found.name for found in collect(settings_for(root, *include), root=str(root)).found]


def problems(root: Path, *include: str) -> tuple[str, ...]:
    return collect(settings_for(root, *include), root=str(root)).problems


def test_globs_give_names_relative_to_the_root_in_order(root):
    made(root, "a/2.md", "a/1.md", "a/b/c/3.md", "a/x.txt", "4.md")
    assert names(root, "a/*.md") == ["a/1.md", "a/2.md"]
    assert names(root, "a/**/*.md") == ["a/1.md", "a/2.md", "a/b/c/3.md"]
    assert names(root, "**/*.md") == ["4.md", "a/1.md", "a/2.md", "a/b/c/3.md"]
    assert names(root, "**") == ["4.md", "a/1.md", "a/2.md", "a/b/c/3.md", "a/x.txt"]
    assert names(root, "a/**/b/**/?.md") == ["a/b/c/3.md"]
    assert names(root, "./a/[13].md") == ["a/1.md"]
    assert names(root, "*/*.md", "*.md") == ["a/1.md", "a/2.md", "4.md"]


def test_a_file_found_twice_counts_once_by_its_first_name(root):
    made(root, "a.md", "sub/b.md")
    (root / "link.md").symlink_to(root / "a.md")
    assert names(root, "sub/../a.md", "*.md", "a.md", str(root / "sub" / "*.md"), "**/b.md") == [
        "sub/../a.md",
        str(root / "sub" / "b.md"),
    ]


def test_hidden_files_reports_and_the_store_are_no_documents(root):
    made(root, "a.md", ".hidden.md", ".git/b.md", "reports/c.md", "reports/x/d.md", "public/e.md")
    made(root, "auditor.db", "auditor.db-wal", "auditor.db.lock")
    assert names(root, "**/*.md") == ["a.md"]
    assert names(root, "**/*") == ["a.md"]
    assert names(root, "reports/*.md", "reports/c.md", "auditor.db") == []
    assert problems(root, "reports/c.md") == ("reports/c.md is not audited: reports and the store are no documents",)


def test_what_is_named_in_full_may_be_hidden(root):
    made(root, ".notes/a.md")
    assert names(root, ".notes/*.md") == [".notes/a.md"]
    assert names(root, ".notes/a.md") == [".notes/a.md"]


def test_a_glob_that_matches_nothing_is_told_and_a_missing_file_keeps_its_place(root):
    made(root, "a.md")
    gathered = collect(settings_for(root, "*.pdf", "gone.md", "nowhere/*.md", "a.md"), root=str(root))
    assert gathered.problems == (f"*.pdf matches no file below {root}", f"nowhere/*.md matches no file below {root}")
    assert [found.name for found in gathered.found] == ["gone.md", "a.md"]
    assert read(gathered.found[0]) == Document(name="gone.md", problems=("there is no such file",), readable=False)


def test_a_name_with_brackets_in_it_is_found_as_it_is(root):
    made(root, "report [final].md")
    assert names(root, "report [final].md") == ["report [final].md"]


def test_links_that_go_round_in_a_circle_are_not_followed(root):
    made(root, "a/1.md")
    (root / "a" / "loop").symlink_to(root, target_is_directory=True)
    (root / "a" / "self.md").symlink_to(root / "a" / "self.md")
    assert names(root, "**/*.md") == ["a/1.md", "a/self.md"]
    (document,) = (read(found) for found in collect_named([str(root / "a" / "self.md")], Settings()).found)
    assert isinstance(document, Document)
    assert document.problems == ("it can't be read: Too many levels of symbolic links",)


def test_a_folder_stands_for_its_files_of_known_kinds(root, monkeypatch):
    made(root, "docs/a.md", "docs/b.MD", "docs/sub/c.html", "docs/d.xyz", "docs/.e.md", "f.txt", "reports/r.html")
    assert names(root, "docs") == ["docs/a.md", "docs/b.MD", "docs/sub/c.html"]
    monkeypatch.chdir(root)
    gathered = collect_named(["f.txt", "docs/", "docs/d.xyz", "docs/a.md", "."], settings_for(root))
    assert [found.name for found in gathered.found] == [
        "f.txt",
        "docs/a.md",
        "docs/b.MD",
        "docs/sub/c.html",
        "docs/d.xyz",
    ]
    (root / "empty").mkdir()
    assert collect_named(["empty"], Settings()).problems[0].startswith("empty holds no file of a known kind (")


def test_each_table_gives_its_files_their_base_and_each_page_and_feed_counts_once(root):
    made(root, "a.md", "b.md")
    one = DocumentsPolicy(include=("a.md",), base_url="https://one.example/", urls=("https://one.example/p",))
    two = DocumentsPolicy(
        include=("*.md",), urls=("https://one.example/p", "https://two.example/"), feeds=("https://f.example/",)
    )
    gathered = collect(Settings(documents=(one, two)), root=str(root))
    assert [(found.name, found.base_url) for found in gathered.found] == [
        ("a.md", "https://one.example/"),
        ("b.md", None),
    ]
    assert gathered.pages == (
        Page(uri="https://one.example/p"),
        Page(uri="https://two.example/"),
        Page(uri="https://f.example/", is_feed=True),
    )
    assert gathered.problems == ()


def test_a_name_in_another_encoding_can_be_shown(root):
    path = os.fsencode(root) + b"/caf\xe9.md"
    Path(os.fsdecode(path)).write_text("x")
    (found,) = collect(settings_for(root, "*.md"), root=str(root)).found
    assert found.name == "caf\\xe9.md"
    source = read(found)
    assert isinstance(source, Source)
    assert replace(source, modified=None) == Source(name="caf\\xe9.md", data=b"x")


@pytest.mark.parametrize("seconds", [-62_135_596_800 - 86_400, 2**55])
def test_a_time_that_no_calendar_has_is_no_date(root, monkeypatch, seconds):
    (root / "a.md").write_text("x")
    mode = (root / "a.md").stat().st_mode
    monkeypatch.setattr(Path, "stat", lambda _: os.stat_result((mode, *[0] * 6, seconds, seconds, seconds)))
    source = read(Found(name="a.md", path=str(root / "a.md")))
    assert isinstance(source, Source)
    assert source.modified is None


def test_bytes_are_read_as_they_are(root):
    (root / "a.md").write_bytes(b"\xff\x00\r\n")
    os.utime(root / "a.md", (0, 86_400 * 365.25 * 40))
    found = Found(name="as named.md", path=str(root / "a.md"), base_url="https://a.example/")
    assert read(found) == Source(
        name="as named.md", data=b"\xff\x00\r\n", base_url="https://a.example/", modified=date(2010, 1, 1)
    )


def test_what_is_no_file_or_too_large_is_a_document_that_can_t_be_read(root, monkeypatch):
    os.mkfifo(root / "pipe.md")
    made(root, "just.md", "more.md")
    monkeypatch.setattr(module, "MAX_BYTES", len("just.md"))
    (root / "more.md").write_text("just.md+")

    def said(name: str) -> tuple[str, ...]:
        answer = read(Found(name=name, path=str(root / name)))
        return answer.problems if isinstance(answer, Document) else ()

    assert said("pipe.md") == ("it is no ordinary file",)
    assert said(".") == ("it is a folder",)
    assert said("x" * 300) == ("it can't be read: File name too long",)
    assert said("just.md") == ()
    assert said("more.md") == ("it is larger than 0 MiB, the most that is read",)


@pytest.fixture
def powerless():
    """A folder that everybody may enter, while we are nobody in particular."""
    was = os.geteuid()
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        made(Path(folder), "a.md", "closed/b.md")
        (Path(folder) / "a.md").chmod(0)
        (Path(folder) / "closed").chmod(0)
        if was == 0:
            os.seteuid(65_534)
        try:
            yield Path(folder)
        finally:
            os.seteuid(was)
            (Path(folder) / "closed").chmod(0o755)


def test_what_may_not_be_read_is_told(powerless):
    gathered = collect(settings_for(powerless, "**/*.md"), root=str(powerless))
    assert gathered.problems == (f"{powerless}/closed can't be listed: Permission denied",)
    assert read(gathered.found[0]).problems == ("it can't be read: Permission denied",)
