"""The real article that the project is measured by, and the briefing of our own with the same shapes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from auditor.extract import Source
from auditor.extract.select import read_document
from auditor.model import Citation, Kind
from tests.shared import SHARED, needs_shared
from tests.world.addresses import CITED as ADDRESSES

SAMPLE = SHARED / "sample"
BRIEFING = Path(__file__).resolve().parents[2] / "examples" / "briefing.md"


@pytest.fixture(scope="module")
def sample() -> tuple[list[Citation], list[dict[str, object]]]:
    truth = json.loads((SAMPLE / "truth.json").read_text(encoding="utf-8"))
    source = Source(name=truth["source"], data=(SAMPLE / truth["source"]).read_bytes())
    return [c for c in read_document(source).citations if c.number], truth["external"]


@needs_shared
@pytest.mark.parametrize(
    ("ours", "theirs"),
    [("uri", "url"), ("text", "anchor"), ("context", "sentence"), ("line", "line"), ("offset", "char_offset"),
     ("number", "n"), ("repaired", "split")],
)  # fmt: skip
def test_the_sample_gives_27_of_27_and_nothing_else(sample, ours: str, theirs: str) -> None:
    citations, truth = sample
    assert [getattr(c, ours) for c in citations] == [t[theirs] for t in truth]


@needs_shared
def test_the_sample_has_26_citations_and_one_self_reference(sample) -> None:
    kinds = [c.kind for c in sample[0]]
    assert (kinds.count(Kind.CITATION), kinds.count(Kind.SELF)) == (26, 1)


def test_the_briefing_cites_the_27_addresses_of_the_demo_in_whole_sentences() -> None:
    document = read_document(Source(name="examples/briefing.md", data=BRIEFING.read_bytes()))
    audited = [c for c in document.citations if c.number]
    assert {c.uri for c in audited} == {address.uri for address in ADDRESSES}
    assert len(audited) == 27
    assert sum(c.repaired for c in audited) == 2
    assert all(c.text and c.context[0].isupper() and c.context[-1] in ".❖" for c in audited)
    assert document.published is not None
    assert document.published.isoformat() == "2025-06-28"


def test_bylines_cards_and_topics_of_the_briefing_are_navigation() -> None:
    document = read_document(Source(name="examples/briefing.md", data=BRIEFING.read_bytes()))
    others = [c for c in document.citations if not c.number]
    assert len(others) == 6
    assert {c.kind for c in others} == {Kind.NAVIGATION}
