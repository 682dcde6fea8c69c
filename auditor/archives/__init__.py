"""The door of archives: a question in, the next request or the archive's reply out. No I/O, no clock.

An archive is a pure state machine over the exchanges so far, as a probe is; the pace at which it may be asked
belongs to named pools, so that a TimeGate and an index may be paced apart.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from auditor.model import ArchiveReply, Exchange, Memento, Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What an archive is asked: the copy of `uri_r` nearest to the day `around` (None: the latest).

    `further` are other days on which it was cited, whose copies are worth little effort. `words` are those under which
    it was cited: a page that is titled like them is no error page, whatever it says.
    """

    key: str
    uri_r: str
    around: date | None = None
    further: tuple[date, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Send this request when the pool named `pool` allows, not before `after_s` seconds from now.

    `scarce` says that the pool allows so little that it isn't spent on further days.
    """

    request: Request
    pool: str
    after_s: float = 0.0
    scarce: bool = False


# Why what an archive shows is no copy of the page, for a report's reader; None when nothing speaks against it. The
# rules are the judge's, whom no archive knows; a function of a module, since archives go to other processes.
Flaw = Callable[[Question, Memento], str | None]


def unflawed(_question: Question, _memento: Memento) -> None:
    """For those who don't look: whatever is shown with a good status is a copy."""


class Archive(Protocol):
    """One archive."""

    @property
    def name(self) -> str:
        """As the reports name it."""

    @property
    def pools(self) -> Mapping[str, float]:
        """Requests a minute that each of its pools allows; pool names are unique over all archives."""

    def next_step(self, question: Question, past: tuple[Exchange, ...]) -> Ask | ArchiveReply:
        """What to ask next, or the reply that the exchanges so far amount to."""
