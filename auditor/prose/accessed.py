"""A paragraph's text and the places of its links in, the day on which each of them was looked at out.

An access date is a day with a word for looking at a page, right beside the address:

behind it   `https://… (last accessed 3 May 2019)`   `https://…. Zugriff am 3. Mai 2019`   `https://… 2019年5月3日閲覧`
before it   `accessed 3 May 2019, https://…`   `[cited 2019 May 3]. Available from: https://…`
            `Retrieved May 3, 2019, from the ministry's site: https://…`   `[2019-05-03]. https://…` (GB/T 7714)
            `Web. 3 May 2019. <https://…>` (MLA)

Between address, word and day stand only small words. A date belongs to one link; one that stands between two belongs to
the second if the first has one before it, else to the first; `both accessed …` says of itself whose it is. One behind a link in square brackets is that of the link
before the brackets as well, as lawyers cite a page with its copy: `https://… [https://perma.cc/…] (last visited …)`.

The words are a table of our own: `dateparser` knows more languages, but makes up what a date leaves out, and a made-up
day leads to the wrong capture.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from auditor.dates import find_day, find_days
from auditor.prose.flow import Link

_REACH = 120  # characters that are looked at on each side
_MOST_NAMED = 8  # words that name a site: "from the Ministry of Foreign Affairs website"

_ENGLISH = frozenset("access accessed retrieved retrieval viewed visited cited consulted checked downloaded as".split())
OTHERS = frozenset(
    """abgefragt recherchiert heruntergeladen aufgesucht téléchargé descargado revisado accedido scaricato visualizzato
    visualizado acedido acedida læst nedlastet besøkt nedladdad odwiedzono navštíveno navštívené přístup prístup
    pristupljeno posjećeno pregledano dostopano dostop pridobljeno приступљено посећено посетен посетена достъп
    доступа просмотра перегляду vaadatud kasutatud külastatud skatīts skatīta žiūrėta peržiūrėta prieiga sótt skoðað
    diakses dilihat diunduh truy cập 浏览 瀏覽 瀏覽日期 訪問 訪問日期 讀取 讀取日期 查閱 上网日期 最后访问 最後訪問 存取 擷取 確認 確認日
    最終確認 abgerufen abruf aufgerufen zugriff zugegriffen besucht eingesehen gesehen stand
    consulté consultée consultés consultées consultation visité visitée accès
    consultado consultada consultados consulta recuperado recuperada acceso visitado visitada
    consultato consultata consultati consultate consultazione visitato visitata accesso visita acesso acessado
    geraadpleegd bezocht bekeken opgehaald dostęp dostępu odczyt citováno cit hämtad hämtat besökt läst tilgået besøgt
    hentet lest viitattu luettu обращения звернення просмотрено проверено
    erişim erişildi erişilmiştir alındı alınmıştır ανακτήθηκε πρόσβαση προσπελάστηκε ανάκτηση
    letöltve letöltés letöltése megtekintve megtekintés elérés hozzáférés accesat accesată accesate consultat vizitat
    접속 접속일 접속일자 최종접속일 검색 검색일 열람 열람일 الاطلاع الوصول الدخول تصفح נצפה אוחזר נדלה נבדק
    访问 访问日期 访问时间 檢索 检索 检索日期 查阅 引用日期 閲覧 閲覧日 最終閲覧 最終閲覧日 最終アクセス アクセス アクセス日 参照 参照日 取得""".casefold().split()
)
LOOKED = _ENGLISH | OTHERS  # words for having looked at a page
SMALL = frozenset(
    """on at the this of in and was were is be last most recently latest date day site page website web link links
    url urls online internet first
    am zum zuletzt letzter letzte letztmals letztes online datum vom im der
    le la les du de en ligne page dernière dernier date site lien
    el los del fecha última último página en línea
    il lo ultimo ultima data in linea em o a op den laatst dnia dne data ostatni senast sist den d
    tarihi στις την ideje dátuma utolsó la data ultima تاريخ في آخر ב
    дата последнего 于 最後 mal son ngày pada tanggal dana zadnji posljednji put alle beide jeweils sämtlich tous deux
    ambos entrambi both all each respectively""".casefold().split()
)
_LEADS = frozenset(
    """available accessible online from at in on via under see the website site url link unter auf von verfügbar
    disponible disponibile disponível beschikbaar de du sur desde en da dal a em van från fra z ze из à http https retrievable""".split()
)
_NAMES_SITE = frozenset("from via von de van da dal desde från fra".split())

# Of how many links before its own a day is said, by the word that says so: of two, or of all.
_SHARED = {
    **dict.fromkeys("both beide deux ambos entrambi".split(), 1),
    **dict.fromkeys("all each alle jeweils sämtlich".split(), 1_000),
}
_SHORT_YEAR = re.compile(r"\.\s?\d\d(?![\d.]|[-/]\d)")
_SHORT_DAY = re.compile(r"(?<![\d.])(\d\d?)\.\s?(\d\d?)\.\s?(\d\d)(?![\d.]?\d)")  # 3.5.19
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_ENDS = re.compile(r"[.!?;]\s")
_AFTER_DAY = re.compile(r"[\s,]{0,2}に?([^\W\d_]+)")
_IN_BRACKETS = re.compile(r"[\[［](\d{4}-\d{2}-\d{2})[\]］]\W*\Z")
_BRACKETS_BEHIND = re.compile(r"\W{0,3}[\[［](\d{4}-\d{2}-\d{2})[\]］]")
_WEB = re.compile(r"\bWeb\.\s*\Z")  # the Modern Language Association's seventh edition


def access_days(
    text: str, links: Sequence[tuple[int, int] | tuple[int, int, Link]], years: Sequence[int]
) -> list[date | None]:
    """The access date of each link (start and end in `text`), None where there is none beside it."""
    if not years:
        return [None] * len(links)
    days: list[date | None] = []
    taken = 0
    for number, (start, end, *_) in enumerate(links):
        last = min(end + _REACH, links[number + 1][0] if number + 1 < len(links) else end + _REACH)
        first = max(taken, start - _REACH)
        day = _before(text[first:start]) if _any_between(years, first, start) else None
        taken = end
        if day is None and _any_between(years, end, last) and (behind := _behind(text[end:last])):
            day, length, shared = behind
            taken = end + length
            for place in range(number - 1, max(-1, number - 1 - shared), -1):
                if days[place] is not None:
                    break
                days[place] = day
        days.append(day)
    for number, ((_, end, *_), (start, *_)) in enumerate(pairwise(links)):
        if days[number] is None and text[end:start].strip() == "[":
            days[number] = days[number + 1]
    return days


def years_in(text: str) -> list[int]:
    """Where a year begins: no day is told without one. A plain search takes a fifth of a pattern's time."""
    years: list[int] = []
    place = text.find(".")
    while place >= 0:
        if text[place + 1 : place + 3].strip().isdecimal() and _SHORT_YEAR.match(text, place):
            years.append(place)
        place = text.find(".", place + 1)
    for century in ("19", "20"):
        place = text.find(century)
        while place >= 0:
            if text[place : place + 4].isdecimal() and place + 4 <= len(text):
                years.append(place)
            place = text.find(century, place + 1)
    return sorted(years)


