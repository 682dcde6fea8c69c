"""An origin comes in, a connection to it goes out: past the guard, through the proxy if there is one, under TLS.

1. `connect_to` is the user's own word: what it names is connected to directly and not guarded.
2. With a proxy, names are its business: only addresses written as such can be guarded. https goes through a tunnel
   (RFC 9110 section 9.3.6), http by absolute-form (RFC 9112 section 3.2.2; see `transport`).
3. Otherwise the host is looked up once and its public addresses are tried as in RFC 8305: each gets a head start
   of 250 ms, the first that answers wins.
4. Terms are kept: IPv4 alone where the host has such an address; a certificate unverified (and whatever else an old
   server may need), over a connection that is for nothing else.
"""

from __future__ import annotations

import errno
import os
import socket
import ssl
from base64 import b64encode
from collections.abc import Mapping
from urllib.parse import unquote, urlsplit

import httpx
import trio

from auditor.errors import ConfigError
from auditor.model import FailureKind, Terms
from auditor.net.failures import NoAnswer, Unconnected, failure
from auditor.net.guard import is_public, literal
from auditor.net.names import Names
from auditor.net.stream import PlainStream, Stream, secured
from auditor.settings import NetPolicy

Origin = tuple[str, str, int]
"""Scheme, host and port."""

HEAD_START_S = 0.25  # RFC 8305 section 5, "Connection Attempt Delay"
ADDRESSES_TRIED = 6
PROXY_HEAD_BYTES = 16_384


class Dialer:
    """Makes the connections of one run.

    Raises ConfigError for a proxy, `connect_to` or `ca_file` that can't be used.
    """

    def __init__(self, policy: NetPolicy, names: Names) -> None:
        self._policy = policy
        self._names = names
        self._targets = _targets(policy.connect_to)
        self._proxy = _Proxy(policy.proxy) if policy.proxy else None
        self._contexts: dict[bool, ssl.SSLContext] = {}

    def forwarding(self, origin: Origin) -> tuple[tuple[bytes, bytes], ...] | None:
        """The headers for a proxy that requests to this origin are handed to; None when they go to it directly."""
        if self._proxy is None or origin[0] != "http" or self._target(origin) is not None:
            return None
        return self._proxy.headers

    def place(self, origin: Origin) -> str:
        """Where this origin is reached, as host:port."""
        _, host, port = origin
        to_host, to_port = self._target(origin) or (host, port)
        return f"{to_host}:{to_port}"

    async def dial(self, origin: Origin, terms: Terms = Terms.USUAL) -> Stream:
        """Connect; raises what `failures.TROUBLE` lists."""
        scheme, host, _ = origin
        context = self._tls(verified=terms is not Terms.UNVERIFIED) if scheme == "https" else None
        plain = await self._reach(origin, ipv4=terms is Terms.IPV4)
        if context is None:
            return plain
        try:
            with trio.move_on_after(self._policy.timeout_s):
                return await secured(plain, context, host)
        except BaseException:
            plain.close()
            raise
        plain.close()
        raise NoAnswer(FailureKind.CONNECT_TIMEOUT, "during the TLS handshake")

    async def _reach(self, origin: Origin, *, ipv4: bool) -> PlainStream:
        _, host, port = origin
        target = self._target(origin)
        if target is not None:
            return await self._connect(_chosen(await self._look_up(target[0], guarded=False), ipv4=ipv4), target[1])
        if self._proxy is None:
            found = await self._look_up(host, guarded=not self._policy.allow_private)
            return await self._connect(_chosen(found, ipv4=ipv4), port)
        address = literal(host)
        if address is not None and not self._policy.allow_private and not is_public(address):
            raise NoAnswer(FailureKind.PRIVATE_ADDRESS, host)
        return await self._through(self._proxy, origin)

    def _target(self, origin: Origin) -> tuple[str, int] | None:
        """Where `connect_to` sends this origin: the first entry that matches, as curl does."""
        _, host, port = origin
        for (from_host, from_port), (to_host, to_port) in self._targets:
            if from_host in ("", host) and from_port in (0, port):
                return to_host or host, to_port or port
        return None

    async def _look_up(self, host: str, *, guarded: bool) -> tuple[str, ...]:
        if (address := literal(host)) is not None and (not guarded or is_public(address)):
            return (host,)
        with trio.move_on_after(self._policy.timeout_s):
            return await (self._names.public_addresses(host) if guarded else self._names.addresses(host))
        raise NoAnswer(FailureKind.DNS_TROUBLE, "no answer from the name server in time")

    async def _connect(self, addresses: tuple[str, ...], port: int) -> PlainStream:
        tried = addresses[:ADDRESSES_TRIED]
        try:
            with trio.move_on_after(self._policy.timeout_s):
                return await (_connect(tried[0], port) if len(tried) == 1 else _race(tried, port))
        except (OSError, ExceptionGroup) as error:
            raise Unconnected(tried) from error
        raise Unconnected(tried) from NoAnswer(FailureKind.CONNECT_TIMEOUT, ", ".join(tried))

    async def _through(self, proxy: _Proxy, origin: Origin) -> PlainStream:
        try:
            plain = await self._connect(await self._look_up(proxy.host, guarded=False), proxy.port)
        except (OSError, NoAnswer, Unconnected) as error:
            raise NoAnswer(FailureKind.NO_ROUTE, f"the proxy: {failure(error).kind}") from None
        if origin[0] == "https":
            try:
                await proxy.tunnel(plain, origin, self._policy.timeout_s)
            except BaseException:
                plain.close()
                raise
        return plain

    def _tls(self, *, verified: bool) -> ssl.SSLContext:
        """One context for all connections, since making one takes longer than connecting."""
        if verified not in self._contexts:
            context = self._trusting() if verified else _unverified()
            context.set_alpn_protocols(["http/1.1"])
            self._contexts[verified] = context
        return self._contexts[verified]

    def _trusting(self) -> ssl.SSLContext:
        """Trusts certifi's list, the system's (an institution's own authority is there) and `ca_file`."""
        context = httpx.create_ssl_context(trust_env=False)
        context.load_default_certs()
        if self._policy.ca_file:
            try:
                context.load_verify_locations(self._policy.ca_file)
            except OSError as error:
                raise ConfigError(f"ca_file {self._policy.ca_file}: {error.strerror or error}") from error
        return context


