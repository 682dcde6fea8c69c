"""Documents read side by side: in order, and each in its own bounds."""

from __future__ import annotations

import os
import threading
from pathlib import Path

from auditor.collect import Found
from auditor.extract import Source
from auditor.reading import HERE_BYTES, read_all, read_one
from auditor.reading.pool import Bounds, read_in_workers
from tests.extract.pages import Text, drawn


class Hanging(Source):
    """A document that its reader never comes to the end of."""

    def __reduce__(self):
        return _never, ()


def _never() -> None:
    threading.Event().wait()


def found(path: Path, data: bytes) -> Found:
    path.write_bytes(data)
    return Found(name=path.name, path=str(path))


def test_documents_come_in_the_order_in_which_they_were_found(tmp_path: Path) -> None:
    long, short = b"Words and words. " * 60_000, b"See https://a.org/x."
    sources = [found(tmp_path / f"{number}.txt", long if number % 3 == 0 else short) for number in range(12)]
    assert [document.name for document in read_all(sources)] == [f"{number}.txt" for number in range(12)]


def test_a_document_past_its_deadline_is_a_problem_and_the_rest_goes_on() -> None:
    good = Source(name="good.md", data=b"See <https://a.org/x>.")
    bounds = Bounds(workers=1, deadline_s=2)
    first, hanging, last = read_in_workers([good, Hanging(name="long.pdf", data=b""), good], bounds)
    assert hanging.problems == ("reading it takes more than 2 seconds",)
    assert (hanging.name, hanging.readable) == ("long.pdf", False)
    assert first == last
    assert first.citations


def test_a_document_past_its_memory_is_a_problem_and_the_rest_goes_on(tmp_path: Path) -> None:
    large = found(tmp_path / "large.txt", b"word " * 40_000_000)
    small = found(tmp_path / "small.txt", b"See https://a.org/x.")
    documents = list(read_in_workers([large, small], Bounds(workers=1, memory_bytes=500 * 1024**2)))
    assert documents[0].problems == ("reading it takes more than 500 MiB of memory",)
    assert not documents[0].readable
    assert [one.uri for one in documents[1].citations] == ["https://a.org/x"]


def test_a_file_that_isn_t_there_has_its_place_among_those_that_are(tmp_path: Path) -> None:
    sources = [found(tmp_path / "a.txt", b"x" * (HERE_BYTES + 1)), Found(name="gone", path=str(tmp_path / "gone"))]
    assert [document.readable for document in read_all(sources)] == [True, False]


def test_no_documents_are_read_as_none() -> None:
    assert list(read_all([])) == []


def test_bytes_that_came_from_elsewhere_are_read_as_well() -> None:
    pdf = drawn([Text(72, 720, "words", 10, "https://a.org/x")])
    for data in (pdf, b"See https://a.org/x."):
        assert [one.uri for one in read_one(Source(name="-", data=data)).citations] == ["https://a.org/x"]


class Crashing(Source):
    """A document that takes its reader's process with it."""

    def __reduce__(self):
        return os.abort, ()


def test_one_that_hangs_and_one_that_crashes_stand_in_their_places_among_documents_read_side_by_side() -> None:
    good = [Source(name=f"{number}.txt", data=b"See https://a.org/x.") for number in range(12)]
    given = [*good[:4], Hanging(name="hangs", data=b""), *good[4:8], Crashing(name="crashes", data=b""), *good[8:]]
    documents = list(read_in_workers(given, Bounds(workers=3, deadline_s=5)))
    assert [document.name for document in documents] == [source.name for source in given]
    assert [document.name for document in documents if not document.readable] == ["hangs", "crashes"]
    assert documents[9].problems[0].startswith("reading it crashed (SIGABRT)")
    assert documents[9].problems[0].endswith(", or takes more than 4,096 MiB of memory")
    assert all(document.citations for document in documents if document.readable)


def test_documents_are_read_by_as_many_processes_as_there_are_workers(tmp_path: Path) -> None:
    """Each of three waits until all three have begun: one after the other they would wait for ever."""
    sources = [_Waiting(name=f"{number}", data=str(tmp_path).encode()) for number in range(3)]
    documents = list(read_in_workers(sources, Bounds(workers=3, deadline_s=60)))
    assert [document.readable for document in documents] == [True] * 3


class _Waiting(Source):
    def __reduce__(self):
        return _met, (self.name, self.data)


def _met(name: str, folder: bytes) -> Source:
    (Path(folder.decode()) / name).touch()
    while len(list(Path(folder.decode()).iterdir())) < 3:
        threading.Event().wait(0.01)
    return Source(name=name, data=b"See https://a.org/x.")


def test_a_gigabyte_is_refused_with_its_name_and_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(1024**3)
    small = found(tmp_path / "small.txt", b"See https://a.org/x.")
    large, other = read_all([Found(name="large.txt", path=str(path)), small])
    assert (large.name, large.problems) == ("large.txt", ("it is larger than 256 MiB, the most that is read",))
    assert other.citations
