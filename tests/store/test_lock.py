"""One run at a time: the lock says who holds it, and ends with its process."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from auditor.errors import Exit, LockedError, StoreError
from auditor.store import lock

HOLDING = """
import sys
from auditor.store import lock

with lock(sys.argv[1]):
    print("held", flush=True)
    sys.stdin.read()
"""


def _holder(path):
    child = subprocess.Popen(
        [sys.executable, "-c", HOLDING, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout.readline() == "held\n"
    return child


def test_a_second_run_is_told_who_holds_the_lock_and_since_when(path) -> None:
    with _holder(path) as child, pytest.raises(LockedError) as caught, lock(path):
        pytest.fail("the lock was held twice")
    message = str(caught.value)
    assert message.startswith(f"another run holds the lock on {path}: process {child.pid} since ")
    assert re.search(r" since \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", message)
    assert caught.value.exit_code is Exit.LOCKED
    assert caught.value.advice


def test_the_lock_of_a_killed_process_is_free(path) -> None:
    with _holder(path) as child:
        child.kill()
        child.wait()
        with lock(path):
            assert f"process {os.getpid()} " in Path(f"{path}.lock").read_text()


def test_the_lock_is_free_again_afterwards_also_after_an_error(path) -> None:
    with pytest.raises(RuntimeError), lock(path):
        raise RuntimeError
    with lock(path):
        pass


def test_the_same_process_cannot_hold_it_twice(path) -> None:
    with lock(path), pytest.raises(LockedError, match=f"process {os.getpid()} "), lock(path):
        pytest.fail("the lock was held twice")


def test_stores_have_locks_of_their_own(tmp_path) -> None:
    with lock(str(tmp_path / "a.db")), lock(str(tmp_path / "b.db")):
        pass


def test_a_folder_that_is_not_there_is_told_with_advice(tmp_path) -> None:
    with pytest.raises(StoreError, match="No such file or directory") as caught, lock(str(tmp_path / "no" / "a.db")):
        pytest.fail("there was nothing to lock")
    assert "folder" in caught.value.advice
