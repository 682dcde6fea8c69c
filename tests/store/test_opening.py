"""A store opens, old or new, or says what is wrong and what to do."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest
from sqlite_utils import Database

from auditor.errors import Exit, StoreError
from auditor.store import Store, schema
from tests.store.values import KEY, NOON, RUN, answer, probe, verdict

PROMISED = {"runs", "documents", "citations", "refs", "exchanges", "captures", "verdicts"}


def test_a_new_store_has_what_is_promised(store, path) -> None:
    db = Database(path)
    assert set(db.table_names()) >= PROMISED
    assert set(db.view_names()) == {
        "latest_verdicts",
        "citation_health",
        "document_health",
        "newly_rotted",
        "recovered",
    }
    assert db.journal_mode == "wal"
    db.close()
    assert store.check() == ""


def test_foreign_keys_are_declared_and_every_one_has_an_index_where_it_is_read(store, path) -> None:
    db = Database(path)
    declared = {(name, key.column, key.other_table) for name in db.table_names() for key in db.table(name).foreign_keys}
    db.close()
    assert declared >= {
        ("exchanges", "probe", "probes"),
        ("exchanges", "body", "bodies"),
        ("verdicts", "ref", "refs"),
        ("citations", "document", "documents"),
        ("captures", "reply", "replies"),
    }


READS = {
    "checked": "SELECT 1 FROM probes WHERE ref = 1 ORDER BY id DESC",
    "exchanges of a probe": "SELECT 1 FROM exchanges WHERE probe IN (SELECT value FROM json_each('[1]')) ORDER BY id",
    "exchanges of a reply": "SELECT 1 FROM exchanges WHERE reply IN (SELECT value FROM json_each('[1]')) ORDER BY id",
    "history": "SELECT 1 FROM verdicts WHERE ref = 1 ORDER BY id",
    "citations": "SELECT 1 FROM citations WHERE document = 1 ORDER BY id",
    "by key": "SELECT 1 FROM refs WHERE key = 'x'",
}


@pytest.mark.parametrize("sql", READS.values(), ids=READS)
def test_what_is_read_has_its_index(store, rows, sql) -> None:
    plan = [row["detail"] for row in rows(f"EXPLAIN QUERY PLAN {sql}") if "json_each" not in row["detail"]]
    assert plan
    assert not any(step.startswith("SCAN") for step in plan), plan


def test_a_store_opens_again_with_all_that_was_in_it(path) -> None:
    with Store(path) as store:
        store.begin(RUN)
        store.append(RUN.id, [probe()])
    with Store(path) as store:
        assert store.probes([KEY]) == {KEY: (probe(),)}


def later(db) -> None:
    """A step of a version to come."""
    db.table("runs").add_column("machine", str)


def test_an_old_store_is_brought_up_to_date_and_keeps_what_it_has(path) -> None:
    with Store(path) as store:
        store.begin(RUN)
        store.append(RUN.id, [probe()])
    steps = (*schema.STEPS, later)
    db = schema.connect(path, steps)
    assert "machine" in db.table("runs").columns_dict
    assert [row["id"] for row in db.table("runs").rows] == [RUN.id]
    assert [row["name"] for row in db.table("_sqlite_migrations").rows] == [step.__name__ for step in steps]
    db.close()


def test_a_store_of_a_newer_version_is_refused_and_left_as_it_is(path) -> None:
    schema.connect(path, (*schema.STEPS, later)).close()
    before = Path(path).read_bytes()
    with pytest.raises(StoreError, match=r"made by a newer auditor .*later") as caught:
        Store(path)
    assert "Update auditor" in caught.value.advice
    assert caught.value.exit_code is Exit.USAGE
    assert Path(path).read_bytes() == before


def breaks(db) -> None:
    db.table("runs").add_column("half", str)
    raise RuntimeError("in the middle of it")


def test_a_step_that_fails_leaves_the_store_as_it_was(path) -> None:
    with Store(path) as store:
        store.begin(RUN)
    with pytest.raises(RuntimeError, match="in the middle of it"):
        schema.connect(path, (*schema.STEPS, later, breaks))
    with Store(path) as store:
        assert store.check() == ""
    db = Database(path)
    assert not {"machine", "half"} & set(db.table("runs").columns_dict)
    db.close()


def test_two_programs_may_make_a_store_at_once(path) -> None:
    troubles = []

    def make():
        try:
            Store(path).close()
        except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding
            troubles.append(error)

    makers = [threading.Thread(target=make) for _ in range(4)]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join()
    assert troubles == []


@pytest.mark.parametrize(
    ("content", "wrong"), [(b"this is no database, whatever its name says" * 99, "is not a store")]
)
def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(path, content, wrong) -> None:
    Path(path).write_bytes(content)
    with pytest.raises(StoreError, match=wrong) as caught:
        Store(path)
    assert path in str(caught.value)
    assert "another file" in caught.value.advice
    assert Path(path).read_bytes() == content


def test_the_database_of_another_program_is_refused_and_left_as_it_is(path, rows) -> None:
    db = Database(path)
    db.table("documents").insert({"theirs": 1})
    db.close()
    with pytest.raises(StoreError, match="another program") as caught:
        Store(path)
    assert "another file" in caught.value.advice
    assert [row["name"] for row in rows("SELECT name FROM sqlite_master")] == ["documents"]


@pytest.mark.parametrize("place", ["no/such/folder/auditor.db", "."])
def test_a_place_that_cannot_be_written_is_told_with_advice(tmp_path, place) -> None:
    with pytest.raises(StoreError, match="can't be opened") as caught:
        Store(str(tmp_path / place))
    assert "folder" in caught.value.advice


def test_a_full_disk_is_told_with_advice_and_loses_nothing(store) -> None:
    store.append(RUN.id, [probe()])
    pages = store._db.execute("PRAGMA page_count").fetchone()[0]
    store._db.execute(f"PRAGMA max_page_count = {pages + 5}").fetchone()
    huge = bytes(number * number % 251 ^ number >> 8 & 255 for number in range(400_000))
    with pytest.raises(StoreError, match="disk is full") as caught:
        store.append(RUN.id, [probe(answer(body=huge), key="https://more.example/")])
    assert "Make room" in caught.value.advice
    assert store.probes([KEY, "https://more.example/"]) == {KEY: (probe(),)}
    store._db.execute("PRAGMA max_page_count = 1000000").fetchone()
    store.append(RUN.id, [probe(answer(body=huge), key="https://more.example/")])
    assert store.check() == ""


def test_a_store_in_use_by_another_program_is_told(store, path) -> None:
    other = sqlite3.connect(path)
    other.execute("BEGIN IMMEDIATE")
    store._db.execute("PRAGMA busy_timeout = 0").fetchone()
    with pytest.raises(StoreError, match="in use by another program"):
        store.append(RUN.id, [probe()])
    other.close()
    store.append(RUN.id, [probe()])


def test_a_reader_sees_whole_batches_while_a_run_goes_on(store, path) -> None:
    store.append(RUN.id, [probe()])
    with Store(path) as reader:
        store.append(RUN.id, [probe()])
        assert len(reader.probes([KEY])[KEY]) == 2


def test_a_damaged_store_is_found_out(store, path) -> None:
    store.put_verdicts(RUN.id, {f"https://a.example/{n}": verdict() for n in range(500)}, judged_at=NOON)
    store.close()
    content = bytearray(Path(path).read_bytes())
    content[-8 * 4096 : -4 * 4096] = bytes(4 * 4096)  # of the verdicts: what opening reads lies before
    Path(path).write_bytes(content)
    with Store(path) as damaged:
        assert damaged.check() != ""


def test_a_row_that_refers_to_nothing_is_found_out(store, path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("INSERT INTO captures (reply, uri_m, captured_at) VALUES (99, 'x', 'y')")
    connection.commit()
    connection.close()
    assert store.check() == "captures refers to rows of replies that are missing"


def test_any_thread_may_use_the_store(store) -> None:
    found = []
    thread = threading.Thread(target=lambda: (store.append(RUN.id, [probe()]), found.append(store.probes([KEY]))))
    thread.start()
    thread.join()
    assert found == [{KEY: (probe(),)}]


def test_closing_twice_does_no_harm(store) -> None:
    store.close()
    store.close()


def test_a_store_that_is_only_to_be_read_is_not_made(path) -> None:
    with pytest.raises(StoreError, match="there is no store at") as caught:
        Store(path, create=False)
    assert "auditor run" in caught.value.advice
    assert not Path(path).exists()
    Store(path).close()
    Store(path, create=False).close()


def test_a_store_in_memory_does_all_that_one_on_disk_does(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Store(":memory:") as store:
        store.begin(RUN)
        store.append(RUN.id, [probe()])
        assert store.probes([KEY]) == {KEY: (probe(),)}
        assert store.check() == ""
    assert list(tmp_path.iterdir()) == []
