"""Numbers in, articles that nobody has written out: as text, and as pages in two sites' templates.

The same number gives the same article. All are made of one small vocabulary, as those of one newsroom are, so that
different ones share words and phrases, but hardly ever five words in a row.
"""

from __future__ import annotations

import html
import random

_WORDS = (
    "harbour board ministry city auditor union court capital fisherman bay expert port minister council committee survey "
    "channel lock builder contract terminal grain price sand gravel marsh loan bank ferry island plan quay winter spring "
    "summer parliament region user letter money proof delay cost report decision promise notice river silt storm bridge"
).split()
_VERBS = "warned found denied confirmed planned delayed paid told read decided expected promised sold built".split()
_SMALL = (
    "the a of for with without before after under by and but that which in on to from once again never only".split()
)

_SIDEBAR = "".join(
    f"<li><a href=/n/{n}>Ferries to island number {n} are late again, says operator</a></li>" for n in range(9)
)
_BANNER = (
    "<div id=consent><p>We use cookies and similar techniques to understand how our pages are used and to pay for our "
    "work. You may accept all of them or only those without which nothing works; that can be changed later.</p></div>"
)


def sentences(number: int, count: int = 60) -> list[str]:
    """The sentences of an article."""
    chance = random.Random(number)
    return [_sentence(chance) for _ in range(count)]


def _sentence(chance: random.Random) -> str:
    kinds = (_SMALL, _WORDS, _VERBS, _SMALL, _WORDS, _SMALL, _WORDS)
    said = " ".join(chance.choice(kinds[place % len(kinds)]) for place in range(chance.randrange(11, 25)))
    return f"{said[0].upper()}{said[1:]}."


def paragraphs(said: list[str]) -> str:
    """Sentences as HTML, five a paragraph."""
    five = (" ".join(said[start : start + 5]) for start in range(0, len(said), 5))
    return "".join(f"<p>{html.escape(each)}</p>" for each in five)


def courier(said: list[str], *, lang: str = "en", head: str = "") -> bytes:
    """The article as one site shows it: its text in an `<article>`, a menu before it and a sidebar after it."""
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>Harbour | The Courier</title>{head}</head>'
        "<body><nav><ul><li><a href=/>Home</a><li><a href=/world>World</a><li><a href=/sport>Sport</a></ul></nav>"
        f"<main><article><h1>The harbour</h1>{paragraphs(said)}</article></main><aside><ul>{_SIDEBAR}</ul></aside>"
        "<footer><p>The Courier. All rights reserved.</p></footer></body></html>"
    ).encode()


def gazette(said: list[str]) -> bytes:
    """The article as another shows it: nested boxes without a meaning, a notice before, links among the text."""
    return (
        '<html><head><meta charset="utf-8"><title>News in brief</title></head><body>'
        f"{_BANNER}<div><div><div><b>The harbour</b><ul>{_SIDEBAR}</ul></div><div>{paragraphs(said[: len(said) // 2])}"
        f"<div><a href=/subscribe>Read the Gazette for 2 a month</a></div>{paragraphs(said[len(said) // 2 :])}</div></div>"
        "</div></body></html>"
    ).encode()
