"""The other end of a pipe in, documents for the files that it names out: what a worker process does.

Run as `python -c "from auditor.reading.worker import main; main(FD, BYTES)"` by `auditor.reading.pool`.
"""

from __future__ import annotations

import gc
import resource
import signal
from dataclasses import replace
from multiprocessing.connection import Connection

from auditor.collect import Found, read
from auditor.extract import Source
from auditor.extract.select import extractors, read_document
from auditor.model import Document


def document_of(one: Found | Source) -> Document:
    """The document, read or with the reason why it can't be."""
    source = read(one) if isinstance(one, Found) else one
    document = source if isinstance(source, Document) else read_document(source)
    if isinstance(one, Found) and one.fetched and one.fetched.problems:
        return replace(document, problems=(*one.fetched.problems, *document.problems))
    return document


def main(descriptor: int, memory_bytes: int) -> None:
    """Read what the pipe names until it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the user's Ctrl-C is for the parent, which ends us
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    extractors()
    gc.freeze()
    gc.disable()  # documents are values, and values make no circles; what libraries leave is collected in between
    with Connection(descriptor) as pipe:
        pipe.send(None)  # ready: from here on time counts
        while True:
            try:
                found = pipe.recv()
            except EOFError:
                return
            pipe.send(_bounded(found, memory_bytes))
            gc.collect()


def _bounded(found: Found | Source, memory_bytes: int) -> Document:
    try:
        return document_of(found)
    except (MemoryError, SystemError):  # compiled code doesn't always say why it has failed, and has no other reason to
        problem = f"reading it takes more than {memory_bytes // 1024**2:,} MiB of memory"
        return Document(name=found.name, base_url=found.base_url, problems=(problem,), readable=False)
