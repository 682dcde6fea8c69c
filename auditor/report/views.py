"""Audited documents in, what their HTML pages show out: texts cut to size, links that may be followed, sections.

Rules:
1. An address is a link only if it is http(s); never while it is in somebody else's hands, or suspected to be.
2. Sections stand in the order in which they need action; what is healthy, or can't be told, comes last.
3. Everything comes from evidence: nothing here depends on when the audit was made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from auditor.model import (
    ArchiveState,
    AuditedCitation,
    AuditedDocument,
    Citation,
    Document,
    Health,
    Kind,
    LinkState,
    Verdict,
)
from auditor.report import wording
from auditor.report.reading import candidate_words, how_read
from auditor.report.showing import day, flat, full_text, link_to, shortened, squeezed
from auditor.report.wording import HEALTHS, NEVER_LINKED, HealthWords
from auditor.uris import cited_on, dated_by, same_page

# How much of a text is shown, in characters: of a sentence on either side of its words, of the words, and so on.
_SENTENCE, _WORDS, _ADDRESS, _REASON = 400, 200, 300, 400


_WITHHELD = "Not made a link: what it shows now is not what was cited, and may do harm."


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text cut to size. `full` is for a tooltip, None where nothing is missing."""

    shown: str
    full: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An address as shown. `href` is None where it must not or can't be followed."""

    text: Text
    href: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """The sentence of a citation, cut into what stands before, in and after the words that are linked."""

    before: str
    words: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """An archived copy: what to do with it, where it is, and how far it is from the citation."""

    label: str
    link: Link
    distance: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationView:
    """One citation as a page shows it. `leads` are other addresses with what they are."""

    anchor: str
    number: int | None
    words: Text
    sentence: Sentence | None
    address: Link
    withheld: str | None
    repair: str | None
    standing: str
    reasons: tuple[Text, ...]
    leads: tuple[tuple[str, Link], ...]
    copy: Copy | None
    save: str | None
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The citations of one health. `folded` need no reader unless asked for."""

    health: Health
    words: HealthWords
    listed: tuple[CitationView, ...] = ()
    folded: tuple[CitationView, ...] = ()


def sections(audited: AuditedDocument) -> tuple[Section, ...]:
    """The document's citations by health, empty healths left out, each in document order."""
    listed: dict[Health, list[CitationView]] = {health: [] for health in HEALTHS}
    folded: dict[Health, list[CitationView]] = {health: [] for health in HEALTHS}
    for place, entry in enumerate(audited.citations, start=1):
        health = entry.verdict.health
        quiet = health is Health.HEALTHY and not wording.is_suspicion(entry.verdict.link)
        (folded if quiet else listed)[health].append(_citation(entry, audited.document, place=place))
    return tuple(
        Section(health=health, words=words, listed=tuple(listed[health]), folded=tuple(folded[health]))
        for health, words in HEALTHS.items()
        if listed[health] or folded[health]
    )


def title(document: Document) -> Text:
    """The document's title, else the last part of its name."""
    text = flat(document.title) or flat(document.name).rstrip("/").rpartition("/")[2] or "(no name)"
    return Text(shown=shortened(text, _WORDS), full=full_text(text, _WORDS))


def name(document: Document) -> str:
    """The document's name, shortened where it is endless."""
    return squeezed(flat(document.name), _ADDRESS)


def _citation(entry: AuditedCitation, document: Document, *, place: int) -> CitationView:
    citation, verdict = entry.citation, entry.verdict
    link = verdict.link
    states = {link.state, link.suspected}
    follow = states.isdisjoint(NEVER_LINKED)
    words, standing = flat(citation.text), flat(wording.standing_words(verdict))
    return CitationView(
        anchor=f"c{place}",
        number=citation.number,
        words=Text(shown=shortened(words, _WORDS), full=full_text(words, _WORDS)),
        sentence=_sentence(citation, words),
        address=_link(citation.uri, follow=follow),
        withheld=_WITHHELD if LinkState.USURPED in states else None,
        repair=_repair(citation),
        standing=standing,
        reasons=_reasons(verdict),
        leads=tuple(_leads(citation, verdict, follow=follow)),
        copy=_copy(verdict, citation, document),
        save=_save(citation, verdict),
        facts=tuple(_facts(citation, document, verdict, told=standing)),
    )


def _link(uri: str, *, follow: bool) -> Link:
    text = flat(uri)
    shown = Text(shown=squeezed(text, _ADDRESS), full=full_text(text, _ADDRESS))
    return Link(text=shown, href=link_to(uri) if follow else None)


