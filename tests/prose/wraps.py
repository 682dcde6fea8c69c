"""A seed in, documents with broken addresses and what a careful reader sees in them out: the breaks that print makes.

Lines are broken as typesetters, word processors and terminals break them, at several widths; pages, columns, tables,
notes and running heads are put around them as converters leave them. The words and addresses are drawn anew for each
seed, so that no rule can know them; seeds that are odd were never looked at while the rules were made.
"""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Callable, Iterator

from tests.prose import commented, reflowed
from tests.prose.words import HOSTS, NAMES, NEXT, TITLES, Case, address

AFTER_PUNCTUATION = re.compile(r"(?<=[/.\-_?&=#%])(?=[^/])")  # LaTeX's url, Typst, Word
BEFORE_PUNCTUATION = re.compile(r"(?<=[^/:])(?=[/.\-_?&=#%])|(?<=//)|(?<=:)(?=//)")  # Chicago, APA
AT_SLASHES = re.compile(r"(?<=[^/:]/)(?=[^/])")  # MLA, browsers
AT_HYPHENS = re.compile(r"(?<=\w-)(?=\w)|(?<=[^/:]/)(?=[^/])")  # terminals, Python's textwrap
NOWHERE = re.compile(r"(?!)")
STYLES = (AFTER_PUNCTUATION, AFTER_PUNCTUATION, BEFORE_PUNCTUATION, AT_SLASHES, AT_HYPHENS)
_ENDINGS = (".", ".", ", accessed 3 May 2019.", " (last visited May 3, 2019).", " [12.03.2021].", "", " (2016).",
            ". Accessed March 3, 2020.", " (accessed 12 March 2020).", "; see also Adams 2009.", " PMID: 31415926.")  # fmt: skip


def broken_lines(text: str, width: int, style: re.Pattern[str], *, indent: str = "", mark: str = "") -> list[str]:
    """The text in lines of at most `width`, addresses broken where `style` lets them, later lines indented.

    `mark` is what stands where an address is broken, as a soft hyphen may. What has no place to break runs over.
    """
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        parts = _parts(word, style)
        for number, part in enumerate(parts):
            glue = " " if number == 0 and line.strip() else ""
            if line.strip() and len(line) + len(glue) + len(part) > width:
                lines.append(line + (mark if number else ""))
                line, glue = indent, ""
            line += glue + part
    return [*lines, line]


def _parts(word: str, style: re.Pattern[str]) -> list[str]:
    if "://" not in word and not word.startswith("www."):
        return [word]
    places = [match.start() for match in style.finditer(word)]
    edges = [0, *[place for place in places if 0 < place < len(word)], len(word)]
    return [word[start:end] for start, end in itertools.pairwise(edges)]


def _reference(rng: random.Random, number: int) -> tuple[str, str]:
    uri = address(rng)
    title = " ".join(rng.choice(TITLES) for _ in range(rng.randint(4, 12)))
    authors = f"{rng.choice(NAMES)}, {rng.choice('ABCDEFG')}., & {rng.choice(NAMES)}, J."
    opening = rng.choice((f"[{number}] ", f"{number}. ", f"{number} "))
    lead = rng.choice(("", "Available at: ", "Retrieved from ", "URL: ", "<"))
    close = ">" if lead == "<" else ""
    return f"{opening}{authors} ({rng.randint(1995, 2024)}). {title}. {lead}{uri}{close}{rng.choice(_ENDINGS)}", uri


def _sentence(rng: random.Random) -> tuple[str, str]:
    uri = address(rng)
    before = " ".join(rng.choice(TITLES) for _ in range(rng.randint(4, 25))).capitalize()
    after = " ".join(rng.choice(TITLES) for _ in range(rng.randint(4, 20))).lower()
    link = rng.choice((f"at {uri}", f"({uri})", f"at {uri},", f"see {uri};"))
    return f"{before} {link} {rng.choice(NEXT)} {after}.", uri


