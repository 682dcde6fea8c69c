"""What made-up addresses beside the cited one were answered with in, whether the site admits what it hasn't out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from auditor import uris
from auditor.judge import REDIRECTS, Sight
from auditor.model import Exchange

_GONE = frozenset({404, 410})


def site_admits_absence(sight: Sight) -> bool:
    """Whether a made-up address beside the cited one got a true 404."""
    return any(end.response is not None and end.response.status in _GONE for end in ends(sight))


def ends(sight: Sight) -> Iterator[Exchange]:
    """The exchanges in which the looks at siblings ended: those that weren't followed by the place they lead to."""
    told = sight.probe.siblings
    for exchange, following in zip_longest(told, told[1:]):
        response = exchange.response
        location = response.header("location") if response and response.status in REDIRECTS else None
        onward = uris.parse(location, base=exchange.request.uri) if location else None
        if following is None or onward is None or uris.key_of(following.request.uri) != onward.key:
            yield exchange
