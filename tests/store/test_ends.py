"""Where the latest looks ended: the light knowledge from which common targets are found."""

from __future__ import annotations

import pytest

from auditor.model import Exchange, Failure, FailureKind, Request, SkipReason, Vantage
from tests.store.values import KEY, NOON, RUN, answer, probe

NEW = "https://www.example.org/archive"


def moved(status: int = 200, *, vantage: Vantage = Vantage.ONLINE, skipped: SkipReason | None = None):
    return probe(answer(301), answer(status, key=NEW), vantage=vantage, skipped=skipped)


def test_a_look_that_ended_elsewhere_is_told(store) -> None:
    store.append(RUN.id, [moved(), probe(answer(key=f"{KEY}/2"), key=f"{KEY}/2")])
    assert store.ends() == [(KEY, NEW)]


def test_only_the_latest_look_counts(store) -> None:
    store.append(RUN.id, [moved()])
    store.append(RUN.id, [probe(answer())])
    assert store.ends() == []


@pytest.mark.parametrize("look", [moved(404), moved(vantage=Vantage.OFFLINE), moved(skipped=SkipReason.INTERRUPTED)])
def test_only_good_ends_count(store, look) -> None:
    store.append(RUN.id, [look])
    assert store.ends() == []


def test_a_look_that_failed_in_the_end_has_none(store) -> None:
    failed = Exchange(request=Request(uri=NEW), outcome=Failure(kind=FailureKind.TIMEOUT), started_at=NOON)
    store.append(RUN.id, [probe(answer(301), failed)])
    assert store.ends() == []
