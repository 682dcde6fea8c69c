"""A room's package in, the typed constants of its files out: how a new file becomes a new format, archive or site.

After the room's own files come those that other distributions offer under the entry-point group
`auditor.<room>`.
"""

from __future__ import annotations

import importlib
import pkgutil
from importlib.metadata import entry_points
from types import ModuleType
from typing import TypeVar

T = TypeVar("T")


def members(room: ModuleType, constant: str, kind: type[T]) -> tuple[T, ...]:
    """The constants named `constant` in the files of `room`, in the order of file names, then entry points.

    Files without the constant are the room's own helpers. A constant of another type is a bug: TypeError.
    """
    names = sorted(info.name for info in pkgutil.iter_modules(room.__path__))
    files = [importlib.import_module(f"{room.__name__}.{name}") for name in names]
    own = [getattr(file, constant) for file in files if hasattr(file, constant)]
    others = [point.load() for point in entry_points(group=room.__name__)]
    for member in (*own, *others):
        if not isinstance(member, kind):
            message = f"{constant} in {room.__name__} is {member!r}, not a {kind.__name__}"
            raise TypeError(message)
    return (*own, *others)
