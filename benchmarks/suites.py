"""Suites that nobody here wrote go in, how many of their rows come out right goes out.

The suites lie beside the checkout, in ../shared/conformance; without them there is nothing to measure. The rows that
come out otherwise than their suite has them, and why they are left so:

| suite     | row                                   | here                                                              |
|-----------|---------------------------------------|-------------------------------------------------------------------|
| gfm       | 610 `<http://foo.bar/baz bim>`,       | cited: these rows are CommonMark's, where a bare address is text; |
|           | 616 `< http://foo.bar >`, 619         | GFM's own extension and cmark-gfm itself make links of all three  |
| linkify   | 316 `｜www.google.com/…｜bar`         | cited: the suite asks that nothing be found before the second bar |
| linkify   | not-18 `_http://example.com`,         | cited, without the underscores: they are emphasis in Markdown and |
|           | not-21 `http://example.com_`          | in plain text, and who wrote the address meant it                 |
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

import ada_url

from auditor import uris
from auditor.extract.markdown import links
from auditor.prose.addresses.bare import expand, find
from auditor.prose.breaks.rejoin import rejoin
from auditor.prose.flow import Flow, Link
from auditor.prose.formats.commonmark import read_flow
from auditor.prose.formats.markup import parse_markup
from benchmarks.row import Row, at_least

SUITES = Path(__file__).resolve().parents[2] / "shared" / "conformance"
_WEB = ("http:", "https:", "//")
_KEPT_IN_HREF = "-_.+!*'(),%#@?=;:/,+&$~[]"  # what the reference renderers leave as it is, brackets apart


def commonmark(row: dict[str, object]) -> list[str]:
    """Pure CommonMark: no bare addresses."""
    return list(links(str(row["input"])))


def gfm(row: dict[str, object]) -> list[str]:
    """GitHub's extended autolinks, which our own pass over the text finds."""
    return _web(link.target for link in expand(read_flow(str(row["input"]))) if isinstance(link, Link))


def linkify(row: dict[str, object]) -> list[str]:
    """Running text; what is only the beginning of an address and isn't mended is none."""
    text = str(row["input"])
    flow: Flow = rejoin(expand([_run(text)]))
    return _web(link.target for link in flow if isinstance(link, Link)) if list(find(text)) else []


def html(row: dict[str, object]) -> list[str]:
    """HTML's links, as the tree has them."""
    return [node.attributes.get("href") or "" for node in parse_markup(str(row["input"])).tree.css("a[href]")]


def _run(text: str):
    from auditor.prose.flow import Run

    return Run(text, 0)


def _web(targets: Iterable[str]) -> list[str]:
    return [target for target in targets if target.lower().startswith(_WEB)]


def _same(found: list[str], row: dict[str, object], wanted: str) -> bool:
    ours = [_href(uri) for uri in found]
    theirs = [_href(str(uri)) for uri in row[wanted]]  # type: ignore[attr-defined]
    match row["match"]:
        case "set":
            return set(ours) == set(theirs)
        case "multiset":
            return sorted(ours) == sorted(theirs)
        case "contains":
            return set(theirs) <= set(ours)
        case "first":
            return ours[:1] == theirs[:1]
    return ours == theirs


def _href(uri: str) -> str:
    """As the reference renderers write it: percent-encoded where it must be."""
    for raw in "\\[]":
        uri = uri.replace(raw, f"%{ord(raw):02X}")
    try:
        return ada_url.URL(uri).href
    except ValueError:
        return quote(uri, safe=_KEPT_IN_HREF)


def whatwg() -> tuple[int, int, int, int]:
    """How many addresses serialise as they should, and how many of those that must fail do."""
    good = refused = rows_good = rows_bad = 0
    for row in _rows("whatwg_urltestdata"):
        wanted = row["expected_urls"]
        found = uris.serialise(str(row["input"]), base=row.get("base"))  # type: ignore[arg-type]
        if wanted:
            rows_good += 1
            good += found == wanted[0]  # type: ignore[index]
        else:
            rows_bad += 1
            refused += found is None
    return good, rows_good, refused, rows_bad


# What measures a suite, which of its columns is right, and how many rows must be.
MEASURED: dict[str, tuple[Callable[[dict[str, object]], list[str]], str, int]] = {
    "commonmark_spec": (commonmark, "expected_urls", 185),
    "gfm_autolink": (gfm, "expected_web", 33),
    "linkify_it": (linkify, "expected_web", 150),
    "html5lib_links": (html, "expected_urls", 6),
}


def _rows(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (SUITES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def rows(*, verbose: bool = False) -> Iterator[Row]:
    """A row a suite, two for the URL standard's; none where the suites aren't there."""
    if not SUITES.is_dir():
        return
    for name, (measure, wanted, least) in MEASURED.items():
        all_of = _rows(name)
        wrong = [row for row in all_of if not _same(measure(row), row, wanted)]
        for row in wrong if verbose else ():
            print("    ", row["id"], row["match"], repr(row["input"])[:120], measure(row), row[wanted])
        yield at_least(f"{name}.jsonl", len(all_of) - len(wrong), least, of=len(all_of))
    good, of_good, refused, of_bad = whatwg()
    yield at_least("whatwg_urltestdata.jsonl, addresses", good, 624, of=of_good)
    yield at_least("whatwg_urltestdata.jsonl, refusals", refused, 267, of=of_bad)
