"""Every kind of document × every kind of damage: nothing crashes, what stands before the damage is cited, and it is told."""

from __future__ import annotations

import pytest

from auditor.extract import Source
from auditor.extract.select import extractors, read_document
from auditor.model import Document
from tests.extract.kinds import NESTED, PACKED, SOUND, TEXTS, URIS, epub
from tests.extract.packages import WORD, docx, odt, run, zipped

FIRST = URIS[0]


def read(data: bytes, name: str) -> Document:
    return read_document(Source(name=name, data=data))


def uris(data: bytes, name: str) -> list[str]:
    return [one.uri for one in read(data, name).citations if one.number]


def test_there_is_a_sound_document_of_every_kind_that_is_read() -> None:
    assert [one.name for one in extractors() if not any(name.endswith(one.suffixes) for name in SOUND)] == []
    assert SOUND.keys() == NESTED.keys()


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_one_is_read_whole(name: str) -> None:
    document = read(SOUND[name], name)
    assert [one.uri for one in document.citations if one.number] == list(URIS)
    assert document.problems == ()


@pytest.mark.parametrize("name", SOUND)
@pytest.mark.parametrize("share", [0.02, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99])
def test_a_truncated_one_cites_what_stands_before_the_cut_or_says_that_it_is_damaged(name: str, share: float) -> None:
    data = SOUND[name][: int(len(SOUND[name]) * share)]
    document = read(data, name)
    found = [one.uri for one in document.citations if one.number]
    if name in TEXTS:
        whole = [uri for uri in URIS if data.rfind(uri.encode()) >= 0]
        assert found[: len(whole) - 1] == whole[:-1], "the last one's rest may be gone"
    assert document.readable or document.problems
    assert name in TEXTS or document.problems or found == list(URIS)


@pytest.mark.parametrize("name", SOUND)
@pytest.mark.parametrize(
    "ending", ["md", "txt", "html", "pdf", "docx", "odt", "epub", "rtf", "bib", "json", "tex", "wiki", "dat"]
)
def test_a_wrong_name_hides_no_address(name: str, ending: str) -> None:
    document = read(SOUND[name], f"a.{ending}")
    cited = [one.uri for one in document.citations if one.number]
    if not document.readable:
        assert name in TEXTS
        assert "its name says" in document.problems[0] or "not a PDF" in document.problems[0]
        return
    assert cited == list(URIS)


@pytest.mark.parametrize("name", NESTED)
def test_what_is_nested_100_000_deep_hides_nothing_that_stands_before_it(name: str) -> None:
    assert uris(NESTED[name], name)[0] == FIRST


@pytest.mark.parametrize("name", PACKED)
def test_a_zip_bomb_is_refused_for_what_it_is(name: str) -> None:
    page = b" " * 30_000_000
    bombs = {
        "a.docx": docx(parts={"word/document.xml": page}),
        "a.odt": odt("", parts={"content.xml": page}),
        "a.epub": epub("", parts={"p.xhtml": page}),
    }
    document = read(bombs[name], name)
    assert "zip bomb" in document.problems[0]
    assert not any(one.number for one in document.citations)


@pytest.mark.parametrize("name", PACKED)
def test_a_bomb_beside_the_text_costs_the_text_nothing(name: str) -> None:
    page = b" " * 30_000_000
    bombed = {
        "a.docx": docx(run(f"See {FIRST}."), parts={"word/media/a.png": page}),
        "a.odt": odt(f"<text:p>See {FIRST}.</text:p>", parts={"Pictures/a.png": page}),
        "a.epub": epub(f"<p>See {FIRST}.</p>", parts={"a.png": page}),
    }
    assert uris(bombed[name], name) == [FIRST]


MACROS = {
    "a.docm": docx(run(f"See {FIRST}."), parts={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0 https://b.org/macro"}),
    "a.odt": odt(
        f'<office:event-listeners/><text:p>See {FIRST}.</text:p><text:script>open("https://b.org/macro")</text:script>',
        parts={"Basic/Standard/Module1.xml": '<script:module xmlns:script="x">Shell "https://b.org/macro"</script:module>'},
    ),
    "a.html": f'<!doctype html><script>location="https://b.org/macro"</script><p onclick="go(\'https://b.org/macro\')">See {FIRST}.'.encode(),
    "a.epub": epub(f'<script>location="https://b.org/macro"</script><p>See {FIRST}.</p>'),
    "a.rtf": b"{\\rtf1 See " + FIRST.encode() + b" there.{\\object{\\*\\objdata 68747470733a2f2f622e6f72672f6d6163726f}}}",
    "a.md": f'<script>location="https://b.org/macro"</script>\n\nSee {FIRST}.\n'.encode(),
    "a.tex": f"\\begin{{document}}\\immediate\\write18{{curl}} See \\url{{{FIRST}}}.\\end{{document}}".encode(),
}  # fmt: skip


@pytest.mark.parametrize("name", MACROS)
def test_what_a_document_would_run_is_neither_run_nor_cited(name: str) -> None:
    assert uris(MACROS[name], name) == [FIRST]


ENCRYPTED = {
    "a.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le"),
    "a.odt": odt("", parts={"META-INF/manifest.xml": "<m><manifest:encryption-data/></m>"}),
    "a.epub": epub("", parts={"p.xhtml": bytes(range(256))}),
}  # fmt: skip


@pytest.mark.parametrize("name", ENCRYPTED)
def test_an_encrypted_one_says_so(name: str) -> None:
    document = read(ENCRYPTED[name], name)
    assert not document.readable
    assert "encrypted" in document.problems[0]


def test_a_package_in_a_package_is_not_opened() -> None:
    inner = zipped({"word/document.xml": f"<w:document {WORD}>https://b.org/inner"})
    assert uris(docx(run(f"See {FIRST}."), parts={"word/embeddings/a.docx": inner}), "a.docx") == [FIRST]
