"""Globs and names of files in, the documents to audit out, in order and each once; then a file's bytes, or why not.

1. Order is that of the globs, and within one glob that of the names. A file reached twice counts once, by the name
   it was reached by first.
2. `*` and `?` stay within a folder, `**` means any number of folders. A folder stands for the files in it that have
   a known format's ending.
3. A glob finds nothing hidden, follows no links to folders, and never finds reports, what is published, or the store.
4. A file that is named is a document even if it can't be read: it then has its place in the report, with the reason.
   A glob that finds nothing is a problem, told and no more.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from fnmatch import fnmatchcase
from itertools import takewhile
from pathlib import Path, PurePath

from auditor.extract import Source
from auditor.extract.select import extractors
from auditor.model import Document
from auditor.settings import Settings

MAX_BYTES = 256 * 1024 * 1024  # what fits into memory several times over; no document people write is as large

_MAGIC = frozenset("*?[")
_COMPANIONS = ("", "-wal", "-shm", "-journal", ".lock")  # of an SQLite file, and our lock on it


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What is known of a page that was fetched into a file: what its headers declared, the day that its feed names.

    `problems` are what went wrong on its way.
    """

    media_type: str = ""
    charset: str = ""
    day: date | None = None
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One file to audit: as reports name it, where it is, and what its relative links are resolved against.

    With `fetched` it is a published page: `name` is the address that was asked, `base_url` the one that answered.
    """

    name: str
    path: str
    base_url: str | None = None
    fetched: Fetched | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One published page to audit, or a feed or sitemap whose pages are."""

    uri: str
    is_feed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """What there is to audit, in order. `problems` are sentences for the user about what could not be found."""

    found: tuple[Found, ...] = ()
    pages: tuple[Page, ...] = ()
    problems: tuple[str, ...] = ()


def collect(settings: Settings, *, root: str) -> Collected:
    """All that `[[documents]]` says; globs are relative to `root`, an absolute path."""
    search = _Search(shunned=_shunned(settings))
    pages: dict[Page, None] = {}
    for policy in settings.documents:
        base_url = policy.base_url or None
        for pattern in policy.include:
            search.pattern(pattern, root, base_url)
        pages |= {Page(uri=uri): None for uri in policy.urls}
        pages |= {Page(uri=uri, is_feed=True): None for uri in policy.feeds}
    return Collected(found=tuple(search.found.values()), pages=tuple(pages), problems=tuple(search.problems))


def collect_named(names: Sequence[str], settings: Settings) -> Collected:
    """Files and folders that the user named on the command line, relative to the current folder."""
    search = _Search(shunned=_shunned(settings))
    for name in names:
        if os.path.isdir(name):  # noqa: PTH112 - Path's raises where a name is too long
            search.folder(name, Path(name), None)
        else:
            search.add(name, Path(name), None)
    return Collected(found=tuple(search.found.values()), problems=tuple(search.problems))


def read(found: Found) -> Source | Document:
    """The file's bytes, or a document that can't be read, with the reason."""
    try:
        about = Path(found.path).stat()
        mode = about.st_mode
        if not stat.S_ISREG(mode):  # opening a pipe would wait for ever
            return _unreadable(found, "it is a folder" if stat.S_ISDIR(mode) else "it is no ordinary file")
        if about.st_size > MAX_BYTES:
            return _unreadable(found, _too_large())
        with Path(found.path).open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return _unreadable(found, "there is no such file")
    except OSError as error:
        return _unreadable(found, f"it can't be read: {error.strerror}")
    if len(data) > MAX_BYTES:
        return _unreadable(found, _too_large())
    told = found.fetched
    return Source(
        name=found.name,
        data=data,
        base_url=found.base_url,
        media_type=told.media_type if told else "",
        charset=told.charset if told else "",
        address=found.base_url if told else None,
        modified=told.day if told else _day(about.st_mtime),
    )


def _too_large() -> str:
    return f"it is larger than {MAX_BYTES // 1024**2} MiB, the most that is read"


def _day(seconds: float) -> date | None:
    """The day of a file's time; file systems hold times that no calendar has."""
    try:
        return datetime.fromtimestamp(seconds, UTC).date()
    except (ValueError, OverflowError, OSError):
        return None


