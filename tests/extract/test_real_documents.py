"""Documents that real programs made of the briefing give what the briefing itself gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.extract import Source
from auditor.extract.select import read_document
from auditor.model import Document

HERE = Path(__file__).resolve().parent
BRIEFING = HERE.parents[1] / "examples" / "briefing.md"
_PLAIN = str.maketrans("’‘“”", "''\"\"")  # pandoc sets quotes in typography


def read(path: Path) -> Document:
    return read_document(Source(name=path.name, data=path.read_bytes()))


def told(document: Document) -> list[tuple[object, ...]]:
    return [
        (one.uri, one.text.translate(_PLAIN), one.context.translate(_PLAIN), one.kind, one.repaired, one.alternatives)
        for one in document.citations
        if one.number
    ]


@pytest.mark.parametrize("name", sorted(path.name for path in (HERE / "real").iterdir() if path.suffix != ".md"))
def test_a_converted_briefing_gives_all_that_the_briefing_gives(name: str) -> None:
    document = read(HERE / "real" / name)
    assert told(document) == told(read(BRIEFING))
    assert len(told(document)) == 27
    assert document.problems == ()
    assert document.title == "What Moscow Weighed While Tehran Burned"
