"""Documents of a million addresses, and of 50 MB in one line, in; the time and memory that each takes out.

Each is read in a process of its own, one after the other, and so is one of half the size: reading has to be linear.
`python -m benchmarks.large a.txt 2000000` reads one kind with so many addresses.
"""

from __future__ import annotations

import gc
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from auditor.extract import Source
from auditor.extract.select import extractors, read_document
from auditor.reading.pool import Bounds
from tests.extract.kinds import MAKERS

ADDRESSES = 1_000_000
LINE_BYTES = 50_000_000
FEWER = {
    "a.pdf": 50_000,  # ReportLab takes an hour to make one of a million
    "a.docx": 300_000,  # of which each takes so much XML that more are beyond what is unpacked
}

_WORDS = b"So it is said by all of them here. "
_CITED = b"See https://a.org/x there. "
LINES: Mapping[str, tuple[str, Callable[[int], bytes]]] = MappingProxyType(
    {
        "a line of text": ("a.txt", lambda size: _between(_WORDS, size)),
        "a line of text without a space": ("a.txt", lambda size: _between(b"w", size)),
        "a line of Markdown": ("a.md", lambda size: _between(_WORDS, size)),
        "a line of HTML": ("a.html", lambda size: b"<!doctype html><p>" + _between(_WORDS, size)),
        "a line of LaTeX": ("a.tex", lambda size: b"\\begin{document}" + _between(_WORDS, size)),
        "a line of wikitext": ("a.wiki", lambda size: b"{{cite web}} " + _between(_WORDS, size)),
        "a line of RTF": ("a.rtf", lambda size: b"{\\rtf1 " + _between(_WORDS, size) + b"}"),
        "a field of BibTeX": ("a.bib", lambda size: b"@misc{a, note={" + _between(_WORDS, size) + b"}}"),
        "a field of CSL-JSON": (
            "a.csl.json", lambda size: b'[{"id": "a", "type": "book", "note": "' + _between(_WORDS, size) + b'"}]',
        ),
    }
)  # fmt: skip


def _between(word: bytes, size: int) -> bytes:
    half = word * (size // 2 // len(word))
    return half + b" " + _CITED + half


def cited(name: str, count: int) -> bytes:
    """A document of this name that cites so many addresses."""
    return MAKERS[name]([f"https://www.example.org/reports/{n}/a-name-{n}.html" for n in range(count)])


def one(what: str, size: int) -> None:
    """Read one document here; print the seconds, the peak of memory in MiB and how many addresses were cited."""
    name, make = LINES.get(what, (what, lambda size: cited(what, size)))
    data = make(size)
    extractors()
    gc.disable()  # as in the workers
    start = time.process_time()
    document = read_document(Source(name=name, data=data))
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found = sum(1 for each in document.citations if each.number)
    print(f"{seconds:.2f} {peak:.0f} {found} {len(data)} {'; '.join(document.problems[:1])}")


def _apart(what: str, size: int) -> tuple[float, float, int, int, str]:
    """The same in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.large", what, str(size)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.rstrip("\n")
    seconds, peak, found, length, problem = told.split(" ", 4)
    return float(seconds), float(peak), int(found), int(length), problem


def run(names: Sequence[str] = ()) -> None:
    """Print the figures of all, or of the kinds that are named."""
    bounds = Bounds()
    print(f"  bounds of one document: {bounds.deadline_s:.0f} s, {bounds.memory_bytes // 1024**2:,} MiB")
    sizes = {name: FEWER.get(name, ADDRESSES) for name in MAKERS} | dict.fromkeys(LINES, LINE_BYTES)
    for what in names or sizes:
        half, (seconds, peak, found, length, problem) = _apart(what, sizes[what] // 2), _apart(what, sizes[what])
        within = seconds < bounds.deadline_s and peak * 1024**2 < bounds.memory_bytes
        print(
            f"  {what:<32} {length / 1e6:6.1f} MB {found:>9,} cited {seconds:6.1f} s {peak:6,.0f} MiB,"
            f" {seconds / half[0]:.1f} × the time of half of it{'' if within else '  BEYOND THE BOUNDS'} {problem}",
            flush=True,
        )


if __name__ == "__main__":
    one(sys.argv[1], int(sys.argv[2]))
