"""Videos on YouTube: the page answers 200 for any video, so YouTube's oEmbed is asked instead.

| www.youtube.com/oembed      | the video                                                |
|-----------------------------|----------------------------------------------------------|
| 200 with JSON that has `title` | `live`                                                |
| 401                         | `live`: it is there, only not for other sites to embed   |
| 403, or 200 "Forbidden"     | `blocked`: it is private                                 |
| 404 or 400                  | `dead`: removed or never there                           |
| anything else               | `unknown`: YouTube didn't say                            |

Sources: Ghost#16374, extractus/oembed-extractor#168, ruby-oembed#79.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qs, quote

from auditor import uris
from auditor.model import Finding, LinkState, Probe, Reference
from auditor.sites import SiteRule, fields_of, json_of

NAME = "youtube"
OEMBED = "https://www.youtube.com/oembed"

_HOSTS = frozenset({"youtube.com", "m.youtube.com", "music.youtube.com", "youtube-nocookie.com"})
_SHORT = "youtu.be"
_ID = re.compile(r"[\w-]{11}", re.ASCII)
_PATH = re.compile(r"/(?:embed|shorts|live|v|e)/(?P<id>[\w-]{11})(?:[/&].*)?", re.ASCII)
_FORBIDDEN = b"Forbidden"


def matches(key: str) -> bool:
    """Whether this is the address of a video."""
    return _video(key) is not None


def rewrite(reference: Reference) -> str | None:
    """The oEmbed address that tells of the video."""
    video = _video(reference.key)
    watch = quote(f"https://www.youtube.com/watch?v={video}", safe="")
    return f"{OEMBED}?url={watch}&format=json" if video else None


def read(probe: Probe) -> Finding | None:
    """What YouTube says of the video; unknown when it says nothing of it."""
    if probe.last is None:
        return None
    response = probe.last.response
    if response is None or not probe.last.request.uri.startswith(OEMBED):
        return _finding(LinkState.UNKNOWN, "YouTube's oEmbed didn't answer, and the page itself proves nothing")
    told = fields_of(json_of(response))
    match response.status:
        case 200 if "title" in told:
            return _finding(LinkState.LIVE, f"YouTube's oEmbed shows the video: {str(told['title'])[:100]}")
        case 401:
            return _finding(LinkState.LIVE, "YouTube has the video, though not for embedding (401)")
        case 403:
            return _finding(LinkState.BLOCKED, "YouTube has the video, but it is private (403)")
        case 200 if response.body.strip() == _FORBIDDEN:
            return _finding(LinkState.BLOCKED, "YouTube has the video, but it is private (Forbidden)")
        case 400 | 404 as status:
            return _finding(LinkState.DEAD, f"YouTube's oEmbed knows no such video: removed or never there ({status})")
        case status:
            return _finding(LinkState.UNKNOWN, f"YouTube's oEmbed didn't say whether the video is there ({status})")


def _video(uri: str) -> str | None:
    """The video's id; None where the address isn't a video's."""
    parsed = uris.parse(uri)
    if parsed is None:
        return None
    host = uris.bare_host(parsed.host)
    if host == _SHORT:
        named = parsed.path.strip("/")
    elif host not in _HOSTS:
        return None
    elif parsed.path.rstrip("/") == "/watch":
        named = parse_qs(parsed.query.removeprefix("?")).get("v", [""])[0]
    else:
        found = _PATH.fullmatch(parsed.path)
        named = found["id"] if found else ""
    return named if _ID.fullmatch(named) else None


def _finding(state: LinkState, because: str) -> Finding:
    return Finding(rule=NAME, state=state, because=because)


SITE = SiteRule(name=NAME, matches=matches, rewrite=rewrite, read=read, words=("youtu",))
