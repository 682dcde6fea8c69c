"""Finished report files in, a folder that readers find whole out.

Rules:
1. `publish` swaps a whole folder: the new report is written beside the old one, flushed to the disk, and takes its
   place by renaming. Whoever reads sees the old report or the new one, and a failure leaves the old one standing.
2. `keep` is for the local folder, which may hold other people's files: it replaces its own files one by one, takes
   away those it no longer writes, and touches nothing else.
3. What a report did not make is never replaced or removed. What it made is listed in its `.auditor-report`; other
   files in a published folder (a colleague's note, a file manager's thumbnails) come along into the new one.
4. What a killed run left behind is put right by the next one: a folder moved aside is moved back if none had
   taken its place. One publisher a folder: the store's lock sees to that.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from auditor.errors import PublishError
from auditor.report import ReportFile

MANIFEST = ".auditor-report"
_TITLE = "Files of a citation audit's report, replaced by the next one:"


def publish(files: Sequence[ReportFile], directory: str) -> None:
    """Make `directory` hold exactly these files, whole or not at all. Its parent must exist.

    PublishError where the folder isn't ours, the drive isn't there, is full, or can't rename folders.
    """
    _require_paths(files)
    target = Path(os.path.realpath(directory))
    _require_place(target, directory)
    aside, fresh = _beside(target, "old"), _beside(target, "new")
    with _told(f"The report can't be published to {directory}, and the one before stands as it was"):
        _put_right(target, aside=aside, fresh=fresh)
        _require_ours(target, directory)
        try:
            _write_folder(fresh, files)
            if target.is_dir():
                _bring_along(target, fresh)
            _swap(target, aside=aside, fresh=fresh, directory=directory)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    # The new report stands; an old one that somebody holds open goes with the next publishing.
    shutil.rmtree(aside, ignore_errors=True)


def keep(files: Sequence[ReportFile], directory: str) -> None:
    """Write these files into `directory`, made if need be, in place of those of the report before.

    Everything is written beside its place before the first file is replaced, so that a full disk changes nothing.
    PublishError where that fails, or where a file of another's stands in the way.
    """
    _require_paths(files)
    folder = Path(directory)
    staging = folder / f"{MANIFEST}-new"
    with _told(f"The report can't be written to {directory}"):
        folder.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(staging, ignore_errors=True)
        before, now = _listed(folder), {file.path for file in files}
        _require_free(folder, now - before)
        try:
            _write_folder(staging, files)
            # Both lists, until the last file is in place: whatever a kill leaves is known to be ours.
            _write(folder / MANIFEST, _manifest(before | now))
            for path in sorted(now):
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (staging / path).replace(folder / path)
            _remove(folder, before - now)
            (staging / MANIFEST).replace(folder / MANIFEST)
            _flush_folder(folder)
        finally:
            shutil.rmtree(staging, ignore_errors=True)


@contextmanager
def _told(trouble: str) -> Iterator[None]:
    """The system's refusals as ours, with what can be done about them."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        named = f" ({error.filename})" if error.filename else ""
        raise PublishError(
            f"{trouble}: {reason}{named}",
            advice="See that the drive is there, has room, and lets you write.",
        ) from error


def _beside(target: Path, role: str) -> Path:
    """A hidden sibling, so that it is on the same file system and renaming is all that a swap takes."""
    return target.with_name(f".{target.name}.auditor-{role}")


def _require_place(target: Path, directory: str) -> None:
    if not target.parent.is_dir():
        # Made here, it would be on the local disk, under the place where a drive is to be mounted.
        raise PublishError(f"{directory}: there is no folder {target.parent}", advice="Is the shared drive mounted?")
    if target.exists() and not target.is_dir():
        raise PublishError(f"{directory} is a file", advice="Name a folder in [report] publish.")
    if os.path.ismount(target):
        raise PublishError(
            f"{directory} is a whole drive, and only a folder on it can be swapped",
            advice=f"Name a folder on it, such as {Path(directory, 'citations')}.",
        )


def _require_ours(target: Path, directory: str) -> None:
    if target.is_dir() and any(target.iterdir()) and not (target / MANIFEST).is_file():
        raise PublishError(
            f"{directory} holds files that no report has made, and publishing replaces the whole folder",
            advice="Name a folder of its own for the report, or empty this one.",
        )


