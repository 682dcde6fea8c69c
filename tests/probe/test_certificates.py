"""A certificate that doesn't hold is looked behind once, for the fault's sake and not for the page's."""

from __future__ import annotations

import pytest

from auditor.model import TLS_FAULTS, Failure, FailureKind, Request, Terms
from tests.probe.build import failure, in_turn, look, redirect, response

URI = "https://example.org/a"


@pytest.mark.parametrize("kind", sorted(TLS_FAULTS - {FailureKind.TLS_PLAIN}))
def test_the_look_ends_in_the_fault_with_what_is_behind_it(kind):
    probe, sent = look(URI, in_turn(Failure(kind=kind, detail="it has expired"), response(404, body=b"secret")))
    assert [send.request.terms for send in sent] == [Terms.USUAL, Terms.UNVERIFIED]
    assert probe.last is not None
    assert probe.last.outcome == Failure(kind=kind, detail="it has expired; without verifying it, 404 answers")
    assert all(each.response is None for each in probe.exchanges)


def test_nothing_that_the_look_has_learned_is_told_to_who_cannot_be_verified():
    answers = in_turn(redirect("/in", ("set-cookie", "a=1")), failure(FailureKind.TLS_NAME), response(200))
    _, sent = look(URI, answers)
    assert sent[1].request.headers == (("cookie", "a=1"),)
    assert sent[2].request == Request(uri="https://example.org/in", max_body_bytes=0, terms=Terms.UNVERIFIED)
    assert sent[2].fresh_connection


@pytest.mark.parametrize(
    "behind", [redirect("https://elsewhere.example/"), response(503), response(406), response(400)]
)
def test_what_is_behind_is_neither_followed_nor_asked_again(behind):
    _, sent = look(URI, in_turn(failure(FailureKind.TLS_EXPIRED), behind))
    assert len(sent) == 2


def test_who_does_not_answer_behind_it_either_is_told_so():
    probe, sent = look(URI, in_turn(failure(FailureKind.TLS), failure(FailureKind.RESET)))
    assert len(sent) == 2
    assert probe.last is not None
    assert probe.last.outcome == Failure(kind=FailureKind.TLS, detail="without verifying it: connection reset")


def test_plain_http_has_said_it_all():
    _, sent = look(URI, in_turn(failure(FailureKind.TLS_PLAIN)))
    assert len(sent) == 1
