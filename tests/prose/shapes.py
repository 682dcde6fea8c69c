"""A seed in, a converted article with its truth out: the shapes that PDF-to-Markdown conversion makes of links.

The words and addresses are drawn anew, so that no rule can know them.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

NOUNS = "treaty harbour report ledger archive minister pipeline ballot tariff convoy satellite embargo court".split()
VERBS = "describes questions confirms rejects explains measures recalls documents disputes".split()
NAMES = "Ankara Lisbon Oslo Nairobi Quito Hanoi Riga Dakar Lima Accra Tbilisi Manila".split()
SLUG = "how why after before new old energy border grain talks deal trade war peace north south port vote law".split()
HOSTS = [
    "news.example-herald.com",
    "www.policyreview.org",
    "journal.thinktank.eu",
    "www.daily-observer.co.uk",
    "gov.no",
]


@dataclass
class Truth:
    """What a careful reader sees at one place."""

    uri: str
    text: str
    sentence: str
    repaired: bool = False


@dataclass
class Article:
    """Markdown, and the citations in it."""

    markdown: str = ""
    truths: list[Truth] = field(default_factory=list)


def address(rng: random.Random) -> str:
    slug = "-".join(rng.sample(SLUG, rng.randint(4, 7)))
    end = rng.choice(["/", "", f"-{rng.randint(2019, 2025)}-0{rng.randint(1, 9)}-{rng.randint(10, 28)}/", ".html"])
    return f"https://{rng.choice(HOSTS)}/{rng.choice(['world', 'a/b', 'policy-analysis', '2024/05'])}/{slug}{end}"


def anchor(rng: random.Random) -> str:
    words = rng.choice(
        [
            [rng.choice(NAMES)],
            [rng.choice(NOUNS)],
            ["the", rng.choice(NOUNS)],
            [rng.choice(NAMES) + "'s", rng.choice(NOUNS)],
        ]
    )
    return " ".join(words)


def sentence(rng: random.Random, words: str) -> tuple[str, str]:
    """What stands before and after the words in a sentence."""
    before = f"{rng.choice(NAMES)} {rng.choice(VERBS)} what the {rng.choice(NOUNS)} left behind in"
    after = f" and the {rng.choice(NOUNS)} of {rng.choice(NAMES)} {rng.choice(VERBS)} it."
    return before + " ", after


def cut(rng: random.Random, uri: str) -> tuple[str, str]:
    """Two pieces of an address, cut behind a hyphen as PDF converters do."""
    places = [i + 1 for i, c in enumerate(uri) if c == "-" and i > uri.index("/", 9) and len(uri) - i > 6]
    place = rng.choice(places)
    return uri[:place], uri[place:]


def nested(uri: str, words: str) -> str:
    return f"[{words} \\({uri}\\)]({uri})"


def bold_nested(uri: str, words: str) -> str:
    return f"**{nested(uri, words)}**"


def lost(uri: str, words: str) -> str:
    return f"[{words}](#) (<{uri}>)"


def lost_bare(uri: str, words: str) -> str:
    return f"[{words}](#) ({uri})"


def lost_over_break(uri: str, words: str) -> str:
    return f"[{words}](#)\n\n({uri})"


def inline(uri: str, words: str) -> str:
    return f"[{words}]({uri})"


WHOLE: list[Callable[[str, str], str]] = [nested, bold_nested, lost, lost_bare, lost_over_break, inline]


def split_nested(head: str, tail: str, words: str) -> str:
    return f"[{words} \\({head}\\)]({head})\n\n[{tail}](#))"


def split_lost(head: str, tail: str, words: str) -> str:
    return f"[{words}](#) (<{head}>\n\n[{tail}](#)"


def split_lost_closed(head: str, tail: str, words: str) -> str:
    return f"[{words}](#) (<{head}>\n\n[{tail}](#))"


def split_lost_both(head: str, tail: str, words: str) -> str:
    return f"[{words}](#) (<{head}>)\n\n[{tail}](#)"


def split_bold(head: str, tail: str, words: str) -> str:
    return f"**[{words} \\({head}\\)]({head})**\n\n**[{tail}](#)**)"


def split_bare(head: str, tail: str, words: str) -> str:
    return f"[{words}](#) ({head}\n\n{tail})"


def split_empty(head: str, tail: str, words: str) -> str:
    return f"[{words} \\({head}\\)]({head})\n\n[{tail}]())"


def split_over_page(head: str, tail: str, words: str) -> str:
    return f"[{words}](#) (<{head}>\n\n17\n\n[{tail}](#))"


SPLIT: list[Callable[[str, str, str], str]] = [
    split_nested, split_lost, split_lost_closed, split_lost_both, split_bold, split_bare, split_empty, split_over_page,
]  # fmt: skip


def article(seed: int) -> Article:
    """One article with whole and split citations in every shape."""
    rng = random.Random(seed)
    made = Article(markdown=f"Notes on the {rng.choice(NOUNS)} of {rng.choice(NAMES)}\n\nMar 3, 2024\n\n")
    shapes: list[Callable[..., str]] = [*WHOLE, *SPLIT]
    rng.shuffle(shapes)
    for shape in shapes:
        uri, words = address(rng), anchor(rng)
        before, after = sentence(rng, words)
        if shape in SPLIT:
            uri = uri if uri.count("-") > 2 else uri.rstrip("/") + "-one-two-three/"
            written = shape(*cut(rng, uri), words)
        else:
            written = shape(uri, words)
        made.markdown += (
            f"The {rng.choice(NOUNS)} came first. {before}{written}{after} Nobody {rng.choice(VERBS)} it.\n\n"
        )
        made.truths.append(Truth(uri, words, before + words + after, repaired=shape in SPLIT))
    return made