def _unverified() -> ssl.SSLContext:
    """Trusts anybody and takes what old servers offer: good for finding out that one is there, and nothing else."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.options |= getattr(ssl, "OP_LEGACY_SERVER_CONNECT", 0x4)  # the name came with Python 3.12
    return context


class _Proxy:
    """`http://user:password@host:port`, taken apart."""

    def __init__(self, address: str) -> None:
        try:
            parts = urlsplit(address)
            host, port = parts.hostname, parts.port or 80
        except ValueError:
            parts, host, port = urlsplit(""), None, 0
        if parts.scheme != "http" or not host:
            raise ConfigError("proxy must be http://host:port", advice="SOCKS and https proxies are not supported.")
        self.host, self.port = host, port
        login = f"{unquote(parts.username or '')}:{unquote(parts.password or '')}"
        basic = b"Basic " + b64encode(login.encode())
        self.headers = ((b"Proxy-Authorization", basic),) if parts.username else ()

    async def tunnel(self, plain: PlainStream, origin: Origin, timeout_s: float) -> None:
        """Have the proxy connect us to an origin; raises NoAnswer when it won't."""
        _, host, port = origin
        place = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        lines = [f"CONNECT {place} HTTP/1.1".encode(), f"Host: {place}".encode()]
        lines += [name + b": " + value for name, value in self.headers]
        await plain.write(b"\r\n".join([*lines, b"", b""]), timeout_s)
        head = b""
        while b"\r\n\r\n" not in head and len(head) < PROXY_HEAD_BYTES:
            data = await plain.read(PROXY_HEAD_BYTES, timeout_s)
            if not data:
                break
            head += data
        status = head.partition(b"\r\n")[0].decode("latin-1").partition(" ")[2]
        if not status.startswith("2"):
            raise NoAnswer(FailureKind.NO_ROUTE, f"the proxy answered {status or 'nothing'}")


async def _connect(address: str, port: int) -> PlainStream:
    """Connect to an address as it is written; raises OSError."""
    connection = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM)
    try:
        connection.setblocking(False)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        code = connection.connect_ex((address, port))
        if code == errno.EINPROGRESS:
            await trio.lowlevel.wait_writable(connection)
            code = connection.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
    except BaseException:
        connection.close()
        raise
    if code:
        connection.close()
        raise OSError(code, os.strerror(code))
    return PlainStream(connection, address)


async def _race(addresses: tuple[str, ...], port: int) -> PlainStream:
    """The first address that answers; raises an ExceptionGroup of all their errors when none does."""
    winners: list[PlainStream] = []
    errors: list[OSError] = []

    async def attempt(address: str, failed: trio.Event) -> None:
        try:
            stream = await _connect(address, port)
        except OSError as error:
            errors.append(error)
            failed.set()
            return
        if winners:
            stream.close()
        else:
            winners.append(stream)
            nursery.cancel_scope.cancel()

    async with trio.open_nursery() as nursery:
        for address in addresses:
            failed = trio.Event()
            nursery.start_soon(attempt, address, failed)
            with trio.move_on_after(HEAD_START_S):
                await failed.wait()
    if not winners:
        raise ExceptionGroup("no address answered", errors)
    return winners[0]


def _chosen(addresses: tuple[str, ...], *, ipv4: bool) -> tuple[str, ...]:
    """Those to try: of one family alone where that is asked for and there are any."""
    return (tuple(each for each in addresses if ":" not in each) or addresses) if ipv4 else addresses


def _targets(connect_to: Mapping[str, str]) -> tuple[tuple[tuple[str, int], tuple[str, int]], ...]:
    """`{"host:port": "host:port"}` taken apart; an empty host or port is "" or 0."""
    return tuple((_place(key), _place(value)) for key, value in connect_to.items())


def _place(written: str) -> tuple[str, int]:
    host, colon, port = written.rpartition(":")
    bare = host.removeprefix("[").removesuffix("]")
    if not colon or not (port.isdecimal() or not port) or (":" in host and len(host) - len(bare) != len("[]")):
        raise ConfigError(
            f"connect_to: {written!r} is not host:port",
            advice="Write it as curl's --connect-to has it; either side of the colon may be empty.",
        )
    return bare.lower(), int(port or 0)