def _sentence(citation: Citation, words: str) -> Sentence | None:
    """The sentence with its words found in it, whole words before parts of others; None if it adds nothing."""
    context = flat(citation.context)
    if not context or context == words:
        return None
    whole = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", context) if words else None
    start = whole.start() if whole else context.find(words) if words else -1
    if start < 0:
        return Sentence(before=shortened(context, _SENTENCE))
    before, after = context[:start], context[start + len(words) :]
    before = before if len(before) <= _SENTENCE else f"…{before[-_SENTENCE:]}"
    return Sentence(before=before, words=shortened(words, _WORDS), after=shortened(after, _SENTENCE))


def _repair(citation: Citation) -> str | None:
    """How the address was read, where the document has it in pieces or prints another than it links to."""
    if citation.broken:
        return _stopped(shortened(flat(how_read(citation)), 2 * _REASON))
    if not citation.repaired and not citation.alternatives:
        return None
    return _stopped(shortened(flat(citation.because or ""), _REASON) or "rejoined: the document has it in pieces")


def _reasons(verdict: Verdict) -> tuple[Text, ...]:
    """Every finding's sentence once, and what became of the content."""
    sentences = [finding.because for finding in verdict.link.findings]
    sentences.append(wording.content_words(verdict.content) or "")
    texts = dict.fromkeys(_stopped(text) for text in map(flat, sentences) if text)
    return tuple(Text(shown=shortened(text, _REASON), full=full_text(text, _REASON)) for text in texts)


def _stopped(text: str) -> str:
    """The text as a sentence: a capital first, a stop last."""
    text = f"{text[:1].upper()}{text[1:]}"
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def _leads(citation: Citation, verdict: Verdict, *, follow: bool) -> Iterable[tuple[str, Link]]:
    link, reading = verdict.link, verdict.reading
    final = link.final_uri
    if final and not same_page(final, citation.uri):
        yield "Moved to" if link.state is LinkState.MOVED else "Leads to", _link(final, follow=follow)
    for proposal in dict.fromkeys(finding.proposal for finding in link.findings):
        if proposal and proposal not in {final, citation.uri}:
            yield "Perhaps now at", _link(proposal, follow=follow)
    for other in citation.alternatives:
        seen = candidate_words(reading, other)
        yield f"Could also be read as{f' ({seen})' if seen else ''}", _link(other, follow=follow)


def _copy(verdict: Verdict, citation: Citation, document: Document) -> Copy | None:
    archive = verdict.archive
    if archive.state is not ArchiveState.ARCHIVED or not archive.uri_m:
        return None
    of = f" of {day(archive.captured_at)}" if archive.captured_at else ""
    told = Text(shown=flat(f"{wording.archive_name(archive)}, copy{of}"), full=shortened(flat(archive.uri_m), _ADDRESS))
    instead = verdict.health is Health.RECOVERABLE
    return Copy(
        label="Use instead" if instead else "Archived copy",
        link=Link(text=told, href=link_to(archive.uri_m)),
        distance=wording.distance_words(archive, cited_on=cited_on(citation, document)),
    )


def _save(citation: Citation, verdict: Verdict) -> str | None:
    """Where a live page that nobody holds can be saved by hand; None where an archive may not hold it."""
    if verdict.health is not Health.AT_RISK or verdict.archive.state is not ArchiveState.NOT_ARCHIVED:
        return None
    href = link_to(citation.uri)
    return f"https://web.archive.org/save/{href}" if href else None


def _facts(citation: Citation, document: Document, verdict: Verdict, *, told: str) -> Iterable[str]:
    link, archive = verdict.link, verdict.archive
    if citation.kind is Kind.SELF:
        yield "the document's own address"
    if link.status is not None:
        yield f"HTTP {link.status}"
    if link.failure is not None and link.failure.value not in told:
        yield link.failure.value
    if link.since and link.suspected is None and link.checks > 1:
        yield f"first seen so {day(link.since)}"
    yield f"checked {day(link.checked_at)}" if link.checked_at else "not checked"
    if citation.page is not None:
        yield f"page {citation.page}"
    if citation.line is not None:
        yield f"line {citation.line}"
    day_told = wording.cited_words(cited_on(citation, document), dated_by(citation, document))
    if day_told:
        yield day_told
    if archive.state is ArchiveState.IS_ARCHIVE and archive.captured_at:
        distance = wording.distance_words(archive, cited_on=cited_on(citation, document))
        yield f"copy of {day(archive.captured_at)}{f', {distance}' if distance else ''}"
    if archive.state is ArchiveState.NOT_ARCHIVED and archive.because:
        yield shortened(flat(archive.because), _REASON)
