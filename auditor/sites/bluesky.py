"""Posts on Bluesky: the page is one script for all of them, so the public API is asked instead.

| public.api.bsky.app, getPostThread               | the post                                             |
|--------------------------------------------------|------------------------------------------------------|
| 200 with a `thread` that has the `post`          | `live`                                               |
| 400 `NotFound`, or a thread that is `notFoundPost` | `dead`: deleted, its account too, or never there   |
| a thread that is `blockedPost`                   | `blocked`: not for who isn't logged in               |
| anything else                                    | `unknown`: Bluesky didn't say                        |

Source: the lexicon app.bsky.feed.getPostThread at docs.bsky.app. Unlike getPosts it takes handles as they are cited.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from auditor import uris
from auditor.model import Finding, LinkState, Probe, Reference
from auditor.sites import SiteRule, fields_of, json_of

NAME = "bluesky"
API = "https://public.api.bsky.app/xrpc/app.bsky.feed.getPostThread"

_OK = 200
_HOST = "bsky.app"
_POST = re.compile(r"/profile/(?P<author>[\w.:%-]{3,255})/post/(?P<post>[\w~.-]{1,64})/?", re.ASCII)


def matches(key: str) -> bool:
    """Whether this is the address of a post."""
    return _post(key) is not None


def rewrite(reference: Reference) -> str | None:
    """The API's address for the post, without the posts around it."""
    post = _post(reference.key)
    return f"{API}?uri={quote(post, safe='')}&depth=0&parentHeight=0" if post else None


def read(probe: Probe) -> Finding | None:
    """What Bluesky says of the post; unknown when it says nothing of it."""
    if probe.last is None:
        return None
    response = probe.last.response
    if response is None or not probe.last.request.uri.startswith(API):
        return _finding(LinkState.UNKNOWN, "Bluesky's API didn't answer, and the page itself proves nothing")
    told = fields_of(json_of(response))
    thread = fields_of(told.get("thread"))
    kind = str(thread.get("$type", "")).rpartition("#")[2]
    if told.get("error") == "NotFound" or (response.status == _OK and kind == "notFoundPost"):
        return _finding(LinkState.DEAD, "Bluesky's API knows no such post: deleted or never there")
    if response.status == _OK and kind == "blockedPost":
        return _finding(LinkState.BLOCKED, "Bluesky has the post, but shows it to some only")
    if response.status == _OK and fields_of(thread.get("post")):
        return _finding(LinkState.LIVE, "Bluesky's API shows the post")
    return _finding(LinkState.UNKNOWN, f"Bluesky's API didn't say whether the post is there ({response.status})")


def _post(uri: str) -> str | None:
    """The post's at:// address; None where the address isn't a post's."""
    parsed = uris.parse(uri)
    found = _POST.fullmatch(parsed.path) if parsed and uris.bare_host(parsed.host) == _HOST else None
    author = found["author"].replace("%3A", ":").replace("%3a", ":") if found else ""
    return f"at://{author}/app.bsky.feed.post/{found['post']}" if found else None


def _finding(state: LinkState, because: str) -> Finding:
    return Finding(rule=NAME, state=state, because=because)


SITE = SiteRule(name=NAME, matches=matches, rewrite=rewrite, read=read, words=(_HOST,))
