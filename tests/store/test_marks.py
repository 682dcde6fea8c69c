"""A reviewer's words are kept as they were said, the newest counts, and what the reviewer knew is read with it."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.model import LinkState, Mark, Reference
from auditor.store import Store, schema
from tests.store.values import KEY, NOON, RUN, answer, at, moments, probe, texts, verdict

OTHER = "https://www.example.org/other"
STATES = (LinkState.LIVE, LinkState.DEAD)

marks = st.builds(Mark, key=texts, state=st.sampled_from(STATES), at=moments, note=texts)


@settings(max_examples=30, deadline=None)
@given(said=st.lists(marks, max_size=5))
def test_whatever_was_said_reads_back_equal_and_the_newest_is_the_evidence(said) -> None:
    with Store(":memory:") as store:
        for mark in said:
            store.put_mark(mark)
        for key in {mark.key for mark in said}:
            mine = tuple(mark for mark in said if mark.key == key)
            assert store.marks(key) == mine
            (known,) = store.evidence([Reference(key=key, uri=key, host="")])
            assert known.mark == mine[-1]


def test_words_are_only_ever_added(store, path) -> None:
    store.put_mark(Mark(key=KEY, state=LinkState.LIVE, at=NOON))
    with sqlite3.connect(path) as db, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        db.execute("UPDATE marks SET state = 'dead'")
    with sqlite3.connect(path) as db, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        db.execute("DELETE FROM marks")


def test_the_look_that_the_reviewer_knew_is_read_however_many_came_since(store) -> None:
    store.begin(RUN)
    looks = [probe(answer(when=at(days=day))) for day in range(20)]
    store.append(RUN.id, looks)
    store.append(RUN.id, [probe(answer(when=at(days=2), key=OTHER), key=OTHER)])
    assert store.probes([KEY], most=3)[KEY] == tuple(looks[-3:])
    store.put_mark(Mark(key=KEY, state=LinkState.DEAD, at=at(days=5, hours=1)))
    assert store.probes([KEY], most=3)[KEY] == (looks[5], *looks[-3:])
    assert [each.checked_at for each in store.probes([OTHER])[OTHER]] == [at(days=2)]


def test_a_store_of_before_gets_the_table_and_the_view(path) -> None:
    schema.connect(path, schema.STEPS[: schema.STEPS.index(schema.marks)]).close()
    with Store(path) as store:
        store.put_mark(Mark(key=KEY, state=LinkState.LIVE, at=NOON))
        assert store.marks(KEY)[0].state is LinkState.LIVE


def test_what_has_come_back_is_recorded(store, rows) -> None:
    store.begin(RUN)
    dead, suspected = verdict(link=LinkState.DEAD), verdict(suspected=LinkState.DEAD)
    unseen = "https://www.example.org/third"
    store.put_verdicts(RUN.id, {KEY: dead, OTHER: suspected, unseen: verdict()}, judged_at=NOON)
    assert rows("SELECT uri FROM recovered") == []
    store.put_verdicts(RUN.id, {KEY: verdict(), OTHER: verdict(), unseen: verdict()}, judged_at=at(days=1))
    back = {(row["uri"], row["link"], row["link_before"]) for row in rows("SELECT * FROM recovered")}
    assert back == {(KEY, "live", "dead"), (OTHER, "live", "dead")}


def test_everything_that_was_looked_at_or_judged_is_known(store) -> None:
    store.begin(RUN)
    store.append(RUN.id, [probe()])
    store.put_verdicts(RUN.id, {OTHER: verdict()}, judged_at=NOON)
    store.put_mark(Mark(key="https://www.example.org/unseen", state=LinkState.LIVE, at=NOON))
    assert [one.key for one in store.known()] == [KEY, OTHER]
    assert store.latest_verdicts([KEY, OTHER]).keys() == {OTHER}
    assert store.latest_verdicts([OTHER])[OTHER].policy == RUN.policy
