"""Posts on X: which addresses are posts, what is asked instead, and what its answers prove."""

from __future__ import annotations

import json

import pytest

from auditor.model import Failure, FailureKind, LinkState, Response
from auditor.sites import x
from auditor.sites.select import site_for
from tests.judge.build import probe, reference, seen

POST = "https://x.com/tassagency_en/status/1925144385110360273"
ASKED = (
    "https://publish.x.com/oembed?url=https%3A%2F%2Fx.com%2Ftassagency_en%2Fstatus%2F1925144385110360273"
    "&omit_script=1&dnt=1"
)
EMBEDDED = {"html": "<blockquote>…</blockquote>", "author_name": "TASS"}


def told(status: int, body: object, kind: str = "application/json") -> Response:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Response(status=status, headers=(("content-type", kind),), body=data)


@pytest.mark.parametrize(
    "uri",
    [
        POST,
        "https://twitter.com/tassagency_en/status/1925144385110360273",
        "https://www.twitter.com/tassagency_en/statuses/1925144385110360273",
        "https://mobile.twitter.com/tassagency_en/status/1925144385110360273?s=20",
        "https://x.com/tassagency_en/status/1925144385110360273/photo/1",
    ],
)
def test_every_form_of_a_post_is_asked_for_at_the_same_address(uri: str) -> None:
    rule = site_for(reference(uri).key)
    assert rule is x.SITE
    assert rule.rewrite(reference(uri)) == ASKED


def test_a_post_without_its_author_is_a_post() -> None:
    assert "status%2F20&" in (x.rewrite(reference("https://x.com/i/web/status/20")) or "")


@pytest.mark.parametrize(
    "uri",
    [
        "https://x.com/tassagency_en",
        "https://x.com/",
        "https://x.com/search?q=/status/1",
        "https://notx.com/a/status/1",
        "https://example.org/?u=https://x.com/a/status/1",
        "https://x.com/a/status/abc",
        "mailto:a@x.com/",
    ],
)
def test_other_addresses_are_left_to_the_general_rules(uri: str) -> None:
    assert site_for(reference(uri).key) is None


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (told(200, EMBEDDED), LinkState.LIVE),
        (told(404, {}), LinkState.DEAD),
        (told(404, b"<html>not found</html>", "text/html"), LinkState.DEAD),
        (told(403, {"error": "Sorry, you are not authorized to see this status."}), LinkState.BLOCKED),
        (told(403, b"Forbidden", "text/plain"), LinkState.UNKNOWN),
        (told(200, b"<html>not JSON</html>", "text/html"), LinkState.UNKNOWN),
        (told(200, b""), LinkState.UNKNOWN),
        (told(200, []), LinkState.UNKNOWN),
        (told(200, b"[" * 60_000), LinkState.UNKNOWN),
        (told(429, {}), LinkState.UNKNOWN),
        (told(503, b"down"), LinkState.UNKNOWN),
        (Failure(kind=FailureKind.TIMEOUT), LinkState.UNKNOWN),
        (Failure(kind=FailureKind.NO_SUCH_HOST), LinkState.UNKNOWN),
    ],
)
def test_what_oembed_says_decides(outcome: Response | Failure, state: LinkState) -> None:
    verdict = seen(outcome, uri=POST, asked=ASKED)
    assert verdict.link.state is state
    assert verdict.link.findings[0].rule == "x"


def test_the_page_itself_proves_nothing() -> None:
    finding = x.read(probe(told(200, b"<html><title>X</title>", "text/html"), uri=POST))
    assert finding is not None
    assert finding.state is LinkState.UNKNOWN


def test_the_reader_is_shown_the_post_and_not_the_address_that_was_asked() -> None:
    assert seen(told(200, EMBEDDED), uri=POST, asked=ASKED).link.final_uri == POST
