"""However a command ends, its end is told as users can use it, and a bug is not hidden."""

from __future__ import annotations

import pytest

from auditor import cli
from auditor.errors import LockedError, StoreError


def ended(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> int:
    def app() -> None:
        raise error

    monkeypatch.setattr(cli, "app", app)
    with pytest.raises(SystemExit) as caught:
        cli.main()
    return int(caught.value.code)


FULL = StoreError("the disk is full", advice="Make room.")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (FULL, 2),
        (LockedError("held"), 4),
        (ExceptionGroup("a nursery's", [FULL]), 2),
        (ExceptionGroup("", [ExceptionGroup("", [FULL, FULL])]), 2),
    ],
)
def test_what_is_ours_is_told_without_a_traceback(error, code, monkeypatch, capsys) -> None:
    assert ended(error, monkeypatch) == code
    assert capsys.readouterr().err.startswith("auditor: ")


def test_a_bug_among_the_tasks_crashes(monkeypatch) -> None:
    def app() -> None:
        raise ExceptionGroup("", [FULL, ZeroDivisionError()])

    monkeypatch.setattr(cli, "app", app)
    with pytest.raises(ExceptionGroup):
        cli.main()
