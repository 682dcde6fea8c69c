"""An address in, whether it is a site's front page out.

A front page has no path, or one that only names a language, a country or the front page itself; and no query but
one that says where the reader came from or in which language to answer.
"""

from __future__ import annotations

import re

from auditor.uris import Uri

# `/en`, `/en-us`, `/pt_BR`, `/zh-hans`; the words are those of relaunched sites and of default documents.
_LOCALE = re.compile(r"[a-z]{2}(?:[-_][a-z]{2,4})?|int|intl|international|global|world", re.IGNORECASE)
_FRONT = re.compile(
    r"(?:index|home|homepage|default|main|welcome|startseite|accueil|inicio)(?:\.(?:s?html?|php\d?|aspx?|jsp|cfm|do))?",
    re.IGNORECASE,
)
_SAYS_NOTHING = re.compile(
    r"utm_\w+|lang|language|locale|hl|country|region|ref|referrer|referer|source|src|from|redirect\w*|fbclid|gclid",
    re.IGNORECASE,
)


def is_front_page(uri: Uri) -> bool:
    """Whether the address is a site's front page, in whatever language."""
    segments = [segment for segment in uri.path.split("/") if segment]
    if segments and _LOCALE.fullmatch(segments[0]):
        segments = segments[1:]
    if segments and _FRONT.fullmatch(segments[0]):
        segments = segments[1:]
    return not segments and all(_says_nothing(part) for part in uri.query.removeprefix("?").split("&"))


def _says_nothing(part: str) -> bool:
    name = part.partition("=")[0]
    return not name or _SAYS_NOTHING.fullmatch(name) is not None
