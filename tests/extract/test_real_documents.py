"""Documents that real programs made of the briefing give what the briefing itself gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.extract import Source
from auditor.extract.select import read_document
from auditor.model import Citation, Document

HERE = Path(__file__).resolve().parent
BRIEFING = HERE.parents[1] / "examples" / "briefing.md"
TITLE = "What Moscow Weighed While Tehran Burned"
# What keeps links that have lost their target, as the Markdown has them.
WHOLE = """pandoc.docx pandoc.odt pandoc.epub pandoc.rtf pandoc.tex pandoc.wiki libreoffice.docx libreoffice.odt
libreoffice.rtf""".split()
# What leaves them out: the words before an address are then only words.
PRINTED = ("pdflatex.pdf", "libreoffice.pdf", "chromium.pdf", "libreoffice.epub")
# Its second half stands in a paragraph of its own that is no link: on paper nothing says that it belongs there.
CUT = "https://nationalsecurityjournal.org/russias-su-57-felon-stealth-fighter-wont-save-iran/"
_PLAIN = str.maketrans("’‘“”", "''\"\"")  # pandoc sets quotes in typography


def read(path: Path) -> Document:
    return read_document(Source(name=path.name, data=path.read_bytes()))


def _plain(text: str) -> str:
    return text.translate(_PLAIN)


def cited(document: Document) -> list[Citation]:
    return [one for one in document.citations if one.number]


def told(document: Document) -> list[tuple[object, ...]]:
    return [
        (one.uri, one.text.translate(_PLAIN), one.context.translate(_PLAIN), one.kind, one.repaired, one.alternatives)
        for one in cited(document)
    ]


def test_each_document_that_is_kept_here_is_tested() -> None:
    kept = {path.name for path in (HERE / "real").iterdir() if path.is_file()} - {"README.md"}
    assert kept == {*WHOLE, *PRINTED, *BIBLIOGRAPHIES, "pandoc.bib"}


@pytest.mark.parametrize("name", WHOLE)
def test_a_converted_briefing_gives_all_that_the_briefing_gives(name: str) -> None:
    document = read(HERE / "real" / name)
    assert told(document) == told(read(BRIEFING))
    assert len(told(document)) == 27
    assert document.problems == ()
    assert document.title == TITLE


@pytest.mark.parametrize("name", PRINTED)
def test_a_printed_briefing_gives_every_citation_with_what_paper_says_of_it(name: str) -> None:
    document = read(HERE / "real" / name)
    found, wanted = cited(document), cited(read(BRIEFING))
    assert [one.uri for one in found if one.uri not in CUT] == [one.uri for one in wanted if one.uri != CUT]
    assert len(found) == 27
    for one, other in zip(found, wanted, strict=True):
        assert one.text in other.text or other.text in one.text
    assert document.problems == ()
    assert document.title == TITLE
    assert document.published == read(BRIEFING).published


@pytest.mark.parametrize("name", [name for name in PRINTED if name.endswith(".pdf")])
def test_links_that_cover_several_lines_have_all_of_their_words(name: str) -> None:
    """Typeset anew, the words and the address behind them wrap at other places in each of them."""
    found = {one.uri: (one.text, _plain(one.context)) for one in cited(read(HERE / "real" / name))}
    whole = {one.uri: (one.text, _plain(one.context)) for one in cited(read(BRIEFING))}
    linked = [*list(whole)[:9], *list(whole)[22:26]]  # those whose words are linked in the Markdown
    assert {uri: found[uri] for uri in linked} == {uri: whole[uri] for uri in linked}


NOTES = (  # address, number of the note, access date, what is printed instead
    ("https://a.example.org/one?x=1&y=2#part-3", None, "", ()),
    ("https://b.example.org/two", None, "", ()),
    ("https://c.example.org/three_four/", None, "", ()),
    ("https://d.example.org/cell", None, "", ()),
    ("https://e.example.org/bare", None, "", ()),
    ("https://f.example.org/inline", "3", "2019-05-03", ()),
    ("https://g.example.org/%C3%BCber/~x", None, "", ()),
    ("https://h.example.org/note1", "1", "", ()),
    ("https://i.example.org/note2/long-address_with.html", "2", "", ()),
    ("https://target.example.org/b", None, "", ("https://printed.example.org/a",)),
)
# Its typesetter put a cell and the list below it so near each other that an address could go on there.
_NEAR = {"libreoffice.pdf": ("https://e.example.org/bare", None, "", ("https://e.example.org/bareA",))}


@pytest.mark.parametrize(
    "name", sorted(path.name for path in (HERE / "real" / "notes").iterdir() if path.suffix != ".md")
)
def test_notes_cells_and_lists_of_real_programs_have_their_links_and_numbers(name: str) -> None:
    document = read(HERE / "real" / "notes" / name)
    found = [
        (one.uri, one.note, one.accessed.isoformat() if one.accessed else "", one.alternatives)
        for one in cited(document)
    ]
    near = _NEAR.get(name, ("", None, "", ()))
    assert sorted(found, key=lambda one: one[0]) == [near if near[0] == one[0] else one for one in NOTES]


BIBLIOGRAPHIES = ("references.bib", "pandoc.csl.json")


@pytest.mark.parametrize("name", BIBLIOGRAPHIES)
def test_a_bibliography_gives_every_address_in_either_form(name: str) -> None:
    found = [(one.uri, one.accessed.isoformat() if one.accessed else "") for one in cited(read(HERE / "real" / name))]
    assert found == [
        ("https://www.reuters.com/world/middle-east/kremlin-rejects-charge-it-did-little-help-iran-2025-06-24/", "2025-06-27"),
        ("https://www.washingtoninstitute.org/policy-analysis/russias-strategic-success-syria-and-future-moscows-middle-east-policy", ""),
        ("https://doi.org/10.1371/journal.pone.0115253", ""),
        ("https://arxiv.org/abs/2509.04759", ""),
        ("https://www.nato.int/cps/en/natohq/topics_110496.htm", "2025-06-27"),
    ]  # fmt: skip


def test_an_address_counts_in_whatever_field_a_program_has_put_it() -> None:
    (citation,) = cited(read(HERE / "real" / "pandoc.bib"))  # its writer keeps no url, doi or eprint
    assert (citation.uri, citation.text) == (
        "https://www.nato.int/cps/en/natohq/topics_110496.htm",
        "Collective Defence",
    )
    assert citation.accessed is not None
