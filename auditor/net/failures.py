"""What went wrong while asking comes in, a `Failure` of the right kind goes out.

An exception is judged by its deepest cause that a row below knows, since what wraps it often has no words at all
(TLS errors reach HTTP clients as an empty message). One that no row knows is a bug and is raised again; too many
open files are our own trouble and become an `AuditorError`.
"""

from __future__ import annotations

import errno
import socket
import ssl
from collections.abc import Iterator

import h11
import trio

from auditor.errors import AuditorError
from auditor.model import Failure, FailureKind


class NoAnswer(Exception):  # noqa: N818  - it is no error of ours, but the web's way of not answering
    """The network room's own word for a failure, raised where its kind is known at once."""

    def __init__(self, kind: FailureKind, detail: str = "") -> None:
        super().__init__(detail)
        self.kind = kind


class Unconnected(Exception):  # noqa: N818  - as above
    """None of the `addresses` that were tried has let us connect; what each said is the cause."""

    def __init__(self, addresses: tuple[str, ...]) -> None:
        super().__init__(", ".join(addresses))
        self.addresses = addresses


TROUBLE = (NoAnswer, Unconnected, OSError, h11.ProtocolError, trio.BrokenResourceError, ExceptionGroup)
"""Everything that asking may raise because of the web."""

# getaddrinfo(3) and RFC 3493 section 6.1; the other codes mean that nobody could say.
_BY_LOOKUP = {
    getattr(socket, "EAI_NODATA", socket.EAI_NONAME): FailureKind.NO_ADDRESS,
    socket.EAI_NONAME: FailureKind.NO_SUCH_HOST,
}

# errno(3), as connect, send and recv set it.
_BY_ERRNO = {
    errno.ECONNREFUSED: FailureKind.REFUSED,
    errno.ENETUNREACH: FailureKind.NO_ROUTE,
    errno.EHOSTUNREACH: FailureKind.NO_ROUTE,
    errno.ENETDOWN: FailureKind.NO_ROUTE,
    errno.EHOSTDOWN: FailureKind.NO_ROUTE,
    errno.EADDRNOTAVAIL: FailureKind.NO_ROUTE,
    errno.EAFNOSUPPORT: FailureKind.NO_ROUTE,
    errno.EACCES: FailureKind.NO_ROUTE,
    errno.EPERM: FailureKind.NO_ROUTE,
    errno.EINVAL: FailureKind.NO_ROUTE,
    errno.ETIMEDOUT: FailureKind.CONNECT_TIMEOUT,
    errno.ECONNRESET: FailureKind.RESET,
    errno.ECONNABORTED: FailureKind.RESET,
    errno.EPIPE: FailureKind.RESET,
}

# x509_vfy.h of OpenSSL 3.
_BY_VERIFY_CODE = {
    2: FailureKind.TLS_ISSUER,  # unable to get issuer certificate
    10: FailureKind.TLS_EXPIRED,
    18: FailureKind.TLS_SELF_SIGNED,
    19: FailureKind.TLS_ISSUER,  # a root that nobody knows
    20: FailureKind.TLS_ISSUER,  # unable to get local issuer certificate: also an incomplete chain
    21: FailureKind.TLS_ISSUER,  # unable to verify the first certificate
    62: FailureKind.TLS_NAME,
    64: FailureKind.TLS_NAME,  # an address instead of a name
    66: FailureKind.TLS_WEAK,  # the server's key
    67: FailureKind.TLS_WEAK,  # its issuer's key
    68: FailureKind.TLS_WEAK,  # a signature over SHA-1 or MD5
}

# sslerr.h of OpenSSL 3, as the ssl module spells its reasons.
_BY_REASON = {
    "WRONG_VERSION_NUMBER": FailureKind.TLS_PLAIN,  # what isn't TLS is read as if it were
    "HTTP_REQUEST": FailureKind.TLS_PLAIN,
    "HTTPS_PROXY_REQUEST": FailureKind.TLS_PLAIN,
    "UNSAFE_LEGACY_RENEGOTIATION_DISABLED": FailureKind.TLS_LEGACY,
    "DH_KEY_TOO_SMALL": FailureKind.TLS_WEAK,
    "EE_KEY_TOO_SMALL": FailureKind.TLS_WEAK,
    "CA_KEY_TOO_SMALL": FailureKind.TLS_WEAK,
    "CA_MD_TOO_WEAK": FailureKind.TLS_WEAK,
    "UNSUPPORTED_PROTOCOL": FailureKind.TLS_WEAK,  # SSL 3, TLS 1.0 and 1.1
    "TLSV1_ALERT_PROTOCOL_VERSION": FailureKind.TLS_WEAK,
    "WRONG_SIGNATURE_TYPE": FailureKind.TLS_WEAK,
    "TLSV1_UNRECOGNIZED_NAME": FailureKind.TLS_NAME,  # RFC 6066 section 3: it has none for this name
}

_BY_TYPE: tuple[tuple[type[BaseException], FailureKind], ...] = (
    (h11.RemoteProtocolError, FailureKind.PROTOCOL),
    (h11.LocalProtocolError, FailureKind.BAD_ADDRESS),
    (trio.BrokenResourceError, FailureKind.RESET),
)

_OURS = frozenset({errno.EMFILE, errno.ENFILE})


def failure(error: BaseException) -> Failure:
    """Say what an exception out of `TROUBLE` means.

    Raises AuditorError when the trouble is our own, and the exception itself when no row knows it.
    """
    found = [known for cause in _causes(error) if (known := _known(cause)) is not None]
    if not found:
        raise error
    # Several addresses of one host may fail each in its own way; having no route to one of them says the least.
    return next((known for known in found if known.kind is not FailureKind.NO_ROUTE), found[0])


def _causes(error: BaseException) -> Iterator[BaseException]:
    """All that is behind an exception and itself, the deepest cause first."""
    deeper = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if deeper is not None:
        yield from _causes(deeper)
    if isinstance(error, BaseExceptionGroup):
        for each in error.exceptions:
            yield from _causes(each)
    yield error


def _known(error: BaseException) -> Failure | None:
    match error:
        case NoAnswer(kind=kind):
            return Failure(kind=kind, detail=str(error))
        case ssl.SSLError():
            return _tls(error)
        case socket.gaierror(errno=code, strerror=text):
            return Failure(kind=_BY_LOOKUP.get(code or 0, FailureKind.DNS_TROUBLE), detail=text or "")
        case OSError(errno=code) if code in _OURS:
            raise AuditorError(
                "too many files are open to make another connection",
                advice="Lower `connections` under [net], or raise the limit with `ulimit -n`.",
            ) from error
        case OSError(errno=code, strerror=text) if code in _BY_ERRNO:
            return Failure(kind=_BY_ERRNO[code], detail=text or "")
        case _:
            return next(
                (Failure(kind=kind, detail=str(error)) for row, kind in _BY_TYPE if isinstance(error, row)), None
            )


def _tls(error: ssl.SSLError) -> Failure:
    match error:
        case ssl.SSLCertVerificationError(verify_code=code, verify_message=message):
            return Failure(kind=_BY_VERIFY_CODE.get(code, FailureKind.TLS), detail=message)
        case ssl.SSLEOFError() | ssl.SSLZeroReturnError():
            return Failure(kind=FailureKind.DISCONNECTED, detail="during the TLS handshake")
        case _:
            reason = getattr(error, "reason", None) or str(error)
            kind = _BY_REASON.get(reason, FailureKind.TLS)
            return Failure(kind=kind, detail=reason.lower().replace("_", " "))
