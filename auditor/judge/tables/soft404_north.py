"""How pages around the Baltic and the North Sea say that they aren't there: rows of `soft404_lexicon`."""

from __future__ import annotations

_NO = r"\b(?:(?:nett)?sid(?:en?|a)|artikkelen|dokumentet|filen|innholdet|saken)\b"
_SV = r"\b(?:(?:webb)?sidan|artikeln|dokumentet|filen|innehållet|nyheten)\b"
_DA = r"\b(?:(?:web)?siden?|artiklen|dokumentet|filen|indholdet|nyheden)\b"
_FI = r"\b(?:sivua|artikkelia|juttua|tiedostoa|sisältöä|dokumenttia)\b"
_FI_IS = r"\b(?:sivu|artikkeli|juttu|tiedosto|sisältö)"
_ET = r"\b(?:lehte|leht|lehekülge|lehekülg|artiklit|artikkel|dokumenti|dokument)\b"
_LV = r"\b(?:lapa|lapu|raksts|rakstu|dokuments)\b"
_LT = r"\b(?:puslapis|puslapio|straipsnis|straipsnio|dokumentas)\b"
_IS = r"\b(?:síða|síðan|síðuna|grein|greinin|fréttin)\b"

WORDS: tuple[tuple[str, tuple[str, ...], tuple[str, ...], str], ...] = (
    (
        "no",
        ("ikke", "ikkje", "slettet", "fjernet"),
        (
            (
                rf"{_NO}_ (?:(?:ble |kunne |kan )?ikke (?:lenger_ )?(?:funnet|bli funnet|finnes|tilgjengelig|finne)"
                r"|(?:finnes|eksisterer) (?:dessverre )?ikke|(?:er|ble)_ (?:slettet|fjernet))"
            ),
            rf"(?:fant|fann|finner|finne) (?:vi )?(?:dessverre )?ikk(?:e|je)_ {_NO}",
            rf"{_NO}_ (?:finst ikkje|vart ikkje funnen)",
            rf"(?:kan|kunne|klarte)_ ikke_ finne_ {_NO}",
        ),
        r"(?:ble )?ikke funnet|finnes ikke",
    ),
    (
        "sv",
        ("inte", "tagits bort", "borttagen", "saknas"),
        (
            (
                rf"{_SV}_ (?:(?:kunde|kan|gick) inte_ hittas?|(?:hittas|hittades|finns) (?:tyvärr )?inte|saknas"
                r"|inte (?:längre_ )?(?:tillgänglig|hittas|finns)|är borttagen)"
            ),
            rf"(?:hittar|hittade|hitta) (?:vi )?(?:tyvärr )?inte_ {_SV}",
            rf"(?:kan|kunde|lyckades)_ inte_ hitta_ {_SV}",
            rf"{_SV}_ tagits bort",
        ),
        r"hittades inte|kunde inte hittas|finns inte",
    ),
    (
        "da",
        ("ikke", "slettet", "fjernet"),
        (
            (
                rf"{_DA}_ (?:(?:blev |kunne |kan )?ikke (?:længere_ )?(?:fundet|findes|finde|tilgængelig)"
                r"|(?:findes|eksisterer) (?:desværre )?ikke|(?:er|blev)_ (?:slettet|fjernet))"
            ),
            rf"(?:kunne|kan)_ ikke_ finde_ {_DA}",
        ),
        r"(?:blev )?ikke fundet|findes ikke",
    ),
    (
        "fi",
        (
            "löyd",
            "löyt",
            "ole",
            "puuttuu",
            "poistettu",
            "käytettävissä",
            "saatavilla",
            "voitu",
        ),
        (
            rf"{_FI}_ ei_ (?:löytynyt|löydy|löytyn\w*|löydetty|ole|voitu löytää)",
            rf"(?:emme|en) löytän\w+_ {_FI}",
            rf"{_FI_IS}_ (?:puuttuu|on poistettu|poistettu|ei_ (?:ole|käytettävissä|saatavilla|olemassa|löydy))",
        ),
        r"ei löy(?:tynyt|dy)",
    ),
    (
        "et",
        (
            "leitu",
            "leitav",
            "puudub",
            "eksisteeri",
            "ole",
            "eemaldatud",
            "kustutatud",
        ),
        (
            rf"{_ET}_ (?:ei_ (?:leitud|leitu|eksisteeri|ole)|pole_ (?:leitav|olemas)|puudub|on_ (?:eemaldatud|kustutatud))",
        ),
        r"ei leitud",
    ),
    (
        "lv",
        ("atrast", "neeksist", "nav pieejam", "dzēst"),
        (rf"{_LV}_ (?:(?:nav|netika) atrast[ais]?|neeksistē|nav pieejam\w+|(?:ir|tika) dzēst\w+)",),
        r"nav atrast[ais]?",
    ),
    (
        "lt",
        ("nerast", "neegzist", "nėra", "pašalint", "ištrint"),
        (rf"{_LT}_ (?:nerast\w+|neegzistuoja|nėra|pašalint\w+|ištrint\w+)", rf"\bnerast\w+_ {_LT}"),
        r"nerast[ao]s?",
    ),
    (
        "is",
        ("fannst ekki", "ekki til", "ekki lengur", "fjarlægð"),
        (rf"{_IS}_ (?:fannst ekki|er ekki (?:til|lengur)|(?:var|hefur verið) fjarlægð)",),
        r"fannst ekki",
    ),
)
