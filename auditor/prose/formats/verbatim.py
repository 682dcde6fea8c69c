"""What stands in Markdown as it is, code and tables drawn with characters, in; its flow out, placed in the document.

Code that names its language is read line by line. Code that names none is plain text: converters put there what they
can't lay out, notes and tables with addresses that go on in the next line.
"""

from __future__ import annotations

from collections.abc import Callable

from auditor.prose.flow import HEADING, Flow, Link, Run
from auditor.prose.formats.plain import read_flow

BORDERS = ("+-", "+=", "| ", "┌", "╔", "│", "║")  # at the start of a table drawn with characters
_NO_LANGUAGE = frozenset({"", "text", "txt", "plain", "plaintext", "none"})
_DEEPEST = 200  # characters of signs of quotation and indent before a line of code


def reader_of(language: str) -> Callable[[str], Flow]:
    """What reads code of a language, as its fence names it."""
    return read_flow if language.strip().lower() in _NO_LANGUAGE else _statements


def _statements(code: str) -> Flow:
    """The flow of code: none of its lines goes on in the next."""
    flow: Flow = []
    start = 0
    for line in code.splitlines(keepends=True):
        flow += (Run(line.rstrip("\n"), start), HEADING)
        start += len(line)
    return flow


def placed(flow: Flow, text: str, source: str, start: int) -> Flow:
    """The flow of a text, placed where that stands in its source: from `start` on, each line maybe indented or quoted."""
    verbatim = source.startswith(text, start)
    moved: Flow = []
    at = start
    for item in flow:
        if isinstance(item, Run):
            found = source.find(item.text, at, at + len(item.text) + _DEEPEST)
            at = start + item.offset if verbatim else max(found, at)
            moved.append(Run(item.text, at))
        else:
            moved.append(item)
    return moved


def taken_apart(table: Flow, source: str) -> Flow:
    """A paragraph that is a drawn table, its cells one below the other, so that their lines go on below themselves."""
    words = [item for item in table if isinstance(item, Run)]
    if any(isinstance(item, Link) for item in table):
        return table
    start, end = words[0].offset, words[-1].offset + len(words[-1].text)
    return placed(read_flow(source[start:end]), source[start:end], source, start)
