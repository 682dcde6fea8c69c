"""PDFs of Debian's packages with their link annotations thrown away in, how many broken addresses come back, out.

What a PDF links to is the truth of what it prints. An address counts as broken where a reading of the PDF (ours, and
pdftotext's with its layout and without) has it only over white space; those that pdftotext has torn apart or taken a
hyphen from are not there any more, and are left out. The packages were chosen by the SHA-256 of their names, and
nobody has looked at what isn't found in them. Needs apt-get and pdftotext (Debian: poppler-utils).
"""

from __future__ import annotations

import io
import logging
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError

from auditor.extract import Source
from auditor.extract.select import read_document
from auditor.model import AUDITED
from auditor.prose.addresses.folding import folded
from benchmarks.annotations import linked
from benchmarks.debian import unpacked
from benchmarks.printed import as_text

# Vignettes with references and manuals: 39 MB.
PACKAGES = (
    *("autoconf-doc", "avrdude-doc", "gnustep-make-doc", "libgraphblas-doc", "mailfromd-doc", "python-osmnx-doc"),
    *("r-cran-afex", "r-cran-coin", "r-cran-dimred", "r-cran-earth", "r-cran-expint", "r-cran-irace", "r-cran-kernlab"),
    *(
        "r-cran-nmf",
        "r-cran-partykit",
        "r-cran-proto",
        "r-cran-psych",
        "r-cran-rgenoud",
        "r-cran-rodbc",
        "r-cran-rrcov",
    ),
    *("r-cran-spam", "rsplib-doc", "sdcc-doc", "shishi-doc"),
)
EXACT = 0.93
_SHORTEST = 20  # characters: what is shorter is a front page
READINGS = {"as PDF": None, "as text": (), "as text, -layout": ("-layout",)}
_BROKEN_BY_US = str.maketrans({"\u2010": "-", "\u00ad": None, "\ufb01": "fi", "\ufb02": "fl"})


def counted(folders: Sequence[Path]) -> Iterator[tuple[str, int, int]]:
    """Each reading, how many addresses were broken in it, and how many of them came back."""
    broken, exact = dict.fromkeys(READINGS, 0), dict.fromkeys(READINGS, 0)
    for path in sorted(one for folder in folders for one in folder.rglob("*.pdf") if one.is_file()):
        try:
            uris = {folded(uri).rstrip(".,;") for uri in linked(path)[1] if uri.startswith("http") and uri.isascii()}
            bare = _without_links(path)
        except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, OSError, RecursionError):
            continue
        for title, options in READINGS.items():
            shown = as_text(bare, *(("-raw",) if options is None else options))
            read = Source(name="a.pdf", data=bare) if options is None else Source(name="a.txt", data=shown)
            ours = {_plain(one.uri) for one in read_document(read).citations if one.kind in AUDITED}
            split = _broken(shown.decode(errors="replace").translate(_BROKEN_BY_US), uris)
            broken[title] += len(split)
            exact[title] += sum(_plain(uri) in ours for uri in split)
    for title in READINGS:
        yield title, broken[title], exact[title]


def _without_links(path: Path) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(path))
    for page in writer.pages:
        page.pop("/Annots", None)
    data = io.BytesIO()
    writer.write(data)
    return data.getvalue()


def _broken(shown: str, uris: set[str]) -> list[str]:
    """Those of the addresses that stand in the text over white space only, and that no longer one begins with."""
    closed = "".join(shown.split())
    found = []
    for uri in sorted(uris):
        others = "".join(closed)
        for longer in uris:
            if longer != uri and longer.startswith(uri):
                others = others.replace(longer, " ")
        if len(uri) > _SHORTEST and uri not in shown and uri in others:
            found.append(uri)
    return found


def _plain(uri: str) -> str:
    return uri.partition("://")[2].rstrip("/.,;")


def run() -> None:
    """Print the table; fail when it falls short."""
    logging.disable(logging.WARNING)  # pypdf tells of each small thing that is wrong with a file
    if not shutil.which("pdftotext"):
        print("  no pdftotext on this machine", file=sys.stderr)
        return
    with unpacked(PACKAGES) as folders:
        table = list(counted(folders))
    for title, broken, exact in table:
        print(f"  {title:<20} {exact:>4} of {broken:<4} {exact / max(broken, 1):6.1%}")
    broken, exact = (sum(row[column] for row in table) for column in (1, 2))
    print(f"  {'all':<20} {exact:>4} of {broken:<4} {exact / max(broken, 1):6.1%}")
    assert exact >= EXACT * broken, (exact, broken)


if __name__ == "__main__":
    run()
