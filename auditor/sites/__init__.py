"""The door of platforms: a reference in, another request to look at instead; a probe in, what it proves out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from auditor.model import Finding, Probe, Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRule:
    """One platform whose pages prove nothing by themselves.

    `matches` takes an address's key; `rewrite` gives the address to ask instead (None: ask the page itself);
    `read` gives the decisive finding, or None where the general rules should decide.
    """

    name: str
    matches: Callable[[str], bool]
    rewrite: Callable[[Reference], str | None]
    read: Callable[[Probe], Finding | None]
