"""A run's observations in, a bar on the terminal out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console as RichConsole
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from auditor.cli.console import Console
from auditor.keeping import Watcher
from auditor.model import Failure, Inquiry, Observation, Probe, Registration
from auditor.report.showing import count


@contextmanager
def watching(out: Console) -> Iterator[Watcher]:
    """Somebody who shows a bar where there is a terminal to show it on, and details to who wants them."""
    if not out.shows_progress:
        yield _Teller(out)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=RichConsole(stderr=True), transient=True) as progress:
        yield _Bars(out, progress)


class _Teller:
    """Tells each observation as it is made, to who asked for it."""

    def __init__(self, out: Console) -> None:
        self._out = out

    def begin(self, *, probes: int, questions: int, is_rest: bool = False) -> None:
        """So much is to be observed."""
        words = f"{count(probes, 'address', 'addresses')} to probe, {count(questions, 'question')} to archives"
        words = f"broken addresses may be read otherwise: {words}" if is_rest else words
        self._out.say(words, probes=probes, questions=questions)

    def saw(self, observation: Observation) -> None:
        """One thing was observed."""
        if self._out.verbose:
            self._out.detail(_in_words(observation))


class _Bars(_Teller):
    """Two bars: the web's and the archives'."""

    def __init__(self, out: Console, progress: Progress) -> None:
        super().__init__(out)
        self._progress = progress
        self._probes = self._questions = 0  # of all rounds
        self._web = progress.add_task("web", total=0)
        self._archives = progress.add_task("archives", total=0)

    def begin(self, *, probes: int, questions: int, is_rest: bool = False) -> None:  # noqa: ARG002 - the bars add up
        self._probes, self._questions = self._probes + probes, self._questions + questions
        self._progress.update(self._web, total=self._probes)
        self._progress.update(self._archives, total=self._questions)

    def saw(self, observation: Observation) -> None:
        super().saw(observation)
        match observation:
            case Probe():
                self._progress.advance(self._web)
            case Inquiry():
                self._progress.advance(self._archives)
            case Registration():  # nobody knows beforehand how many there will be
                pass


def _in_words(observation: Observation) -> str:
    if isinstance(observation, Registration):
        return f"registry: {observation.registered_at or observation.because}: {observation.domain}"
    if isinstance(observation, Inquiry):
        reply = observation.reply
        held = "no answer" if reply.captures is None else f"{len(reply.captures)} captures"
        return f"{reply.archive}: {'excluded' if reply.excluded else held}: {reply.key}"
    last = observation.last
    if last is None:
        return f"not asked: {observation.key}: {observation.skipped.value if observation.skipped else ''}"
    answer = last.outcome.kind.value if isinstance(last.outcome, Failure) else str(last.outcome.status)
    return f"{answer}: {observation.key}"
