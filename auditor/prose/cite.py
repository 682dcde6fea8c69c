"""A flow and what its document says of itself in, the document's citations out: the order of the passes.

labels are stripped → notes get their marks → bare addresses and identifiers become links → broken ones are rejoined →
words and addresses are paired → paragraphs and sentences are made → each link gets its kind, its number and its
place → those without an access date of their own get the one that the document says of all its links.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import final

from auditor.model import AUDITED, Break, ChosenBy, Citation, Kind
from auditor.prose import notes
from auditor.prose.accessed_all import day_of_all
from auditor.prose.addresses import identifiers, schemeless
from auditor.prose.addresses.bare import expand
from auditor.prose.breaks.mentions import settle
from auditor.prose.breaks.rejoin import rejoin
from auditor.prose.breaks.spaced import close_up
from auditor.prose.breaks.stretched import with_whole_schemes
from auditor.prose.flow import TEXTUAL, About, Flow, Link
from auditor.prose.kinds import is_menu_heading, kind_of
from auditor.prose.pairing import pair, strip_label
from auditor.prose.paragraphs import Paragraph, paragraphs
from auditor.prose.sentences import Cited, cited
from auditor.uris import parse, without_userinfo

_SKIPPED = Kind.SKIPPED
LONGEST_ADDRESS = 8_192  # characters; RFC 9110 section 4.1 asks for 8,000 octets, and few servers take more
_SHOWN_OF_OVERLONG = 200
_ENDS_OF_LINES = re.compile(r"\r\n?|\n")
_FULL_SENTENCE = re.compile(r"\w{3}[.!?]\Z")
# What the URL standard takes whatever stands in it: nothing to resolve, no user, no label in punycode to be wrong.
_PLAIN = re.compile(r"https?://(?:(?!xn--)[a-z0-9-]+\.)+[a-z]{2,24}(?:[/?#][!-?A-~]*)?")
_BREAK_INSIDE = re.compile(r"[\t\r\n]+\s*")
_SETTLED = MappingProxyType({one.value: one for one in (ChosenBy.ANNOTATION, ChosenBy.SECOND_MENTION)})  # by rule


def citations(
    items: Flow, about: About, *, text: str | None = None, pages: Sequence[int] = ()
) -> tuple[tuple[Citation, ...], tuple[str, ...]]:
    """The citations of a flow, in document order, and the problems met: addresses that can't be asked for.

    `text` is the document's text, of which lines are counted; None where the format has no lines. `pages` are the
    offsets at which its pages start, where it has pages; offsets then tell the page and are not told themselves.
    """
    places = _Places(Lines(text), pages)
    found: list[Citation] = []
    problems: list[str] = []
    number = 0
    standing = paragraphs(_linked(items))
    for entry, under_menu in _entries(standing, about):
        kind, because = kind_of(entry, about, under_menu=under_menu)
        number += kind in AUDITED
        citation, problem = _citation(entry, kind, because, about, places, number)
        found.append(citation)
        if problem:
            place = f"line {citation.line}: " if citation.line else f"page {citation.page}: " if citation.page else ""
            problems.append(place + problem)
    if day := about.accessed or day_of_all((one.text, [link[0] for link in one.links]) for one in standing):
        found = [
            replace(one, accessed=day, accessed_with_all=True) if one.number and not one.accessed else one
            for one in found
        ]
    return tuple(found), tuple(problems)


def _linked(items: Flow) -> Flow:
    """The flow with all of its addresses made links, rejoined and paired with their words."""
    items = [strip_label(item) if isinstance(item, Link) else item for item in items]
    items = schemeless.expand(
        identifiers.expand(expand(notes.mark(close_up(with_whole_schemes(items))))), but_tails=True
    )
    return pair(settle(schemeless.expand(rejoin(items))))


def _entries(standing: Iterable[Paragraph], about: About) -> Iterator[tuple[Cited, bool]]:
    under_menu = False
    for paragraph in standing:
        if not paragraph.links:
            under_menu = _menu_goes_on(paragraph, under_menu=under_menu)
            continue
        for entry in cited(paragraph, language=about.language):
            yield entry, under_menu


def _menu_goes_on(paragraph: Paragraph, *, under_menu: bool) -> bool:
    """A menu starts at its heading and ends at the next real heading or the next full sentence."""
    text = paragraph.text.strip()
    if is_menu_heading(text):
        return True
    return under_menu and not paragraph.heading and _FULL_SENTENCE.match(text[-4:]) is None


def _citation(
    entry: Cited, kind: Kind, because: str | None, about: About, places: _Places, number: int
) -> tuple[Citation, str | None]:
    link = entry.link
    uri, problem = _absolute(link, about) if kind is not _SKIPPED else (link.target, None)
    line, offset, page = places.of(link.offset)
    citation = Citation(
        uri=_shown(uri),
        target=_shown(_written(link))[:LONGEST_ADDRESS],
        text=_shown(entry.text),
        context=_shown(entry.context),
        kind=kind,
        number=number if kind in AUDITED else None,
        line=line,
        offset=offset,
        page=page,
        accessed=entry.accessed,
        note=entry.note,
        repaired=bool(link.pieces) or (link.because is not None and not link.other and not link.printed),
        alternatives=tuple(without_userinfo(one) for one in link.other) if link.other else (),
        because=because or problem or _done(link),
        broken=_broken(link) if link.pieces or link.loose else None,
    )
    return citation, problem


def _shown(text: str) -> str:
    return without_userinfo(text) if "@" in text else text


def _broken(link: Link) -> Break:
    """How the address was printed that a break has split or may have."""
    pieces = tuple(without_userinfo(one) for one in (*(link.pieces or (link.as_printed,)), *link.loose))
    settled = _SETTLED.get(link.rule, ChosenBy.UNRESOLVED if link.loose else ChosenBy.RULE)
    return Break(pieces=pieces, rule=link.rule, chosen_by=settled)


def _done(link: Link) -> str | None:
    """What was done to the address."""
    if link.printed and link.pieces:
        return f"made from {link.as_printed}, {link.because}"
    return link.because


def _written(link: Link) -> str:
    """What the document has written: the pieces of a broken address, the identifier that an address was made of."""
    if link.pieces:
        return " ".join((link.printed or link.pieces[0], *link.pieces[1:]))
    return link.printed or link.target


def _absolute(link: Link, about: About) -> tuple[str, str | None]:
    """The address to check, and what is wrong with it if it can't be asked for."""
    if _PLAIN.fullmatch(link.target) and link.form is not TEXTUAL and len(link.target) <= LONGEST_ADDRESS:
        return link.target, None
    target = _BREAK_INSIDE.sub("", link.target.strip())
    if len(target) > LONGEST_ADDRESS:
        shown = target[:_SHOWN_OF_OVERLONG] + "…"
        return (
            shown,
            f"an address of {len(target):,} characters is not asked for (the most is {LONGEST_ADDRESS:,})",
        )
    if target.startswith("//"):
        target = ((about.base_url or "https:").partition(":")[0]) + ":" + target
    if link.form is TEXTUAL or "://" not in target[:8]:
        resolved = parse(target, base=about.base_url) if about.base_url else None
        return (resolved.href if resolved else target), None
    if "@" in target.partition("://")[2].partition("/")[0]:
        return target, "an address carries a user name or a password, which is left out"
    if parse(target) is None:
        return target, f"{without_userinfo(target)[:_SHOWN_OF_OVERLONG]} is not an address that can be asked for"
    return target, None


class Lines:
    """Offsets in, line numbers out."""

    def __init__(self, text: str | None) -> None:
        self._starts = [] if text is None else [0]
        if text is not None and "\r" in text:
            self._starts += [match.end() for match in _ENDS_OF_LINES.finditer(text)]
        elif text is not None:  # a plain character is found many times as fast
            start = 0
            while start := text.find("\n", start) + 1:
                self._starts.append(start)

    def of(self, offset: int) -> int | None:
        """The line, counted from 1, of an offset counted from 0; None where the format has no lines."""
        return bisect_right(self._starts, offset) if self._starts else None


_Place = tuple[int | None, int | None, int | None]  # line, offset and page, as far as a format has such places


@final
class _Places:
    """Offsets in, places out."""

    def __init__(self, lines: Lines, pages: Sequence[int]) -> None:
        self._lines = lines
        self._pages = pages

    def of(self, offset: int) -> _Place:
        """The page where there are pages, else the line with the offset."""
        if offset < 0:
            return None, None, None
        if self._pages:
            return None, None, bisect_right(self._pages, offset)
        return self._lines.of(offset), offset, None
