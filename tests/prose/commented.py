"""A seed in, addresses broken in comments of programs, quoted mails and the cells of Markdown's tables, out."""

from __future__ import annotations

import random
import re
import textwrap

from tests.prose.words import NAMES, NEXT, TITLES, Case, address

_SIGNS = ("# ", "// ", "-- ", ";; ", "% ", "dnl ", "REM ", "> ", ">> ", "> > ")
_MARK = re.compile(r"(?<=[/.\-_?&=#%])(?=[^/])")


def _sentence(rng: random.Random, uri: str) -> str:
    before = " ".join(rng.choice(TITLES) for _ in range(rng.randint(4, 20))).capitalize()
    after = " ".join(rng.choice(TITLES) for _ in range(rng.randint(4, 12))).lower()
    link = rng.choice((f"at <{uri}>", f"({uri})", f"at {uri},"))
    return f"{before} {link} {rng.choice(NEXT)} {after}."


def comments(rng: random.Random) -> Case:
    """Paragraphs whose lines open with the sign of a comment or a quotation, broken as Python's textwrap does."""
    uris = [address(rng) for _ in range(6)]
    sign = rng.choice(_SIGNS)
    width = rng.choice((60, 70, 76))
    blocks = [textwrap.wrap(_sentence(rng, uri), width) for uri in uris]
    text = f"\n{sign.rstrip()}\n".join("\n".join(sign + line for line in block) for block in blocks)
    return Case("comments", "a.txt", text + "\n", tuple(uris), tuple(uri for uri in uris if uri not in text))


def markdown_cells(rng: random.Random) -> Case:
    """Cells of Markdown's tables in which converters have left of a line's end a break, or two spaces."""
    uris = [address(rng) for _ in range(6)]
    end = rng.choice(("<br>", "<br />", "  "))
    rows = ["| Name | Where | Kind |", "| --- | --- | --- |"]
    for uri in uris:
        places = [match.start() for match in _MARK.finditer(uri) if match.start() > len("https://")]
        place = rng.choice(places)
        rows.append(f"| {rng.choice(NAMES)} | {uri[:place]}{end}{uri[place:]} | {rng.choice(TITLES)} |")
    text = "\n".join(rows) + "\n"
    return Case("Markdown's cells", "a.md", text, tuple(uris), tuple(uri for uri in uris if uri not in text))
