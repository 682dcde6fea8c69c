"""What a fragment points at: told when it isn't there, and never more than told."""

from __future__ import annotations

import pytest

from auditor.judge.verdict import judge
from auditor.model import BodyEnd, Citation, Document, Evidence, LinkState, Reference, Response
from auditor.uris import references
from tests.judge.build import PARAGRAPH, SINGLE_RUN, STRIKES, URI, html, probe, response

LONG = PARAGRAPH * 12
THERE = (
    "#:~:text=dredging%20the%20outer%20harbour",
    "#:~:text=DREDGING,than%20was%20planned",
    "#:~:text=the%20port-,authority%20says,-that%20dredging",
    "#section-2:~:text=silt&text=surveys",
    "#section-2",
    "#page=3",
    "#:~:text=",
)
MISSING = (
    "#:~:text=the%20bridge%20was%20blown%20up",
    "#:~:text=than%20was%20planned,outer%20harbour%20that%20no%20one%20saw",
    "#x:~:text=silt&text=blown%20up",
)
PDF = b"%PDF-1.7\n2 0 obj<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>endobj"


def cited(fragment: str) -> Reference:
    document = Document(name="a.md", citations=(Citation(uri=URI + fragment, target=URI + fragment, number=1),))
    (reference,) = references([document])
    return reference


def notes(fragment: str, answer: Response) -> list[str]:
    link = judge(Evidence(reference=cited(fragment), probes=(probe(answer),)), SINGLE_RUN).link
    assert link.state is LinkState.LIVE
    return [finding.because for finding in link.findings if finding.rule == "fragment"]


def test_a_reference_keeps_every_fragment_with_which_it_is_cited() -> None:
    citations = [Citation(uri=URI + end, target="", number=n) for n, end in enumerate(("", "#a", "#b", "#a"))]
    (reference,) = references([Document(name="a.md", citations=tuple(citations))])
    assert (reference.key, reference.fragments) == (URI, ("#a", "#b"))


@pytest.mark.parametrize("fragment", THERE)
def test_nothing_is_said_where_all_is_there(fragment: str) -> None:
    assert notes(fragment, response(200, html(text=LONG))) == []


@pytest.mark.parametrize("fragment", MISSING)
def test_missing_words_are_told(fragment: str) -> None:
    (because,) = notes(fragment, response(200, html(text=LONG)))
    assert because.startswith("the quoted words are not on the page: “")


@pytest.mark.parametrize(
    "answer",
    [
        response(200, html("App", "Loading")),
        response(200, html(text=LONG), end=BodyEnd.CAPPED),
        response(200, b"x" * 999, kind="image/png"),
    ],
    ids=["a shell", "cut", "no html"],
)
def test_nothing_is_said_where_it_cannot_be_told(answer: Response) -> None:
    assert notes(MISSING[0], answer) == []


@pytest.mark.parametrize(("page", "told"), [(1, []), (2, []), (3, ["page 3 is cited, and the document has 2"])])
def test_a_page_that_a_pdf_has_not_is_told(page: int, told: list[str]) -> None:
    assert notes(f"#page={page}", response(200, PDF, kind="application/pdf")) == told


def test_a_note_never_makes_a_strike() -> None:
    looks = tuple(probe(response(200, html(text=LONG)), day=4.0 * n) for n in range(5))
    link = judge(Evidence(reference=cited(MISSING[0]), probes=looks), STRIKES).link
    assert (link.state, link.suspected, link.confirmed) == (LinkState.LIVE, None, True)
    assert [finding.rule for finding in link.findings] == ["liveness", "fragment"]
