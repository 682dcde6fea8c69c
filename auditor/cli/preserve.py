"""`auditor preserve`: the latest run in, our own copy of the pages that it saw out."""

from __future__ import annotations

from auditor.cli.console import Console
from auditor.config import load
from auditor.errors import Exit
from auditor.preserve import Preserved, preserve
from auditor.store import Store, lock


def run(config: str | None, out: Console) -> Exit:
    """Write a WARC and its index into the report's folder, without any network."""
    settings = load(config, must_exist=True).settings
    with lock(settings.store.path), Store(settings.store.path, create=False) as store:
        done = preserve(
            store, settings.report.directory, contact=settings.net.contact, with_peers=not settings.net.proxy
        )
    out.say(_in_words(done), pages=done.pages, unchanged=done.unchanged, partial=done.partial, already=done.already)
    if done.path:
        out.answer(done.path)
    return Exit.OK


def _in_words(done: Preserved) -> str:
    earlier = f"{done.already} in earlier files" if done.already else ""
    if not done.path:
        return f"nothing new to preserve{f': {earlier}' if earlier else ''}"
    details = [
        f"{done.unchanged} unchanged" if done.unchanged else "",
        f"{done.partial} only as far as net.max_body_bytes" if done.partial else "",
        earlier,
    ]
    more = ", ".join(filter(None, details))
    return f"preserved {done.pages} page{'s' if done.pages != 1 else ''}{f' ({more})' if more else ''}"
