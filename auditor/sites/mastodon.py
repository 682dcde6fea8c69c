"""Posts on Mastodon: any host may be one, so what its API doesn't vouch for is left to the page and the general rules.

| HOST/api/v1/statuses/ID                        | then                                                   |
|------------------------------------------------|--------------------------------------------------------|
| 200 with JSON whose `id` is the post's         | `live`; the page isn't asked                           |
| anything else: 404, 401, HTML, no Mastodon at all | the page is asked, and the general rules read it    |

Only the shapes `/@user/ID` and `/@user@host/ID` with an ID of at least 15 digits are taken for posts: Mastodon makes
them from the time in milliseconds. Source: Mastodon's documentation of `GET /api/v1/statuses/:id`.
"""

from __future__ import annotations

import re

from auditor import uris
from auditor.model import Exchange, Finding, LinkState, Probe, Reference
from auditor.sites import SiteRule, fields_of, json_of

NAME = "mastodon"

_POST = re.compile(r"/@\w[\w.-]*(?:@[\w.-]+)?/(?P<post>\d{15,20})/?", re.ASCII)
_OK = 200
_API = "/api/v1/statuses/"


def matches(key: str) -> bool:
    """Whether this has the shape of a post's address."""
    return _asked(key) is not None


def rewrite(reference: Reference) -> str | None:
    """The address at which the host's API would tell of the post."""
    return _asked(reference.key)


def then(reference: Reference, past: tuple[Exchange, ...]) -> str | None:
    """The page, unless the API has shown the post."""
    return None if any(_shows(each) for each in past) else reference.uri


def read(probe: Probe) -> Finding | None:
    """Live where the API shows the post; None where the page has to tell."""
    if not any(_shows(each) for each in probe.exchanges):
        return None
    return Finding(rule=NAME, state=LinkState.LIVE, because="the host's Mastodon API shows the post")


def _shows(exchange: Exchange) -> bool:
    response = exchange.response
    if response is None or response.status != _OK or _API not in exchange.request.uri:
        return False
    post = exchange.request.uri.partition(_API)[2]
    told = fields_of(json_of(response))
    return told.get("id") == post and "account" in told


def _asked(uri: str) -> str | None:
    parsed = uris.parse(uri)
    found = _POST.fullmatch(parsed.path) if parsed else None
    if parsed is None or found is None:
        return None
    start = parsed.href[: parsed.href.index(parsed.path, len(parsed.scheme) + 3)]
    return f"{uris.without_userinfo(start)}{_API}{found['post']}"


SITE = SiteRule(name=NAME, matches=matches, rewrite=rewrite, read=read, then=then, words=("/@",))
