"""What was measured in, a row of the table out: what it must reach, what it is, whether that falls short."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One figure."""

    what: str
    must: str
    measured: str
    short: bool


def at_least(what: str, measured: float, least: float, *, of: int | None = None, unit: str = "") -> Row:
    """A figure that must not be smaller; `of` is how many there are in all."""
    total = f" of {of:,}" if of is not None else ""
    return Row(
        what=what,
        must=f"≥ {least:,g}{total}{unit}",
        measured=f"{measured:,.{0 if of is not None or measured >= 100 else 1}f}{total}{unit}",
        short=measured < least,
    )


def at_most(what: str, measured: float, most: float, *, unit: str = "") -> Row:
    """A figure that must not be larger."""
    return Row(what=what, must=f"≤ {most:,g}{unit}", measured=f"{measured:,.2f}{unit}", short=measured > most)
