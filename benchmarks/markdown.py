"""Markdown in, megabytes a second in one process out, words and sentences included.

The documents are made of one article (the sample where it is there, else the briefing): as many as make 5 MB, each
with addresses and sentences of its own, so that nothing which was read before helps. Each is timed by itself, several
times, and its best time counts: other programs on the machine are not ours to measure.
"""

from __future__ import annotations

import gc
import re
import time
from collections.abc import Iterator
from pathlib import Path

from auditor.extract import Source
from auditor.extract.markdown import EXTRACTOR
from benchmarks.row import Row, at_least

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT.parent / "shared" / "sample"
BYTES = 5_000_000
ROUNDS = 5
LEAST = 10  # MB/s

_ADDRESS = re.compile(r"(https?://[^\s()<>\\\]]*[^\s()<>\\\]/-])(?=/?(?:\\?\)|>|\]))")
_SENTENCE_END = re.compile(r"(?<=[a-z])\. ")


def documents() -> list[bytes]:
    """The documents."""
    sample = sorted(SAMPLE.glob("*.txt")) if SAMPLE.is_dir() else []
    text = (sample[0] if sample else ROOT / "examples" / "briefing.md").read_text(encoding="utf-8")
    return [_own(text, number) for number in range(BYTES // len(text.encode()) + 1)]


def _own(text: str, number: int) -> bytes:
    text = _ADDRESS.sub(rf"\g<1>{number}", text)
    return _SENTENCE_END.sub(f" in case {number}. ", text).encode()


def rows() -> Iterator[Row]:
    """The row of the table."""
    sources = [Source(name="a.md", data=data) for data in documents()]
    best = [float("inf")] * len(sources)
    gc.collect()
    gc.disable()  # as in the workers
    for _ in range(ROUNDS):
        for number, source in enumerate(sources):
            start = time.process_time()
            EXTRACTOR.extract(source)
            best[number] = min(best[number], time.process_time() - start)
    gc.enable()
    size = sum(len(source.data) for source in sources)
    yield at_least("Markdown with words and sentences, one process", size / sum(best) / 1e6, LEAST, unit=" MB/s")


def run() -> None:
    """Print the figure."""
    for row in rows():
        print(f"  {row.what}: {row.measured} (must be {row.must})")
