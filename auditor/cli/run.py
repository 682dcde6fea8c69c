"""`auditor run` and `auditor report`: the configured documents in, reports where their readers find them out."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from tempfile import TemporaryDirectory

import auditor.report
from auditor.cli.console import Console
from auditor.cli.ending import exit_code, summary
from auditor.cli.observing import observe
from auditor.cli.progress import watching
from auditor.cli.published import fetch
from auditor.cli.reading import told
from auditor.collect import collect
from auditor.config import Configuration, load
from auditor.due import cited_by
from auditor.errors import AuditorError, Exit
from auditor.model import Audit, Health, Vantage
from auditor.publish import keep, publish
from auditor.reading.unchanged import Reading
from auditor.registry import members
from auditor.report import ReportFormat
from auditor.store import Store, lock
from auditor.verdicts import assemble, judge_all


def run(config: str | None, out: Console, *, fresh_hours: float | None, fail_on: Collection[Health] | None) -> Exit:
    """Do the whole job once; nothing that was seen is lost, however it ends."""
    configuration = load(config, must_exist=True, overrides={"net.fresh_hours": fresh_hours})
    settings = configuration.settings
    collected = collect(settings, root=configuration.root)
    for problem in collected.problems:
        out.warn(problem)
    with (
        lock(settings.store.path),
        Store(settings.store.path) as store,
        TemporaryDirectory(prefix="auditor-") as folder,
    ):
        published = fetch(collected.pages, settings.net, Path(folder), out)
        if published is None:
            return Exit.INCOMPLETE
        reading = Reading(store)
        documents = [told(document, out) for document in reading.documents([*collected.found, *published])]
        if not documents:
            raise AuditorError(
                "there are no documents to audit",
                advice="Name some under [[documents]]: include has globs relative to the configuration's folder, "
                "urls and feeds have published pages.",
            )
        if reading.unchanged:
            out.detail(f"unchanged, not read again: {reading.unchanged} of {len(documents)} documents")
        with watching(out) as watcher:
            audit = observe(documents, settings, store, watcher)
        reading.keep()
        if audit.run.vantage is Vantage.OFFLINE:
            out.warn("our own network is down: nothing was judged, and no report was written", vantage="offline")
            return Exit.INCOMPLETE
        _deliver(audit, configuration, out)
    return exit_code(audit, settings, fail_on)


def report(config: str | None, out: Console, *, fail_on: Collection[Health] | None) -> Exit:
    """Render and publish the newest run's documents again, judged by the rules of today, without any network."""
    configuration = load(config, must_exist=True)
    settings = configuration.settings
    with lock(settings.store.path), Store(settings.store.path) as store:
        latest = store.latest_run()
        if latest is None:
            raise AuditorError(f"{settings.store.path} has no run to report", advice="`auditor run` makes one.")
        documents = store.documents(latest.id)
        verdicts = judge_all(cited_by(documents), settings, store)
        audit = assemble(latest, documents, verdicts)
        _deliver(audit, configuration, out)
    return exit_code(audit, settings, fail_on)


def _deliver(audit: Audit, configuration: Configuration, out: Console) -> None:
    policy = configuration.settings.report
    formats = [one for one in members(auditor.report, "FORMAT", ReportFormat) if one.name in policy.formats]
    files = [file for one in formats for file in one.render(audit)]
    keep(files, policy.directory)
    if policy.publish:
        publish(files, policy.publish)
    out.say(summary(audit), **{health.value: count for health, count in _totals(audit).items()})
    for directory in filter(None, (policy.directory, policy.publish)):
        place = f"{directory}/index.html" if "html" in policy.formats else directory
        out.say(f"report: {place}", report=place)


def _totals(audit: Audit) -> dict[Health, int]:
    return {health: sum(one.counts[health] for one in audit.documents) for health in Health}
