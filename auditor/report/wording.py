"""Verdicts in, the words that a report's reader sees out: a table an axis.

Rules:
1. What has not had its strikes is told as what was seen and how often, "not found (1 check)"; the word "dead" is
   kept for what is confirmed.
2. A suspicion against what was well before stands beside the former state, "suspected since …", not in its place.
3. "Not archived", "excluded" and "could not be determined" stay three different answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from auditor.model import (
    ArchiveState,
    ArchiveVerdict,
    ContentState,
    ContentVerdict,
    DatedBy,
    FailureKind,
    Health,
    LinkState,
    LinkVerdict,
    Verdict,
)
from auditor.report.showing import count, day

_SERVER_ERRORS = 500
_GONE = 410


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthWords:
    """How a health is headed, what it means, and what its reader had best do."""

    heading: str
    meaning: str
    advice: str


# In the order in which they need action.
HEALTHS: Mapping[Health, HealthWords] = MappingProxyType(
    {
        Health.LOST: HealthWords(
            heading="Lost",
            meaning="no longer there, and no archive is known to hold a copy",
            advice="Find another source for what was cited, or ask its publisher.",
        ),
        Health.RECOVERABLE: HealthWords(
            heading="Recoverable",
            meaning="no longer there, but an archive holds a copy",
            advice="Cite the archived copy instead.",
        ),
        Health.AT_RISK: HealthWords(
            heading="At risk",
            meaning="live, but no archive holds a copy",
            advice="Save a copy now, while the page is there.",
        ),
        Health.CHANGED: HealthWords(
            heading="Changed",
            meaning="live, but appearing to say something else than what was cited",
            advice="Compare with the archived copy, and cite that if the words matter.",
        ),
        Health.UNVERIFIED: HealthWords(
            heading="Unverified",
            meaning="closed to automatic checks, silent, or of unknown standing in the archives",
            advice="Open these by hand. They count neither for nor against the score.",
        ),
        Health.HEALTHY: HealthWords(
            heading="Healthy",
            meaning="live, with nothing that needs to be done",
            advice="Nothing to do.",
        ),
    }
)


# What is seen, and the word that is put before it once it is confirmed.
_STATES: Mapping[LinkState, tuple[str, str]] = MappingProxyType(
    {
        LinkState.LIVE: ("live", ""),
        LinkState.MOVED: ("moved", ""),
        LinkState.BLOCKED: ("closed to automatic checks", ""),
        LinkState.SOFT_404: ("a “not found” page, sent as if it were the page", "soft 404"),
        LinkState.DEAD: ("not found", "dead"),
        LinkState.USURPED: ("somebody else's content", "usurped"),
        LinkState.UNREACHABLE: ("no answer", "unreachable"),
        LinkState.INVALID: ("not a usable address", ""),
        LinkState.UNKNOWN: ("could not be determined", ""),
    }
)

# States in which one look proves little: these say how many looks there were.
_NEED_STRIKES = frozenset({LinkState.SOFT_404, LinkState.DEAD, LinkState.USURPED, LinkState.UNREACHABLE})

# States in which a reader had better not be sent to the address.
NEVER_LINKED = frozenset({LinkState.USURPED, LinkState.INVALID})

_CONTENTS: Mapping[ContentState, str | None] = MappingProxyType(
    {
        ContentState.SAME: "still says what was cited",
        ContentState.EDITED: "appears to have been edited since it was cited",
        ContentState.DRIFTED: "appears to have changed since it was cited",
        ContentState.UNKNOWN: None,
    }
)

_ARCHIVES: Mapping[ArchiveState, str] = MappingProxyType(
    {
        ArchiveState.ARCHIVED: "archived",
        ArchiveState.NOT_ARCHIVED: "not archived",
        ArchiveState.EXCLUDED: "excluded by the archive",
        ArchiveState.UNDETERMINED: "archived or not: could not be determined",
        ArchiveState.IS_ARCHIVE: "the address is itself an archived copy",
    }
)

# Answers that don't speak for themselves.
_EXPLAINED = frozenset({ArchiveState.EXCLUDED, ArchiveState.UNDETERMINED})

# What told the day of a citation.
_DATED_BY: Mapping[DatedBy, str] = MappingProxyType(
    {
        DatedBy.CITATION: "the date beside it",
        DatedBy.ALL_LINKS: "the date that the document gives for all its links",
        DatedBy.DOCUMENT: "the document’s date",
        DatedBy.FILE: "the file’s date, a weak hint",
    }
)

_ARCHIVE_NAMES: Mapping[str, str] = MappingProxyType({"wayback": "Wayback Machine", "arquivo.pt": "Arquivo.pt"})


def cited_words(cited_on: date | None, told_by: DatedBy | None) -> str | None:
    """The day that counts as the citation's own, and what told it; None where nothing did."""
    return f"cited {day(cited_on)}, by {_DATED_BY[told_by]}" if cited_on and told_by else None


