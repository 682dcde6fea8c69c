"""A page's markup in, the mark by which the software that made it says that it is its error page, in no language, out.

Marks decide: the software sets them where it has found nothing, and nowhere else. What templates call their parts
only hints at it, since "nothing found" may be a part that is hidden.

| mark                                              | set by, and where that is written                              |
|---------------------------------------------------|----------------------------------------------------------------|
| class `error404` of the body                      | WordPress: `get_body_class` in wp-includes/post-template.php   |
| class `template-404` of the body                  | Shopify's themes: `template-{{ template.name }}`               |
| class `noarticletext`                             | MediaWiki: `Article::showMissingArticle`                       |
| `"page":"/404"` in `__NEXT_DATA__`                | Next.js: the page that it has rendered                         |
| `window.pagePath="/404…"`                         | Gatsby: the same                                               |
| element `ds-pagenotfound`, `ds-objnotfound`       | DSpace 7: `pagenotfound.component.ts`, of repositories         |
| `pageType = "errorPage"`                          | Adobe Analytics: "on any error page, such as 404 pages"        |
| meta `prerender-status-code`, 404 or 410          | prerender.io: the status that the page would have had          |
"""

from __future__ import annotations

import re
from functools import cache

from auditor.needles import ByteNeedles

_BODY_CLASS = re.compile(rb"[\"'\s](error404|template-404)(?=[\"'\s])")
_MARKS = re.compile(
    rb"class=[\"']noarticletext[\"'\s]|<ds-(?:themed-)?(?:pagenotfound|objnotfound)\b"
    rb"|prerender-status-code[\"']\s+content=[\"']4(?:04|10)[\"']"
)
_SCRIPTS_MARKS = re.compile(
    rb"\"page\":\"/404(?:\.html)?\"|pagePath=\"/404(?:\.html)?/?\"|pageType[\"']?\s*[=:]\s*[\"']errorPage[\"']"
)
_NEEDLES = ("noarticletext", '"/404', "<ds-", "errorPage", "prerender-status-code")
_NAMED = re.compile(
    rb"\b(?:class|id)\s*=\s*[\"']?[^\"'>]*?(?<![a-z])(?:(?:error|page)[-_]?404|404[-_]?(?:page|error|content|wrapper|container)"
    rb"|(?:error|page)?[-_]?not[-_]?found(?:[-_]page)?)(?![a-z])",
    re.IGNORECASE,
)


def body_mark(markup: bytes) -> str | None:
    """The body's class that says so; cheap, whatever the page's length."""
    at = markup.find(b"<body")  # in lower case, as all that set such a class write it
    found = _BODY_CLASS.search(markup, at, markup.find(b">", at)) if at >= 0 else None
    return found.group(1).decode("ascii") if found else None


def mark(markup: bytes) -> str | None:
    """Any mark that says so."""
    if not _needles().any_in(markup):
        return None
    scripts = (found for found in _SCRIPTS_MARKS.finditer(markup) if _is_in_script(markup, found.start()))
    found = _MARKS.search(markup) or next(scripts, None)
    return found.group().decode("ascii", "replace") if found else None


def hints_at_it(markup: bytes) -> bool:
    """Whether the template calls a part of the page an error: a reason to look closer, no proof."""
    return _NAMED.search(markup) is not None


def _is_in_script(markup: bytes, at: int) -> bool:
    """Whether this place is inside of a script: manuals show such lines to their readers."""
    return markup.rfind(b"<script", 0, at) > markup.rfind(b"</script", 0, at)


@cache
def _needles() -> ByteNeedles:
    return ByteNeedles(_NEEDLES)
