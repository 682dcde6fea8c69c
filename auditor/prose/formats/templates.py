"""The arguments of a MediaWiki's template in, what it cites out: an entry of a bibliography, or a single link.

The names are those of the templates of the larger Wikipedias (`Citation Style 1`, `Literatur`, `Internetquelle`,
`Lien web`, `Cita web`, `Cytuj`, `Webbref` …); a template counts as a citation when it holds an address or an identifier,
whatever it is called.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from auditor.dates import find_day
from auditor.prose.bibliography import Entry, addressed, day_of, identified
from auditor.prose.flow import Flow, Link, Run
from auditor.prose.formats import wiki_words
from auditor.prose.formats.levels import said

_URL = re.compile(
    r"(?:(?:chapter|contribution|article|entry|section|conference|map|transcript|event|lay)-?)?url\d?|link|lien|lire en ligne"
    r"|online|url texte|présentation en ligne|adres|website|weblink"
)
_ARCHIVED = re.compile(
    r"archive-?url\d?|archiv-?url|archive url|archiveadres|arquivourl|urlarchivio|urlarchivo|archivurl|url archive|wayback"
)
_ARCHIVED_ON = (
    "archive-date",
    "archivedate",
    "archiv-datum",
    "archive date",
    "arquivodata",
    "dataarchivio",
    "fechaarchivo",
)
_ACCESSED = (
    "access-date", "accessdate", "access date", "abruf", "zugriff", "consulté le", "consulte le", "fechaacceso",
    "accesso", "acessodata", "acesso", "bezochtdatum", "data dostępu", "dostęp", "hämtdatum", "besøksdato", "lest",
)  # fmt: skip
_TITLES = ("title", "titel", "titre", "título", "titulo", "titolo", "tytuł", "tittel", "chapter", "trans-title")
_AUTHORS = ("author", "author1", "authors", "vauthors", "autor", "auteur", "auteurs", "autore", "forfatter", "auteur1")
_FAMILY = (
    "last",
    "last1",
    "nachname",
    "nom",
    "nom1",
    "apellidos",
    "apellido",
    "cognome",
    "sobrenome",
    "ultimo",
    "nazwisko",
)
_GIVEN = ("first", "first1", "vorname", "prénom", "prénom1", "nombre", "nome", "imię")
_YEARS = ("year", "date", "datum", "année", "annee", "jahr", "fecha", "año", "anno", "data", "ano", "rok", "dato")
_IDENTIFIERS = {
    "doi": "doi", "pmid": "pmid", "pmc": "pmcid", "arxiv": "arxiv", "eprint": "arxiv", "hdl": "handle", "biorxiv": "doi",
    "medrxiv": "doi",
}  # fmt: skip
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_MARKUP = re.compile(r"'{2,}|<[^<>]*>")
ARCHIVED_COPY = "archived copy"


class Value(NamedTuple):
    """What a parameter holds, as its reader sees it, and where its first character stands."""

    text: str
    offset: int


def entry_of(values: Mapping[str, Value]) -> Entry | None:
    """The entry of a template with named parameters, or None where it names nothing to follow."""
    accessed = _day(values, _ACCESSED)
    archived_on = _day(values, _ARCHIVED_ON)
    links = [link for name, value in values.items() if _URL.fullmatch(name) and (link := _address(value))]
    links += [
        link.but(label=ARCHIVED_COPY, accessed=archived_on)
        for name, value in values.items()
        if _ARCHIVED.fullmatch(name) and (link := _address(value))
    ]
    for name, kind in _IDENTIFIERS.items():
        value = values.get(name)
        link = identified(kind, value.text, offset=value.offset) if value else None
        if link is not None:
            links.append(link)
    if not links:
        return None
    return Entry(
        authors=_authors(values),
        year=(found[0] if (found := _YEAR.search(_first(values, _YEARS))) else ""),
        title=_first(values, _TITLES),
        accessed=accessed or archived_on,
        links=tuple(links),
    )


def _address(value: Value) -> Link | None:
    text = value.text.strip()
    if any(character.isspace() for character in text) or ("://" not in text and "." not in text):
        return None
    return addressed(text, offset=value.offset)


def _authors(values: Mapping[str, Value]) -> str:
    family, given = _first(values, _FAMILY), _first(values, _GIVEN)
    return ", ".join(filter(None, (family, given))) or _first(values, _AUTHORS)


def _first(values: Mapping[str, Value], names: tuple[str, ...]) -> str:
    found = next((values[name].text for name in names if name in values and values[name].text.strip()), "")
    return " ".join(_MARKUP.sub("", found).split())


def _day(values: Mapping[str, Value], names: tuple[str, ...]) -> date | None:
    return next((day for name in names if name in values and (day := day_of(values[name].text))), None)


def keyed(flow: Flow) -> tuple[str, Flow]:
    """The name of a parameter in lower case (empty where it has none), and the rest."""
    first = flow[0] if flow else None
    key = wiki_words.KEY.match(first.text) if isinstance(first, Run) else None
    if key is None or not isinstance(first, Run):
        return "", flow
    rest = Run(first.text[key.end() :], first.offset + key.end())
    return key[1].lower().replace("_", "-"), [rest, *flow[1:]]


def value_of(flow: Flow) -> Value:
    """What an argument holds, as its reader sees it; an address under words of its own is the address."""
    text = said(flow)
    links = [item for item in flow if isinstance(item, Link)]
    if len(links) == 1 and text.strip() == links[0].label:
        return Value(links[0].target, links[0].offset)
    offset = next((item.offset for item in flow if isinstance(item, Run | Link) and item.offset >= 0), -1)
    blank = len(text) - len(text.lstrip())
    return Value(text.strip(), offset + blank if offset >= 0 else -1)


def special(name: str, first: Value, values: Mapping[str, Value], alone: Sequence[Flow]) -> Link | None:
    """The link of a template that is made for one: an identifier, an address, an archived copy."""
    if name in wiki_words.IDENTIFIERS:
        return identified(wiki_words.IDENTIFIERS[name], first.text, offset=first.offset)
    if name in wiki_words.ADDRESSES:
        link = addressed(first.text, offset=first.offset)
        return link.but(label=said(alone[1]).strip() if len(alone) > 1 else "") if link else None
    if name in wiki_words.ARCHIVES:
        copy = values.get("url", first)
        day = find_day(values["date"].text) if "date" in values else None
        link = addressed(copy.text, offset=copy.offset)
        return link.but(label=ARCHIVED_COPY, accessed=day) if link else None
    return None


def targets(flow: Flow) -> set[str]:
    """The addresses that an argument holds, as links or as all its words."""
    return {said(flow).strip(), *(item.target for item in flow if isinstance(item, Link))}
