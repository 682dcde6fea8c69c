"""The name of a world comes in; its sites, and what the archives hold of them, go out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module

from tests.archive import Capture
from tests.web import Door, Sites


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """A web and its archives: what `tests.web.serve` and `tests.archive.running_archive` take."""

    sites: Sites
    doors: Mapping[str, Door] = field(default_factory=dict)
    holdings: tuple[Capture, ...] = ()
    second_holdings: tuple[Capture, ...] = ()
    excluded: tuple[str, ...] = ()


def load(name: str) -> World:
    """The world of a module of this package."""
    world = import_module(f"{__name__}.{name}").WORLD
    if not isinstance(world, World):
        raise TypeError(f"tests.world.{name}.WORLD is no World")
    return world
