"""The words of those who advertise games of chance on other people's domains, by language, for case-folded titles.

`SOLD` are phrases that only they use; `SPOKEN_OF` is what others say as well; `ROOTS` shows that a citation is about
such games itself. Gathered from the titles of hijacked sites as they are passed around; where they come from is said
in `spam`.
"""

from __future__ import annotations

import re
from functools import cache

from auditor.needles import Needles

_SOLD = {
    "id": (
        r"slot ?(?:gacor|deposit|dana|demo|88|777|online|pulsa|qris|thailand|maxwin|server)",
        r"situs (?:slot|judi|togel|toto|poker)",
        r"(?:agen|bandar|link|daftar|akun) ?(?:slot|judi|togel|bola|toto|sbobet|poker|qq?)",
        r"judi (?:online|bola|slot)",
        r"rtp (?:slot|live)",
        r"toto ?(?:macau|slot|togel)",
        r"togel|maxwin|sbobet|bandarq\w*|pkv games",
    ),
    "tr": (
        r"deneme bonusu\w*|bonus veren (?:bahis |casino )?siteler\w*",
        r"(?:casino|bahis|slot) siteleri (?:listesi|güncel|20\d\d)",
        r"(?:canlı|kaçak) (?:bahis|casino|iddaa)",
        r"(?:en iyi|güvenilir) (?:\w+ )?(?:bahis|casino|slot) siteleri",
    ),
    "vi": (r"nhà cái|nổ hũ|tài xỉu|soi kèo", r"game (?:bài )?đổi thưởng", r"cá cược (?:bóng đá|trực tuyến|online)"),
    "en": (
        r"(?:best|top|new|trusted) (?:\d+ )?(?:online )?(?:casinos?|betting sites|slot sites|bookmakers)",
        r"no deposit (?:bonus|casino)|free spins",
        r"(?:casino|betting) bonus(?:es)?|online casino (?:real money|bonus|games)",
        r"1xbet|mostbet|pin[- ]?up casino|melbet|parimatch|betwinner|vavada",
    ),
    "pt": (r"jogo do tigrinho|fortune tiger|cassino online|casas? de apostas online",),
    "fr": (r"casinos? en ligne (?:fiable|bonus|sans)|meilleurs? casinos?",),
    "de": (r"online[- ]casinos? (?:deutschland|österreich|schweiz|ohne|mit)|sportwetten[- ]bonus",),
    "nordic": (r"casino (?:utan|uden|uten) (?:svensk|rofus|licens|spelpaus)", r"casino zonder (?:licentie|cruks)"),
    "pl": (r"kasyn[oa] online",),
    "ru": (
        r"онлайн[- ]казино|казино (?:онлайн|вулкан|официальный)|вулкан (?:казино|вегас|платинум)",
        r"игровые автоматы (?:онлайн|бесплатно|на деньги)",
    ),
}
# Written without spaces, or with too few for word boundaries to tell.
_SOLD_UNSPACED = (
    r"สล็อต|บาคาร่า|แทงบอล|คาสิโนออนไลน์|เว็บพนัน|หวยออนไลน์",
    r"娱乐城|百家乐|老虎机|时时彩|彩票(?:平台|网)|体育(?:投注|博彩)|博彩(?:网站|平台|公司)|娛樂城|百家樂",
    r"オンラインカジノ(?:おすすめ|ランキング|ボーナス)|카지노 ?사이트|토토 ?사이트|바카라 ?사이트|먹튀|사설토토|슬롯 ?사이트",
)
SOLD = re.compile(
    "|".join(
        (*(rf"\b(?:{phrase})\b" for phrases in _SOLD.values() for phrase in phrases), *_SOLD_UNSPACED),
    )
)
SPOKEN_OF = re.compile(
    r"\b(?:casinos?|betting|gambling|jackpots?|poker|roulette|blackjack|baccarat|bookmakers?|slots?|sportsbooks?"
    r"|judi|taruhan|bahis|kumar|iddaa|cá cược|casino trực tuyến|apuestas|apostas|paris sportifs|scommesse|sportwetten"
    r"|zakłady bukmacherskie|казино|букмекер|ставки на спорт)\b|賭場|赌场|博彩|彩票|도박|카지노|カジノ|คาสิโน"
)
ROOTS = re.compile(
    r"casino|gambl|betting|\bbets?\b|slot|judi|togel|bahis|kumar|poker|lotter|jackpot|wager|bookmak|apuesta|aposta|scommess"
    r"|glücksspiel|wett|jeux?[- ]d.argent|azar|азарт|казино|букмекер|cá cược|赌|賭|博彩|カジノ|도박|พนัน"
)

# Every phrase above has one of these in it, or a letter of a script in which they are short: looked for first.
_STEMS = (
    *"slot situs agen bandar link daftar akun judi rtp toto togel maxwin bet pkv bonus casino bahis iddaa kumar".split(),
    *"spin tigrinho tiger apost apuesta kasyn казино автомат вулкан букмекер ставк vavada pin-up pinup".split(),
    *"gambl jackpot poker roulette blackjack baccarat bookmak taruhan scommesse wetten zakłady siteleri".split(),
    *("pin up", "nhà cái", "nổ hũ", "tài xỉu", "soi kèo", "đổi thưởng", "cá cược", "paris sportifs"),
)
_SHORT_SCRIPTS = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")


def may_be_meant(lines: str) -> bool:
    """Whether any of this can be in a case-folded text: cheap, and never wrongly False."""
    return _stems().any_in(lines) or (not lines.isascii() and _SHORT_SCRIPTS.search(lines) is not None)


@cache
def _stems() -> Needles:
    return Needles(_STEMS)
