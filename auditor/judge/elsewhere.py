"""Rule: a page that says itself that it is the site's front page or error page is `soft-404`.

| it says so by                    | when it counts                                                               |
|----------------------------------|------------------------------------------------------------------------------|
| `rel=canonical`                  | of the same site                                                             |
| `og:url`                         | the same, where there is no `rel=canonical`                                  |
| a refresh to another address     | the same, on a page of hardly any text; others send home who has slept       |

Many a careless site has the front page's address on all of its pages: so that the title and headings must have none
of the page's name (which it must have), nor the citation's words. What a page of the same section says of itself
proves nothing: lists of results are numbered, and articles are printed elsewhere.
Source: Google's documentation of soft 404s and canonical addresses; EDGI follows refreshes as redirects.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor import uris
from auditor.judge import Rule, Sight
from auditor.judge.likeness import page_slug, shown, titled_as_cited
from auditor.judge.places import is_error_address, is_front_page
from auditor.model import Finding, LinkState
from auditor.page import Page

NAME = "elsewhere"

_HARDLY_ANY_TEXT = 600  # characters


def look(sight: Sight) -> Finding | None:
    """A soft 404 when the page gives itself away."""
    page, cited = sight.page, sight.cited
    if page is None or cited is None or not sight.is_good:
        return None
    if not (page.canonical or page.og_url or page.meta_refresh) or is_front_page(cited):
        return None
    for how, address in _said(page):
        said = uris.parse(address, base=sight.final_uri)
        if said is None or uris.bare_host(said.host) != uris.bare_host(cited.host):
            continue
        if is_front_page(said) or (is_error_address(said) and not is_error_address(cited)):
            asked = page_slug(cited)
            if not asked or not asked.isdisjoint(shown(page)):
                return None
            if titled_as_cited(sight.reference.words, page, host=cited.host):
                return None
            return Finding(rule=NAME, state=LinkState.SOFT_404, because=f"the page says that it is {said.href} ({how})")
    return None


def _said(page: Page) -> Iterator[tuple[str, str]]:
    if page.canonical:
        yield "rel=canonical", page.canonical
    elif page.og_url:
        yield "og:url", page.og_url
    if page.meta_refresh and page.text_chars < _HARDLY_ANY_TEXT:
        yield "refresh", page.meta_refresh


RULE = Rule(name=NAME, look=look)