def _put_right(target: Path, *, aside: Path, fresh: Path) -> None:
    """Clear away what a killed publishing left, the former report first of all put back."""
    if aside.is_dir() and not target.exists():
        aside.rename(target)
    for leftover in (aside, fresh):
        _require_ours(leftover, str(leftover))
        if leftover.is_dir():
            shutil.rmtree(leftover)


def _bring_along(target: Path, fresh: Path) -> None:
    """What others have put into the published folder, and the rights that somebody gave it."""
    ours = _listed(target) | {MANIFEST}
    files = [path for path in sorted(target.rglob("*")) if path.is_symlink() or not path.is_dir()]
    others = [path for file in files if (path := file.relative_to(target).as_posix()) not in ours]
    _require_free(fresh, set(others))
    for path in others:
        (fresh / path).parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(target / path, fresh / path, follow_symlinks=False)
        except OSError:  # the drive knows no hard links
            shutil.copy2(target / path, fresh / path, follow_symlinks=False)
    shutil.copymode(target, fresh)


def _swap(target: Path, *, aside: Path, fresh: Path, directory: str) -> None:
    """Move the old report aside and the new one in, or leave the old one where it is."""
    try:
        if target.is_dir():
            target.rename(aside)
        try:
            fresh.rename(target)
        except BaseException:
            if aside.is_dir():
                aside.rename(target)
            raise
    except OSError as error:
        raise PublishError(
            f"{directory}: the folder can't be swapped by renaming ({error.strerror or error})",
            advice="Somebody may hold a file in it open, or the drive can't rename folders: try again, or publish to "
            "another drive. The report before stands as it was.",
        ) from error
    _flush_folder(target.parent)


def _write_folder(folder: Path, files: Sequence[ReportFile]) -> None:
    """The files and their list, flushed. The folder is made by `mkdir`, so that its mode is what umask says."""
    folder.mkdir()
    _write(folder / MANIFEST, _manifest({file.path for file in files}))
    for file in files:
        (folder / file.path).parent.mkdir(parents=True, exist_ok=True)
        _write(folder / file.path, file.data)
    for inner in {folder, *((folder / file.path).parent for file in files)}:
        _flush_folder(inner)


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    # Not every drive lets folders be flushed (Windows and some network drives don't); there it does so itself.
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _manifest(paths: set[str]) -> bytes:
    return "\n".join([_TITLE, *sorted(paths), ""]).encode()


def _listed(folder: Path) -> set[str]:
    """What the report before wrote into a folder. Lines that lead out of it are none of ours."""
    try:
        lines = (folder / MANIFEST).read_text(encoding="utf-8").splitlines()
    except (FileNotFoundError, UnicodeDecodeError):
        return set()
    return {line for line in lines[1:] if _is_inside(line)} if lines[:1] == [_TITLE] else set()


def _require_paths(files: Sequence[ReportFile]) -> None:
    """Formats give good paths; one that doesn't is a bug, and crashes before anything is touched."""
    paths = [file.path for file in files]
    if len(set(paths)) < len(paths):
        raise ValueError(f"two files of a report have the same path: {sorted(paths)}")
    if astray := [path for path in paths if not _is_inside(path)]:
        raise ValueError(f"files of a report lead out of its folder: {astray}")


def _is_inside(path: str) -> bool:
    pure = PurePosixPath(path)
    plain = path == str(pure) and "\\" not in path and ":" not in path and "\n" not in path
    return plain and not pure.is_absolute() and ".." not in pure.parts and path not in {"", ".", MANIFEST}


def _require_free(folder: Path, paths: set[str]) -> None:
    taken = sorted(path for path in paths if (folder / path).exists())
    if taken:
        raise PublishError(
            f"{taken[0]} is in the way of the report's own, and no report has made it",
            advice="Move it away, or name another folder for the report.",
        )


def _remove(folder: Path, paths: set[str]) -> None:
    """Take away files of ours that are no longer written, and folders that are empty after that."""
    for path in sorted(paths):
        (folder / path).unlink(missing_ok=True)
        with suppress(OSError):  # somebody else's file keeps the folder
            (folder / path).parent.rmdir()
