"""Finished looks in, whether a made-up address beside one is asked for as well out: once for a directory and run.

1. It is asked only where the look gives a reason (`auditor.judge.suspicion`), and never of a host that has walled us.
2. One address serves a whole directory: looks that end while it is being asked wait for what it tells, and get it too.
   A second one is asked where everything hangs on it.
3. What the last few hundred directories have told is kept in mind; of older ones only that they were asked.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field, replace

from auditor import uris
from auditor.judge.suspicion import undecided
from auditor.model import Exchange, Probe, Reference
from auditor.probe.siblings import directory, made_up

REMEMBERED = 256  # directories; each answer may have half a megabyte


@dataclass(slots=True, eq=False)
class _Directory:
    """What is known of a directory: what its made-up addresses were answered with, and who waits to know."""

    asked: int = 0
    told: tuple[Exchange, ...] = ()
    is_open: bool = True
    waiting: list[Probe] = field(default_factory=list)


class Beside:
    """The made-up addresses of one run."""

    def __init__(self) -> None:
        self._directories: dict[str, _Directory] = {}
        self._told: deque[_Directory] = deque()

    def first(self, reference: Reference) -> Reference | None:
        """The first made-up address beside a suspicious look; None where somebody has asked in that directory."""
        place = directory(reference.uri)
        if place is None or place in self._directories:
            return None
        return self._next(reference, self._directories.setdefault(place, _Directory()))

    def second(self, reference: Reference, probe: Probe) -> Reference | None:
        """Another one, where the first has not decided."""
        place = self._of(reference)
        if place is None or place.asked != 1 or not undecided(reference, probe):
            return None
        return self._next(reference, place)

    def settle(self, reference: Reference, probe: Probe) -> list[Probe]:
        """Nothing more is asked in this directory: the looks that have waited, with what it has told."""
        place = self._of(reference)
        if place is None:
            return []
        waiting, place.waiting = place.waiting, []
        place.told, place.is_open = probe.siblings, False
        self._told.append(place)
        if len(self._told) > REMEMBERED:
            self._told.popleft().told = ()
        return [replace(each, siblings=probe.siblings) for each in waiting]

    def join(self, reference: Reference, probe: Probe) -> Probe | None:
        """A suspicious look with what is known of its directory; None when it has to wait for that."""
        place = self._of(reference)
        if place is not None and place.is_open:
            place.waiting.append(probe)
            return None
        return replace(probe, siblings=place.told) if place else probe

    def _of(self, reference: Reference) -> _Directory | None:
        return self._directories.get(directory(reference.uri) or "")

    def _next(self, reference: Reference, place: _Directory) -> Reference | None:
        place.asked += 1
        uri = made_up(reference.uri, place.asked)
        parsed = uris.parse(uri) if uri else None
        if parsed is None:
            place.is_open = False
            return None
        return Reference(key=parsed.key, uri=parsed.key, host=parsed.host)