def _made(shape: str, name: str, text: str, uris: list[str]) -> Case:
    return Case(shape, name, text, tuple(uris), tuple(uri for uri in uris if uri not in text))


def references(rng: random.Random) -> Case:
    """Numbered references with hanging indents, as pdftotext -layout leaves them, or without."""
    indent, width, style = rng.choice(("", "    ", "     ")), rng.choice((48, 62, 80, 95)), rng.choice(STYLES)
    made = [_reference(rng, number) for number in range(1, 9)]
    between = rng.choice(("\n", "\n\n"))
    blocks = ["\n".join(broken_lines(text, width, style, indent=indent)) for text, _ in made]
    return _made("references", "a.txt", between.join(blocks) + "\n", [uri for _, uri in made])


def prose(rng: random.Random) -> Case:
    """Running text."""
    made = [_sentence(rng) for _ in range(6)]
    width, style = rng.choice((45, 60, 72, 90)), rng.choice(STYLES)
    text = "\n\n".join("\n".join(broken_lines(text, width, style)) for text, _ in made)
    return _made("running text", "a.txt", text + "\n", [uri for _, uri in made])


def one_paragraph(rng: random.Random) -> Case:
    """References one behind the other in one paragraph, as pdftotext without -layout leaves a column."""
    made = [_reference(rng, number) for number in range(1, 7)]
    lines = [line for text, _ in made for line in broken_lines(text, rng.choice((44, 52)), AFTER_PUNCTUATION)]
    return _made("a column", "a.txt", "\n".join(lines) + "\n", [uri for _, uri in made])


def pages(rng: random.Random) -> Case:
    """References over pages: page numbers, form feeds and running heads between the halves."""
    made = [_reference(rng, number) for number in range(1, 15)]
    style, width = rng.choice((AFTER_PUNCTUATION, BEFORE_PUNCTUATION)), rng.choice((58, 80))
    lines: list[str] = []
    for text, _ in made:
        lines += broken_lines(text, width, style, indent="   ")
    # A page ends inside an address wherever that is possible.
    cuts = [at for at in range(1, len(lines)) if any(_runs_over(uri, lines[at - 1], lines[at]) for _, uri in made)]
    head, first = " ".join(rng.sample(TITLES, 4)).title(), rng.randint(2, 300)
    kind = rng.randrange(5)
    text, last = "", 0
    for number, cut in enumerate([*cuts[:5], len(lines)]):
        page = first + number
        text += "\n".join(lines[last:cut]) + "\n"
        if cut < len(lines):
            text += (
                f"\n{page}\n\n\f{head}\n\n",
                f"\n{' ' * 30}{page}\n\f",
                f"\f{head}{' ' * 20}{page}\n\n",
                f"\n\n- {page} -\n\n{head}\n\n",
                f"\n\n{page}\n\n",
            )[kind]
        last = cut
    return _made("pages", "a.txt", text, [uri for _, uri in made])


def _runs_over(uri: str, line: str, following: str) -> bool:
    tail = following.split(maxsplit=1)[0].rstrip(".,;)>") if following.split() else ""
    head = line.rsplit(maxsplit=1)[-1].lstrip("(<") if line.split() else ""
    return bool(tail) and head + tail in uri and "://" in head


def table(rng: random.Random) -> Case:
    """A table of pdftotext -layout, or a pandoc grid, whose cells break addresses; a cell is as wide as it must be."""
    uris = [address(rng) for _ in range(5)]
    width, grid = rng.choice((24, 30, 40)), rng.random() < 0.4
    style = rng.choice((AFTER_PUNCTUATION, AT_SLASHES))
    cells = [broken_lines(uri, width, style) for uri in uris]
    width = max(len(line) for lines in cells for line in lines)
    rule = f"+{'-' * 18}+{'-' * (width + 2)}+{'-' * 16}+"
    text = f"{rule}\n" if grid else f"{'Name':<16}  {'Where':<{width}}  Kind\n\n"
    for lines in cells:
        names = [rng.choice(NAMES), rng.choice(TITLES), *[""] * len(lines)]
        kinds = [rng.choice(TITLES), *[""] * len(lines)]
        for row in range(max(len(lines), 2)):
            line = lines[row] if row < len(lines) else ""
            cell = f"{names[row]:<16} | {line:<{width}} | {kinds[row]:<14}"
            text += f"| {cell} |\n" if grid else cell.replace(" | ", "  ").rstrip() + "\n"
        text += f"{rule}\n" if grid else "\n"
    return _made("table", "a.txt", text, uris)


