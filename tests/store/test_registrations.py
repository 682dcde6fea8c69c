"""What registries said comes out as it was put in, for every host of the domain, and never changes."""

from __future__ import annotations

import sqlite3
from datetime import timedelta

import pytest

from auditor.model import Reference, Registration
from tests.store.values import NOON, RUN, answer, at, probe


def told(domain="example.org", *, when=NOON, **rest):
    exchange = answer(body=b"{}", key=f"https://rdap.test/domain/{domain}", when=when)
    return Registration(domain=domain, asked_at=when, exchanges=(exchange,), **rest)


def known(store, host):
    cited = Reference(key=f"https://{host}/", uri=f"https://{host}/", host=host)
    (evidence,) = store.evidence([cited])
    return evidence.registration


def test_it_is_known_of_every_host_of_the_domain(store) -> None:
    store.begin(RUN)
    one = told(registered_at=at(days=-30))
    store.append(RUN.id, [one, probe()])
    assert known(store, "www.example.org") == known(store, "example.org") == one
    assert known(store, "www.example.com") is None


def test_the_newest_word_counts(store) -> None:
    store.begin(RUN)
    later = told(when=at(days=2), registered_at=at(days=1))
    store.append(RUN.id, [told(registered_at=at(days=-30)), later])
    assert known(store, "example.org") == later


def test_silence_does_not_unsay_what_was_told_before_and_is_asked_about_again(store) -> None:
    store.begin(RUN)
    earlier, silent = told(registered_at=at(days=-30)), told(when=at(days=2), because="no answer in time")
    store.append(RUN.id, [earlier, silent])
    assert known(store, "example.org") == earlier
    assert store.registered_since(at(days=1)) == set()


def test_silence_alone_is_what_is_known(store) -> None:
    store.begin(RUN)
    silent = told(because="no answer in time")
    store.append(RUN.id, [silent])
    assert known(store, "example.org") == silent


def test_what_was_told_since(store) -> None:
    store.begin(RUN)
    when = at(days=-30)
    store.append(RUN.id, [told(registered_at=when), told("example.com", when=at(days=2), registered_at=when)])
    assert store.registered_since(NOON + timedelta(days=1)) == {"example.com"}
    assert store.registered_since(NOON) == {"example.com", "example.org"}


@pytest.mark.parametrize("statement", ["UPDATE registrations SET domain = 'x'", "DELETE FROM registrations"])
def test_it_is_never_changed(store, path, statement) -> None:
    store.begin(RUN)
    store.append(RUN.id, [told()])
    with sqlite3.connect(path) as other, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        other.execute(statement)
    other.close()
