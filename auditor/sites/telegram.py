"""Posts in Telegram's public channels: the page shows a button for any post, so the form for embedding is asked for.

| t.me/CHANNEL/POST?embed=1 (200 always)        | the post                                               |
|-----------------------------------------------|--------------------------------------------------------|
| has the message, under its own `data-post`    | `live`                                                 |
| has an error that says "Post not found"       | `dead`                                                 |
| has another error ("Channel … not found")      | `blocked`: private or gone, Telegram doesn't tell      |
| anything else                                 | `unknown`                                              |

Sources: Telegram's post widget, and ten independent programs that read it.
"""

from __future__ import annotations

import re

from auditor import uris
from auditor.model import Finding, LinkState, Probe, Reference
from auditor.sites import SiteRule

NAME = "telegram"

_HOSTS = frozenset({"t.me", "telegram.me", "telegram.dog"})
# The first part may be a channel only: these are Telegram's own words. /c/ is for private channels.
_POST = re.compile(r"/(?:s/)?(?P<channel>[a-z]\w{3,31})/(?P<post>\d{1,12})/?", re.ASCII | re.IGNORECASE)
_OWN_WORDS = frozenset({"joinchat", "addstickers", "addemoji", "share", "proxy", "socks", "invoice", "addlist"})
_ERROR = re.compile(rb'class="[^"]*\btgme_widget_message_error\b[^"]*"[^>]*>(?P<said>[^<]{0,300})')
_MESSAGE = re.compile(rb'data-post="(?P<post>[^"]{1,60})"')


def matches(key: str) -> bool:
    """Whether this is the address of a post in a public channel."""
    return _post(key) is not None


def rewrite(reference: Reference) -> str | None:
    """The address of the post's form for embedding."""
    post = _post(reference.key)
    return f"https://t.me/{post}?embed=1&mode=tme" if post else None


def read(probe: Probe) -> Finding | None:
    """What Telegram's widget shows of the post; unknown when it shows nothing of it."""
    if probe.last is None:
        return None
    response, post = probe.last.response, _post(probe.key)
    if response is None or post is None:
        return _finding(LinkState.UNKNOWN, "Telegram's widget didn't answer, and the page itself proves nothing")
    error = _ERROR.search(response.body)
    shown = {found["post"].decode("ascii", "replace").lower() for found in _MESSAGE.finditer(response.body)}
    match response.status:
        case 200 if error and error["said"].strip().lower().startswith(b"post not found"):
            return _finding(LinkState.DEAD, "Telegram's widget says that there is no such post")
        case 200 if error:
            said = error["said"].decode("utf-8", "replace").strip()
            return _finding(LinkState.BLOCKED, f"the channel is private or gone; Telegram's widget says: {said[:100]}")
        case 200 if post.lower() in shown:
            return _finding(LinkState.LIVE, "Telegram's widget shows the post")
        case status:
            return _finding(LinkState.UNKNOWN, f"Telegram's widget didn't say whether the post is there ({status})")


def _post(uri: str) -> str | None:
    """CHANNEL/POST; None where the address isn't a post's."""
    parsed = uris.parse(uri)
    found = _POST.fullmatch(parsed.path) if parsed and uris.bare_host(parsed.host) in _HOSTS else None
    if found is None or found["channel"].lower() in _OWN_WORDS:
        return None
    return f"{found['channel']}/{found['post']}"


def _finding(state: LinkState, because: str) -> Finding:
    return Finding(rule=NAME, state=state, because=because)


SITE = SiteRule(name=NAME, matches=matches, rewrite=rewrite, read=read, words=tuple(_HOSTS))
