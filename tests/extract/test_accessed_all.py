"""An access date that a document says once of all its links, in the formats' own places for it."""

from __future__ import annotations

from datetime import date

import pytest

from auditor.extract import Source
from auditor.extract.select import read_document
from auditor.model import DatedBy
from auditor.uris import cited_on, dated_by
from tests.extract.kinds import SOUND, epub
from tests.extract.packages import WORD, docx, odt, run
from tests.extract.pages import BODY, drawn, lines

DAY, OWN = date(2021, 5, 3), date(2019, 1, 2)
SAID = "All links last accessed on 3 May 2021."
CITED = "See https://a.org/x there."
DATED = "Doe. A study. https://a.org/y (accessed 2 January 2019)."

DOCUMENTS = {
    "a.md": f"---\ntitle: A report\nnote: {SAID}\n---\n\n{CITED}\n\n{DATED}\n".encode(),
    "b.md": f"# A report[^1]\n\n{CITED}\n\n{DATED}\n\n[^1]: {SAID}\n".encode(),
    "a.txt": f"{CITED}\n\n{DATED}\n\nNotes\n\nAll links last accessed on\n3 May 2021.\n\n1 https://a.org/z\n".encode(),
    "a.html": f"<!doctype html><main><p>{CITED}</p><p>{DATED}</p></main><footer><p>{SAID}</p></footer>".encode(),
    "a.pdf": drawn(lines(*BODY, CITED, DATED), lines(SAID)),
    "a.docx": docx(run(CITED), run(DATED), parts={
        "word/footnotes.xml": f"<w:footnotes {WORD}><w:footnote w:id='1'><w:p>{run(SAID)}</w:p></w:footnote></w:footnotes>"}),
    "b.docx": docx(run(CITED), run(DATED), run(SAID)),
    "a.odt": odt(f"<text:p>{SAID}</text:p><text:p>{CITED}</text:p><text:p>{DATED}</text:p>"),
    "a.epub": epub(f"<p>{CITED}</p><p>{DATED}</p><section><h2>Notes</h2><p>{SAID}</p></section>"),
    "a.rtf": f"{{\\rtf1 {CITED}\\par {DATED}\\par {SAID}\\par}}".encode(),
    "a.tex": f"\\documentclass{{article}}\\title{{A\\thanks{{{SAID}}}}}\\begin{{document}}\\maketitle {CITED}\n\n{DATED}\\end{{document}}".encode(),
    "a.wiki": f"{CITED}<ref>{DATED}</ref>\n\n== Notes ==\n{SAID}\n<references/>\n".encode(),
}  # fmt: skip


@pytest.mark.parametrize("name", DOCUMENTS)
def test_it_is_given_to_the_citations_that_have_none_of_their_own(name: str) -> None:
    document = read_document(Source(name=name, data=DOCUMENTS[name]))
    told = {one.uri: (cited_on(one, document), dated_by(one, document)) for one in document.citations if one.number}
    assert told["https://a.org/x"] == (DAY, DatedBy.ALL_LINKS)
    assert told["https://a.org/y"] == (OWN, DatedBy.CITATION)


def test_it_outranks_the_day_on_which_the_document_was_published() -> None:
    document = read_document(Source(name="a.md", data=f"---\ndate: 2022-01-01\n---\n\n{CITED}\n\n{SAID}\n".encode()))
    assert document.published == date(2022, 1, 1)
    assert cited_on(document.citations[0], document) == DAY


@pytest.mark.parametrize("name", SOUND)
def test_where_nothing_is_said_nothing_is_dated(name: str) -> None:
    document = read_document(Source(name=name, data=SOUND[name]))
    assert not any(one.accessed or one.accessed_with_all for one in document.citations)
