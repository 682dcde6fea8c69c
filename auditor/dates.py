"""Words in, the day that they name out; in the languages that citations are written in.

2019-05-03, 2019/5/3          year, month, day
2019. 5. 3.                   the same, as Koreans and Hungarians write it
3 tháng 5 năm 2019            day, month, year
3 May 2019, 3. Mai 2019       day, month's name, year; with the `de`, `of`, `-er` and `st` that languages put there
3-May-2019                    the same
May 3, 2019                   month's name, day, year
2019 May 3, 2019. május 3.    year, month's name, day (NLM's style, and Hungarian)
03.05.2019, 3. 5. 2019        day, month, year: who writes dots writes the day first
03/05/2019, 03-05-2019        day and month where one is over 12 or both are equal; else only if told which is first
2019年5月3日, 2019년 5월 3일    year, month, day
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime

from dateutil import parser

_FIRST_YEAR = 1990  # before the web nothing was cited from it
_LAST_YEAR = 2100
_LONGEST = 64

# One line a month: names as they stand in a date (Slavic ones in the genitive), then the abbreviations; without
# accents and in lower case. Names that are months in one language and others elsewhere are left to the first.
_NAMES = (
    "january januar jaenner janvier enero gennaio janeiro januari stycznia januara januare ledna sijecnja "
    "января січня jan janv ene gen sty ianuarie ocak ιανουαριου يناير בינואר tammikuuta януари јануар јануара jaanuar gener januarja",
    "february februar fevrier febrero febbraio fevereiro februari lutego unora veljace февраля лютого feb "
    "febr fev fevr lut februarie subat φεβρουαριου فبراير בפברואר helmikuuta februara февруари фебруар фебруара veebruar febrer februarja",
    "march marz maerz mars marzo marco maart marca brezna ozujka марта березня mar mrz mrt martie mart "
    "marcius μαρτιου مارس במרץ maaliskuuta marts marta maret март marec marc",
    "april avril abril aprile kwietnia dubna travnja апреля квітня apr avr abr kwi aprilie nisan aprilis "
    "απριλιου أبريل באפריל huhtikuuta aprila април априла aprill",
    "may mai mayo maggio maio mei maj maja kvetna svibnja мая травня mag mayıs majus μαιου مايو במאי toukokuuta май мај маја maig",
    "june juni juin junio giugno junho czerwca cervna lipnja июня червня jun giu cze iunie haziran junius "
    "ιουνιου يونيو ביוני kesakuuta juna junija junij юни јун јуна juuni juny",
    "july juli juillet julio luglio julho lipca cervence srpnja июля липня jul juil lug lip iulie temmuz "
    "julius ιουλιου يوليو ביולי heinakuuta jula julija julij юли јул јула juuli juliol",
    "august aout agosto augustus augusti sierpnia srpna kolovoza августа серпня aug ago sie ağustos agustos augusztus "
    "αυγουστου أغسطس באוגוסט elokuuta avgust avgusta augusta август agost agust agustus",
    "september septembre septiembre setiembre settembre setembro wrzesnia zari rujna сентября вересня sep "
    "sept set wrz septembrie eylul szeptember σεπτεμβριου سبتمبر בספטמבר syyskuuta septembra setembre септември септембар септембра",
    "october oktober octobre octubre ottobre outubro pazdziernika rijna listopada октября жовтня oct okt ott "
    "out paz octombrie ekim οκτωβριου أكتوبر באוקטובר lokakuuta oktobra октомври октобар октобра oktoober octubre",
    "november novembre noviembre novembro listopadu studenoga ноября листопада nov lis noiembrie kasım "
    "νοεμβριου نوفمبر בנובמבר marraskuuta novembra ноември новембар новембра",
    "december dezember decembre diciembre dicembre dezembro grudnia prosince prosinca декабря грудня dec dez "
    "dic gru decembrie aralık δεκεμβριου ديسمبر בדצמבר joulukuuta decembra desember detsember desembre декември децембар децембра",
)
_MONTHS = {name: number for number, names in enumerate(_NAMES, 1) for name in names.split()}

_NAME = r"[^\W\d_]{3,12}"
_YEAR = r"(?:19|20)\d\d"
_DAY = re.compile(
    rf"""(?<![\d.])(?:
      (?P<y1>{_YEAR})(?P<s1>[-/.]\s?)(?P<m1>\d\d?)(?P=s1)(?P<d1>\d\d?)
    | (?P<d2>\d\d?)(?:st|nd|rd|th|er|[.ºª°-])?\s{{0,3}}(?:(?:de|of|di)\s)?(?P<n2>{_NAME})[.-]?,?\s{{0,3}}(?:del?\s)?(?P<y2>{_YEAR})
    | (?P<y4>{_YEAR})[.\s,]{{1,3}}(?P<n4>{_NAME})\.?\s{{1,3}}(?P<d4>\d\d?)\.?
    | (?P<d5>\d\d?)\.\s?(?P<m5>\d\d?)\.\s?(?P<y5>{_YEAR})
    | (?P<a6>\d\d?)(?P<s6>[-/])(?P<b6>\d\d?)(?P=s6)(?P<y6>{_YEAR})
    | (?P<d8>\d\d?)\stháng\s(?P<m8>\d\d?)(?:\snăm|,)?\s(?P<y8>{_YEAR})
    | (?P<y7>{_YEAR})\s?[年년]\s?(?P<m7>\d\d?)\s?[月월]\s?(?P<d7>\d\d?)\s?[日일]
    | (?<!\w)(?P<n3>{_NAME})\.?\s{{1,3}}(?P<d3>\d\d?)(?:st|nd|rd|th)?(?:,\s{{0,3}}|\s{{1,3}})(?P<y3>{_YEAR})
    )(?!\d|\.\d)""",
    re.VERBOSE,
)


def read_day(text: str) -> date | None:
    """The day that a short text names in full (year, month and day), or None; months may stand for their first."""
    text = text.strip()
    if len(text) > _LONGEST:
        return None
    found = next(find_days(text), None)
    if found and found[0] == 0 and found[1] == len(text):
        return found[2]
    try:
        first = parser.parse(text, default=datetime(1, 1, 1))  # noqa: DTZ001 - a day has no zone
        other = parser.parse(text, default=datetime(2, 2, 2))  # noqa: DTZ001
    except (ValueError, OverflowError, TypeError):
        return None
    if first.year != other.year or first.month != other.month or first.year < _FIRST_YEAR:
        return None
    return first.date()


def is_month(word: str) -> bool:
    """Whether a word is the name of a month, whole or shortened."""
    return _folded(word) in _MONTHS


def find_day(text: str, *, day_first: bool | None = None) -> date | None:
    """The first full day that is written in a text, or None; for `day_first` see `find_days`."""
    return next((day for _, _, day in find_days(text, day_first=day_first)), None)


def find_days(text: str, *, day_first: bool | None = None) -> Iterator[tuple[int, int, date]]:
    """The full days that are written in a text, in order, each with where it starts and ends.

    `day_first` tells how 03/05/2019 is meant; None leaves it out, since half of its readers would be wrong.
    """
    position = 0
    while match := _DAY.search(text, position):
        day = _day_of(match, day_first=day_first)
        if day is not None:
            yield match.start(), match.end(), day
        # What looked like a day and is none ("on May 3 2019": a name of three letters) may hide one.
        position = match.end() if day else match.start() + 1


def _day_of(match: re.Match[str], *, day_first: bool | None) -> date | None:
    found = {key: value for key, value in match.groupdict().items() if value is not None}
    form = next(key[1] for key in found if key[0] == "y")
    year = int(found[f"y{form}"])
    if f"n{form}" in found:
        month = _MONTHS.get(_folded(found[f"n{form}"]), 0)
        day = int(found[f"d{form}"])
    elif f"m{form}" in found:
        month, day = int(found[f"m{form}"]), int(found[f"d{form}"])
    else:
        day, month = _in_order(int(found["a6"]), int(found["b6"]), day_first=day_first)
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _in_order(one: int, other: int, *, day_first: bool | None) -> tuple[int, int]:
    """Day and month of two numbers; (0, 0), which no day has, where nobody can tell."""
    if one > 12 or one == other or day_first:  # noqa: PLR2004 - a year has twelve months
        return one, other
    return (other, one) if other > 12 or day_first is False else (0, 0)  # noqa: PLR2004


def _folded(name: str) -> str:
    if name.isascii():
        return name.lower()
    # Cyrillic letters keep their marks: without its breve й is another letter, but the table has none to confuse.
    plain = unicodedata.normalize("NFKD", name.casefold())
    return unicodedata.normalize("NFC", "".join(c for c in plain if not "\u0300" <= c <= "\u036f" or c == "\u0306"))
