"""Names, titles and addresses as references have them, drawn at random."""

from __future__ import annotations

import random
from dataclasses import dataclass

HOSTS = """www.example.org policy-institute.example.com data.gov.example news.example.co.uk journals.example.net
archive.example.edu www.bund-example.de repository.uni-example.ac.at www.chem-base.com w3nh.pl github.com
www.nature.com europa.eu stats.oecd.org""".split()
NAMES = "Adams Brandt Costa Dubois Eriksen Fischer Garcia Haddad Ito Jansen Keller Lund Moreau Novak".split()
TITLES = """The of and in on for Evidence Report Review Policy Strategy Energy Climate Security Governance archives
citations links research journals institutions measured lasting reading public official findings""".split()
# What may stand behind an address in running text, and looks more or less like a part of one.
NEXT = """and in which says reports that well-known COVID-19 e.g. and/or 2019 3 12 table 2019/20 his/her G20 long-term
Smith A/B-tests re-use 50% the §3 (2016) [27] pp.12–13 vol.2 see today also Energy who it's 3rd km/h state-of-the-art
data.org not-for-profit whereas 10,000 1.5 US-based nearly""".split()
_WORDS = """strategic report europe energy climate final annual review committee findings office affairs security
disinformation operations russia ukraine china defence digital infrastructure evidence national research policy
office official efficient profile briefing governance assessment analysis transition economic""".split()


def _slug(rng: random.Random, least: int, most: int, glue: str = "-") -> str:
    return glue.join(rng.choice(_WORDS) for _ in range(rng.randint(least, most)))


_SHAPES = (
    lambda c: f"https://{c.choice(HOSTS)}/{c.randint(2001, 2025)}/{c.randint(10, 12)}/{_slug(c, 4, 9)}/",
    lambda c: f"https://{c.choice(HOSTS)}/{_slug(c, 1, 2)}/{_slug(c, 1, 2)}/{_slug(c, 2, 5)}.pdf",
    lambda c: f"https://doi.org/10.{c.randint(1000, 9999)}/journal.{c.choice(_WORDS)}.{c.randint(1000000, 9999999)}",
    lambda c: f"https://doi.org/10.{c.randint(1000, 9999)}/s{c.randint(10000, 99999)}-0{c.randint(10, 24)}-{c.randint(10000, 99999)}-{c.choice('123456789wxz')}",
    lambda c: f"https://{c.choice(HOSTS)}/cps/en/{c.choice(_WORDS)}/topics_{c.randint(10000, 99999)}.htm",
    lambda c: f"http://{c.choice(HOSTS)}/{_slug(c, 1, 1)}/index.php?id={c.randint(1, 9999)}&lang=en&section={_slug(c, 1, 2, '_')}",
    lambda c: f"https://{c.choice(HOSTS)}/news/articles/{_slug(c, 5, 10)}-{c.randint(2018, 2025)}-05-{c.randint(10, 28)}",
    lambda c: f"https://{c.choice(HOSTS)}/{_slug(c, 2, 4, '_')}/{_slug(c, 2, 4, '_')}/{c.randint(1, 99)}.html",
    lambda c: f"https://{c.choice(HOSTS)}/~{c.choice(NAMES).lower()}/papers/{_slug(c, 2, 3)}-v{c.randint(1, 9)}.html",
    lambda c: f"https://en.wiki.example.org/wiki/{_slug(c, 2, 4, '_').title()}_({c.choice(_WORDS)})",
    lambda c: f"https://{c.choice(HOSTS)}/bitstream/handle/{c.randint(1000, 99999)}/{c.randint(100, 999)}/{_slug(c, 2, 4).title()}.pdf?sequence=1",
    lambda c: f"https://{c.choice(HOSTS)}/content/{c.randrange(16**12):012x}/{_slug(c, 1, 2)}",
    lambda c: f"https://{c.choice(HOSTS)}/search?q={_slug(c, 2, 4, '+')}&from={c.randint(1990, 2020)}",
    lambda c: f"https://{c.choice(HOSTS)}/{_slug(c, 1, 3, '/')}",
    lambda c: f"http://{c.choice(HOSTS)}/cgi/doi/10.1073/pnas.{c.randint(1000000, 9999999)}",
    lambda c: f"https://hdl.handle.net/2027/mdp.{c.randint(1900, 2020)}.{c.randint(100, 999)}",
    lambda c: f"https://github.com/{c.choice(NAMES).lower()}/{_slug(c, 2, 3)}",
)  # fmt: skip


def address(rng: random.Random) -> str:
    """An address in one of the shapes that references have."""
    return rng.choice(_SHAPES)(rng)


@dataclass(frozen=True, slots=True)
class Case:
    """A document, the addresses that it cites in order, and those of them that a break has split."""

    shape: str
    name: str
    text: str
    uris: tuple[str, ...]
    broken: tuple[str, ...]
