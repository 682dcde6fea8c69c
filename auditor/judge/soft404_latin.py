"""How pages in western European languages, and Indonesian, say that they aren't there: rows of `soft404_lexicon`."""

from __future__ import annotations

_EN = r"\b(?:page|file|document|article|story|content|resource|url|link|item|post|video|address|publication)\b"
# What a reader asked for stands between it and its absence; "the article of the constitution" is no page.
_ASKED = (
    r"(?:,? (?:you(?:'re|'ve)?|we|that|which|at|on|with|under|requested|entered|in question|here)\b[^.!?|]{0,60}?)?"
)
_FR = r"\b(?:page|article|document|contenu|fichier|adresse|publication|ressource|lien)s?\b"
_DE = r"\b(?:web)?(?:seite|artikel|beitrag|inhalt|dokument|datei|url|adresse|meldung|dieser link)\b"
_ES = r"\b(?:p[áa]gina|art[íi]culo|documento|contenido|archivo|noticia|recurso|url|direcci[óo]n)\b"
_PT = r"\b(?:p[áa]gina|artigo|documento|conte[úu]do|arquivo|ficheiro|not[íi]cia|endere[çc]o)\b"
_IT = r"\b(?:pagina|articolo|documento|contenuto|file|risorsa|notizia|indirizzo)\b"
_NL = r"\b(?:pagina|artikel|document|bestand|inhoud|bericht)\b"
_NO = r"\b(?:siden|artikkelen|dokumentet|filen|innholdet)\b"
_SV = r"\b(?:sidan|artikeln|dokumentet|filen|innehållet)\b"
_DA = r"\b(?:siden?|artiklen|dokumentet|filen|indholdet)\b"
_FI = r"\b(?:sivua|artikkelia|tiedostoa|sisältöä|dokumenttia)\b"
_ID = r"\b(?:halaman|laman|artikel|dokumen|berkas|konten)\b"

