"""Robust Links in a page tell what was cited, and as of which day."""

from __future__ import annotations

from datetime import date

import pytest

from auditor.extract import Source
from auditor.extract.select import read_document

ORIGINAL, COPY = "https://www.w3.org/TR/", "https://web.archive.org/web/20241121100333/https://www.w3.org/TR/"


def cited(attributes: str):
    page = f"<!DOCTYPE html><html><body><p>It is in <a {attributes}>the report</a>, they say.</p></body></html>"
    (citation,) = read_document(Source(name="a.html", data=page.encode())).citations
    return citation


@pytest.mark.parametrize(
    "attributes",
    [
        f'href="{ORIGINAL}" data-originalurl="{ORIGINAL}" data-versiondate="2024-11-21" data-versionurl="{COPY}"',
        f'href="{COPY}" data-originalurl="{ORIGINAL}" data-versiondate="2024-11-21"',
        f'href="{ORIGINAL}" data-versiondate="2024-11-21T10:03:33Z"',
    ],
)
def test_the_original_is_cited_as_of_the_versions_day(attributes: str) -> None:
    citation = cited(attributes)
    assert (citation.uri, citation.accessed) == (ORIGINAL, date(2024, 11, 21))


@pytest.mark.parametrize("day", ["", "soon", "2024", "2024-13-45", "x" * 10_000])
def test_a_day_that_is_none_is_left_out(day: str) -> None:
    assert cited(f'href="{ORIGINAL}" data-versiondate="{day}"').accessed is None
