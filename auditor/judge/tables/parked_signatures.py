"""The signatures of domains that are parked, for sale or expired, each with its source.

A parking service's name in the markup counts only where there is hardly any text; what is said in words only on a
page that says next to nothing else. The words are those of registrars and marketplaces in the languages below.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.judge.signatures import SHORT, Kind, Signature

NOTICE = 1_500  # characters of visible text: a registrar's notice has less

_SQUATTERS = "Wikipedia, Link rot/Cases/Squatters"
_WEBAPP = "enthec/webappanalyzer"
_LISTS = "lists of parked bodies in several crawlers"

_DOMAIN = r"[\w.-]{0,60}"

# "The domain … is for sale", "… is parked", "… has expired", as registrars have it. `\b` keeps whole words.
_SAID = (
    r"\b(?:this|the|your) (?:web)?(?:domain|site|page|web ?address)(?: name)?[:,]? [^!?]{0,80}?\b(?:(?:is|are|may be|might be"
    r"|could be|was) (?:now |currently |listed |being |available |also )*(?:for sale|parked|for purchase)"
    r"|(?:has|have) (?:now |recently )*(?:expired|been parked))",
    r"\b(?:this|the) domain(?: name)? (?:is|has been) [^!?]{0,30}?\b(?:at|up for|in|on) auction\b|\bdomain(?: name)? auction\b",
    r"\b(?:buy|get|purchase|acquire|inquire about|make (?:an )?offer (?:on|for)|lease|bid on) this domain\b",
    r"\bdomain(?: name)?s? (?:is |has been )?(?:currently |successfully )?(?:parked|for sale)\b|\bparked (?:free|by|with|at|on)\b",
    r"\bdomain(?: name)? [^!?]{0,80}\b(?:has|is) expired\b|(?:^|[.!|:] )domain (?:name )?expired(?= ?[-–.!|:]|$)|\bparked domain\b|\bdomain parking\b",
    r"\b(?:this )?domain(?: name)? (?:is|was|has been) (?:already |just )*registered (?:with|at|by|through|for|via)\b",
    r"\b(?:owner|holder) (?:of this domain )?has not (?:yet )?(?:put up|published|uploaded|set up) (?:a|the|any) (?:web ?)?site",
    r"\bthis domain(?: name)? is [^.!?]{0,20}\breserved\b|\bthis domain(?: name)? is not (?:currently )?in use\b",
    r"\b[\w-]+\.(?:com|net|org|info|biz|io|co|ai|app|de|eu|nl|fr|it|es|pl|uk) is (?:now |currently )?for sale\b",
    r"\b(?:is|was) registered at namecheap\b|\bis available at domainmarket\.com\b|\bfuture home of something quite cool\b",
    rf"\bdomain (?:{_DOMAIN} )?(?:ist |wird |steht |wurde )?[^.!?]{{0,50}}?(?:zum verkauf|zu verkaufen|geparkt|abgelaufen)",
    r"\bdomain kaufen\b|\bdie domain [\w.-]+ [^.!?]{0,30}(?:kaufen|erwerben)\b|\bdiese domain (?:wurde|ist) [^.!?]{0,40}(?:registriert|reserviert)",
    r"\bdomaine\b[^!?]{0,90}(?:à vendre|en vente|parqué|expiré|est expirée|arrivé à expiration|réservé)",
    r"\b(?:este|el) (?:nombre de )?dominio\b.{0,90}(?:en venta|a la venta|aparcado|caducado|expirado|sido registrado)",
    r"\b(?:questo|il) (?:nome a )?dominio\b.{0,90}(?:in vendita|parcheggiato|scaduto|stato registrato|è registrato)",
    r"\b(?:este|o) dom[íi]nio\b.{0,90}(?:à venda|estacionado|expirou|foi registrado|foi registado)",
    r"\b(?:dit|deze|de) domein(?:naam)?\b.{0,90}(?:te koop|geparkeerd|verlopen|gereserveerd|geregistreerd)",
    r"\bdomena\b.{0,90}(?:na sprzedaż|zaparkowana|wygasła|zarejestrowana)|\bkup (?:tę )?domenę",
    r"\bдомен[а-я]*\b.{0,90}(?:прода[её]тся|на продажу|припаркован|зарегистрирован|истек|истёк|не оплачен)|купить (?:этот )?домен",
    r"\b(?:alan ad[ıi]|domain)\b.{0,90}(?:sat[ıi]l[ıi]k|park edil|süresi dol)",
    r"\bdom[äæe]ne?n?(?:namn|navn|et)?\b.{0,90}(?:till salu|til salg|parkerad|parkeret|parkert)",
    r"\bdomain(?:név)?\b.{0,60}\beladó",
    r"\bdoména\b.{0,90}(?:na prodej|k prodeji|zaparkov|zaregistrov|vypršel)",
    r"このドメインは?.{0,40}(?:販売|売却|お売り|取得され|期限)|ドメイン.{0,20}(?:販売中|パーキング)",
    r"域名停[靠放]页?(?=[ |·.。-]|$)|(?:此|该|該|本)(?:域名|網域|网域).{0,40}(?:出售|转让|轉讓|停放|过期|過期|待售)",
)


def parked() -> Iterator[Signature]:
    """Every signature, in the order in which they are tried."""
    yield from _ADDRESSES
    yield from _SERVICES
    yield from _WORDS


_ADDRESSES = (
    Signature(
        name="marketplace address",
        vendor="a marketplace for domains",
        kind=Kind.FOR_SALE,
        address=r"^https?://(?:www\.)?(?:hugedomains\.com|dan\.com|undeveloped\.com|afternic\.com|sedo\.com"
        r"|domainmarket\.com|atom\.com/name|domains\.atom\.com|brandbucket\.com|squadhelp\.com|perfectdomain\.com"
        r"|buydomains\.com|efty\.com|domaineasy\.com|uniregistry\.com|above\.com/marketplace"
        r"|godaddy\.com/(?:forsale|domainsearch))(?:[/?]|$)",
        source=f"{_SQUATTERS}; MISP/misp-warninglists, parking-domain-ns",
    ),
    Signature(
        name="ww host",
        vendor="an advertisers' feed",
        kind=Kind.PARKED,
        address=r"^https?://ww(?:1|12|16|17|25|38|42|43|99)\.",
        source="carrie0307/parking-domain-detection: ww1 and ww17 of the same name",
    ),
)

_SERVICES = (
    Signature(
        name="lander",
        vendor="GoDaddy",
        kind=Kind.PARKED,
        max_bytes=2_000,
        max_text_chars=SHORT,
        body=(
            'window.location.href="/lander"',
            "window.location.href='/lander'",
            'window.location.href = "/lander"',
            'location="/lander"',
            'location.replace("/lander")',
        ),
        source="a page of 114 bytes, seen by ten crawlers independently",
    ),
    Signature(
        name="parking lander",
        vendor="GoDaddy",
        kind=Kind.PARKED,
        max_text_chars=SHORT,
        body=("wsimg.com/parking-lander",),
        source=_WEBAPP,
    ),
    Signature(
        name="sedo",
        vendor="Sedo",
        kind=Kind.PARKED,
        max_text_chars=SHORT,
        body=("sedoparking.com/", "sedo.com/services/parking.php", "sedo.com/search/details"),
        source="sedoparking.com/frmpark, seen by ten crawlers independently",
    ),
    Signature(
        name="parkingcrew",
        vendor="ParkingCrew",
        kind=Kind.PARKED,
        max_text_chars=SHORT,
        body=("parkingcrew.net", "pcrewadloaded"),
        source=_WEBAPP,
    ),
    Signature(
        name="bodis",
        vendor="Bodis",
        kind=Kind.PARKED,
        max_text_chars=SHORT,
        body=('window.park = "ey', 'window.park="ey', "window.park = 'ey", "bodis.com", "parking.bodiscdn.com"),
        source=_LISTS,
    ),
    Signature(
        name="adblock key",
        vendor="Above, ParkingCrew or Bodis",
        kind=Kind.PARKED,
        max_text_chars=SHORT,
        body=("data-adblockkey=",),
        source=_LISTS,
    ),
    Signature(
        name="parklogic",
        vendor="ParkLogic",
        kind=Kind.PARKED,
        max_text_chars=SHORT,
        body=("parklogic.com",),
        source=_LISTS,
    ),
    Signature(
        name="hugedomains",
        vendor="HugeDomains",
        kind=Kind.FOR_SALE,
        max_text_chars=SHORT,
        body=("hugedomains.com/domain_profile.cfm", "is for sale | hugedomains"),
        source=_SQUATTERS,
    ),
)

_WORDS = (
    Signature(
        name="title",
        vendor="a registrar or dealer",
        kind=Kind.FOR_SALE,
        max_text_chars=SHORT,
        part=r"(?:the )?(?:premium )?(?:domain|website|url)s? (?:name )?(?:[\w.-]+\.\w+ )?(?:is |may be |available )*for sale!?"
        r"|[\w-]+(?:\.[\w-]+)+ (?:is |may be )?(?:(?:available )?for (?:sale|purchase)|steht zum verkauf|est à vendre|está en venta|è in vendita)!?.*|buy this domain.*|domain (?:name )?(?:has )?expired.*"
        r"|parked(?: domain| free| page)?|domain park(?:ed|ing).*|.* is available at domainmarket\.com.*",
        source=f"{_SQUATTERS}: the wording of titles",
    ),
    Signature(
        name="words",
        vendor="a registrar or dealer",
        kind=Kind.FOR_SALE,
        max_text_chars=NOTICE,
        text="|".join(_SAID),
        hints=(
            "domain",
            "domein",
            "domen",
            "domín",
            "dominio",
            "доме",
            "域名",
            "網域",
            "网域",
            "ドメイン",
            "doména",
            "domän",
            "parked",
            "registered at",
            "for sale",
            "expired",
            "web site",
            "website",
            "alan ad",
            "future home",
            "put up",
        ),
        source=f"{_SQUATTERS}; registrars' and marketplaces' own pages",
    ),
)
