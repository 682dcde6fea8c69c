"""Files and bounds in, their documents out, read by processes that may hang or die without harm to the others.

The standard pools don't fit: one dead process breaks them, and none ends a task that takes too long. So here is a
pipe a process: a document that comes is yielded in its turn, a pipe that ends is a crash, a deadline is a kill.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from pathlib import Path

from auditor.collect import Found
from auditor.extract import Source
from auditor.model import Document

_START_S = 60.0  # a worker takes a third of a second, on a machine that has nothing else to do
_START = "import sys; from auditor.reading.worker import main; main(int(sys.argv[1]), int(sys.argv[2]))"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What one document may take. `workers` 0 is one a core."""

    deadline_s: float = 300.0  # 10,000 pages of PDF, or the largest text that is read, take a third of it
    memory_bytes: int = 4 * 1024**3  # sixteen times the largest file that is read
    workers: int = 0


def read_in_workers(found: Sequence[Found | Source], bounds: Bounds) -> Iterator[Document]:
    """Every document, in the order of `found`."""
    cores = bounds.workers or _cores()
    workers = [_Worker(bounds) for _ in range(min(cores, len(found)))]
    done: dict[int, Document] = {}
    given = 0
    try:
        for turn in range(len(found)):
            while turn not in done:
                for worker in workers:
                    if worker.position is None and given < len(found):
                        worker.give(given, found[given])
                        given += 1
                _wait(workers)
                for worker in workers:
                    if (finished := worker.finished()) is not None:
                        done[finished[0]] = finished[1]
            yield done.pop(turn)
    finally:
        for worker in workers:
            worker.end()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _wait(workers: Sequence[_Worker]) -> None:
    busy = [worker for worker in workers if worker.position is not None]
    soonest = min(worker.until for worker in busy)
    wait([worker.pipe for worker in busy], timeout=max(0.0, soonest - time.monotonic()))


class _Worker:
    """One process, begun anew when it has died. `position` is that of the file it reads, None while it has none."""

    pipe: Connection

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self._process: subprocess.Popen[bytes] | None = None
        self._found: Found | Source | None = None
        self._ready = False
        self.position: int | None = None
        self.until = 0.0

    def give(self, position: int, found: Found | Source) -> None:
        """Have it read a file, in a new process if there is none."""
        if self._process is None:
            self._begin()
        self.position, self._found = position, found
        self.until = time.monotonic() + (self._bounds.deadline_s if self._ready else _START_S)
        with suppress(OSError):  # it is dead, which its pipe tells as well
            self.pipe.send(found)

    def finished(self) -> tuple[int, Document] | None:
        """The document that it has read, or what became of it; None while it is at it."""
        if self.position is None:
            return None
        document: Document | None = None
        try:
            if self.pipe.poll():
                document = self.pipe.recv()
                if document is None:
                    self._ready, self.until = True, time.monotonic() + self._bounds.deadline_s
        except (EOFError, OSError):
            document = self._lost(self._death())
        if document is None and time.monotonic() >= self.until:
            self.end()
            document = self._lost(f"reading it takes more than {self._bounds.deadline_s:g} seconds")
        if document is None:
            return None
        position, self.position = self.position, None
        return position, document

    def end(self) -> None:
        """End the process, whatever it is doing."""
        if self._process is not None:
            self.pipe.close()
            self._process.kill()
            self._process.wait()
            self._process, self._ready = None, False

    def _begin(self) -> None:
        self.pipe, theirs = Pipe()
        packages = str(Path(__file__).parents[2])
        paths = os.pathsep.join(filter(None, (packages, os.environ.get("PYTHONPATH"))))
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter, our own words
                [sys.executable, "-P", "-c", _START, str(theirs.fileno()), str(self._bounds.memory_bytes)],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": paths},
            )

    def _death(self) -> str:
        process = self._process
        if process is None:
            return "reading it failed"
        self.pipe.close()
        code = process.wait()
        self._process, self._ready = None, False
        how = signal.Signals(-code).name if code < 0 else f"exit code {code}"
        # So does a library end its process that finds no memory, when it is written in Rust, or compiled.
        or_large = f", or takes more than {self._bounds.memory_bytes // 1024**2:,} MiB of memory"
        return (
            f"reading it crashed ({how}): it is damaged in a way that the library for it doesn't survive"
            f"{or_large if code == -signal.SIGABRT else ''}"
        )

    def _lost(self, problem: str) -> Document:
        name, base_url = (self._found.name, self._found.base_url) if self._found else ("", None)
        return Document(name=name, base_url=base_url, problems=(problem,), readable=False)
