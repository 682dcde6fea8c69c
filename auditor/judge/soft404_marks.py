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
# Values first, names in them second: one pattern for both takes quadratic time where a page never closes its tags.
_VALUE = re.compile(rb"\b(?:class|id)\s*=\s*([\"'][^\"'>]*+|[^\s\"'>]++)", re.IGNORECASE)
_NAME = re.compile(
    rb"(?<![a-z])(?:(?:error|page)[-_]?404|404[-_]?(?:page|error|content|wrapper|container)"
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
    found = _MARKS.search(markup) or _mark_of_script(markup)
    return found.group().decode("ascii", "replace") if found else None


def hints_at_it(markup: bytes) -> bool:
    """Whether the template calls a part of the page an error: a reason to look closer, no proof."""
    return any(map(_NAME.search, _VALUE.findall(markup)))


def _mark_of_script(markup: bytes) -> re.Match[bytes] | None:
    """The mark inside of a script: manuals show such lines to their readers."""
    at = markup.find(b"<script")
    while at >= 0:
        end = markup.find(b"</script", at)
        if found := _SCRIPTS_MARKS.search(markup, at, end if end >= 0 else len(markup)):
            return found
        at = markup.find(b"<script", end) if end >= 0 else -1
    return None


@cache
def _needles() -> ByteNeedles:
    return ByteNeedles(_NEEDLES)
