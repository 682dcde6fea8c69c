"""A look so far in, its last request put in other words out, where the answer was about our words and not the page.

| answer             | the same request, once                                              | authority               |
|--------------------|---------------------------------------------------------------------|-------------------------|
| 400                | its path and query as RFC 3986 spells them; else with fewer escapes | RFC 3986 section 2      |
| 406, 412, 415, 428 | with `Accept: */*`                                                  | RFC 9110 section 15.5.7 |
| 414, 431           | without its cookies                                                 | RFC 6585 section 5      |
| a broken coding    | with `Accept-Encoding: identity`                                    | RFC 9110 section 12.5.3 |

An answer that a wall's own header explains isn't asked again.
"""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import quote

from auditor.model import BodyEnd, Exchange, Request, Response
from auditor.probe import Send
from auditor.probe.retries import is_challenge

_ABOUT_SPELLING = 400
_ABOUT_ACCEPT = frozenset({406, 412, 415, 428})
_ABOUT_LENGTH = frozenset({414, 431})

# What RFC 3986 lets stand in a path or a query; WHATWG leaves more as it is, such as `|` and `[`, and Tomcat says 400.
_STANDS = "%!$&'()*+,;=:@/?-._~"
_ESCAPED = re.compile(r"%25(?=[0-9A-Fa-f]{2})|%(?:2[DdEe]|3[0-9]|[46][1-9A-Fa-f]|[57][0-9Aa]|5[Ff]|7[Ee])")


def reworded(past: tuple[Exchange, ...]) -> Send | None:
    """The last request of `past` in other words; None where words aren't the matter, or these have been tried."""
    response = past[-1].response
    if response is None or is_challenge(response):
        return None
    request = _other_words(past[-1].request, response)
    if request is None or any(each.request == request for each in past):
        return None
    return Send(request=request)


def _other_words(request: Request, response: Response) -> Request | None:
    match response.status:
        case status if status == _ABOUT_SPELLING:
            spelled = respelled(request.uri)
            return replace(request, uri=spelled) if spelled else None
        case status if status in _ABOUT_ACCEPT:
            return _with(request, "accept", "*/*")
        case status if status in _ABOUT_LENGTH:
            return replace(request, headers=tuple(pair for pair in request.headers if pair[0] != "cookie"))
        case _ if response.body_end is BodyEnd.UNDECODABLE:
            return _with(request, "accept-encoding", "identity")
        case _:
            return None


def _with(request: Request, name: str, value: str) -> Request:
    return replace(request, headers=(*(pair for pair in request.headers if pair[0] != name), (name, value)))


def respelled(uri: str) -> str | None:
    """Another spelling of the same address: with more escapes, or, where there are none to add, with fewer."""
    scheme, colon, rest = uri.partition("://")
    place, slash, target = rest.partition("/")
    target, mark, fragment = target.partition("#")
    stricter = quote(target, safe=_STANDS)
    other = stricter if stricter != target else _ESCAPED.sub(_unescaped, target)
    return None if other == target else f"{scheme}{colon}{place}{slash}{other}{mark}{fragment}"


def _unescaped(found: re.Match[str]) -> str:
    """An escape of an unreserved character (RFC 3986 section 2.3) as that character, and `%25XX` as `%XX`."""
    escape = found.group()
    return "%" if escape == "%25" else chr(int(escape[1:], 16))
