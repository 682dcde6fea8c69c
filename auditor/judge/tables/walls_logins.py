"""The signatures of pages that stand before a page and aren't a vendor's: logins, consent, "are you human".

An address is a login's only where a redirect led there: a cited page below `/login/` is a page. On 404 and 410 a
login's address proves nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.judge.signatures import SHORT, Kind, Signature

_SHOWN = frozenset({200, 202, 203, 401, 403, 405, 429, 503})

EMPTY = 600  # characters: a check says next to nothing else

_EDGI = "edgi-govdata-archiving/web-monitoring-processing, snapshot quality and its fixtures"
_SEEN = "seen by practitioners; no document"


def other_walls() -> Iterator[Signature]:
    """Every signature, in the order in which they are tried."""
    yield from _LOGINS
    yield from _ABROAD
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
        name="x login",
        vendor="X",
        kind=Kind.LOGIN,
        statuses=_SHOWN,
        address=r"^https?://(?:www\.)?(?:x|twitter)\.com/(?:i/flow/login|login|account/access)",
        source=_SEEN,
    ),
    Signature(
        name="consent host",
        vendor="the publisher",
        kind=Kind.CONSENT,
        statuses=_SHOWN,
        address=r"^https?://(?:consent\.(?:google|youtube|yahoo)\.[a-z.]+|guce\.[a-z]+\.com|choice\.npr\.org"
        r"|myprivacy\.dpgmedia(?:group)?\.[a-z]+|privacy\.(?:ad|volkskrant)\.nl|cmp\.[a-z0-9-]+\.[a-z]{2,})/",
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
        name="captcha address",
        vendor="the site",
        kind=Kind.CHALLENGE,
        address=r"//(?:www\.)?google\.[a-z.]+/sorry/|/(?:show|check)captcha\b|/captcha(?:[/?._-]|$)|[/.]perfdrive\.com/"
        r"|/tosv\d\.html\?",
        source="apify/crawlee (Google); Yandex's and Radware's addresses, and Bloomberg's, as recorded",
    ),
    Signature(
        name="login address",
        vendor="the site",
        kind=Kind.LOGIN,
        statuses=_SHOWN,
        address=r"[/.](?:log-?in|sign-?in|sso|auth|authorize|accounts?/login|users/sign_in|oauth2?|saml2?|adfs"
        r"|shibboleth|idp|openid-connect|wp-login)(?:[/?.]|\.php|$)",
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
        part=r"are you (?:a )?(?:robot|human)\??|robot or human\??|robot check|human verification"
        r"|security check(?:point)?|bot verification|client challenge|one moment,? please\W*|one more step"
        r"|(?:please )?verify(?:ing)? (?:that )?you are (?:a )?human.*|unusual traffic.*|checking your browser.*"
        r"|making sure you.{1,3}re not a bot!?|ddos protection by .*|(?:.{0,8})安全验证|访问验证|验证码|вы не робот\??",
        source="FlareSolverr's list of titles; titles that link savers kept in place of articles",
    ),
    Signature(
        name="checking in other languages",
        vendor="the site",
        kind=Kind.CHALLENGE,
        max_text_chars=EMPTY,
        part=r"проверка (?:браузера|безопасности|подключения)|проверяем ваш браузер.*|перевірка браузера|vérification de (?:sécurité|votre navigateur)"
        r"|sicherheits(?:überprüfung|check)|verificación de seguridad|verifica(?:ção|ndo) (?:de segurança|seu navegador)"
        r"|verifica di sicurezza|güvenlik (?:doğrulaması|kontrolü)|beveiligingscontrole|weryfikacja (?:bezpieczeństwa|przeglądarki)"
        r"|安全检查|人机验证|人機驗證|安全驗證|ブラウザを確認(?:しています|中)|セキュリティチェック|보안 (?:확인|검사)|로봇이 아닙니다",
        source=f"titles of the same checks as they greet readers of other languages; {_SEEN}",
    ),
    Signature(
        name="automated traffic",
        vendor="the site",
        kind=Kind.CHALLENGE,
        max_text_chars=1_500,
        text=r"unusual (?:traffic|activity) from your (?:computer |network|ip)|your ip (?:address )?has been (?:blocked"
        r"|blacklisted|banned)|verify (?:that )?you(?: are|'re) (?:a )?human|complete the (?:security check|captcha)"
        r" (?:to|below)|(?:pardon|sorry)\b.{0,60}\b(?:robot|automated)|let us know you.{1,3}re not a robot",
        hints=("unusual", "your ip", "human", "captcha", "security check", "robot", "automated"),
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

_ABROAD = (
    Signature(
        name="unavailable for legal reasons",
        vendor="the site",
        kind=Kind.REGION,
        statuses=frozenset({451}),
        source="RFC 7725",
    ),
    Signature(
        name="not in your region",
        vendor="the site",
        kind=Kind.REGION,
        max_text_chars=SHORT,
        text=r"(?:not available|unavailable) (?:in|to)(?: visitors from)? (?:most )?(?:european\b|the european|the eea|eea\b"
        r"|your (?:region|country|location|territory))|due to (?:gdpr|licensing restrictions)\b.{0,80}(?:available|unable)"
        r"|access(?:ing)? this (?:web)?site from a country belonging to the european economic area"
        r"|451:? unavailable (?:due to|for) legal reasons",
        hints=("unavailable", "not available", "gdpr", "licensing", "european economic"),
        source="pages of American newspapers for European readers; with 200 as well as 451",
    ),
)
