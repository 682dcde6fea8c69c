"""The signatures of smaller vendors' walls, each with what it takes to be sure and with its source.

Most of them answer with 200. Words count only where there is hardly any text besides; a header that stands on every
answer of a vendor only with a blocking status.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.judge.signatures import SHORT, Kind, Signature

_REFUSED = frozenset({403, 429})
_REFUSED_OR_BUSY = frozenset({403, 429, 503})

_WAFW00F = "EnableSecurity/wafw00f plugins"
_IDENTYWAF = "stamparm/identYwaf data"
_WEBAPP = "enthec/webappanalyzer"
_SEEN = "seen by practitioners; no document"


def vendor_walls() -> Iterator[Signature]:
    """Every vendor's signatures, in the order in which they are tried."""
    yield from _CHALLENGES
    yield from _RUSSIAN
    yield from _HOSTS
    yield from _FIREWALLS


_CHALLENGES = (
    Signature(
        name="perimeterx captcha",
        vendor="HUMAN",
        kind=Kind.CHALLENGE,
        max_text_chars=SHORT,
        body=('id="px-captcha"', "px-captcha-wrapper", "captcha.px-cdn.net", "captcha.px-cloud.net"),
        source=_SEEN,
    ),
    Signature(
        name="perimeterx denied",
        vendor="HUMAN",
        kind=Kind.CHALLENGE,
        max_text_chars=SHORT,
        title=r"access to this page has been denied.*",
        source=_SEEN,
    ),
    Signature(
        name="perimeterx why",
        vendor="HUMAN",
        kind=Kind.CHALLENGE,
        max_text_chars=SHORT,
        body=("perimeterx.com/whywasiblocked", "perimeterx.net/whywasiblocked", "you are using automation tools"),
        source=f"{_WAFW00F}; {_IDENTYWAF}",
    ),
    Signature(
        name="kasada header",
        vendor="Kasada",
        kind=Kind.CHALLENGE,
        statuses=_REFUSED,
        header="x-kpsdk-ct",
        source=f"{_SEEN}; its 429 is no rate limit",
    ),
    Signature(
        name="kasada script",
        vendor="Kasada",
        kind=Kind.CHALLENGE,
        statuses=_REFUSED,
        max_text_chars=SHORT,
        body=("window.kpsdk", "/149e9513-01fa-4fb0-aad4-566afd725d1b/"),
        source=_SEEN,
    ),
    Signature(
        name="anubis",
        vendor="Anubis",
        kind=Kind.CHALLENGE,
        max_text_chars=SHORT,
        body=('id="anubis_challenge"', "/.within.website/x/cmd/anubis", "/.within.website/x/xess"),
        source=f"{_WEBAPP}; with 200, common on libraries' and free software's hosts since 2025",
    ),
    Signature(
        name="vercel checkpoint",
        vendor="Vercel",
        kind=Kind.CHALLENGE,
        max_text_chars=SHORT,
        part=r"vercel security checkpoint",
        source=_SEEN,
    ),
    Signature(
        name="vercel mitigated",
        vendor="Vercel",
        kind=Kind.CHALLENGE,
        header="x-vercel-mitigated",
        value="challenge|deny",
        source=_SEEN,
    ),
    Signature(
        name="radware",
        vendor="Radware",
        kind=Kind.CHALLENGE,
        max_text_chars=SHORT,
        body=(
            "<title>unauthorized request blocked",
            "<title>radware captcha page",
            "cloudwebsec.radware.com",
            "cdn.perfdrive.com",
            "validate.perfdrive.com",
        ),
        source=f"{_WAFW00F}; {_IDENTYWAF}",
    ),
    Signature(
        name="reblaze",
        vendor="Reblaze",
        kind=Kind.CHALLENGE,
        max_text_chars=SHORT,
        body=("rbzns",),
        source=_WAFW00F,
    ),
    Signature(
        name="reblaze session",
        vendor="Reblaze",
        kind=Kind.CHALLENGE,
        max_text_chars=SHORT,
        text=r"current session has been terminated.{0,400}do not hesitate to contact us",
        hints=("terminated",),
        source=_WAFW00F,
    ),
)

_RUSSIAN = (
    Signature(
        name="ddos-guard header",
        vendor="DDoS-Guard",
        kind=Kind.CHALLENGE,
        statuses=_REFUSED_OR_BUSY,
        header="server",
        value="ddos-guard",
        max_text_chars=SHORT,
        source=f"{_WAFW00F}; the header stands on every page that it passes on",
    ),
    Signature(
        name="ddos-guard title",
        vendor="DDoS-Guard",
        kind=Kind.CHALLENGE,
        max_text_chars=SHORT,
        title="ddos-guard",
        source="FlareSolverr's list of titles",
    ),
    Signature(
        name="ddos-guard check",
        vendor="DDoS-Guard",
        kind=Kind.CHALLENGE,
        max_text_chars=SHORT,
        body=("/.well-known/ddos-guard/", 'id="link-ddg"', "check.ddos-guard.net"),
        source="FlareSolverr's first selectors",
    ),
    Signature(
        name="qrator",
        vendor="Qrator",
        kind=Kind.REFUSAL,
        statuses=frozenset({401, 403, 429}),
        header="server",
        value="qrator.*",
        max_bytes=8_192,
        source=f"{_WAFW00F}; its 401 asks for no password",
    ),
    Signature(
        name="qrator check",
        vendor="Qrator",
        kind=Kind.CHALLENGE,
        max_text_chars=SHORT,
        body=("__qrator/", "qauth_", "qauth.js"),
        source=_SEEN,
    ),
    Signature(
        name="variti",
        vendor="Variti",
        kind=Kind.CHALLENGE,
        statuses=_REFUSED_OR_BUSY,
        header="x-variti-ccr",
        source=f"{_WEBAPP}; {_WAFW00F}",
    ),
    Signature(
        name="yandex captcha",
        vendor="Yandex",
        kind=Kind.CHALLENGE,
        header="x-yandex-captcha",
        source=_WEBAPP,
    ),
)

