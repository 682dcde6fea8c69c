"""What archives showed of one reference in, each with why it is no copy of the page out; and replies without those.

1. A capture is looked at as the page itself would be: the rules of `LOOKED_FOR` see the archived answer, so that an
   archived wall or parked domain is not offered as a copy.
2. Archives send the original's headers under another name (`x-archive-orig-`); those that do send others of their own,
   which say nothing of the page.
3. A capture that is no copy is taken out of its archive's reply. When none is left the archive has given no answer:
   what else it holds was not looked at, and "not archived" would be a guess.
4. A capture that no archive showed (an index named it) is believed.
5. What an archive showed on the way but doesn't name as a copy of the page, such as a neighbour's that its fuzzy rules
   led to, is none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import cached_property

from auditor.judge import Rule, Sight, hosting, parked, soft404, spam, walls
from auditor.model import ArchiveReply, Exchange, Memento, Probe, Reference, Request, Response
from auditor.page import Page

LOOKED_FOR: tuple[Rule, ...] = (walls.RULE, parked.RULE, spam.RULE, hosting.RULE, soft404.RULE)

ORIGINAL = "x-archive-orig-"  # the Wayback Machine's prefix, and pywb's where it rewrites


class Copy:
    """A memento as rules see it; what costs time is done once, and only when asked for."""

    def __init__(self, reference: Reference, memento: Memento) -> None:
        self.archive = memento.archive
        self.captured_at = memento.captured_at
        self.response = as_archived(memento.response)
        exchange = Exchange(request=Request(uri=reference.uri), outcome=self.response, started_at=memento.captured_at)
        self._sight = Sight(reference, Probe(key=reference.key, exchanges=(exchange,)))

    @cached_property
    def flaw(self) -> str | None:
        """Why it is no copy of the page, for a report's reader; None when nothing speaks against it."""
        return next((found.because for rule in LOOKED_FOR if (found := rule.look(self._sight))), None)

    @property
    def page(self) -> Page | None:
        """What can be read off it; None when it is not a page."""
        return self._sight.whole_page


def named(replies: Iterable[ArchiveReply], mementos: Iterable[Memento]) -> Iterator[Memento]:
    """The mementos that their archives name; of an archive whose replies aren't known all that it has shown."""
    told: defaultdict[str, set[datetime]] = defaultdict(set)
    for reply in replies:
        told[reply.archive].update(capture.captured_at for capture in reply.captures or ())
    return (each for each in mementos if each.archive not in told or each.captured_at in told[each.archive])


def sound(replies: Iterable[ArchiveReply], copies: Iterable[Copy]) -> tuple[ArchiveReply, ...]:
    """The replies without the captures that turned out to be no copies."""
    flaws = {(copy.archive, copy.captured_at): copy.flaw for copy in copies}
    return tuple(
        _sound(reply, {when: flaw for (archive, when), flaw in flaws.items() if archive == reply.archive and flaw})
        for reply in replies
    )


def as_archived(response: Response) -> Response:
    """The original's answer, as an archive that shows it has it."""
    own = tuple((name.removeprefix(ORIGINAL), value) for name, value in response.headers if name.startswith(ORIGINAL))
    if not own:
        return response
    told = {name for name, _ in own}
    kept = tuple(pair for pair in response.headers if pair[0] == "content-type" and "content-type" not in told)
    return replace(response, headers=(*kept, *own))


def day(moment: datetime) -> str:
    """A moment's day, for a report's reader: `3 July 2025`."""
    return f"{moment.day} {moment:%B %Y}"


def _sound(reply: ArchiveReply, flaws: dict[datetime, str]) -> ArchiveReply:
    captures = reply.captures or ()
    left = tuple(capture for capture in captures if capture.captured_at not in flaws)
    if len(left) == len(captures):
        return reply
    if left:
        return replace(reply, captures=left)
    first = captures[0].captured_at
    because = f"the capture of {day(first)} is no copy of the page: {flaws[first]}"
    return replace(reply, captures=None, because=because)
