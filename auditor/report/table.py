"""An audit in, its citations as CSV out: one row a citation, for people who work in spreadsheets.

Rules:
1. Files begin with a byte order mark: without it Excel reads UTF-8 as the local code page when a file is opened by
   a double click, and on a shared drive that is how files are opened. `audit_csv` leaves it out, for pipes.
2. A cell that a spreadsheet would take for a formula gets an apostrophe (OWASP, "CSV Injection"); also after a
   semicolon, at which Excel splits cells where the comma is the decimal sign.
3. A suspicion is told in words and as `confirmed` "no"; the exact record, with the states' own names, is the JSON.
4. Cells hold one line, and no more than a spreadsheet takes. Nothing depends on when the audit was made.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime

from auditor.model import Audit, AuditedCitation, AuditedDocument, Document
from auditor.report import ReportFile, ReportFormat
from auditor.report.fields import Cell, day, safe_cell
from auditor.report.naming import stems
from auditor.report.reading import as_printed, candidate_words
from auditor.report.showing import instant
from auditor.report.wording import content_words, state_words, suspicion_words
from auditor.uris import cited_on, dated_by

COLUMNS = (
    *("document", "title", "number", "line", "page", "text", "context", "uri"),
    *("health", "state", "confirmed", "suspected", "since", "checks"),
    *("status", "failure", "final_uri", "checked_at"),
    *("content", "archive_state", "archive", "uri_m", "captured_at", "distance_days", "because"),
    *("cited_on", "dated_by"),
    *("printed", "rule", "chosen_by", "readings"),
)


def audit_csv(audit: Audit) -> str:
    """All citations of the audit as CSV (RFC 4180) with a heading row, without a byte order mark."""
    return _lines([COLUMNS]) + "".join(map(_document, audit.documents))


def render(audit: Audit) -> tuple[ReportFile, ...]:
    """`data/<document>.csv` for each document, and `data/citations.csv` over all."""
    heading = _lines([COLUMNS])
    names = stems(audited.document.name for audited in audit.documents)
    parts = [_document(audited) for audited in audit.documents]
    sheets = [*zip(names, parts, strict=True), ("citations", "".join(parts))]
    return tuple(
        ReportFile(path=f"data/{name}.csv", data=f"{heading}{part}".encode("utf-8-sig")) for name, part in sheets
    )


def _document(audited: AuditedDocument) -> str:
    document = [safe_cell(audited.document.name), safe_cell(audited.document.title)]
    return _lines([*document, *map(safe_cell, _citation(entry, audited.document))] for entry in audited.citations)


def _lines(rows: Iterable[Sequence[str | int]]) -> str:
    sheet = io.StringIO(newline="")
    csv.writer(sheet).writerows(rows)
    return sheet.getvalue()


def _citation(entry: AuditedCitation, document: Document) -> tuple[Cell, ...]:
    citation, verdict = entry.citation, entry.verdict
    link, archive = verdict.link, verdict.archive
    reasons = dict.fromkeys((*(finding.because for finding in link.findings), archive.because))
    told_by = dated_by(citation, document)
    return (
        *(citation.number, citation.line, citation.page, citation.text, citation.context, citation.uri),
        *(verdict.health.value, state_words(link), link.confirmed, suspicion_words(link)),
        *(_instant(link.since), link.checks, link.status, link.failure.value if link.failure else None),
        *(link.final_uri, _instant(link.checked_at), content_words(verdict.content)),
        *(archive.state.value, archive.archive, archive.uri_m),
        *(_instant(archive.captured_at), archive.distance_days),
        " · ".join(reason for reason in reasons if reason),
        *(day(cited_on(citation, document)), told_by.value if told_by else None),
        *_broken(entry),
    )


def _broken(entry: AuditedCitation) -> tuple[Cell, ...]:
    """How the address was printed, the rule, what settled it, and its other readings with what was seen of them."""
    broken, reading = entry.citation.broken, entry.verdict.reading
    if broken is None:
        return (None, None, None, None)
    others = (
        f"{uri} ({seen})" if (seen := candidate_words(reading, uri)) else uri for uri in entry.citation.alternatives
    )
    return (as_printed(broken), broken.rule, broken.chosen_by.value, " · ".join(others))


def _instant(moment: datetime | None) -> str | None:
    return None if moment is None else instant(moment)


FORMAT = ReportFormat(name="csv", render=render)
