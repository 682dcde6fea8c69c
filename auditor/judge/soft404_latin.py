"""How pages in languages of the Latin script say that they aren't there: rows of `soft404_lexicon`."""

from __future__ import annotations

_EN = r"\b(?:page|file|document|article|story|content|resource|url|link|item|post|video|address|publication)s?\b"
_FR = r"\b(?:page|article|document|contenu|fichier|adresse|publication|ressource|lien)s?\b"
_DE = r"\b(?:seite|artikel|beitrag|inhalt|dokument|datei|url|adresse|meldung|dieser link)\b"
_ES = r"\b(?:p[áa]gina|art[íi]culo|documento|contenido|archivo|noticia|recurso|url|direcci[óo]n)\b"
_PT = r"\b(?:p[áa]gina|artigo|documento|conte[úu]do|arquivo|ficheiro|not[íi]cia|endere[çc]o)\b"
_IT = r"\b(?:pagina|articolo|documento|contenuto|file|risorsa|notizia|indirizzo)\b"
_NL = r"\b(?:pagina|artikel|document|bestand|inhoud|bericht)\b"
_PL = r"\b(?:stron[ayę]|artykuł[u]?|dokument[u]?|plik[u]?|treść)\b"
_TR = r"(?:\bsayfa|\bdosya|\biçerik|\bmakale|\bhaber|\bbelge)\w*"
_HU = r"\b(?:oldal|cikk|dokumentum|fájl|tartalom|lap)\b"
_RO = r"\b(?:pagin[ăa]|articolul|documentul|fișierul|pagina)\b"
_NO = r"\b(?:siden|artikkelen|dokumentet|filen|innholdet)\b"
_SV = r"\b(?:sidan|artikeln|dokumentet|filen|innehållet)\b"
_DA = r"\b(?:siden|artiklen|dokumentet|filen|indholdet)\b"
_FI = r"\b(?:sivua|artikkelia|tiedostoa|sisältöä|dokumenttia)\b"
_CS = r"\b(?:stránk[ay]|stránku|článek|dokument|soubor|obsah)\b"
_ID = r"\b(?:halaman|artikel|dokumen|berkas|konten)\b"

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
            "cannot get /",
            "/error",
            "mistyped",
            "followed a",
            "404",
            "410",
        ),
        (
            (
                rf"{_EN}_ (?:(?:could|was|were|is|are|can|does|do|has|have) ?(?:not|n't)|can't|cannot|no longer)"
                r"(?: be| been| seem to)? (?:found|exists?|available|located|accessible)\b"
            ),
            rf"{_EN}(?: was| is)? (?:not found|missing|unavailable)\b",
            rf"{_EN} no longer (?:exists?|available)\b",
            (
                r"\b(?:can't|cannot|can not|couldn't|could not|unable to) (?:seem to )?(?:find|locate) "
                rf"(?:the |that |this |your |a )?(?:requested )?{_EN}"
            ),
            (
                rf"{_EN}_ (?:has|have|was|may have|might have) (?:either )?(?:been )?"
                r"(?:removed|deleted|expired|taken down|moved or|renamed)\b"
            ),
            r"\bthere(?:'s| is) no page here\b",
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
        ("trouv", "existe", "disponible", "supprim", "retirée", "retiré", "accessible", "déplacé", "en ligne"),
        (
            (
                rf"{_FR}_ (?:introuvable|non trouvée?|inexistante?|n'existe (?:pas|plus)"
                r"|n'est (?:pas|plus) (?:disponible|accessible|en ligne)|n'a (?:pas|pu) [^ ]+ ?(?:être )?trouvée?"
                r"|a été (?:supprimée?|retirée?|déplacée?))"
            ),
            rf"ne (?:trouv|parvien|pouv)[^.!?]{{0,40}}{_FR}",
        ),
        r"introuvable|non trouvée?|pas trouvée?",
    ),
    (
        "de",
        (
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
        ),
        r"(?:leider )?nicht gefunden",
    ),
    (
        "es",
        (
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
        ),
        r"no encontrad[oa]",
    ),
    (
        "pt",
        ("encontrad", "existe", "disponível", "disponivel", "localizad", "removid", "excluíd", "excluid", "eliminad"),
        (
            (
                rf"{_PT}_ (?:(?:já )?n[ãa]o (?:foi |pôde ser |pode ser |est[áa] )?(?:mais )?(?:encontrad[oa]|existe"
                r"|dispon[íi]vel|localizad[oa])|foi (?:removid|exclu[íi]d|eliminad)[oa])"
            ),
        ),
        r"n[ãa]o (?:foi )?encontrad[oa]",
    ),
    (
        "it",
        ("trovat", "disponibile", "esiste", "raggiungibile", "non presente", "presente", "rimoss", "eliminat"),
        (
            (
                rf"{_IT}_ (?:non (?:è (?:stat[oa] |più )?|può essere |più )?(?:trovat[oa]|disponibile|esiste(?:nte)?"
                r"|raggiungibile|presente)|è stat[oa] (?:rimoss|eliminat)[oa])"
            ),
        ),
        r"non (?:è stat[oa] )?trovat[oa]",
    ),
    (
        "nl",
        ("gevonden", "beschikbaar", "bestaat", "verwijderd"),
        (
            (
                rf"{_NL}_ (?:niet (?:meer )?(?:worden )?(?:gevonden|beschikbaar|bestaat)|bestaat niet"
                r"|is (?:helaas )?verwijderd)"
            ),
        ),
        r"niet gevonden",
    ),
    (
        "pl",
        ("znalezion", "znaleźć", "istnieje", "dostępn", "usunięt"),
        (
            (
                rf"{_PL}_ (?:nie (?:została |został |jest )?(?:znalezion[aoey]|istnieje|dostępn[aye])"
                r"|został[ao]? usunięt[aoy])"
            ),
            rf"nie (?:znaleziono|można znaleźć|możemy znaleźć)_ {_PL}",
        ),
        r"nie znaleziono",
    ),
    ("tr", ("bulunam", "mevcut", "kaldır"), (rf"{_TR}_ (?:bulunam\w+|mevcut değil|kaldırıl\w+)",), r"bulunamad[ıi]"),
    (
        "hu",
        ("nem található", "nem létezik", "nem elérhető"),
        (rf"{_HU}_ nem (?:található|létezik|elérhető)",),
        r"nem található",
    ),
    (
        "ro",
        ("găsit", "nu există", "nu mai", "disponibil", "negasit"),
        (rf"{_RO}_ nu (?:a (?:putut fi |fost )?găsit[ăa]?|există|mai (?:există|este)|este disponibil[ăa]?)",),
        r"neg[ăa]sit[ăa]?|nu a fost găsit[ăa]?",
    ),
    (
        "no",
        (
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
        ),
        r"ikke funnet",
    ),
    (
        "sv",
        ("hittas", "hittades", "hittade", "hitta inte", "finns inte", "tagits bort", "saknas"),
        (
            rf"{_SV}_ (?:kunde inte hittas|kan inte hittas|hittades inte|finns inte|har tagits bort|saknas)",
            rf"hittade? inte_ {_SV}",
        ),
        r"hittades inte|kunde inte hittas",
    ),
    (
        "da",
        ("ikke fundet", "ikke findes", "ikke finde", "findes ikke", "slettet", "fjernet"),
        (rf"{_DA}_ (?:(?:blev |kunne |kan )?ikke (?:fundet|findes|finde)|findes ikke|er (?:slettet|fjernet))",),
        r"ikke fundet",
    ),
    (
        "fi",
        ("ei löy", "ei ole", "poistettu"),
        (rf"{_FI}_ ei (?:löytynyt|löydy|löytyn|ole)", r"\bsivu(?: on)? poistettu"),
        r"ei löytynyt",
    ),
    (
        "cs",
        ("nenalezen", "nalezen", "neexist", "nelze najít"),
        (rf"{_CS}_ (?:nenalezen[aoy]?|nebyl[ao]? nalezen[aoy]?|neexistuje|nelze najít)",),
        r"nenalezen[aoy]?",
    ),
    ("id", ("tidak", "dihapus"), (rf"{_ID}_ (?:tidak (?:ditemukan|tersedia|ada)|telah dihapus)",), r"tidak ditemukan"),
)
