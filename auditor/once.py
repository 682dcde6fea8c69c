"""A method without arguments in, an attribute out that is found when it is first asked for, and then stands there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, Self, TypeVar, overload

Owner = TypeVar("Owner")
Value = TypeVar("Value")


class once(Generic[Owner, Value]):  # noqa: N801 - a decorator
    """What `functools.cached_property` is from Python 3.12 on: up to 3.11 it takes a lock for each attribute found."""

    def __init__(self, find: Callable[[Owner], Value]) -> None:
        self._find = find
        self._name = find.__name__
        self.__doc__ = find.__doc__

    @overload
    def __get__(self, owner: None, kind: type[Owner]) -> Self: ...
    @overload
    def __get__(self, owner: Owner, kind: type[Owner]) -> Value: ...
    def __get__(self, owner: Owner | None, kind: type[Owner]) -> Self | Value:
        """Find the value; the instance's own attribute hides this descriptor from then on."""
        if owner is None:
            return self
        value = owner.__dict__[self._name] = self._find(owner)
        return value
