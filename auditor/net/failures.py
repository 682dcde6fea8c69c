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


TROUBLE = (NoAnswer, OSError, h11.ProtocolError, trio.BrokenResourceError, ExceptionGroup)
"""Everything that asking may raise because of the web."""

# getaddrinfo(3) and RFC 3493 section 6.1; the other codes mean that nobody could say.
_NO_SUCH_HOST = frozenset({socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)})

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
    18: FailureKind.TLS_ISSUER,  # self-signed
    19: FailureKind.TLS_ISSUER,  # self-signed in the chain
    20: FailureKind.TLS_ISSUER,  # unable to get local issuer certificate: also an incomplete chain
    21: FailureKind.TLS_ISSUER,  # unable to verify the first certificate
    62: FailureKind.TLS_NAME,
    64: FailureKind.TLS_NAME,  # an address instead of a name
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
            kind = FailureKind.NO_SUCH_HOST if code in _NO_SUCH_HOST else FailureKind.DNS_TROUBLE
            return Failure(kind=kind, detail=text or "")
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
            return Failure(kind=FailureKind.TLS, detail=reason.lower().replace("_", " "))
