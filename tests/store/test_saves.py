"""Wishes for captures are kept, the newest word on each counts, and an archive's lag isn't taken for an answer."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.model import (
    ArchiveState,
    ArchiveVerdict,
    AuditRun,
    Citation,
    Document,
    Health,
    Inquiry,
    Kind,
    LinkState,
    Save,
    SaveState,
)
from auditor.store import Store, schema
from tests.store.values import KEY, NOON, RUN, at, capture, moments, reply, texts, verdict

OTHER = "https://www.example.org/other"

saves = st.builds(
    Save,
    archive=texts,
    key=texts,
    at=moments,
    state=st.sampled_from(SaveState),
    job=st.none() | texts,
    uri_m=st.none() | texts,
    because=st.none() | texts,
)


def save(state=SaveState.SAVED, *, key=KEY, when=NOON, **rest):
    return Save(archive="wayback", key=key, at=when, state=state, **rest)


@settings(max_examples=30, deadline=None)
@given(said=st.lists(saves, max_size=5))
def test_whatever_was_said_reads_back_equal_the_newest_of_each_key(said) -> None:
    with Store(":memory:") as store:
        store.put_saves(said)
        newest = {one.key: one for one in said}
        assert store.saves(newest) == newest
        assert set(store.pending_saves()) == {one for one in newest.values() if one.state is SaveState.PENDING}


def test_a_key_never_wished_for_is_left_out(store) -> None:
    store.put_saves([save()])
    assert set(store.saves([KEY, OTHER])) == {KEY}


def test_a_job_that_has_ended_is_pending_no_more(store) -> None:
    store.put_saves([save(SaveState.PENDING, job="j"), save(SaveState.PENDING, key=OTHER, job="k")])
    store.put_saves([save(uri_m="https://archive.example/1")])
    assert [one.key for one in store.pending_saves()] == [OTHER]


def test_an_address_that_no_run_has_seen_can_be_wished_for(store, rows) -> None:
    store.put_saves([save(key="https://new.example/x")])
    (ref,) = rows("SELECT * FROM refs")
    assert (ref["key"], ref["host"], ref["first_seen"]) == ("https://new.example/x", "new.example", None)


def test_what_was_said_stays(store, path) -> None:
    store.put_saves([save()])
    connection = sqlite3.connect(path)
    try:
        for change in ("DELETE FROM saves", "UPDATE saves SET state = 'later'"):
            with pytest.raises(sqlite3.IntegrityError, match="saves is append-only"):
                connection.execute(change)
    finally:
        connection.close()


def test_userinfo_and_controls_never_reach_the_store(store, path) -> None:
    secret = "https://me:hunter2@www.example.org/"
    store.put_saves([save(key=secret, uri_m=secret, because=f"not {secret}")])
    assert store.saves([secret])[secret].because == "not https://www.example.org/"
    store.close()
    assert b"hunter2" not in Path(path).read_bytes()


def test_a_store_from_before_wishes_were_kept_gets_their_table(path) -> None:
    schema.connect(path, schema.STEPS[:1]).close()
    with Store(path) as store:
        store.put_saves([save()])
        assert store.saves([KEY]) == {KEY: save()}


# ── what an archive has saved and doesn't show yet ──────────────────────────────────────────────────────────────


def counted(store) -> frozenset[str]:
    return frozenset(store.replied_since([KEY], archived=at(days=-90), none=at(days=-7)).get(KEY, ()))


@pytest.mark.parametrize(
    ("saved", "asked", "counts"),
    [
        (at(days=-1), at(days=-3), False),  # asked before it was saved
        (at(days=-3), at(days=-2.5), False),  # asked when the index had not caught up
        (at(days=-6), at(days=-3), True),  # by then it would have shown it
    ],
)
def test_none_held_counts_only_once_the_index_would_have_shown_it(store, saved, asked, counts) -> None:
    store.append(RUN.id, [Inquiry(reply=reply(when=asked, captures=()))])
    assert counted(store) == {"wayback"}
    store.put_saves([save(when=saved)])
    assert counted(store) == ({"wayback"} if counts else frozenset())


@pytest.mark.parametrize("state", [SaveState.PENDING, SaveState.LATER, SaveState.REFUSED])
def test_a_wish_that_was_not_granted_changes_nothing(store, state) -> None:
    store.append(RUN.id, [Inquiry(reply=reply(when=at(days=-1), captures=()))])
    store.put_saves([save(state)])
    assert counted(store) == {"wayback"}


def test_an_archive_that_shows_a_capture_is_believed_and_so_is_another_archive(store) -> None:
    store.append(RUN.id, [Inquiry(reply=reply(when=NOON, captures=(capture(),)))])
    store.append(RUN.id, [Inquiry(reply=reply("arquivo.pt", when=NOON, captures=()))])
    store.put_saves([save(when=at(hours=-1))])
    assert counted(store) == {"wayback", "arquivo.pt"}


# ── what the commands are about ─────────────────────────────────────────────────────────────────────────────────


def cites(*uris, name="a.md"):
    return Document(name=name, citations=tuple(Citation(uri=uri, target=uri, number=n) for n, uri in enumerate(uris)))


URIS = tuple(f"https://www.example.org/{name}" for name in "cab")


def test_what_is_at_risk_is_so_by_its_newest_verdict_and_comes_in_the_order_of_the_documents(store) -> None:
    store.put_documents(RUN.id, [cites(*URIS), cites(URIS[1], OTHER, name="b.md")])
    risk = verdict(Health.AT_RISK)
    store.put_verdicts(RUN.id, {OTHER: risk, URIS[0]: risk, URIS[1]: risk, URIS[2]: verdict()}, judged_at=NOON)
    assert store.at_risk(RUN.id) == (URIS[0], URIS[1], OTHER)
    store.put_verdicts(RUN.id, {URIS[0]: verdict()}, judged_at=at(days=1))
    assert store.at_risk(RUN.id) == (URIS[1], OTHER)


def test_what_no_archive_may_show_is_at_risk_but_not_to_be_saved(store) -> None:
    store.put_documents(RUN.id, [cites(*URIS)])
    risk = verdict(Health.AT_RISK)
    shut = replace(risk, archive=ArchiveVerdict(state=ArchiveState.EXCLUDED))
    none = replace(risk, archive=ArchiveVerdict(state=ArchiveState.NOT_ARCHIVED))
    store.put_verdicts(RUN.id, {URIS[0]: shut, URIS[1]: none, URIS[2]: verdict()}, judged_at=NOON)
    assert (store.at_risk(RUN.id), store.excluded(RUN.id)) == ((URIS[1],), (URIS[0],))


def test_only_what_the_run_cites_counts(store) -> None:
    store.put_documents(RUN.id, [cites(URIS[0])])
    later = AuditRun(id="run-2", started_at=at(days=1))
    store.begin(later)
    navigation = Citation(uri=URIS[2], target=URIS[2], kind=Kind.NAVIGATION)
    store.put_documents(later.id, [replace(cites(URIS[1]), citations=(*cites(URIS[1]).citations, navigation))])
    store.put_verdicts(later.id, dict.fromkeys(URIS, verdict(Health.AT_RISK)), judged_at=NOON)
    assert store.at_risk(later.id) == store.answering(later.id) == (URIS[1],)


@pytest.mark.parametrize(
    ("judged", "answers"),
    [
        (verdict(), True),
        (verdict(link=LinkState.MOVED), True),
        (verdict(suspected=LinkState.SOFT_404), False),
        (verdict(Health.LOST, link=LinkState.DEAD), False),
        (verdict(Health.UNVERIFIED, link=LinkState.BLOCKED), False),
    ],
)
def test_what_leads_to_a_page_is_what_answers_and_is_not_suspected(store, judged, answers) -> None:
    store.put_documents(RUN.id, [cites(KEY)])
    store.put_verdicts(RUN.id, {KEY: judged}, judged_at=NOON)
    assert store.answering(RUN.id) == ((KEY,) if answers else ())
