"""A seed in, documents whose lines a converter has made paragraphs of, and the addresses that it left spaces in, out.

Where a line ended within an address there is a space now, or around each of its marks where the line was stretched, or
behind each mark and each fifth letter where the publisher lets lines be broken there.
"""

from __future__ import annotations

import itertools
import random
import re

from tests.prose.words import NAMES, TITLES, Case, address

_MARK = re.compile(r"(?<=[/.\-_?&=#%])(?=[^/])")
_MARKS = re.compile(r"([/.:?=&#%_~+-])")
_SIXTH = re.compile(r"(?<![A-Za-z0-9])([A-Za-z0-9]{5})(?=[A-Za-z0-9])")
_ENDINGS = (" (visited on 05/24/2020).", ". Accessed 02 Jan 2022.", ", 2019.", " (2021).", ".")


def _document(rng: random.Random, shape: str, name: str, uris: list[str], shown: list[str]) -> Case:
    text = ""
    for number, address_shown in enumerate(shown, start=1):
        title = " ".join(rng.choice(TITLES) for _ in range(rng.randint(5, 14)))
        opening = rng.choice((f"- [{number}] ", f"{number}. ", "- "))
        authors = f"{rng.choice(NAMES)}, J. and {rng.choice(NAMES)}, B."
        text += f"{opening}{authors} {title}. URL {address_shown}{rng.choice(_ENDINGS)}\n\n"
    return Case(shape, name, text, tuple(uris), tuple(uri for uri in uris if uri not in text))


def typewritten(rng: random.Random) -> Case:
    """Addresses in a typewriter's letters, which converters from PDF to Markdown make code of."""
    uris = [address(rng) for _ in range(6)]
    return _document(rng, "typewritten", "a.md", uris, [f"`{_at_a_mark(rng, uri)}`" for uri in uris])


def _at_a_mark(rng: random.Random, uri: str) -> str:
    places = [match.start() for match in _MARK.finditer(uri) if match.start() > len("https://")]
    place = rng.choice(places)
    return f"{uri[:place]} {uri[place:]}"


def stretched(rng: random.Random) -> Case:
    """Addresses stretched to fill their line, some of them whole again on the next one."""
    uris = [address(rng) for _ in range(6)]
    return _document(rng, "stretched", "a.txt", uris, [_stretched(rng, uri) for uri in uris])


def _stretched(rng: random.Random, uri: str) -> str:
    slashes = [match.end() for match in re.finditer(r"(?<![:/])/(?=.)", uri)]
    place = rng.choice(slashes) if slashes and rng.random() < 0.5 else len(uri)
    first = " ".join(_MARKS.sub(r" \1 ", uri[:place]).split())
    return first if place == len(uri) else f"{first}\n{uri[place:]}"


def fifths(rng: random.Random) -> Case:
    """Addresses with a space behind each mark and behind the fifth letter of what stands between marks."""
    uris = list(itertools.islice((uri for uri in iter(lambda: address(rng), "") if not set("+(") & set(uri)), 6))
    return _document(rng, "fifth letters", "a.txt", uris, [_SIXTH.sub(r"\1 ", _spaced(uri)) for uri in uris])


def _spaced(uri: str) -> str:
    scheme, _, rest = uri.partition("://")
    return f"{scheme}:// " + re.sub(r"(?<=[/.\-_?&=])(?=[A-Za-z0-9])", " ", rest)
