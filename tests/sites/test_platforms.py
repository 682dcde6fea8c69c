"""Platforms: which addresses are theirs, what is asked instead, and what every answer proves."""

from __future__ import annotations

import json

import pytest

from auditor.model import Failure, FailureKind, LinkState, Response
from auditor.sites.select import site_for
from tests.judge.build import reference, response, seen

LIVE, DEAD, BLOCKED, UNKNOWN, SOFT = (
    LinkState.LIVE,
    LinkState.DEAD,
    LinkState.BLOCKED,
    LinkState.UNKNOWN,
    LinkState.SOFT_404,
)
VIDEO = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
TIKTOK = "https://www.tiktok.com/@someone/video/7106594312292453675"
TELEGRAM = "https://t.me/durov/123"
BLUESKY = "https://bsky.app/profile/someone.bsky.social/post/3kabcdefghi2x"
REDDIT = "https://www.reddit.com/r/science/comments/abc123/some_title/"
COMMENT = REDDIT + "def456/"
ARXIV = "https://arxiv.org/abs/2401.01234v2"
MASTODON = "https://mastodon.test/@someone/109876543210987654"

ASKED = {
    VIDEO: "https://www.youtube.com/oembed?url=https%3A%2F%2Fwww.youtube.com%2Fwatch%3Fv%3DdQw4w9WgXcQ&format=json",
    TIKTOK: "https://www.tiktok.com/oembed?url=https%3A%2F%2Fwww.tiktok.com%2F%40someone%2Fvideo%2F7106594312292453675",
    TELEGRAM: "https://t.me/durov/123?embed=1&mode=tme",
    BLUESKY: "https://public.api.bsky.app/xrpc/app.bsky.feed.getPostThread"
    "?uri=at%3A%2F%2Fsomeone.bsky.social%2Fapp.bsky.feed.post%2F3kabcdefghi2x&depth=0&parentHeight=0",
    REDDIT: "https://www.reddit.com/comments/abc123.json?limit=1&depth=1&raw_json=1",
    COMMENT: "https://www.reddit.com/comments/abc123/_/def456.json?limit=1&depth=1&raw_json=1",
    ARXIV: "https://export.arxiv.org/abs/2401.01234v2",
    MASTODON: "https://mastodon.test/api/v1/statuses/109876543210987654",
}


def told(status: int, body: object, kind: str = "application/json") -> Response:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Response(status=status, headers=(("content-type", kind),), body=data)


def page(status: int, body: str) -> Response:
    return told(status, body.encode(), "text/html; charset=utf-8")


def widget(inner: str) -> Response:
    return page(200, f"<!DOCTYPE html><html><head><title>Telegram Widget</title></head><body>{inner}</body></html>")


def listing(**thing: object) -> dict[str, object]:
    return {"kind": "Listing", "data": {"children": [{"kind": "t3", "data": thing}]}}


@pytest.mark.parametrize(("uri", "asked"), ASKED.items())
def test_a_platform_is_asked_where_it_tells_the_truth(uri: str, asked: str) -> None:
    rule = site_for(uri)
    assert rule is not None
    assert rule.rewrite(reference(uri)) == asked


@pytest.mark.parametrize(
    ("uri", "same"),
    [
        ("https://youtu.be/dQw4w9WgXcQ?t=3", VIDEO),
        ("https://m.youtube.com/watch?app=desktop&v=dQw4w9WgXcQ", VIDEO),
        ("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ", VIDEO),
        ("https://www.youtube.com/shorts/dQw4w9WgXcQ", VIDEO),
        ("https://t.me/s/durov/123", TELEGRAM),
        ("https://telegram.me/durov/123", TELEGRAM),
        ("https://old.reddit.com/r/science/comments/abc123/", REDDIT),
        ("https://redd.it/abc123", REDDIT),
        ("https://www.arxiv.org/abs/2401.01234v2", ARXIV),
    ],
)
def test_every_form_of_an_address_is_asked_for_at_the_same_place(uri: str, same: str) -> None:
    rule = site_for(reference(uri).key)
    assert rule is not None
    assert rule.rewrite(reference(uri)) == ASKED[same]


