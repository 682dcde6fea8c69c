"""Addresses as references cite them, and PDFs that hold them: made with ReportLab and with Typst, at any width.

Both break the lines themselves, so that the wraps are those of real typesetting: ReportLab moves an address to the
next line, and where it is longer than that cuts it between any two letters; Typst breaks it after punctuation.
"""

from __future__ import annotations

import io
import random
import re
from collections.abc import Sequence
from xml.sax.saxutils import escape

import typst
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

_HOSTS = """www.example.org policy-institute.example.com data.gov.example news.example.co.uk journals.example.net
archive.example.edu www.bund-example.de repository.uni-example.ac.at""".split()
_WORDS = """strategic report europe energy climate final annual review committee findings office affairs security
disinformation operations russia ukraine china defence digital infrastructure evidence national research policy
office official efficient profile briefing governance assessment analysis transition economic""".split()
_TITLES = """The of and in on for Evidence Report Review Policy Strategy Energy Climate Security Governance archives
citations links research journals institutions measured lasting reading public""".split()
_NAMES = "Adams Brandt Costa Dubois Eriksen Fischer Garcia Haddad Ito Jansen Keller Lund Moreau Novak".split()


def addresses(count: int, *, seed: int) -> list[str]:
    """Distinct addresses in the shapes that references have; each names its number, so that none is another's start."""
    chance = random.Random(seed)
    return [_SHAPES[number % len(_SHAPES)](chance, number) for number in range(count)]


def _slug(chance: random.Random, least: int, most: int, glue: str = "-") -> str:
    return glue.join(chance.choice(_WORDS) for _ in range(chance.randint(least, most)))


_SHAPES = (
    lambda c, n: f"https://{c.choice(_HOSTS)}/{c.randint(2001, 2025)}/{c.randint(10, 12)}/{_slug(c, 4, 9)}-{n}/",
    lambda c, n: f"https://{c.choice(_HOSTS)}/{_slug(c, 1, 2)}/{_slug(c, 1, 2)}/{_slug(c, 2, 5)}_{n}.pdf",
    lambda c, n: f"https://doi.org/10.{c.randint(1000, 9999)}/journal.{c.choice(_WORDS)}.{c.randint(1000000, 9999999)}{n}",
    lambda c, n: f"https://{c.choice(_HOSTS)}/cps/en/{c.choice(_WORDS)}/topics_{c.randint(10000, 99999)}{n}.htm",
    lambda c, n: f"http://{c.choice(_HOSTS)}/{_slug(c, 1, 1)}/index.php?id={n}&lang=en&section={_slug(c, 1, 2, '_')}",
    lambda c, n: f"https://{c.choice(_HOSTS)}/news/articles/{_slug(c, 5, 10)}-{c.randint(2018, 2025)}-05-{c.randint(10, 28)}-{n}",
    lambda c, n: f"https://{c.choice(_HOSTS)}/{_slug(c, 2, 4, '_')}/{_slug(c, 2, 4, '_')}/{n}.html#{_slug(c, 1, 2)}",
    lambda c, n: f"https://{c.choice(_HOSTS)}/~{c.choice(_NAMES).lower()}/papers/{_slug(c, 2, 3)}-v{n}.html",
    lambda c, n: f"https://en.wiki.example.org/wiki/{_slug(c, 2, 4, '_').title()}_({c.choice(_WORDS)}_{n})",
    lambda c, n: f"https://{c.choice(_HOSTS)}/bitstream/handle/{c.randint(1000, 99999)}/{n}/{_slug(c, 2, 4).title()}.pdf?sequence=1",
    lambda c, n: f"https://{c.choice(_HOSTS)}/content/{c.randrange(16**12):012x}/{_slug(c, 1, 2)}-{n}",
    lambda c, n: f"https://{c.choice(_HOSTS)}/search?q={_slug(c, 2, 4, '+')}&from={c.randint(1990, 2020)}&page={n}",
)  # fmt: skip

_ENDINGS = (
    ".",
    ", accessed 3 May 2019.",
    " (last visited May 3, 2019).",
    " [12.03.2021].",
    "; see also Adams 2009.",
    "",
)


