"""A run that is killed, by SIGKILL, has kept every batch that it had appended, whole."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from auditor.store import Store
from tests.store.values import RUN

BATCH = 20

APPENDING = f"""
import sys
from auditor.store import Store
from tests.store.values import RUN, answer, probe

store = Store(sys.argv[1])
store.begin(RUN)
for batch in range(1_000_000):
    key = f"https://www.example.org/{{batch}}"
    store.append(RUN.id, [
        probe(answer(body=b"%d %d " % (batch, number) * 2000), key=key) for number in range({BATCH})
    ])
    print(batch, flush=True)
"""

# A small cache makes SQLite write pages of the open transaction to the disk, as a large batch does.
IN_THE_MIDDLE = (
    """
import os, signal
from auditor import store as room

connect = room.schema.connect

def watched(path):
    db = connect(path)
    db.execute("PRAGMA cache_size = 5")
    seen = []
    def watch(sql):
        seen.append(sql.startswith("INSERT INTO exchanges"))
        if sum(seen) == 50:
            os.kill(os.getpid(), signal.SIGKILL)
    db.conn.set_trace_callback(watch)
    return db

room.schema.connect = watched
"""
    + APPENDING
)


def _child(script, path):
    return subprocess.Popen([sys.executable, "-c", script, path], stdout=subprocess.PIPE, text=True)


def _stored(path, rows):
    with Store(path) as store:
        assert store.check() == ""
    return [
        (row["looks"], row["exchanges"], row["bodies"])
        for row in rows("""
            SELECT count(*) AS looks, count(exchanges.id) AS exchanges, count(bodies.sha256) AS bodies
            FROM refs JOIN probes ON probes.ref = refs.id
            LEFT JOIN exchanges ON exchanges.probe = probes.id
            LEFT JOIN bodies ON bodies.sha256 = exchanges.body
            GROUP BY refs.id ORDER BY refs.id
        """)
    ]


@pytest.mark.parametrize("batches", [1, 7])
def test_killed_between_appends_everything_appended_is_there(path, rows, batches) -> None:
    with _child(APPENDING, path) as child:
        said = [child.stdout.readline().strip() for _ in range(batches)]
        child.kill()
    assert said == [str(number) for number in range(batches)]
    stored = _stored(path, rows)
    assert len(stored) >= batches
    assert set(stored) == {(BATCH, BATCH, BATCH)}


def test_killed_in_the_middle_of_an_append_whole_batches_are_there_and_nothing_else(path, rows) -> None:
    with _child(IN_THE_MIDDLE, path) as child:
        said = child.stdout.read().split()
    assert child.returncode == -signal.SIGKILL
    assert said == ["0", "1"]
    assert _stored(path, rows) == [(BATCH, BATCH, BATCH)] * 2
    assert rows("SELECT count(*) AS n FROM bodies") == [{"n": 2 * BATCH}]


def test_the_next_run_goes_on_where_the_killed_one_was(path) -> None:
    with _child(IN_THE_MIDDLE, path) as child:
        child.stdout.read()
    keys = [f"https://www.example.org/{batch}" for batch in range(4)]
    with Store(path) as store:
        assert sorted(store.checked_since(keys, RUN.started_at)) == keys[:2]
        store.begin(RUN)
        store.append(RUN.id, store.probes(keys[:1])[keys[0]][:1])
        assert len(store.probes(keys[:1], most=99)[keys[0]]) == BATCH + 1
