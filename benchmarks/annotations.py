"""Folders of real PDFs in, how many of their link annotations are cited and how many pages are read a second, out.

The second opinion is pypdf's, which shares no code with PDFium. An address counts as cited when the document's
citations have it, as their address or as another reading, whatever kind they are of; TeX's escapes are undone on both
sides, as `auditor.pdf.links` says. Without folders Debian's documentation is looked through, as far as it is installed
(`apt-get install debian-policy r-doc-pdf texlive-latex-base-doc texlive-science-doc` has 5,000 pages of it).
"""

from __future__ import annotations

import gc
import logging
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from auditor.extract import Source
from auditor.extract.pdf import EXTRACTOR
from auditor.model import Document
from auditor.pdf.links import mended, several
from auditor.uris import without_userinfo
from benchmarks.debian import unpacked
from benchmarks.row import Row, at_least

# Manuals with many links, made by pdfTeX, xdvipdfmx and FOP; 28 MB.
PACKAGES = (
    *("debian-faq", "debian-history", "debian-policy", "debmake-doc", "developers-reference", "gnuplot-doc"),
    *("maint-guide", "r-doc-pdf"),
)
INSTALLED = Path("/usr/share/doc"), Path("/usr/share/texlive/texmf-dist/doc")
LARGEST = 30_000_000  # bytes


@dataclass(slots=True)
class Figures:
    """What was counted. `missing` are documents with the addresses that they link to and don't cite."""

    documents: int = 0
    pages: int = 0
    seconds: float = 0.0
    linked: int = 0
    missing: dict[str, list[str]] = field(default_factory=dict)
    unreadable: int = 0  # by the second opinion, or by us

    @property
    def cited(self) -> int:
        """How many of the linked addresses are cited."""
        return self.linked - sum(map(len, self.missing.values()))


def linked(data: Path) -> tuple[int, set[str]]:
    """The number of pages, and the distinct addresses of the link annotations (ISO 32000-2, 12.6.4.8), by pypdf."""
    reader = PdfReader(data)
    found: set[str] = set()
    for page in reader.pages:
        for entry in page.get("/Annots") or ():
            annotation = entry.get_object()
            action = annotation.get("/A") if hasattr(annotation, "get") else None
            action = action.get_object() if action is not None else {}
            uri = action.get("/URI") if hasattr(action, "get") else None
            if uri is not None:
                found.update(several(_text(uri.get_object() if hasattr(uri, "get_object") else uri)))
    return len(reader.pages), found


def _text(uri: object) -> str:
    """An address as its bytes have it; pypdf reads them as PDFDocEncoding, which addresses are not in."""
    raw = getattr(uri, "original_bytes", None)
    if not isinstance(raw, bytes):
        return str(uri)
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def missing(document: Document, uris: Iterable[str]) -> list[str]:
    """Those of the addresses that the document's citations don't have."""
    ours = {_plain(one) for c in document.citations for one in (c.uri, c.target, *c.alternatives)}
    return sorted(uri for uri in uris if _plain(uri) not in ours)


def _plain(uri: str) -> str:
    """An address without what neither side has to keep: white space, a NUL at its end, and a user's name."""
    return without_userinfo("".join(mended(uri.rstrip("\0").strip()).split()))


def measure(folders: Iterable[Path]) -> Figures:
    """All PDFs in the folders, each once."""
    logging.disable(logging.WARNING)  # pypdf tells of each small thing that is wrong with a file
    gc.disable()  # as in the workers
    figures = Figures()
    for path in _pdfs(folders):
        try:
            pages, uris = linked(path)
        except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, OSError, RecursionError):
            figures.unreadable += 1
            continue
        data = path.read_bytes()
        start = time.process_time()
        document = EXTRACTOR.extract(Source(name=path.name, data=data))
        figures.seconds += time.process_time() - start
        figures.documents += 1
        figures.unreadable += not document.readable and bool(uris)
        figures.pages += pages
        figures.linked += len(uris)
        if lost := missing(document, uris):
            figures.missing[str(path)] = lost
        gc.collect()
    return figures


def _pdfs(folders: Iterable[Path]) -> Iterator[Path]:
    seen: set[Path] = set()
    for path in sorted(one for folder in folders for one in folder.rglob("*.pdf")):
        real = path.resolve()
        if real not in seen and real.is_file() and real.stat().st_size < LARGEST:
            seen.add(real)
            yield real


def rows() -> Iterator[Row]:
    """The link annotations of the PDFs that Debian's packages ship; a row that says so where none can be fetched."""
    with unpacked(PACKAGES) as folders:
        figures = measure(folders)
    what = "link annotations of real PDFs"
    if figures.documents:
        yield at_least(what, figures.cited, figures.linked, of=figures.linked)
    else:
        yield Row(what=what, must="all", measured="skipped: apt fetches none", short=False)


def run(folders: Sequence[str] = ()) -> None:
    """Print the figures."""
    figures = measure([Path(one) for one in folders] or INSTALLED)
    if not figures.documents:
        print("  no PDFs here: name a folder that has some")
        return
    print(
        f"  {figures.documents:,} PDFs, {figures.pages:,} pages: {figures.pages / figures.seconds:.0f} pages a second;"
        f" {figures.cited:,} of {figures.linked:,} linked addresses cited"
        f" ({figures.cited / max(figures.linked, 1):.2%}); {figures.unreadable} unreadable"
    )
    for path, uris in figures.missing.items():
        print(f"    {path}: {', '.join(uris[:5])}{' …' * (len(uris) > 5)}")


if __name__ == "__main__":
    run(sys.argv[1:])
