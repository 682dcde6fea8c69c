"""Posts on X (Twitter): the page is one and the same script for every post, so X's oEmbed is asked instead.

| publish.x.com/oembed                           | the post                                              |
|------------------------------------------------|-------------------------------------------------------|
| 200 with JSON that has `html` and `author_name` | `live`                                               |
| 404                                            | `dead`: deleted, suspended or never there; not told apart |
| 403 with JSON that says "not authorized"       | `blocked`: the account is protected                   |
| anything else                                  | `unknown`: X didn't say                               |

Sources: X's documentation of oEmbed; abraham/twitteroauth#472 and zulip#15989 for its errors. The syndication
service behind embedded posts would tell more, but nobody documents it.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from auditor import uris
from auditor.model import Finding, LinkState, Probe, Reference
from auditor.sites import SiteRule, fields_of, json_of

NAME = "x"
OEMBED = "https://publish.x.com/oembed"

_HOSTS = frozenset({"x.com", "twitter.com"})
_POST = re.compile(r"/(?:i/(?:web/)?|(?P<author>\w{1,15})/)status(?:es)?/(?P<post>\d{1,20})(?:/.*)?")
_OK, _FORBIDDEN, _NOT_FOUND = 200, 403, 404


def matches(key: str) -> bool:
    """Whether this is the address of a post."""
    return ("x.com/" in key or "twitter.com/" in key) and _post(key) is not None


def rewrite(reference: Reference) -> str | None:
    """The oEmbed address that tells of the post; without its script, and asking not to be tracked."""
    post = _post(reference.key)
    return f"{OEMBED}?url={quote(post, safe='')}&omit_script=1&dnt=1" if post else None


def read(probe: Probe) -> Finding | None:
    """What X says of the post; unknown when it says nothing of it."""
    if probe.last is None:
        return None
    response = probe.last.response
    if response is None or not probe.last.request.uri.startswith(OEMBED):
        return _finding(LinkState.UNKNOWN, "X's oEmbed didn't answer, and the page itself proves nothing")
    told = fields_of(json_of(response))
    match response.status:
        case status if status == _NOT_FOUND:
            return _finding(LinkState.DEAD, "X's oEmbed knows no such post: deleted, suspended or never there (404)")
        case status if status == _OK and "html" in told:
            author = str(told.get("author_name") or "unnamed")[:100]
            return _finding(LinkState.LIVE, f"X's oEmbed shows the post, by {author}")
        case status if status == _FORBIDDEN and "not authorized" in str(told.get("error", "")).lower():
            return _finding(LinkState.BLOCKED, "the post is there, but its account is protected (403)")
        case status:
            return _finding(LinkState.UNKNOWN, f"X's oEmbed didn't say whether the post is there ({status})")


def _post(uri: str) -> str | None:
    """The post's address in the form that oEmbed knows; None when it isn't one."""
    parsed = uris.parse(uri)
    if parsed is None or uris.bare_host(parsed.host).removeprefix("mobile.") not in _HOSTS:
        return None
    found = _POST.fullmatch(parsed.path)
    return f"https://x.com/{found['author'] or 'i'}/status/{found['post']}" if found else None


def _finding(state: LinkState, because: str) -> Finding:
    return Finding(rule=NAME, state=state, because=because)


SITE = SiteRule(name=NAME, matches=matches, rewrite=rewrite, read=read, words=tuple(_HOSTS))
