"""`auditor doctor`: a configuration in, one line for each thing that a run needs out."""

from __future__ import annotations

import random
from functools import partial

import trio

from auditor.archives import Archive, Ask
from auditor.archives.select import archives_for
from auditor.cli.console import Console
from auditor.cli.observing import ledgers, now, vantage
from auditor.config import load
from auditor.doctor import Row, configuration_row, examine
from auditor.engines.asking import Means, Pools
from auditor.engines.select import engine_for
from auditor.errors import ConfigError, Exit
from auditor.model import Exchange
from auditor.net.client import HttpCaller, Wire
from auditor.settings import Settings

PATIENCE_S = 30.0  # longer than the slowest archive's turn among a run's


def doctor(config: str | None, out: Console) -> Exit:
    """Look at everything; USAGE when something isn't as it should be."""
    try:
        configuration = load(config)
    except ConfigError as error:
        _show([configuration_row(config or "config.toml", error)], out)
        return Exit.USAGE
    rows = [configuration_row(configuration.path or "no file: the defaults", None)]
    rows += trio.run(_examine, configuration.settings)
    _show(rows, out)
    return Exit.OK if all(row.ok for row in rows) else Exit.USAGE


async def _examine(settings: Settings) -> list[Row]:
    engine_for(settings.engine, settings.net, clock=now, jitter=random.random)
    wire = Wire(settings.net, clock=now)
    means = Means(
        connect=lambda: HttpCaller(wire),
        clock=now,
        breaker_failures=settings.net.breaker_failures,
        ledgers=ledgers(),
        place=wire.dialer.place,
    )
    archives = archives_for(settings.archives)
    pools = {archive.name: Pools(archive, means) for archive in archives}

    async def ask(archive: Archive, step: Ask) -> Exchange | str:
        pool = pools[archive.name].of(step)
        with trio.move_on_after(PATIENCE_S):
            return await pool.ask(step.request) or pool.closed
        return "other processes ask it, or it has asked for a rest"

    try:
        return await examine(settings, ask=ask, vantage=partial(vantage, settings.net), archives=archives)
    finally:
        for each in pools.values():
            await each.aclose()


def _show(rows: list[Row], out: Console) -> None:
    width = max(len(row.name) for row in rows)
    for row in rows:
        out.answer(f"{'ok ' if row.ok else 'BAD'}  {row.name:<{width}}  {row.detail}")
        if row.advice:
            out.answer(f"{'':<{width + 7}}{row.advice}")
