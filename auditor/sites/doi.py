"""DOIs: their registry is asked first, and the page to which the DOI leads after that.

| `responseCode` at doi.org/api/handles/ | then                                                                     |
|----------------------------------------|--------------------------------------------------------------------------|
| 100 (with 404)                         | `dead`: never registered, or wrong in the citation; the page isn't asked |
| 1                                      | the page is asked; where a wall answers for it, the DOI is `live`        |
| 200, 2, not JSON, no answer            | the page is asked, and the general rules decide                          |

Source: the DOI Handbook, "REST API Response Format". Publishers wall programs more than anybody (MDPI, OUP, Wiley,
PNAS), so that without their registry's word most DOIs could not be verified.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from auditor import uris
from auditor.model import Exchange, Finding, LinkState, Probe, Reference
from auditor.sites import SiteRule, fields_of, json_of

NAME = "doi"
API = "https://doi.org/api/handles/"

_HOSTS = frozenset({"doi.org", "dx.doi.org"})
# The Handbook's syntax: a prefix of 10 and numbers, a slash, anything.
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+", re.ASCII)
_FOUND, _NOT_FOUND = 1, 100


def matches(key: str) -> bool:
    """Whether this is a DOI written as an address."""
    return _doi(key) is not None


def rewrite(reference: Reference) -> str | None:
    """The registry's address for the DOI."""
    doi = _doi(reference.key)
    return f"{API}{quote(doi, safe='/')}?type=URL" if doi else None


def then(reference: Reference, past: tuple[Exchange, ...]) -> str | None:
    """The page that the DOI leads to, unless the registry doesn't know the DOI."""
    return None if _code(past) == _NOT_FOUND else reference.uri


def read(probe: Probe) -> Finding | None:
    """Dead where the registry doesn't know the DOI; None where the page is for the general rules to read."""
    if _code(probe.exchanges) != _NOT_FOUND:
        return None
    because = f"the DOI registry knows no {_doi(probe.key)}: never registered, or wrong in the citation (code 100)"
    return Finding(rule=NAME, state=LinkState.DEAD, because=because)


def vouches(probe: Probe) -> str | None:
    """That the DOI is registered, where the registry says so."""
    return "the DOI is registered" if _code(probe.exchanges) == _FOUND else None


def _code(exchanges: tuple[Exchange, ...]) -> int | None:
    """The registry's response code; None where it has given none."""
    for exchange in exchanges:
        if exchange.request.uri.startswith(API) and exchange.response is not None:
            code = fields_of(json_of(exchange.response)).get("responseCode")
            if isinstance(code, int):
                return code
    return None


def _doi(uri: str) -> str | None:
    """The DOI, decoded; None where the address isn't one."""
    parsed = uris.parse(uri)
    if parsed is None or uris.bare_host(parsed.host) not in _HOSTS:
        return None
    # A query is part of the DOI: none of the resolver's own is ever cited.
    doi = unquote(parsed.path.removeprefix("/") + parsed.query)
    return doi if _DOI.fullmatch(doi) else None


SITE = SiteRule(name=NAME, matches=matches, rewrite=rewrite, read=read, then=then, vouches=vouches, words=("doi.org",))
