"""References in, those that have to be looked at beside them out: other readings of what a break may have split.

A live reading proves nothing where its host answers everything, so that beside each reading a made-up address is
looked at too, the control. It is made from the reading alone, so that it is the same in every run and its evidence is
found again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace

from auditor import uris
from auditor.model import Reference

MOST = 4  # readings of one address, the likeliest included
_CONTROL_LENGTH = 12


def rivals(reference: Reference) -> Iterator[Reference]:
    """The other readings of a broken address, and the control beside each of all its readings."""
    for uri in reference.readings:
        yield from _made(reference, uri, is_control=False)
    for uri in (reference.uri, *reference.readings):
        control = control_of(uri)
        if control:
            yield from _made(reference, control, is_control=True)


def with_rivals(cited: Iterable[Reference]) -> tuple[Reference, ...]:
    """The references, and after them the rivals of those that have some, each once."""
    found = {one.key: one for one in cited}
    for one in tuple(found.values()):
        for rival in rivals(one) if one.readings else ():
            found.setdefault(rival.key, rival)
    return tuple(found.values())


def control_of(uri: str) -> str:
    """A made-up address beside another one: its last segment, or its query, is one that nobody has."""
    parsed = uris.parse(uri)
    if parsed is None:
        return ""
    start, _, host_and_path = parsed.key.partition("?")[0].rstrip("/").rpartition("/")
    folder = f"{start}/" if host_and_path and start.count("/") > 1 else f"{parsed.key.partition('?')[0].rstrip('/')}/"
    name = hashlib.sha256(parsed.key.encode()).hexdigest()[:_CONTROL_LENGTH]
    return f"{folder}x{name}" + ("/" if parsed.path.endswith("/") and parsed.path != "/" else "")


def _made(reference: Reference, uri: str, *, is_control: bool) -> Iterator[Reference]:
    parsed = uris.parse(uri)
    if parsed is not None and parsed.key != reference.key:
        yield replace(
            reference, key=parsed.key, uri=parsed.key, host=parsed.host, readings=(), is_control=is_control,
            fragments=(parsed.fragment,) if parsed.fragment else (),
        )  # fmt: skip
