"""Links that print another address than they lead to: in every format both are kept, and it is said."""

from __future__ import annotations

import pytest

from auditor.extract import Source
from auditor.extract.select import read_document
from auditor.model import Document
from tests.extract.packages import docx, field, odt, relations, run, zipped
from tests.extract.pages import BODY, Text, drawn, lines

TARGET = "https://tracker.example.com/click/4711"
PRINT = "https://www.example.org/reports/2019"
SAID = "prints another address than it links to"


def epub(target: str, printed: str) -> bytes:
    page = f'<html xmlns="http://www.w3.org/1999/xhtml"><body><p>See <a href="{target}">{printed}</a> there.</p></body></html>'
    return zipped(
        {"mimetype": "application/epub+zip", "META-INF/container.xml": "<container/>", "a.xhtml": page},
        stored=("mimetype",),
    )


def rtf(target: str, printed: str) -> bytes:
    return f'{{\\rtf1 See {{\\field{{\\*\\fldinst HYPERLINK "{target}"}}{{\\fldrslt {printed}}}}} there.}}'.encode()


MAKERS = {
    "a.pdf": lambda target, printed: drawn(lines(*BODY), [Text(72, 700, "See"), Text(90, 700, printed, 10, target), Text(400, 700, "there.")]),
    "a.docx": lambda target, printed: docx(run("See ") + field(f'HYPERLINK "{target}"', shown=run(printed)) + run(" there.")),
    "b.docx": lambda target, printed: docx(parts={
        "word/document.xml": docx_link(printed), "word/_rels/document.xml.rels": relations({"r1": target})}),
    "a.odt": lambda target, printed: odt(f'<text:p>See <text:a xlink:href="{target}">{printed}</text:a> there.</text:p>'),
    "a.epub": epub,
    "a.rtf": rtf,
    "a.html": lambda target, printed: f'<!doctype html><p>See <a href="{target}">{printed}</a> there.'.encode(),
    "a.md": lambda target, printed: f"See [{printed}]({target}) there.".encode(),
    "a.tex": lambda target, printed: f"\\begin{{document}} See \\href{{{target}}}{{{printed}}} there.".encode(),
    "a.wiki": lambda target, printed: f"See [{target} {printed}] there.".encode(),
}  # fmt: skip


def docx_link(printed: str) -> str:
    from tests.extract.packages import WORD

    return f'<w:document {WORD}><w:body><w:p>{run("See ")}<w:hyperlink r:id="r1">{run(printed)}</w:hyperlink>{run(" there.")}</w:p></w:body></w:document>'


def read(name: str, target: str, printed: str) -> Document:
    return read_document(Source(name=name, data=MAKERS[name](target, printed)))


@pytest.mark.parametrize("name", MAKERS)
def test_the_target_counts_and_the_print_is_kept_and_told(name: str) -> None:
    (found,) = (one for one in read(name, TARGET, PRINT).citations if one.number)
    assert (found.uri, found.alternatives, found.because) == (TARGET, (PRINT,), SAID)
    assert not found.repaired


@pytest.mark.parametrize("name", MAKERS)
@pytest.mark.parametrize("printed", [PRINT, "www.example.org/reports/2019", "https://www.example.org/reports/2019/"])
def test_what_says_the_same_is_no_difference(name: str, printed: str) -> None:
    (found,) = (one for one in read(name, PRINT, printed).citations if one.number)
    assert (found.uri, found.alternatives, found.because) == (PRINT, (), None)
