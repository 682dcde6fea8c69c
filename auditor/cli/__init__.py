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
    except AuditorError as error:
        complain(error)
        sys.exit(error.exit_code)
    except BrokenPipeError:  # the reader of our output has seen enough
        sys.stderr.close()
        sys.exit(0)
