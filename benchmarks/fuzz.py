"""Sound documents in, damaged ones to their readers, what those could not bear out: `make fuzz`.

Each format has a row in `FORMATS`: where its sound documents come from, and what its grammar is made of. A damaged one
is read as any other is, by a worker in its bounds. An exception, a document that takes too long or too much memory is
a finding; it is kept under `.fuzz/` with a name that says how to make it again. What kills PDFium itself is no finding,
since a dead worker is a problem with its document's name, but it is counted.
"""

from __future__ import annotations

import argparse
import io
import random
import sys
import time
import zipfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from auditor.extract import Source
from auditor.model import Document
from auditor.reading.pool import Bounds, read_in_workers
from benchmarks.fuzz_samples import SAMPLES, TOKENS

KEPT = Path(".fuzz")
BOUNDS = Bounds(workers=1, deadline_s=120.0, memory_bytes=2 * 1024**3)
LARGEST = 2_000_000  # bytes of a damaged document
_FOREVER = 10**9  # documents
_NUMBERS = (b"0", b"-1", b"1", b"65535", b"4294967295", b"99999999999999999999", b"1e999")


@dataclass(slots=True)
class Tally:
    """What came of a format's damaged documents. `slowest` is in seconds, with the number of the document."""

    read: int = 0
    unreadable: int = 0
    killed: int = 0
    slowest: tuple[float, int] = (0.0, -1)
    findings: int = 0


def damaged(name: str, seed: int, number: int) -> bytes:
    """The document of this number: always the same for the same name, seed and number."""
    chance = random.Random(f"{name} {seed} {number}")
    samples, tokens = SAMPLES[name](), TOKENS[name]
    data = chance.choice(samples)
    if data.startswith(b"PK") and chance.random() < 0.8:
        return _repacked(data, chance, tokens)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        data = chance.choice(_DAMAGE)(data, chance, tokens, samples)[:LARGEST]
    return data


