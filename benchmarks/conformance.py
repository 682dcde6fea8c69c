"""All that extraction must reach in, the table of what it does reach out; 1 when a figure falls short.

Suites of other people lie beside the checkout, in ../shared/conformance; where they are missing their rows are.
With `-v` each row of a suite that comes out otherwise is printed.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Iterable, Iterator

from auditor.extract import Source
from auditor.extract.pdf import EXTRACTOR as PDF
from auditor.extract.select import read_document
from benchmarks import annotations, breaks, markdown, office, pdf, suites
from benchmarks.row import Row, at_least, at_most
from tests.extract.pdfs import addresses, references, with_reportlab, with_typst
from tests.prose.wraps import cases

_LINES = 5_000
_WIDTHS = (230, 400)  # points: a column and a page


def wrapped() -> Iterator[Row]:
    """Broken addresses whose truth is known, of the half that no rule was made by."""
    scores = breaks.score(cases(range(1, breaks.SEEDS, 2))).values()
    broken, exact = sum(one.broken for one in scores), sum(one.exact for one in scores)
    yield at_least("wrapped references, exact", 100 * exact / broken, 100 * breaks.EXACT, unit=f" % of {broken:,}")
    yield at_most("wrapped references, joined that must stay apart", sum(len(one.joined) for one in scores), 0)


def linked() -> Iterator[Row]:
    """Link annotations of PDFs by two libraries at two widths."""
    found = made = 0
    for seed, make in enumerate((with_reportlab, with_typst)):
        for width in _WIDTHS:
            uris = addresses(60, seed=seed)
            data = make(references(uris, seed=seed + 9), width=width, linked=True)
            cited = {one.uri for one in read_document(Source(name="a.pdf", data=data)).citations if one.number}
            made += len(uris)
            found += sum(uri in cited for uri in uris)
    yield at_least("link annotations of PDFs", found, made, of=made)


def pages() -> Iterator[Row]:
    """Pages of a report with three linked addresses each."""
    data = pdf.report()
    gc.disable()  # as in the workers
    seconds = pdf.fastest(lambda: PDF.extract(Source(name="a.pdf", data=data)))
    gc.enable()
    yield at_least("PDF, one process", len(pdf.PdfDocument(data)) / seconds, 250, unit=" pages a second")


def linear() -> Iterator[Row]:
    """A section of notes whose addresses all break over a line, and one of twice the lines."""
    sizes = _notes(_LINES), _notes(2 * _LINES)
    times = [[_seconds(data) for data in sizes] for _ in range(9)]  # one after the other, so that both meet the same
    once, twice = (min(column) for column in zip(*times, strict=True))
    yield at_most(f"twice a note section of {_LINES:,} wrapped lines takes", twice / once, 2.2, unit=" × the time")


def _notes(lines: int) -> bytes:
    return "".join(f"{n}. See https://a.org/one-{n}-\ntwo/three-{n}.html\n" for n in range(1, lines // 2 + 1)).encode()


def _seconds(data: bytes) -> float:
    gc.collect()
    gc.disable()  # as in the workers
    start = time.process_time()
    read_document(Source(name="a.txt", data=data))
    taken = time.process_time() - start
    gc.enable()
    return taken


SECTIONS: tuple[Callable[[], Iterable[Row]], ...] = (
    suites.rows, wrapped, linked, annotations.rows, office.rows, markdown.rows, pages, linear,
)  # fmt: skip


def run(*, verbose: bool = False) -> int:
    """Print the table; how many figures fall short."""
    short = 0
    print(f"  {'':<52} {'must reach':>24} {'measured':>24}")
    for section in SECTIONS:
        for row in suites.rows(verbose=verbose) if section is suites.rows else section():
            short += row.short
            print(f"  {row.what:<52} {row.must:>24} {row.measured:>24}{'  SHORT' if row.short else ''}", flush=True)
    return short


if __name__ == "__main__":
    sys.exit(min(run(verbose="-v" in sys.argv), 1))
