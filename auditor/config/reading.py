"""A parsed configuration in, the frozen policies out, with everything that is wrong in it, each with its path.

1. What is not given has its policy's default; what is wrong is remarked on and its default taken, so that one
   reading finds everything.
2. An unknown key is wrong, and the nearest known one is named: in its table if one is near, else anywhere.
3. A `[[documents]]` table that gives only pages or feeds includes no files.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from auditor.config.keys import ROOT, Table
from auditor.config.positions import KeyPath
from auditor.config.values import WrongError
from auditor.settings import DocumentsPolicy, Settings
from auditor.uris import without_userinfo

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_SHOWN = 60  # characters of a wrong value, enough to recognise it


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong: where, as one would index the parsed file, and a sentence for the user."""

    path: KeyPath
    message: str


def read(data: Mapping[str, Any]) -> tuple[Settings, list[Problem]]:
    """The settings that `data` amounts to, right only where the list of problems is empty."""
    problems: list[Problem] = []
    settings: Settings = _table(ROOT, data, (), problems)
    return settings, problems


def dotted(path: KeyPath) -> str:
    """A path as users write it: `archives.memento.name`, whichever of the tables it is."""
    names = [part for part in path if isinstance(part, str)]
    return ".".join(name if _BARE.fullmatch(name) else json.dumps(name) for name in names)


def shown(value: object) -> str:
    """A value as it could stand in the file, shortened, without any password."""
    match value:
        case str() | bool():
            whole = json.dumps(value, ensure_ascii=False)
        case list() | tuple():
            whole = f"[{', '.join(map(shown, value))}]"
        case Mapping():
            whole = "a table"
        case _:
            whole = _digits(value) if isinstance(value, int) else str(value)
    whole = without_userinfo(whole)
    return whole if len(whole) <= _SHOWN else f"{whole[:_SHOWN]}…"


def _digits(value: int) -> str:
    # Python refuses to print what has thousands of digits.
    return str(value) if value.bit_length() < _SHOWN * 3 else "a huge number"


def _table(table: Table, data: Mapping[str, Any], path: KeyPath, problems: list[Problem]) -> Any:  # noqa: ANN401
    given: dict[str, Any] = {}
    for name, value in data.items():
        here = (*path, name)
        if name in table.keys:
            read_value, _ = table.keys[name]
            try:
                given[name] = read_value(value)
            except WrongError as wrong:
                message = f"must be {wrong.expected}, not {shown(wrong.found)}"
                problems.append(Problem(path=here, message=message))
        elif name in table.tables:
            inner = _inner(table.tables[name], value, here, problems)
            given |= {name: inner} if inner is not _WRONG else {}
        else:
            problems.append(Problem(path=here, message=_unknown(name, table)))
    missing = [name for name in table.together if name not in data]
    if missing and len(missing) < len(table.together):
        message = f"needs {' and '.join(missing)} too, since {' and '.join(table.together)} belong together"
        problems.append(Problem(path=path, message=message))
    if table.policy is DocumentsPolicy and (given.get("urls") or given.get("feeds")):
        given.setdefault("include", ())
    return table.policy(**given)


_WRONG = object()


def _inner(table: Table, value: object, path: KeyPath, problems: list[Problem]) -> Any:  # noqa: ANN401
    """What stands where a table belongs."""
    if table.optional and value is False:
        return None
    if table.repeated and isinstance(value, list | tuple) and all(isinstance(item, Mapping) for item in value):
        return tuple(_table(table, item, (*path, index), problems) for index, item in enumerate(value))
    if not table.repeated and isinstance(value, Mapping):
        return _table(table, value, path, problems)
    header = f"[[{dotted(path)}]]" if table.repeated else f"[{dotted(path)}]"
    found = f"[{dotted(path)}]" if isinstance(value, Mapping) else shown(value)
    problems.append(Problem(path=path, message=f"must be a table, {header}, not {found}"))
    return _WRONG


def _unknown(name: str, table: Table) -> str:
    """What to say of an unknown key."""
    here = [*table.keys, *table.tables]
    near = get_close_matches(name, here, n=1)
    if near:
        return f"there is no such key; did you mean {near[0]}?"
    everywhere = {path.rpartition(".")[2]: path for path in (*_paths(ROOT, ""),)}
    near = get_close_matches(name, everywhere, n=1)
    if near:
        return f"there is no such key; did you mean {everywhere[near[0]]}?"
    nearest = get_close_matches(name, here, n=1, cutoff=0.0)
    return f"there is no such key; the nearest known one is {nearest[0]}"


def _paths(table: Table, above: str) -> Iterator[str]:
    """The dotted names of all keys and tables, inner tables first, so that outer names win."""
    for name, inner in table.tables.items():
        yield from _paths(inner, f"{above}{name}.")
        yield above + name
    yield from (above + name for name in table.keys)
