"""The signatures of pages that stand before a page and aren't a vendor's: logins, consent, "are you human".

An address is a login's only where a redirect led there: a cited page below `/login/` is a page. On 404 and 410 a
login's address proves nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.judge.signatures import Kind, Signature

SHORT = 2_500  # characters of visible text: more than the wordiest of them has, less than an article

_SHOWN = frozenset({200, 202, 203, 401, 403, 405, 429, 503})

_EDGI = "edgi-govdata-archiving/web-monitoring-processing, snapshot quality and its fixtures"
_SEEN = "seen by practitioners; no document"


def other_walls() -> Iterator[Signature]:
    """Every signature, in the order in which they are tried."""
    yield from _LOGINS
    yield from _ANYBODY


_LOGINS = (
    Signature(
        name="linkedin 999",
        vendor="LinkedIn",
        kind=Kind.CHALLENGE,
        statuses=frozenset({999}),
        source="gjtorikian/html-proofer#215; the Internet Archive's extension leaves 999 out as well",
    ),
    Signature(
        name="linkedin authwall",
        vendor="LinkedIn",
        kind=Kind.LOGIN,
        statuses=_SHOWN | {999},
        address=r"^https?://(?:[a-z]{2,3}\.)?linkedin\.com/(?:authwall|uas/login|checkpoint/|login)",
        source=_SEEN,
    ),
    Signature(
        name="instagram login",
        vendor="Instagram",
        kind=Kind.LOGIN,
        statuses=_SHOWN,
        address=r"^https?://(?:www\.)?instagram\.com/(?:accounts/login|challenge)",
        source="yt-dlp, instagram",
    ),
    Signature(
        name="facebook login",
        vendor="Facebook",
        kind=Kind.LOGIN,
        statuses=_SHOWN,
        address=r"^https?://(?:[a-z-]+\.)?facebook\.com/(?:login|checkpoint/|unsupportedbrowser)",
        source="yt-dlp, facebook",
    ),
    Signature(
        name="consent host",
        vendor="the publisher",
        kind=Kind.CONSENT,
        statuses=_SHOWN,
        address=r"^https?://(?:consent\.(?:google|youtube|yahoo)\.[a-z.]+|guce\.[a-z]+\.com|choice\.npr\.org"
        r"|myprivacy\.dpgmedia(?:group)?\.[a-z]+|cmp\.[a-z0-9-]+\.[a-z]{2,})/",
        source="recorded redirects; the cited address stands in callbackUrl, continue or done",
    ),
    Signature(
        name="unblock federal register",
        vendor="the Federal Register",
        kind=Kind.CHALLENGE,
        statuses=_SHOWN,
        address=r"^https?://unblock\.federalregister\.gov/",
        source=f"{_EDGI}; with 200",
    ),
    Signature(
        name="login address",
        vendor="the site",
        kind=Kind.LOGIN,
        statuses=_SHOWN,
        address=r"[/.](?:log-?in|sign-?in|sso|auth|authorize|accounts?/login|users/sign_in|oauth2?|saml2?|adfs"
        r"|shibboleth|openid-connect)(?:[/?.]|\.php|$)",
        source="yt-dlp, instagram: a redirect to a login is one",
    ),
    Signature(
        name="cookie test",
        vendor="the site",
        kind=Kind.COOKIES,
        address=r"[?&](?:cookieset|cookiecheck|nocookie|cookiesenabled)=|/(?:action/)?cookieabsent\b|/no_?cookies?\b",
        source="Atypon's cookieAbsent",
    ),
)

_ANYBODY = (
    Signature(
        name="are you human",
        vendor="the site",
        kind=Kind.CHALLENGE,
        max_text_chars=SHORT,
        title=r"are you (?:a )?(?:robot|human)\??|robot check|human verification|security check(?:point)?"
        r"|bot verification|(?:please )?verify(?:ing)? (?:that )?you are (?:a )?human.*|unusual traffic.*"
        r"|one more step|checking your browser.*|ddos protection by .*",
        source="FlareSolverr's list of titles",
    ),
    Signature(
        name="automated traffic",
        vendor="the site",
        kind=Kind.CHALLENGE,
        max_text_chars=1_500,
        body=(
            "unusual traffic from your",
            "unusual activity from your",
            "your ip has been blocked",
            "your ip address has been blocked",
            "verify you are human",
            "verify you are a human",
            "verify that you are human",
            "complete the security check to",
            "complete the captcha to",
        ),
        source=_EDGI,
    ),
    Signature(
        name="access denied",
        vendor="the site",
        kind=Kind.REFUSAL,
        max_text_chars=SHORT,
        title=r"access (?:is )?(?:denied|forbidden)|403(?: -)? forbidden|forbidden|request (?:blocked|rejected)"
        r"|restricted access",
        source="edgi-govdata-archiving/web-monitoring-db, effective_status: such titles are a 403",
    ),
)
