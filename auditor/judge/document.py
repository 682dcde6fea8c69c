"""Rule: the address of a document (`.pdf`, `.docx` …) that answers a web page without any of its name is `soft-404`.

1. The page is good, and neither its title nor its headings have a word or number of the document's name: a page about
   the document, with a link to it, is what many repositories answer. A document without a name proves nothing.
2. A title or heading that holds the citation's words beats the rule, and so does a made-up address beside it that the
   site answers with a true 404.

Source: link checkers of government publications, which compare types first.
"""

from __future__ import annotations

import re

from auditor.judge import Rule, Sight
from auditor.judge.absence import site_admits_absence
from auditor.judge.likeness import page_slug, shown, titled_as_cited
from auditor.model import Finding, LinkState
from auditor.uris import Uri

NAME = "document"

_DOCUMENT = re.compile(r"\.(pdf|docx?|xlsx?|pptx?|od[tsp]|rtf|epub|zip|csv|djvu|ps)$", re.IGNORECASE)


def is_document(uri: Uri) -> bool:
    """Whether the address has a document's name."""
    return _DOCUMENT.search(uri.path) is not None


def look(sight: Sight) -> Finding | None:
    """A soft 404 when a page answers in place of a document."""
    cited = sight.cited
    named = _DOCUMENT.search(cited.path) if cited else None
    if cited is None or named is None or not sight.is_good:
        return None
    if sight.page is None:
        return None
    asked = page_slug(cited)
    if not asked or not asked.isdisjoint(shown(sight.page)):
        return None
    if titled_as_cited(sight.reference.words, sight.page, host=sight.answered_by) or site_admits_absence(sight):
        return None
    because = f"a web page answered in place of the .{named.group(1).lower()} document"
    return Finding(rule=NAME, state=LinkState.SOFT_404, because=because)


RULE = Rule(name=NAME, look=look)
