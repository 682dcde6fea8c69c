"""The pages and feeds that the configuration names in, what was fetched of them out, before anything is audited."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import trio

from auditor.cli.console import Console
from auditor.cli.observing import now, until_interrupted, vantage
from auditor.collect import Found, Page
from auditor.model import Document, Vantage
from auditor.reading.published import Published, fetch_published
from auditor.settings import NetPolicy


def fetch(pages: Sequence[Page], policy: NetPolicy, folder: Path, out: Console) -> tuple[Found | Document, ...] | None:
    """What became of the pages, in order; None when the fetching was interrupted or our own network is down."""
    if not pages:
        return ()
    out.say(f"fetching {len(pages)} published pages and feeds", pages=len(pages))
    published = trio.run(_fetch, pages, policy, folder)
    if published is None:
        out.warn("interrupted before all pages were there: nothing was judged, and no report was written")
    elif published.unanswered and trio.run(vantage, policy) is Vantage.OFFLINE:
        out.warn("our own network is down: nothing was judged, and no report was written", vantage="offline")
    else:
        return published.items
    return None


async def _fetch(pages: Sequence[Page], policy: NetPolicy, folder: Path) -> Published | None:
    until = trio.CancelScope()
    published: Published | None = None
    async with trio.open_nursery() as nursery:
        await nursery.start(until_interrupted, until)
        with until:
            published = await fetch_published(pages, policy, folder, clock=now, jitter=random.random)
        nursery.cancel_scope.cancel()
    return published
