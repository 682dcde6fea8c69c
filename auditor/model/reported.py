"""What reports are made of, as values: runs, documents with their verdicts, whole audits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from auditor.model.cited import Citation, Document
from auditor.model.judged import ArchiveState, Health, Verdict
from auditor.model.observed import Vantage


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRun:
    """One run of the auditor. `complete` is False when it was cut short; what was seen is kept all the same."""

    id: str
    started_at: datetime
    finished_at: datetime | None = None
    auditor: str = ""
    complete: bool = True
    vantage: Vantage = Vantage.ONLINE
    policy: str = "strikes"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditedCitation:
    """A citation with its verdict."""

    citation: Citation
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditedDocument:
    """A document with the verdicts of its audited citations, in document order."""

    document: Document
    citations: tuple[AuditedCitation, ...] = ()

    @property
    def counts(self) -> dict[Health, int]:
        """How many citations have each health, in the order of `Health`, zeros included."""
        seen = [entry.verdict.health for entry in self.citations]
        return {health: seen.count(health) for health in Health}

    @property
    def score(self) -> float | None:
        """The share (0 to 1, two digits) of citations whose reader can still reach what was cited.

        Live or archived; `unverified` is left out of both sides. None where nothing is left.
        """
        known = [entry.verdict for entry in self.citations if entry.verdict.health is not Health.UNVERIFIED]
        if not known:
            return None
        return round(sum(map(reachable, known)) / len(known), 2)


def reachable(verdict: Verdict) -> bool:
    """Whether a reader can still reach what was cited, live or archived; False also where nothing is known."""
    match verdict.health:
        case Health.HEALTHY | Health.AT_RISK | Health.RECOVERABLE:
            return True
        case Health.CHANGED:
            return verdict.archive.state is ArchiveState.ARCHIVED
        case Health.LOST | Health.UNVERIFIED:
            return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """What a report is made of: the run and its documents, in the order in which they were collected."""

    run: AuditRun
    documents: tuple[AuditedDocument, ...] = ()
