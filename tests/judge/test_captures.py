"""The capture itself is looked at: an archived wall is not offered as a copy of the page."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from auditor.judge.captures import Copy, as_archived
from auditor.judge.verdict import judge
from auditor.model import ArchiveReply, ArchiveVerdict, Evidence, Health, Memento, Response, Verdict
from tests.judge.build import SINGLE_RUN, html, memento, probe, reference, reply, response

CITED_ON = date(2025, 6, 28)
NEAR, FURTHER = date(2025, 7, 3), date(2025, 9, 1)

WALLS = {
    "a challenge": html("Just a moment...", '<script src="/cdn-cgi/challenge-platform/x.js"></script>'),
    "a not-found page": html("Page not found", "Sorry, the page you are looking for could not be found."),
    "a parked domain": b'<html><body><script>window.location.href="/lander"</script></body></html>',
}


def verdict(*replies: ArchiveReply, mementos: tuple[Memento, ...]) -> Verdict:
    evidence = Evidence(
        reference=reference(cited_on=CITED_ON), probes=(probe(response()),), replies=replies, mementos=mementos
    )
    return judge(evidence, SINGLE_RUN)


def archive(*replies: ArchiveReply, mementos: tuple[Memento, ...]) -> ArchiveVerdict:
    return verdict(*replies, mementos=mementos).archive


def captured_on(found: ArchiveVerdict) -> date | None:
    return found.captured_at and found.captured_at.date()


def test_a_good_capture_is_offered() -> None:
    assert captured_on(archive(reply("wayback", NEAR), mementos=(memento(html(), on=NEAR),))) == NEAR


@pytest.mark.parametrize("wall", WALLS.values(), ids=WALLS.keys())
def test_a_capture_of_something_else_is_not_a_copy_and_what_else_there_is_not_known(wall: bytes) -> None:
    found = verdict(reply("wayback", NEAR), mementos=(memento(wall, on=NEAR),))
    assert found.archive.state == "undetermined"
    assert found.archive.uri_m is None
    assert found.archive.because is not None
    assert found.archive.because.startswith("wayback: the capture of 3 July 2025 is no copy of the page: ")
    assert found.health is Health.UNVERIFIED


def test_the_next_nearest_capture_that_is_known_is_offered_instead() -> None:
    found = archive(reply("wayback", NEAR, FURTHER), mementos=(memento(WALLS["a challenge"], on=NEAR),))
    assert (captured_on(found), found.distance_days) == (FURTHER, 65)


def test_another_archive_is_offered_instead() -> None:
    wall = memento(WALLS["a challenge"], on=NEAR)
    found = archive(reply("wayback", NEAR), reply("arquivo.pt", FURTHER), mementos=(wall,))
    assert (found.archive, captured_on(found)) == ("arquivo.pt", FURTHER)


def test_a_wall_in_one_archive_says_nothing_of_the_capture_of_that_second_in_another() -> None:
    wall = memento(WALLS["a challenge"], on=NEAR, archive="arquivo.pt")
    found = archive(reply("wayback", NEAR), reply("arquivo.pt", NEAR), mementos=(wall,))
    assert (found.archive, captured_on(found)) == ("wayback", NEAR)


def test_what_an_archive_has_shown_but_does_not_name_is_no_copy_to_compare_with() -> None:
    neighbour = memento(html("Another page", "It says something else altogether. " * 40), on=NEAR, archive="arquivo.pt")
    own = memento(html(), on=FURTHER)
    replies = (reply("wayback", FURTHER), reply("arquivo.pt"))
    assert verdict(*replies, mementos=(neighbour, own)) == verdict(*replies, mementos=(own,))
    assert verdict(*replies[:1], mementos=(neighbour, own)) != verdict(*replies, mementos=(neighbour, own))


def test_a_wall_in_a_small_archive_leaves_the_main_ones_word() -> None:
    wall = memento(WALLS["a challenge"], on=NEAR, archive="arquivo.pt")
    assert archive(reply("wayback"), reply("arquivo.pt", NEAR), mementos=(wall,)).state == "not-archived"


def test_a_rotted_page_whose_only_copy_is_a_wall_is_not_called_recoverable() -> None:
    evidence = Evidence(
        reference=reference(cited_on=CITED_ON),
        probes=(probe(response(404)),),
        replies=(reply("wayback", NEAR),),
        mementos=(memento(WALLS["a challenge"], on=NEAR),),
    )
    assert judge(evidence, SINGLE_RUN).health is Health.UNVERIFIED


def test_a_wall_is_known_by_the_headers_that_the_original_had() -> None:
    shown = response(headers=[("server", "nginx"), ("x-archive-orig-cf-mitigated", "challenge")])
    assert archive(reply("wayback", NEAR), mementos=(memento(shown, on=NEAR),)).state == "undetermined"


def test_the_archives_own_headers_are_not_the_pages() -> None:
    shown = response(headers=[("server", "datadome"), ("x-archive-orig-server", "nginx")])
    assert captured_on(archive(reply("wayback", NEAR), mementos=(memento(shown, on=NEAR),))) == NEAR


def test_the_originals_answer_is_put_together_from_what_the_archive_sends() -> None:
    shown = Response(
        status=203,
        reason="OK",
        headers=(
            ("server", "nginx"),
            ("content-type", "text/html"),
            ("memento-datetime", "Thu, 03 Jul 2025 12:00:00 GMT"),
            ("x-archive-orig-server", "Apache"),
            ("x-archive-orig-vary", "cookie"),
        ),
        body=b"page",
    )
    headers = (("content-type", "text/html"), ("server", "Apache"), ("vary", "cookie"))
    assert as_archived(shown) == Response(status=203, reason="OK", headers=headers, body=b"page")


def test_the_originals_type_goes_before_the_archives() -> None:
    shown = response(kind="text/html", headers=[("x-archive-orig-content-type", "text/html; charset=koi8-r")])
    assert as_archived(shown).headers == (("content-type", "text/html; charset=koi8-r"),)


def test_an_archive_that_sends_the_originals_headers_as_they_were_is_taken_at_its_word() -> None:
    shown = response(headers=[("cf-mitigated", "challenge")])
    assert as_archived(shown) == shown
    when = datetime(2025, 7, 3, tzinfo=UTC)
    assert Copy(reference(), Memento(archive="arquivo.pt", captured_at=when, response=shown)).flaw is not None
