"""`auditor explain`: an address in, everything behind its verdict out, from the store alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from auditor.cli.console import Console
from auditor.config import load
from auditor.errors import AuditorError, Exit
from auditor.judge.captures import Copy, day
from auditor.judge.corpus import sinks
from auditor.judge.verdict import inspect
from auditor.model import (
    ArchiveReply,
    Citation,
    Evidence,
    Exchange,
    Failure,
    Finding,
    Inquiry,
    Probe,
    Reading,
    Reference,
    Registration,
    Terms,
    Verdict,
)
from auditor.readings import rivals
from auditor.report.reading import as_printed, candidate_words
from auditor.report.wording import archive_words, content_words, distance_words, state_words
from auditor.settings import Settings
from auditor.store import Store
from auditor.uris import key_of, without_userinfo
from auditor.verdicts import judge_all


def explain(uri: str, config: str | None, out: Console) -> Exit:
    """Print every exchange, finding and rule behind the verdict on an address, and its history."""
    settings = load(config).settings
    with Store(settings.store.path, create=False) as store:
        key = store.printed_as(key_of(uri))
        reference = store.reference(key)
        if reference is None:
            raise AuditorError(
                f"{without_userinfo(uri)} is not in {settings.store.path}",
                advice="`auditor check --store URL` looks at it and keeps what it sees.",
            )
        if key != key_of(uri):
            out.answer(f"{without_userinfo(uri)} is one reading of an address that a break may have split:\n")
        (evidence,) = store.evidence([reference])
        for line in _lines(evidence, store, settings):
            out.answer(line)
    return Exit.OK


def _lines(evidence: Evidence, store: Store, settings: Settings) -> Iterator[str]:
    key = evidence.reference.key
    common = sinks(store.ends())
    verdict = judge_all([evidence.reference], settings, store)[key]
    yield key
    yield f"  {verdict.health.value}: {state_words(verdict.link)}; {archive_words(verdict.archive)}"
    yield from _copy(evidence.reference, verdict)
    yield from _broken(store.broken(key), verdict.where_broken or verdict, is_whole=evidence.reference.is_whole)
    yield f"\nWhat stands (policy {settings.judge.policy.value})"
    for finding in verdict.link.findings:
        yield f"  {_finding(finding)}"
    yield "\nWhat each rule saw in the latest look, in their order: the first that saw something decides"
    for probe in evidence.probes[-1:]:
        for name, saw in inspect(evidence.reference, probe, sinks=common, registration=evidence.registration):
            yield f"  {_finding(saw)}" if saw else f"  {name}: nothing"
    yield "\nLooks, oldest first"
    for probe in evidence.probes:
        yield from _probe(probe)
    yield from _beside(evidence.reference, store)
    if evidence.registration:
        yield from _registration(evidence.registration)
    marks = store.marks(key)
    yield from ["\nA reviewer's words, oldest first"] if marks else []
    for mark in marks:
        yield f"  {mark.at:%Y-%m-%d %H:%M:%S}Z  {mark.state.value}: {mark.note or 'without a note'}"
    yield "\nArchives"
    yield from _archives(evidence, store.inquiries(key))
    yield "\nVerdicts, oldest first"
    for judged_at, former in store.verdicts(key):
        yield f"  {judged_at:%Y-%m-%d %H:%M}Z  {former.health.value}: {state_words(former.link)}"


def _copy(reference: Reference, verdict: Verdict) -> Iterator[str]:
    """The copy nearest the earliest citation, and what a comparison with it has told."""
    if verdict.archive.uri_m:
        distance = distance_words(verdict.archive, cited_on=reference.cited_on)
        yield f"  copy: {verdict.archive.uri_m}{f' ({distance})' if distance else ''}"
    told = content_words(verdict.content) or verdict.content.because
    if told:
        yield f"  text: {told}"


def _broken(citations: Sequence[tuple[str, Citation]], verdict: Verdict, *, is_whole: bool) -> Iterator[str]:
    """How documents have printed the address in pieces, and what was seen of each of its readings."""
    reading = verdict.reading
    for document, citation in citations:
        if citation.broken:
            told_by = reading.chosen_by if reading and citation.is_open else citation.broken.chosen_by
            yield f"\nHow {document} has it"
            yield f"  printed: {as_printed(citation.broken)}"
            yield f"  rule: {citation.broken.rule}; chosen by: {told_by.value}"
            yield from _readings((citation.uri, *citation.alternatives), reading)
    if reading and not citations:
        yield f"\nIts readings; chosen by: {reading.chosen_by.value}"
        yield from _readings([one.uri for one in reading.candidates], reading)
    if reading and is_whole:
        yield f"  there {verdict.health.value}: {state_words(verdict.link)}; {archive_words(verdict.archive)}"


def _readings(uris: Iterable[str], reading: Reading | None) -> Iterator[str]:
    for uri in uris:
        mark = "*" if reading and key_of(uri) == key_of(reading.uri) else " "
        yield f"  {mark} {uri}  {candidate_words(reading, uri) or 'not looked at'}"


def _beside(reference: Reference, store: Store) -> Iterator[str]:
    """The looks at the other readings of a broken address, and at the addresses made up beside them."""
    seen = [known for known in store.evidence(rivals(reference)) if known.probes]
    yield from ["\nLooks at its other readings, and at addresses made up beside them"] if seen else []
    for known in seen:
        for probe in known.probes:
            yield from _probe(probe)


def _finding(finding: Finding) -> str:
    proposal = f" (better: {finding.proposal})" if finding.proposal else ""
    return f"{finding.rule}: {finding.state.value}: {finding.because}{proposal}"


def _probe(probe: Probe) -> Iterator[str]:
    if probe.skipped:
        yield f"  not asked to the end: {probe.skipped.value}"
    for exchange in probe.exchanges:
        yield f"  {_exchange(exchange)}"
    for exchange in probe.siblings:
        yield f"  beside it: {_exchange(exchange)}"


def _archives(evidence: Evidence, inquiries: Iterable[Inquiry]) -> Iterator[str]:
    """What archives were asked and said, and which of the captures that they showed are no copies."""
    for inquiry in inquiries:
        yield from _inquiry(inquiry)
    for memento in evidence.mementos:
        flaw = Copy(evidence.reference, memento).flaw
        if flaw:
            yield f"  no copy of the page: {memento.archive}'s of {day(memento.captured_at)}: {flaw}"


def _registration(told: Registration) -> Iterator[str]:
    yield f"\nThe registry of {told.domain}"
    yield f"  registered: {told.registered_at:%Y-%m-%d}" if told.registered_at else f"  {told.because}"
    for exchange in told.exchanges:
        yield f"  {_exchange(exchange)}"


def _inquiry(inquiry: Inquiry) -> Iterator[str]:
    yield f"  {inquiry.reply.archive}: {_reply(inquiry.reply)}"
    for exchange in inquiry.exchanges:
        yield f"    {_exchange(exchange)}"


def _reply(reply: ArchiveReply) -> str:
    if reply.excluded:
        return f"excluded: {reply.because}"
    if reply.captures is None:
        return f"could not be determined: {reply.because}"
    held = ", ".join(one.uri_m for one in reply.captures) or f"none held: {reply.because}"
    return f"{held}"


def _exchange(exchange: Exchange) -> str:
    if isinstance(exchange.outcome, Failure):
        answer = f"{exchange.outcome.kind.value} {exchange.outcome.detail}".strip()
    else:
        answer = f"{exchange.outcome.status} {exchange.outcome.reason}".strip()
        location = exchange.outcome.header("location")
        answer += f" -> {location}" if location else f", {len(exchange.outcome.body):,} bytes"
    when = f"{exchange.started_at:%Y-%m-%d %H:%M:%S}Z"
    request = exchange.request
    asked = f"{request.method} {request.uri}" + ("" if request.terms is Terms.USUAL else f" {request.terms.value}")
    return without_userinfo(f"{when}  {asked}  {answer}  ({exchange.elapsed_s:.2f} s)")
