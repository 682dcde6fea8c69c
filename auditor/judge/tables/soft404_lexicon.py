"""The words with which pages say in 95 languages that they aren't there.

Each language has three columns. `stems`: without one of them none of its patterns can match, which is cheap to
see. `missing`: phrases that name the missing thing ("the page … not found"), which a short text may hold too.
`bare`: phrases that don't ("not found"), which must be nearly all of a title. All is matched on case-folded text
with straight apostrophes and single spaces; `_` in a pattern stands for up to six words between.

The phrases are the languages' own, gathered from error pages of servers, frameworks and newsrooms; columns and
guards are ours: "has been removed" alone would find every dismissed minister.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from auditor.judge.tables import soft404_further, soft404_latin, soft404_north, soft404_others, soft404_scripts

_UP_TO_SIX_WORDS = r",?(?: [^ .!?|\U0001f300-\U0001faff]+){0,6}?"  # a picture stands between menus and sentences

# A title that is a status and nothing else, in whatever language the page goes on.
STATUS_ALONE = re.compile(
    r"(?:http |https |status |error |erreur |fehler |errore |erro |ошибка |hata |code |página de )*"
    r"[(\[]?(?:404|410)[)\]]?(?: ?[-:–—.!|,]* ?(?:error|erreur|fehler|errore?|ошибка|page|seite|gone"
    r"|(?:page |file )?not found))?[.!]?"
)

# The number by itself, in a text: no amount, no part of an address or of a longer number.
STATUS_NUMBER = re.compile(r"(?<![\w.,/:$€£#№-])404(?![\w,/:%€$-])")

# A status with a word for it: in a title, or where there is next to nothing else.
STATUS_PHRASE = re.compile(
    r"\b(?:error|status|http)(?: code)?[ :=]*(?:404|410)\b|\b404[ :–—-]*(?:not found|error|page)\b|\b410[ :–—-]*gone\b"
)

# Before the thing, in its sentence and language: then it isn't this page that is missing. "If the file does not exist,
# make it." The languages that aren't named have none that is common.
_CONDITIONS = {
    "en": "if|when|whenever|whether|unless|until|in case|an|any|each|every|some",
    "de": "wenn|falls|sobald|ob|eine|jede|keine",
    "fr": "si|lorsque|quand|une?|chaque",
    "es": "si|cuando|una?|cada",
    "pt": "se|quando|uma?|cada",
    "it": "se|quando|una?|ogni",
    "nl": "als|wanneer|indien|een|elke",
    "pl": "jeśli|gdy|jeżeli|każda",
    "ru": "если|когда|каждая",
    "uk": "якщо|коли|кожна",
    "tr": "eğer|her",
    "hu": "ha|amikor",
    "ro": "dacă|când",
    "no": "hvis|når|dersom|en|hver",
    "da": "hvis|når|en|hver",
    "sv": "om|när|en|varje",
    "fi": "jos|kun",
    "cs": "pokud|když|každá",
    "id": "jika|bila|setiap",
    "ar": "إذا",
    "fa": "اگر",
    "he": "אם",
}

# "Article 24 has been removed" is a law's.
OF_A_LAW = re.compile(
    r"(?:article|artikel|art[íi]culo|artigo|articolo|artykuł\w*|articolul|article|стат(?:ья|ьи|тя|ті)|člán\w+|članak|madde)\.? \d"
)

# Who says that a thing is there no more knows its address: made-up ones may get another answer.
WAS_THERE = re.compile(
    r"no longer|any ?more|removed|deleted|expired|withdrawn|taken down|retired|unpublished|nicht mehr|gelöscht|entfernt|abgelaufen"
    r"|\bplus\b|supprim|retiré|expiré|\bya no\b|eliminad|retirad|caducad|dad[oa] de baja|removid|exclu[íi]d|expirou|\bmais\b|rimoss"
    r"|eliminat|\bpiù\b|scadut|niet meer|verwijderd|verlopen|usunięt|\bjuż\b|wygas|удал[её]н|больше|снят|устарел|видален|більше"
    r"|odstraněn|smazán|\bjiž\b|tagits bort|borttag|längre|slettet|fjernet|længere|lenger|poistettu|\benää\b|kaldır|silin|yayından"
    r"|töröl|eltávolít|megszűnt|șters|ștears|nu mai|删除|刪除|移除|下线|下線|下架|过期|過期|削除|終了|期間|삭제|حذف|إزال|تعد|يعد|הוסר|dihapus|lagi"
    r"|đã bị|không còn|αφαιρ|διαγραφ|πλέον"
)

# Files are what programs miss, and their manuals tell of it.
OF_A_FILE = re.compile(
    r"\b(?:files?|datei|fichiers?|archivos?|ficheiros?|ficheros?|arquivos?|bestand|pli[ck]\w*|fil(?:en)?|fájl\w*|fișierul|soubor\w*"
    r"|súbor\w*|dosya\w*|tiedosto\w*|berkas|файл\w*|ملف|فایل)\b|文件|文档|文檔|ファイル|파일|קובץ"
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Language:
    """One language's words; the patterns are compiled. `condition` stands before what only may be missing."""

    code: str
    stems: tuple[str, ...]
    missing: re.Pattern[str]
    bare: re.Pattern[str] | None
    condition: re.Pattern[str] | None


def languages() -> Iterator[Language]:
    """Every language of the table."""
    for code, stems, missing, bare in (
        *soft404_latin.WORDS,
        *soft404_north.WORDS,
        *soft404_scripts.WORDS,
        *soft404_others.WORDS,
        *soft404_further.WORDS,
    ):
        yield Language(
            code=code,
            stems=stems,
            missing=re.compile("|".join(f"(?:{phrase.replace('_', _UP_TO_SIX_WORDS)})" for phrase in missing)),
            bare=re.compile(bare) if bare else None,
            condition=condition(code),
        )


@cache
def condition(code: str) -> re.Pattern[str] | None:
    """What in this language stands before something that only may be missing; None where nothing common does."""
    words = _CONDITIONS.get(code)
    return re.compile(rf"\b(?:{words})(?: [^ .!?|:,;]+){{0,3}} ?$") if words else None
