"""What the user or we ourselves got wrong, as one exception that carries advice and an exit code.

Trouble of the web is never raised: it is a `Failure`, a value (see `auditor.model`).
"""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """Exit codes of every command; when several apply the worst wins, in the order 2, 4, 3, 1, 0."""

    OK = 0
    ROT = 1
    USAGE = 2
    INCOMPLETE = 3
    LOCKED = 4


_SEVERITY = (Exit.OK, Exit.ROT, Exit.INCOMPLETE, Exit.LOCKED, Exit.USAGE)


def worst(*codes: Exit) -> Exit:
    """The code that wins when several apply; OK when there are none."""
    return max(codes, key=_SEVERITY.index, default=Exit.OK)


class AuditorError(Exception):
    """Shown to the user without a traceback: what is wrong, and what to do about it.

    `advice` is a sentence in the imperative, or empty where the message says it all.
    """

    exit_code: Exit = Exit.USAGE

    def __init__(self, message: str, *, advice: str = "") -> None:
        super().__init__(message)
        self.advice = advice


class ConfigError(AuditorError):
    """The configuration can't be read or says something impossible; the message names line and key."""


class DocumentError(AuditorError):
    """A document can't be read; the message names it."""


class StoreError(AuditorError):
    """The store can't be used: newer than this program, not a store, or not writable."""


class PublishError(AuditorError):
    """Reports can't be put where readers find them."""


class LockedError(AuditorError):
    """Another run holds the store's lock."""

    exit_code = Exit.LOCKED
