"""That the doctor says of each thing that a run needs whether it is right, and leaves everything as it was."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import pytest
import trio

from auditor.archives import Archive, Ask
from auditor.doctor import Row, configuration_row, examine
from auditor.errors import ConfigError
from auditor.model import ArchiveReply, Capture, Exchange, Failure, FailureKind, Request, Response, Vantage
from auditor.prose import flow
from auditor.settings import ArchivesPolicy, NetPolicy, ReportPolicy, Settings, StorePolicy
from auditor.store import Store

NOW = datetime(2026, 11, 23, tzinfo=UTC)
MEMENTO = Capture(uri_m="https://archive.example/web/2020/https://www.iana.org/", captured_at=NOW)


@dataclass
class Asked:
    """An archive that asks once, and reads the answer as told; with `wait_s`, it asks again then."""

    captures: tuple[Capture, ...] | None = (MEMENTO,)
    excluded: bool = False
    because: str | None = None
    wait_s: float | None = None
    name: str = "asked"
    pools: dict[str, float] = field(default_factory=dict)

    def next_step(self, question, past):
        request = Request(uri=f"https://archive.example/web/{question.uri_r}")
        if not past:
            return Ask(request=request, pool="asked")
        if self.wait_s is not None:
            return Ask(request=request, pool="asked", after_s=self.wait_s)
        return ArchiveReply(
            archive=self.name,
            key=question.key,
            asked_at=NOW,
            captures=self.captures,
            excluded=self.excluded,
            because=self.because,
        )


def settings_in(folder, **options) -> Settings:
    return Settings(
        store=StorePolicy(path=str(folder / "auditor.db")),
        report=ReportPolicy(directory=str(folder / "reports"), publish=options.pop("publish", "")),
        **options,
    )


def rows(settings, *archives, vantage=Vantage.ONLINE, outcome=None, closed="") -> dict[str, Row]:
    async def ask(_: Archive, step: Ask) -> Exchange | str:
        if closed:
            return closed
        return Exchange(request=step.request, outcome=outcome or Response(status=200, reason="OK"), started_at=NOW)

    async def look() -> Vantage:
        return vantage

    async def main() -> list[Row]:
        return await examine(settings, ask=ask, vantage=look, archives=archives)

    found = trio.run(main)
    assert all(row.advice for row in found if not row.ok)
    assert not any(row.advice for row in found if row.ok)
    return {row.name: row for row in found}


def test_where_all_is_well_every_row_says_so_and_nothing_is_made(tmp_path):
    found = rows(settings_in(tmp_path, publish=str(tmp_path / "share")), Asked())
    assert list(found) == ["extraction", "network", "archive asked", "store", "report folder", "publish folder"]
    assert all(row.ok for row in found.values())
    assert found["store"].detail.endswith("auditor.db: none yet, the first run makes it")
    assert found["report folder"].detail.endswith("reports: will be made")
    assert list(tmp_path.iterdir()) == []


def test_whether_extraction_is_compiled_is_told(tmp_path):
    is_compiled = flow.__file__.endswith(".so")
    assert rows(settings_in(tmp_path))["extraction"].detail.startswith("compiled" if is_compiled else "not compiled")


def test_a_network_that_is_down_is_told_and_archives_are_not_asked(tmp_path):
    found = rows(settings_in(tmp_path), Asked(), vantage=Vantage.OFFLINE)
    assert not found["network"].ok
    assert "https://www.iana.org/" in found["network"].detail
    assert (found["archive asked"].ok, found["archive asked"].detail) == (False, "not asked, since the network is down")
    assert found["store"].ok


def test_a_network_without_controls_is_trusted(tmp_path):
    found = rows(settings_in(tmp_path, net=NetPolicy(controls=())))
    assert found["network"] == Row(
        name="network", ok=True, detail="trusted without a look, since net.controls is empty"
    )


def test_archives_that_are_switched_off_are_not_asked(tmp_path):
    found = rows(settings_in(tmp_path, archives=ArchivesPolicy(enabled=False)), Asked(captures=None))
    assert found["archives"].ok
    assert "archive asked" not in found


ARCHIVES = {
    "holds it": (Asked(), True, "answers"),
    "holds none": (Asked(captures=()), True, "answers"),
    "may not show it": (Asked(captures=None, excluded=True), True, "answers"),
    "says nothing usable": (Asked(captures=None, because="not an index"), False, "no usable answer: not an index"),
    "gives no reason": (Asked(captures=None), False, "no usable answer: 429 Slow Down"),
    "wants us to wait": (Asked(wait_s=60), False, "wants to be asked again later: 429 Slow Down"),
}


@pytest.mark.parametrize(("archive", "ok", "detail"), ARCHIVES.values(), ids=ARCHIVES)
def test_an_archive_answers_if_it_says_what_it_holds(archive, ok, detail, tmp_path):
    row = rows(settings_in(tmp_path), archive, outcome=Response(status=429, reason="Slow Down"))["archive asked"]
    assert (row.ok, row.detail) == (ok, detail)


def test_an_archive_that_can_t_be_reached_says_why(tmp_path):
    outcome = Failure(kind=FailureKind.REFUSED, detail="[Errno 111]")
    row = rows(settings_in(tmp_path), Asked(captures=None), outcome=outcome)["archive asked"]
    assert row.detail == "no usable answer: connection refused [Errno 111]"


def test_a_sound_store_is_sound(tmp_path):
    with Store(str(tmp_path / "auditor.db")):
        pass
    before = sorted(path.name for path in tmp_path.iterdir())
    assert rows(settings_in(tmp_path))["store"] == Row(
        name="store", ok=True, detail=f"{tmp_path / 'auditor.db'}: sound"
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_what_is_not_a_store_is_told_and_kept(tmp_path):
    (tmp_path / "auditor.db").write_text("a letter, not a database, and long enough to be one" * 20)
    row = rows(settings_in(tmp_path))["store"]
    assert not row.ok
    assert "auditor.db" in row.detail
    assert (tmp_path / "auditor.db").read_text().startswith("a letter")


def test_a_damaged_store_is_told(tmp_path):
    path = tmp_path / "auditor.db"
    with Store(str(path)):
        pass
    data = bytearray(path.read_bytes())
    data[len(data) // 2 :] = os.urandom(len(data) - len(data) // 2)
    path.write_bytes(data)
    assert not rows(settings_in(tmp_path))["store"].ok


def test_folders_that_can_t_be_written_are_told(tmp_path):
    (tmp_path / "file").touch()
    settings = settings_in(tmp_path, publish=str(tmp_path / "unmounted" / "share"))
    settings = replace(settings, report=replace(settings.report, directory=str(tmp_path / "file" / "reports")))
    settings = replace(settings, store=StorePolicy(path=str(tmp_path / "unmounted" / "auditor.db")))
    found = rows(settings)
    assert (found["report folder"].ok, found["report folder"].detail) == (
        False,
        f"{tmp_path / 'file'} can't be written to: Not a directory",
    )
    assert found["publish folder"].detail == f"{tmp_path / 'unmounted'} is not there"
    assert found["store"].detail == f"{tmp_path / 'unmounted'} is not there"


def test_the_configuration_has_its_row():
    assert configuration_row("config.toml", None) == Row(name="configuration", ok=True, detail="config.toml")
    row = configuration_row("config.toml", ConfigError("config.toml, line 1, nte: there is no such key"))
    assert (row.ok, row.detail, row.advice) == (
        False,
        "config.toml, line 1, nte: there is no such key",
        "Mend the file.",
    )


def test_an_archive_that_is_left_alone_is_not_asked_and_it_says_why(tmp_path):
    row = rows(settings_in(tmp_path), Asked(), closed="it refuses our connections")["archive asked"]
    assert (row.ok, row.detail) == (False, "not asked: it refuses our connections")
