"""The door of probing: a reference and what was exchanged so far in, the next step out. No I/O, no clock.

`next_step` is in `auditor.probe.steps`; the values that it speaks in are here.
"""

from __future__ import annotations

from dataclasses import dataclass

from auditor.model import Probe, Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Send:
    """Send this request, not before `after_s` seconds from now."""

    request: Request
    after_s: float = 0.0
    fresh_connection: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """The look is over; this is the evidence."""

    probe: Probe


Step = Send | Done
