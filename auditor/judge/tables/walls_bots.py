"""The signatures of bot walls by vendor, each with what it takes to be sure and with its source.

A vendor's presence is not a wall: headers and cookies that stand on every answer of a vendor count only with a
blocking status, and words of a body only where there is hardly any text besides.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.judge.signatures import SHORT, Kind, Signature

EMPTY = 600  # a shell around a script
SMALL = 1_024  # bytes: web-monitoring's bound for an edge's own refusal; its real 404 through Akamai has 660 kB

_REFUSED = frozenset({401, 403, 405, 429})

_EDGI = "edgi-govdata-archiving/web-monitoring-processing, snapshot quality and its fixtures"
_WAFW00F = "EnableSecurity/wafw00f plugins; stamparm/identYwaf data"
_AWS = "AWS WAF developer guide, CAPTCHA and Challenge actions"
_SEEN = "seen by practitioners; no document"


def bot_walls() -> Iterator[Signature]:
    """Every vendor's signatures, in the order in which they are tried."""
    yield from _CLOUDFLARE
    yield from _DATADOME
    yield from _AKAMAI
    yield from _AWS_WAF
    yield from _IMPERVA


_CLOUDFLARE = (
    Signature(
        name="cloudflare mitigated",
        vendor="Cloudflare",
        kind=Kind.CHALLENGE,
        header="cf-mitigated",
        value="challenge",
        source="Cloudflare docs, detecting a challenge page: the header's only value, on any status",
    ),
    Signature(
        name="cloudflare just a moment",
        vendor="Cloudflare",
        kind=Kind.CHALLENGE,
        statuses=frozenset({200, 403, 429, 503}),
        title=r"just a moment\.{3}",
        body=("_cf_chl_opt", "/cdn-cgi/challenge-platform/", "cf-browser-verification", "challenges.cloudflare.com"),
        source=f"FlareSolverr; {_EDGI}",
    ),
    Signature(
        name="cloudflare attention required",
        vendor="Cloudflare",
        kind=Kind.REFUSAL,
        title=r"attention required!\s*\|\s*cloudflare.*",
        source=_EDGI,
    ),
    Signature(
        name="cloudflare access denied",
        vendor="Cloudflare",
        kind=Kind.REFUSAL,
        statuses=frozenset({403, 429}),
        title=r"access denied\s*\|.*cloudflare.*",
        source=f"Cloudflare errors 1005 to 1012 and 1020; {_SEEN}",
    ),
    Signature(
        name="cloudflare challenge script",
        vendor="Cloudflare",
        kind=Kind.CHALLENGE,
        statuses=frozenset({403, 429, 503}),
        max_text_chars=SHORT,
        body=("window._cf_chl_opt", 'id="challenge-form"', 'id="challenge-error-text"', 'id="challenge-running"'),
        source="FlareSolverr; the platform's script alone stands on good pages too",
    ),
    Signature(
        name="cloudflare under attack",
        vendor="Cloudflare",
        kind=Kind.CHALLENGE,
        max_text_chars=SHORT,
        body=("cf-browser-verification cf-im-under-attack",),
        source="webrecorder/browsertrix-crawler, checkCF",
    ),
    Signature(
        name="cloudflare error code",
        vendor="Cloudflare",
        kind=Kind.REFUSAL,
        statuses=frozenset({403, 409, 429, 503}),
        max_text_chars=SHORT,
        body=("cf-error-code", "cf-error-details", "cf-error-title"),
        text=r"\b10(?:05|06|07|08|09|10|12|15|20)\b",
        hints=("10",),
        source="Cloudflare's errors 1005 to 1020: our address, country, client or rate; 1000, 1016 and 1033 are the origin's",
    ),
    Signature(
        name="cloudflare pay per crawl",
        vendor="Cloudflare",
        kind=Kind.PAYMENT,
        statuses=frozenset({402}),
        header="crawler-price",
        source="Cloudflare docs, pay per crawl",
    ),
)

_DATADOME = (
    Signature(
        name="datadome protected",
        vendor="DataDome",
        kind=Kind.CHALLENGE,
        statuses=_REFUSED,
        header="x-datadome",
        value="protected",
        source="the 401 of reuters.com, October 2025 (acidus99/NewsWaffle#1); also on answers that passed",
    ),
    Signature(
        name="datadome x-dd-b",
        vendor="DataDome",
        kind=Kind.CHALLENGE,
        header="x-dd-b",
        source="the same 401",
    ),
    Signature(
        name="datadome server",
        vendor="DataDome",
        kind=Kind.CHALLENGE,
        header="server",
        value="datadome",
        source="enthec/webappanalyzer",
    ),
    Signature(
        name="datadome captcha",
        vendor="DataDome",
        kind=Kind.CHALLENGE,
        max_text_chars=SHORT,
        body=("geo.captcha-delivery.com", "ct.captcha-delivery.com", "//c.captcha-delivery.com"),
        source="the body of that 401 (HookedBehemoth/neuters#42); good pages load js.datadome.co instead",
    ),
)

