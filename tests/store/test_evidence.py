"""Evidence goes in and comes out as it was, newest looks, once-stored bodies and all."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.model import (
    AuditRun,
    Citation,
    Document,
    Exchange,
    Failure,
    FailureKind,
    Inquiry,
    Probe,
    Reference,
    Request,
    SkipReason,
    Vantage,
)
from auditor.store import Store
from tests.store.values import KEY, NOON, RUN, answer, at, capture, inquiries, probe, probes, reply


@settings(max_examples=30, deadline=None)
@given(looks=st.lists(probes, max_size=5), asked=st.lists(inquiries, max_size=4))
def test_whatever_was_observed_reads_back_equal(looks, asked) -> None:
    with TemporaryDirectory() as folder, Store(f"{folder}/auditor.db") as store:
        store.begin(RUN)
        store.append(RUN.id, [*looks, *asked])
        for key in {look.key for look in looks}:
            assert store.probes([key]) == {key: tuple(look for look in looks if look.key == key)}
        for key in {inquiry.reply.key for inquiry in asked}:
            assert store.inquiries(key) == tuple(inquiry for inquiry in asked if inquiry.reply.key == key)


def test_only_the_latest_looks_are_read_oldest_first(store) -> None:
    looks = [probe(answer(200 + number)) for number in range(5)]
    for look in looks:
        store.append(RUN.id, [look])
    assert store.probes([KEY], most=3) == {KEY: tuple(looks[2:])}


def test_looks_of_many_keys_are_kept_apart(store) -> None:
    keys = [f"https://host-{number % 7}.example/{number}" for number in range(600)]
    looks = {key: probe(key=key) for key in keys}
    store.append(RUN.id, list(looks.values()))
    store.append(RUN.id, list(looks.values())[::-1])
    assert store.probes(keys) == {key: (look, look) for key, look in looks.items()}


def test_a_key_never_looked_at_is_left_out(store) -> None:
    store.append(RUN.id, [probe()])
    assert set(store.probes([KEY, "https://never.example/"])) == {KEY}
    assert store.replies([KEY]) == {}
    assert store.inquiries("https://never.example/") == ()


def test_a_skipped_look_is_stored_with_its_reason(store, rows) -> None:
    skipped = Probe(key=KEY, skipped=SkipReason.BREAKER)
    store.append(RUN.id, [skipped])
    assert store.probes([KEY])[KEY] == (skipped,)
    assert rows("SELECT skipped, checked_at FROM probes") == [
        {"skipped": "the host had shown only failures", "checked_at": None}
    ]


def test_a_body_is_stored_once_however_often_it_was_seen(store, rows) -> None:
    page = b"<p>the same page</p>" * 100
    store.append(RUN.id, [probe(answer(body=page)), probe(answer(body=page), key="https://other.example/")])
    store.append(RUN.id, [probe(answer(body=page)), Inquiry(reply=reply(), exchanges=(answer(body=page),))])
    (body,) = rows("SELECT * FROM bodies")
    assert body["sha256"] == hashlib.sha256(page).hexdigest()
    assert body["length_bytes"] == len(page)
    assert zlib.decompress(body["content"]) == page
    assert len(body["content"]) < len(page) / 10
    assert len(rows("SELECT id FROM exchanges WHERE body = ?", body["sha256"])) == 4


@pytest.mark.parametrize("size", [1, 8191, 8192, 8193, 524_288])
def test_a_body_of_any_size_reads_back(store, size) -> None:
    body = bytes(number * number % 251 for number in range(size))
    store.append(RUN.id, [probe(answer(body=body))])
    assert store.probes([KEY])[KEY][0].last.response.body == body


def test_an_exchange_can_be_read_by_a_person(store, rows) -> None:
    failed = Exchange(
        request=Request(uri="https://gone.example/", headers=(("accept", "text/html"),)),
        outcome=Failure(kind=FailureKind.NO_SUCH_HOST, detail="Name or service not known"),
        started_at=at(seconds=1.5),
    )
    store.append(RUN.id, [probe(answer(reason="OK"), failed)])
    well, bad = rows("SELECT * FROM exchanges ORDER BY id")
    assert well["status"] == 200
    assert well["started_at"] == "2026-11-23T12:00:00Z"
    assert well["headers"] == '[["content-type","text/html"]]'
    assert (bad["failure"], bad["detail"]) == ("no such host", "Name or service not known")
    assert bad["started_at"] == "2026-11-23T12:00:01.500000Z"
    assert bad["request_headers"] == '[["accept","text/html"]]'


@pytest.mark.parametrize("table", ["probes", "replies", "captures", "bodies", "exchanges", "verdicts"])
@pytest.mark.parametrize("change", ["DELETE FROM {}", "UPDATE {} SET rowid = rowid"])
def test_evidence_cannot_be_changed_or_removed(store, path, table, change) -> None:
    from tests.store.values import verdict

    store.append(RUN.id, [probe(), Inquiry(reply=reply(captures=(capture(),)))])
    store.put_verdicts(RUN.id, {KEY: verdict()}, judged_at=NOON)
    connection = sqlite3.connect(path)
    try:
        with pytest.raises(sqlite3.IntegrityError, match=f"{table} is append-only"):
            connection.execute(change.format(table))
    finally:
        connection.close()


def replied(store, *told):
    store.append(RUN.id, [Inquiry(reply=one) for one in told])
    return store.replies([KEY])[KEY]


def test_the_newest_answer_of_each_archive_is_read_with_a_silence_since(store) -> None:
    other = reply("arquivo.pt", captures=(), when=at(days=-9))
    older, newer = (reply(captures=(), when=at(days=days)) for days in (-7, -5))
    silent = reply(captures=None, because="it did not answer", when=at(days=-3))
    last = reply(captures=None, because="it did not answer again")
    assert replied(store, older, other, newer, silent, last) == (other, newer, last)


def test_a_silence_that_has_been_broken_is_forgotten(store) -> None:
    silent = reply(captures=None, because="it did not answer", when=at(days=-3))
    assert replied(store, silent, answered := reply(captures=())) == (answered,)
    assert replied(store, silenced := reply(captures=None, excluded=True)) == (silenced,)


def test_what_an_archive_named_before_is_read_as_long_as_it_still_holds_something(store) -> None:
    held = [reply(captures=(capture(f"https://archive.example/{n}"),), when=at(days=n - 9)) for n in range(3)]
    none = reply(captures=(), when=at(days=-5))
    assert replied(store, held[0], held[1], none) == (none,)
    assert replied(store, held[2]) == tuple(held)
    assert [inquiry.reply for inquiry in store.inquiries(KEY)] == [held[0], held[1], none, held[2]]


def test_none_held_excluded_and_no_answer_stay_different(store, rows) -> None:
    told = [
        reply("a", captures=(capture(), capture("https://archive.example/2"))),
        reply("b", captures=()),
        reply("c", captures=None),
        reply("d", captures=None, excluded=True),
        reply("e", captures=(), excluded=True),
    ]
    store.append(RUN.id, [Inquiry(reply=one) for one in told])
    assert store.replies([KEY])[KEY] == tuple(told)
    assert [(row["state"], row["excluded"]) for row in rows("SELECT state, excluded FROM replies")] == [
        ("held", 0), ("none held", 0), ("no answer", 0), ("no answer", 1), ("none held", 1),
    ]  # fmt: skip


def test_only_a_look_to_the_end_from_a_working_network_counts_as_checked(store) -> None:
    looks = {
        "https://a.example/well": probe(),
        "https://a.example/dead": probe(answer(404)),
        "https://a.example/old": probe(answer(when=at(hours=-21))),
        "https://a.example/skipped": Probe(key="", skipped=SkipReason.BREAKER),
        "https://a.example/cut-short": probe(skipped=SkipReason.INTERRUPTED),
        "https://a.example/offline": probe(vantage=Vantage.OFFLINE),
    }
    store.append(RUN.id, [Probe(key=key, exchanges=look.exchanges, skipped=look.skipped, vantage=look.vantage)
                          for key, look in looks.items()])  # fmt: skip
    seen = store.checked_since([*looks, "https://never.example/"], at(hours=-20))
    assert seen == {"https://a.example/well", "https://a.example/dead"}


def test_captures_count_long_none_held_shortly_and_no_answer_never(store) -> None:
    held, none = at(days=-90), at(days=-7)
    for name, when, captures, excluded in (
        ("held lately", at(days=-80), (capture(),), False),
        ("held long ago", at(days=-91), (capture(),), False),
        ("none lately", at(days=-6), (), False),
        ("none long ago", at(days=-8), (), False),
        ("excluded lately", at(days=-6), None, True),
        ("no answer", NOON, None, False),
    ):
        told = reply(name, when=when, captures=captures, excluded=excluded)
        store.append(RUN.id, [Inquiry(reply=told)])
    store.append(RUN.id, [Inquiry(reply=reply("held, then silent", when=at(days=-2), captures=(capture(),)))])
    store.append(RUN.id, [Inquiry(reply=reply("held, then silent", captures=None))])
    counted = store.replied_since([KEY, "https://never.example/"], archived=held, none=none)
    assert counted == {KEY: {"held lately": at(days=-80), "none lately": at(days=-6), "excluded lately": at(days=-6)}}


SECRETS = ("Authorization", "cookie", "Proxy-Authorization")


def test_credentials_never_reach_the_store(store, path) -> None:
    headers = (*((name, "hunter2") for name in SECRETS), ("accept", "text/html"))
    asked = Exchange(
        request=Request(uri="https://me:hunter2@www.example.org/", headers=headers),
        outcome=Failure(kind=FailureKind.RESET, detail="reset by https://me:hunter2@www.example.org/"),
        started_at=NOON,
    )
    moved = answer(302)
    headers = (("location", "https://me:hunter2@www.example.org/b"), ("x-more", "ok"))
    moved = Exchange(
        request=moved.request,
        outcome=type(moved.outcome)(status=302, headers=headers),
        started_at=NOON,
    )
    key = "https://me:hunter2@[broken"
    store.append(RUN.id, [probe(asked, moved, key=key), Inquiry(reply=reply(because="https://me:hunter2@x/"))])
    first, second = store.probes([key])[key][0].exchanges
    assert first.request == Request(uri="https://www.example.org/", headers=(("accept", "text/html"),))
    assert second.response.headers == (("location", "https://www.example.org/b"), ("x-more", "ok"))
    store.close()
    assert b"hunter2" not in Path(path).read_bytes()


@pytest.mark.parametrize("key", ["http://x\0y", "http://\ud800/", "http:///x", "", "ключ", "http://[::1"])
def test_an_odd_key_does_no_harm(store, key) -> None:
    store.append(RUN.id, [probe(key=key), Inquiry(reply=reply(key=key))])
    assert list(store.probes([key])) == [key]
    assert list(store.replies([key])) == [key]
    assert store.checked_since([key], NOON - timedelta(1)) == {key}


def test_a_ref_is_one_row_with_its_host_and_first_run(store, rows) -> None:
    store.append(RUN.id, [probe()])
    store.begin(AuditRun(id="run-2", started_at=at(days=1)))
    store.append("run-2", [probe()])
    (ref,) = rows("SELECT * FROM refs")
    assert (ref["key"], ref["uri"], ref["host"]) == (KEY, KEY, "www.example.org")
    assert ref["first_seen"] == "2026-11-23T12:00:00Z"
    assert [row["run"] for row in rows("SELECT run FROM probes ORDER BY id")] == ["run-1", "run-2"]


def test_observations_of_an_unknown_run_are_refused_whole(store, rows) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        store.append("no such run", [probe()])
    assert rows("SELECT * FROM probes UNION ALL SELECT * FROM probes") == []
    assert rows("SELECT * FROM bodies") == []
    store.append(RUN.id, [probe()])
    assert len(rows("SELECT id FROM probes")) == 1


def test_nothing_to_store_is_no_trouble(store) -> None:
    store.append(RUN.id, [])
    store.put_documents(RUN.id, [])
    store.put_verdicts(RUN.id, {}, judged_at=NOON)
    assert store.probes([]) == {}
    assert store.replies([]) == {}


def test_evidence_is_all_that_is_known_of_each_reference_in_their_order(store) -> None:
    references = [
        Reference(key=f"https://a.example/{n}", uri=f"https://a.example/{n}", host="a.example") for n in range(120)
    ]
    looks = {one.key: probe(key=one.key) for one in references[::2]}
    store.append(RUN.id, [*looks.values(), Inquiry(reply=reply(key=references[1].key))])
    known = list(store.evidence(references[::-1]))
    assert [one.reference for one in known] == references[::-1]
    assert [one.probes for one in known] == [(looks[one.key],) if one.key in looks else () for one in references[::-1]]
    assert [one.replies for one in known[-3:]] == [(), (reply(key=references[1].key),), ()]


def test_a_reference_is_read_with_the_texts_that_cite_it(store) -> None:
    assert store.reference(KEY) is None
    for name, text in (("a", "the report"), ("b", ""), ("c", "NATO"), ("d", "the report")):
        citation = Citation(uri=f"{KEY}#x", target=KEY, text=text, number=1)
        store.put_documents(RUN.id, [Document(name=name, published=date(2025, 6, 28), citations=(citation,))])
    assert store.reference(KEY) == Reference(
        key=KEY,
        uri=KEY,
        host="www.example.org",
        cited_on=date(2025, 6, 28),
        words=("the report", "NATO"),
        fragments=("#x",),
    )
