"""A host's door comes in; the TLS context with the certificate that belongs to it goes out.

| door              | what a client meets on port 443                                       |
|-------------------|-----------------------------------------------------------------------|
| `OPEN`            | a certificate for the asked name, signed by the CA that tests trust    |
| `WRONG_NAME`      | one for another name, same CA                                         |
| `EXPIRED`         | one that ended years ago, same CA                                     |
| `UNKNOWN_ISSUER`  | one for the asked name, signed by a CA that nobody knows               |
| `PLAIN_ON_443`    | a server that speaks HTTP without TLS                                 |
| `SILENT`          | (both ports) the connection is made, and nothing ever comes            |
| `REFUSED`         | (both ports) a port that nobody listens on                            |
"""

from __future__ import annotations

import ssl
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

    def entrance(self) -> ssl.SSLContext:
        """The context that a TLS listener starts with; it changes to the asked host's own by SNI."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.trusted.issue_cert("no-name-was-asked-for.invalid").configure_cert(context)
        context.sni_callback = self._change_context
        return context

    def _change_context(self, handshake: ssl.SSLObject, name: str | None, _: ssl.SSLContext) -> None:
        if name:
            handshake.context = self._context_for(name)

    def _context_for(self, host: str) -> ssl.SSLContext:
        if host not in self.contexts:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._issue(host).configure_cert(context)
            self.contexts[host] = context
        return self.contexts[host]

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
