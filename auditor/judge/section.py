"""Rule: a deep address that leads to a section above it, which has nothing of the page, is `soft-404`.

1. The site is the same, with or without a host's name before it.
2. The final path is above the cited one, or one segment where the cited one has three and more (language not counted).
3. Neither the final address nor its title nor its headings have a word or number of the cited page's own segment; one
   without any proves nothing.
4. A title or heading that holds the citation's words beats the rule, and so does a made-up address beside it that the
   site answers with a true 404: then the redirect was made for this page.

Sources: web archives' sink detection; InternetArchiveBot's and EDGI's root redirects, which this extends.
"""

from __future__ import annotations

from auditor import uris
from auditor.judge import Rule, Sight
from auditor.judge.absence import site_admits_absence
from auditor.judge.likeness import page_slug, shown, slug, titled_as_cited
from auditor.judge.places import depth, is_front_page
from auditor.model import Finding, LinkState
from auditor.uris import Uri

NAME = "section page"

_DEEP = 3
_SHALLOW = 1


def look(sight: Sight) -> Finding | None:
    """A soft 404 when the site sent us to one of its sections."""
    cited, final = sight.cited, sight.final
    if not sight.redirected or sight.response is None or cited is None or final is None:
        return None
    if not _same_site(cited, final) or not is_section(cited, final) or is_front_page(final):
        return None
    asked = page_slug(cited)
    if not asked or not asked.isdisjoint(slug(final) | shown(sight.page)):
        return None
    if titled_as_cited(sight.reference.words, sight.page, host=final.host) or site_admits_absence(sight):
        return None
    because = f"redirected to {sight.final_uri}, a section of the site, which has nothing of the page"
    return Finding(rule=NAME, state=LinkState.SOFT_404, because=because)


def is_section(cited: Uri, final: Uri) -> bool:
    """Whether the final address is above the cited one, or near the top where that was deep down."""
    above = cited.path.startswith(final.path.rstrip("/") + "/") and depth(cited) > depth(final)
    return above or (depth(final) <= _SHALLOW and depth(cited) >= _DEEP)


def _same_site(cited: Uri, final: Uri) -> bool:
    one, other = uris.bare_host(cited.host), uris.bare_host(final.host)
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")


RULE = Rule(name=NAME, look=look)
