"""The door of reports: a whole audit in, the files of one format out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from auditor.model import Audit


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFile:
    """One file of a report: its path below the report folder, with `/`, and its bytes."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFormat:
    """One format. `render` is pure: the same audit gives the same bytes."""

    name: str
    render: Callable[[Audit], tuple[ReportFile, ...]]
