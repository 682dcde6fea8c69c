"""A folder of bad documents among good ones: each problem stands in its document's place, and the rest is audited."""

from __future__ import annotations

import pytest

from tests.cli.project import Project
from tests.extract.kinds import NESTED, SOUND, URIS, epub
from tests.extract.packages import docx, odt
from tests.extract.pages import BODY, drawn, lines
from tests.web import serve_in_thread
from tests.web.behaviours import pages

BAD = {
    "1-empty.md": (b"", "the document is empty"),
    "2-encrypted.pdf": (drawn(lines(*BODY), password="x"), "it is encrypted, and opens only with a password"),
    "3-scan.pdf": (drawn([]), "no text"),
    "4-truncated.docx": (SOUND["a.docx"][:700], "it is a damaged zip archive, cut short perhaps"),
    "5-bomb.odt": (odt("", parts={"content.xml": b" " * 30_000_000}), "a zip bomb, not a document"),
    "6-bomb.epub": (epub("", parts={"p.xhtml": b" " * 30_000_000}), "a zip bomb, not a document"),
    "7-old.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "WordDocument".encode("utf-16-le"), "save it as .docx"),
    "8-picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "not a document of a known kind"),
    "9-words.rtf": (b"Just words.", "it is no Rich Text, whatever its name says"),
}  # fmt: skip
GOOD = {
    "a-macros.docm": docx(f"<w:r><w:t>See {URIS[0]}.</w:t></w:r>", parts={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"}),
    "b-nested.html": NESTED["a.html"],
    "c-misnamed.pdf": SOUND["a.docx"],
    "d-sound.md": SOUND["a.md"],
}

SITE = {uri.removeprefix("https://a.org"): pages.article(f"Study {n}") for n, uri in enumerate(URIS)}


@pytest.fixture
def folder(project: Project) -> Project:
    for name, data in {**{name: data for name, (data, _) in BAD.items()}, **GOOD}.items():
        (project.folder / name).write_bytes(data)
    with (project.folder / "z-gigabyte.txt").open("wb") as file:
        file.truncate(1024**3)
    return project


def test_each_problem_stands_in_its_documents_place_and_the_rest_is_audited(folder: Project) -> None:
    with serve_in_thread({"a.org": SITE}) as web:
        folder.configure(web, documents='include = ["[0-9a-z]-*.*"]')
        ended = folder.auditor("run")
    assert ended.code == 2, "documents that can't be read"
    index = (folder.folder / "reports" / "index.html").read_text(encoding="utf-8")
    said = {name: problem for name, (_, problem) in BAD.items()} | {"z-gigabyte.txt": "it is larger than 256 MiB"}
    places = [index.find(name) for name in (*BAD, *GOOD, "z-gigabyte.txt")]
    assert -1 not in places
    for name, problem in said.items():
        document = folder.report(name)["documents"][0]
        assert problem in document["problems"][0], name
        assert document["citations"] == []
        assert problem in index or problem in (folder.folder / "reports" / "documents" / f"{name}.html").read_text()
    for name in GOOD:
        states = {one["link"]["state"] for one in folder.report(name)["documents"][0]["citations"]}
        assert states == {"live"}, name


def test_extract_tells_each_problem_and_the_citations_of_the_rest(folder: Project) -> None:
    ended = folder.auditor("extract", *BAD, *GOOD, "--format", "json")
    assert ended.code == 2
    documents = ended.json["documents"]
    assert [one["document"] for one in documents] == [*BAD, *GOOD], "in the order in which they were named"
    for one, (_, problem) in zip(documents, BAD.values(), strict=False):
        assert problem in one["problems"][0]
    for one in documents[len(BAD) :]:
        assert one["citations"]
