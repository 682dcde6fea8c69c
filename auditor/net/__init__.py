"""The door of the network: a request in, an exchange out; whatever the web does is a value, never an exception."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Protocol

from auditor.model import Exchange, Request

Fetch = Callable[[Request], Awaitable[Exchange]]

Clock = Callable[[], datetime]
"""The wall clock, handed in by whoever owns it; gives aware UTC datetimes."""


class Caller(Protocol):
    """Asks one request at a time over connections of its own; after `aclose` over new ones."""

    async def fetch(self, request: Request) -> Exchange:
        """As `Fetch`."""

    async def aclose(self) -> None:
        """Close the connections; waits for nothing."""
