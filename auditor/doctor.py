"""Settings in, one row for each thing that a run needs out: whether it is as it should be, and what to do if not.

1. Nothing is made and nothing is left behind: a store that isn't there isn't created, a folder neither.
2. Whether an archive answers is its own file's reading of what it says to a known page. It is asked as in a run, so
   that one which has turned us away is left alone here too.
3. What is switched off is right, and said to be off.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from auditor.archives import Archive, Ask, Question
from auditor.errors import AuditorError
from auditor.model import ArchiveReply, Exchange, Failure, Vantage
from auditor.prose import flow
from auditor.settings import Settings
from auditor.store import Store

# What an archive has answered to a request; or why it isn't asked.
AskArchive = Callable[[Archive, Ask], Awaitable[Exchange | str]]

# A page of the body that runs the example domains (RFC 2606), older than any archive.
_KNOWN_PAGE = "https://www.iana.org/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One thing that was looked at. `advice` is a sentence in the imperative, empty where all is well."""

    name: str
    ok: bool
    detail: str
    advice: str = ""


def configuration_row(name: str, error: AuditorError | None) -> Row:
    """Whether the configuration `name` (a file, or that there is none) could be loaded."""
    if error is None:
        return Row(name="configuration", ok=True, detail=name)
    return Row(name="configuration", ok=False, detail=str(error), advice=error.advice or "Mend the file.")


async def examine(
    settings: Settings,
    *,
    ask: AskArchive,
    vantage: Callable[[], Awaitable[Vantage]],
    archives: Iterable[Archive],
) -> list[Row]:
    """A row each for extraction, the network, every archive, the store and the folders, in this order."""
    network = _network_row(settings.net.controls, await vantage())
    rows = [_extraction_row(flow.__file__), network]
    if not settings.archives.enabled:
        rows.append(Row(name="archives", ok=True, detail="switched off in the configuration"))
    else:
        rows += [await _archive_row(archive, ask, network) for archive in archives]
    rows.append(_store_row(settings.store.path))
    rows.append(_folder_row("report folder", settings.report.directory))
    if settings.report.publish:
        rows.append(_beside_row("publish folder", settings.report.publish))
    return rows


def _extraction_row(module: str) -> Row:
    """Whether the rules of extraction run compiled: nothing is wrong if not, but some will want to know."""
    is_compiled = not module.endswith(".py")
    slower = "not compiled, which costs speed and nothing else; installed where there is a C compiler, it is"
    return Row(name="extraction", ok=True, detail="compiled" if is_compiled else slower)


def _network_row(controls: tuple[str, ...], vantage: Vantage) -> Row:
    if not controls:
        return Row(name="network", ok=True, detail="trusted without a look, since net.controls is empty")
    if vantage is Vantage.ONLINE:
        return Row(name="network", ok=True, detail="up")
    return Row(
        name="network",
        ok=False,
        detail=f"down: none of {', '.join(controls)} answers",
        advice="Check the connection, net.proxy and net.ca_file, or choose net.controls that you can reach.",
    )


async def _archive_row(archive: Archive, ask: AskArchive, network: Row) -> Row:
    name = f"archive {archive.name}"
    if not network.ok:
        return Row(name=name, ok=False, detail="not asked, since the network is down", advice=network.advice)
    question = Question(key=_KNOWN_PAGE, uri_r=_KNOWN_PAGE)
    past: tuple[Exchange, ...] = ()
    while True:
        step = archive.next_step(question, past)
        if isinstance(step, ArchiveReply):
            break
        if step.after_s > 0 and past:
            advice = "Try again in some minutes; if it stays so, check its addresses in the configuration."
            return Row(name=name, ok=False, detail=f"wants to be asked again later: {_said(past[-1])}", advice=advice)
        exchange = await ask(archive, step)
        if isinstance(exchange, str):
            advice = "Wait; runs don't ask it meanwhile either, and then go on by themselves."
            return Row(name=name, ok=False, detail=f"not asked: {exchange}", advice=advice)
        past += (exchange,)
    if step.captures is None and not step.excluded:
        advice = "Check its addresses in the configuration, and whether your network lets it through."
        return Row(name=name, ok=False, detail=f"no usable answer: {step.because or _said(past[-1])}", advice=advice)
    return Row(name=name, ok=True, detail="answers")


def _said(exchange: Exchange) -> str:
    if isinstance(exchange.outcome, Failure):
        return f"{exchange.outcome.kind.value} {exchange.outcome.detail}".strip()
    return f"{exchange.outcome.status} {exchange.outcome.reason}".strip()


def _store_row(path: str) -> Row:
    if not os.path.lexists(path):
        row = _beside_row("store", path)
        return replace(row, detail=f"{path}: none yet, the first run makes it") if row.ok else row
    try:
        with Store(path) as store:
            trouble = store.check()
    except AuditorError as error:
        return Row(name="store", ok=False, detail=str(error), advice=error.advice)
    advice = "Put back a copy, or move the file away: the next run begins a new one." if trouble else ""
    return Row(name="store", ok=not trouble, detail=f"{path}: {trouble or 'sound'}", advice=advice)


def _beside_row(name: str, path: str) -> Row:
    """Whether `path` can be made and replaced, which is done in the folder that holds it."""
    folder = Path(path).parent
    if not folder.is_dir():
        advice = "Mount the drive or make the folder, or choose another one in the configuration."
        return Row(name=name, ok=False, detail=f"{folder} is not there", advice=advice)
    row = _folder_row(name, str(folder))
    return replace(row, detail=path) if row.ok else row


def _folder_row(name: str, path: str) -> Row:
    """Whether files can be made in a folder, or in the one in which it would be made."""
    there = next(folder for folder in (Path(path), *Path(path).parents) if os.path.lexists(folder))
    try:
        # Trying is the only way to know: permission bits say nothing of read-only and shared drives.
        with tempfile.NamedTemporaryFile(dir=there, prefix=".auditor-doctor-"):
            pass
    except OSError as error:
        advice = "Choose another folder in the configuration, or see that you may write there."
        return Row(name=name, ok=False, detail=f"{there} can't be written to: {error.strerror}", advice=advice)
    return Row(name=name, ok=True, detail=path if there == Path(path) else f"{path}: will be made")
