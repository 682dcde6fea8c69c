"""Rule: a deep address that answers with its host's own page (switched off, never set up) isn't there: `soft-404`.

| seen                                          | on                                         |
|-----------------------------------------------|--------------------------------------------|
| "account suspended" and the like              | a page of hardly any text                  |
| the default page of a server or control panel | an address that isn't a front page         |
| "no content yet", "coming soon" of a host     | a page of hardly any text, the same        |

Nobody else's site stands there, and a bill that is paid brings it back: that is a page that isn't there with a status
that hides it, no `usurped`. Strikes tell in the end. A host answers so for every address of a site: where a made-up one
beside the cited one gets a true 404, the page only tells of such things. Sources: cPanel's suspended page; the default pages of nginx,
Apache, IIS, Plesk and others; hosts' placeholders.
"""

from __future__ import annotations

from functools import cache

from auditor.judge import Rule, Sight
from auditor.judge.absence import site_admits_absence
from auditor.judge.likeness import titled_as_cited
from auditor.judge.places import is_front_page
from auditor.judge.signatures import SHORT, Kind, Signature, Table
from auditor.model import Finding, LinkState

NAME = "hosting"

_NOTICE = 1_500  # characters of visible text

_PAGES = (
    Signature(
        name="suspended",
        vendor="the host",
        kind=Kind.SUSPENDED,
        max_text_chars=_NOTICE,
        text=r"\b(?:this |your |the )?(?:hosting )?account (?:has been |is |was )?(?:temporarily )?suspended\b"
        r"|\b(?:this |your |the )?web ?site (?:has been |is |was )?(?:temporarily )?(?:suspended|disabled by|deactivated)\b"
        r"|\bsite (?:has been |is )(?:temporarily )?(?:suspended|disabled)\b|\bbandwidth limit exceeded\b"
        r"|\b(?:diese )?(?:web ?site|webseite|internetpräsenz|webpräsenz) (?:ist|wurde) (?:vorübergehend )?gesperrt\b"
        r"|\bce site (?:web )?(?:est|a été) (?:temporairement )?suspendu|\beste sitio (?:web )?(?:ha sido|está) suspendido"
        r"|\b(?:hizmet|site|hesa[pb])\w* (?:duraklatıl|askıya alın|durdurul)\w+|\bconta (?:foi )?suspensa\b"
        r"|\b(?:konto|strona)(?: www)? (?:zosta\w+ )?(?:zablokowan|zawieszon)[ae]\b"
        r"|\bquesto sito (?:web )?è (?:stato )?sospeso|\bсайт (?:временно )?(?:заблокирован|отключен|отключён|приостановлен)",
        hints=(
            "suspend",
            "disabled",
            "deactivated",
            "limit exceeded",
            "gesperrt",
            "sospeso",
            "заблокир",
            "отключ",
            "приостановл",
            "duraklatıl",
            "askıya",
            "durdurul",
            "suspensa",
            "zablokowan",
            "zawieszon",
        ),
        source="cPanel's page, and hosts' own",
    ),
    Signature(
        name="suspended address",
        vendor="the host",
        kind=Kind.SUSPENDED,
        address=r"/cgi-sys/suspendedpage\.cgi",
        source="cPanel",
    ),
    Signature(
        name="default page",
        vendor="the server",
        kind=Kind.PLACEHOLDER,
        max_text_chars=SHORT,
        title=r"welcome to (?:nginx|openresty|caddy|centos|tengine)!?.*|iis windows(?: server)?|web server.s default page"
        r"|domain default page|plesk .*|it works!?|default parallels plesk.*|cpanel.* default.*|default web ?site page"
        r"|success!? your new web server.*",
        source="the servers' own default pages",
    ),
    Signature(
        name="wordy default page",
        vendor="the server",
        kind=Kind.PLACEHOLDER,
        title=r"apache2? (?:\w+ )?default page.*|(?:apache )?(?:http server )?test page (?:for|powered by) .*",
        source="the servers' own default pages",
    ),
    Signature(
        name="no site yet",
        vendor="the host",
        kind=Kind.PLACEHOLDER,
        max_text_chars=_NOTICE,
        text=r"\b(?:this|the|your) (?:web ?)?site (?:has|contains) no content yet\b|\bhas not (?:yet )?been (?:configured|published)\b"
        r"|\bsorry! if you are the owner of this website\b|\bno website (?:has been|is) (?:set up|configured|published)\b"
        r"|\bhier entsteht (?:eine neue|in kürze)|\b(?:website|webseite|seite) hat noch keinen inhalt\b"
        r"|\bthere is no website configured at this address\b|\bweb ?site coming soon\b|\bnew website (?:is )?coming soon\b",
        hints=(
            "no content",
            "not yet",
            "not been",
            "owner of this website",
            "no website",
            "entsteht",
            "keinen inhalt",
            "coming soon",
        ),
        source="hosts' placeholders",
    ),
)


def look(sight: Sight) -> Finding | None:
    """A soft 404 where the host answers for a site that it doesn't serve."""
    if not sight.is_good or sight.cited is None or is_front_page(sight.cited):
        return None
    found = _table().match(sight)
    if found is None or titled_as_cited(sight.reference.words, sight.page, host=sight.answered_by):
        return None
    if site_admits_absence(sight):
        return None
    because = f"a {found.kind.value} answered in place of the page: {sight.answered_by} ({found.name})"
    return Finding(rule=NAME, state=LinkState.SOFT_404, because=because)


@cache
def _table() -> Table:
    return Table(_PAGES)


RULE = Rule(name=NAME, look=look)
