"""What every test runs on: modules that were compiled of the sources that are there."""

from __future__ import annotations

from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

import pytest

from auditor import prose

ROOM = Path(prose.__file__).parent


def pytest_configure() -> None:
    """Compiled modules hide their sources: tests of what was compiled before these were changed would say nothing."""
    compiled = [made for suffix in EXTENSION_SUFFIXES for made in ROOM.glob(f"compiled__mypyc{suffix}")]
    newer = [source.name for source in ROOM.rglob("*.py") for made in compiled if _time(source) > _time(made)]
    if newer:
        changed = f"{newer[0]} has changed since auditor/prose was compiled"
        raise pytest.UsageError(f"{changed}: `make compiled` compiles it, `make plain` runs it as Python.")


def _time(path: Path) -> float:
    return path.stat().st_mtime
