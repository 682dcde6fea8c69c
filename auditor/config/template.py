"""The tables of keys and the policies' defaults in, a commented TOML file out: what `auditor init` writes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.config.keys import ROOT, Table
from auditor.settings import Settings

_WIDTH = 115

_HEAD = """\
# Configuration of auditor. Every key has a default, shown here: what you don't change may be left out.
# Paths are relative to this file. Secrets are never written here: they come from the environment
# (AUDITOR_IA_ACCESS_KEY, AUDITOR_IA_SECRET, AUDITOR_PROXY).
"""


def template() -> str:
    """A file that says exactly the defaults, each key with one line of explanation."""
    return _HEAD + "".join(f"\n{block}" for block in _blocks(ROOT, Settings(), ""))


def toml(value: object) -> str:
    """A value in TOML on one line; whole numbers without a point."""
    match value:
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer():
            return str(int(value))
        case int() | float():
            return str(value)
        case str():
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case Mapping():
            return "{" + ", ".join(f"{toml(key)} = {toml(item)}" for key, item in value.items()) + "}"
        case tuple():
            return f"[{', '.join(map(toml, value))}]"
        case _:
            message = f"no TOML for {value!r}"
            raise TypeError(message)


def _blocks(table: Table, values: Any, path: str) -> Iterator[str]:  # noqa: ANN401 - any of the policies
    """One block of text for each table, outer ones first."""
    for name, inner in table.tables.items():
        here = f"{path}.{name}" if path else name
        found = getattr(values, name)
        header = f"[[{here}]]" if inner.repeated else f"[{here}]"
        for policy in found if inner.repeated else [found] * (found is not None):
            yield _block(header, inner, policy)
            yield from _blocks(inner, policy, here)


def _block(header: str, table: Table, policy: object) -> str:
    pairs = {name: f"{name} = {toml(getattr(policy, name))}" for name in table.keys}
    column = max((len(pair) for pair in pairs.values() if len(pair) < _WIDTH // 3), default=0)
    lines = [f"{header}  # {table.comment}"]
    for name, (_, comment) in table.keys.items():
        beside = f"{pairs[name]:<{column}}  # {comment}"
        lines += [beside] if len(beside) <= _WIDTH else [f"# {name}: {comment}", pairs[name]]
    return "\n".join(lines) + "\n"
