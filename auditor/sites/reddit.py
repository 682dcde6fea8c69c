"""Posts and comments on Reddit: removed ones still have a page, so the same address is asked for as JSON.

| the address with `.json`                         | the post or comment                                     |
|--------------------------------------------------|---------------------------------------------------------|
| 200, and its text is there                       | `live`                                                  |
| 200, and its text is `[removed]` or `[deleted]`, or the post is said to be removed | `soft-404`            |
| 403 with JSON whose `reason` is private or quarantined | `blocked`: its community is closed                |
| 403 otherwise                                    | `blocked`: Reddit's own wall                            |
| 404 with JSON                                    | `dead`                                                  |
| anything else                                    | `unknown`: Reddit didn't say                            |

Sources: yt-dlp for the errors; Reddit's API for `removed_by_category`.
"""

from __future__ import annotations

import re

from auditor import uris
from auditor.model import Finding, LinkState, Probe, Reference
from auditor.sites import SiteRule, fields_of, items_of, json_of

NAME = "reddit"

_HOSTS = frozenset({"reddit.com", "old.reddit.com", "np.reddit.com", "new.reddit.com", "m.reddit.com"})
_SHORT = "redd.it"
_POST = re.compile(
    r"/(?:(?:r|user|u)/[\w-]+/)?comments/(?P<post>\w{1,12})(?:/[^/]*(?:/(?P<comment>\w{1,12}))?)?/?", re.ASCII
)
_BARE = re.compile(r"/(?P<post>\w{1,12})/?", re.ASCII)
_TAKEN_OUT = frozenset({"[removed]", "[deleted]"})


def matches(key: str) -> bool:
    """Whether this is the address of a post or a comment."""
    return _place(key) is not None


def rewrite(reference: Reference) -> str | None:
    """The address of the post as JSON, with the cited comment or hardly any."""
    place = _place(reference.key)
    if place is None:
        return None
    post, comment = place
    return f"https://www.reddit.com/comments/{post}{f'/_/{comment}' if comment else ''}.json?limit=1&depth=1&raw_json=1"


def read(probe: Probe) -> Finding | None:
    """What Reddit says of the post or comment; unknown when it says nothing of it."""
    if probe.last is None:
        return None
    response, place = probe.last.response, _place(probe.key)
    if response is None or place is None or ".json" not in probe.last.request.uri:
        return _finding(LinkState.UNKNOWN, "Reddit didn't answer for the post")
    told = json_of(response)
    reason = str(fields_of(told).get("reason", ""))
    match response.status:
        case 200 if isinstance(told, list):
            return _shown(told, place[1])
        case 403 if reason:
            return _finding(LinkState.BLOCKED, f"the community is {reason[:40]}: Reddit shows it to its members only")
        case 403:
            return _finding(LinkState.BLOCKED, "Reddit's wall answered in place of the post (403)")
        case 404 if isinstance(told, dict):
            return _finding(LinkState.DEAD, "Reddit knows no such post (404)")
        case status:
            return _finding(LinkState.UNKNOWN, f"Reddit didn't say whether the post is there ({status})")


def _shown(listings: list[object], comment: str) -> Finding:
    """What the listings have of the post (the first) or of the comment (the second)."""
    listing = fields_of(listings[bool(comment)]) if len(listings) > bool(comment) else {}
    things = items_of(fields_of(listing.get("data")).get("children"))
    thing = fields_of(fields_of(things[0]).get("data")) if things else {}
    what = "comment" if comment else "post"
    if not thing or (comment and thing.get("id") != comment):
        return _finding(LinkState.UNKNOWN, f"Reddit's answer doesn't have the {what}")
    text = thing.get("body" if comment else "selftext")
    if text in _TAKEN_OUT or thing.get("removed_by_category"):
        return _finding(LinkState.SOFT_404, f"Reddit still has a page, but the {what} on it was removed or deleted")
    return _finding(LinkState.LIVE, f"Reddit shows the {what}")


def _place(uri: str) -> tuple[str, str] | None:
    """The ids of the post and of the comment ("" for none); None where the address is neither's."""
    parsed = uris.parse(uri)
    if parsed is None:
        return None
    host = uris.bare_host(parsed.host)
    if host == _SHORT:
        found = _BARE.fullmatch(parsed.path)
        return (found["post"], "") if found else None
    found = _POST.fullmatch(parsed.path) if host in _HOSTS else None
    return (found["post"], found["comment"] or "") if found else None


def _finding(state: LinkState, because: str) -> Finding:
    return Finding(rule=NAME, state=state, because=because)


SITE = SiteRule(name=NAME, matches=matches, rewrite=rewrite, read=read, words=("reddit.com", "redd.it"))
