"""A store's path in, the sole right to run on it out, for as long as the context lasts.

The kernel holds the lock and gives it up when the process ends, however it ends; the file beside the store
only says who holds it, and stays where it is.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from auditor.codec import iso
from auditor.errors import LockedError, StoreError


@contextmanager
def lock(path: str) -> Iterator[None]:
    """Hold `path` + ".lock". LockedError naming the process that holds it; StoreError when it can't be made."""
    name = f"{path}.lock"
    try:
        descriptor = os.open(name, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise StoreError(
            f"{name} can't be made: {error.strerror}",
            advice="Make the folder, or see that you may write there.",
        ) from None
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = Path(name).read_text(encoding="utf-8").strip() or "a process that has just begun"
            raise LockedError(
                f"another run holds the lock on {path}: {holder}",
                advice="Wait until it has ended, or end it; what it has seen is kept.",
            ) from None
        _say_who(descriptor)
        yield
    finally:
        os.close(descriptor)


def _say_who(descriptor: int) -> None:
    """Write the process and since when into the lock file; the time is the file system's, not our clock's."""
    os.ftruncate(descriptor, 0)
    os.write(descriptor, f"process {os.getpid()}".encode())
    since = datetime.fromtimestamp(int(os.fstat(descriptor).st_mtime), UTC)
    os.write(descriptor, f" since {iso(since)}\n".encode())
