"""Error pages that are known by what their software writes into them, in no language; and pages that only look alike."""

from __future__ import annotations

import pytest

from auditor.judge.soft404_marks import hints_at_it
from auditor.model import LinkState
from tests.judge.build import ARTICLE_TITLE, PARAGRAPH, html, response, state

LONG = PARAGRAPH * 12
SPEECHLESS = "Ssshh. Nobody is in at the moment, and the tide is out."


def made_by(markup: str, *, text: str = SPEECHLESS, body: str = "<body>") -> bytes:
    return html("Harbour Office", f"{text}{markup}").replace(b"<body>", body.encode())


@pytest.mark.parametrize(
    "page",
    [
        made_by("", body='<body class="error404 wp-theme-harbour">'),
        made_by("", body="<body id='top' class='no-js template-404'>"),
        made_by('<div class="noarticletext mw-content-ltr"><p>Nothing</p></div>'),
        made_by('<script id="__NEXT_DATA__" type="application/json">{"props":{},"page":"/404","query":{}}</script>'),
        made_by('<script>/*<![CDATA[*/window.pagePath="/404.html";/*]]>*/</script>'),
        made_by("<ds-themed-pagenotfound><p>Nothing</p></ds-themed-pagenotfound>"),
        made_by('<script>s.pageType = "errorPage"; s.t();</script>'),
        made_by('<meta name="prerender-status-code" content="404">'),
    ],
    ids=["WordPress", "Shopify", "MediaWiki", "Next.js", "Gatsby", "DSpace", "Adobe Analytics", "prerender"],
)
def test_a_mark_of_the_software_decides_whatever_the_words(page: bytes) -> None:
    assert state(response(200, made_by(""))) is LinkState.LIVE
    assert state(response(200, page)) is LinkState.SOFT_404
    assert state(response(200, page), words=("Harbour Office of the southern shore",)) is LinkState.SOFT_404
    assert state(response(200, page.replace(b"Harbour Office", ARTICLE_TITLE.encode())), words=(ARTICLE_TITLE,)) is (
        LinkState.LIVE
    )


def test_wordpress_says_it_of_a_page_of_any_length() -> None:
    assert state(response(200, made_by("", text=LONG, body='<body class="error404">'))) is LinkState.SOFT_404


@pytest.mark.parametrize(
    "page",
    [
        made_by("<p>The class error404 is set on the body.</p>", text=LONG),
        made_by("", body='<body class="page not-error404s single-post">'),
        made_by('<script>{"definition":{"pages":["/404"]},"page":"/reports"}</script>'),
        made_by('<pre>s.pageType = "errorPage"; is set on error pages</pre>', text=LONG),
    ],
    ids=["told of", "another class", "a list of pages", "a manual"],
)
def test_what_is_told_of_marks_is_none(page: bytes) -> None:
    assert state(response(200, page)) is LinkState.LIVE


@pytest.mark.parametrize(
    ("markup", "hints"),
    [
        (b'<section class="error-404 not-found">', True),
        (b"<div id='page-not-found'>", True),
        (b'<p class="error-page__code">', False),
        (b'<div class="page-404">', True),
        (b'<main class="wide 404-page">', True),
        (b'<div class="notfounded">', False),
        (b'<a href="/not-found">', False),
    ],
)
def test_a_template_hints_at_it_by_its_parts_names(markup: bytes, *, hints: bool) -> None:
    assert hints_at_it(markup) is hints


def test_404_by_itself_counts_where_the_template_says_so_too() -> None:
    said = "<h2>404</h2><p>Lost at sea.</p>"
    assert state(response(200, html("Harbour Office", said))) is LinkState.LIVE
    assert state(response(200, html("Harbour Office", f'<div class="page-404">{said}</div>'))) is LinkState.SOFT_404
    assert state(response(200, html("Harbour Office", '<div class="page-404">Room 404</div>'))) is LinkState.LIVE


def test_a_sentence_that_is_nothing_but_not_found_is_enough_on_a_page_of_hardly_any_text() -> None:
    said = "Nie znaleziono. Wróć i spróbuj ponownie."
    assert state(response(200, html("Harbour Office", said, h1=""))) is LinkState.SOFT_404
    assert state(response(200, html("Harbour Office", PARAGRAPH * 3 + said, h1=""))) is LinkState.LIVE
