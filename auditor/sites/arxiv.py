"""Papers on arXiv: programs are to ask export.arxiv.org, which has the same pages.

| export.arxiv.org              | the paper                                               |
|-------------------------------|---------------------------------------------------------|
| 404, or 400 for an identifier | `dead`: arXiv knows no such paper                       |
| 200 that speaks of withdrawal | `live`, and said so                                     |
| anything else                 | the general rules decide                                |

Source: arXiv's notes for those who run robots, info.arxiv.org/help/robots.html.
"""

from __future__ import annotations

import re

from auditor import uris
from auditor.model import Finding, LinkState, Probe, Reference
from auditor.sites import SiteRule

NAME = "arxiv"
EXPORT = "https://export.arxiv.org"

_HOSTS = frozenset({"arxiv.org", "export.arxiv.org"})
_PAPER = re.compile(r"/(?:abs|pdf)/(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?(?:\.pdf)?/?")
_WITHDRAWN = re.compile(rb"\b(?:paper|article|submission|manuscript)\s+has\s+been\s+withdrawn\b", re.IGNORECASE)


def matches(key: str) -> bool:
    """Whether this is the address of a paper."""
    return _path(key) is not None


def rewrite(reference: Reference) -> str | None:
    """The same page on the host that is there for programs."""
    path = _path(reference.key)
    return f"{EXPORT}{path}" if path else None


def read(probe: Probe) -> Finding | None:
    """Dead where arXiv knows no such paper; None where the page is for the general rules to read."""
    if probe.last is None or probe.last.response is None or not probe.last.request.uri.startswith(f"{EXPORT}/"):
        return None
    response = probe.last.response
    match response.status:
        case 400 | 404 as status:
            return Finding(rule=NAME, state=LinkState.DEAD, because=f"arXiv knows no such paper ({status})")
        case 200 if _WITHDRAWN.search(response.body):
            return Finding(rule=NAME, state=LinkState.LIVE, because="arXiv's page is there, and speaks of a withdrawal")
        case _:
            return None


def _path(uri: str) -> str | None:
    parsed = uris.parse(uri)
    if parsed is None or uris.bare_host(parsed.host) not in _HOSTS or not _PAPER.fullmatch(parsed.path):
        return None
    return parsed.path


SITE = SiteRule(name=NAME, matches=matches, rewrite=rewrite, read=read, words=("arxiv.org",))
