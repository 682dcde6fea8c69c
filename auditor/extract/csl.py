"""CSL-JSON in (what Zotero, Mendeley and pandoc exchange), the document with its citations out.

`URL`, `DOI`, `PMID` and `PMCID` of each item count, what stands in `note` and `number`, and every other field that
holds an address (programs put it where they have room: `publisher`, `source`, `archive`). `accessed` is the access
date, as date parts, as a day's name or raw. The names of the fields are those of the CSL 1.0.2 schema.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from auditor.extract import Extractor, Source
from auditor.model import Document
from auditor.prose.bibliography import Entry, addresses, apart, day_of, flow_of, identified
from auditor.prose.cite import citations
from auditor.prose.flow import About, Flow, Link, Run
from auditor.prose.formats.encoding import decode

Json = dict[str, "Json"] | list["Json"] | str | int | float | bool | None

_SIGN = re.compile(rb'\s*(?:\[\s*\{|\{\s*"(?:items|references)"\s*:\s*\[\s*\{|\{\s*"(?:id|type)"\s*:)')
_TYPE = re.compile(
    rb'"type"\s*:\s*"(?:article(?:-\w+)*|bill|book|broadcast|chapter|classic|collection|dataset|document|entry(?:-\w+)*'
    rb"|event|figure|graphic|hearing|interview|legal_case|legislation|manuscript|map|motion_picture|musical_score"
    rb"|pamphlet|paper-conference|patent|performance|periodical|personal_communication|post(?:-weblog)?|regulation"
    rb'|report|review(?:-book)?|software|song|speech|standard|thesis|treaty|webpage)"'
)
_KEY = re.compile(rb'"(?:title|URL|DOI|issued|author)"\s*:')
_IDENTIFIERS = {"DOI": "doi", "PMID": "pmid", "PMCID": "pmcid"}
_REMARKS = ("note", "annote", "number", "archive_location")
_AUTHORS = ("author", "editor", "container-author", "director", "interviewer")
_OF_AN_ITEM = frozenset({"id", "type", "title", "URL", "DOI"})
_ITEMS = ("items", "references")
_FIELD = re.compile(r'"([A-Za-z][\w-]*)"\s*:\s*(?:"((?:[^"\\]++|\\.)*+)"|(\d+))')
_MAY_HOLD = frozenset({"URL", *_IDENTIFIERS, *_REMARKS})
_ITEM = re.compile(r"[\s,]*(\{)")
_HALF = re.compile(r"\\u[dD][89a-fA-F]")
_TAG = re.compile(r"</?(?:i|b|sub|sup|span|sc)\b[^<>]*>", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")


def _extract(source: Source) -> Document:
    decoded = decode(source.data)
    try:
        items = list(_items(_mended(json.loads(decoded.text), decoded.text)))
        trouble = () if items else ("no bibliographic items in this JSON",)
    except json.JSONDecodeError as broken:
        items = list(_items(_mended(_before_damage(decoded.text), decoded.text)))
        trouble = (f"line {broken.lineno}: broken JSON ({broken.msg})",)
    except (RecursionError, ValueError):
        items = list(_items(_mended(_before_damage(decoded.text), decoded.text)))
        trouble = ("JSON that is nested too deeply, or holds a number too long, to be read",)
    found, problems = citations(_read(items, decoded.text), About(base_url=source.base_url), text=decoded.text)
    return Document(
        name=source.name,
        media_type="application/vnd.citationstyles.csl+json",
        base_url=source.base_url,
        encoding=decoded.encoding,
        problems=(*decoded.problems, *trouble, *problems),
        readable=bool(items) or not trouble,
        citations=found,
    )


def _mended(data: Json, text: str) -> Json:
    r"""What `text` holds, half a character (`\ud800`), which JSON can write and nothing can keep, as `?`."""
    if _HALF.search(text):
        data = json.loads(json.dumps(data, ensure_ascii=False).encode("utf-8", "replace"))
    return data


def _before_damage(text: str) -> Json:
    """The items of a list up to the one that is broken."""
    read = json.JSONDecoder().raw_decode
    items: list[Json] = []
    position = text.find("[") + 1
    with suppress(ValueError, RecursionError):
        while item := _ITEM.match(text, position):
            found, position = read(text, item.start(1))
            items.append(found)
    return items


def _items(data: Json) -> Iterator[dict[str, Json]]:
    """The items, bare in a list, under `items` or `references`, or a single one."""
    match data:
        case list():
            yield from (item for item in data if isinstance(item, dict))
        case dict():
            held = next((data[key] for key in _ITEMS if isinstance(data.get(key), list)), [data])
            held = held if held != [data] or _OF_AN_ITEM & data.keys() else []
            yield from (item for item in held if isinstance(item, dict)) if isinstance(held, list) else ()
        case _:
            return


def _read(items: list[dict[str, Json]], text: str) -> Flow:
    flow: Flow = []
    places = _Places(text)
    for item in items:
        flow += apart(flow_of(_entry(item, places)))
    return flow


class _Places:
    """Fields in, where their values stand in the document out; equal ones in the order of the document."""

    def __init__(self, text: str) -> None:
        self._places: dict[tuple[str, str], deque[int]] = {}
        for field in _FIELD.finditer(text):
            group = 3 if field[2] is None else 2
            if field[1] not in _MAY_HOLD and ":/" not in field[group] and ":\\/" not in field[group]:
                continue
            self._places.setdefault((field[1], _string(field[group])), deque()).append(field.start(group))

    def of(self, name: str, value: str) -> int:
        """The offset of the first character of a field's value, or -1."""
        places = self._places.get((name, value))
        return places.popleft() if places else -1


