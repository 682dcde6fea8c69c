"""An audit in, what is said of it at the end and the exit code out."""

from __future__ import annotations

from collections.abc import Collection

from auditor.errors import Exit, worst
from auditor.model import Audit, Health, Verdict
from auditor.report.showing import count
from auditor.settings import JudgeMode, Settings


def exit_code(audit: Audit, settings: Settings, fail_on: Collection[Health] | None) -> Exit:
    """The worst that applies: unreadable documents, an incomplete run, rot."""
    entries = [entry for document in audit.documents for entry in document.citations]
    return worst(
        Exit.USAGE if any(not one.document.readable for one in audit.documents) else Exit.OK,
        Exit.OK if audit.run.complete else Exit.INCOMPLETE,
        Exit.ROT if any(fails(entry.verdict, settings, fail_on) for entry in entries) else Exit.OK,
    )


def fails(verdict: Verdict, settings: Settings, fail_on: Collection[Health] | None) -> bool:
    """Whether a verdict is of those that make the exit code 1; under `strikes` only confirmed ones are."""
    only_confirmed = settings.judge.policy is JudgeMode.STRIKES
    bad = fail_on or settings.report.fail_on
    return verdict.health in bad and (verdict.link.confirmed or not only_confirmed)


def summary(audit: Audit) -> str:
    """One line: how many documents and citations, and how they are."""
    entries = [entry.verdict for document in audit.documents for entry in document.citations]
    counts = [(health, sum(one.health is health for one in entries)) for health in Health]
    words = ", ".join(f"{many} {health.value}" for health, many in counts if many)
    partial = "" if audit.run.complete else " (incomplete)"
    return f"{count(len(audit.documents), 'document')}, {count(len(entries), 'citation')}{partial}: {words or 'none'}"