def references(uris: Sequence[str], *, seed: int) -> list[tuple[str, str, str]]:
    """Each address in a reference of its own: the words before it, itself, and the words after it."""
    chance = random.Random(seed)
    made = []
    for number, uri in enumerate(uris, 1):
        title = " ".join(chance.choice(_TITLES) for _ in range(chance.randint(4, 12)))
        author = f"{chance.choice(_NAMES)}, {chance.choice('ABCDEFG')}. and {chance.choice(_NAMES)}, J."
        before = f"[{number}] {author} ({chance.randint(1995, 2024)}). {title}. "
        made.append((before, uri, chance.choice(_ENDINGS)))
    return made


def with_reportlab(
    parts: Sequence[tuple[str, str, str]],
    *,
    width: float,
    linked: bool = False,
    columns: int = 1,
    justified: bool = True,
) -> bytes:
    """A PDF by ReportLab, `width` points wide in each column."""
    style = ParagraphStyle(
        "reference", fontName="Times-Roman", fontSize=10, leading=12.5, leftIndent=16, firstLineIndent=-16,
        spaceAfter=4, **({"alignment": TA_JUSTIFY} if justified else {}),
    )  # fmt: skip
    paragraphs = []
    for before, uri, after in parts:
        shown = escape(uri)
        if linked:
            shown = f'<a href="{escape(uri, {chr(34): "&quot;"})}">{shown}</a>'
        paragraphs.append(Paragraph(f"{escape(before)}{shown}{escape(after)}", style))
    target = io.BytesIO()
    height, margin, gutter = 640, 60, 24
    size = (2 * margin + columns * width + (columns - 1) * gutter, height + 2 * margin)
    frames = [
        Frame(margin + column * (width + gutter), margin, width, height, leftPadding=0, rightPadding=0)
        for column in range(columns)
    ]

    def furniture(canvas, document) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(margin, height + margin + 30, "Review of Lasting Links")
        canvas.drawString(margin + width / 2, 30, str(canvas.getPageNumber()))

    template = BaseDocTemplate(target, pagesize=size, title="Untitled", invariant=1)
    template.addPageTemplates([PageTemplate(frames=frames, onPage=furniture)])
    template.build(paragraphs)
    return target.getvalue()


def with_typst(
    parts: Sequence[tuple[str, str, str]],
    *,
    width: float,
    linked: bool = False,
    columns: int = 1,
    justified: bool = True,
) -> bytes:
    """A PDF by Typst, `width` points wide in each column."""
    total = columns * width + (columns - 1) * 24 + 120
    head = (
        f'#set page(width: {total}pt, height: 760pt, margin: 60pt, columns: {columns}, numbering: "1",'
        " header: [Review of Lasting Links])\n"
        f'#set text(size: 10pt, lang: "en")\n#set par(justify: {str(justified).lower()}, hanging-indent: 16pt)\n'
    )
    body = []
    for before, uri, after in parts:
        # Typst knows where addresses may break only within links; elsewhere they have to be told.
        shown = f'#link("{uri}")' if linked else f'#text(hyphenate: false, "{_breakable(uri)}")'
        body.append(f"{_typst(before)}{shown}{_typst(after)}")
    return typst.compile((head + "\n\n".join(body)).encode())


def _breakable(uri: str) -> str:
    """An address that may break after its punctuation, as style guides have it."""
    return re.sub(r"(?<=[/.\-_?&=#+])(?!/)", "\\\\u{200b}", uri)


def _typst(text: str) -> str:
    return re.sub(r"([\\#\[\]*_$@<>`~=+/-])", r"\\\1", text)


# What may stand behind an address in running text, and looks more or less like a part of one.
_AFTER = """and in which says reports that well-known COVID-19 e.g. and/or 2019 3 12 table 2019/20 his/her G20 long-term
Smith A/B-tests re-use 50% the §3 (2016) [27] pp.12–13 vol.2 see today also Energy who it's 3rd km/h state-of-the-art
data.org not-for-profit whereas 10,000 1.5 US-based nearly""".split()


def prose(uris: Sequence[str], *, seed: int) -> list[tuple[str, str, str]]:
    """Each address in the middle of a sentence, with nothing between it and the words that go on."""
    chance = random.Random(seed)
    made = []
    for uri in uris:
        before = " ".join(chance.choice(_TITLES) for _ in range(chance.randint(5, 30))).capitalize()
        after = " ".join(chance.choice(_TITLES) for _ in range(chance.randint(5, 20))).lower()
        made.append((f"{before} at ", uri, f" {chance.choice(_AFTER)} {after}."))
    return made
