"""Videos on TikTok: the page is a script, so TikTok's oEmbed is asked instead.

| www.tiktok.com/oembed                        | the video                                     |
|----------------------------------------------|-----------------------------------------------|
| 200 with JSON that has `html`                | `live`                                        |
| 400 or 404 with JSON that has `code` or `message` | `dead`: removed, private or never there; not told apart |
| anything else                                | `unknown`: TikTok didn't say                  |

Sources: TikTok's documentation of oEmbed; that its errors come as JSON is what practitioners report.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from auditor import uris
from auditor.model import Finding, LinkState, Probe, Reference
from auditor.sites import SiteRule, fields_of, json_of

NAME = "tiktok"
OEMBED = "https://www.tiktok.com/oembed"

_HOSTS = frozenset({"tiktok.com", "m.tiktok.com"})
_VIDEO = re.compile(r"/@[\w.-]+/(?:video|photo)/\d{10,25}/?", re.ASCII)


def matches(key: str) -> bool:
    """Whether this is the address of a video."""
    return _video(key) is not None


def rewrite(reference: Reference) -> str | None:
    """The oEmbed address that tells of the video."""
    video = _video(reference.key)
    return f"{OEMBED}?url={quote(video, safe='')}" if video else None


def read(probe: Probe) -> Finding | None:
    """What TikTok says of the video; unknown when it says nothing of it."""
    if probe.last is None:
        return None
    response = probe.last.response
    if response is None or not probe.last.request.uri.startswith(OEMBED):
        return _finding(LinkState.UNKNOWN, "TikTok's oEmbed didn't answer, and the page itself proves nothing")
    told = fields_of(json_of(response))
    match response.status:
        case 200 if "html" in told:
            author = str(told.get("author_name") or "unnamed")[:100]
            return _finding(LinkState.LIVE, f"TikTok's oEmbed shows the video, by {author}")
        case 400 | 404 as status if told.keys() & {"code", "message"}:
            because = f"TikTok's oEmbed knows no such video: removed, private or never there ({status})"
            return _finding(LinkState.DEAD, because)
        case status:
            return _finding(LinkState.UNKNOWN, f"TikTok's oEmbed didn't say whether the video is there ({status})")


def _video(uri: str) -> str | None:
    parsed = uris.parse(uri)
    if parsed is None or uris.bare_host(parsed.host) not in _HOSTS or not _VIDEO.fullmatch(parsed.path):
        return None
    return f"https://www.tiktok.com{parsed.path.rstrip('/')}"


def _finding(state: LinkState, because: str) -> Finding:
    return Finding(rule=NAME, state=state, because=because)


SITE = SiteRule(name=NAME, matches=matches, rewrite=rewrite, read=read, words=("tiktok.com",))
