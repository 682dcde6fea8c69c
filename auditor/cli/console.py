"""What a person or a log collector reads on stderr, and what they asked for on stdout."""

from __future__ import annotations

import io
import json
import os
import sys
from enum import StrEnum
from typing import TYPE_CHECKING

from auditor.errors import AuditorError

if TYPE_CHECKING:  # rich takes a while to import, and most commands print without it
    from rich.console import RenderableType


_WIDE = 10_000  # characters: wider than any row


class LogFormat(StrEnum):
    """How messages are written."""

    TEXT = "text"
    JSON = "json"


class Console:
    """Messages to stderr, answers to stdout."""

    def __init__(self, *, quiet: bool = False, verbose: bool = False, log_format: LogFormat = LogFormat.TEXT) -> None:
        self.quiet, self.verbose, self.log_format = quiet, verbose, log_format

    def say(self, message: str, **fields: object) -> None:
        """Something that is good to know."""
        if not self.quiet:
            self._write("info", message, fields)

    def detail(self, message: str, **fields: object) -> None:
        """Something that only who asked for everything wants to know."""
        if self.verbose and not self.quiet:
            self._write("debug", message, fields)

    def warn(self, message: str, **fields: object) -> None:
        """Something that is wrong and doesn't end the command."""
        self._write("warning", message, fields)

    def answer(self, text: str) -> None:
        """What the command was asked for."""
        sys.stdout.write(text if text.endswith("\n") else f"{text}\n")

    def show(self, renderable: RenderableType) -> None:
        """A table, as wide as the terminal; where there is none, a line a row, for `grep` and friends."""
        from rich.console import Console as RichConsole

        if sys.stdout.isatty():
            RichConsole(highlight=False).print(renderable)
            return
        rich = RichConsole(width=_WIDE, highlight=False, file=io.StringIO())
        with rich.capture() as captured:
            rich.print(renderable)
        self.answer("\n".join(line.rstrip() for line in captured.get().splitlines()))

    @property
    def shows_progress(self) -> bool:
        """Whether somebody is there to look at a bar."""
        return not self.quiet and self.log_format is LogFormat.TEXT and sys.stderr.isatty()

    def _write(self, level: str, message: str, fields: dict[str, object]) -> None:
        if self.log_format is LogFormat.JSON:
            line = json.dumps({"level": level, "message": message, **fields}, default=str, ensure_ascii=False)
        else:
            line = message
        sys.stderr.write(f"{line}\n")


def complain(error: AuditorError) -> None:
    """Tell what the user or we got wrong, and what to do."""
    is_json = "json" in _log_format_of(sys.argv)
    advice = {"advice": error.advice} if error.advice else {}
    if is_json:
        Console(log_format=LogFormat.JSON).warn(str(error), level_name="error", **advice)
        return
    colour = sys.stderr.isatty() and "NO_COLOR" not in os.environ
    prefix = "\x1b[31mauditor:\x1b[0m" if colour else "auditor:"
    sys.stderr.write(f"{prefix} {error}\n")
    if error.advice:
        sys.stderr.write(f"  {error.advice}\n")


def _log_format_of(arguments: list[str]) -> str:
    for position, argument in enumerate(arguments):
        if argument == "--log-format" and position + 1 < len(arguments):
            return arguments[position + 1]
        if argument.startswith("--log-format="):
            return argument.partition("=")[2]
    return ""
