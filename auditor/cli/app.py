"""The commands, and the flags that several of them share. What a command does is in the file of its name."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import typer

from auditor import __version__
from auditor.cli import console
from auditor.errors import Exit
from auditor.model import Health, LinkState

app = typer.Typer(
    name="auditor",
    help="Which of your citations can a reader still follow? Documents go in, evidence is kept, reports come out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class OutputFormat(StrEnum):
    """What a spot check prints."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


class Word(StrEnum):
    """What a reviewer says of an address."""

    LIVE = "live"
    DEAD = "dead"


ConfigPath = Annotated[
    str | None, typer.Option("--config", metavar="FILE", help="The configuration; ./config.toml if it is there.")
]
Format = Annotated[OutputFormat, typer.Option("--format", help="What to print.")]
FailOn = Annotated[
    list[Health] | None,
    typer.Option("--fail-on", help="A health that makes the exit code 1; may be given several times."),
]
FreshHours = Annotated[
    float | None, typer.Option("--fresh-hours", min=0, help="Ask nothing again that was seen in so many hours.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Only problems and the answer.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Every observation as it is made.")]
LogFormat = Annotated[console.LogFormat, typer.Option("--log-format", help="How messages are written to stderr.")]


def _version(*, value: bool) -> None:
    if value:
        typer.echo(f"auditor {__version__}")
        raise typer.Exit


@app.callback()
def _common(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=lambda value: _version(value=value), is_eager=True, help="Say which.")
    ] = False,
) -> None:
    """Which of your citations can a reader still follow?"""


@app.command()
def run(
    config: ConfigPath = None,
    *,
    fresh_hours: FreshHours = None,
    fail_on: FailOn = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    log_format: LogFormat = console.LogFormat.TEXT,
) -> None:
    """The scheduled job: collect, extract, probe, ask the archives, judge, store, report, publish."""
    from auditor.cli import run as command

    out = console.Console(quiet=quiet, verbose=verbose, log_format=log_format)
    raise typer.Exit(command.run(config, out, fresh_hours=fresh_hours, fail_on=fail_on))


@app.command()
def report(
    config: ConfigPath = None,
    *,
    fail_on: FailOn = None,
    quiet: Quiet = False,
    log_format: LogFormat = console.LogFormat.TEXT,
) -> None:
    """Render and publish again from the store, without any network."""
    from auditor.cli import run as command

    out = console.Console(quiet=quiet, log_format=log_format)
    raise typer.Exit(command.report(config, out, fail_on=fail_on))


@app.command()
def judge(
    config: ConfigPath = None,
    *,
    fail_on: FailOn = None,
    quiet: Quiet = False,
    log_format: LogFormat = console.LogFormat.TEXT,
) -> None:
    """Derive all verdicts again from stored evidence, without any network; says what changed and why."""
    from auditor.cli import judge as command

    out = console.Console(quiet=quiet, log_format=log_format)
    raise typer.Exit(command.judge(config, out, fail_on=fail_on))


@app.command()
def check(
    targets: Annotated[list[str], typer.Argument(metavar="TARGET...", help="Addresses and documents.")],
    config: ConfigPath = None,
    output: Format = OutputFormat.TABLE,
    *,
    no_archives: Annotated[bool, typer.Option("--no-archives", help="Don't ask any archive.")] = False,
    store: Annotated[
        bool, typer.Option("--store", help="Keep what is seen in the store, and use what is there.")
    ] = False,
    policy: Annotated[str, typer.Option(help="strikes, single-run or pew.")] = "single-run",
    cited_on: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], metavar="DAY", help="When the addresses were cited: the copy nearest to it; today."
        ),
    ] = None,
    fail_on: FailOn = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    log_format: LogFormat = console.LogFormat.TEXT,
) -> None:
    """A spot check of addresses and documents, at once, without touching the store unless told to."""
    from auditor.cli import check as command

    out = console.Console(quiet=quiet, verbose=verbose, log_format=log_format)
    overrides = {"judge.policy": policy, "archives.enabled": False if no_archives else None}
    day = cited_on.date() if cited_on else None
    raise typer.Exit(
        command.check(targets, config, out, overrides, stored=store, output=output, fail_on=fail_on, cited_on=day)
    )


