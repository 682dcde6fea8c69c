"""A page says when it was published in many ways; the one that says so most plainly counts."""

from __future__ import annotations

from datetime import date

import pytest

from auditor.extract import Source
from auditor.extract.select import read_document

DAY = date(2019, 5, 3)
LINK = '<p>As <a href="https://a.example/1">it says</a>.</p>'


def published(head: str = "", body: str = "") -> date | None:
    page = f"<!DOCTYPE html><html><head><title>A title</title>{head}</head><body><h1>A title</h1>{body}{LINK}</body></html>"
    return read_document(Source(name="a.html", data=page.encode())).published


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2019-05-03T10:15:00+02:00">',
        '<meta name="citation_publication_date" content="2019/05/03">',
        '<meta name="citation_date" content="2019-05-03">',
        '<meta name="date" content="3 May 2019">',
        '<meta name="dcterms.date" content="2019-05-03">',
        '<meta name="DC.date.issued" content="2019-05-03">',
        '<meta name="DC.date" content="2019-05-03">',
        '<meta itemprop="datePublished" content="2019-05-03">',
        '<meta name="parsely-pub-date" content="2019-05-03T10:15:00Z">',
        '<script type="application/ld+json">{"@type": "Article", "datePublished": "2019-05-03T10:15:00Z"}</script>',
    ],
)
def test_the_head_tells_it(head: str) -> None:
    assert published(head) == DAY


@pytest.mark.parametrize(
    "body",
    [
        '<time datetime="2019-05-03T10:15">yesterday</time>',
        '<nav><time datetime="2026-01-01">today</time></nav><article><time datetime="2019-05-03">then</time></article>',
        '<time datetime="2026-01-01">today</time><time pubdate datetime="2019-05-03">then</time>',
        "<p>By Jane Doe, 3 May 2019</p>",
    ],
)
def test_else_the_body_does(body: str) -> None:
    assert published(body=body) == DAY


def test_what_machines_are_told_goes_before_a_dateline_and_nothing_is_made_up() -> None:
    told = '<meta property="article:published_time" content="2019-05-03">'
    assert published(told, "<p>1 January 2020</p>") == DAY
    assert published('<meta name="date" content="last summer">', "<p>What happened on 1 January 2020</p>") is None