def _any_between(places: Sequence[int], start: int, end: int) -> bool:
    """Whether one of the places, in their order, is from `start` on and before `end`."""
    number = bisect_left(places, start)
    return number < len(places) and places[number] < end


def _behind(text: str) -> tuple[date | None, int, int] | None:
    """The day of an access date that `text` opens with (None if it can't be told), and where it ends.

    The last is of how many links before it is said as well: `both accessed 3 May 2019`.
    """
    if bracketed := _BRACKETS_BEHIND.match(text):
        return find_day(bracketed[1]), bracketed.end(), 0
    if text.isascii() and LOOKED.isdisjoint(_words(text)):
        return None
    found = next(_days(text), None)
    if found is None:
        return None
    start, end = found
    words = _words(text[:start])
    if any(character.isdigit() for character in text[:start]):
        return None
    after = _AFTER_DAY.match(text, end)
    looked = {*words, after[1].casefold() if after else ""} & LOOKED
    if not looked or not SMALL.issuperset(set(words) - looked):
        return None
    return _read(text[start:end], looked), end, max(_SHARED.get(word, 0) for word in ("", *words))


def _before(text: str) -> date | None:
    """The day of an access date that `text` ends with."""
    if "[" in text and (bracketed := _IN_BRACKETS.search(text)):
        return find_day(bracketed[1])
    seen = "Web." in text or not text.isascii() or not LOOKED.isdisjoint(_words(text))
    found = list(_days(text)) if seen else []
    if not found or not _leads_to_link(text[found[-1][1] :]):
        return None
    start, end = found[-1]
    if _WEB.search(text, 0, start):
        return find_day(text[start:end])
    for word in reversed(_words(text[:start])):
        if word in LOOKED:
            return _read(text[start:end], {word})
        if word not in SMALL:
            break
    return None


def _days(text: str) -> Iterator[tuple[int, int]]:
    """Where the days begin and end that are written in a text, in order."""
    places = [(start, end) for start, end, _ in find_days(text, day_first=True)]
    return iter(places or [found.span() for found in _SHORT_DAY.finditer(text)])


def _leads_to_link(text: str) -> bool:
    """Whether what stands between a date and a link only leads over to it."""
    words = _words(text)
    if _LEADS.issuperset(words):
        return True
    return words[0] in _NAMES_SITE and len(words) <= _MOST_NAMED and _SENTENCE_ENDS.search(text) is None


def _read(day: str, looked: set[str]) -> date | None:
    """The day; what English leaves open (03/05/2019) other languages don't."""
    if short := _SHORT_DAY.fullmatch(day):
        day = f"{short[1]}.{short[2]}.20{short[3]}"
    return find_day(day, day_first=True if looked & OTHERS else None)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]
