"""The door of the network: a request in, an exchange out; whatever the web does is a value, never an exception."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime

from auditor.model import Exchange, Request

Fetch = Callable[[Request], Awaitable[Exchange]]

Clock = Callable[[], datetime]
"""The wall clock, handed in by whoever owns it; gives aware UTC datetimes."""
