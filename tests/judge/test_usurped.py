"""Domains in other hands, and hosts that answer for sites that they don't serve: what is one, and what only speaks of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.judge.tables.parked_signatures import parked
from auditor.judge.tables.spam_trades import trades
from auditor.judge.tables.spam_words import SOLD, SPOKEN_OF, may_be_meant
from auditor.model import LinkState, Response
from tests.judge.build import PARAGRAPH, decisive, html, redirect, response, state

URI = "http://www.harbourletters.example/2009/11/silt.html"
LONG = PARAGRAPH * 12

PARKED = {
    "lander": response(200, b'<script>window.onload=function(){window.location.href="/lander"}</script>'),
    "wsimg": response(200, b'<html><script src="https://img1.wsimg.com/parking-lander/x.js"></script></html>'),
    "sedo": response(200, b'<html><frameset><frame src="http://sedoparking.com/frmpark/x/park.js"></html>'),
    "adblock key": response(200, b'<html data-adblockkey="MFww"><body></body></html>'),
    "for sale": response(200, html("harbourletters.example", "This domain may be for sale. Click here to inquire.")),
    "named": response(200, html("x", "The domain harbourletters.example is listed for sale.")),
    "expired": response(200, html("Domain Expired", "This domain has recently expired.")),
    "parked": response(200, html("x", "This Web page is parked FREE, courtesy of GoDaddy.com.")),
    "title": response(200, html("harbourletters.example is for sale", "Make an offer.")),
    "german": response(200, html("x", "Die Domain harbourletters.example steht zum Verkauf.")),
    "french": response(200, html("x", "Le nom de domaine harbourletters.example est à vendre.")),
    "spanish": response(200, html("x", "El dominio harbourletters.example está en venta.")),
    "russian": response(200, html("x", "Домен harbourletters.example продаётся.")),
    "polish": response(200, html("x", "Domena harbourletters.example jest na sprzedaż.")),
    "dutch": response(200, html("x", "Deze domeinnaam is te koop.")),
    "chinese": response(200, html("x", "该域名正在出售")),
    "reserved": response(200, html("Reserved", "This domain is currently reserved for future use.")),
    "by its name": response(200, html("x", "harbourletters.com is for sale! Agree on a price with its owner.")),
    "chinese, parked": response(200, html("域名停靠", "优质域名，期待合作")),
}


@pytest.mark.parametrize("answer", PARKED.values(), ids=PARKED.keys())
def test_a_parked_domain_is_usurped(answer: Response) -> None:
    found = decisive(answer, uri=URI)
    assert (found.state, found.rule) == (LinkState.USURPED, "parked")


@pytest.mark.parametrize(
    "location",
    [
        "https://www.hugedomains.com/domain_profile.cfm?d=harbourletters.example",
        "https://dan.com/buy-domain/harbourletters.example",
        "https://sedo.com/search/details/?domain=harbourletters.example",
        "https://www.godaddy.com/forsale/harbourletters.example",
        "http://ww1.harbourletters.example/?usid=27",
        "http://ww25.harbourletters.example/2009/11/silt.html",
    ],
)
def test_where_it_leads_gives_it_away(location: str) -> None:
    assert decisive(redirect(location, 302), response(200, html("x", LONG)), uri=URI).rule == "parked"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("How domain parking works", "“This domain is for sale”, says the page of a parked domain. " + LONG),
        ("Boat house for sale", "The trust has put its boat house up for sale. Offers until May."),
        ("The public domain has expired for nobody", LONG),
        ("Parking at the harbour", "Cars are parked free with a ticket of the museum's domain of Rüdesheim. " * 30),
        ("Letters", "<script src='https://cdn.parkingcrew.net/x.js'></script>" + LONG),
    ],
)
def test_what_only_speaks_of_it_is_live(title: str, text: str) -> None:
    assert state(response(200, html(title, text)), uri=URI) is LinkState.LIVE


def test_a_citation_about_domains_for_sale_is_beaten_by_its_words() -> None:
    page = html("Squatters: this domain is for sale", "What courts say.")
    assert state(response(200, page), uri=URI) is LinkState.USURPED
    assert state(response(200, page), uri=URI, words=("Squatters and domain sale",)) is LinkState.LIVE


@pytest.mark.parametrize("status", [404, 410])
def test_a_parked_page_that_admits_it_is_dead(status: int) -> None:
    assert state(response(status, html("x", "This domain is for sale.")), uri=URI) is LinkState.DEAD


@pytest.mark.parametrize(
    "title",
    [
        "SITUS JUDI SLOT GACOR ONLINE",
        "Agen Togel Terpercaya",
        "Deneme Bonusu Veren Siteler 2026",
        "Nhà cái uy tín số 1",
        "สล็อตเว็บตรง แตกง่าย",
        "澳门娱乐城官网",
        "토토사이트 추천",
        "Онлайн-казино Вулкан",
        "The 10 best online casinos",
        "Roulette, blackjack and more",
        "开云体育(中国)官方网站",
        "Vavada казино – рабочее зеркало",
        "Casino utan svensk licens",
        "Mejores casinos online con bono sin depósito",
    ],
)
def test_games_of_chance_that_nobody_cited_are_usurped(title: str) -> None:
    found = decisive(response(200, html(title, LONG)), uri=URI, words=("letters from the harbour",))
    assert (found.state, found.rule) == (LinkState.USURPED, "spam")


@pytest.mark.parametrize(
    ("title", "trade"),
    [
        ("Buy Cheap Viagra Online Without Prescription", "prescription drugs"),
        ("Cialis kopen zonder recept", "prescription drugs"),
        ("Replica Rolex Watches for Sale", "copies of brands"),
        ("スーパーコピー時計 激安通販", "copies of brands"),
        ("Cheap Essay Writing Service 24/7", "loans and essays"),
        ("Payday Loans Online, no credit check", "loans and essays"),
        ("Free porn videos", "sex"),
    ],
)
def test_what_else_hijackers_sell_is_told_by_its_trade(title: str, trade: str) -> None:
    found = decisive(response(200, html(title, LONG)), uri=URI, words=("letters from the harbour",))
    assert (found.state, found.rule) == (LinkState.USURPED, "spam")
    assert f"advertises {trade} (“" in found.because


@pytest.mark.parametrize(
    "title",
    [
        "Viagra tested as a treatment for altitude sickness",
        "Police seize 4,000 replica Rolex watches",
        "Why we buy: an essay on cheap things",
        "Sex education in schools",
        "Kementerian Blokir 800 Ribu Situs Judi Online",
        "Myndigheten förbjuder casino utan svensk licens",
        "Суд закрыл онлайн-казино Вулкан",
        "警方破获网络赌博案：百家乐网站被查",
        "온라인 카지노 사이트 운영자 구속",
        "Public prosecutor raids 1xBet's offices",
    ],
)
def test_news_of_such_trades_and_of_those_who_fight_them_is_live(title: str) -> None:
    assert state(response(200, html(title, LONG)), uri=URI) is LinkState.LIVE


@given(st.data())
def test_no_phrase_of_a_trade_can_match_without_its_stems(data: st.DataObject) -> None:
    trade = data.draw(st.sampled_from(list(trades("viagra"))))
    text = data.draw(st.from_regex(trade.sold, fullmatch=True)).casefold()
    if trade.sold.search(text):
        assert list(trades(text)), (trade.name, text)


@pytest.mark.parametrize(
    ("title", "uri", "words"),
    [
        ("Yasa dışı bahis operasyonu: 12 gözaltı", URI, ()),
        ("Slot booking at the new terminal", URI, ()),
        ("The poker of politics", URI, ()),
        ("Casino Royale", URI, ()),
        ("Judi online dan slot gacor: sebuah laporan", "https://a.example/laporan/judi-online", ()),
        ("Situs slot gacor", URI, ("how online gambling recruits",)),
        ("中国彩票公益金报告", URI, ("彩票公益金报告",)),
    ],
)
def test_reports_on_such_games_and_words_with_other_meanings_are_live(
    title: str, uri: str, words: tuple[str, ...]
) -> None:
    assert state(response(200, html(title, LONG)), uri=uri, words=words) is LinkState.LIVE


@given(st.from_regex(SOLD, fullmatch=True) | st.from_regex(SPOKEN_OF, fullmatch=True))
def test_the_quick_look_never_misses_what_the_table_finds(title: str) -> None:
    title = title.casefold()
    if SOLD.search(title) or SPOKEN_OF.search(title):
        assert may_be_meant(title)


HOSTS = {
    "cpanel": html("Account Suspended", "This Account has been suspended. Contact your hosting provider."),
    "website": html("x", "This website has been temporarily suspended."),
    "bandwidth": html("509", "Bandwidth Limit Exceeded"),
    "nginx": html("Welcome to nginx!", "If you see this page, the server works."),
    "apache": html("Apache2 Debian Default Page: It works", LONG),
    "iis": html("IIS Windows Server", ""),
    "german": html("x", "Hier entsteht eine neue Internetpräsenz."),
    "turkish": html("x", "Hizmetiniz duraklatıldı! Bizimle irtibata geçin."),
    "polish": html("x", "Konto zostało zablokowane."),
    "portuguese": html("x", "Conta suspensa"),
}


@pytest.mark.parametrize("page", HOSTS.values(), ids=HOSTS.keys())
def test_a_host_that_answers_for_a_site_is_a_soft_404(page: bytes) -> None:
    found = decisive(response(200, page), uri=URI)
    assert (found.state, found.rule) == (LinkState.SOFT_404, "hosting")


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Installing nginx", "“Welcome to nginx!” is what you should see. " + LONG),
        ("Gewinner", "Konto und Strona: die beiden Boote, die gestern im Hafen lagen."),
        ("Ferry service suspended", "The service is suspended until the ice has gone."),
        ("Minister's account suspended", LONG + "This account has been suspended."),
        ("It works: a vaccine for children", LONG),
    ],
)
def test_what_only_speaks_of_such_pages_is_live(title: str, text: str) -> None:
    assert state(response(200, html(title, text)), uri=URI) is LinkState.LIVE


def test_a_front_page_may_be_a_default_page() -> None:
    assert state(response(200, HOSTS["nginx"]), uri="http://www.harbourletters.example/") is LinkState.LIVE


def test_every_row_has_a_name_of_its_own_and_a_source() -> None:
    rows = list(parked())
    assert len({row.name for row in rows}) == len(rows)
    assert all(row.source for row in rows)
    assert all(row.address or row.max_text_chars for row in rows), "a script on a page full of text is no parked domain"
