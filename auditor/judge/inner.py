"""The address of a login, consent or captcha page in, the address to which it would lead on out.

1. It stands in a parameter of the query that is named below, encoded once or twice, or inside of another such
   address: the innermost counts (DPG's privacy gate nests one in another).
2. One without a host is of the same site as the address in which it stands.

Sources: the redirects of Google, Yahoo, DPG Media, Instagram, LinkedIn and Yandex as recorded; SAML's RelayState and
CAS's `service` as documented.
"""

from __future__ import annotations

from urllib.parse import parse_qsl, unquote

from auditor import uris

MOST_NESTED = 4

_NAMES = frozenset(
    {"callbackurl", "continue", "redirecturi", "redirect_uri", "redirecturl", "redirect_url", "redirect", "redirect_to"}
    | {"origin", "originalurl", "returnurl", "return_url", "returnto", "return_to", "return", "done", "dest", "next"}
    | {"destination", "target", "goto", "sessionredirect", "retpath", "backurl", "service", "relaystate", "url", "ref"}
)


def inner_address(uri: str) -> str | None:
    """The absolute http address that `uri` carries for afterwards; None when it carries none."""
    found, at = None, uri
    for _ in range(MOST_NESTED):
        carried = _carried(at)
        if carried is None:
            break
        found = at = carried
    return found


def _carried(uri: str) -> str | None:
    parsed = uris.parse(uri)
    if parsed is None:
        return None
    for name, value in parse_qsl(parsed.query.removeprefix("?"), max_num_fields=None):
        address = _address(value) if name.lower() in _NAMES else None
        inner = uris.parse(address, base=parsed.href) if address else None
        if inner is not None and inner.key != parsed.key:
            return inner.href
    return None


def _address(value: str) -> str | None:
    """The value, decoded as often as it takes to be an address or a path."""
    for said in (value, unquote(value), unquote(unquote(value))):
        if said.startswith(("https://", "http://", "/")):
            return said
    return None
