"""Common Crawl is evidence that a page was there, and never a copy that a reader is sent to."""

from __future__ import annotations

import json

import pytest

from auditor.archives import Archive
from auditor.archives.common_crawl import CommonCrawl
from auditor.model import BodyEnd, FailureKind
from auditor.settings import CommonCrawlPolicy
from tests.archives.build import QUESTION, URI_R, answer, drive, failure, in_turn

INDEX = "https://index.example/CC-MAIN-2026-43-index"
ARCHIVE = CommonCrawl(policy=CommonCrawlPolicy(index=INDEX))
NONE = answer(404, body='{"message": "No Captures found for: paper.example/"}')


def seen(at: str = "20260101000000", status: str = "200", url: str = URI_R) -> str:
    return json.dumps({"urlkey": "k", "timestamp": at, "url": url, "mime": "text/html", "status": status})


def ask(*outcomes):
    return drive(ARCHIVE, QUESTION, in_turn(*outcomes))


def test_it_is_an_archive_that_is_asked_once_politely():
    archive: Archive = ARCHIVE
    assert archive.pools == {"common crawl": 12.0}
    _, asked = ask(NONE)
    assert asked[0].request.uri.startswith(f"{INDEX}?url=https%3A%2F%2Fpaper.example")


def test_that_it_saw_the_page_is_told_with_the_day_and_never_a_copy():
    reply, _ = ask(answer(200, body="\n".join([seen("20150101000000"), seen("20190610000000"), seen(status="404")])))
    assert (reply.captures, reply.because) == ((), "saw the page on 2019-06-10, but shows no copies")


def test_that_it_has_not_is_told_too():
    assert ask(NONE)[0].because == "has not seen the page"
    other = seen(url="https://paper.example/story?id=8")
    for rows in ([seen(status="301")], [other], [seen(at="20260099000000")]):
        reply, _ = ask(answer(200, body="\n".join(rows)))
        assert (reply.captures, reply.because) == ((), "has seen errors and redirects only")


@pytest.mark.parametrize(
    "outcome",
    [answer(404, body="<html>"), answer(503, body="slow down"), answer(200), answer(200, body="<html>"),
     answer(200, body="[1]"), answer(200, body=seen()[:-3]), answer(200, body=seen(), body_end=BodyEnd.CUT),
     failure(FailureKind.TIMEOUT)],
)  # fmt: skip
def test_anything_else_is_undetermined(outcome):
    reply, _ = ask(outcome)
    assert reply.captures is None
    assert reply.because
