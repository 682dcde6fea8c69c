"""An entry of a bibliography in, its part of the flow out: each address once, under the entry's title and sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from auditor.dates import read_day
from auditor.prose.accessed import access_days, years_in
from auditor.prose.addresses.bare import expand
from auditor.prose.addresses.identifiers import expand as expand_identifiers
from auditor.prose.addresses.identifiers import identity, made
from auditor.prose.flow import Flow, Gap, Item, Link, Run
from auditor.uris import same_page

# What Mendeley has made of the line's end between two addresses of one field.
_SEVERAL = re.compile(r"(?:%5C[nr]|%0[AD]|\\[nr]|\s)+(?=[A-Za-z][A-Za-z0-9+.\-]*://|www\.|\Z)", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
_ARXIV = re.compile(r"(?:arxiv[:.\s]\s*)?((?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?)\b.*", re.IGNORECASE)
_PMC = re.compile(r"(?:PMC)?\s*(\d{4,8})\s*", re.IGNORECASE)
_PMID = re.compile(r"(\d{1,8})\s*")
_HANDLE = re.compile(r"(?:hdl:)?(\d+(?:\.\d+)*/\S+)", re.IGNORECASE)
_PATTERNS = {"arxiv": _ARXIV, "pmid": _PMID, "pmcid": _PMC, "handle": _HANDLE}
_RANGE = re.compile(r"[/–]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What an entry says, as its reader sees it. `links` are its addresses; `remarks` may hold more of them."""

    authors: str = ""
    year: str = ""
    title: str = ""
    accessed: date | None = None
    links: tuple[Link, ...] = ()
    remarks: tuple[Run, ...] = ()


def sentence(entry: Entry) -> str:
    """`Authors (year). Title.`, as far as these are known."""
    year = f"({entry.year})" if entry.year else ""
    parts = (" ".join(filter(None, (entry.authors, year))), entry.title)
    return " ".join(part if part.endswith((".", "?", "!", "…")) else f"{part}." for part in parts if part)


def flow_of(entry: Entry) -> Flow:
    """The entry as a flow, without gaps; empty where it holds no address."""
    found = [*entry.links]
    for remark in entry.remarks:
        found += [item for item in expand_identifiers(expand([remark])) if isinstance(item, Link)]
    context = sentence(entry) or " ".join(remark.text for remark in entry.remarks)
    accessed = entry.accessed or _accessed(entry.remarks)
    items: list[Item] = []
    kept: list[Link] = []
    for link in found:
        if not any(_is_same(link, one) for one in kept):
            kept.append(link)
            items += [
                link.but(
                    label=link.label or entry.title,
                    context=context,
                    accessed=link.accessed or accessed,
                    whole=True,
                ),
                Run(". "),
            ]
    return items


def apart(flow: Flow) -> Flow:
    """The flow of an entry with nothing of its neighbours running into it."""
    return [Gap.HEADING, *flow, Gap.HEADING] if flow else []


def addresses(text: str, *, offset: int = -1) -> Iterator[Link]:
    """The links to the addresses of a field that may hold several."""
    for one in _SEVERAL.split(text):
        yield from filter(None, (addressed(one, offset=offset),))


def addressed(text: str, *, offset: int = -1) -> Link | None:
    """The link to an address as a field names it, maybe without its scheme; None where there is none."""
    text = text.strip().strip("<>")
    if not text:
        return None
    if _SCHEME.match(text) is None or text.lower().startswith("localhost:"):
        return Link(target=f"http://{text}", offset=offset, printed=text, because=f"made from {text}, without http://")
    return Link(target=text, offset=offset)


def identified(kind: str, text: str, *, offset: int = -1) -> Link | None:
    """The link to an identifier as a field names it: alone, with its name before it, or as an address."""
    text = text.strip()
    found = _DOI.search(text) if kind == "doi" else _PATTERNS[kind].match(text)
    if found is None:
        return addressed(text, offset=offset) if "://" in text[:8] else None
    name = found[0] if kind == "doi" else found[1]
    return made(kind, name.rstrip(".,;"), printed=text, offset=offset)


def day_of(text: str) -> date | None:
    """The day of an access date's field; the first of a range."""
    return read_day(text) or read_day(_RANGE.split(text.strip())[0] if text.strip().count("/") == 1 else "")


def _accessed(remarks: tuple[Run, ...]) -> date | None:
    """The access date that a remark holds: `[Online; accessed 3 May 2019]`."""
    for remark in remarks:
        opening = max(remark.text.lower().find(word) for word in ("access", "visit", "retriev", "abger", "consult"))
        if opening >= 0 and (day := access_days(remark.text[opening:], [(0, 0)], years_in(remark.text[opening:]))[0]):
            return day
    return None


def _is_same(one: Link, other: Link) -> bool:
    named = identity(one.target)
    return same_page(one.target, other.target) or (named is not None and named == identity(other.target))
