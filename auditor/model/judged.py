"""What the evidence means, as values: states, findings, verdicts, and what a reviewer said."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from auditor.model.cited import ChosenBy, Reference
from auditor.model.observed import ArchiveReply, FailureKind, Memento, Probe, Registration


class LinkState(StrEnum):
    """What answers at the cited address."""

    LIVE = "live"
    MOVED = "moved"
    BLOCKED = "blocked"
    SOFT_404 = "soft-404"
    DEAD = "dead"
    USURPED = "usurped"
    UNREACHABLE = "unreachable"
    INVALID = "invalid"
    UNKNOWN = "unknown"


class ContentState(StrEnum):
    """Whether what answers still says what was cited."""

    SAME = "same"
    EDITED = "edited"
    DRIFTED = "drifted"
    UNKNOWN = "unknown"


class ArchiveState(StrEnum):
    """Whether a web archive holds a good copy."""

    ARCHIVED = "archived"
    NOT_ARCHIVED = "not-archived"
    EXCLUDED = "excluded"
    UNDETERMINED = "undetermined"
    IS_ARCHIVE = "is-archive"


class Health(StrEnum):
    """What a reader of the citation can still reach: the one answer made of the two axes and the archives."""

    HEALTHY = "healthy"
    AT_RISK = "at-risk"
    CHANGED = "changed"
    RECOVERABLE = "recoverable"
    LOST = "lost"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What a reviewer who looked for themselves says of an address: `live` or `dead`, when, and why."""

    key: str
    state: LinkState
    at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """All that is known of one reference: its probes, oldest first, what the archives replied, and what they showed.

    `mark` is the newest that a reviewer has said of it, `registration` the newest that the registry of its domain has.
    """

    reference: Reference
    probes: tuple[Probe, ...] = ()
    replies: tuple[ArchiveReply, ...] = ()
    mementos: tuple[Memento, ...] = ()
    mark: Mark | None = None
    registration: Registration | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one rule saw. `because` is a sentence for the report's reader; `proposal` a better address, if any."""

    rule: str
    state: LinkState
    because: str
    proposal: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkVerdict:
    """The link axis. `confirmed` says that a bad state has had its strikes; `since` is when it was first seen so.

    `suspected` is the bad state seen lately while the former one is kept; None when there is no suspicion. `mark` is
    a reviewer's word, whether it decided or not.
    """

    state: LinkState
    confirmed: bool = True
    since: datetime | None = None
    status: int | None = None
    final_uri: str | None = None
    checked_at: datetime | None = None
    failure: FailureKind | None = None
    checks: int = 0
    suspected: LinkState | None = None
    findings: tuple[Finding, ...] = ()
    mark: Mark | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentSince:
    """What the content axis says to who cited the page on `cited_on` or later."""

    cited_on: date
    state: ContentState
    because: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentVerdict:
    """The content axis, a suspicion always: `because` has the two days compared and what was found.

    It is that of the earliest citation; `later` has what is otherwise for later ones, in the order of their days.
    """

    state: ContentState = ContentState.UNKNOWN
    because: str | None = None
    later: tuple[ContentSince, ...] = ()


class DatedBy(StrEnum):
    """What tells the day of a citation, from the most to the least trustworthy."""

    CITATION = "citation"
    ALL_LINKS = "all links"
    DOCUMENT = "document"
    FILE = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A good capture, and the archive that holds it."""

    archive: str
    uri_m: str
    captured_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveVerdict:
    """The archive axis: the memento nearest the citation's date.

    `distance_days` is absolute, and None without a date; `dated_by` is what told that date, None where several
    citations of one address are meant. `others` are the further good captures that are known.
    """

    state: ArchiveState = ArchiveState.UNDETERMINED
    archive: str | None = None
    uri_m: str | None = None
    captured_at: datetime | None = None
    distance_days: int | None = None
    because: str | None = None
    dated_by: DatedBy | None = None
    others: tuple[Held, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One reading of a broken address, and what is known of it.

    `state` is None where it wasn't looked at; `beats_control` says that a made-up address beside it is not live, None
    where that wasn't looked at. `captured_at` is the capture nearest to the day of the citation.
    """

    uri: str
    state: LinkState | None = None
    status: int | None = None
    beats_control: bool | None = None
    captured_at: datetime | None = None
    distance_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Which of the readings of a broken address was taken, and what told. `candidates` are likeliest first."""

    uri: str
    chosen_by: ChosenBy
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the evidence means for one reference; with a `reading` it is what it means for that reading of it.

    Where some citations have the address whole and a break may have split it in others, `where_broken` is what it means
    for these.
    """

    health: Health
    link: LinkVerdict
    content: ContentVerdict = field(default_factory=ContentVerdict)
    archive: ArchiveVerdict = field(default_factory=ArchiveVerdict)
    reading: Reading | None = None
    where_broken: Verdict | None = None