@app.command()
def extract(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Documents; - is standard input.")],
    config: ConfigPath = None,
    output: Format = OutputFormat.TABLE,
    *,
    everything: Annotated[bool, typer.Option("--all", help="Navigation and skipped links too, with reasons.")] = False,
    media_type: Annotated[str, typer.Option("--media-type", help="What standard input is, as in text/html.")] = "",
    quiet: Quiet = False,
    log_format: LogFormat = console.LogFormat.TEXT,
) -> None:
    """The citations of a document, offline."""
    from auditor.cli import extract as command

    out = console.Console(quiet=quiet, log_format=log_format)
    code = command.extract(files, config, out, output=output, everything=everything, media_type=media_type)
    raise typer.Exit(code)


@app.command()
def explain(
    uri: Annotated[str, typer.Argument(metavar="URL", help="An address that was audited.")],
    config: ConfigPath = None,
) -> None:
    """Every exchange, finding and rule behind a verdict, and its history."""
    from auditor.cli import explain as command

    raise typer.Exit(command.explain(uri, config, console.Console()))


@app.command()
def mark(
    uri: Annotated[str, typer.Argument(metavar="URL", help="An address that was audited.")],
    state: Annotated[Word, typer.Argument(metavar="live|dead", help="What you found when you looked.")],
    note: Annotated[str, typer.Option("--note", help="Why: what you saw, and who you are.")] = "",
    config: ConfigPath = None,
) -> None:
    """A reviewer's word on an address: kept as evidence with its date, and never overruled silently."""
    from auditor.cli import mark as command

    raise typer.Exit(command.mark(uri, LinkState(state.value), note, config, console.Console()))


@app.command()
def record(
    uri: Annotated[str, typer.Argument(metavar="URL", help="An address; it need not have been audited.")],
    config: ConfigPath = None,
    output: Annotated[str | None, typer.Option("--output", "-o", metavar="FILE", help="A new file; stdout.")] = None,
    words: Annotated[str, typer.Option("--words", help="The words under which it is cited.")] = "",
    *,
    quiet: Quiet = False,
    log_format: LogFormat = console.LogFormat.TEXT,
) -> None:
    """Look at an address once and write what was exchanged as a JSON test case, secrets left out."""
    from auditor.cli import record as command

    out = console.Console(quiet=quiet, log_format=log_format)
    raise typer.Exit(command.record(uri, config, out, words=words, output=output))


@app.command()
def save(
    uris: Annotated[
        list[str] | None, typer.Argument(metavar="[URL...]", help="Addresses; without any, what is at risk.")
    ] = None,
    config: ConfigPath = None,
    *,
    dry_run: Annotated[
        bool | None,
        typer.Option(
            "--dry-run/--no-dry-run", help="Only list them; the default when there are many.", show_default=False
        ),
    ] = None,
    most: Annotated[int | None, typer.Option("--most", min=1, metavar="N", help="Ask for so many at most.")] = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    log_format: LogFormat = console.LogFormat.TEXT,
) -> None:
    """Ask Save Page Now for copies of what is at risk, with AUDITOR_IA_ACCESS_KEY and AUDITOR_IA_SECRET."""
    from auditor.cli import save as command

    out = console.Console(quiet=quiet, verbose=verbose, log_format=log_format)
    raise typer.Exit(command.run(uris or (), config, out, dry_run=dry_run, most=most))


@app.command()
def preserve(
    config: ConfigPath = None, *, quiet: Quiet = False, log_format: LogFormat = console.LogFormat.TEXT
) -> None:
    """Keep our own copy of the pages that the latest run saw: a WARC with its index, beside the reports."""
    from auditor.cli import preserve as command

    raise typer.Exit(command.run(config, console.Console(quiet=quiet, log_format=log_format)))


@app.command()
def doctor(config: ConfigPath = None) -> None:
    """Is the configuration right, the network up, an archive answering, the store sound, the folder writable?"""
    from auditor.cli import doctor as command

    raise typer.Exit(command.doctor(config, console.Console()))


@app.command()
def init(
    path: Annotated[str, typer.Argument(metavar="[FILE]", help="The file to write.")] = "config.toml",
) -> None:
    """Write a commented config.toml with all defaults."""
    from auditor.config import init as write

    write(path)
    console.Console().say(f"wrote {path}", path=path)
    raise typer.Exit(Exit.OK)