def columns(rng: random.Random) -> Case:
    """Two columns side by side, as pdftotext -layout leaves them."""
    sides = []
    uris: list[str] = []
    for start in (1, 6):
        made = [_reference(rng, number) for number in range(start, start + 5)]
        uris += [uri for _, uri in made]
        sides.append([line for text, _ in made for line in broken_lines(text, 46, AFTER_PUNCTUATION)])
    height = max(map(len, sides))
    left, right = ([*side, *[""] * (height - len(side))] for side in sides)
    # What is too long for its column moves the other one aside, as pdftotext does.
    text = "\n".join(
        f"{one:<52}{'  ' * (len(one) > 50)}{other}".rstrip() for one, other in zip(left, right, strict=True)
    )
    return _made("two columns", "a.txt", text + "\n", uris)


def markdown_pages(rng: random.Random) -> Case:
    """Markdown of a PDF: the address is cut at its page's end, and goes on in a link that lost its target."""
    uris, text = [], f"# {' '.join(rng.sample(TITLES, 4))}\n\n"
    for _ in range(5):
        uri, words = address(rng), f"{rng.choice(NAMES)} {rng.choice(TITLES)}"
        head, tail = _cut(rng, uri)
        furniture = rng.choice(("", "", f"{rng.randint(2, 90)}\n\n"))
        shape = rng.choice(_MARKDOWN)
        before = " ".join(rng.choice(TITLES) for _ in range(6)).capitalize()
        text += f"{before} {shape(head, tail, words, furniture)} and {rng.choice(TITLES).lower()} too.\n\n"
        uris.append(uri)
    return _made("Markdown pages", "a.md", text, uris)


_MARKDOWN: tuple[Callable[[str, str, str, str], str], ...] = (
    lambda h, t, w, f: f"[{w} \\({h}\\)]({h})\n\n{f}[{t}](#))",
    lambda h, t, w, f: f"[{w}](#) (<{h}>\n\n{f}[{t}](#))",
    lambda h, t, w, f: f"[{w}](#) (<{h}>)\n\n{f}[{t}]()",
    lambda h, t, w, f: f"**[{w} \\({h}\\)]({h})**\n\n{f}**[{t}](#)**)",
    lambda h, t, w, f: f"[{w}](#) ({h}\n\n{f}{t})",
    lambda h, t, w, f: f"{w} (<{h}>\n\n{f}{t}>)",
    lambda h, t, w, _: f"{w} ({h}\n{t})",
    lambda h, t, w, _: f"{w} ({h}<br>{t})",
)


def _cut(rng: random.Random, uri: str) -> tuple[str, str]:
    start = uri.index("/", 9) + 1
    places = [at + 1 for at in range(start, len(uri) - 5) if uri[at] in "-/_=&"] or [start]
    place = rng.choice(places)
    return uri[:place], uri[place:]


