"""An address in, whether it is a site's front page, or one that says that there is no page, out.

1. A front page has no path, or one that only names a language, a country or the front page itself; and no query but
   one that says where the reader came from or in which language to answer.
2. An error page's address has a segment that is "404" or "not found" in some language and nothing else, or says so in
   its query. Two agencies have places of their own for what is gone.

Sources: InternetArchiveBot's CheckIfDead (`/404.htm`, `/404/`, `notfound`); EDGI's effective_status (root-like paths,
`aspxerrorpath`, EPA's signpost, climate.nasa.gov).
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


_ERROR = re.compile(
    r"/(?:(?:http-?)?(?:error|err)[-_]?)?(?:404|410)(?:[-_]?(?:error|page|not-?found))?(?:\.(?:html?|aspx?|php|jsp|cfm))?/?(?:[?#]|$)"
    r"|/(?:page|file|seite|error)?[-_]?not[-_]?found(?:[-_]?page)?(?:\.(?:html?|aspx?|php|jsp|cfm))?/?(?:[?#]|$)"
    r"|/(?:(?:error|errors|err|fehler)/(?:404|410|not-?found|page-?not-?found|index|generic|default)?|fehler|fehlerseite|erreur"
    r"|page-introuvable|pagina-no-encontrada|pagina-nao-encontrada|pagina-non-trovata|pagina-niet-gevonden|ne-naideno"
    r"|strona-nie-znaleziona|sidan-finns-inte)(?:\.(?:html?|aspx?|php|jsp|cfm))?/?(?:[?#]|$)"
    r"|[?&](?:aspxerrorpath|404;|error=404|status=404|err=404)",
    re.IGNORECASE,
)
# Whose deep links were all led to one page: (what the cited address matches, what the final one does).
_GRAVES = (
    (re.compile(r"//[\w.]*epa\.gov/"), re.compile(r"epa\.gov/sites/production/files/signpost/")),
    (re.compile(r"//climate\.nasa\.gov/"), re.compile(r"//science\.nasa\.gov/climate-change/?$")),
)


def is_error_address(uri: Uri) -> bool:
    """Whether the address itself says that there is no page."""
    return _ERROR.search(uri.path + uri.query) is not None


def is_grave(cited: Uri, final: Uri) -> bool:
    """Whether the address leads to where its agency has led all that is gone."""
    return any(old.search(cited.href) and new.search(final.href) for old, new in _GRAVES)


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


def depth(uri: Uri) -> int:
    """How many segments the path has, a language or country before them not counted."""
    segments = [segment for segment in uri.path.split("/") if segment]
    return len(segments) - (bool(segments) and _LOCALE.fullmatch(segments[0]) is not None)