@pytest.mark.parametrize(
    "uri",
    [
        "https://www.youtube.com/@someone",
        "https://www.youtube.com/watch?v=short",
        "https://www.youtube.com/playlist?list=PL123456789",
        "https://notyoutube.com/watch?v=dQw4w9WgXcQ",
        "https://t.me/durov",
        "https://t.me/c/1234567/12",
        "https://t.me/addstickers/12",
        "https://bsky.app/profile/someone.bsky.social",
        "https://www.reddit.com/r/science/",
        "https://arxiv.org/list/cs.DL/recent",
        "https://doi.org/",
        "https://doi.org/the-identifier/",
        "https://example.test/@someone/a-story-of-something-1234567890123456",
        "https://example.test/@someone/123456",
        "https://notlinkedin.com/in/someone",
    ],
)
def test_other_addresses_are_left_to_the_general_rules(uri: str) -> None:
    assert site_for(reference(uri).key) is None


POST_200 = {"data": {"children": []}}
THREAD = "app.bsky.feed.defs#"
READINGS: list[tuple[str, Response, LinkState]] = [
    (VIDEO, told(200, {"title": "A song", "html": "<iframe>"}), LIVE),
    (VIDEO, told(401, b"Unauthorized", "text/plain"), LIVE),
    (VIDEO, told(403, b"Forbidden", "text/plain"), BLOCKED),
    (VIDEO, told(200, b"Forbidden", "text/plain"), BLOCKED),
    (VIDEO, told(404, b"Not Found", "text/plain"), DEAD),
    (VIDEO, told(400, b"Bad Request", "text/plain"), DEAD),
    (VIDEO, page(200, "<title>Before you continue to YouTube</title>"), UNKNOWN),
    (VIDEO, told(503, {}), UNKNOWN),
    (TIKTOK, told(200, {"html": "<blockquote>", "author_name": "someone"}), LIVE),
    (TIKTOK, told(400, {"code": 400, "message": "Something went wrong"}), DEAD),
    (TIKTOK, page(404, "<title>TikTok</title>"), UNKNOWN),
    (TIKTOK, page(403, "<title>Access Denied</title>"), UNKNOWN),
    (TELEGRAM, widget('<div class="tgme_widget_message" data-post="durov/123"><p>text</p></div>'), LIVE),
    (TELEGRAM, widget('<div class="tgme_widget_message" data-post="Durov/123"><p>text</p></div>'), LIVE),
    (TELEGRAM, widget('<div class="tgme_widget_message" data-post="other/9"><p>text</p></div>'), UNKNOWN),
    (TELEGRAM, widget('<div class="tgme_widget_message_error">Post not found</div>'), DEAD),
    (
        TELEGRAM,
        widget('<div class="tgme_widget_message_error">Channel with username <b>x</b> not found</div>'),
        BLOCKED,
    ),
    (TELEGRAM, page(503, "down"), UNKNOWN),
    (BLUESKY, told(200, {"thread": {"$type": THREAD + "threadViewPost", "post": {"uri": "at://x"}}}), LIVE),
    (BLUESKY, told(400, {"error": "NotFound", "message": "Post not found"}), DEAD),
    (BLUESKY, told(200, {"thread": {"$type": THREAD + "notFoundPost", "notFound": True}}), DEAD),
    (BLUESKY, told(200, {"thread": {"$type": THREAD + "blockedPost", "blocked": True}}), BLOCKED),
    (BLUESKY, told(400, {"error": "InvalidRequest"}), UNKNOWN),
    (REDDIT, told(200, [listing(id="abc123", selftext="What is it?"), POST_200]), LIVE),
    (REDDIT, told(200, [listing(id="abc123", selftext="[removed]"), POST_200]), SOFT),
    (REDDIT, told(200, [listing(id="abc123", selftext="", removed_by_category="moderator"), POST_200]), SOFT),
    (REDDIT, told(403, {"reason": "private", "message": "Forbidden"}), BLOCKED),
    (REDDIT, page(403, "<title>Blocked</title>"), BLOCKED),
    (REDDIT, told(404, {"message": "Not Found", "error": 404}), DEAD),
    (REDDIT, page(404, "<title>not found</title>"), UNKNOWN),
    (COMMENT, told(200, [listing(id="abc123", selftext="[removed]"), listing(id="def456", body="It is.")]), LIVE),
    (COMMENT, told(200, [listing(id="abc123", selftext=""), listing(id="def456", body="[deleted]")]), SOFT),
    (COMMENT, told(200, [listing(id="abc123", selftext=""), listing(id="zzz", body="Another")]), UNKNOWN),
    (COMMENT, told(200, [listing(id="abc123", selftext="")]), UNKNOWN),
    (COMMENT, told(200, []), UNKNOWN),
    (ARXIV, page(404, "<title>Article not found</title>"), DEAD),
    (ARXIV, page(400, "<title>Article identifier not recognized</title>"), DEAD),
    (ARXIV, page(200, "<title>[2401.01234] On things</title><p>This paper has been withdrawn by its author</p>"), LIVE),
    (ARXIV, response(), LIVE),
    (ARXIV, response(503), LinkState.UNREACHABLE),
    (MASTODON, told(200, {"id": "109876543210987654", "account": {"id": "1"}, "content": "<p>x</p>"}), LIVE),
]


