"""What is told of a page without reading it never hides an error page's words."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from auditor.codec import load
from auditor.judge.soft404 import may_say_it, says_it_somewhere
from auditor.model import Evidence, Response
from auditor.page import read_page

CASES = sorted((Path(__file__).parent.parent / "exchanges").glob("*/*.json"))
PIECES = st.sampled_from(
    [
        *(
            "the page",
            "was not",
            "not",
            "found",
            "no longer",
            "here",
            "404",
            "error",
            "isn't",
            "exist",
            "Nothing",
            "gone",
        ),
        *(" ", "\n", "&nbsp;", "&ensp;", "&#32;", "&amp;", "'", "&apos;", "&rsquo;", "’", "&#102;ound", "&NewLine;"),
        *("<b>", "</b>", "<p class='a'>", "</p>", "<!-- x -->", "<br>", "<script>found</script>", "<a title='>'>"),
    ]
)


def page(body: bytes) -> Response:
    return Response(status=200, headers=(("content-type", "text/html"),), body=body)


def hides(answer: Response) -> bool:
    read = read_page(answer)
    return read is not None and says_it_somewhere(read) and not may_say_it(answer.body)


@given(st.lists(PIECES, max_size=14))
def test_words_are_noticed_however_they_are_marked_up(pieces: list[str]) -> None:
    assert not hides(page(f"<title>A</title><body>{''.join(pieces)}".encode()))


def test_words_of_recorded_pages_are_noticed() -> None:
    looked_at = 0
    for case in CASES:
        evidence = load(Evidence, json.loads(case.read_text("utf-8"))["evidence"])
        for exchange in (each for probe in evidence.probes for each in probe.exchanges):
            if exchange.response is not None:
                looked_at += 1
                assert not hides(exchange.response), case.name
    assert looked_at >= 200


def test_an_ordinary_page_is_not_read_for_it() -> None:
    assert not may_say_it(
        b"<title>Tides</title><p>Low water is at six &amp; high water at noon, in the harbour as here.</p>"
    )
