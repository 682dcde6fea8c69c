"""Office documents with a link of each form in, how many of the forms are read as they were meant out."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.row import Row, at_least
from tests.extract.packages import WORD, cited, docx, field, odt, relations, run

_AT = "https://a.org/x"
_LINK = '<w:hyperlink r:id="r1">{}</w:hyperlink>'
_FIELD = '<w:fldSimple w:instr="HYPERLINK &quot;https://a.org/x&quot;">{}</w:fldSimple>'


def _in_part(part: str, root: str, inner: str) -> bytes:
    """A document one of whose other parts has a paragraph with a link."""
    paragraph = f"<w:p>{run('As ')}{_LINK.format(run('they'))}{run(' say in it.')}</w:p>"
    content = f"<w:{root} {WORD}>{inner.format(paragraph)}</w:{root}>"
    return docx(
        run("Words."), parts={f"word/{part}.xml": content, f"word/_rels/{part}.xml.rels": relations({"r1": _AT})}
    )


def _anchored() -> bytes:
    link = _LINK.format(run("they")).replace(">", ' w:anchor="part">', 1)
    return docx(run("As ") + link + run(" say."), targets={"r1": _AT})


def _forms() -> Iterator[tuple[str, str, bytes, str]]:
    """Name, file name, document, and the address that it cites."""
    yield "hyperlink", "a.docx", docx(run("As ") + _LINK.format(run("they")) + run(" say."), targets={"r1": _AT}), _AT
    yield "hyperlink with an anchor", "a.docx", _anchored(), f"{_AT}#part"
    yield "field over runs", "a.docx", docx(field("HYPER", 'LINK "https://a.', 'org/x"', shown=run("they"))), _AT
    fragment = field('HYPERLINK "https://a.org/x" \\l "part"', shown=run("they"))
    yield "field with a fragment", "a.docx", docx(fragment), f"{_AT}#part"
    yield "simple field", "a.docx", docx(_FIELD.format(run("they"))), _AT
    yield "printed only", "a.docx", docx(run("See https://a.") + run("org/x for it.")), _AT
    yield "target unlike the print", "a.docx", docx(_LINK.format(run("https://b.org/y")), targets={"r1": _AT}), _AT
    for part, root, note in (("footnotes", "footnotes", "footnote"), ("endnotes", "endnotes", "endnote")):
        yield part, "a.docx", _in_part(part, root, f'<w:{note} w:id="1">{{}}</w:{note}>'), _AT
    yield "comments", "a.docx", _in_part("comments", "comments", '<w:comment w:id="1">{}</w:comment>'), _AT
    link = f'<text:p>As <text:a xlink:href="{_AT}">they</text:a> say.</text:p>'
    yield "OpenDocument", "a.odt", odt(link), _AT
    note = (
        f'<text:p>x<text:note text:note-class="footnote"><text:note-body>{link}</text:note-body></text:note></text:p>'
    )
    yield "OpenDocument's notes", "a.odt", odt(note), _AT
    rtf = rb"{\\rtf1 As {\\field{\\*\\fldinst HYPERLINK \"https://a.org/x\"}{\\fldrslt they}} say.}"
    yield "RTF's fields", "a.rtf", rtf.replace(b"\\\\", b"\\"), _AT


def rows() -> Iterator[Row]:
    """The row of the table."""
    forms = list(_forms())
    wrong = [name for name, file, data, uri in forms if [one.uri for one in cited(data, file)] != [uri]]
    for name in wrong:
        print(f"    office documents: {name} is read otherwise")
    yield at_least("office documents: forms of links", len(forms) - len(wrong), len(forms), of=len(forms))
