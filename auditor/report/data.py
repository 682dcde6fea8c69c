"""An audit in, its JSON out: one file a document, of the schema that `check --format json` prints.

Each document and citation has the fields of `auditor.extract/1` and its verdict. Only `run` depends on when the
audit was made. No string holds the userinfo of an address.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime

from auditor.model import (
    ArchiveVerdict,
    Audit,
    AuditedCitation,
    AuditedDocument,
    AuditRun,
    Document,
    LinkVerdict,
    Mark,
)
from auditor.report import ReportFile, ReportFormat
from auditor.report.fields import Json, cited, document_head, text
from auditor.report.naming import stems
from auditor.report.reading import broken_json
from auditor.report.showing import instant, shown

SCHEMA = "auditor.audit/1"


def audit_json(audit: Audit) -> str:
    """The whole audit as `auditor.audit/1`, indented, ending in a line break."""
    value: Json = {
        "schema": SCHEMA,
        "run": _run(audit.run),
        "documents": [_document(document) for document in audit.documents],
    }
    return f"{json.dumps(value, ensure_ascii=False, indent=1)}\n"


def render(audit: Audit) -> tuple[ReportFile, ...]:
    """`data/<document>.json` for each document: the audit as if it had been of that document alone."""
    names = stems(audited.document.name for audited in audit.documents)
    return tuple(
        ReportFile(path=f"data/{stem}.json", data=audit_json(replace(audit, documents=(audited,))).encode())
        for stem, audited in zip(names, audit.documents, strict=True)
    )


def _run(run: AuditRun) -> Json:
    return {
        "id": run.id,
        "started_at": instant(run.started_at),
        "finished_at": _instant(run.finished_at),
        "auditor": run.auditor,
        "complete": run.complete,
        "vantage": run.vantage.value,
        "policy": run.policy,
    }


def _document(audited: AuditedDocument) -> Json:
    return {
        **document_head(audited.document),
        "score": audited.score,
        "counts": {health.value: count for health, count in audited.counts.items()},
        "citations": [_citation(entry, audited.document) for entry in audited.citations],
    }


def _citation(entry: AuditedCitation, document: Document) -> Json:
    verdict = entry.verdict
    return {
        **cited(entry.citation, document),
        "broken": broken_json(entry.citation, verdict.reading),
        "health": verdict.health.value,
        "link": _link(verdict.link),
        "content": {"state": verdict.content.state.value, "because": text(verdict.content.because)},
        "archive": _archive(verdict.archive),
    }


def _link(link: LinkVerdict) -> Json:
    return {
        "state": link.state.value,
        "confirmed": link.confirmed,
        "since": _instant(link.since),
        "suspected": link.suspected.value if link.suspected else None,
        "checks": link.checks,
        "status": link.status,
        "final_uri": text(link.final_uri),
        "checked_at": _instant(link.checked_at),
        "failure": link.failure.value if link.failure else None,
        "findings": [
            {
                "rule": finding.rule,
                "state": finding.state.value,
                "because": shown(finding.because),
                "proposal": text(finding.proposal),
            }
            for finding in link.findings
        ],
        "marked": _mark(link.mark),
    }


def _mark(mark: Mark | None) -> Json:
    """A reviewer's word."""
    return {"state": mark.state.value, "at": instant(mark.at), "note": shown(mark.note)} if mark else None


def _archive(archive: ArchiveVerdict) -> Json:
    return {
        "state": archive.state.value,
        "archive": archive.archive,
        "uri_m": text(archive.uri_m),
        "captured_at": _instant(archive.captured_at),
        "distance_days": archive.distance_days,
        "dated_by": archive.dated_by.value if archive.dated_by else None,
        "because": text(archive.because),
    }


def _instant(moment: datetime | None) -> str | None:
    return None if moment is None else instant(moment)


FORMAT = ReportFormat(name="json", render=render)
