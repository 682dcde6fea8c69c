"""Hundreds of addresses that two libraries have broken over lines, at two widths: how many come back whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.extract import Source
from auditor.extract.pdf import EXTRACTOR
from auditor.model import Citation
from auditor.pdf.reading import read
from tests.extract.pdfs import addresses, prose, references, with_reportlab, with_typst

MAKERS = pytest.mark.parametrize("make", [with_reportlab, with_typst])
WIDTHS = pytest.mark.parametrize(("width", "columns"), [(230, 2), (420, 1)])
WORDS = pytest.mark.parametrize("around", [references, prose])
ADDRESSES = addresses(300, seed=20)
EXACT = 0.93


def cited(data: bytes) -> list[Citation]:
    return [one for one in EXTRACTOR.extract(Source(name="a.pdf", data=data)).citations if one.number]


def broken(data: bytes) -> list[str]:
    """The addresses that no line of the PDF holds whole."""
    texts = [fragment.text for sheet in read(data).sheets for fragment in sheet.fragments]
    return [uri for uri in ADDRESSES if not any(uri in text for text in texts)]


@MAKERS
@WIDTHS
@WORDS
def test_printed_addresses_come_back_whole_and_none_takes_in_what_follows_it(
    make: Callable[..., bytes], width: int, columns: int, around: Callable[..., list[tuple[str, str, str]]]
) -> None:
    data = make(around(ADDRESSES, seed=21), width=width, columns=columns)
    found = cited(data)
    wrapped = broken(data)
    uris = {one.uri for one in found}
    assert len(wrapped) > 50
    assert sum(uri in uris for uri in wrapped) >= EXACT * len(wrapped)
    assert [one.uri for one in found if any(one.uri != uri and one.uri.startswith(uri) for uri in ADDRESSES)] == []
    assert len(found) == len(ADDRESSES)


@MAKERS
@WIDTHS
def test_every_linked_address_is_cited_once_and_exactly(make: Callable[..., bytes], width: int, columns: int) -> None:
    data = make(references(ADDRESSES, seed=22), width=width, columns=columns, linked=True)
    assert [one.uri for one in cited(data)] == ADDRESSES


@MAKERS
def test_an_address_that_is_left_cut_names_the_whole_one_among_its_other_readings(make: Callable[..., bytes]) -> None:
    data = make(references(ADDRESSES, seed=23), width=230, columns=2)
    found = {one.uri: one for one in cited(data)}
    cut = [uri for uri in ADDRESSES if uri not in found]
    offered = {reading for one in found.values() for reading in one.alternatives}
    assert sum(uri in offered for uri in cut) >= 0.5 * len(cut)