def _repacked(data: bytes, chance: random.Random, tokens: Sequence[bytes]) -> bytes:
    """An archive, whole, one or two of whose members are damaged."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    texts = [
        one for one in parts if one.endswith((".xml", ".rels", ".xhtml", ".html", ".opf", ".ncx")) or one == "mimetype"
    ]
    for _ in range(chance.choice((1, 1, 2))):
        part = chance.choice(texts)
        for _ in range(chance.choice((1, 1, 2, 8))):
            parts[part] = chance.choice(_DAMAGE)(parts[part], chance, tokens, list(parts.values()))[:LARGEST]
    if chance.random() < 0.1:
        parts.pop(chance.choice(texts), None)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for part, content in parts.items():
            archive.writestr(part, content, zipfile.ZIP_STORED if part == "mimetype" else None)
    return packed.getvalue()


def _place(data: bytes, chance: random.Random) -> int:
    return chance.randint(0, len(data))


def _range(data: bytes, chance: random.Random) -> tuple[int, int]:
    start = _place(data, chance)
    return start, min(len(data), start + chance.choice((1, 2, 8, 64, 512, 4096)))


def _flip(data: bytes, chance: random.Random, _tokens: Sequence[bytes], _others: Sequence[bytes]) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 4, 32))):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(data: bytes, chance: random.Random, _tokens: Sequence[bytes], _others: Sequence[bytes]) -> bytes:
    return data[: _place(data, chance)]


def _without(data: bytes, chance: random.Random, _tokens: Sequence[bytes], _others: Sequence[bytes]) -> bytes:
    start, end = _range(data, chance)
    return data[:start] + data[end:]


def _again(data: bytes, chance: random.Random, _tokens: Sequence[bytes], _others: Sequence[bytes]) -> bytes:
    start, end = _range(data, chance)
    return data[:end] + data[start:end] * chance.choice((1, 1, 2, 2, 50, 2_000)) + data[end:]


def _token(data: bytes, chance: random.Random, tokens: Sequence[bytes], _others: Sequence[bytes]) -> bytes:
    place = _place(data, chance)
    return data[:place] + chance.choice(tokens) * chance.choice((1, 1, 1, 2, 2, 100, 5_000)) + data[place:]


def _tokens(data: bytes, chance: random.Random, tokens: Sequence[bytes], _others: Sequence[bytes]) -> bytes:
    place = _place(data, chance)
    row = b"".join(chance.choice(tokens) for _ in range(chance.choice((3, 10, 100))))
    return data[:place] + row * chance.choice((1, 1, 1, 500)) + data[place:]


def _number(data: bytes, chance: random.Random, _tokens: Sequence[bytes], _others: Sequence[bytes]) -> bytes:
    digits = [place for place in range(_place(data, chance), len(data)) if data[place : place + 1].isdigit()][:1]
    return data[: digits[0]] + chance.choice(_NUMBERS) + data[digits[0] + 1 :] if digits else data


def _spliced(data: bytes, chance: random.Random, _tokens: Sequence[bytes], others: Sequence[bytes]) -> bytes:
    other = chance.choice(others)
    start, end = _range(other, chance)
    place = _place(data, chance)
    return data[:place] + other[start:end] + data[place:]


def _moved(data: bytes, chance: random.Random, _tokens: Sequence[bytes], _others: Sequence[bytes]) -> bytes:
    start, end = _range(data, chance)
    rest = data[:start] + data[end:]
    place = _place(rest, chance)
    return rest[:place] + data[start:end] + rest[place:]


_DAMAGE: Sequence[Callable[[bytes, random.Random, Sequence[bytes], Sequence[bytes]], bytes]] = (
    _flip, _cut, _without, _again, _token, _token, _tokens, _number, _spliced, _moved,
)  # fmt: skip


class _Damaged(Sequence[Source]):
    """All damaged documents of a format, from the first one on, each made when it is asked for."""

    def __init__(self, name: str, seed: int, first: int) -> None:
        self._name, self._seed, self._first = name, seed, first

    def __len__(self) -> int:
        return _FOREVER

    def __getitem__(self, position: int) -> Source:  # type: ignore[override]
        return Source(name=f"a.{self._name}", data=damaged(self._name, self._seed, self._first + position))


def fuzz(name: str, *, seed: int, seconds: float, first: int = 0) -> Tally:
    """Damage and read a format's documents for so long; findings are printed as they come."""
    tally, until = Tally(), time.monotonic() + seconds
    documents = read_in_workers(_Damaged(name, seed, first), BOUNDS)
    start = time.monotonic()
    for number, document in enumerate(documents, first):
        _count(tally, document, time.monotonic() - start, f"{name}-{seed}-{number}")
        start = time.monotonic()
        if start > until:
            break
    documents.close()
    return tally


def _count(tally: Tally, document: Document, took: float, label: str) -> None:
    tally.read += 1
    tally.unreadable += not document.readable
    if tally.read > 1:  # the first one waits for its worker
        tally.slowest = max(tally.slowest, (took, int(label.rpartition("-")[2])))
    problem = document.problems[0] if document.problems and not document.readable else ""
    if problem.startswith("reading it crashed (SIG"):
        tally.killed += 1
    elif problem.startswith(("reading it crashed", "reading it takes", "reading it failed")):
        tally.findings += 1
        name, seed, number = label.rsplit("-", 2)
        KEPT.mkdir(exist_ok=True)
        (KEPT / f"{label}.{name}").write_bytes(damaged(name, int(seed), int(number)))
        print(f"  FOUND {label}: {problem}", flush=True)


def main(arguments: Sequence[str]) -> int:
    """Fuzz the formats that are named, or all; 1 when there were findings."""
    parser = argparse.ArgumentParser(description="Damage sound documents and read them.")
    parser.add_argument("formats", nargs="*", help=f"of {', '.join(SAMPLES)}; none: all")
    parser.add_argument("--seconds", type=float, default=20.0, help="for each format")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--first", type=int, default=0, help="the number of the first document")
    chosen = parser.parse_args(arguments)
    findings = 0
    for name in chosen.formats or SAMPLES:
        tally = fuzz(name, seed=chosen.seed, seconds=chosen.seconds, first=chosen.first)
        findings += tally.findings
        print(
            f"  {name:<10} {tally.read:>7,} damaged: {tally.findings} findings, {tally.unreadable:,} unreadable and said"
            f" so, {tally.killed} killed their worker, the slowest ({tally.slowest[1]}) took {tally.slowest[0]:.1f} s",
            flush=True,
        )
    return 1 if findings else 0


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        sys.exit(main(sys.argv[1:]))
