"""What was asked and what came back, as values: exchanges, looks, archive replies, captures, saves.

"None held" and "no answer" are different values (`captures=()` against `captures=None`), and what was skipped is a
value with its reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


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
