"""Rule: a redirect to an address that says itself that there is no page is a not-found in disguise: `soft-404`.

`/404`, `/error/not-found`, `?aspxerrorpath=`, and the places to which two agencies have led all that is gone: see
`places`. A page that sends its reader there by a refresh says the same. An address that was cited so is a page.
"""

from __future__ import annotations

from auditor import uris
from auditor.judge import Rule, Sight
from auditor.judge.places import is_error_address, is_grave
from auditor.model import Finding, LinkState

NAME = "error address"


def look(sight: Sight) -> Finding | None:
    """A soft 404 when the site sent us to its error page."""
    if sight.response is None or sight.cited is None or is_error_address(sight.cited):
        return None
    if sight.redirected and sight.final is not None:
        if is_error_address(sight.final) or is_grave(sight.cited, sight.final):
            return _finding(f"redirected to {sight.final_uri}, which is where the site leads what it doesn't have")
        return None
    onward = sight.page.meta_refresh if sight.is_good and sight.page else None
    leads = uris.parse(onward, base=sight.final_uri) if onward else None
    if leads is not None and is_error_address(leads):
        return _finding(f"the page sends its reader on to {leads.href}")
    return None


def _finding(because: str) -> Finding:
    return Finding(rule=NAME, state=LinkState.SOFT_404, because=because)


RULE = Rule(name=NAME, look=look)
