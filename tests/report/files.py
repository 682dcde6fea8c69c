"""A small report, and what the child processes of test_publish need to put it somewhere and die over it."""

from __future__ import annotations

import os
import resource
import sys
from pathlib import Path

from auditor.errors import PublishError
from auditor.publish import keep, publish
from auditor.report import ReportFile


def report(word: str, *, pages: tuple[str, ...] = ("documents/a.html",)) -> list[ReportFile]:
    """`index.html` and further pages, each holding the word and its own path."""
    return [ReportFile(path=path, data=f"{word} {path}".encode()) for path in ("index.html", *pages)]


__all__ = ["Path", "PublishError", "ReportFile", "keep", "os", "publish", "report", "resource", "sys"]