_HOSTS = (
    Signature(
        name="sucuri header",
        vendor="Sucuri",
        kind=Kind.REFUSAL,
        header="x-sucuri-block",
        source=_WAFW00F,
    ),
    Signature(
        name="sucuri denied",
        vendor="Sucuri",
        kind=Kind.REFUSAL,
        max_text_chars=SHORT,
        text=r"access denied\s*-\s*sucuri website firewall|sucuri website firewall\s*-\s*(?:cloudproxy\s*-\s*)?access denied"
        r"|cloudproxy@sucuri\.net",
        hints=("sucuri",),
        source=f"{_WAFW00F}; {_IDENTYWAF}",
    ),
    Signature(
        name="sucuri cookie",
        vendor="Sucuri",
        kind=Kind.CHALLENGE,
        max_text_chars=SHORT,
        body=("sucuri_cloudproxy_js", "<title>you are being redirected...</title>"),
        source=f"{_SEEN}; with 200 and 307",
    ),
    Signature(
        name="wordfence",
        vendor="Wordfence",
        kind=Kind.REFUSAL,
        statuses=frozenset({403, 503}),
        max_text_chars=SHORT,
        text=r"generated by wordfence|broke one of (?:the )?wordfence"
        r"|your access to this site has been limited by the site owner",
        hints=("wordfence", "site owner"),
        source=f"{_WAFW00F}; {_IDENTYWAF}",
    ),
    Signature(
        name="siteground captcha",
        vendor="SiteGround",
        kind=Kind.CHALLENGE,
        max_text_chars=SHORT,
        body=("/.well-known/captcha/", "/.well-known/sgcaptcha/", "our system thinks you might be a robot"),
        source=f"{_IDENTYWAF}; 202 with a refresh that leads there",
    ),
    Signature(
        name="imunify360",
        vendor="Imunify360",
        kind=Kind.CHALLENGE,
        max_text_chars=SHORT,
        body=("protected by imunify360", "imunify360 preloader", "access denied by imunify360"),
        source=_IDENTYWAF,
    ),
    Signature(
        name="stackpath",
        vendor="StackPath",
        kind=Kind.REFUSAL,
        max_text_chars=SHORT,
        body=("is using a security service for protection against online attacks", "<title>stackpath"),
        source=_WAFW00F,
    ),
)

_FIREWALLS = (
    Signature(
        name="f5 rejected",
        vendor="F5",
        kind=Kind.REFUSAL,
        max_text_chars=SHORT,
        text=r"the requested url was rejected\. please consult with your administrator",
        hints=("rejected",),
        source=f"{_WAFW00F}; {_IDENTYWAF}; usually with 200",
    ),
    Signature(
        name="f5 distributed cloud",
        vendor="F5",
        kind=Kind.REFUSAL,
        max_text_chars=SHORT,
        body=("security.f5aas.com",),
        source=_IDENTYWAF,
    ),
    Signature(
        name="modsecurity",
        vendor="ModSecurity",
        kind=Kind.REFUSAL,
        statuses=frozenset({403, 406}),
        max_text_chars=SHORT,
        text=r"generated by mod_security|not acceptable!|an appropriate representation of the requested resource could not",
        hints=("mod_security", "not acceptable", "appropriate representation"),
        source=f"{_IDENTYWAF}; its 406 is about who asks, not about types",
    ),
    Signature(
        name="securesphere",
        vendor="Imperva",
        kind=Kind.REFUSAL,
        max_text_chars=SHORT,
        text=r"contact support for additional information\.\s*the incident id is:",
        hints=("incident id",),
        source=_IDENTYWAF,
    ),
    Signature(
        name="netscaler",
        vendor="Citrix",
        kind=Kind.REFUSAL,
        max_text_chars=SHORT,
        text=r"\b(?:ns transaction|appfw session) id\b",
        hints=("transaction id", "session id"),
        source=_WAFW00F,
    ),
    Signature(
        name="azure front door",
        vendor="Azure",
        kind=Kind.REFUSAL,
        statuses=frozenset({403}),
        max_text_chars=SHORT,
        text=r"the request is blocked\..{0,400}(?:x-azure-ref|\bref\s*[a-z]:)|azure waf",
        hints=("blocked", "azure"),
        source=f"{_SEEN}; X-Azure-Ref alone stands on every answer",
    ),
    Signature(
        name="google sorry",
        vendor="Google",
        kind=Kind.CHALLENGE,
        statuses=frozenset({429, 503}),
        max_text_chars=SHORT,
        text=r"our systems have detected unusual traffic",
        hints=("unusual traffic",),
        source="apify/crawlee",
    ),
)
