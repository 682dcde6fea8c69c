"""Where a site leads what it doesn't have: error pages, sections, places common to many, and what pages say themselves."""

from __future__ import annotations

import pytest

from auditor.judge.corpus import sinks
from auditor.judge.verdict import judge
from auditor.model import Evidence, Finding, LinkState, Response
from tests.judge.build import PARAGRAPH, SINGLE_RUN, URI, decisive, html, probe, redirect, reference, response

LONG = PARAGRAPH * 12
SITE = "https://www.example.org"
NOTHING_OF_IT = html("Example", LONG)


def led_to(location: str, body: bytes = NOTHING_OF_IT, *, uri: str = URI, words: tuple[str, ...] = ()) -> Finding:
    return decisive(redirect(location), response(200, body), uri=uri, words=words)


@pytest.mark.parametrize(
    "location",
    [
        "/404",
        "/404.html",
        "/error/404",
        "/errors/not-found",
        "/page-not-found/",
        "/PageNotFound.aspx",
        "/notfound?from=/x",
        "/fehlerseite",
        "/page-introuvable.html",
        "/oops?aspxerrorpath=/x",
        "/de/404/",
    ],
)
def test_a_redirect_to_an_address_that_says_so_is_a_soft_404(location: str) -> None:
    found = led_to(location)
    assert (found.state, found.rule) == (LinkState.SOFT_404, "error address")


@pytest.mark.parametrize(
    "location",
    [
        "/rooms/4041/harbour",
        "/not-found-in-translation-harbour",
        "/harbour/404-dredging-costs",
        "/errors-in-dredging-costs",
    ],
)
def test_an_address_with_such_a_word_in_it_is_none(location: str) -> None:
    assert led_to(location).state is not LinkState.SOFT_404


def test_a_cited_page_about_404s_is_no_error_page() -> None:
    assert led_to("/gallery/404", uri=f"{SITE}/old/404/").rule != "error address"


def test_a_refresh_to_the_error_page_is_a_redirect_to_it() -> None:
    page = html("Example", "", head='<meta http-equiv="refresh" content="0;url=/404">')
    assert decisive(response(200, page)).rule == "error address"


@pytest.mark.parametrize("location", ["/reports/", "/reports/2024", "/newsroom", "/en/newsroom/"])
def test_a_section_with_nothing_of_the_page_is_a_soft_404(location: str) -> None:
    found = led_to(location)
    assert (found.state, found.rule) == (LinkState.SOFT_404, "section page")


@pytest.mark.parametrize(
    ("location", "body"),
    [
        ("/reports/", html("Harbour reports", LONG)),
        ("/reports/", html("Reports", LONG, h1="Dredging")),
        ("/dredging", NOTHING_OF_IT),
        ("/reports/2025/silt-and-ice", NOTHING_OF_IT),
        ("https://www.other.example/reports/", NOTHING_OF_IT),
    ],
)
def test_a_section_that_has_something_of_it_or_is_none_is_no_sink(location: str, body: bytes) -> None:
    assert led_to(location, body).rule == "moved"


def test_a_section_that_is_titled_as_cited_is_the_page() -> None:
    words = ("What the sea takes back",)
    found = led_to("/reports/", html("What the sea takes back", LONG), words=words)
    assert (found.state, found.proposal) == (LinkState.MOVED, f"{SITE}/reports/")


@pytest.mark.parametrize("extension", ["pdf", "PDF", "docx", "xls", "epub", "zip"])
def test_a_page_in_place_of_a_document_is_a_soft_404(extension: str) -> None:
    found = decisive(response(200, NOTHING_OF_IT), uri=f"{SITE}/files/annual-silt-review.{extension}")
    assert (found.state, found.rule) == (LinkState.SOFT_404, "document")


