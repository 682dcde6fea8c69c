"""Redirects: where they end, whether that is the page that was cited, and whether it moved for good."""

from __future__ import annotations

import pytest

from auditor import uris
from auditor.judge.places import is_front_page
from auditor.model import LinkState
from tests.judge.build import ARTICLE_TITLE, URI, decisive, html, redirect, response, state

HOME = response(200, html("Example Institute", "Welcome. " * 300))


@pytest.mark.parametrize(
    "uri",
    [
        "https://example.org/",
        "https://example.org",
        "https://example.org/en",
        "https://example.org/en/",
        "https://example.org/en-us/",
        "https://example.org/pt_BR",
        "https://example.org/zh-hans/",
        "https://example.org/index.html",
        "https://example.org/en/index.php",
        "https://example.org/default.aspx",
        "https://example.org/home",
        "https://example.org/de/startseite",
        "https://example.org/int",
        "https://example.org/?utm_source=x&lang=en",
        "https://example.org/?redirected=1",
        "https://example.org/#top",
    ],
)
def test_a_front_page_is_one_in_any_language(uri: str) -> None:
    parsed = uris.parse(uri)
    assert parsed is not None
    assert is_front_page(parsed)


@pytest.mark.parametrize(
    "uri",
    [
        "https://example.org/?p=123",
        "https://example.org/?id=9&lang=en",
        "https://example.org/news",
        "https://example.org/en/news",
        "https://example.org/indexes",
        "https://example.org/home/garden",
    ],
)
def test_what_names_a_page_is_no_front_page(uri: str) -> None:
    parsed = uris.parse(uri)
    assert parsed is not None
    assert not is_front_page(parsed)


@pytest.mark.parametrize(
    "home", ["/", "/en", "/en-us/", "/fr/", "/index.html", "/home", "https://example.org/", "/?ref=404"]
)
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_deep_address_that_lands_on_its_sites_home_page_is_a_soft_404(home: str, status: int) -> None:
    found = decisive(redirect(home, status), HOME)
    assert (found.state, found.rule) == (LinkState.SOFT_404, "home page")


def test_so_does_one_that_takes_several_hops() -> None:
    old = "http://www.example.org/cps/en/natohq/topics_110496.htm"
    assert state(redirect(old.replace("http", "https")), redirect("/en", 302), HOME, uri=old) is LinkState.SOFT_404


def test_a_title_with_the_citations_words_beats_the_home_page() -> None:
    front = response(200, html(f"{ARTICLE_TITLE} | Example Institute"))
    assert state(redirect("/"), front, words=("Harbour dredging costs more",)) is LinkState.MOVED


@pytest.mark.parametrize(
    "words", ["Example Institute", "the report", "Harbour", "Harbour budget for the coming decade"]
)
def test_words_that_prove_too_little_do_not(words: str) -> None:
    front = response(200, html("Example Institute", h1="Harbour news"))
    assert state(redirect("/"), front, words=(words,)) is LinkState.SOFT_404


def test_a_cited_home_page_may_lead_to_another_language() -> None:
    assert state(redirect("/en/"), HOME, uri="https://www.example.org/") is not LinkState.SOFT_404


def test_another_sites_home_page_is_a_suspicion_of_its_own() -> None:
    found = decisive(redirect("https://www.other.example/"), HOME)
    assert (found.state, found.rule) == (LinkState.SOFT_404, "home page elsewhere")


@pytest.mark.parametrize("uri", ["https://bit.ly/3xY", "https://t.co/abc", "https://old.example.org/"])
def test_a_shorteners_address_or_a_site_that_moved_may_lead_to_a_home_page(uri: str) -> None:
    assert state(redirect("https://www.other.example/"), HOME, uri=uri) is LinkState.MOVED


@pytest.mark.parametrize(
    "final",
    [
        URI.replace("https:", "http:"),
        URI.replace("www.", ""),
        f"{URI}/",
        f"{URI}#costs",
    ],
)
def test_the_same_page_under_another_spelling_is_live(final: str) -> None:
    assert state(redirect(final), response()) is LinkState.LIVE


@pytest.mark.parametrize("status", [301, 308])
def test_a_page_that_moved_for_good_is_moved_with_its_new_address(status: int) -> None:
    new = "https://library.example.org/2024/harbour-dredging-costs"
    found = decisive(redirect(new, status), response())
    assert (found.state, found.proposal) == (LinkState.MOVED, new)


@pytest.mark.parametrize("status", [302, 303, 307])
def test_a_page_that_is_elsewhere_for_now_is_live_without_a_proposal(status: int) -> None:
    found = decisive(redirect("/mirror/harbour-dredging-costs", status), response())
    assert (found.state, found.proposal) == (LinkState.LIVE, None)


def test_one_temporary_hop_makes_the_chain_temporary() -> None:
    assert state(redirect("/a/harbour", 301), redirect("/b/harbour", 302), response()) is LinkState.LIVE


def test_a_temporary_hop_to_https_does_not() -> None:
    cited = URI.replace("https:", "http:")
    chain = (redirect(URI, 302), redirect("/new/harbour-dredging", 301), response())
    assert state(*chain, uri=cited) is LinkState.MOVED


def test_a_new_address_is_proposed_for_its_title_alone() -> None:
    answer = response(200, html("A study in silt and money"))
    found = decisive(redirect("https://example.org/p/9"), answer, words=("Study in silt and money",))
    assert found.proposal == "https://example.org/p/9"


def test_a_new_address_that_nothing_ties_to_the_old_one_is_not_proposed() -> None:
    found = decisive(redirect("https://example.org/p/9"), response(200, html("Something else")))
    assert (found.state, found.proposal) == (LinkState.MOVED, None)


def test_a_moved_page_that_is_not_there_is_dead() -> None:
    assert state(redirect("https://www.nlr.example/about/sustainability"), response(404)) is LinkState.DEAD


@pytest.mark.parametrize("location", [URI, "/elsewhere", "https://other.example/x"])
def test_redirects_without_an_end_are_unreachable(location: str) -> None:
    assert state(redirect(location, 302)) is LinkState.UNREACHABLE


@pytest.mark.parametrize(
    "location", ["android-app://com.example/story/1", "intent://story#Intent;end", "mailto:a@example.org"]
)
def test_a_redirect_into_an_app_is_live(location: str) -> None:
    assert state(redirect(location, 302)) is LinkState.LIVE


@pytest.mark.parametrize("location", ["javascript:alert(1)", "data:text/html,x", "http://[::1", "https://", ""])
def test_a_redirect_to_what_is_no_address_is_unreachable(location: str) -> None:
    assert state(redirect(location, 302)) is LinkState.UNREACHABLE


def test_a_redirect_without_a_location_is_unreachable() -> None:
    assert state(response(302)) is LinkState.UNREACHABLE


def test_a_password_in_a_location_is_not_shown() -> None:
    assert "secret" not in decisive(redirect("app://user:secret@story/1", 302)).because
