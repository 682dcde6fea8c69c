"""An audited document in, a table for the terminal out."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from auditor.judge import cited_copies
from auditor.model import AuditedCitation, AuditedDocument, Document, Health
from auditor.report.wording import archive_words, distance_words, state_words
from auditor.uris import cited_on

_STYLES = {
    Health.HEALTHY: "green",
    Health.AT_RISK: "yellow",
    Health.CHANGED: "magenta",
    Health.RECOVERABLE: "cyan",
    Health.LOST: "red",
    Health.UNVERIFIED: "dim",
}


def audit_table(audited: AuditedDocument) -> Table:
    """One row a citation: its health, what answers, where the copy nearest its day is and how far off, and why."""
    document = audited.document
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
            Text(_copy(entry, document)),
        )
    return table


def _seen(entry: AuditedCitation) -> str:
    link = entry.verdict.link
    because = link.findings[0].because if link.findings else ""
    seen = f"{state_words(link)}: {because}" if because else state_words(link)
    flags = (finding.because for finding in link.findings[1:] if finding.rule == cited_copies.FLAG)
    return "; ".join((seen, *flags))


def _copy(entry: AuditedCitation, document: Document) -> str:
    archive = entry.verdict.archive
    if archive.uri_m is None:
        return archive.because or archive_words(archive)
    distance = distance_words(archive, cited_on=cited_on(entry.citation, document))
    return f"{archive.uri_m} ({distance})" if distance else archive.uri_m