def _string(written: str) -> str:
    """The string that stands between quotes in JSON."""
    try:
        return str(json.loads(f'"{written}"'))
    except ValueError:
        return written


def _entry(item: dict[str, Json], places: _Places) -> Entry:
    return Entry(
        authors=next(filter(None, (_names(item.get(key)) for key in _AUTHORS)), ""),
        year=_year(item.get("issued")),
        title=_plain(item.get("title")),
        accessed=_day(item.get("accessed")),
        links=tuple(_links(item, places)),
        remarks=tuple(_remarks(item, places)),
    )


def _remarks(item: dict[str, Json], places: _Places) -> Iterator[Run]:
    for key, value in item.items():
        if isinstance(value, str) and value and (key in _REMARKS or ("://" in value and key not in _MAY_HOLD)):
            yield Run(value, places.of(key, value))


def _links(item: dict[str, Json], places: _Places) -> Iterator[Link]:
    uris = item.get("URL")
    for uri in uris if isinstance(uris, list) else [uris]:
        if isinstance(uri, str):
            yield from addresses(uri, offset=places.of("URL", uri))
    for key, kind in _IDENTIFIERS.items():
        value = item.get(key)
        if isinstance(value, str | int) and not isinstance(value, bool):
            link = identified(kind, str(value), offset=places.of(key, str(value)))
            yield from filter(None, (link,))
    location = item.get("archive_location")
    if isinstance(location, str) and str(item.get("archive")).lower() == "arxiv":
        yield from filter(None, (identified("arxiv", location, offset=places.of("archive_location", location)),))


def _names(people: Json) -> str:
    """`Smith, John; Doe, Jane`."""
    if not isinstance(people, list):
        return ""
    return "; ".join(filter(None, (_name(one) for one in people if isinstance(one, dict))))


def _name(one: dict[str, Json]) -> str:
    if literal := _plain(one.get("literal")):
        return literal
    family = " ".join(filter(None, (_plain(one.get("non-dropping-particle")), _plain(one.get("family")))))
    return ", ".join(filter(None, (family, _plain(one.get("given")))))


def _plain(value: Json) -> str:
    """A field's words without the tags that CSL allows in it."""
    return " ".join(_TAG.sub("", value).split()) if isinstance(value, str) else ""


def _year(value: Json) -> str:
    parts = _parts(value)
    if parts:
        return str(parts[0])
    raw = value.get("raw") or value.get("literal") if isinstance(value, dict) else value
    year = _YEAR.search(raw) if isinstance(raw, str) else None
    return year[0] if year else ""


def _day(value: Json) -> date | None:
    """The day of a CSL date, if it names one."""
    parts = _parts(value)
    if len(parts) == 3:  # noqa: PLR2004 - year, month and day
        try:
            return date(*parts)
        except (ValueError, OverflowError):
            return None
    raw = value.get("raw") or value.get("literal") if isinstance(value, dict) else value
    return day_of(raw) if isinstance(raw, str) else None


def _parts(value: Json) -> list[int]:
    """The numbers of the first `date-parts`, which some programs write as strings."""
    dates = value.get("date-parts") if isinstance(value, dict) else None
    first = dates[0] if isinstance(dates, list) and dates else None
    if not isinstance(first, list):
        return []
    return [int(part) for part in map(str, first) if part.isdecimal() and len(part) <= 4]  # noqa: PLR2004 - a year's


EXTRACTOR = Extractor(
    name="csl",
    media_types=("application/vnd.citationstyles.csl+json",),
    suffixes=(".csl.json", ".csljson"),
    claims=lambda head: bool(_SIGN.match(head) and _TYPE.search(head) and _KEY.search(head)),
    extract=_extract,
)
