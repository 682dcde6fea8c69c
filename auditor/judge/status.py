"""Rule: what a status proves by itself.

| status                              | state           | authority                                             |
|-------------------------------------|-----------------|-------------------------------------------------------|
| 404, 410                            | `dead`          | RFC 9110 sections 15.5.5 and 15.5.11                  |
| 401 402 403 405 406 412 415 418 423 | `blocked`       | somebody is let in: InternetArchiveBot's set for      |
| 428 429 440 449 451 999             |                 | paywalls, RFC 6585 (428, 429), RFC 7725 (451)         |
| 411 413 414 416 417 421 426 431     | `unknown`       | they speak of our request, not of the page            |
| other 4xx, among them 400, 408, 425 | `unreachable`   | often transient, or a matter of encoding              |
| 5xx                                 | `unreachable`   | trouble of the server's, RFC 9110 section 15.6        |
| 598 599, and what no RFC knows      | `unknown`       | said by proxies                                       |
| 202 with hardly any text            | `blocked`       | AWS WAF and SiteGround wait for a script              |
| 204 205, and 200 with an empty body | `unreachable`   | nothing to read: Pew counts 204 as gone, EDGI an      |
|                                     |                 | empty 200 as an error                                 |
| 300                                 | none            | the page is there, in several forms                   |
| a redirect not followed any further | see `redirects` |                                                       |
| 2xx with something to read          | none            | the content decides                                   |
"""

from __future__ import annotations

from auditor.judge import REDIRECTS, Rule, Sight
from auditor.model import BodyEnd, Finding, LinkState, Response

NAME = "liveness"

NEVER_DEAD = frozenset({401, 402, 403, 405, 406, 412, 415, 418, 423, 428, 429, 440, 449, 451, 999})

_GONE = frozenset({404, 410})
_OUR_REQUEST = frozenset({411, 413, 414, 416, 417, 421, 426, 431})
_PROXIES = frozenset({598, 599})
_NO_CONTENT = frozenset({204, 205})
_ACCEPTED = 202
_SEVERAL_FORMS = 300
_HARDLY_ANY_TEXT = 100  # characters

_WORDS = {
    401: "Unauthorized",
    402: "Payment Required",
    403: "Forbidden",
    404: "Not Found",
    410: "Gone",
    429: "Too Many Requests",
    451: "Unavailable For Legal Reasons",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}


def look(sight: Sight) -> Finding | None:
    """What the status proves; None where the content has to decide, or where there was no answer."""
    response = sight.response
    if response is None or response.status in REDIRECTS:
        return None
    state, note = _read(sight, response)
    if state is None:
        return None
    return Finding(rule=NAME, state=state, because=f"{_said(response)} from {sight.answered_by}{note}")


def _read(sight: Sight, response: Response) -> tuple[LinkState | None, str]:
    """The state, None for a page to be read, and what has to be said besides the status."""
    match response.status:
        case status if status in _GONE:
            return LinkState.DEAD, ""
        case status if status in NEVER_DEAD:
            return LinkState.BLOCKED, ""
        case status if status in _OUR_REQUEST:
            return LinkState.UNKNOWN, ": it refuses how we ask"
        case status if status in _NO_CONTENT:
            return LinkState.UNREACHABLE, ": nothing to read"
        case status if status in _PROXIES:
            return LinkState.UNKNOWN, ": said by a proxy"
        case status if 200 <= status < _SEVERAL_FORMS:  # noqa: PLR2004 - the class of RFC 9110 section 15.3
            return _read_good(sight, response)
        case status if status == _SEVERAL_FORMS:
            return None, ""
        case status if 400 <= status < 600:  # noqa: PLR2004 - the classes of RFC 9110 sections 15.5 and 15.6
            return LinkState.UNREACHABLE, ""
        case _:
            return LinkState.UNKNOWN, ": not an answer that a page would give"


def _read_good(sight: Sight, response: Response) -> tuple[LinkState | None, str]:
    if not response.body and response.body_end is not BodyEnd.UNDECODABLE:
        return LinkState.BLOCKED if response.status == _ACCEPTED else LinkState.UNREACHABLE, ": an empty page"
    if response.status == _ACCEPTED and sight.page is not None and sight.page.text_chars < _HARDLY_ANY_TEXT:
        return LinkState.BLOCKED, ": a page that waits for a script"
    return None, ""


def _said(response: Response) -> str:
    reason = _WORDS.get(response.status, "".join(filter(str.isprintable, response.reason))[:60])
    return f"{response.status} {reason}".rstrip()


RULE = Rule(name=NAME, look=look)
