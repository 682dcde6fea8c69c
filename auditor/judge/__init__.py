"""The door of judging: the evidence of one reference in, its verdict out. Pure, so re-derivable at any time.

Each rule is a file that ends in `RULE`. A rule sees one probe (a `Sight`) and says what it proves, or None; the
ordered tuple `RULES` in `auditor.judge.verdict` asks them in turn, and the first decisive finding wins.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from auditor.model import Exchange, Finding, Probe, Reference, Response
from auditor.page import Page, read_page


class Sight:
    """One probe of one reference as the rules see it; what costs time is read once, and only when asked for."""

    def __init__(self, reference: Reference, probe: Probe) -> None:
        self.reference = reference
        self.probe = probe

    @cached_property
    def last(self) -> Exchange | None:
        """The exchange that ended the look."""
        return self.probe.last

    @cached_property
    def response(self) -> Response | None:
        """The last answer; None when the look ended in a failure or was skipped."""
        return self.last.response if self.last else None

    @cached_property
    def final_uri(self) -> str:
        """Where the look ended."""
        return self.last.request.uri if self.last else self.reference.uri

    @cached_property
    def page(self) -> Page | None:
        """What can be read off the last answer's page; None when it is not a page."""
        return read_page(self.response) if self.response else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: its name as findings show it, and how it looks at one probe."""

    name: str
    look: Callable[[Sight], Finding | None]
