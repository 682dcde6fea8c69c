"""A Link header (RFC 8288) or a document of links (RFC 6690, as TimeMaps are) in, the links out.

Commas and semicolons inside `<…>` and inside quotes separate nothing; one link may have several relations, as in
`rel="first memento"`. What can't be read is skipped, and the rest is read all the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from auditor.model import Response

_QUOTED = r'"(?:[^"\\]|\\.)*"'
_PARAMETER = rf';\s*(?P<name>[^\s;,="<>]+)\s*(?:=\s*(?P<value>{_QUOTED}|[^\s;,"<>]*))?\s*'
_LINK = re.compile(r"<(?P<target>[^<>]*)>\s*")
_PARAMETERS = re.compile(_PARAMETER)
_ESCAPED = re.compile(r"\\(.)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One link: where to, as what (relations in lower case), and its other parameters."""

    target: str
    relations: frozenset[str]
    parameters: Mapping[str, str]


def links(response: Response) -> tuple[Link, ...]:
    """The links of all Link headers of an answer, in order."""
    found: list[Link] = []
    for name, value in response.headers:
        if name == "link":
            found.extend(_read(value))
    return tuple(found)


def links_in(document: bytes) -> tuple[Link, ...]:
    """The links of a document of type application/link-format, in order."""
    return tuple(_read(document.decode("utf-8", "replace")))


def target_of(response: Response, relation: str) -> str | None:
    """Where the first link with this relation leads to, as it is written, or None."""
    return next((link.target for link in links(response) if relation in link.relations), None)


def _read(value: str) -> list[Link]:
    found: list[Link] = []
    at = 0
    while (link := _LINK.search(value, at)) is not None:
        at = link.end()
        parameters: dict[str, str] = {}
        while (parameter := _PARAMETERS.match(value, at)) is not None:
            at = parameter.end()
            parameters.setdefault(parameter["name"].lower(), _unquoted(parameter["value"] or ""))
        relations = frozenset(parameters.pop("rel", "").lower().split())
        found.append(Link(target=link["target"].strip(), relations=relations, parameters=parameters))
    return found


def _unquoted(value: str) -> str:
    return _ESCAPED.sub(r"\1", value[1:-1]) if value.startswith('"') else value
