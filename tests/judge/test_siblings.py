"""Made-up addresses beside the cited one: what they prove, and when one is worth a request."""

from __future__ import annotations

from dataclasses import replace

import pytest

from auditor.judge.suspicion import suspicious
from auditor.judge.verdict import judge
from auditor.model import Evidence, Exchange, Failure, FailureKind, LinkState, Probe, Response
from tests.judge.build import PARAGRAPH, SINGLE_RUN, URI, failure, html, probe, redirect, reference, response

LONG = PARAGRAPH * 12
SITE = "https://www.example.org"
BESIDE = (f"{SITE}/reports/2024/harbour-dredgwqx-costs.html", f"{SITE}/reports/2024/zzharbour-costs.html")
OTHER = html("Search", "Nine boats lay in the roads that night, and none of them showed a light to the shore. " * 12)
PAGE = html("Example", LONG)
SHELL = html("App", "Loading<script src='/app.js'></script>", h1="")


def exchange(uri: str, outcome: Response | Failure) -> Exchange:
    return probe(outcome, uri=uri, asked=uri).exchanges[0]


def beside(look: Probe, *answers: Response | Failure) -> Probe:
    return replace(look, siblings=tuple(exchange(uri, answer) for uri, answer in zip(BESIDE, answers, strict=False)))


def state(look: Probe, *, uri: str = URI, words: tuple[str, ...] = ()) -> LinkState:
    evidence = Evidence(reference=reference(uri, words=words), probes=(look,))
    return judge(evidence, SINGLE_RUN).link.state


def test_two_siblings_with_the_same_page_decide_alone_and_one_does_not() -> None:
    look = probe(response(200, PAGE))
    assert state(beside(look, response(200, PAGE))) is LinkState.LIVE
    assert state(beside(look, response(200, PAGE), response(200, PAGE))) is LinkState.SOFT_404
    assert state(beside(look, response(200, PAGE), response(200, OTHER))) is LinkState.LIVE


def test_one_is_enough_where_the_text_has_an_error_pages_words() -> None:
    page = html("Example", LONG + "The page you requested could not be found.")
    assert state(probe(response(200, page))) is LinkState.LIVE
    assert state(beside(probe(response(200, page)), response(200, page))) is LinkState.SOFT_404


def test_one_is_enough_where_both_were_led_to_the_same_place() -> None:
    place = f"{SITE}/archive/of/reports-2024"
    look = probe(redirect(place), response(200, PAGE))
    same = replace(look, siblings=(exchange(BESIDE[0], redirect(place)), exchange(place, response(200, OTHER))))
    assert state(look) is LinkState.MOVED
    assert state(same) is LinkState.SOFT_404


def test_pages_that_repeat_what_was_asked_for_are_the_same() -> None:
    def page(name: str) -> bytes:
        return html("Search", f"You asked for {name}. {PARAGRAPH * 2} Did you mean one of these? {PARAGRAPH}")

    look = probe(response(200, page("harbour dredging costs of the year before last, by port and by month")))
    found = beside(look, response(200, page("qwx")), response(200, page("zzy")))
    assert state(found) is LinkState.SOFT_404


def test_different_articles_of_one_template_are_not() -> None:
    menu = "Home News Sport Weather Harbour Tides Archive Contact Imprint Subscribe " * 3
    look = probe(response(200, html("Paper", menu + LONG)))
    other = response(200, html("Paper", menu + "Nine boats lay in the roads that night. " * 30))
    assert state(beside(look, other, other)) is LinkState.LIVE


def test_an_application_that_answers_everything_with_its_shell_is_unknown() -> None:
    assert state(beside(probe(response(200, SHELL)), response(200, SHELL))) is LinkState.UNKNOWN


@pytest.mark.parametrize("status", [404, 410])
def test_a_site_that_admits_what_it_has_not_clears_weak_suspicions(status: int) -> None:
    section = probe(redirect("/reports/"), response(200, PAGE))
    assert state(section) is LinkState.SOFT_404
    assert state(beside(section, response(status))) is LinkState.MOVED
    uri = f"{SITE}/files/annual-silt-review.pdf"
    document = probe(response(200, PAGE), uri=uri)
    assert state(document, uri=uri) is LinkState.SOFT_404
    assert state(beside(document, response(status)), uri=uri) is LinkState.LIVE


def test_it_does_not_clear_what_the_page_says_itself() -> None:
    look = probe(response(200, html("Page not found", "Sorry.")))
    assert state(beside(look, response(404))) is LinkState.SOFT_404


@pytest.mark.parametrize("answer", [failure(FailureKind.TIMEOUT), response(403), response(500), response(200, b"")])
def test_a_sibling_that_failed_or_was_walled_proves_nothing(answer: Response | Failure) -> None:
    assert state(beside(probe(response(200, PAGE)), answer, answer)) is LinkState.LIVE


def test_a_title_with_the_citations_words_beats_the_siblings() -> None:
    page = html("What the sea takes back", LONG)
    look = beside(probe(response(200, page)), response(200, page), response(200, page))
    assert state(look) is LinkState.SOFT_404
    assert state(look, words=("What the sea takes back",)) is LinkState.LIVE


@pytest.mark.parametrize(
    "look",
    [
        probe(redirect("/reports/"), response(200, PAGE)),
        probe(redirect("/other/place/for/it"), response(200, PAGE)),
        probe(redirect("https://www.other.example/"), response(200, PAGE)),
        probe(response(200, html("Example", LONG + "The page you requested could not be found."))),
        probe(response(200, SHELL)),
    ],
    ids=["section", "elsewhere", "another home", "words in the text", "shell"],
)
def test_a_sibling_is_asked_for_on_suspicion(look: Probe) -> None:
    assert suspicious(reference(), look)
    assert not suspicious(reference(), beside(look, response(404))), "and only once"


def test_a_page_in_place_of_a_document_is_suspicious() -> None:
    uri = f"{SITE}/files/annual-silt-review.pdf"
    assert suspicious(reference(uri), probe(response(200, PAGE), uri=uri))


@pytest.mark.parametrize(
    "look",
    [
        probe(response(200, html())),
        probe(response(404)),
        probe(response(403)),
        probe(response(200, html("Just a moment...", "<script>_cf_chl_opt</script>"))),
        probe(response(200, html("Page not found", "Sorry."))),
        probe(redirect("/"), response(200, PAGE)),
        probe(redirect("/login?next=/x"), response(200, PAGE)),
        probe(failure(FailureKind.TIMEOUT)),
        Probe(key=URI),
    ],
    ids=["article", "404", "403", "wall", "title", "home", "login", "failure", "nothing"],
)
def test_none_is_asked_for_without_or_where_something_has_decided(look: Probe) -> None:
    assert not suspicious(reference(), look)


def test_a_front_page_has_nothing_beside_it() -> None:
    uri = f"{SITE}/"
    assert not suspicious(reference(uri), probe(response(200, SHELL), uri=uri))
