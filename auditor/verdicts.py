"""What the store knows in, verdicts on references and audits of documents out: without a network, whenever asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from auditor.archive_links import unwrap
from auditor.archives.select import archives_for
from auditor.judge.as_cited import as_cited
from auditor.judge.cited_copies import with_original
from auditor.judge.corpus import sinks
from auditor.judge.readings import read
from auditor.judge.verdict import judge
from auditor.model import (
    AUDITED,
    ArchiveReply,
    Audit,
    AuditedCitation,
    AuditedDocument,
    AuditRun,
    Citation,
    Document,
    Evidence,
    Probe,
    Reference,
    SkipReason,
    Verdict,
)
from auditor.readings import with_rivals
from auditor.settings import Settings
from auditor.store import Store
from auditor.uris import cited_on, dated_by, key_of


def judge_all(cited: Sequence[Reference], settings: Settings, store: Store) -> dict[str, Verdict]:
    """The verdict of every reference, from stored evidence alone; the bodies of few are in memory at once.

    What is known of the other readings of broken addresses is judged too, for the sake of those that are cited.
    """
    verdicts: dict[str, Verdict] = {}
    archives = [archive.name for archive in archives_for(settings.archives)]
    common = sinks(store.ends())
    with store.reading() as text_of:
        for known in store.evidence(with_rivals(cited)):
            verdicts[known.reference.key] = judge(
                _with_gaps(known, archives), settings.judge, read=text_of, sinks=common
            )
    verdicts |= dict(_with_originals(cited, verdicts))
    return {one.key: _read(one, verdicts) for one in cited}


def _read(reference: Reference, verdicts: Mapping[str, Verdict]) -> Verdict:
    """The verdict on the address, and where a break may have split it that on the reading that is meant."""
    own = verdicts[reference.key]
    if not reference.readings:
        return own
    meant = read(reference, verdicts)
    return replace(own, where_broken=meant) if reference.is_whole else meant


def _with_gaps(known: Evidence, archives: Sequence[str]) -> Evidence:
    """The evidence, and that something was never looked at or never asked: nothing may be taken for "none held"."""
    replied = {reply.archive for reply in known.replies}
    when = next((probe.checked_at for probe in known.probes if probe.checked_at), datetime.min.replace(tzinfo=UTC))
    unasked = (
        ArchiveReply(archive=archive, key=known.reference.key, asked_at=when, because="it was not asked")
        for archive in archives
        if archive not in replied
    )
    return replace(
        known, probes=known.probes or (_never_looked_at(known.reference),), replies=(*known.replies, *unasked)
    )


def _never_looked_at(reference: Reference) -> Probe:
    reason = SkipReason.INTERRUPTED if reference.host else SkipReason.INVALID
    return Probe(key=reference.key, skipped=reason)


def _with_originals(cited: Sequence[Reference], verdicts: Mapping[str, Verdict]) -> Iterator[tuple[str, Verdict]]:
    """The verdicts on archive links, with what is known of their originals."""
    for one in cited:
        link = unwrap(one.uri)
        original = verdicts.get(key_of(link.original)) if link and link.original else None
        if original is not None:
            yield one.key, with_original(one, verdicts[one.key], original)


def assemble(run: AuditRun, documents: Sequence[Document], verdicts: Mapping[str, Verdict]) -> Audit:
    """The audit of `documents` whose citations have these verdicts; where there is none the citation is left out."""
    return Audit(
        run=run,
        documents=tuple(
            AuditedDocument(
                document=document,
                citations=tuple(
                    _audited(citation, document, verdict)
                    for citation in document.citations
                    if citation.kind in AUDITED and (verdict := verdicts.get(key_of(citation.uri)))
                ),
            )
            for document in documents
        ),
    )


def _audited(citation: Citation, document: Document, verdict: Verdict) -> AuditedCitation:
    """The citation with the verdict that is its own: by how it was read, and by its own day."""
    if verdict.where_broken:
        verdict = verdict.where_broken if citation.is_open else replace(verdict, where_broken=None)
    verdict = as_cited(verdict, cited_on(citation, document), dated_by(citation, document))
    return AuditedCitation(citation=_as_read(citation, verdict), verdict=verdict)


def _as_read(citation: Citation, verdict: Verdict) -> Citation:
    """The citation with the reading of it that was taken; the others are its alternatives."""
    reading = verdict.reading
    if reading is None or citation.broken is None:
        return citation
    readings = (citation.uri, *citation.alternatives)
    taken = next((uri for uri in readings if key_of(uri) == key_of(reading.uri)), citation.uri)
    return replace(
        citation,
        uri=taken,
        alternatives=tuple(uri for uri in readings if uri != taken),
        repaired=citation.repaired or taken != citation.uri,
        broken=replace(citation.broken, chosen_by=reading.chosen_by),
    )