WORDS: tuple[tuple[str, tuple[str, ...], tuple[str, ...], str], ...] = (
    (
        "en",
        (
            "found",
            "find",
            "exist",
            "available",
            "locate",
            "accessible",
            "missing",
            "gone",
            "removed",
            "deleted",
            "expired",
            "taken down",
            "moved or",
            "renamed",
            "no page here",
            "page matching",
            "cannot get /",
            "/error",
            "mistyped",
            "followed a",
            "404",
            "410",
        ),
        (
            (
                rf"{_EN}{_ASKED} (?:(?:could|was|is|can|does|has|seems|appears) ?(?:not|n't)|can't|cannot|no longer)"
                r"(?: be| been| seem to| appear to)? (?:found|exists?|available|located|accessible)\b"
            ),
            rf"{_EN}{_ASKED}(?: was| is)? (?:not found|missing|(?:currently )?unavailable)\b",
            rf"{_EN}{_ASKED} (?:is |has moved or |moved or )?no longer (?:exists?|available)\b",
            (
                r"\b(?:can't|cannot|can not|couldn't|could not|unable to) (?:seem to )?(?:find|locate) "
                rf"(?:the |that |this |your |a )?(?:requested )?{_EN}"
            ),
            (
                rf"{_EN}{_ASKED} (?:has|have|was|may have|might have) (?:either )?(?:been )?(?:moved,? |renamed,? )?(?:or )?"
                r"(?:removed|deleted|expired|taken down|moved or|renamed)\b"
            ),
            r"\bthere(?:'s| is) no (?:web ?)?page (?:here|matching)\b",
            r"\bno (?:page|article|document) (?:was )?found\b",
            r"\bcannot (?:get|find) /",
            r"\bthe specified (?:key|blob|resource) (?:does not|doesn't) exist\b",
            r"\bno explicit mapping for /error\b",
            r"\byou may have (?:mistyped|followed an? (?:outdated|old|broken))\b",
        ),
        r"(?:nothing )?(?:was )?not found|nothing (?:was )?found(?: here)?|no longer available|gone",
    ),
    (
        "fr",
        (
            "inexistant",
            "impossible de",
            "trouv",
            "existe",
            "disponible",
            "supprim",
            "retirée",
            "retiré",
            "accessible",
            "déplacé",
            "en ligne",
        ),
        (
            (
                rf"{_FR}_ (?:introuvable|non trouvée?|inexistante?|n'existe (?:pas|plus)"
                r"|n'est (?:pas|plus) (?:disponible|accessible|en ligne)|n'a (?:pas|pu) [^ ]+ ?(?:être )?trouvée?"
                r"|a été (?:supprimée?|retirée?|déplacée?))"
            ),
            rf"ne (?:trouv|parvien|pouv)[^.!?]{{0,40}}{_FR}",
            rf"{_FR} (?:inexistante?|non (?:disponible|accessible)|supprimée?)\b",
            rf"\b(?:n\'avons|n\'a|n\'ont) (?:pas|pu)[^.!?]{{0,15}} trouv[^.!?]{{0,20}}{_FR}",
            rf"impossible (?:de|d\')_ (?:trouver|afficher)_ {_FR}",
            rf"\baucune {_FR}_ trouvée?",
        ),
        r"introuvable|non trouvée?|pas trouvée?",
    ),
    (
        "de",
        (
            "nicht (mehr)",
            "nicht gefunden",
            "nicht mehr",
            "verfügbar",
            "vorhanden",
            "erreichbar",
            "auffindbar",
            "nicht online",
            "existiert",
            "gibt es nicht",
            "gelöscht",
            "entfernt",
            "nicht finden",
        ),
        (
            (
                rf"{_DE}_ (?:nicht (?:mehr )?(?:gefunden|verfügbar|vorhanden|erreichbar|auffindbar|online)"
                r"|existiert_ nicht|gibt es nicht(?: mehr)?|(?:gelöscht|entfernt) worden|wurde (?:gelöscht|entfernt))"
            ),
            rf"\bkonnten?_ {_DE}_ nicht finden",
            rf"{_DE} gibt es_ nicht(?: mehr)?\b",
            rf"\b(?:keine|diese) {_DE}_ (?:gefunden|gelöscht)\b",
            rf"\b(?:finden|fanden)_ {_DE}_ (?:leider )?nicht\b",
        ),
        r"(?:leider )?nicht gefunden",
    ),
    (
        "es",
        (
            "hallad",
            "hemos podido",
            "encontr",
            "encuentr",
            "existe",
            "disponible",
            "localizad",
            "ya no ",
            "eliminad",
            "borrad",
            "retirad",
            "no podemos",
            "no pudimos",
            "no se pud",
            "no se pued",
            "no hemos",
            "no pued",
        ),
        (
            (
                rf"{_ES}_ (?:no (?:se )?(?:ha sido |fue |ha |pudo |puede |est[áa] )?(?:ser )?(?:encontrad[oa]"
                r"|encontrar(?:se)?|existe|disponible|encuentra|localizad[oa])|ya no (?:existe|est[áa]|se)"
                r"|ha sido (?:eliminad|borrad|retirad)[oa])"
            ),
            rf"no (?:se )?(?:podemos|pudimos|hemos podido|pudo|puede|encontramos)[^.!?]{{0,30}} {_ES}",
            rf"{_ES}_ no (?:se )?(?:ha|han|pudo|puede|pudieron)_ (?:encontr|localiz|hall)\w+",
            rf"no (?:se|hemos|han?)? ?(?:ha )?(?:podido )?(?:encontr|localiz|hall)\w+_ {_ES}",
            rf"no es posible encontrar_ {_ES}",
        ),
        r"no encontrad[oa]",
    ),
    (
        "pt",
        (
            "encontr",
            "localizar",
            "encontrad",
            "existe",
            "disponível",
            "disponivel",
            "localizad",
            "removid",
            "excluíd",
            "excluid",
            "eliminad",
        ),
        (
            (
                rf"{_PT}_ (?:(?:já )?n[ãa]o (?:foi |pôde ser |pode ser |est[áa] )?(?:mais )?(?:encontrad[oa]|existe"
                r"|dispon[íi]vel|localizad[oa])|foi (?:removid|exclu[íi]d|eliminad)[oa])"
            ),
            rf"n[ãa]o (?:foi poss[íi]vel |conseguimos |pudemos )?(?:encontr|localiz)\w+_ {_PT}",
            rf"{_PT}_ n[ãa]o p[ôo]de ser_ (?:encontrad|localizad|exibid)[oa]",
        ),
        r"n[ãa]o (?:foi )?encontrad[oa]",
    ),
    (
        "it",
        (
            "trovare",
            "impossibile",
            "trovat",
            "disponibile",
            "esiste",
            "raggiungibile",
            "non presente",
            "presente",
            "rimoss",
            "eliminat",
        ),
        (
            (
                rf"{_IT}_ (?:non (?:è (?:stat[oa] |più )?|può essere |più )?(?:trovat[oa]|disponibile|esiste(?:nte)?"
                r"|raggiungibile|presente)|è stat[oa] (?:rimoss|eliminat)[oa])"
            ),
            rf"(?:impossibile|non (?:è possibile|riusciamo a|siamo riusciti a|abbiamo potuto))_ trov\w+_ {_IT}",
            rf"non (?:abbiamo|è stat[oa]) trovat[oa]_ {_IT}",
            rf"{_IT}_ non p(?:uò|ossono) essere trovat[oaie]",
        ),
        r"non (?:è stat[oa] )?trovat[oa]",
    ),
    (
        "nl",
        ("te vinden", "vinden", "bestaan", "gevonden", "beschikbaar", "bestaat", "verwijderd"),
        (
            (
                rf"{_NL}_ (?:niet (?:meer )?(?:worden )?(?:gevonden|beschikbaar|bestaat)|bestaat niet"
                r"|is (?:helaas )?verwijderd)"
            ),
            rf"(?:kunnen|konden|kon|kan)_ {_NL}_ niet_ vinden",
            rf"hebben_ {_NL}_ niet_ (?:kunnen vinden|gevonden)",
            rf"{_NL}_ (?:kan|kon)_ niet_ (?:gevonden|getoond)",
            rf"{_NL}_ (?:is|zijn)_ (?:verplaatst of )?verwijderd",
        ),
        r"niet gevonden",
    ),
    (
        "no",
        (
            "ikke lenger",
            "ikke siden",
            "ikke funnet",
            "ikke bli funnet",
            "ikke finnes",
            "finnes ikke",
            "fant ikke",
            "finner ikke",
            "slettet",
            "fjernet",
        ),
        (
            rf"{_NO}_ (?:(?:ble )?ikke (?:funnet|bli funnet|finnes)|finnes ikke|er (?:slettet|fjernet))",
            rf"(?:fant|finner) ikke_ {_NO}",
            rf"{_NO}_ (?:ikke lenger|ikke)_ (?:tilgjengelig|funnet|finnes)",
            rf"(?:kan|kunne) ikke finne_ {_NO}",
        ),
        r"ikke funnet",
    ),
    (
        "sv",
        (
            "hitta",
            "tillgänglig",
            "inte längre",
            "flyttat",
            "hittas",
            "hittades",
            "hittade",
            "hitta inte",
            "finns inte",
            "tagits bort",
            "saknas",
        ),
        (
            rf"{_SV}_ (?:kunde inte hittas|kan inte hittas|hittades inte|finns inte|har tagits bort|saknas)",
            rf"hittade? inte_ {_SV}",
            rf"(?:hittar|hittade|hitta) (?:vi )?inte_ {_SV}|(?:kan|kunde|lyckades) inte hitta_ {_SV}",
            rf"{_SV}_ (?:inte längre|inte)_ (?:tillgänglig|hittas|finns)",
            rf"{_SV}_ (?:flyttats eller )?tagits bort",
        ),
        r"hittades inte|kunde inte hittas",
    ),
    (
        "da",
        ("ikke længere", "ikke siden", "ikke fundet", "ikke findes", "ikke finde", "findes ikke", "slettet", "fjernet"),
        (
            rf"{_DA}_ (?:(?:blev |kunne |kan )?ikke (?:fundet|findes|finde)|findes ikke|er (?:slettet|fjernet))",
            rf"{_DA}_ ikke (?:længere_ )?(?:tilgængelig|fundet|findes|finde)",
            rf"(?:kunne|kan) ikke finde_ {_DA}",
        ),
        r"ikke fundet",
    ),
    (
        "fi",
        ("löydy", "käytettävissä", "sivu on", "ei löy", "ei ole", "poistettu"),
        (
            rf"{_FI}_ ei (?:löytynyt|löydy|löytyn|ole)",
            r"\bsivu(?: on)? poistettu",
            rf"{_FI}_ ei_ (?:löytynyt|löydy|löydetty|olemassa)",
            r"\b(?:sivu|artikkeli|tiedosto) ei_ (?:käytettävissä|saatavilla|olemassa)",
        ),
        r"ei löytynyt",
    ),
    (
        "id",
        ("tak ditemukan", "tak dapat", "tidak", "dihapus"),
        (
            rf"{_ID}_ (?:tidak (?:ditemukan|tersedia|ada)|telah dihapus)",
            rf"{_ID}_ (?:tidak|tak) (?:dapat |bisa )?(?:ditemukan|tersedia|ditampilkan)",
            rf"(?:tidak|tak) (?:dapat |bisa )?menemukan_ {_ID}",
        ),
        r"tidak ditemukan",
    ),
)
