"""Names of documents in, the stems of their files in a report out: stable, unique, safe on any drive.

Rules:
1. A plain name keeps its characters, `/` becoming `--`: `notes/brief.md` is `notes--brief.md`. Its stem doesn't
   depend on which other documents there are.
2. A name that can't be kept as it is (other characters, too long, reserved) is folded to ASCII and ends in the
   first eight digits of its SHA-256.
3. Names that a drive blind to case would take for one another all get their digest.
4. No password of an address becomes part of a file name, not even of its digest.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from auditor.uris import without_userinfo

_PLAIN = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9._]|-(?!-))*(?:/[A-Za-z0-9_](?:[A-Za-z0-9._]|-(?!-))*)*")
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")

# eCryptfs has the shortest names in use, 143 bytes; the digest and the suffix need room as well.
_LONGEST = 100

# Windows' device names (Microsoft, "Naming Files, Paths, and Namespaces"), with any suffix; and our own table.
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})
_OURS = frozenset({"citations"})


def stems(names: Iterable[str]) -> tuple[str, ...]:
    """One file stem a name, in the same order; the same name again gets `-2`, `-3` and so on."""
    safe = [without_userinfo(name) for name in names]
    first = [_stem(name) for name in safe]
    seen = Counter(stem.casefold() for stem, _ in dict.fromkeys(zip(first, safe, strict=True)))
    taken: set[str] = set()
    result = []
    for name, stem in zip(safe, first, strict=True):
        stem = f"{stem}-{_digest(name)}" if seen[stem.casefold()] > 1 else stem  # noqa: PLW2901 (refined, not lost)
        result.append(_free(stem, taken))
    return tuple(result)


def _stem(name: str) -> str:
    plain = _PLAIN.fullmatch(name) is not None and len(name) <= _LONGEST
    if plain and name.casefold() not in _OURS and name.partition(".")[0].casefold() not in _DEVICES:
        return name.replace("/", "--")
    bare = _SCHEME.sub("", name, count=1).replace("\\", "/")
    folded = unicodedata.normalize("NFKD", bare).encode("ascii", "ignore").decode("ascii")
    kept = _UNSAFE.sub("-", folded.strip("/").replace("/", "--")).strip("-.")[:_LONGEST]
    return f"{'document' if _is_device(kept) else kept}-{_digest(name)}"


def _is_device(stem: str) -> bool:
    return not stem or stem.partition(".")[0].casefold() in _DEVICES


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:8]


def _free(stem: str, taken: set[str]) -> str:
    """The stem, or the first numbered one that no earlier document has taken."""
    candidate, n = stem, 2
    while candidate.casefold() in taken:
        candidate, n = f"{stem}-{n}", n + 1
    taken.add(candidate.casefold())
    return candidate
