"""One sound document of every kind that is read, citing what it is told to; and one that nests as deep as it can."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from tests.extract.packages import docx, field, odt, run, zipped
from tests.extract.pages import Text, drawn

URIS = tuple(f"https://a.org/reports/{number}/a-name.html" for number in range(12))
DEPTH = 100_000
PACKED = ("a.docx", "a.odt", "a.epub")

_CONTAINER = '<container><rootfiles><rootfile full-path="a.opf"/></rootfiles></container>'
_PACKAGE = (
    '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="p" href="p.xhtml" '
    'media-type="application/xhtml+xml"/></manifest><spine><itemref idref="p"/></spine></package>'
)
_ON_A_PAGE = 18


def epub(body: str, *, parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """A book of one page."""
    page = f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{body}</body></html>'
    own = {"mimetype": "application/epub+zip", "META-INF/container.xml": _CONTAINER, "a.opf": _PACKAGE}
    return zipped({**own, "p.xhtml": page, **(parts or {})}, stored=("mimetype",))


def _text(form: str, *, start: str = "", end: str = "", between: str = "") -> Callable[[Sequence[str]], bytes]:
    """What makes a text: `form` for each address, with it for URI and its number for NUMBER."""

    def made(uris: Sequence[str]) -> bytes:
        pieces = (form.replace("URI", uri).replace("NUMBER", str(number)) for number, uri in enumerate(uris))
        return (start + between.join(pieces) + end).encode()

    return made


def _pdf(uris: Sequence[str]) -> bytes:
    pages = (uris[start : start + _ON_A_PAGE] for start in range(0, len(uris), _ON_A_PAGE))
    return drawn(
        *([Text(72, 780 - 40 * n, f"So says it {uri} of it.") for n, uri in enumerate(page)] for page in pages)
    )


_HTML = _text('<p>So says <a href="URI">the study</a> of it.</p>\n')
_ODT = _text('<text:p>So says <text:a xlink:href="URI">the study</text:a> of it.</text:p>\n')

# By a name that such documents have: what makes one that cites these addresses.
MAKERS: Mapping[str, Callable[[Sequence[str]], bytes]] = MappingProxyType(
    {
        "a.md": _text("So says [the study](URI) of it.\n\n"),
        "a.txt": _text("So says the study of it at URI in full.\n\n"),
        "a.html": lambda uris: b"<!doctype html><html><body>" + _HTML(uris),
        "a.pdf": _pdf,
        "a.docx": lambda uris: docx(*(run("So says ") + field(f'HYPERLINK "{uri}"', shown=run("it")) for uri in uris)),
        "a.odt": lambda uris: odt(_ODT(uris).decode()),
        "a.epub": lambda uris: epub(_HTML(uris).decode()),
        "a.rtf": _text(
            'So says {\\field{\\*\\fldinst HYPERLINK "URI"}{\\fldrslt it}} so.\\par\n', start="{\\rtf1 ", end="}"
        ),
        "a.bib": _text("@online{kNUMBER, title={The Study}, url={URI}}\n"),
        "a.csl.json": _text(
            '{"id": "kNUMBER", "type": "book", "title": "The Study", "URL": "URI"}', start="[", end="]", between=",\n"
        ),
        "a.tex": _text(
            "So says \\href{URI}{the study} of it.\n\n",
            start="\\documentclass{article}\\begin{document}\n",
            end="\\end{document}",
        ),
        "a.wiki": _text("So says it.<ref>{{cite web |title=The Study |url=URI}}</ref>\n\n"),
    }
)

SOUND: Mapping[str, bytes] = MappingProxyType({name: make(URIS) for name, make in MAKERS.items()})
TEXTS = tuple(name for name in SOUND if name not in {*PACKED, "a.pdf"})

_FIRST = URIS[0]

# An address, and behind it something a hundred thousand deep.
NESTED: Mapping[str, bytes] = MappingProxyType(
    {
        "a.md": f"See <{_FIRST}>.\n\n{'> ' * DEPTH}x\n\n{'[' * DEPTH}\n\n{'*' * DEPTH}x".encode(),
        "a.txt": f"See {_FIRST} there.\n{'>' * DEPTH} x\n{'(' * DEPTH}https://b.org/{'(' * DEPTH}".encode(),
        "a.html": f'<!doctype html><p>See <a href="{_FIRST}">it</a>.</p>{"<div><b>" * DEPTH}'.encode(),
        "a.pdf": SOUND["a.pdf"].replace(b"/Type /Catalog", b"/Type /Catalog /X " + b"[" * DEPTH + b"]" * DEPTH),
        "a.docx": docx(run(f"See {_FIRST}."), "<w:ins>" * DEPTH + "</w:ins>" * DEPTH),
        "a.odt": odt(f"<text:p>See {_FIRST}.</text:p>{'<text:section>' * DEPTH}{'</text:section>' * DEPTH}"),
        "a.epub": epub(f"<p>See {_FIRST}.</p>{'<div>' * DEPTH}{'</div>' * DEPTH}"),
        "a.rtf": b"{\\rtf1 See " + _FIRST.encode() + b" there." + b"{" * DEPTH + b"}" * DEPTH + b"}",
        "a.bib": SOUND["a.bib"] + b"@misc{z, title = " + b"{" * DEPTH + b"}" * DEPTH + b"}",
        "a.csl.json": SOUND["a.csl.json"][:-1] + b', {"id": "z", "x": ' + b"[" * DEPTH + b"]" * DEPTH + b"}]",
        "a.tex": SOUND["a.tex"].replace(b"\\end{document}", b"\\emph{" * DEPTH + b"}" * DEPTH),
        "a.wiki": SOUND["a.wiki"] + b"{{a|" * DEPTH + b"}}" * DEPTH + b"[[" * DEPTH,
    }
)
