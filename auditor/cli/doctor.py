"""`auditor doctor`: a configuration in, one line for each thing that a run needs out."""

from __future__ import annotations

import random
from functools import partial

import trio

from auditor.archives.select import archives_for
from auditor.cli.console import Console
from auditor.cli.observing import now, vantage
from auditor.config import load
from auditor.doctor import Row, configuration_row, examine
from auditor.engines.select import engine_for
from auditor.errors import ConfigError, Exit
from auditor.net.client import open_fetch
from auditor.settings import Settings


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
    async with open_fetch(settings.net, clock=now) as fetch:
        return await examine(
            settings, fetch=fetch, vantage=partial(vantage, settings.net), archives=archives_for(settings.archives)
        )


def _show(rows: list[Row], out: Console) -> None:
    width = max(len(row.name) for row in rows)
    for row in rows:
        out.answer(f"{'ok ' if row.ok else 'BAD'}  {row.name:<{width}}  {row.detail}")
        if row.advice:
            out.answer(f"{'':<{width + 7}}{row.advice}")
