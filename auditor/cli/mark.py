"""`auditor mark`: an address and what a reviewer says of it in, kept as evidence for ever; what stands now out."""

from __future__ import annotations

from auditor.cli.console import Console
from auditor.cli.judge import keep
from auditor.cli.observing import now
from auditor.config import load
from auditor.errors import AuditorError, Exit
from auditor.model import LinkState, Mark
from auditor.report.changes import standing
from auditor.store import Store, lock
from auditor.uris import key_of, without_userinfo
from auditor.verdicts import judge_all


def mark(uri: str, state: LinkState, note: str, config: str | None, out: Console) -> Exit:
    """Keep a reviewer's word on an address that was audited, and judge it again."""
    settings = load(config).settings
    key = key_of(uri)
    with Store(settings.store.path, create=False) as store, lock(settings.store.path):
        reference = store.reference(key)
        if reference is None:
            raise AuditorError(
                f"{without_userinfo(uri)} is not in {settings.store.path}",
                advice="`auditor check --store URL` looks at it and keeps what it sees; mark it then.",
            )
        store.put_mark(Mark(key=key, state=state, at=now(), note=" ".join(note.split())))
        verdicts = judge_all((reference,), settings, store)
        keep(verdicts, settings, store)
    out.answer(f"{reference.key}\n  {standing(verdicts[reference.key])}")
    for finding in verdicts[reference.key].link.findings:
        out.answer(f"  {finding.rule}: {finding.because}")
    return Exit.OK
