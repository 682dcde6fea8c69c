"""Short pages that tell of error pages, hosts and domains for sale: a site that admits what it hasn't is none of these."""

from __future__ import annotations

from dataclasses import replace

import pytest

from auditor.judge.suspicion import suspicious, undecided
from auditor.judge.verdict import judge
from auditor.model import Evidence, Exchange, LinkState, Probe, Response
from tests.judge.build import SINGLE_RUN, URI, html, probe, reference, response

BESIDE = "https://www.example.org/reports/2024/qwxharbour-costs.html"

ABOUT_PAGES = html(
    "A newsletter is no error page",
    "Readers who follow an old link get a form instead of an answer. The words “page not found” say at least what is "
    "the matter, and most readers know what to do then. A form only asks them for their address.",
)
ABOUT_A_HOST = html(
    "What to do when your account has been suspended",
    "If your website has been suspended, look at your invoices first. Then write to us, and we will tell you which "
    "of the rules was broken, and how long it takes until the site is back.",
)
ABOUT_SALES = html(
    "Parked domains and who lives on them",
    "Some buy names by the thousand and keep those that readers still come to. Each shows that this domain is for "
    "sale, and a few advertisements, which pay for it.",
)
TOLD = {"error pages": ABOUT_PAGES, "hosts": ABOUT_A_HOST, "domains for sale": ABOUT_SALES}


def beside(page: bytes, answer: Response) -> Probe:
    told = probe(answer, uri=BESIDE, asked=BESIDE).exchanges
    return replace(probe(response(200, page)), siblings=told)


def state(look: Probe, words: tuple[str, ...] = ()) -> LinkState:
    return judge(Evidence(reference=reference(words=words), probes=(look,)), SINGLE_RUN).link.state


@pytest.mark.parametrize("page", TOLD.values(), ids=TOLD.keys())
def test_a_true_404_beside_it_shows_that_the_page_only_tells_of_such_things(page: bytes) -> None:
    look = probe(response(200, page))
    assert suspicious(reference(), look)
    assert state(look) in {LinkState.SOFT_404, LinkState.USURPED}
    assert state(beside(page, response(404))) is LinkState.LIVE
    assert state(beside(page, response(200, page))) in {LinkState.SOFT_404, LinkState.USURPED}


@pytest.mark.parametrize("page", TOLD.values(), ids=TOLD.keys())
def test_one_made_up_address_is_enough_where_it_gets_the_same_page(page: bytes) -> None:
    assert not undecided(reference(), beside(page, response(200, page)))


def test_an_error_pages_own_title_and_a_parking_services_script_are_not_doubted() -> None:
    titled = html("Page not found", "Sorry.")
    parked = html("harbour.example", '<script src="https://sedoparking.com/frmpark/x/y/park.js"></script>')
    for page, expected in ((titled, LinkState.SOFT_404), (parked, LinkState.USURPED)):
        assert not suspicious(reference(), probe(response(200, page)))
        assert state(beside(page, response(404))) is expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("This article is no longer available.", LinkState.SOFT_404),
        ("Dieser Beitrag wurde gelöscht.", LinkState.SOFT_404),
        ("この記事は削除されました。", LinkState.SOFT_404),
        ("We could not find the page that you asked for.", LinkState.LIVE),
        ("The article has been removed from all shelves, as the court had ordered. " * 6, LinkState.LIVE),
    ],
)
def test_who_says_that_it_is_there_no_more_may_know_this_address_and_no_other(said: str, expected: LinkState) -> None:
    page = html("Harbour Office", said)
    assert state(probe(response(200, page))) is LinkState.SOFT_404
    assert state(beside(page, response(404))) is expected


def test_one_word_of_the_address_among_headlines_is_not_its_name() -> None:
    headlines = "".join(f"<li><a href='/{n}'>Harbour news of day {n}</a></li>" for n in range(20))
    page = html("Example", f"<p>Wesh nkel tir, sani boro.</p><aside><ul>{headlines}</ul></aside>", h1="")
    assert suspicious(reference(), probe(response(200, page)))
    named = html("Example", "<p>Harbour dredging, costs of 2024: see the table.</p>", h1="")
    assert not suspicious(reference(), probe(response(200, named)))


def test_a_page_without_a_script_is_no_applications_shell() -> None:
    said = html("Magic", "The requested magic really is not of this world. Maybe you look for it in the index.", h1="")
    shell = html("Magic", "<script src='/app.js'></script>The magic of the place is being loaded, please wait.", h1="")
    for page, expected in ((said, LinkState.SOFT_404), (shell, LinkState.UNKNOWN)):
        look = beside(page, response(200, page))
        assert state(replace(look, siblings=(*look.siblings, *_other(page)))) is expected


def test_a_shell_with_a_hidden_error_page_in_its_template_is_a_shell() -> None:
    shell = html("App", "<script src='/app.js'></script><div class='page-404' hidden></div>Loading", h1="")
    look = beside(shell, response(200, shell))
    assert state(replace(look, siblings=(*look.siblings, *_other(shell)))) is LinkState.UNKNOWN


def _other(page: bytes) -> tuple[Exchange, ...]:
    uri = URI.replace("harbour", "zzharbour")
    return probe(response(200, page), uri=uri, asked=uri).exchanges
