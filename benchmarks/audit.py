"""10,000 citations on 1,000 loopback hosts go in, probed, stored and judged in one process; figures come out."""

from __future__ import annotations

import random
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import trio

from auditor.audit import audit
from auditor.engines.local import LocalEngine
from auditor.keeping import Means
from auditor.model import Audit, AuditRun, Citation, Document, Vantage
from auditor.settings import ArchivesPolicy, NetPolicy, Settings
from auditor.store import Store
from benchmarks.observing import peak_mb
from benchmarks.server import serving

HOSTS, EACH = 1_000, 10


def run() -> None:
    """A whole audit but for extraction, archives and reports; then the same again, within the freshness time."""
    settings = Settings(net=NetPolicy(allow_private=True, controls=()), archives=ArchivesPolicy(enabled=False))
    with serving() as server, tempfile.TemporaryDirectory() as folder:
        uris = [f"http://{host}:{server.port}/reports/{n}" for host in server.hosts(HOSTS) for n in range(EACH)]
        citations = tuple(Citation(uri=uri, target=uri, number=n) for n, uri in enumerate(uris, 1))
        document = Document(name="many.md", sha256="0", citations=citations)
        with Store(str(Path(folder) / "auditor.db")) as store:
            first, seconds, cpu = _timed(document, settings, store, "first")
            asked = server.asked()
            second, again, _ = _timed(document, settings, store, "second")
        assert asked == HOSTS * EACH, asked
        assert server.asked() == asked, "the second run asked the web"
        assert [d.citations for d in first.documents] == [d.citations for d in second.documents]
    states = Counter(entry.verdict.link.state.value for one in first.documents for entry in one.citations)
    assert states == {"live": HOSTS * EACH}, states
    print(
        f"  {HOSTS * EACH / seconds:,.0f} addresses a second, probed, stored and judged ({seconds:.1f} s, {cpu:.1f} s of "
        f"CPU), {peak_mb():.0f} MB at most; the second run: no request, {again:.1f} s, the same verdicts"
    )


def _timed(document: Document, settings: Settings, store: Store, name: str) -> tuple[Audit, float, float]:
    clock = partial(datetime.now, UTC)
    means = Means(
        store=store, engine=LocalEngine(settings.net, clock=clock, jitter=random.random), vantage=_online, clock=clock
    )
    started, cpu = time.perf_counter(), time.process_time()
    audited = trio.run(
        partial(audit, [document], settings, means, run=AuditRun(id=name, started_at=clock()), until=trio.CancelScope())
    )
    return audited, time.perf_counter() - started, time.process_time() - cpu


async def _online() -> Vantage:
    return Vantage.ONLINE
