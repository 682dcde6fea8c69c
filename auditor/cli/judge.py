"""`auditor judge`: the store's evidence in, verdicts by the rules of today into the store, what changed and why out.

1. Everything that was ever looked at is judged again, without any network: what the newest run's documents cite as
   they cite it, the rest as any document ever did.
2. What differs is told on stdout and kept; what doesn't is left as it stands, so that the views of the store go on
   showing what was news.
3. The exit code is that of the newest run's documents; where no run has any, of everything.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from auditor import __version__
from auditor.cli.console import Console
from auditor.cli.ending import exit_code, fails
from auditor.cli.observing import now
from auditor.config import load
from auditor.due import cited_by
from auditor.errors import Exit
from auditor.model import AuditRun, Health, Verdict
from auditor.report.changes import differs, reasons, standing
from auditor.report.showing import day
from auditor.settings import Settings
from auditor.store import Judged, Store, lock
from auditor.verdicts import assemble, judge_all

_BATCH = 500  # former verdicts in memory at once


def judge(config: str | None, out: Console, *, fail_on: Collection[Health] | None) -> Exit:
    """Derive all verdicts again; print and keep those that are others now."""
    settings = load(config).settings
    with Store(settings.store.path, create=False) as store, lock(settings.store.path):
        latest = store.latest_run()
        documents = store.documents(latest.id) if latest else ()
        cited = {one.key: one for one in (*store.known(), *cited_by(documents))}
        verdicts = judge_all(tuple(cited.values()), settings, store)
        others = {key: former for key, former in _former(verdicts, store) if not _same(former, verdicts[key])}
        told = 0
        for key, former in others.items():
            if former is None or differs(former.verdict, verdicts[key]):
                told += 1
                out.answer(_change(key, former, verdicts[key], settings))
        keep({key: verdicts[key] for key in others}, settings, store)
    out.say(f"{len(verdicts):,} judged again, {told:,} changed", judged=len(verdicts), changed=told)
    if latest is None:
        return Exit.ROT if any(fails(each, settings, fail_on) for each in verdicts.values()) else Exit.OK
    return exit_code(assemble(latest, documents, verdicts), settings, fail_on)


def keep(verdicts: Mapping[str, Verdict], settings: Settings, store: Store) -> None:
    """Add verdicts that were made without any look, as a run of their own that has no documents."""
    if verdicts:
        run = AuditRun(
            id=uuid.uuid4().hex[:12], started_at=now(), auditor=__version__, policy=settings.judge.policy.value
        )
        store.begin(run)
        store.put_verdicts(run.id, verdicts, judged_at=run.started_at)
        store.finish(replace(run, finished_at=now()))


def _former(verdicts: Mapping[str, Verdict], store: Store) -> Iterator[tuple[str, Judged | None]]:
    """What was made of each key before; None where nothing was."""
    keys = list(verdicts)
    for start in range(0, len(keys), _BATCH):
        batch = keys[start : start + _BATCH]
        former = store.latest_verdicts(batch)
        yield from ((key, former.get(key)) for key in batch)


def _same(former: Judged | None, verdict: Verdict) -> bool:
    return former is not None and former.verdict == verdict


def _change(key: str, former: Judged | None, verdict: Verdict, settings: Settings) -> str:
    """Address, what it was and is, and why: four lines."""
    if former is None:
        return f"{key}\n  now: {standing(verdict)}\n  why: it had not been judged yet"
    why = reasons(former.verdict, verdict, policy_then=former.policy, policy_now=settings.judge.policy.value)
    by = f"(judged {day(former.at)} by auditor {former.auditor})"
    return f"{key}\n  was: {standing(former.verdict)} {by}\n  now: {standing(verdict)}\n  why: {'; '.join(why)}"
