"""The words of those who advertise games of chance on other people's domains, by language, for case-folded titles.

`SOLD` are phrases that only they use; `SPOKEN_OF` is what others say as well; `ROOTS` shows that a citation is about
such games itself, and `FOUGHT` that a page is about those who fight them. Gathered from the titles of hijacked sites as they are passed around; where they come from is said
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
    "pt": (
        r"jogo do tigrinho|fortune tiger|cassino online|casas? de apostas online|melhores (?:cassinos|casas de apostas)",
    ),
    "es": (r"mejores (?:casinos|casas de apuestas)|casinos? online (?:en|con|sin|fiables?)|bono sin depósito",),
    "fr": (r"(?:meilleurs? )?casinos? en ligne (?:fiables?|bonus|sans|français|légal|20\d\d)|meilleurs? casinos?",),
    "it": (r"migliori (?:casin[oò]|siti scommesse|bookmaker)|casin[oò] (?:online )?non aams|bonus senza deposito",),
    "de": (
        r"online[- ]casinos? (?:deutschland|österreich|schweiz|ohne|mit|echtgeld)|sportwetten[- ]bonus"
        r"|beste(?:n)? (?:online[- ])?casinos?|casinos? ohne (?:limit|lugas|oasis|verifizierung)",
    ),
    "nl": (r"casino zonder (?:licentie|cruks)|beste (?:online )?casino'?s?",),
    "nordic": (
        r"casino (?:utan|uden|uten) (?:svensk|rofus|licens|lisens|spelpaus|konto)|(?:bästa|beste|bedste) casino\w*"
        r"|pikakasino\w*|kasinot? ilman rekisteröitymistä|parhaat (?:netti)?kasinot",
    ),
    "pl": (r"kasyn[oa] (?:online|internetowe)|bukmacherzy (?:online|legalni)|legalni bukmacherzy",),
    "hu": (r"(?:legjobb )?online (?:kaszinó|casino)k?|befizetés nélküli bónusz",),
    "cs": (r"(?:nejlepší )?online casina?|casino bonus bez vkladu",),
    "ro": (r"(?:cele mai bune )?cazinouri? online|rotiri gratuite|bonus fără depunere",),
    "el": (r"(?:καλύτερα )?online καζίνο|ξένα καζίνο|δωρεάν περιστροφές",),
    "ru": (
        r"онлайн[- ]казино|казино (?:онлайн|вулкан|официальный)|вулкан (?:казино|вегас|платинум)",
        r"игровые автоматы (?:онлайн|бесплатно|на деньги)|бонус за регистрацию|бездепозитный бонус",
        r"казино (?:вавада|пин ?ап|1вин|1win|джойказино|рокс|плейфортуна)|(?:вавада|1win|1вин|пин ?ап) (?:казино|зеркало)",
    ),
}
# Written without spaces, or with too few for word boundaries to tell.
_SOLD_UNSPACED = (
    r"สล็อต|บาคาร่า|แทงบอล|คาสิโนออนไลน์|เว็บพนัน|หวยออนไลน์",
    r"娱乐城|百家乐|老虎机|时时彩|彩票(?:平台|网)|体育(?:投注|博彩)|博彩(?:网站|平台|公司)|娛樂城|百家樂|真人娱乐|电子游艺"
    r"|棋牌(?:游戏)?(?:官网|平台|下载)|新葡京|(?:开云|亚博|乐鱼|华体会|爱游戏|米兰|九游|万博|必威|必博|博鱼|欧宝|星空|半岛|开元)"
    r"(?:体育|棋牌|娱乐|电竞|集团|官网)",
    r"無料ビットコインカジノ|スポーツベット(?:おすすめ|ランキング)|入金不要ボーナス",
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

# What ministries, courts and newspapers do about them, and no advertiser says of itself in a title. "Legal" and "licensed"
# are words of advertisers.
FOUGHT = re.compile(
    r"\b(?:police|arrest\w*|raid(?:s|ed)?|crackdown|court|trial|lawsuit|fin(?:ed|es)|ban(?:s|ned|ning)?|prosecut\w*|seiz\w*"
    r"|regulator\w*|addict\w*|crime|fraud|minist(?:er|ry)|parliament|laws?|tax(?:es)?"
    r"|(?:mem)?blokir|pemblokiran|(?:mem)?berantas\w*|pemberantasan|polisi|polri|polda|kementerian|menteri|tersangka|ditangkap"
    r"|kecanduan|satgas|kominfo|korban|pelaku|jaksa|hukum|larang\w*"
    r"|förbjud\w*|myndighet\w*|polis(?:en)?|domstol\w*|forbud|forbyr|politi(?:et)?|verbiete\w*|verbot|behörde\w*|polizei|gericht|razzia"
    r"|interdi\w*|police|justice|tribunal|amende|policía|prohíbe\w*|multa\w*|juez|condena\w*|polícia|proíbe\w*|proibi\w*|justiça"
    r"|polizia|vieta\w*|divieto|sequestr\w*|procura|policja|zakaz\w*|sąd|politie|verbod\w*|boete\w*"
    r"|gözaltı\w*|operasyon\w*|tutuklan\w*|yasadışı|yasa dışı|polis|savcı\w*"
    r"|полици\w*|суд\w*|запрет\w*|блокир\w*|штраф\w*|закон(?:а|у|ом|ы|опроект\w*)?|минист\w*|поліці\w*|заборон\w*"
    r"|công an|triệt phá|bắt giữ|khởi tố|xét xử)\b"
    r"|警方|破获|赌博案|打击|严打|抓获|判决|法院|公安|取缔|警察|摘発|逮捕|違法|依存症|規制|단속|경찰|적발|검거|구속|ตำรวจ|จับกุม|ปราบปราม|ผิดกฎหมาย"
)

# Every phrase above has one of these in it, or a letter of a script in which they are short: looked for first.
_STEMS = (
    *"slot situs agen bandar link daftar akun judi rtp toto togel maxwin bet pkv bonus casino bahis iddaa kumar".split(),
    *"spin tigrinho tiger apost apuesta kasyn казино автомат вулкан букмекер ставк vavada pin-up pinup".split(),
    *"gambl jackpot poker roulette blackjack baccarat bookmak taruhan scommesse wetten zakłady siteleri".split(),
    *"kasino kaszinó cazino bukmacher казино вавада 1win зеркало rotiri bónusz bono περιστροφές καζίνο casin cassino parimatch sportsbook".split(),
    *("бонус за", "бездепозитный", "senza deposito", "sin depósito", "siti scommesse", "fără depunere"),
    *("pin up", "nhà cái", "nổ hũ", "tài xỉu", "soi kèo", "đổi thưởng", "cá cược", "paris sportifs"),
)
_SHORT_SCRIPTS = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")


def may_be_meant(lines: str) -> bool:
    """Whether any of this can be in a case-folded text: cheap, and never wrongly False."""
    return _stems().any_in(lines) or (not lines.isascii() and _SHORT_SCRIPTS.search(lines) is not None)


@cache
def _stems() -> Needles:
    return Needles(_STEMS)
