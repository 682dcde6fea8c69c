"""A change to how a service and we stand in, the same made in a file that all processes of this user share out.

1. The kernel's lock on the file (flock) makes each change one of its own; it is held for no longer than reading and
   writing a line takes, and ends with the process that holds it, however that ends.
2. A file that can't be read for what it is tells nothing: one starts anew, as if somebody had just asked.
3. Where no file can be kept (a read-only home, a full disk), the process keeps its own account.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import math
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeVar

import trio

from auditor.net.standing import Standing, unknown

T = TypeVar("T")

_RETRY_S = 0.005
_LINE_BYTES = 512  # every line is as long, so that one that is written over another leaves nothing of it
_NOT_IN_NAMES = re.compile(r"[^a-z0-9.]+")


class Ledger:
    """How one service and we stand, in the file at `path`, or for this process alone where that is None.

    `wall` is the time in seconds since 1970, shared with whoever shares the file.
    """

    def __init__(self, path: Path | None = None, *, wall: Callable[[], float] = trio.current_time) -> None:
        self._path = path
        self._wall = wall
        self._own = Standing()

    async def change(self, how: Callable[[Standing, float], tuple[Standing, T]], *, interval_s: float) -> T:
        """What `how` makes of the standing and the time: the standing is kept, the other returned.

        `interval_s` is between two requests.
        """
        while self._path is not None:
            try:
                with _locked(self._path) as file:
                    if file is not None:
                        return self._change(file, how, interval_s)
            except OSError:
                self._path = None
                break
            await trio.sleep(_RETRY_S)
        self._own, told = how(self._own, self._wall())
        return told

    def _change(self, file: int, how: Callable[[Standing, float], tuple[Standing, T]], interval_s: float) -> T:
        now = self._wall()
        line = os.pread(file, _LINE_BYTES, 0)
        former = _read(line) if line else Standing()
        self._own, told = how(former or unknown(now, interval_s), now)
        if self._own != former:
            _write(file, self._own)
        return told


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledgers:
    """The ledgers of all services: files in `directory`, in this process alone where that is None."""

    directory: Path | None = None
    wall: Callable[[], float] = trio.current_time

    def of(self, service: str, place: str) -> Ledger:
        """The ledger of a service that is reached at `place` (host:port): two places are two services."""
        if self.directory is None:
            return Ledger(wall=self.wall)
        digest = hashlib.sha256(f"{service} {place}".encode()).hexdigest()[:12]
        name = _NOT_IN_NAMES.sub("-", service.lower()).strip("-.") or "service"
        return Ledger(self.directory / f"{name}-{digest}.json", wall=self.wall)


@contextmanager
def _locked(path: Path) -> Iterator[int | None]:
    """The file, opened and locked; None while another process has it. OSError when there can be none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield None
        else:
            yield file
    finally:
        os.close(file)


def _read(line: bytes) -> Standing | None:
    """The standing that a line tells, None when it is damaged."""
    try:
        standing = Standing(**json.loads(line))
    except (ValueError, TypeError, RecursionError):
        return None
    told = asdict(standing)
    why = told.pop("why")
    sound = all(type(value) in {int, float} and math.isfinite(value) and value >= 0 for value in told.values())
    return standing if sound and isinstance(why, str) else None


def _write(file: int, standing: Standing) -> None:
    line = json.dumps(asdict(standing)).encode().ljust(_LINE_BYTES - 1) + b"\n"
    os.pwrite(file, line, 0)
