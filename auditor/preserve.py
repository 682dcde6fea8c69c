"""A store in, our own copy of the pages that its latest run's documents cite out: a WARC with its index beside it.

1. Of each cited address that led to a page when last judged, the newest good look is kept: the page and the redirects
   that led to it, not the retries.
2. Files are named by the run's beginning and lie in `preserved` in the report's folder. They are on no report's list,
   so reports come and go and these stay; nothing takes them away, and nothing puts them on the shared drive.
3. What an earlier file in the folder holds isn't written again, and a page that hasn't changed is written as a revisit
   of the earlier one: the folder is one collection, and is kept or moved as a whole.
4. The same run gives the same bytes. A file is there whole or not at all, its index after it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from auditor import cdxj
from auditor.archives.answers import GOOD_STATUSES, REDIRECTS
from auditor.cdxj import Row
from auditor.errors import AuditorError, PublishError
from auditor.model import AuditRun, Exchange, Probe, Response, Vantage
from auditor.store import Store
from auditor.warc import REVISIT, Writer, payload_digest

FOLDER = "preserved"
_LOOKS = 3  # the newest may have been cut short
_BATCH = 50  # references whose looks are in memory at a time, with bodies of half a megabyte each

_Chain = Sequence[tuple[Exchange, Response]]


@dataclass(slots=True, kw_only=True)
class Preserved:
    """What was written: where (None when nothing was new), and how many pages, of which how many of a kind.

    `already` pages are in an earlier file and not among `pages`; `partial` ones were not read to their end.
    """

    path: str | None = None
    pages: int = 0
    unchanged: int = 0
    partial: int = 0
    already: int = 0


def preserve(store: Store, directory: str, *, contact: str = "", with_peers: bool = True) -> Preserved:
    """Write what the latest run's documents cite into the report folder `directory`.

    `contact` is named as the operator; `with_peers` is False where a proxy has hidden whom we were connected to.
    Raises AuditorError without a run, PublishError when the folder can't be written.
    """
    run = store.latest_run()
    if run is None:
        raise AuditorError("there is no run to preserve", advice="`auditor run` makes one.")
    folder = Path(directory, FOLDER)
    name = f"{run.started_at:%Y%m%d%H%M%S}-{run.id}"
    with _told(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for leftover in folder.glob(".*.part"):  # of a process that was killed
            leftover.unlink()
        earlier = _Earlier(folder, before=name)
        done, rows = Preserved(), list[Row]()
        warc, index = folder / f"{name}.warc.gz", folder / f"{name}.cdxj"

        def fill(out: BinaryIO) -> None:
            writer = Writer(out, warc.name, earlier.originals)
            writer.say(run.started_at, _about(run, contact))
            for chain in _chains(store, run.id):
                rows.extend(_write(writer, chain, earlier, done, with_peers=with_peers))

        part = _written_beside(warc, fill)
        if not rows:
            part.unlink()
            return done
        index.unlink(missing_ok=True)  # of another version of the file
        part.replace(warc)
        lines = sorted(f"{row.line}\n".encode() for row in rows)
        _written_beside(index, lambda out: out.writelines(lines)).replace(index)
    done.path = str(warc)
    return done


def _write(writer: Writer, chain: _Chain, earlier: _Earlier, done: Preserved, *, with_peers: bool) -> Iterator[Row]:
    """Write one page and the redirects that led to it, each once."""
    page, _ = chain[-1]
    for exchange, response in chain:
        digest = payload_digest(response.body)
        if not earlier.is_news(exchange, digest):
            done.already += exchange is page
            continue
        row = writer.write(exchange, response, digest=digest, peer=exchange.peer if with_peers else None)
        if exchange is page:
            done.pages += 1
            done.unchanged += row.media_type == REVISIT
            done.partial += row.truncated is not None
        yield row


def _chains(store: Store, run_id: str) -> Iterator[_Chain]:
    """The good look of each reference, in the documents' order: its redirects, and the page at the end."""
    keys = store.answering(run_id)
    for start in range(0, len(keys), _BATCH):
        batch = keys[start : start + _BATCH]
        looks = store.probes(batch, most=_LOOKS)
        for key in batch:
            chain = next(filter(None, map(_chain, reversed(looks.get(key, ())))), None)
            if chain:
                yield chain


def _chain(probe: Probe) -> _Chain:
    """The exchanges that led to a good page; none when the look didn't end in one."""
    last = probe.last
    if last is None or last.response is None or last.response.status not in GOOD_STATUSES:
        return ()
    if probe.vantage is not Vantage.ONLINE or not last.response.body:
        return ()
    hops = [(each, each.response) for each in probe.exchanges[:-1] if each.response]
    return (*((each, hop) for each, hop in hops if hop.status in REDIRECTS), (last, last.response))


class _Earlier:
    """What the folder holds of runs before: the captures, and the originals that a revisit may name."""

    def __init__(self, folder: Path, *, before: str) -> None:
        self.originals: dict[str, Row] = {}
        self._seen: set[tuple[str, str, str]] = set()
        for index in sorted(folder.glob("*.cdxj")):
            if index.stem < before and index.with_suffix(".warc.gz").exists():
                with index.open(encoding="utf-8", errors="replace") as lines:
                    self._learn(filter(None, map(cdxj.read, lines)))

    def _learn(self, rows: Iterable[Row]) -> None:
        for row in rows:
            self._seen.add((row.uri, row.digits, row.digest))
            if row.status in GOOD_STATUSES and row.truncated is None:
                self.originals.setdefault(row.digest, row)

    def is_news(self, exchange: Exchange, digest: str) -> bool:
        """Whether it is told for the first time."""
        told = (exchange.request.uri, f"{exchange.started_at:%Y%m%d%H%M%S}", digest)
        news = told not in self._seen
        self._seen.add(told)
        return news


def _about(run: AuditRun, contact: str) -> dict[str, str]:
    """What `warcinfo` says."""
    agent = f"auditor/{run.auditor}"
    return {
        "software": f"{agent} (citation-auditor)",
        "operator": contact,
        "isPartOf": f"run {run.id}",
        "description": "pages cited by the audited documents, as the audit saw them",
        "http-header-user-agent": f"{agent} (+{contact})" if contact else agent,
    }


def _written_beside(place: Path, fill: Callable[[BinaryIO], object]) -> Path:
    """A finished file on the disk that only needs to be renamed."""
    part = place.with_name(f".{place.name}.part")
    try:
        with part.open("wb") as out:
            fill(out)
            out.flush()
            os.fsync(out.fileno())
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return part


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """The system's refusals as ours."""
    try:
        yield
    except OSError as error:
        raise PublishError(
            f"Nothing can be preserved in {folder}: {error.strerror or error}",
            advice="See that the disk has room and that you may write there.",
        ) from error