_AKAMAI = (
    Signature(
        name="akamai ghost",
        vendor="Akamai",
        kind=Kind.REFUSAL,
        statuses=frozenset({400, 403, 429, 503}),
        header="server",
        value="akamaighost",
        max_bytes=SMALL,
        source=f"{_EDGI}: nhtsa.gov, cdc.gov, volpe.dot.gov",
    ),
    Signature(
        name="akamai access denied",
        vendor="Akamai",
        kind=Kind.REFUSAL,
        statuses=frozenset({200, 400, 403, 503}),
        max_bytes=4 * SMALL,
        title="access denied",
        body=("reference&#32;&#35;", "reference #", "errors.edgesuite.net", "errors&#46;edgesuite&#46;net"),
        source="stamparm/identYwaf data, kona",
    ),
    Signature(
        name="akamai edge alone",
        vendor="Akamai",
        kind=Kind.REFUSAL,
        statuses=frozenset({400, 403, 429}),
        header="server-timing",
        value=".*ak_p.*",
        unless_header="server",
        silent_origin="origin",
        max_bytes=SMALL,
        source=f"{_EDGI}: fws.gov",
    ),
    Signature(
        name="akamai bot manager",
        vendor="Akamai",
        kind=Kind.CHALLENGE,
        statuses=frozenset({403, 428, 429}),
        cookie=r"(?:_abck|bm_sz|ak_bmsc)=",
        source="enthec/webappanalyzer; the cookies stand on good answers too",
    ),
    Signature(
        name="akamai challenge",
        vendor="Akamai",
        kind=Kind.CHALLENGE,
        statuses=frozenset({200, 403, 428, 429}),
        max_text_chars=SHORT,
        body=("/_sec/cp_challenge/", "sec-if-cpt-container", "bm-verify="),
        source=_SEEN,
    ),
)

_AWS_WAF = (
    Signature(
        name="aws waf action",
        vendor="AWS WAF",
        kind=Kind.CHALLENGE,
        header="x-amzn-waf-action",
        value="challenge|captcha",
        source=f"{_AWS}: 202 and 405",
    ),
    Signature(
        name="aws waf script",
        vendor="AWS WAF",
        kind=Kind.CHALLENGE,
        statuses=frozenset({202, 403, 405}),
        max_text_chars=SHORT,
        body=("token.awswaf.com", "captcha.awswaf.com", "challenge.awswaf.com", "gokuprops"),
        source="enthec/webappanalyzer",
    ),
    Signature(
        name="cloudfront refusal",
        vendor="AWS CloudFront",
        kind=Kind.REFUSAL,
        statuses=frozenset({400, 403, 405, 429}),
        title="error: the request could not be satisfied",
        source=f"{_EDGI}: noaa.gov",
    ),
    Signature(
        name="cloudfront request blocked",
        vendor="AWS CloudFront",
        kind=Kind.REFUSAL,
        statuses=frozenset({403, 405, 429}),
        max_text_chars=SHORT,
        text=r"request (?:could not be satisfied|blocked).{0,600}generated by cloudfront",
        hints=("cloudfront",),
        source="stamparm/identYwaf data, aws",
    ),
    Signature(
        name="cloudfront error",
        vendor="AWS CloudFront",
        kind=Kind.REFUSAL,
        statuses=frozenset({403, 405, 429}),
        header="x-cache",
        value="error from cloudfront",
        max_bytes=4 * SMALL,
        source=f"{_EDGI}; with 404 it is the origin's own",
    ),
    Signature(
        name="aws load balancer",
        vendor="AWS",
        kind=Kind.REFUSAL,
        statuses=frozenset({403, 429}),
        header="server",
        value="awselb/.*",
        max_bytes=SMALL,
        source=_EDGI,
    ),
)

_IMPERVA = (
    Signature(
        name="incapsula incident",
        vendor="Imperva",
        kind=Kind.REFUSAL,
        max_text_chars=SHORT,
        body=("incapsula incident id",),
        source=f"{_WAFW00F}; often with 200",
    ),
    Signature(
        name="incapsula resource",
        vendor="Imperva",
        kind=Kind.CHALLENGE,
        max_text_chars=EMPTY,
        body=('src="/_incapsula_resource?',),
        source="browsertrix-crawler; good pages load it too, but have text",
    ),
    Signature(
        name="pardon our interruption",
        vendor="Imperva",
        kind=Kind.CHALLENGE,
        title="pardon our interruption.*",
        source="recorded pages; often with 200",
    ),
    Signature(
        name="imperva x-iinfo",
        vendor="Imperva",
        kind=Kind.REFUSAL,
        statuses=frozenset({403, 405, 429, 503}),
        header="x-iinfo",
        max_bytes=3_000,
        source="enthec/webappanalyzer; on all of its answers",
    ),
    Signature(
        name="distil",
        vendor="Imperva",
        kind=Kind.CHALLENGE,
        max_text_chars=SHORT,
        body=("distilcaptchaform", "distilcallbackguard", "distilnetworks.com/images/anomaly"),
        source=_WAFW00F,
    ),
)