@pytest.mark.parametrize(
    ("uri", "answer"),
    [
        (f"{SITE}/files/annual-silt-review.pdf", response(200, html("Annual review 2024", LONG))),
        (f"{SITE}/files/annual-silt-review.pdf", response(200, b"%PDF-1.7 x", kind="application/pdf")),
        (f"{SITE}/files/annual-silt-review.pdf", response(200, b"%PDF-1.7 x", kind="text/html")),
        (f"{SITE}/files/12.pdf", response(200, NOTHING_OF_IT)),
        (f"{SITE}/files/annual-silt-review.html", response(200, NOTHING_OF_IT)),
    ],
)
def test_a_document_or_a_page_about_it_is_live(uri: str, answer: Response) -> None:
    assert decisive(answer, uri=uri).state is LinkState.LIVE


@pytest.mark.parametrize(
    "head",
    [
        '<link rel="canonical" href="https://www.example.org/">',
        '<link rel="canonical" href="/en/">',
        '<meta property="og:url" content="http://example.org">',
        '<link rel="canonical" href="/error/404">',
    ],
)
def test_a_page_that_says_that_it_is_the_front_page_is_a_soft_404(head: str) -> None:
    found = decisive(response(200, html("Example", LONG, head=head)))
    assert (found.state, found.rule) == (LinkState.SOFT_404, "elsewhere")


@pytest.mark.parametrize(
    ("title", "head"),
    [
        ("Harbour costs", '<link rel="canonical" href="/">'),
        ("Example", '<link rel="canonical" href="https://www.other.example/">'),
        ("Example", f'<link rel="canonical" href="{URI}"><meta property="og:url" content="/">'),
        ("Example", '<link rel="canonical" href="/reports/2024">'),
        ("Example", '<link rel="canonical" href="">'),
        ("Example", '<link rel="canonical" href="javascript:x">'),
        ("Example", '<meta http-equiv="refresh" content="1800;url=/">'),
    ],
)
def test_careless_sites_and_syndicated_pages_are_live(title: str, head: str) -> None:
    assert decisive(response(200, html(title, LONG, head=head))).state is LinkState.LIVE


def test_a_front_page_may_say_so() -> None:
    page = html("Example", LONG, head='<link rel="canonical" href="/">')
    assert decisive(response(200, page), uri=f"{SITE}/index.html").state is LinkState.LIVE


ENDS = [(f"{SITE}/{year}/story-{year}", f"{SITE}/archive/start") for year in (2019, 2020, 2021)]


def test_three_cited_addresses_of_a_host_that_end_at_one_make_a_sink() -> None:
    assert sinks(ENDS) == {"example.org/archive/start"}
    assert sinks(ENDS[:2]) == frozenset()
    assert sinks([*ENDS[:2], ENDS[0], (f"http://example.org/{2019}/story-2019/", ENDS[0][1])]) == frozenset()


def test_addresses_of_different_hosts_make_none_and_neither_do_pages_that_stay_where_they_are() -> None:
    assert (
        sinks((f"https://{name}.example/{name}", "https://all.example/x") for name in ("one", "two", "three")) == set()
    )
    assert sinks((f"https://a.example/{n}", f"https://www.a.example/{n}/") for n in range(5)) == set()


def test_the_query_tells_pages_apart() -> None:
    assert sinks((f"{SITE}/view?id={n}", f"{SITE}/article?id={n}") for n in range(5)) == set()


@pytest.mark.parametrize(
    ("uri", "body", "state"),
    [
        (f"{SITE}/2019/story-harbour", NOTHING_OF_IT, LinkState.SOFT_404),
        (f"{SITE}/2019/story-harbour", html("Harbour", LONG), LinkState.MOVED),
        (f"{SITE}/2019/start-of-work", NOTHING_OF_IT, LinkState.MOVED),
        ("https://sho.rt.example/x1", NOTHING_OF_IT, LinkState.MOVED),
    ],
)
def test_a_sink_is_one_only_for_what_it_has_nothing_of(uri: str, body: bytes, state: LinkState) -> None:
    look = probe(redirect(f"{SITE}/library/collections/start"), response(200, body), uri=uri)
    evidence = Evidence(reference=reference(uri), probes=(look,))
    common = frozenset({"example.org/library/collections/start"})
    assert judge(evidence, SINGLE_RUN, sinks=common).link.state is state
    assert judge(evidence, SINGLE_RUN).link.state is LinkState.MOVED