@pytest.mark.parametrize(("uri", "answer", "state"), READINGS)
def test_what_the_platform_says_decides(uri: str, answer: Response, state: LinkState) -> None:
    assert seen(answer, uri=uri, asked=ASKED[uri]).link.state is state


TELLING = sorted(set(ASKED) - {ARXIV, MASTODON})
NONSENSE = {
    "HTML": page(200, "<!DOCTYPE html><html><title>Oops</title><p>something else</html>"),
    "nothing": told(200, b""),
    "a number": told(200, 7),
    "a list": told(200, [[], None]),
    "nested deep": told(200, b"[" * 200_000),
    "a number of a million digits": told(200, b"1" * 1_000_000),
    "objects of other shapes": told(200, {"thread": [], "title": None, "html": 1, "data": "x"} | {"html": None}),
    "not UTF-8": told(200, b"\xff\xfe\x00{"),
}


@pytest.mark.parametrize("uri", TELLING)
@pytest.mark.parametrize("kind", NONSENSE)
def test_an_answer_that_is_not_what_was_promised_never_crashes_and_is_never_rot(uri: str, kind: str) -> None:
    state = seen(NONSENSE[kind], uri=uri, asked=ASKED[uri]).link.state
    assert state in {UNKNOWN, LIVE}
    assert state is UNKNOWN or kind == "objects of other shapes"


@pytest.mark.parametrize("uri", TELLING)
@pytest.mark.parametrize("kind", [FailureKind.NO_SUCH_HOST, FailureKind.TIMEOUT, FailureKind.TLS_EXPIRED])
def test_an_api_that_cannot_be_reached_says_nothing_of_the_citation(uri: str, kind: FailureKind) -> None:
    assert seen(Failure(kind=kind), uri=uri, asked=ASKED[uri]).link.state is UNKNOWN


@pytest.mark.parametrize("uri", sorted(set(TELLING) - {TELEGRAM}))
def test_an_api_that_leads_elsewhere_is_not_believed(uri: str) -> None:
    away = response(302, b"", headers=[("location", "https://consent.test/page")])
    assert seen(away, response(), uri=uri, asked=ASKED[uri]).link.state is UNKNOWN
