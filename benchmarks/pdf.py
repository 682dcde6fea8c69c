"""Pages of PDF in, pages a second in one process out, beside what PDFium alone takes for the same pages.

Two books, set here with ReportLab: a report of long paragraphs with three linked addresses a page (real ones have as
many), and the worst case, nothing but references, fifteen a page.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

from pypdfium2 import PdfDocument

from auditor.extract import Source
from auditor.extract.pdf import EXTRACTOR
from tests.extract.pdfs import addresses, prose, references, with_reportlab

PAGES = 100
ROUNDS = 5


def run() -> None:
    """Print the figures."""
    gc.disable()  # as in the workers
    for name, data in (("a report", report()), ("references only", _references())):
        pages = len(PdfDocument(data))
        cited = EXTRACTOR.extract(Source(name="a.pdf", data=data)).citations
        whole = pages / fastest(lambda data=data: EXTRACTOR.extract(Source(name="a.pdf", data=data)))
        alone = pages / fastest(lambda data=data: _text_alone(data))
        print(
            f"  {name}: {pages} pages, {len(cited) / pages:.1f} citations a page: {whole:.0f} pages a second"
            f" ({whole / alone:.0%} of the {alone:.0f} that PDFium takes for the bare text)"
        )


def report() -> bytes:
    """A report with three linked addresses a page."""
    parts = prose(addresses(3 * PAGES, seed=1), seed=2)
    filled = [(before + " ".join([after] * 6), uri, after) for before, uri, after in parts]
    return with_reportlab(filled, width=400, linked=True)


def _references() -> bytes:
    return with_reportlab(references(addresses(15 * PAGES, seed=3), seed=4), width=400, linked=True)


def _text_alone(data: bytes) -> None:
    document = PdfDocument(data)
    for page in document:
        page.get_textpage().get_text_range()
    document.close()


def fastest(work: Callable[[], object]) -> float:
    """Seconds of processor time: other programs on the machine are not ours to measure."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)
