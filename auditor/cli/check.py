"""`auditor check`: addresses and documents in, their verdicts on stdout out, at once."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path

from auditor.cli.app import OutputFormat
from auditor.cli.console import Console
from auditor.cli.ending import exit_code, summary
from auditor.cli.observing import now, observe
from auditor.cli.progress import watching
from auditor.cli.reading import documents_of
from auditor.cli.tables import audit_table
from auditor.collect import collect_named
from auditor.config import load
from auditor.errors import AuditorError, Exit
from auditor.model import Citation, Document, Health, Vantage
from auditor.report.data import audit_json
from auditor.report.table import audit_csv
from auditor.settings import Settings
from auditor.store import Store, lock
from auditor.uris import without_userinfo

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_LIKE_A_HOST = re.compile(r"(?:www\.|[\w-]+\.[a-z]{2,}(?:/|\Z))", re.IGNORECASE)


def check(
    targets: Sequence[str],
    config: str | None,
    out: Console,
    overrides: Mapping[str, object],
    *,
    stored: bool,
    output: OutputFormat,
    fail_on: Collection[Health] | None,
    cited_on: date | None = None,
) -> Exit:
    """Check the targets; the store is touched only when `stored`. Addresses were `cited_on` that day, else today."""
    settings = load(config, overrides=overrides).settings
    documents = _documents(targets, settings, out, cited_on or now().date())
    with ExitStack() as stack:
        if stored:
            stack.enter_context(lock(settings.store.path))
        store = stack.enter_context(Store(settings.store.path if stored else ":memory:"))
        with watching(out) as watcher:
            audit = observe(documents, settings, store, watcher, keeps_documents=False)
    if audit.run.vantage is Vantage.OFFLINE:
        out.warn("our own network is down: nothing was judged", vantage="offline")
    match output:
        case OutputFormat.JSON:
            out.answer(audit_json(audit))
        case OutputFormat.CSV:
            out.answer(audit_csv(audit))
        case OutputFormat.TABLE:
            for document in audit.documents:
                out.show(audit_table(document))
            out.say(summary(audit))
    return exit_code(audit, settings, fail_on)


def _documents(targets: Sequence[str], settings: Settings, out: Console, day: date) -> list[Document]:
    documents: list[Document] = []
    for target in targets:
        if _ADDRESS.match(target):
            documents.append(_of_address(target, day))
            continue
        if not Path(target).exists() and _LIKE_A_HOST.match(target):
            raise AuditorError(
                f"{target}: there is no such file", advice=f"If it is an address, write https://{target}"
            )
        documents += documents_of(collect_named([target], settings).found, out)
    return documents


def _of_address(target: str, day: date) -> Document:
    uri = without_userinfo(target)
    citation = Citation(uri=uri, target=uri, number=1, accessed=day)
    return Document(name=uri, media_type="text/uri-list", citations=(citation,))
