"""The command line: arguments in, an exit code out. The only reader of the wall clock."""

from __future__ import annotations

import sys

from auditor.cli.app import app
from auditor.cli.console import complain
from auditor.errors import AuditorError


def main() -> None:
    """Run the command that the arguments name; what the user or we got wrong is told without a traceback."""
    try:
        app()
    except (AuditorError, BrokenPipeError, BaseExceptionGroup) as error:
        match _told(error):
            case AuditorError() as ours:
                complain(ours)
                sys.exit(ours.exit_code)
            case BrokenPipeError():  # the reader of our output has seen enough
                sys.stderr.close()
                sys.exit(0)
            case _:
                raise


def _told(error: BaseException) -> BaseException:
    """What the tasks of a nursery ended in, if all of it is ours to tell; a group with a bug in it stays one."""
    if not isinstance(error, BaseExceptionGroup):
        return error
    _, bugs = error.split((AuditorError, BrokenPipeError))
    return error if bugs else _told(error.exceptions[0])
