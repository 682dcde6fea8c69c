"""A host and a path come in; what its server put on the wire goes out, unparsed."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from tests.web.server import Web

WAIT_S = 5.0
SILENCE_S = 0.2  # that nothing comes can only be seen by waiting for it


@contextmanager
def connected(web: Web, host: str, port: int = 80) -> Iterator[socket.socket]:
    place, _, number = web.connect_to[f"{host}:{port}"].partition(":")
    with socket.create_connection((place, int(number)), timeout=WAIT_S) as wire:
        if port == 80:
            yield wire
        else:
            context = ssl.create_default_context(cafile=web.ca_file)
            with context.wrap_socket(wire, server_hostname=host) as stream:
                yield stream


def ask_on(wire: socket.socket, host: str, path: str, *lines: str, method: str = "GET") -> None:
    wire.sendall("\r\n".join([f"{method} {path} HTTP/1.1", f"Host: {host}", *lines, "", ""]).encode())


def read_all(wire: socket.socket) -> bytes:
    return b"".join(iter(lambda: wire.recv(1 << 16), b""))


def get(web: Web, host: str, path: str, *lines: str, method: str = "GET", port: int = 80) -> tuple[bytes, bytes]:
    """The head and the body of one answer, as they were on the wire."""
    with connected(web, host, port) as wire:
        ask_on(wire, host, path, "Connection: close", *lines, method=method)
        head, _, body = read_all(wire).partition(b"\r\n\r\n")
    return head, body


def status_of(head: bytes) -> int:
    return int(head.split()[1])


def header_of(head: bytes, name: str) -> str | None:
    for line in head.decode("latin-1").split("\r\n")[1:]:
        key, _, value = line.partition(":")
        if key.lower() == name.lower():
            return value.strip()
    return None
