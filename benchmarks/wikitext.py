"""MediaWiki's own tests in, how many have exactly the links that MediaWiki makes of them, by us and by mwparserfromhell.

The tests are Parsoid's, of the npm package `parsoid` (`npm pack parsoid@0.11.1`; under the GPL, so they are not kept
here): the folder that it was unpacked to is the argument. What is left are mostly links to the wiki's own server, and
`RFC 822` and `PMID 1234` as MediaWiki understands them.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import ada_url
import mwparserfromhell
from selectolax.lexbor import LexborHTMLParser

from auditor.extract import Source
from auditor.extract.mediawiki import EXTRACTOR

_TEST = re.compile(r"!! ?test\n(.*?)!! ?end", re.DOTALL)
_PART = re.compile(r"^!! ?(\S.*)$\n", re.MULTILINE)
_SOURCES = ("wikitext", "input")
_RESULTS = ("html", "html/php", "html/*", "result")
_OPEN = "{{cite web|url=http://a.org "
_WEB = ("http:", "https:", "//")


def tests(folder: Path) -> Iterator[tuple[str, set[str]]]:
    """The wikitext of each test that has links to elsewhere, and these."""
    for path in sorted(folder.rglob("*arserTests.txt")):
        for test in _TEST.finditer(path.read_text(encoding="utf-8")):
            parts = _PART.split(test[1])
            named = dict(zip(parts[1::2], parts[2::2], strict=False))
            source = next((named[name] for name in _SOURCES if name in named), "")
            result = next((named[name] for name in _RESULTS if name in named), "")
            if set(named.get("options", "").split()) & {"disabled", "msg"}:
                continue
            links = LexborHTMLParser(result).css("a.external[href]") if source and result else []
            if wanted := _web(link.attributes["href"] or "" for link in links):
                yield source, wanted


def _web(uris: Iterator[str]) -> set[str]:
    return {_plain(uri) for uri in uris if uri.lower().startswith(_WEB)}


def _plain(uri: str) -> str:
    """An address to compare: a relative scheme is the wiki's, and entities are for whoever shows it."""
    uri = unescape(uri).replace("https:", "http:")
    try:
        return str(ada_url.URL(f"http:{uri}" if uri.startswith("//") else uri).href)
    except ValueError:
        return uri


def ours(text: str) -> set[str]:
    """The links that we find."""
    return _web(one.uri for one in EXTRACTOR.extract(Source(name="a.wiki", data=text.encode())).citations)


def theirs(text: str) -> set[str]:
    """The links that mwparserfromhell finds."""
    return _web(str(one.url) for one in mwparserfromhell.parse(text).filter_external_links())


def run(folder: str = "package") -> None:
    """Print the figures."""
    rows = list(tests(Path(folder)))
    if not rows:
        print(f"  no tests of Parsoid's under {folder}: npm pack parsoid@0.11.1, unpack it, and name the folder")
        return
    text = (Path(__file__).parents[1] / "tests/extract/real/pandoc.wiki").read_text(encoding="utf-8") * 20
    for name, find in (("auditor", ours), ("mwparserfromhell", theirs)):
        right = sum(find(source) == wanted for source, wanted in rows)
        print(
            f"  {name:<17} {right} of {len(rows)} tests, {len(text) / 1e6 / _seconds(find, text):.1f} MB a second;"
            f" {_seconds(find, _OPEN * 2_000):.2f} s for 2,000 citations that are never closed,"
            f" {_seconds(find, _OPEN * 4_000):.2f} s for 4,000"
        )


def _seconds(find: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    find(text)
    return time.process_time() - start


if __name__ == "__main__":
    run(*sys.argv[1:])
