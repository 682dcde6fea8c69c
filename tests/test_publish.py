"""Reports arrive whole or not at all, and nobody else's files are touched."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from auditor.errors import PublishError
from auditor.publish import MANIFEST, keep, publish
from auditor.report import ReportFile
from tests.report.files import report


def held(folder: Path) -> dict[str, str]:
    """Every file below a folder with its text, the manifest left out."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
    return {path.relative_to(folder).as_posix(): path.read_text() for path in files}


def expected(word: str, *, pages: tuple[str, ...] = ("documents/a.html",)) -> dict[str, str]:
    return {file.path: file.data.decode() for file in report(word, pages=pages)}


def in_a_child(body: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run a script that knows `report`, `publish` and `keep`, in a process that may die."""
    head = "from tests.report.files import *\n"
    return subprocess.run(
        [sys.executable, "-c", head + textwrap.dedent(body), *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parent.parent,
    )


@pytest.fixture(params=[keep, publish])
def put(request):
    return request.param


def test_the_files_arrive_with_their_folders(tmp_path, put):
    put(report("first"), str(tmp_path / "out"))
    assert held(tmp_path / "out") == expected("first")


def test_the_next_report_takes_the_place_of_the_one_before(tmp_path, put):
    put(report("first", pages=("documents/a.html", "data/a.csv")), str(tmp_path / "out"))
    put(report("second", pages=("documents/b.html",)), str(tmp_path / "out"))
    assert held(tmp_path / "out") == expected("second", pages=("documents/b.html",))
    assert not (tmp_path / "out" / "data").exists()


def test_nothing_is_left_beside_the_folder(tmp_path, put):
    put(report("first"), str(tmp_path / "out"))
    put(report("second"), str(tmp_path / "out"))
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [MANIFEST, "documents", "index.html"]


def test_an_empty_folder_is_taken(tmp_path, put):
    (tmp_path / "out").mkdir()
    put(report("first"), str(tmp_path / "out"))
    assert held(tmp_path / "out") == expected("first")


def test_files_and_folders_are_as_readable_as_umask_says(tmp_path, put):
    before = os.umask(0o022)
    try:
        put(report("first"), str(tmp_path / "out"))
    finally:
        os.umask(before)
    out = tmp_path / "out"
    assert {oct(path.stat().st_mode & 0o777) for path in (out, out / "documents")} == {"0o755"}
    assert {oct(path.stat().st_mode & 0o777) for path in (out / "index.html", out / MANIFEST)} == {"0o644"}


@pytest.mark.parametrize("path", ["../a", "/a", "a/../../b", "a\\b", "", ".", "a//b", "c:x", MANIFEST])
def test_a_path_that_leads_out_of_the_folder_is_a_bug(tmp_path, put, path):
    with pytest.raises(ValueError, match="lead out"):
        put([ReportFile(path=path, data=b"")], str(tmp_path / "out"))
    assert held(tmp_path) == {}


def test_two_files_of_one_path_are_a_bug(tmp_path, put):
    with pytest.raises(ValueError, match="same path"):
        put(report("one") + report("two"), str(tmp_path / "out"))


def test_a_full_drive_leaves_the_former_report_as_it_was(tmp_path, put):
    put(report("first"), str(tmp_path / "out"))
    done = in_a_child(
        f"""
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        try:
            {put.__name__}([*report("second"), ReportFile(path="z.html", data=b"x" * 5000)], sys.argv[1])
        except PublishError as error:
            print(error, error.advice)
        """,
        tmp_path / "out",
    )
    assert "File too large" in done.stdout, done.stderr
    assert "has room" in done.stdout
    assert held(tmp_path) == {f"out/{path}": text for path, text in expected("first").items()}


# ── publish: whole or not at all ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("step", range(1, 12))
def test_killed_at_any_step_a_reader_has_one_whole_report_after_the_next(tmp_path, step):
    """Each step is one flush or one rename; the process ends there without a chance to tidy up."""
    out = tmp_path / "out"
    publish(report("first"), str(out))
    done = in_a_child(
        """
        left = int(sys.argv[2])
        def dying(real):
            def call(*arguments, **named):
                global left
                left -= 1
                if left == 0:
                    os._exit(9)
                return real(*arguments, **named)
            return call
        os.fsync = dying(os.fsync)
        Path.rename = dying(Path.rename)
        publish(report("second"), sys.argv[1])
        """,
        out,
        step,
    )
    assert done.returncode in (0, 9), done.stderr
    if out.exists():
        assert held(out) in (expected("first"), expected("second"))
    publish(report("third"), str(out))
    assert held(out) == expected("third")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_the_steps_reach_both_renames(tmp_path):
    """Guards the test above: dying at the second rename leaves no folder, and the failure puts the old one back."""
    out = tmp_path / "out"
    publish(report("first"), str(out))
    in_a_child(
        """
        real, left = Path.rename, [1]
        def dying(*arguments):
            if not left:
                os._exit(9)
            left.pop()
            return real(*arguments)
        Path.rename = dying
        publish(report("second"), sys.argv[1])
        """,
        out,
    )
    assert not out.exists()
    with pytest.raises(PublishError, match="stands as it was: File name too long"):
        publish([ReportFile(path="x" * 300, data=b"")], str(out))
    assert held(out) == expected("first")


def test_a_drive_that_cannot_rename_folders_says_so_and_keeps_the_former_report(tmp_path, monkeypatch):
    out = tmp_path / "out"
    publish(report("first"), str(out))
    real = Path.rename

    def refusing(self, to):
        if self.name.endswith("-new"):
            raise PermissionError(13, "Permission denied")
        return real(self, to)

    monkeypatch.setattr(Path, "rename", refusing)
    with pytest.raises(PublishError, match="can't be swapped by renaming") as caught:
        publish(report("second"), str(out))
    assert "another drive" in caught.value.advice
    assert held(tmp_path) == {f"out/{path}": text for path, text in expected("first").items()}


def test_a_reader_sees_the_old_or_the_new_report_through_many_swaps(tmp_path):
    """A child publishes on and on; what is read through one open folder is of one piece."""
    out = tmp_path / "out"
    publish(report("0"), str(out))
    child = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "from tests.report.files import *\nfor n in range(60): publish(report(str(n)), sys.argv[1])",
            str(out),
        ],
        cwd=Path(__file__).parent.parent,
    )
    seen = set()
    while child.poll() is None:
        words = set()
        try:
            folder = os.open(out, os.O_RDONLY)
        except FileNotFoundError:  # between the two renames
            continue
        try:
            for name in ("index.html", "documents/a.html"):
                file = os.open(name, os.O_RDONLY, dir_fd=folder)
                words.add(os.read(file, 100).split()[0])
                os.close(file)
        except FileNotFoundError:  # the folder opened was being removed already
            continue
        finally:
            os.close(folder)
        seen |= words
        assert len(words) == 1
    assert child.returncode == 0
    assert seen


def test_a_folder_of_others_is_refused_with_advice_and_left_alone(tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "thesis.doc").write_text("mine")
    with pytest.raises(PublishError, match="no report has made") as caught:
        publish(report("first"), str(out))
    assert "folder of its own" in caught.value.advice
    assert held(tmp_path) == {"out/thesis.doc": "mine"}


def test_what_others_put_into_a_published_folder_comes_along(tmp_path):
    out = tmp_path / "out"
    publish(report("first"), str(out))
    (out / "notes").mkdir()
    (out / "notes" / "todo.txt").write_text("call the archive")
    (out / ".DS_Store").write_text("…")
    out.chmod(0o750)
    publish(report("second"), str(out))
    assert held(out) == {**expected("second"), "notes/todo.txt": "call the archive", ".DS_Store": "…"}
    assert out.stat().st_mode & 0o777 == 0o750


def test_a_file_of_others_in_the_place_of_a_page_is_not_written_over(tmp_path, put):
    out = tmp_path / "out"
    put(report("first"), str(out))
    (out / "documents" / "b.html").write_text("mine")
    with pytest.raises(PublishError, match=r"documents/b\.html is in the way"):
        put(report("second", pages=("documents/b.html",)), str(out))
    assert held(out) == {**expected("first"), "documents/b.html": "mine"}


def test_a_drive_that_is_not_mounted_is_not_made_up(tmp_path):
    with pytest.raises(PublishError, match="there is no folder") as caught:
        publish(report("first"), str(tmp_path / "share" / "out"))
    assert "mounted" in caught.value.advice
    assert not (tmp_path / "share").exists()


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path):
    (tmp_path / "out").write_text("mine")
    with pytest.raises(PublishError, match="is a file"):
        publish(report("first"), str(tmp_path / "out"))
    assert held(tmp_path) == {"out": "mine"}


def test_a_whole_drive_is_refused(tmp_path):
    with pytest.raises(PublishError, match="whole drive"):
        publish(report("first"), "/")


def test_a_link_to_the_folder_stays_a_link(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "real")
    publish(report("first"), str(tmp_path / "out"))
    publish(report("second"), str(tmp_path / "out"))
    assert (tmp_path / "out").is_symlink()
    assert held(tmp_path / "real") == expected("second")


# ── keep: the local folder ──────────────────────────────────────────────────────────────────────────────────────


def test_the_local_folder_may_hold_files_of_others(tmp_path):
    (tmp_path / "README.md").write_text("mine")
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "mine.txt").write_text("mine")
    keep(report("first"), str(tmp_path))
    keep(report("second", pages=()), str(tmp_path))
    assert held(tmp_path) == {**expected("second", pages=()), "README.md": "mine", "documents/mine.txt": "mine"}


def test_a_page_that_others_made_before_the_first_report_is_not_written_over(tmp_path):
    (tmp_path / "index.html").write_text("mine")
    with pytest.raises(PublishError, match="is in the way"):
        keep(report("first"), str(tmp_path))
    assert held(tmp_path) == {"index.html": "mine"}


def test_a_manifest_that_leads_out_of_the_folder_removes_nothing_there(tmp_path):
    (tmp_path / "precious.txt").write_text("mine")
    out = tmp_path / "out"
    keep(report("first"), str(out))
    with (out / MANIFEST).open("a") as manifest:
        manifest.write(f"../precious.txt\n{tmp_path}/precious.txt\n")
    keep(report("second"), str(out))
    assert (tmp_path / "precious.txt").read_text() == "mine"


@pytest.mark.parametrize("step", range(1, 6))
def test_a_kill_between_two_replacements_does_not_bar_the_next_run(tmp_path, step):
    out = tmp_path / "out"
    keep(report("first"), str(out))
    done = in_a_child(
        """
        left, real = int(sys.argv[2]), Path.replace
        def dying(*arguments):
            global left
            left -= 1
            if left == 0:
                os._exit(9)
            return real(*arguments)
        Path.replace = dying
        keep(report("second", pages=("documents/b.html", "data/b.csv")), sys.argv[1])
        """,
        out,
        step,
    )
    assert done.returncode in (0, 9), done.stderr
    keep(report("third"), str(out))
    assert held(out) == expected("third")


def test_a_file_in_the_place_of_the_local_folder_is_told(tmp_path):
    (tmp_path / "out").write_text("mine")
    with pytest.raises(PublishError, match="can't be written to"):
        keep(report("first"), str(tmp_path / "out"))