def marginal(rng: random.Random) -> Case:
    """Characters of typesetting at the break and in the address: soft hyphens, U+0002, ligatures, hyphens of Unicode."""
    made = [_sentence(rng) for _ in range(6)]
    text = ""
    for words, _ in made:
        kind = rng.randrange(5)
        if kind == 0:
            text += "\n".join(broken_lines(words, 60, re.compile(r"(?<=\w{3})(?=\w{3})"), mark="\u00ad"))
        elif kind == 1:
            text += "\n".join(re.sub(r"-\Z", "\u0002", line) for line in broken_lines(words, 60, AT_HYPHENS))
        elif kind == 2:
            text += (
                "\n".join(broken_lines(words, 60, AFTER_PUNCTUATION)).replace("fi", "\ufb01").replace("fl", "\ufb02")
            )
        elif kind == 3:
            text += "\n".join(re.sub(r"-\Z", "\u2010", line) for line in broken_lines(words, 60, AT_HYPHENS))
        else:
            text += "\n".join(broken_lines(words, 60, AFTER_PUNCTUATION)).replace("_", "{_}")
        text += "\n\n"
    return _made("typography", "a.txt", text, [uri for _, uri in made])


def spaced(rng: random.Random) -> Case:
    """Addresses with spaces after their punctuation, as some publishers' PDFs give them."""
    made = [_reference(rng, number) for number in range(1, 7)]
    text = ""
    for words, uri in made:
        text += (
            words.replace(
                uri, re.sub(r"(?<=[/.])(?=[^/\s])(?<!//(?=\w)\b)", " ", uri).replace("://", ":// ").replace("  ", " ")
            )
            + "\n\n"
        )
    return _made("spaces", "a.txt", text, [uri for _, uri in made])


def notes(rng: random.Random) -> Case:
    """Notes at the page's foot, numbers glued to them, and the next number on a line of its own behind an address."""
    text, uris, number = "", [], rng.randint(1, 90)
    for _ in range(6):
        uri = address(rng)
        title = " ".join(rng.choice(TITLES) for _ in range(rng.randint(3, 9)))
        mark = rng.choice((f"{number} ", f"{number}", f"^{number} ", f"{number}. ", f"[{number}] "))
        words = f"{mark}{title}, {uri}{rng.choice(_ENDINGS)}"
        if mark == f"{number}" and rng.random() < 0.5:
            words = f"{number}{uri}{rng.choice(_ENDINGS)}"
        text += "\n".join(broken_lines(words, rng.choice((60, 75)), AFTER_PUNCTUATION)) + rng.choice(("\n", "\n\n"))
        uris.append(uri)
        number += 1
    return _made("notes", "a.txt", text, uris)


def lists(rng: random.Random) -> Case:
    """Addresses one a line, which are no wraps at all, and addresses that end where a line or a sentence does."""
    uris: list[str] = []
    text = ""
    for _ in range(8):
        uri = rng.choice((address(rng), f"http://{rng.choice(HOSTS)}/", f"https://{rng.choice(HOSTS)}/en-US/"))
        name, other = rng.choice(NAMES), rng.choice(TITLES)
        text += rng.choice(
            (
                f"{name}: {uri}\n",
                f"{uri}\n",
                f"* {uri}\n{other} {name.lower()} and more of it\n",
                f"{uri}\n{name} {other}\n",
                f"The site of {name} is {uri}\n{rng.choice(NEXT)} {other} {rng.choice(TITLES)} is another.\n",
                f"{other} {uri}.\n{name} {other}.\n",
                f"{other} {uri}\n\n{other} {name.lower()} it was.\n\n",
                f"{name}, {uri}\n{rng.randint(1, 99)}. {name} {other}\n",
                f"{name}\n{uri}\n{rng.choice(TITLES)}\n",
            )
        )
        uris.append(uri)
    return Case("what is no break", "a.txt", text, tuple(uris), tuple(uris))


SHAPES: tuple[Callable[[random.Random], Case], ...] = (
    references, prose, one_paragraph, pages, table, columns, markdown_pages, marginal, spaced, notes, lists,
    reflowed.typewritten, reflowed.stretched, reflowed.fifths, commented.comments, commented.markdown_cells,
)  # fmt: skip


def cases(seeds: range) -> Iterator[Case]:
    """One document of each shape for each seed."""
    for seed in seeds:
        for number, shape in enumerate(SHAPES):
            yield shape(random.Random(seed * 1_000 + number))
