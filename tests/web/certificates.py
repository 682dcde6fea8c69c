"""A host's door comes in; the TLS context with the certificate that belongs to it goes out.

| door              | what a client meets on port 443                                       |
|-------------------|-----------------------------------------------------------------------|
| `OPEN`            | a certificate for the asked name, signed by the CA that tests trust    |
| `WRONG_NAME`      | one for another name, same CA                                         |
| `EXPIRED`         | one that ended years ago, same CA                                     |
| `UNKNOWN_ISSUER`  | one for the asked name, signed by a CA that nobody knows               |
| `SELF_SIGNED`     | one that is its own issuer                                             |
| `OLD_TLS`         | a good one, by a server that speaks TLS 1.1 and nothing newer           |
| `PLAIN_ON_443`    | a server that speaks HTTP without TLS                                 |
| `SILENT`          | (both ports) the connection is made, and nothing ever comes            |
| `REFUSED`         | (both ports) a port that nobody listens on                            |
"""

from __future__ import annotations

import ssl
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import Enum

import trustme


class Door(Enum):
    """How a host lets a client in, before any request."""

    OPEN = "open"
    WRONG_NAME = "wrong name"
    EXPIRED = "expired"
    UNKNOWN_ISSUER = "unknown issuer"
    SELF_SIGNED = "self-signed"
    OLD_TLS = "old TLS"
    PLAIN_ON_443 = "plain HTTP on 443"
    SILENT = "silent"
    REFUSED = "refused"


EXPIRED_FROM = datetime(2020, 1, 1, tzinfo=UTC)
EXPIRED_AT = datetime(2021, 1, 1, tzinfo=UTC)


@dataclass(slots=True, kw_only=True)
class Certificates:
    """Issues one certificate a server name, when it is first asked for, and keeps it."""

    doors: Mapping[str, Door]
    trusted: trustme.CA = field(default_factory=trustme.CA)
    stranger: trustme.CA = field(default_factory=trustme.CA)
    contexts: dict[str, ssl.SSLContext] = field(default_factory=dict)

    def entrance(self, *, old: bool = False) -> ssl.SSLContext:
        """The context that a TLS listener starts with; it changes to the asked host's own certificate by SNI."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        if old:
            _speak_no_newer_than_tls_1_1(context)
        self.trusted.issue_cert("no-name-was-asked-for.invalid").configure_cert(context)
        context.sni_callback = self._change_context
        return context

    def _change_context(self, handshake: ssl.SSLObject, name: str | None, _: ssl.SSLContext) -> None:
        if name:
            handshake.context = self._context_for(name)

    def _context_for(self, host: str) -> ssl.SSLContext:
        if host not in self.contexts:
            self.contexts[host] = self._made_for(host)
        return self.contexts[host]

    def _made_for(self, host: str) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        if self.doors.get(host) is Door.SELF_SIGNED:
            _sign_by_itself(context)
        else:
            self._issue(host).configure_cert(context)
        if self.doors.get(host) is Door.OLD_TLS:
            _speak_no_newer_than_tls_1_1(context)
        return context

    def _issue(self, host: str) -> trustme.LeafCert:
        match self.doors.get(host, Door.OPEN):
            case Door.WRONG_NAME:
                return self.trusted.issue_cert("somebody-else.invalid")
            case Door.EXPIRED:
                return self.trusted.issue_cert(host, not_before=EXPIRED_FROM, not_after=EXPIRED_AT)
            case Door.UNKNOWN_ISSUER:
                return self.stranger.issue_cert(host)
            case _:
                return self.trusted.issue_cert(host)


def _sign_by_itself(context: ssl.SSLContext) -> None:
    """An authority's own certificate is signed by itself."""
    own = trustme.CA()
    with own.cert_pem.tempfile() as certificate, own.private_key_pem.tempfile() as key:
        context.load_cert_chain(certificate, key)


def _speak_no_newer_than_tls_1_1(context: ssl.SSLContext) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # that it is old is the point
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    context.set_ciphers("ALL:@SECLEVEL=0")
