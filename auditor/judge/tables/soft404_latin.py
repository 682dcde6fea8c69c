"""How pages in English and western European languages say that they aren't there: rows of `soft404_lexicon`."""

from __future__ import annotations

_EN = r"\b(?:(?:web ?)?page|file|document|article|story|content|resource|url|link|item|post|video|address|publication|report)\b"
# What a reader asked for stands between it and its absence; "the article of the constitution" is no page.
_ASKED = (
    r"(?:,? (?:you(?:'re|'ve)?|we|that|which|at|on|with|under|requested|entered|in question|here)\b[^.!?|]{0,60}?)?"
)
_FR = r"\b(?:page|article|document|contenu|fichier|adresse|publication|ressource|lien)s?\b"
_DE = r"\b(?:web)?(?:seite|artikel|beitrag|inhalt|dokument|datei|url|adresse|meldung|dieser link)\b"
_ES = r"\b(?:p[áa]gina|nota|publicaci[óo]n|art[íi]culo|documento|contenido|archivo|noticia|recurso|url|direcci[óo]n)\b"
_PT = r"\b(?:p[áa]gina|artigo|documento|conte[úu]do|arquivo|ficheiro|not[íi]cia|endere[çc]o)\b"
_IT = r"\b(?:pagina|articolo|documento|contenuto|file|risorsa|notizia|indirizzo)\b"
_NL = r"\b(?:pagina|artikel|document|bestand|inhoud|bericht)\b"
_CA = r"\b(?:pàgina|article|document|contingut)\b"

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
            "deleted",
            "expired",
            "taken down",
            "renamed",
            "n't here",
            "not here",
            "longer here",
            "page here",
            "nothing here",
            "page matching",
            "/error",
            "mistyped",
            "vanished",
            "retired",
            "unpublished",
            "looking for",
            "able to",
            "can't",
            "cant",
            "cannot",
            "couldn't",
            "could not",
            "nothing to see",
            "followed a",
            "404",
            "410",
            "moved",
        ),
        (
            (
                rf"{_EN}{_ASKED} (?:(?:could|was|is|can|does|has|seems|appears) ?(?:not|n't)|can't|cant|cannot|no longer)"
                r"(?: be| been| seem to| appear to)? (?:found|exists?|available|located|accessible)\b"
            ),
            rf"{_EN}{_ASKED}(?: was| is)? (?:not found|missing|(?:currently )?unavailable)\b",
            rf"{_EN}{_ASKED} (?:is |has moved or |moved or )?no longer (?:exists?|available)\b",
            (
                r"\b(?:can't|cant|cannot|can not|couldn't|could not|unable to|didn't|did not) (?:seem to )?(?:find|locate) "
                rf"(?:the |that |this |your |a )?(?:requested )?{_EN}"
            ),
            (
                r"\b(?:can't|cant|cannot|couldn't|could not|unable to) (?:display|show|retrieve|load|open)(?: you)?"
                rf" (?:the|that|this) (?:requested )?{_EN}"
            ),
            (
                rf"{_EN}{_ASKED} (?:has|have|was|may have|might have) (?:either )?(?:been )?(?:moved,? |renamed,? )?(?:or )?"
                r"(?:removed|deleted|expired|taken down|moved or|renamed|retired|unpublished|gone|vanished)\b"
            ),
            r"\bthere(?:'s| is) no (?:web ?)?page (?:here|matching)\b",
            r"\bno (?:page|article|document) (?:was )?found\b",
            rf"{_EN} (?:isn't|is not|is no longer) here\b|\bpages? (?:may|might) (?:well )?have (?:been )?(?:moved|deleted|removed)\b",
            (
                r"\b(?:can't|cant|cannot|couldn't|could not) (?:seem to )?(?:find|locate) (?:what|the thing|whatever)"
                r"(?: it is)? you(?:'re| are| were)? (?:looking for|after|requested)\b"
            ),
            r"\bthere(?:'s| is) nothing (?:here|to see here)\b(?! but)",
            r"\bwhat you(?:'re| are| were) looking for (?:isn't|is not|is no longer|wasn't|doesn't exist|can't be found)\b",
            r"\bcannot (?:get|find) /",
            r"\bthe specified (?:key|blob|resource) (?:does not|doesn't) exist\b",
            r"\bno explicit mapping for /error\b",
            r"\bhaven't been able to (?:serve|find) the page\b",
            r"\byou may have (?:mistyped|followed an? (?:outdated|old|broken))\b",
        ),
        r"(?:nothing )?(?:was )?not found|nothing (?:was )?found(?: here)?|no longer (?:available|exists)|gone",
    ),
    (
        "fr",
        (
            "inexistant",
            "trouv",
            "existe",
            "disponible",
            "supprim",
            "retiré",
            "accessible",
            "déplacé",
            "en ligne",
            "aucun",
            "il n'y a",
            "cette adresse",
            "impossible d",
        ),
        (
            (
                rf"{_FR}_ (?:introuvable|non trouvée?|inexistante?|n'existe (?:pas|plus)"
                r"|n'est (?:pas|plus) (?:disponible|accessible|en ligne)|indisponible|inaccessible|n'a (?:pas|pu) [^ ]+ ?(?:être )?trouvée?"
                r"|a été (?:supprimée?|retirée?|déplacée?))"
            ),
            rf"ne (?:trouv|retrouv|parvien|pouv)[^.!?]{{0,40}}{_FR}",
            rf"\bil n'y a (?:pas|plus|aucun)[^.!?]{{0,12}}{_FR}|\b(?:rien|pas d(?:e |'){_FR}) à cette adresse\b",
            rf"{_FR} (?:inexistante?|non (?:disponible|accessible)|supprimée?)\b",
            rf"\b(?:n\'avons|n\'a|n\'ont) (?:pas|pu)[^.!?]{{0,15}} trouv[^.!?]{{0,20}}{_FR}",
            rf"impossible (?:de|d\')_ (?:trouver|afficher)_ {_FR}",
            rf"\baucune {_FR}_ trouvée?",
            rf"\bne correspond à aucune? {_FR}",
        ),
        r"(?:est )?introuvable|non trouv[ée]e?|pas trouvée?|n'existe (?:pas|plus)|n'est plus disponible",
    ),
    (
        "de",
        (
            "nicht",
            "gefunden",
            "gelöscht",
            "entfernt",
            "abgelaufen",
        ),
        (
            (
                rf"{_DE}_ (?:nicht (?:\(?mehr\)? |länger )?(?:gefunden|verfügbar|vorhanden|erreichbar|auffindbar|online"
                r"|abrufbar|aufrufbar|zugänglich)|steht_ nicht (?:mehr |länger )?zur verfügung|existiert_ nicht|gibt es nicht(?: mehr)?|ist abgelaufen|(?:gelöscht|entfernt) worden|wurde (?:gelöscht|entfernt))"
            ),
            rf"\bdiese[rs]? {_DE}_ (?:wurde|ist)_ (?:gelöscht|entfernt)\b",
            rf"\bkonnten?_ {_DE}_ nicht finden",
            rf"{_DE} gibt es_ nicht(?: mehr)?\b",
            rf"\b(?:keine|diese) {_DE}_ (?:gefunden|gelöscht)\b",
            rf"\b(?:finden|fanden)_ {_DE}_ (?:leider )?nicht\b",
        ),
        r"(?:leider )?(?:wurde |konnte )?nicht gefunden(?: werden)?|existiert nicht(?: mehr)?|nicht mehr verfügbar",
    ),
    (
        "es",
        (
            "no ",
            "eliminad",
            "borrad",
            "retirad",
            "inexistente",
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
            rf"{_ES} (?:inexistente|no disponible)\b|\bno existe (?:la|el|esta|este|ninguna)_ {_ES}",
        ),
        r"no encontrad[oa]|no se (?:ha )?(?:encontr[óo]|encontrado|pudo encontrar)|ya no (?:existe|est[áa] disponible)",
    ),
    (
        "pt",
        (
            "não ",
            "nao ",
            "removid",
            "excluíd",
            "excluid",
            "eliminad",
            "inexistente",
            "indispon",
        ),
        (
            (
                rf"{_PT}_ (?:(?:já )?n[ãa]o (?:foi |pôde ser |pode ser |est[áa] )?(?:mais )?(?:encontrad[oa]|existe"
                r"|dispon[íi]vel|localizad[oa])|foi (?:removid|exclu[íi]d|eliminad)[oa])"
            ),
            rf"n[ãa]o (?:foi poss[íi]vel |conseguimos |pudemos )?(?:encontr|localiz)\w+_ {_PT}",
            rf"{_PT}_ n[ãa]o p[ôo]de ser_ (?:encontrad|localizad|exibid)[oa]",
            rf"{_PT} (?:inexistente|indispon[íi]vel)\b",
        ),
        r"n[ãa]o (?:foi )?encontrad[oa]",
    ),
    (
        "it",
        (
            "non ",
            "impossibile",
            "rimoss",
            "eliminat",
            "inesistente",
            "indisponibile",
        ),
        (
            (
                rf"{_IT}_ (?:non (?:è (?:stat[oa] |più )?|può essere |più )?(?:trovat[oa]|disponibile|esiste(?:nte)?"
                r"|raggiungibile|presente)|è stat[oa] (?:rimoss|eliminat)[oa])"
            ),
            rf"(?:impossibile|non (?:è possibile|riusciamo a|siamo riusciti a|abbiamo potuto))_ trov\w+_ {_IT}",
            rf"non (?:abbiamo|è stat[oa]) trovat[oa]_ {_IT}",
            rf"{_IT}_ non p(?:uò|ossono) essere trovat[oaie]",
            rf"{_IT} (?:inesistente|indisponibile)\b",
        ),
        r"non (?:è stat[oa] )?trovat[oa]|non esiste più",
    ),
    (
        "nl",
        (
            "niet",
            "verwijderd",
            "verdwenen",
        ),
        (
            (
                rf"{_NL}_ (?:niet (?:meer |langer )?(?:worden )?(?:gevonden|beschikbaar|bestaat)|bestaat (?:helaas )?niet"
                r"|is (?:helaas )?verwijderd)"
            ),
            rf"(?:kunnen|konden|kon|kan)_ {_NL}_ niet_ vinden",
            rf"hebben_ {_NL}_ niet_ (?:kunnen vinden|gevonden)",
            rf"{_NL}_ (?:kan|kon)_ niet_ (?:gevonden|getoond)",
            rf"{_NL}_ (?:is|zijn)_ (?:(?:verplaatst of )?verwijderd|verdwenen)",
        ),
        r"niet gevonden|bestaat niet(?: \(?meer\)?)?",
    ),
    (
        "ca",
        (
            "existeix",
            "trob",
        ),
        (rf"{_CA}_ no (?:existeix|trobad?[ta]|s'ha trobat)", rf"no s'ha (?:pogut trobar|trobat)_ {_CA}"),
        r"no trobada?",
    ),
)