def state_words(link: LinkVerdict) -> str:
    """What answers at the address, in words; the former state's where there is only a suspicion against it."""
    seen, word = _STATES[link.state]
    if link.suspected is not None or link.state not in _NEED_STRIKES:
        return seen
    if not link.confirmed:
        return f"{_seen(link.state, link)} ({_checks(link)})"
    return f"{word}: {_seen(link.state, link)}{f' ({_checks(link)})' if link.checks else ''}"


def seen_words(state: LinkState, status: int | None) -> str:
    """What one look saw: `not found (404)`."""
    return f"{_STATES[state][0]} ({status})" if status and state in _NEED_STRIKES else _STATES[state][0]


def suspicion_words(link: LinkVerdict) -> str | None:
    """`suspected since 3 July 2025: not found (2 checks)`; None where a state stands unsuspected."""
    if link.suspected is None:
        return None
    since = f"suspected since {day(link.since)}" if link.since else "suspected"
    return f"{since}: {_seen(link.suspected, link)} ({_checks(link)})"


def is_suspicion(link: LinkVerdict) -> bool:
    """Whether the verdict rests on a bad state that has not had its strikes."""
    return link.suspected is not None or (link.state in _NEED_STRIKES and not link.confirmed)


def content_words(content: ContentVerdict) -> str | None:
    """What has become of the cited words; None where that isn't known."""
    words = _CONTENTS[content.state]
    return f"{words}: {content.because}" if words and content.because else words


def archive_words(archive: ArchiveVerdict) -> str:
    """Whether there is an archived copy, in words, with the reason where that can't be told."""
    words = _ARCHIVES[archive.state]
    return f"{words} ({archive.because})" if archive.because and archive.state in _EXPLAINED else words


def standing_words(verdict: Verdict) -> str:
    """State, suspicion and want of a copy in one: `live, but not archived`, `not found (1 check); not archived`.

    That there is a copy is left out: it is said better by naming it.
    """
    link, archive = verdict.link, verdict.archive
    parts = [state_words(link), suspicion_words(link)]
    if archive.state is ArchiveState.NOT_ARCHIVED and link.state in {LinkState.LIVE, LinkState.MOVED}:
        parts[0] = f"{parts[0]}, but {archive_words(archive)}"
    elif archive.state is not ArchiveState.ARCHIVED:
        parts.append(archive_words(archive))
    return "; ".join(part for part in parts if part)


def archive_name(archive: ArchiveVerdict) -> str:
    """The archive's own name."""
    return _ARCHIVE_NAMES.get(archive.archive or "", archive.archive or "an archive")


def distance_words(archive: ArchiveVerdict, *, cited_on: date | None) -> str | None:
    """`3 days after the citation`; None without a date.

    Where all that was known is the date of the document's file, it says so: that is a weak hint.
    """
    if archive.distance_days is None or archive.captured_at is None:
        return None
    is_weak = archive.dated_by is DatedBy.FILE
    event = "the file’s date, a weak hint" if is_weak else "the citation"
    if archive.distance_days == 0:
        return f"from {event}" if is_weak else "from the day of the citation"
    days = count(archive.distance_days, "day")
    offset = (archive.captured_at.date() - cited_on).days if cited_on else 0
    if offset == 0 or abs(abs(offset) - archive.distance_days) > 1:
        return f"{days} from the earliest citation"
    return f"{days} {'after' if offset > 0 else 'before'} {event}"


def _seen(state: LinkState, link: LinkVerdict) -> str:
    """What was seen; for what gave no page, in the peer's own word where it had one."""
    if state not in {LinkState.DEAD, LinkState.UNREACHABLE}:
        return _STATES[state][0]
    match link.failure, link.status:
        case FailureKind() as failure, _:
            return failure.value
        case None, int(status) if status == _GONE:
            return "gone"
        case None, int(status) if status >= _SERVER_ERRORS:
            return f"server error {status}"
        case _:
            return _STATES[state][0]


def _checks(link: LinkVerdict) -> str:
    return count(max(link.checks, 1), "check")
