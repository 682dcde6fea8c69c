"""Rule: what a redirect proves that wasn't followed any further.

| where it leads                              | state         | why                                                 |
|---------------------------------------------|---------------|-----------------------------------------------------|
| an http address (a circle, or one too many) | `unreachable` | no reader arrives; cookies or scripts may cause it  |
| into an app (`android-app:`, `intent:`, …)  | `live`        | the last http hop offers the page, elsewhere        |
| `javascript:`, `data:` and the like         | `unreachable` | browsers refuse to follow (Fetch standard)          |
| nowhere, or to what isn't an address        | `unreachable` | RFC 9110 section 15.4 expects a Location            |
"""

from __future__ import annotations

import re

from auditor import uris
from auditor.judge import REDIRECTS, Rule, Sight
from auditor.model import Finding, LinkState

NAME = "redirect"

_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_NEVER_FOLLOWED = frozenset({"javascript", "data", "blob", "about", "file", "vbscript", "http", "https"})
_SHOWN_CHARS = 200


def look(sight: Sight) -> Finding | None:
    """What the redirect at which the look ended proves; None when it ended elsewhere."""
    response = sight.response
    if response is None or response.status not in REDIRECTS:
        return None
    location = (response.header("location") or "").strip()
    state, what = _leads(location, base=sight.final_uri, hops=len(sight.hops))
    return Finding(rule=NAME, state=state, because=f"{response.status} from {sight.answered_by}: {what}")


def _leads(location: str, *, base: str, hops: int) -> tuple[LinkState, str]:
    if not location:
        return LinkState.UNREACHABLE, "a redirect to nowhere"
    shown = uris.without_userinfo(location)[:_SHOWN_CHARS]
    if uris.parse(location, base=base) is not None:
        return LinkState.UNREACHABLE, f"redirects in a circle, or too many of them ({hops} followed)"
    scheme = _SCHEME.match(location)
    if scheme and scheme.group(1).lower() not in _NEVER_FOLLOWED:
        return LinkState.LIVE, f"leads on into an app ({shown})"
    return LinkState.UNREACHABLE, f"a redirect to what isn't a web address ({shown})"


RULE = Rule(name=NAME, look=look)
