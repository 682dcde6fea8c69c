"""A paragraph in, the day on which all of its document's links were looked at out: `All links last accessed 3 May 2021.`

It is said once, in front matter, a footer or at the notes' head. The clause around the day has to speak of links in
the plural and of looking at them, and may hold nothing else: a clause with a word that is in no table is about
something else (`All links to the fire were seen by the police on …`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from auditor.dates import find_days
from auditor.needles import Needles

_LONGEST = 200  # characters of a clause

# What is looked at, in the plural.
_LINKS = frozenset(
    """links hyperlinks urls urls websites webpages sites addresses weblinks webadresses webaddresses
    internetlinks internetquellen onlinequellen webseiten internetseiten internetadressen webadressen netzquellen
    webquellen internetfundstellen weblinks internetverweise hyperlinks seiten quellen adressen verweise
    liens hyperliens adresses sites pages sources références
    enlaces vínculos hipervínculos páginas direcciones sitios fuentes recursos
    collegamenti siti indirizzi pagine fonti risorse rimandi
    koppelingen hyperlinks internetbronnen webpagina websites webadressen internetadressen internetpagina bronnen
    endereços ligações hiperligações sítios hiperlinks fontes""".split()
)
# What is only a link beside a word that says so: `Internet sources`, `web pages`, `URL's`, `i link`.
_PERHAPS = frozenset("sources resources references pages citations materials link url uri".split())
_OF_THE_WEB = frozenset(
    """web internet online electronic elektronische elektronischen électroniques électronique ligne línea linea
    linha rede net world wide digital digitale digitalen url urls uri""".split()
)
_ALL = frozenset(
    "all alle allen aller sämtliche sämtlicher sämtlichen tous toutes todos todas tutti tutte ogni every".split()
)
_LOOKED = frozenset(
    """access accessed accessible visited viewed checked verified retrieved consulted valid active current working live
    tested correct functional
    abgerufen aufgerufen geprüft überprüft zugriff zugriffs zugegriffen abruf abrufs abrufdatum zugriffsdatum besucht
    eingesehen stand abrufbar gültig aktuell kontrolliert
    consultés consultées consultation visités visitées vérifiés vérifiées accédés accédées accès valides actifs
    consultados consultadas consulta visitados visitadas verificados verificadas revisados revisadas acceso comprobados
    comprobadas activos activas accedidos
    consultati consultate consultazione visitati visitate verificati verificate accesso controllati controllate attivi
    geraadpleegd bezocht bekeken gecontroleerd geopend opgehaald raadpleging toegang
    acessados acessadas acedidos acedidas verificadas acesso ativos ativas válidos""".split()
)
_SMALL = frozenset(
    """the this these that of to in on at as for by and or were was is are have has been be last most recently latest
    date day time s here cited given listed referenced mentioned provided note notes nb our report paper book document
    article text publication study chapter bibliography footnotes endnotes footnote unless otherwise except where
    noted stated indicated specified else successfully references website web final again
    die der das des den dem in im am auf zu zum wurden wurde sind waren ist und zuletzt letzter letzte letzten letztes
    letztmalig letztmals datum tag hinweis anmerkung anmerkungen genannten angegebenen zitierten aufgeführten
    verwendeten angeführten hier diesem dieser dieses text bericht studie beitrag buch sofern soweit wenn nicht anders
    anderes angegeben vermerkt für an alle vom
    les le la l des du de d au aux en ont été a sont et dernière dernier dernières fois date pour remarque note cités
    citées mentionnés mentionnées ce cette rapport étude document sauf indication mention contraire ci
    los las el lo del al y e por han sido fueron son está están última último vez fecha nota citados citadas
    mencionados mencionadas este esta informe documento salvo que se indique lo contrario a
    i gli le il lo la della delle degli dei di da nel nella sono stati state è e ultima ultimo volta data per nota
    citati citate indicati presente documento rapporto salvo diversa indicazione se non diversamente indicato
    de het een van voor het zijn werden is op in laatst laatste datum dit deze rapport artikel tenzij anders vermeld
    aangegeven genoemde vermelde opmerking s
    os as o a dos das do da no na nos nas em para foram estão pela última vez data nota citados citadas neste nesta
    relatório documento salvo indicação em contrário exceto quando indicado último""".split()
)
_MAY_STAND = _LINKS | _PERHAPS | _OF_THE_WEB | _ALL | _LOOKED | _SMALL
_ENGLISH = frozenset("accessed visited viewed checked retrieved consulted verified".split())  # who may mean 5 March
_NAMED = Needles((*_LINKS, *_PERHAPS))
_SEEN = Needles(_LOOKED)

_STOPS = frozenset(".!?")
_WORD = re.compile(r"[^\W\d_]+")
_EDGE = re.compile(r"[.!?;]\s|[()\[\]|•·*]|\s[–—]\s")
_ENDS = re.compile(r"[.!?;](?=\s|\Z)|[()\[\]|•·]|\s[–—]\s")


def day_of_all(texts: Iterable[tuple[str, Sequence[int]]]) -> date | None:
    """The day that the paragraphs of a document say of all its links; None where none does, or not the same one.

    With each text come the places where its links begin: what is said behind several is said of these, and so is what
    is said behind one in the same sentence.
    """
    days = {day for text, links in texts if "20" in text and (day := _day(text, links))}
    return days.pop() if len(days) == 1 else None


def _day(text: str, links: Sequence[int]) -> date | None:
    folded = text.lower()
    if not _NAMED.any_in(folded) or not _SEEN.any_in(folded):
        return None
    text = text[: links[1]] if len(links) > 1 else text
    for start, end, _ in find_days(text, day_first=True):
        first, last = _clause(text, start, end)
        if links and start > links[0] and not (first > links[0] and text[first - 2 : first - 1] in _STOPS):
            continue
        words = [word.casefold() for word in _WORD.findall(text[first:start]) + _WORD.findall(text[end:last])]
        if _says_so(words):
            return next((day for _, _, day in find_days(text[start:end], day_first=_order(words))), None)
    return None


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the clause begins and ends that a day stands in."""
    first = max(0, start - _LONGEST)
    edges = [edge.end() for edge in _EDGE.finditer(text, first, start)]
    behind = _ENDS.search(text, end, end + _LONGEST)
    return edges[-1] if edges else first, behind.start() if behind else end + _LONGEST


def _order(words: list[str]) -> bool | None:
    """Whether the day stands before the month in 03/05/2021: of who writes English nobody knows."""
    return None if _ENGLISH & set(words) else True


def _says_so(words: list[str]) -> bool:
    """Whether a clause of these words, and a day, says when all links were looked at."""
    told = set(words)
    if not _MAY_STAND.issuperset(told) or _LOOKED.isdisjoint(told):
        return False
    names_links = not _LINKS.isdisjoint(told) or (not _PERHAPS.isdisjoint(told) and not _OF_THE_WEB.isdisjoint(told))
    return names_links or (not _ALL.isdisjoint(told) and not _PERHAPS.isdisjoint(told))
