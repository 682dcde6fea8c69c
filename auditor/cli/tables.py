"""An audited document in, a table for the terminal out."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from auditor.model import AuditedCitation, AuditedDocument, Health
from auditor.report.wording import archive_words, state_words

_STYLES = {
    Health.HEALTHY: "green",
    Health.AT_RISK: "yellow",
    Health.CHANGED: "magenta",
    Health.RECOVERABLE: "cyan",
    Health.LOST: "red",
    Health.UNVERIFIED: "dim",
}


def audit_table(audited: AuditedDocument) -> Table:
    """One row a citation: its health, what answers, where the copy is, and why."""
    score = "" if audited.score is None else f": {audited.score:.0%} can still be reached"
    table = Table(title=Text(audited.document.name + score), title_justify="left", box=None, pad_edge=False)
    table.add_column("#", justify="right", no_wrap=True)
    table.add_column("health", no_wrap=True)
    table.add_column("address", overflow="fold", ratio=3)
    table.add_column("what was seen", overflow="fold", ratio=3)
    table.add_column("copy", overflow="fold", ratio=3)
    for entry in audited.citations:
        health = entry.verdict.health
        table.add_row(
            str(entry.citation.number),
            Text(health.value, style=_STYLES[health]),
            Text(entry.citation.uri),
            Text(_seen(entry)),
            Text(_copy(entry)),
        )
    return table


def _seen(entry: AuditedCitation) -> str:
    link = entry.verdict.link
    because = link.findings[0].because if link.findings else ""
    return f"{state_words(link)}: {because}" if because else state_words(link)


def _copy(entry: AuditedCitation) -> str:
    archive = entry.verdict.archive
    if archive.uri_m is None:
        return archive.because or archive_words(archive)
    distance = "" if archive.distance_days is None else f" ({archive.distance_days} days from the citation)"
    return f"{archive.uri_m}{distance}"