def _unreadable(found: Found, problem: str) -> Document:
    return Document(name=found.name, base_url=found.base_url, problems=(problem,), readable=False)


def _shunned(settings: Settings) -> frozenset[str]:
    """What is never a document, as real paths; folders with all that is in them."""
    report = settings.report
    stores = (settings.store.path + companion for companion in _COMPANIONS)
    return frozenset(os.path.realpath(path) for path in (report.directory, report.publish, *stores) if path)


@dataclass(kw_only=True)
class _Search:
    """What was found so far, by its real path."""

    shunned: Collection[str]
    found: dict[str, Found] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def pattern(self, pattern: str, root: str, base_url: str | None) -> None:
        """A glob, or the plain name of a file or a folder."""
        plain = Path(root, os.path.expanduser(pattern))  # noqa: PTH111 - Path's raises for an unknown ~name
        if not _MAGIC & set(pattern) or os.path.lexists(plain):
            if self.is_shunned(plain):
                self.problems.append(f"{pattern} is not audited: reports and the store are no documents")
            elif os.path.isdir(plain):  # noqa: PTH112 - Path's raises where a name is too long
                self.folder(pattern, plain, base_url)
            else:
                self.add(pattern, plain, base_url)
            return
        parts = PurePath(pattern).parts
        above = tuple(takewhile(lambda part: not _MAGIC & set(part), parts))
        below = parts[len(above) :]
        if not self.add_all(PurePath(*above), Path(root, *above), lambda inner: _matches(inner.parts, below), base_url):
            self.problems.append(f"{pattern} matches no file below {root}")

    def folder(self, name: str, path: Path, base_url: str | None) -> None:
        """The files in a folder that have a known ending."""
        endings = tuple(suffix for extractor in extractors() for suffix in extractor.suffixes)
        if not self.add_all(PurePath(name), path, lambda inner: inner.name.lower().endswith(endings), base_url):
            self.problems.append(f"{name} holds no file of a known kind ({', '.join(sorted(endings))})")

    def add_all(self, name: PurePath, top: Path, fits: Callable[[PurePath], bool], base_url: str | None) -> int:
        """Add the files below `top` whose relative path fits, under `name`; their number."""
        inner = [file for file in self.walk(top) if fits(file) and not self.is_shunned(top / file)]
        for file in sorted(inner, key=lambda one: one.parts):
            self.add(str(name / file), top / file, base_url)
        return len(inner)

    def add(self, name: str, path: Path, base_url: str | None) -> None:
        # A name in another encoding is shown with its bytes escaped, since reports are UTF-8.
        readable = os.fsencode(name).decode("utf-8", "backslashreplace")
        self.found.setdefault(os.path.realpath(path), Found(name=readable, path=str(path), base_url=base_url))

    def walk(self, top: Path) -> Iterator[PurePath]:
        """Every file below `top` that is not hidden, relative to it."""
        for folder, folders, files in os.walk(top, onerror=self.remember):
            here = Path(folder)
            folders[:] = [name for name in folders if not _hidden(name) and not self.is_shunned(here / name)]
            inside = here.relative_to(top)
            yield from (inside / name for name in files if not _hidden(name))

    def remember(self, error: OSError) -> None:
        """A folder that can't be listed; one that isn't there is told of as a glob without matches."""
        if not isinstance(error, FileNotFoundError | NotADirectoryError):
            self.problems.append(f"{error.filename} can't be listed: {error.strerror}")

    def is_shunned(self, path: Path) -> bool:
        real = os.path.realpath(path)
        return any(real == one or real.startswith(one + os.sep) for one in self.shunned)


def _hidden(name: str) -> bool:
    return name.startswith(".")


def _matches(parts: Sequence[str], pattern: Sequence[str]) -> bool:
    """Whether a relative path fits a glob, both in parts."""
    if not pattern:
        return not parts
    if pattern[0] == "**":
        if len(pattern) == 1:
            return bool(parts)
        return _matches(parts, pattern[1:]) or (bool(parts) and _matches(parts[1:], pattern))
    return bool(parts) and fnmatchcase(parts[0], pattern[0]) and _matches(parts[1:], pattern[1:])
