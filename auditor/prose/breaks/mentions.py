"""A flow in, the same flow with broken addresses read as the document has them elsewhere, unbroken, out."""

from __future__ import annotations

from auditor.prose.flow import Flow, Link

RULE = "second mention"
ANNOTATION = "annotation"
# Hosts whose names are long enough for typesetters to hyphenate them.
_FAMOUS = frozenset(
    """academia.edu bitbucket.org bloomberg.com en.wikipedia.org facebook.com github.com gitlab.com instagram.com
    linkedin.com nytimes.com raw.githubusercontent.com researchgate.net sciencedirect.com sourceforge.net
    stackexchange.com stackoverflow.com tex.stackexchange.com theguardian.com twitter.com washingtonpost.com
    youtube.com""".split()
)
_SHORTEST = len("https://a.org/b")  # what is shorter is a front page, and every longer address begins with one


class Mentions:
    """The unbroken addresses of a flow; worked out when first asked."""

    def __init__(self, items: Flow) -> None:
        self._items = items
        self._known: frozenset[str] | None = None
        self._hosts: frozenset[str] | None = None

    def has_host(self, host: str) -> bool:
        """Whether an address elsewhere has the host, or everybody knows it."""
        if self._hosts is None:
            links = (item for item in self._items if isinstance(item, Link))
            self._hosts = frozenset(_host(one.target) for one in links if not one.pieces and not one.loose)
        return host in self._hosts or host.removeprefix("www.") in _FAMOUS

    def has(self, uri: str) -> bool:
        """Whether the address stands elsewhere as it is, whatever its scheme."""
        if self._known is None:
            self._known = frozenset(
                [
                    _plain(one.target)
                    for one in self._items
                    if isinstance(one, Link) and not one.pieces and not one.loose
                ]
            )
        return len(uri) >= _SHORTEST and _plain(uri) in self._known


def settle(items: Flow) -> Flow:
    """The same flow, each link with other readings read as the one that is mentioned elsewhere, if one is."""
    links = [item for item in items if isinstance(item, Link) and item.other]
    if not any(map(_is_open, links)):
        return items
    mentions = Mentions(items)
    return [_settled(item, mentions) if isinstance(item, Link) and _is_open(item) else item for item in items]


def _is_open(link: Link) -> bool:
    """Whether a break has left it other readings; an annotation that differs from its print is no break."""
    return bool(link.other and link.rule) and link.rule != ANNOTATION


def _settled(link: Link, mentions: Mentions) -> Link:
    readings = (link.target, *link.other)
    longest = max(readings, key=len)
    for reading in readings:
        is_start = longest != reading and longest.startswith(reading)
        if not is_start and mentions.has(reading):
            other = tuple(one for one in readings if one != reading)
            because = "read as the document has it elsewhere"
            loose = () if reading == link.target else link.loose
            pieces = (*(link.pieces or (link.target,)), *loose) if link.pieces or loose else ()
            return link.but(target=reading, other=other, pieces=pieces, loose=(), rule=RULE, because=because)
    return _with_known_host(link, mentions)


def _with_known_host(link: Link, mentions: Mentions) -> Link:
    """The reading without the hyphen that a typesetter put into a host, where its host is known without."""
    host = _host(link.target)
    for reading in link.other:
        without = _host(reading)
        if host != without and host.replace("-", "") == without.replace("-", "") and mentions.has_host(without):
            if mentions.has_host(host):
                return link
            other = (link.target, *(one for one in link.other if one != reading))
            because = "its host read as it is known"
            return link.but(target=reading, other=other, rule=RULE, because=because)
    return link


def _host(uri: str) -> str:
    return uri.partition("://")[2].partition("/")[0].lower()


def _plain(uri: str) -> str:
    return uri.partition("://")[2].rstrip("/")
