"""The values that flow from documents to reports: what was cited, what the web answered, what that means.

Every value is frozen. Times are aware UTC datetimes; days are dates. "None held" and "no answer" are different
values (`captures=()` against `captures=None`), and what was skipped is a value with its reason.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

# ── what was cited ──────────────────────────────────────────────────────────────────────────────────────────────


class Kind(StrEnum):
    """What an address in a document is there for."""

    CITATION = "citation"
    SELF = "self"
    NAVIGATION = "navigation"
    SKIPPED = "skipped"


AUDITED = frozenset({Kind.CITATION, Kind.SELF})


class ChosenBy(StrEnum):
    """What settled how an address is read that a break has split, or may have."""

    ANNOTATION = "annotation"
    SECOND_MENTION = "second mention"
    RULE = "rule"
    LIVENESS = "liveness"
    ARCHIVE = "archive"
    UNRESOLVED = "unresolved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """How an address was printed that the end of a line, block or page has split, or may have split.

    `pieces` are in the order of print, what belongs to it only perhaps included; `rule` is what was said of the break.
    """

    pieces: tuple[str, ...]
    rule: str
    chosen_by: ChosenBy = ChosenBy.RULE


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One place in a document where an address is cited.

    `uri` is the absolute address to check, rejoined where a break had split it; `target` is what the document
    has written. `offset` counts characters from 0, `line` and `page` from 1; None where the format has none.
    `number` counts the audited citations of the document from 1 and is None for the others.
    `note` is the number of the note or reference that it stands in, as the document has it.
    `because` says why an address is skipped, how it was repaired, or what it was made of. `alternatives` are the other
    readings of what a break may have split (`broken`), likeliest first.
    """

    uri: str
    target: str
    text: str = ""
    context: str = ""
    kind: Kind = Kind.CITATION
    number: int | None = None
    line: int | None = None
    offset: int | None = None
    page: int | None = None
    accessed: date | None = None
    repaired: bool = False
    alternatives: tuple[str, ...] = ()
    because: str | None = None
    note: str | None = None
    broken: Break | None = None

    @property
    def is_open(self) -> bool:
        """Whether nothing in the document settles which of its readings is meant."""
        told_by = self.broken.chosen_by if self.broken and self.alternatives else None
        return told_by in {ChosenBy.RULE, ChosenBy.UNRESOLVED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document as it was read: where it came from, what it says of itself, and what it cites.

    `name` is the path as given, or the address of a published page. `readable` is False when no citation could
    be looked for; `problems` then says why. `sha256` is of the bytes, empty where nothing could be read. `dated` is
    the file's date, a weak hint that stands only where the document doesn't say when it was published.
    """

    name: str
    media_type: str = ""
    title: str = ""
    published: date | None = None
    dated: date | None = None
    base_url: str | None = None
    encoding: str | None = None
    sha256: str = ""
    problems: tuple[str, ...] = ()
    readable: bool = True
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One address to look at, however many citations share it.

    `key` is the WHATWG form without fragment, by which addresses are compared; `uri` is what is requested and
    `host` the name whose lane asks for it. `cited_on` is the earliest day on which it was cited, if known, and `days`
    are all of them in order, but for those that only files' dates tell; `words` are the distinct link texts under which
    it was cited, `sentences` those in which it was; `fragments` are the distinct fragments with which it was, as
    written and with their `#`. `readings` are the other addresses that may be meant, where every citation of it is of
    what a break may have split; `is_control` marks a made-up address that is looked at beside these.
    """

    key: str
    uri: str
    host: str
    cited_on: date | None = None
    days: tuple[date, ...] = ()
    words: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    fragments: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    is_control: bool = False


# ── what the web answered ───────────────────────────────────────────────────────────────────────────────────────


class Terms(StrEnum):
    """On what terms a request is made where the usual ones have failed."""

    USUAL = "as usual"
    IPV4 = "over IPv4 alone"
    UNVERIFIED = "without verifying the certificate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One HTTP request. `headers` are sent besides the client's own; `max_body_bytes` None is the client's cap.

    `body` is what is sent, `max_body_bytes` is about what is received.
    """

    uri: str
    method: str = "GET"
    headers: tuple[tuple[str, str], ...] = ()
    max_body_bytes: int | None = None
    body: bytes = b""
    terms: Terms = Terms.USUAL


class BodyEnd(StrEnum):
    """Why reading of a body ended."""

    WHOLE = "whole"
    CAPPED = "capped"
    CUT = "cut"  # the peer closed before the promised end
    STALLED = "stalled"  # the deadline came first
    UNDECODABLE = "undecodable"  # the content coding was broken


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """An answer. Header names are lower case, in the order received; `body` is decoded from its content coding."""

    status: int
    reason: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    body_end: BodyEnd = BodyEnd.WHOLE

    def header(self, name: str) -> str | None:
        """The first value of a header (`name` in lower case), or None."""
        return next((value for key, value in self.headers if key == name), None)

    @property
    def media_type(self) -> str:
        """The media type in lower case without parameters, empty when none was declared."""
        return (self.header("content-type") or "").partition(";")[0].strip().lower()


class FailureKind(StrEnum):
    """Why there is no answer. The values are the words that a report's reader sees."""

    NO_SUCH_HOST = "no such host"
    HOST_RETIRED = "host retired"  # the domain is still there
    NO_ADDRESS = "host without an address"
    DNS_TROUBLE = "name lookup failed"
    REFUSED = "connection refused"
    NO_ROUTE = "no route to host"
    CONNECT_TIMEOUT = "connection timed out"
    RESET = "connection reset"
    DISCONNECTED = "closed without an answer"
    TIMEOUT = "no answer in time"
    DEADLINE = "deadline exceeded"
    TLS_EXPIRED = "certificate expired"
    TLS_NAME = "certificate for another name"
    TLS_ISSUER = "certificate of unknown issuer"
    TLS_SELF_SIGNED = "certificate signed by itself"
    TLS_WEAK = "TLS too weak for our time"
    TLS_LEGACY = "TLS with the old, unsafe renegotiation"
    TLS_PLAIN = "plain HTTP where TLS is due"
    TLS = "TLS failed"
    PROTOCOL = "answer is not valid HTTP"
    PRIVATE_ADDRESS = "private address refused"
    BAD_ADDRESS = "not an address that can be asked"


# A server is there, and a reader may click through: such a fault is named and says nothing of the page.
TLS_FAULTS = frozenset(
    {
        FailureKind.TLS_EXPIRED,
        FailureKind.TLS_NAME,
        FailureKind.TLS_ISSUER,
        FailureKind.TLS_SELF_SIGNED,
        FailureKind.TLS_WEAK,
        FailureKind.TLS_LEGACY,
        FailureKind.TLS_PLAIN,
        FailureKind.TLS,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """No answer, and why. `detail` is the peer's or the system's own word for it."""

    kind: FailureKind
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One request with its answer or failure. `started_at` is UTC.

    `peer` is the address connected to; where none would connect, one that was tried, an IPv6 one if there was any.
    """

    request: Request
    outcome: Response | Failure
    started_at: datetime
    elapsed_s: float = 0.0
    peer: str | None = None

    @property
    def response(self) -> Response | None:
        """The answer, or None when there was a failure."""
        return self.outcome if isinstance(self.outcome, Response) else None


class SkipReason(StrEnum):
    """Why a reference was not asked for, or not to its end."""

    BREAKER = "the host had shown only failures"
    WALLED = "the host had walled us"
    OFFLINE = "our own network was down"
    INTERRUPTED = "the run was interrupted"
    INVALID = "not an address that can be asked"
    CLOSED = "the platform shows its pages to members only"


class Vantage(StrEnum):
    """Whether our own network could see the web at the time."""

    ONLINE = "online"
    OFFLINE = "offline"


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """One look at a reference: its exchanges in order (redirect hops and retries), or why there was none.

    `vantage` OFFLINE marks a look whose failures prove nothing, since our own network was down. `siblings` are the
    exchanges about made-up addresses beside it, one look after the other, where the page gave a reason to ask.
    """

    key: str
    exchanges: tuple[Exchange, ...] = ()
    skipped: SkipReason | None = None
    vantage: Vantage = Vantage.ONLINE
    siblings: tuple[Exchange, ...] = ()

    @property
    def last(self) -> Exchange | None:
        """The exchange that ended the look."""
        return self.exchanges[-1] if self.exchanges else None

    @property
    def checked_at(self) -> datetime | None:
        """When the look ended, as UTC; None when nothing was asked."""
        return self.exchanges[-1].started_at if self.exchanges else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """A memento that an archive holds. `status` is the archived status, None where the archive doesn't tell."""

    uri_m: str
    captured_at: datetime
    status: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveReply:
    """What one archive says of one URI-R: the captures it named, `()` for none held, None for no usable answer.

    Only good captures are listed (archived errors, redirects and walls are left out). `excluded` says that the
    archive may not show the page. `because` explains an empty, excluded or missing answer.
    """

    archive: str
    key: str
    asked_at: datetime
    captures: tuple[Capture, ...] | None = None
    excluded: bool = False
    because: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """What one archive was asked about one reference: the exchanges in order, and the reply they amount to."""

    reply: ArchiveReply
    exchanges: tuple[Exchange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Memento:
    """A capture as its archive showed it: `response` has the archived status and body, and the archive's headers."""

    archive: str
    captured_at: datetime
    response: Response


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """What the registry of a domain says of it: when it was registered, as it stands; None where it doesn't tell.

    `because` explains what isn't told. A domain that was given up and taken by somebody else has the later day.
    """

    domain: str
    asked_at: datetime
    registered_at: datetime | None = None
    because: str | None = None
    exchanges: tuple[Exchange, ...] = ()


Observation = Probe | Inquiry | Registration


class SaveState(StrEnum):
    """What has become of asking an archive for a capture."""

    PENDING = "pending"
    SAVED = "saved"
    LATER = "later"  # not now; the next time of asking may do better
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Save:
    """What an archive said, at a moment, of our wish that it capture a URI-R.

    `job` is the archive's name for its work. `uri_m` is the capture that it says it has made, which its index shows
    hours later; None when it doesn't tell. `because` explains what isn't a capture.
    """

    archive: str
    key: str
    at: datetime
    state: SaveState
    job: str | None = None
    uri_m: str | None = None
    because: str | None = None


# ── what that means ─────────────────────────────────────────────────────────────────────────────────────────────


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
    """What the evidence means for one reference; with a `reading` it is what it means for that reading of it."""

    health: Health
    link: LinkVerdict
    content: ContentVerdict = field(default_factory=ContentVerdict)
    archive: ArchiveVerdict = field(default_factory=ArchiveVerdict)
    reading: Reading | None = None


# ── what is reported ────────────────────────────────────────────────────────────────────────────────────────────


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
