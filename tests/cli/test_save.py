"""`auditor save` and `auditor preserve`, as users run them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from auditor.model import (
    ArchiveState,
    ArchiveVerdict,
    AuditRun,
    Citation,
    Document,
    Health,
    LinkState,
    LinkVerdict,
    Verdict,
)
from auditor.store import Store, lock
from tests.archive import PYWB_MISSING, page, pywb_ready, running_archive
from tests.archive.spn2 import CAPTURED, HOST, KEYS, SavePages, error
from tests.cli.project import Project
from tests.web import serve_in_thread
from tests.web.behaviours import pages, statuses

ENVIRONMENT = {"AUDITOR_IA_ACCESS_KEY": KEYS[0], "AUDITOR_IA_SECRET": KEYS[1]}
SAVE = "[archives.save]\nper_minute = 6000\n"
NO_ARCHIVE = f"[archives]\nwayback = false\nmemento = []\n{SAVE}"
X, Y = "https://a.test/x", "https://a.test/y"
ARTICLE = pages.article("An article", "That nobody has archived.")


def archives(timegate: str) -> str:
    lines = ("[archives]", "memento = []", "[archives.wayback]", f'timegate = "{timegate}/web/"',
             f'cdx = "{timegate}/cdx/search/cdx"', "playback_per_minute = 6000", "cdx_per_minute = 6000")  # fmt: skip
    return "\n".join([*lines, SAVE])


RUN = AuditRun(id="run-1", started_at=datetime(2026, 11, 23, 2, tzinfo=UTC), auditor="0.1.0")
AT_RISK = Verdict(health=Health.AT_RISK, link=LinkVerdict(state=LinkState.LIVE))


@pytest.fixture
def audited(project: Project):
    """A project of which a run has said that two addresses are at risk; and the service that can save them."""
    service = SavePages(pending=0)
    cited = tuple(Citation(uri=uri, target=uri, number=number) for number, uri in enumerate((X, Y), 1))
    with Store(str(project.folder / "auditor.db")) as store:
        store.begin(RUN)
        store.put_documents(RUN.id, [Document(name="a.md", citations=cited)])
        store.put_verdicts(RUN.id, dict.fromkeys((X, Y), AT_RISK), judged_at=RUN.started_at)
    with serve_in_thread({HOST: service.site()}) as web:
        project.configure(web, archives=NO_ARCHIVE)
        yield service


def test_without_keys_it_lists_what_it_would_save(project: Project, audited: SavePages) -> None:
    ended = project.auditor("save")
    assert (ended.code, ended.out) == (0, f"{X}\n{Y}\n")
    assert "2 addresses to save" in ended.err
    assert "AUDITOR_IA_ACCESS_KEY" in ended.err
    assert audited.asked == []
    assert "without keys" in project.auditor("save", AUDITOR_IA_SECRET="only half").err


def test_what_is_excluded_is_left_out_and_of_an_unsafe_copy_the_original_is_saved(project: Project) -> None:
    excluded, copy = "https://a.test/shut", f"https://archive.ph/20190601080910/{Y}"
    uris = (X, excluded, copy, "https://archive.ph/AbC12", Y)
    shut = replace(AT_RISK, archive=ArchiveVerdict(state=ArchiveState.EXCLUDED))
    cited = tuple(Citation(uri=uri, target=uri, number=number) for number, uri in enumerate(uris, 1))
    with Store(str(project.folder / "auditor.db")) as store:
        store.begin(RUN)
        store.put_documents(RUN.id, [Document(name="a.md", citations=cited)])
        store.put_verdicts(RUN.id, dict.fromkeys(uris, AT_RISK) | {excluded: shut}, judged_at=RUN.started_at)
    project.configure(archives=NO_ARCHIVE)
    ended = project.auditor("save")
    assert (ended.code, ended.out) == (0, f"{X}\n{Y}\n")
    assert "1 left out: excluded from the archive" in ended.err


def test_a_dry_run_asks_nothing(project: Project, audited: SavePages) -> None:
    ended = project.auditor("save", "--dry-run", "--most", "1", **ENVIRONMENT)
    assert (ended.code, ended.out) == (0, f"{X}\n")
    assert "dry run" in ended.err
    assert audited.asked == []


def test_many_are_only_listed_unless_told_otherwise(project: Project, audited: SavePages) -> None:
    text = (project.folder / "config.toml").read_text()
    (project.folder / "config.toml").write_text(text + "most_without_asking = 1\n")
    ended = project.auditor("save", **ENVIRONMENT)
    assert (ended.code, ended.out) == (0, f"{X}\n{Y}\n")
    assert "--no-dry-run" in ended.err
    assert audited.asked == []


def test_keys_that_are_not_taken_are_the_user_s_to_mend(project: Project, audited: SavePages) -> None:
    ended = project.auditor("save", AUDITOR_IA_ACCESS_KEY="other", AUDITOR_IA_SECRET="keys")
    assert ended.code == 2
    assert "archive.org/account/s3.php" in ended.err
    ended = project.auditor("save", AUDITOR_IA_ACCESS_KEY="a\nb", AUDITOR_IA_SECRET="keys")
    assert ended.code == 2
    assert "AUDITOR_IA_ACCESS_KEY" in ended.err
    assert audited.submitted == []


def test_addresses_can_be_named_without_any_run(project: Project) -> None:
    project.configure()
    ended = project.auditor("save", "https://b.example/x", "https://127.0.0.1/secret", "https://b.example/x#part")
    assert (ended.code, ended.out) == (0, "https://b.example/x\n")
    assert "not on the public web" in ended.err
    assert not list(project.folder.glob("auditor.db*"))
    ended = project.auditor("save", "b.example/x")
    assert ended.code == 2
    assert "https://" in ended.err


def test_without_a_run_nothing_is_known_to_be_at_risk(project: Project) -> None:
    project.configure()
    for command in ("save", "preserve"):
        ended = project.auditor(command)
        assert ended.code == 2
        assert "auditor run" in ended.err


def test_what_became_of_each_is_told_and_what_is_left_makes_it_incomplete(project: Project, audited: SavePages) -> None:
    audited.ends[Y] = error("celery", "Something went wrong over there.")
    ended = project.auditor("save", "--verbose", **ENVIRONMENT)
    assert ended.code == 3
    assert sorted(ended.out.splitlines()) == [
        f"later    {Y}  Something went wrong over there.",
        f"saved    {X}  https://web.archive.org/web/{CAPTURED}/{X}",
    ]
    assert "1 saved, 1 later" in ended.err
    kept = b"".join(path.read_bytes() for path in project.folder.rglob("*") if path.is_file())
    assert not any(key.encode() in kept or key in ended.out + ended.err for key in KEYS)
    # the next time: what was saved is waited for, the other one asked for again
    ended = project.auditor("save", "--dry-run", **ENVIRONMENT)
    assert (ended.code, ended.out) == (0, f"{Y}\n")
    assert "1 left out: saved lately" in ended.err


def test_another_save_holds_a_lock_and_it_is_not_that_of_a_run(project: Project, audited: SavePages) -> None:
    with lock(str(project.folder / "auditor.db.save")):
        assert project.auditor("save", **ENVIRONMENT).code == 4
        assert project.auditor("preserve").code == 0


@pytest.mark.archive
@pytest.mark.skipif(not pywb_ready(), reason=PYWB_MISSING)
def test_what_was_saved_is_confirmed_by_a_later_run_though_the_index_lags(project: Project, tmp_path: Path) -> None:
    service = SavePages(pending=0)
    sites = {"a.test": {"/x": ARTICLE}, HOST: service.site()}
    with serve_in_thread(sites) as web, running_archive((), directory=tmp_path / "archive") as archive:
        project.configure(web, archives=archives("http://wayback.test"))
        text = (project.folder / "config.toml").read_text()
        link = f'"connect_to" = {{"wayback.test:80" = "{archive.address}", '.replace('"connect_to" =', "connect_to =")
        (project.folder / "config.toml").write_text(text.replace("connect_to = {", link))
        project.write("a.md", X)

        def health() -> str:
            project.auditor("run")
            return project.report("a.md")["documents"][0]["citations"][0]["health"]

        def asked() -> int:
            return len(archive.requests())

        assert health() == "at-risk"
        ended = project.auditor("save", **ENVIRONMENT)
        assert (ended.code, ended.out) == (0, f"saved    {X}  http://wayback.test/web/{CAPTURED}/{X}\n")

        before = asked()
        assert health() == "at-risk"  # the index doesn't show it yet
        assert asked() > before  # and was asked, though "none held" is believed for a week
        archive.hold(page(X, CAPTURED, "An article", "That nobody had archived."))
        assert health() == "healthy"


# ── preserve ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_run_is_preserved_beside_its_reports_and_stays_when_they_change(project: Project) -> None:
    with serve_in_thread({"a.test": {"/x": ARTICLE, "/y": statuses.not_found()}}) as web:
        project.configure(web)
        project.write("a.md", X, Y)
        project.auditor("run")
        ended = project.auditor("preserve")
        assert ended.code == 0
        assert re.fullmatch(r".*/reports/preserved/\d{14}-[0-9a-f]+\.warc\.gz\n", ended.out)
        assert "preserved 1 page" in ended.err
        project.auditor("report")
        assert Path(ended.out.strip()).exists()
        assert "nothing new to preserve" not in ended.err
        project.auditor("run")
        again = project.auditor("preserve")
    assert (again.code, again.out) == (0, "")
    assert "nothing new to preserve: 1 in earlier files" in again.err
