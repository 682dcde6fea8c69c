"""What was cited and what answered in, whether they are plausibly the same thing out.

1. A title is the cited one when it or a heading holds at least 85 % of the words of some citation's text, and
   that text has three words of weight that aren't the site's own name: "NATO treaty" is no proof on nato.int.
2. A new address is the old one's when a word or number of the old path is in it, its title or its headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from auditor.page import Page
from auditor.uris import Uri

SHARE = 0.85  # EDGI and link repair tools take a token-set ratio of 85 for "the same title"
WORDS_OF_WEIGHT = 3
HALF = 0.5
LONG_WORD = 6  # scripts without spaces come as one long word, looked for as it is

_WORD = re.compile(r"[^\W_]{3,}")
_MADE_UP = re.compile(r"(?=.{1,8}$)(?:[^\W\d]+\d|\d+[^\W\d]|[A-Z]*[a-z]+[A-Z]|[A-Z]{2,}[a-z]).*")
_SEVERAL = re.compile(r"[^\W_][-_+ ][^\W_]")
_EXTENSION = re.compile(r"\.[a-z0-9]{2,5}$", re.IGNORECASE)
_MEANS_LITTLE = frozenset(
    {"the", "and", "for", "with", "from", "that", "this", "www", "com", "org", "html", "htm", "php", "aspx", "index"}
    | {"default", "page", "pages", "article", "articles", "news", "story", "stories", "http", "https", "asp", "jsp"}
)


def titled_as_cited(words: Iterable[str], page: Page | None, *, host: str) -> bool:
    """Whether the page's title or headings are what the citations call it. `host` is whose page it is."""
    if page is None:
        return False
    told = " ".join((page.title, *page.h1)).casefold()
    held = _words(told)
    for text in words:
        asked = [word for word in _words(text) if word not in host]
        if len(asked) >= WORDS_OF_WEIGHT or any(_unspaced(word) for word in asked):
            found = sum(1 for word in asked if word in held or (_unspaced(word) and word in told))
            if found >= SHARE * len(asked):
                return True
    return False


def keeps_its_name(cited: Uri, final: Uri, page: Page | None) -> bool:
    """Whether a word or number of the cited path stands in the final address, its title or its headings.

    True as well when the cited path has nothing to recognise, as those of shorteners and front pages.
    """
    asked = slug(cited)
    if not asked:
        return True
    return not asked.isdisjoint(_words(f"{final.path} {final.query}") | shown(page))


def says_its_name(cited: Uri, page: Page, prose: str) -> bool:
    """Whether half of the words and numbers of the page's own segment stand in its title, headings or prose.

    True when that has none. One word alone may come of the headlines that an error page offers instead, and the
    address itself of one that repeats what was asked for: it isn't counted where it is written out.
    """
    asked = page_slug(cited)
    if not asked:
        return True
    told = without_address(" ".join((page.title, *page.h1, prose)), cited)
    return len(asked & _words(told)) >= HALF * len(asked)


def without_address(text: str, asked: Uri) -> str:
    """A text, case-folded, without what it repeats of the address that was asked for."""
    told = text.casefold()
    for written in _written(asked):
        told = told.replace(written, " ")
    return told


def _written(cited: Uri) -> Iterator[str]:
    """How a page may write out the address: as it is or decoded, whole or its last segment, if that has several words."""
    for path in dict.fromkeys((cited.path.casefold(), unquote(cited.path).casefold())):
        whole = path.rstrip("/")
        last = whole.rpartition("/")[2]
        yield from (each for each in (whole, last) if _SEVERAL.search(each))


def page_slug(uri: Uri) -> frozenset[str]:
    """The words and numbers by which the page itself could be recognised: of the last segment and the query."""
    last = next((part for part in reversed(uri.path.split("/")) if part), "")
    stem = _EXTENSION.sub("", last)
    return _significant(f"{stem} {uri.query}")


def shown(page: Page | None) -> frozenset[str]:
    """The words of a page's title and headings."""
    return _words(" ".join((page.title, *page.h1))) if page else frozenset()


def slug(uri: Uri) -> frozenset[str]:
    """The words and numbers of a path by which its page could be recognised."""
    return _significant(f"{uri.path} {uri.query}")


def _significant(text: str) -> frozenset[str]:
    """The words and numbers of weight, without what shorteners make up: `a1B2c` names nothing."""
    said = " ".join(word for word in _WORD.findall(text) if not _MADE_UP.fullmatch(word))
    return frozenset(word for word in _words(said) if word.isdigit() or len(word) > WORDS_OF_WEIGHT)


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold())) - _MEANS_LITTLE


def _unspaced(word: str) -> bool:
    return len(word) >= LONG_WORD and not word.isascii()
