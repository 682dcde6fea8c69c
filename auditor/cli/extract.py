"""`auditor extract`: files in, their citations out, offline."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from auditor.cli.app import OutputFormat
from auditor.cli.console import Console
from auditor.cli.reading import documents_of, exit_code, standard_input
from auditor.collect import collect_named
from auditor.config import load
from auditor.errors import Exit
from auditor.model import AUDITED, Citation, Document
from auditor.report.extracted import extract_csv, extract_json
from auditor.report.showing import count


def extract(
    files: Sequence[str], config: str | None, out: Console, *, output: OutputFormat, everything: bool, media_type: str
) -> Exit:
    """Print the citations of the files; USAGE when one of them can't be read."""
    configuration = load(config)
    collected = collect_named([name for name in files if name != "-"], configuration.settings)
    for problem in collected.problems:
        out.warn(problem)
    documents = documents_of(collected.found, out)
    if "-" in files:
        documents.append(standard_input(media_type, out))
    match output:
        case OutputFormat.JSON:
            out.answer(extract_json(documents, everything=everything))
        case OutputFormat.CSV:
            out.answer(extract_csv(documents, everything=everything))
        case OutputFormat.TABLE:
            for document in filter(attrgetter("readable"), documents):
                _table(document, out, everything=everything)
    return exit_code(documents)


def _table(document: Document, out: Console, *, everything: bool) -> None:
    from rich.table import Table
    from rich.text import Text

    shown = [one for one in document.citations if everything or one.kind in AUDITED]
    table = Table(
        title=Text(f"{document.name}: {count(len(shown), 'link' if everything else 'citation')}"),
        title_justify="left", box=None, pad_edge=False,
    )  # fmt: skip
    table.add_column("#", justify="right", no_wrap=True)
    table.add_column("line", justify="right", no_wrap=True)
    table.add_column("kind", no_wrap=True)
    table.add_column("words", overflow="fold")
    table.add_column("address", overflow="fold")
    for one in shown:
        note = _note(one, everything=everything)
        table.add_row(str(one.number or ""), str(one.line or ""), one.kind.value, Text(one.text), Text(one.uri + note))
    out.show(table)


def _note(citation: Citation, *, everything: bool) -> str:
    """What was done to an address, or what else it may be; with `everything` also why it isn't audited."""
    if citation.repaired:
        return " (rejoined)"
    return f" ({citation.because})" if citation.because and (everything or citation.alternatives) else ""
