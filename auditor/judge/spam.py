"""Rule: a page whose title or heading advertises games of chance, where nothing of the kind was cited, is `usurped`.

1. One phrase that only advertisers use ("slot gacor", "deneme bonusu veren siteler") is enough; of words that
   newspapers use as well it takes two different ones.
2. It is no hijacking where the cited address or the citation's words speak of such games: researchers do cite them.
   A title or heading that holds the citation's words beats the rule.
3. The language that the page gives for itself is told, and decides nothing.

Source: Wikipedia:JUDI, which counts more than 50,000 domains of former citations, December 2025; the titles of such
pages as they are passed around.
"""

from __future__ import annotations

import re

from auditor.judge import Rule, Sight
from auditor.judge.likeness import titled_as_cited
from auditor.model import Finding, LinkState

NAME = "spam"

_ENOUGH = 2
_MOST_CHARS = 1_000  # of a title and headings

# Every phrase below has one of these in it, or a letter of a script in which they are short.
_STEMS = tuple(
    "slot situs agen bandar daftar akun judi rtp toto togel maxwin bet pkv bonus casino bahis iddaa kumar spin tigrinho "
    "tiger apost apuesta kasyno казино автомат букмекер ставк vavada pin-up pinup gambl jackpot poker roulette blackjack "
    "baccarat bookmak taruhan scommesse wetten zakłady siteleri".split()
) + ("pin up", "nhà cái", "nổ hũ", "tài xỉu", "soi kèo", "đổi thưởng", "cá cược", "xổ số", "paris sportifs")
_SHORT_SCRIPTS = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")

# What only those say who sell it: Indonesian, Turkish, Vietnamese, Thai, Chinese, Korean, English and others.
_ADVERTISED = re.compile(
    r"\bslot ?(?:gacor|deposit|dana|demo|88|777|online|pulsa|qris|thailand|maxwin|server)\b|\bsitus (?:slot|judi|togel|toto|poker)\b"
    r"|\b(?:agen|bandar|link|daftar|akun) ?(?:slot|judi|togel|bola|toto|sbobet|poker|q|qq)\b|\bjudi (?:online|bola|slot)\b"
    r"|\brtp (?:slot|live)\b|\btoto ?(?:macau|slot|togel)\b|\btogel\b|\bmaxwin\b|\bsbobet\b|\bbandarq\w*|\bpkv games\b|\bslot ?gacor"
    r"|\bdeneme bonusu|\bbonus veren (?:bahis |casino )?siteler|\b(?:casino|bahis|slot) siteleri (?:listesi|güncel|20\d\d)"
    r"|\b(?:canlı|kaçak) (?:bahis|casino|iddaa)\b|\b(?:en iyi|güvenilir) (?:\w+ )?(?:bahis|casino|slot) siteleri"
    r"|\bnhà cái\b|\bnổ hũ\b|\btài xỉu\b|\bsoi kèo\b|\bgame (?:bài )?đổi thưởng\b|\bcá cược (?:bóng đá|trực tuyến|online)"
    r"|สล็อต|บาคาร่า|แทงบอล|คาสิโนออนไลน์|เว็บพนัน|หวยออนไลน์"
    r"|娱乐城|博彩|百家乐|老虎机|时时彩|彩票(?:平台|网)|体育(?:投注|博彩)|娛樂城|百家樂|オンラインカジノ|カジノ(?:おすすめ|ボーナス)"
    r"|카지노 ?사이트|토토 ?사이트|바카라 ?사이트|먹튀|사설토토|슬롯 ?사이트"
    r"|\b(?:best|top|new|trusted) (?:online )?(?:casinos?|betting sites|slot sites|bookmakers)\b|\bno deposit (?:bonus|casino)\b"
    r"|\b(?:casino|betting|free spins?) bonus(?:es)?\b|\bfree spins?\b|\bonline casino (?:real money|bonus|games)\b"
    r"|\bjogo do tigrinho\b|\bfortune tiger\b|\bcassino online\b|\bcasas? de apostas\b|\bkasyno online\b|\bcasino en ligne\b"
    r"|\bonline casinos? (?:deutschland|österreich|ohne|mit)\b|\bcasino (?:utan|uden|uten|zonder) (?:svensk|rofus|licens|licentie|cruks)"
    r"|онлайн[- ]казино|казино (?:онлайн|вулкан|официальный)|вулкан (?:казино|вегас|платинум)|игровые автоматы|букмекерск\w+ контор\w+ (?:онлайн|официальный)"
    r"|\b(?:1xbet|mostbet|pin[- ]?up casino|melbet|parimatch|betwinner|vavada)\b",
    re.IGNORECASE,
)
# What newspapers say as well.
_SPOKEN_OF = re.compile(
    r"\b(?P<en>casinos?|betting|gambling|jackpots?|poker|roulette|blackjack|baccarat|bookmakers?|slots?|sportsbooks?)\b"
    r"|\b(?P<id>judi|bandar|taruhan|slot)\b|\b(?P<tr>bahis|kumar|iddaa)\w*|\b(?P<vi>cá cược|casino trực tuyến|xổ số)\b"
    r"|\b(?P<es>apuestas|apostas|paris sportifs|scommesse|sportwetten|zakłady)\b|(?P<ru>казино|букмекер|ставк[аи] на спорт)"
    r"|(?P<cjk>賭|赌|彩票|도박|카지노|カジノ|พนัน|คาสิโน)",
    re.IGNORECASE,
)
_ROOTS = re.compile(
    r"casino|gambl|betting|\bbet\b|bets\b|slot|judi|togel|bahis|kumar|poker|lotter|jackpot|wager|bookmak|apuesta|aposta|scommess"
    r"|glücksspiel|wett|jeux?[- ]d.argent|azar|азарт|казино|букмекер|cá cược|赌|賭|博彩|カジノ|도박|พนัน",
    re.IGNORECASE,
)


def look(sight: Sight) -> Finding | None:
    """Usurped, and by what the title gives it away; None where it advertises nothing of the kind."""
    page = sight.page
    if page is None or sight.response is None or sight.response.status // 100 != 2:  # noqa: PLR2004 - the good answers
        return None
    lines = " · ".join((page.title, *page.h1))[:_MOST_CHARS]
    if not _may_advertise(lines.casefold()):
        return None
    sold = _ADVERTISED.search(lines)
    if sold is None and len({found.group().casefold().rstrip("s") for found in _SPOKEN_OF.finditer(lines)}) < _ENOUGH:
        return None
    if _ROOTS.search(" ".join((sight.reference.uri, *sight.reference.words))):
        return None
    if titled_as_cited(sight.reference.words, page, host=sight.answered_by):
        return None
    told = sold or _SPOKEN_OF.search(lines)
    because = f"the page advertises games of chance (“{told.group() if told else ''}”), which nobody cited{_tongue(page.lang)}"
    return Finding(rule=NAME, state=LinkState.USURPED, because=because)


def _may_advertise(lines: str) -> bool:
    return any(stem in lines for stem in _STEMS) or (not lines.isascii() and _SHORT_SCRIPTS.search(lines) is not None)


def _tongue(lang: str | None) -> str:
    return f"; its language is {lang[:10]}" if lang else ""


RULE = Rule(name=NAME, look=look)
