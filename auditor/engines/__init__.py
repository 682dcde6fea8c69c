"""The door of engines: work in, observations out as they come; where the lanes run is the engine's business."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol

from auditor.archives import Archive, Question
from auditor.model import Observation, Reference

Emit = Callable[[Observation], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What is to be observed: references to probe, and questions that every one of `archives` is asked.

    Questions are in the order of their importance. `answered` names the archives by key that needn't be asked, since
    what they said lately still counts. `registered` are the domains whose registration is known.
    """

    references: Sequence[Reference] = ()
    questions: Sequence[Question] = ()
    archives: tuple[Archive, ...] = ()
    answered: Mapping[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))
    registered: frozenset[str] = frozenset()

    @property
    def inquiries(self) -> int:
        """How many inquiries will be emitted: one for each question and archive that has to be asked it."""
        names = {archive.name for archive in self.archives}
        return sum(len(names - self.answered.get(question.key, frozenset())) for question in self.questions)


class Engine(Protocol):
    """Somewhere that lanes run."""

    async def observe(self, work: Work, emit: Emit) -> None:
        """Observe all of `work`, awaiting `emit` with each observation as soon as it is made.

        Archives are asked beside the probes and never hold them back. Cancellation loses nothing that was emitted.
        """
