"""A look so far in, the address that its last answer sends us on to out.

1. 301, 302, 303, 307 and 308 redirect (RFC 9110 section 15.4); other 3xx don't.
2. Location is resolved as browsers do it (WHATWG), against the hop's own address; a fragment is inherited.
3. What isn't an address that HTTP can ask (none, broken, `android-app://`, `javascript:`) ends the look there.
4. Userinfo in a Location isn't taken over: nobody who cites a page means to log in.
"""

from __future__ import annotations

from auditor import uris
from auditor.model import Exchange

REDIRECTS = frozenset({301, 302, 303, 307, 308})


def hops(past: tuple[Exchange, ...]) -> int:
    """How many redirects have been followed: all but one that ends `past`."""
    return sum(1 for exchange in past[:-1] if target(exchange) is not None)


def target(exchange: Exchange) -> str | None:
    """The absolute http(s) address to ask next, or None when the answer is no redirect that can be followed."""
    response = exchange.response
    if response is None or response.status not in REDIRECTS:
        return None
    location = (response.header("location") or "").strip()
    parsed = uris.parse(_as_utf8(location), base=exchange.request.uri) if location else None
    if parsed is None:
        return None
    return parsed.key + (parsed.fragment or _fragment(exchange.request.uri))


def _fragment(uri: str) -> str:
    _, mark, fragment = uri.partition("#")
    return mark + fragment


def _as_utf8(location: str) -> str:
    """A Location as browsers read it: its bytes are UTF-8 where they can be, even if read as Latin-1."""
    try:
        return location.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return location
