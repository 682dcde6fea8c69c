"""Sites with a conduct of their own: X shows the same shell for any post, and tells what there is by oEmbed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit

from tests.web.behaviours.answers import answer
from tests.web.server import Behaviour, Visit

PROTECTED = "Sorry, you are not authorized to see this status."


def x_shell() -> Behaviour:
    """200 and a script, for posts that are there and for posts that never were."""
    return answer(
        body='<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title></title></head><body>'
        '<noscript><h1>JavaScript is not available.</h1></noscript><div id="react-root"></div>'
        '<script src="https://abs.twimg.com/responsive-web/client-web/main.js"></script></body></html>'
    )


def x_oembed(posts: Mapping[str, str | None]) -> Behaviour:
    """For `/oembed`: `posts` has a text for each id that is public, None for one that is protected; others 404."""

    async def answering(visit: Visit) -> None:
        uri = parse_qs(urlsplit(visit.asked.path).query).get("url", [""])[0]
        await _embed(uri, posts)(visit)

    return answering


def _embed(uri: str, posts: Mapping[str, str | None]) -> Behaviour:
    author, _, post = urlsplit(uri).path.strip("/").partition("/status/")
    if post not in posts:
        return answer(404, "{}", kind="application/json")
    text = posts[post]
    if text is None:
        return answer(403, json.dumps({"error": PROTECTED}), kind="application/json")
    embedded = {
        "url": f"https://x.com/{author}/status/{post}",
        "author_name": author,
        "author_url": f"https://x.com/{author}",
        "html": f'<blockquote class="twitter-tweet"><p lang="en">{text}</p></blockquote>',
        "type": "rich",
        "provider_name": "X",
        "version": "1.0",
    }
    return answer(200, json.dumps(embedded), kind="application/json; charset=utf-8")
