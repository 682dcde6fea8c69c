"""A page's few words in, whether they apologise to a reader for something that isn't there, in whatever words, out.

Where a page says next to nothing else, three things together are enough, in one language: a word for what was asked
for, within 90 characters a word for its absence, and a word by which it speaks to its reader ("sorry", "you are looking
for"). News of what was lost has the first two, and hardly ever the third.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from auditor.judge.tables.soft404_lexicon import OF_A_LAW, condition
from auditor.needles import Needles

MOST_CHARS = 500

_SENTENCE_CHARS = 80  # in which a condition may stand before

# code: (what was asked for, its absence, as patterns of whole words; beginnings of words by which the reader is
# spoken to).
_TABLE: dict[str, tuple[str, str, str]] = {
    "en": (
        r"(?:web ?)?page|article|document|content|file|publication|report|story|link|url|resource|address",
        r"no longer|(?:can|could|was|is|does|did|has|were|are)(?:n't| ?not)(?: \w+){0,3} (?:found|find|locate\w*|exist\w*|available|here)"
        r"|removed|deleted|moved|expired|unavailable|retired|taken down|never existed|doesn't seem to exist",
        "sorry|oops|whoops|hmm|unfortunately|apologi|requested|uh oh|we recently|looking for|look for"
        "|you followed|you've followed|you tried|trying to",
    ),
    "de": (
        r"(?:web)?seiten?|artikel|beitrag|inhalte?|dokument|datei|meldung|adresse|link",
        r"nicht (?:zu finden|gefunden|mehr|länger|vorhanden|verfügbar|erreichbar|auffindbar|existent)|existiert nicht|gelöscht|verschoben"
        r"|entfernt|gibt es nicht|finden wir nicht",
        "leider|ups|huch|hoppla|entschuldig|gewünschte|gesuchte|angeforderte|aufgerufene|tut uns leid"
        "|von ihnen|sie suchen|sie haben|sie möchten|du suchst",
    ),
    "fr": (
        r"pages?|articles?|contenus?|documents?|fichiers?|liens?|adresse",
        r"introuvables?|plus (?:disponibles?|en ligne|accessibles?|là)|n'existe\w*|supprimée?s?|déplacée?s?|retirée?s?|indisponibles?"
        r"|pas (?:trouvée?|disponible|accessible)|n'a pas été trouvée?",
        "désolé|oups|aïe|malheureusement|recherché|demandé|excus|regrett|oh non|vous cherchez"
        "|vous recherchez|vous avez|vous essayez|vous tentez|vous souhaitez",
    ),
    "es": (
        r"p[áa]ginas?|art[íi]culos?|contenidos?|documentos?|notas?|noticias?|archivos?|enlaces?|direcci[óo]n|publicaci[óo]n",
        r"no (?:se )?(?:\w+ ){0,2}(?:existe|encuentra|encontrad[oa]|encontrar|disponible|localizad[oa])|ya no|eliminad[oa]|movid[oa]|borrad[oa]"
        r"|dad[oa] de baja|retirad[oa]|no encontramos",
        "perdón|perdon|disculp|ups|vaya|lamentablemente|solicitad|buscad|lo sentimos|¡uy|que busca"
        "|que intenta|que quer|que estás",
    ),
    "pt": (
        r"p[áa]ginas?|artigos?|conte[úu]dos?|documentos?|not[íi]cias?|mat[ée]rias?|arquivos?|ficheiros?|endere[çc]o|link",
        r"n[ãa]o (?:\w+ ){0,3}(?:existe|existir|encontrad[oa]|encontrar|dispon[íi]vel|localizad[oa])|removid[oa]|exclu[íi]d[oa]|eliminad[oa]|indispon[íi]vel",
        "desculp|ops|ups|lamentamos|infelizmente|solicitad|pretendid|que procura|que você|que está"
        "|que tenta|que deseja",
    ),
    "it": (
        r"pagin[ae]|articol[oi]|contenut[oi]|document[oi]|risorsa|notizia|file|indirizzo|link",
        r"non (?:\w+ ){0,3}(?:esiste|trovat[oa]|disponibile|trova|presente|raggiungibile)|rimoss[oa]|eliminat[oa]|spostat[oa]|cancellat[oa]",
        "spiacenti|dispiace|ops|oops|purtroppo|richiest|cercat|attenzione|che cerchi|che stai|che cercava|che hai",
    ),
    "nl": (
        r"(?:web)?pagina'?s?|artikelen?|artikel|documenten?|document|inhoud|bericht|bestand|link|adres",
        r"niet (?:\w+ )?(?:gevonden|vinden|beschikbaar|terug|meer|langer|bestaat)|bestaat (?:\w+ )?niet|verwijderd|verplaatst|verlopen",
        "sorry|helaas|oei|oeps|excuses|gezochte|opgevraagde|gevraagde|oh nee|u zoekt|je zoekt|u zocht"
        "|je probeert|u probeert|u wilt",
    ),
    "pl": (
        r"stron[ayęo]?|artykuły?|artykuł|dokument\w*|plik\w*|treść|treści|materiał\w*|adres",
        r"nie (?:\w+ ){0,3}(?:istnieje|istniej\w+|znalezion\w+|znaleźć|dostępn\w+|mamy|ma)|usunięt\w+|przeniesion\w+|brak",
        "przepraszamy|niestety|ups|ojej|przykro|szukasz|szukan|żądan|której|którego",
    ),
    "ru": (
        r"страниц\w+|документ\w*|материал\w*|стать\w+|новост\w+|публикаци\w+|файл\w*|адрес\w*|ссылк\w+",
        r"не (?:\w+ ){0,2}(?:найден\w*|существует|доступн\w+|найти|нашли)|удал[её]н\w*|перемещ[её]н\w*|больше нет|недоступн\w+|отсутствует|устарел\w*",
        "извините|простите|приносим|упс|вами|запраш|запрошенн|искали|ищете|пытаетесь|к сожалению"
        "|вы перешли|вы ошиблись",
    ),
    "uk": (
        r"сторінк\w+|документ\w*|матеріал\w*|статт\w+|новин\w+|публікаці\w+|посилання",
        r"не (?:\w+ ){0,2}(?:знайден\w*|існує|доступн\w+|знайти)|видален\w*|переміщен\w*|немає|недоступн\w+|застаріл\w*",
        "вибачте|перепрошуємо|вами|шукаєте|намагаєтес|запитуван|на жаль",
    ),
    "cs": (
        r"stránk\w+|článek|článku|dokument\w*|soubor\w*|obsah\w*|odkaz\w*",
        r"nenalez\w+|nebyl\w* nalezen\w*|neexistuje|nenašl\w+|není\b(?: \w+){0,2} dostupn\w+|přesunut\w*|odstraněn\w*|smazán\w*|nelze",
        "omlouvá|bohužel|litujeme|ups|hledá|požadovan|je nám líto",
    ),
    "sk": (
        r"stránk\w+|článok|článku|dokument\w*|súbor\w*|obsah\w*|odkaz\w*",
        r"nenájd\w+|nebol\w* nájden\w*|neexistuje|nenašl\w+|nie je (?:\w+ )?dostupn\w+|presunut\w*|odstránen\w*|zmazan\w*",
        "ľutujeme|bohužiaľ|ospravedlň|prepáčte|ups|hľadá|hľadan|požadovan",
    ),
    "south slavic": (
        r"stranic\w+|član\w+|vijest\w*|vest\w*|sadržaj\w*|dokument\w*|страниц\w+|члан\w+|вест\w*|садржај\w*",
        r"(?:nije|ne|nismo|nisu) (?:\w+ ){0,2}(?:pronađen\w*|pronašl\w+|postoji|dostup\w+)|uklonjen\w*|premješten\w*|premešten\w*|obrisan\w*"
        r"|(?:није|не|нисмо) (?:\w+ ){0,2}(?:пронађен\w*|пронашли|постоји|доступ\w+)|уклоњен\w*|премештен\w*",
        "nažalost|oprostite|izvinite|ups|traži|tražen|koju|koji|нажалост|тражи|žao nam je|жао нам је",
    ),
    "sv": (
        r"(?:webb)?sida\w*|artikel\w*|dokument\w*|innehåll\w*|nyhet\w*|länk\w*",
        r"hitta\w* inte|inte (?:\w+ ){0,2}(?:hitta\w*|finns|tillgänglig\w*|längre)|finns (?:\w+ ){0,2}inte|tagits bort|borttagen|flyttat\w*|saknas",
        "tyvärr|hoppsan|ursäkta|beklagar|efterfrågade|du söker|du sökte|du försök|du letar|ni söker",
    ),
    "da no": (
        r"(?:web|nett)?sid(?:e|en|er)|artik(?:el|len|kelen)|dokument\w*|indhold\w*|innhold\w*|nyhed\w*|saken",
        r"ikke (?:\w+ ){0,3}(?:fundet|funnet|findes|finnes|finde|finne|tilg[æj]\w+|længere|lenger)|(?:findes|finnes|finner|fant) (?:\w+ ){0,2}ikke"
        r"|slettet|fjernet|flyttet",
        "beklager|desværre|dessverre|ups|undskyld|du leder|du leter|du søger|du søgte|du prøver"
        "|du forsøger|du forsøker",
    ),
    "fi": (
        r"sivu\w*|artikkeli\w*|juttu\w*|juttua|tiedosto\w*|sisältö\w*",
        r"ei (?:\w+ ){0,3}(?:löyd\w+|löyt\w+|ole|enää)|emme löytän\w+|poistettu|siirretty|puuttuu",
        "valitettavasti|pahoittelemme|hups|oho|etsimä|hakema|pyytämä|yrität|anteeksi|voi ei",
    ),
    "hu": (
        r"(?:web)?oldal\w*|cikk\w*|tartal\w+|dokumentum\w*|lap",
        r"nem (?:\w+ ){0,2}(?:található|talál\w+|létezik|elérhető|érhető)|megszűnt|törölt\w*|áthelyez\w+|átkölt\w+|eltávolít\w+",
        "sajn|elnézést|hoppá|keresett|kért",
    ),
    "ro": (
        r"pagin[ăae]\w*|articol\w*|conținut\w*|document\w*|știre\w*|legătur\w+",
        r"nu (?:\w+ ){0,3}(?:găsit\w*|există|exista|disponibil\w*)|șters\w*|ștearsă|mutat\w*|eliminat\w*",
        "ups|hopa|căutat|cauți|căutați|solicitat|accesat|ne pare rău|din păcate",
    ),
    "tr": (
        r"sayfa\w*|haber\w*|içeri\w+|makale\w*|dosya\w*|bağlantı\w*",
        r"bulunam\w+|bulunm\w+|bulamad\w+|mevcut değil\w*|kaldırıl\w+|silin\w+|taşın\w+|ulaşılam\w+|yok",
        "üzgünüz|maalesef|özür|aradığınız|ulaşmak|istediğiniz",
    ),
    "el": (
        r"σελίδα\w*|άρθρο\w*|έγγραφο\w*|περιεχόμενο\w*",
        r"δεν (?:\w+ ){0,2}(?:βρέθηκε|υπάρχει|διαθέσιμ\w+|βρήκαμε)|μετακινηθεί|διαγραφεί|αφαιρεθεί",
        "λυπούμαστε|συγγνώμη|δυστυχώς|ουπς|ζητήσατε|αναζητάτε|ψάχνετε",
    ),
    "id": (
        r"halaman\w*|laman|artikel\w*|berita\w*|konten|dokumen|tautan",
        r"(?:tidak|tak) (?:\w+ ){0,2}(?:ditemukan|tersedia|ada)|dihapus|dipindahkan",
        "maaf|mohon|ups|diminta|dicari|anda cari|anda minta|anda tuju|anda akses",
    ),
}


@dataclass(frozen=True, slots=True, eq=False)
class _Language:
    gone: re.Pattern[str]
    asks: re.Pattern[str]
    condition: re.Pattern[str] | None

    def said(self, text: str) -> str | None:
        if self.asks.search(text) is None:
            return None
        for found in self.gone.finditer(text):
            before = max(0, found.start() - _SENTENCE_CHARS)
            if self.condition and self.condition.search(text, before, found.start()):
                continue
            if not OF_A_LAW.search(found.group()):
                return found.group()
        return None


def apology(text: str) -> str | None:
    """The words that say so, of a case-folded text with straight apostrophes; None where all three don't come together."""
    needles, spoken_by = _languages()
    candidates = dict.fromkeys(language for word in needles.all_in(text) for language in spoken_by[word])
    return next((said for language in candidates if (said := language.said(text))), None)


@cache
def _languages() -> tuple[Needles, dict[str, tuple[_Language, ...]]]:
    """Every word to a reader, and the languages that have it."""
    near = r"\b[^.!?|]{0,90}?\b"
    spoken_by: dict[str, tuple[_Language, ...]] = {}
    for code, (thing, absence, asked) in _TABLE.items():
        words = asked.split("|")
        language = _Language(
            re.compile(rf"\b(?:{thing}){near}(?:{absence})\b|\b(?:{absence}){near}(?:{thing})\b"),
            re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})"),
            condition(code),
        )
        for word in words:
            spoken_by[word] = (*spoken_by.get(word, ()), language)
    return Needles(spoken_by), spoken_by
