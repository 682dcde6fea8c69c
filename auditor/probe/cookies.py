"""The exchanges of one look and the address to ask next in, the Cookie header that belongs there out.

The jar lives as long as one look: it is there because some sites send those without cookies in circles. A
simplified RFC 6265bis:

| rule             | here                                                                                         |
|------------------|----------------------------------------------------------------------------------------------|
| host             | its own; with Domain that domain's hosts too, where the look has been at the domain itself   |
| public suffixes  | `co.uk`, `gov.uk` and the like (two letters after at most three) are no Domain               |
| path             | as in section 5.1.4                                                                          |
| Secure           | only over https                                                                              |
| Max-Age, Expires | what is over is forgotten; the rest lasts for the look                                       |
| not ASCII        | left out, since a header can't carry it                                                      |
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

from auditor import uris
from auditor.http_dates import http_date
from auditor.model import Exchange

# Where common servers answer 431 or 400: nginx takes 8 kB in one header line, Apache too.
HEADER_BYTES_AT_MOST = 8_000

_PUBLIC_SUFFIX = re.compile(r"[^.]*|[^.]{1,3}\.[^.]{2}")
_PAIR = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+=[\x20-\x3a\x3c-\x7e]*")
_SECONDS = re.compile(r"-?[0-9]{1,12}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cookie:
    """One cookie and where it may go; `wide` when hosts below `domain` have it too."""

    name: str
    value: str
    domain: str
    wide: bool
    path: str
    secure: bool


def cookie_header(past: tuple[Exchange, ...], uri: str) -> str | None:
    """The cookies that `past` has set and that belong to `uri`, as one header value; None when there are none."""
    going = uris.parse(uri)
    if going is None:
        return None
    pairs: list[str] = []
    room = HEADER_BYTES_AT_MOST
    for cookie in _jar(past):
        pair = f"{cookie.name}={cookie.value}"
        if _belongs(cookie, going) and len(pair) + 2 <= room:
            pairs.append(pair)
            room -= len(pair) + 2
    return "; ".join(pairs) or None


def _jar(past: tuple[Exchange, ...]) -> tuple[_Cookie, ...]:
    jar: dict[tuple[str, str, str], _Cookie] = {}
    answered: set[str] = set()
    for exchange in past:
        asked = uris.parse(exchange.request.uri)
        if asked is None or exchange.response is None:
            continue
        answered.add(uris.bare_host(asked.host))
        for name, line in exchange.response.headers:
            if name == "set-cookie":
                _set(jar, line, exchange, asked, answered)
    return tuple(jar.values())


def _set(
    jar: dict[tuple[str, str, str], _Cookie], line: str, exchange: Exchange, asked: uris.Uri, answered: set[str]
) -> None:
    pair, *rest = (part.strip() for part in line.split(";"))
    if not _PAIR.fullmatch(pair):
        return
    name, _, value = pair.partition("=")
    attributes = {key.strip().lower(): said.strip() for key, _, said in (part.partition("=") for part in rest)}
    domain = attributes.get("domain", "").lstrip(".").lower()
    if domain and not _within(asked.host, domain):
        return
    wide = domain in answered and not _PUBLIC_SUFFIX.fullmatch(domain)
    cookie = _Cookie(
        name=name,
        value=value,
        domain=domain if wide else asked.host,
        wide=wide,
        path=_path(attributes.get("path", ""), asked.path),
        secure="secure" in attributes,
    )
    if _over(attributes, exchange):
        jar.pop((name, cookie.domain, cookie.path), None)
    else:
        jar[name, cookie.domain, cookie.path] = cookie


def _path(said: str, asked: str) -> str:
    """The Path attribute, or the folder of the address that set the cookie."""
    return said if said.startswith("/") else asked.rpartition("/")[0] or "/"


def _over(attributes: dict[str, str], exchange: Exchange) -> bool:
    seconds = attributes.get("max-age", "")
    if _SECONDS.fullmatch(seconds):
        return int(seconds) <= 0
    until = http_date(attributes.get("expires"))
    return until is not None and until <= exchange.started_at + timedelta(seconds=exchange.elapsed_s)


def _belongs(cookie: _Cookie, uri: uris.Uri) -> bool:
    host = _within(uri.host, cookie.domain) if cookie.wide else uri.host == cookie.domain
    folder = cookie.path if cookie.path.endswith("/") else cookie.path + "/"
    path = uri.path == cookie.path or uri.path.startswith(folder)
    return host and path and (uri.scheme == "https" or not cookie.secure)


def _within(host: str, domain: str) -> bool:
    return host == domain or host.endswith("." + domain)
