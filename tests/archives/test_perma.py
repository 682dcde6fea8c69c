"""Perma.cc's public links count as copies when they are of this page and were captured."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from auditor.archives import Archive
from auditor.archives.perma import Perma
from auditor.model import BodyEnd, FailureKind
from tests.archives.build import LATEST, QUESTION, URI_R, answer, drive, failure, in_turn

ARCHIVE = Perma()


def link(guid: str = "W6PY-UZ99", at: str = "2019-05-15T18:13:52Z", url: str = URI_R, status: str = "success") -> dict:
    captures = [{"role": "primary", "status": status, "url": url}, {"role": "screenshot", "status": "failed"}]
    return {"guid": guid, "creation_timestamp": at, "url": url, "title": "A page", "captures": captures}


def answered(*links: object):
    return answer(200, body=json.dumps({"meta": {"total_count": len(links)}, "objects": list(links)}))


def ask(*outcomes, question=QUESTION):
    return drive(ARCHIVE, question, in_turn(*outcomes))


def test_it_is_an_archive_that_is_asked_once():
    archive: Archive = ARCHIVE
    assert archive.pools == {"perma.cc": 20.0}
    _, asked = ask(answered())
    assert asked[0].request.uri.startswith("https://api.perma.cc/v1/public/archives/?")
    assert parse_qs(urlsplit(asked[0].request.uri).query)["url"] == [URI_R]


def test_a_link_of_this_page_is_a_copy_the_nearest_first():
    reply, _ = ask(
        answered(link("AAAA-0001", "2010-01-01T00:00:00Z"), link("AAAA-0002", "2019-06-10T12:00:00.123456Z"))
    )
    assert reply.captures is not None
    assert [each.uri_m for each in reply.captures] == ["https://perma.cc/AAAA-0002", "https://perma.cc/AAAA-0001"]
    assert reply.captures[0].captured_at == datetime(2019, 6, 10, 12, 0, 0, 123456, tzinfo=UTC)
    latest, _ = ask(answered(link("AAAA-0001", "2010-01-01T00:00:00Z"), link("AAAA-0002")), question=LATEST)
    assert latest.captures is not None
    assert latest.captures[0].uri_m == "https://perma.cc/AAAA-0002"


def test_no_link_is_none_held():
    assert ask(answered())[0].captures == ()


def test_a_link_whose_capture_failed_is_no_copy():
    assert ask(answered(link(status="failed"), link(status="pending")))[0].captures == ()


def test_links_of_other_pages_say_nothing_of_this_one():
    reply, _ = ask(answered(link(url="https://paper.example/story?id=8"), link(url="http://[")))
    assert reply.captures is None
    assert "other pages" in (reply.because or "")


@pytest.mark.parametrize("change", [{"guid": "../x"}, {"guid": 7}, {"creation_timestamp": "soon"},
                                    {"creation_timestamp": "2019-05-15"}, {"creation_timestamp": None}])  # fmt: skip
def test_a_link_that_cannot_be_read_costs_itself_only(change):
    reply, _ = ask(answered({**link(), **change}, link("AAAA-0001")))
    assert reply.captures is not None
    assert [each.uri_m for each in reply.captures] == ["https://perma.cc/AAAA-0001"]


@pytest.mark.parametrize(
    "outcome",
    [answer(200, body=body) for body in ("", "[]", "null", '{"objects": 7}', '{"objects": [', "<html>")]
    + [answer(500), answer(404), answer(301), failure(FailureKind.REFUSED)]
    + [answer(200, body='{"objects": []}', body_end=end) for end in (BodyEnd.CAPPED, BodyEnd.CUT, BodyEnd.STALLED)],
)
def test_anything_else_is_undetermined_and_says_why(outcome):
    reply, _ = ask(outcome)
    assert (reply.captures, reply.excluded) == (None, False)
    assert reply.because


def test_throttled_it_is_asked_again_once():
    reply, asked = ask(answer(429), answered(link()))
    assert asked[1].after_s == 60.0
    assert reply.captures
