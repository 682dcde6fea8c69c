"""An address in, made-up addresses of the same shape beside it out: what those get, a site answers to anything.

| of the last segment, or of the query's values where there is a query | becomes                                  |
|----------------------------------------------------------------------|------------------------------------------|
| letters                                                              | other letters, as many, of the same case |
| numbers of five digits and more                                      | others, high ones: ids count upwards     |
| shorter numbers, marks, the extension, a last slash                  | themselves: years and shapes stay        |

Nothing is left to chance, so that a look can be told again: letters and digits come of the address's own SHA-256.
Source: Bar-Yossef et al. (2004) take 25 random letters; many a site of today looks at the shape before the name.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from urllib.parse import quote, unquote

from auditor import uris
from auditor.uris import Uri

LEAST_LETTERS = 8  # shorter names may be somebody's
_ID_DIGITS = 5
_EXTENSION = re.compile(r"\.[a-z0-9]{2,5}$", re.IGNORECASE)
_RUN = re.compile(r"[^\W\d_]+|\d+")
_LETTERS = "bcdfghjklmnpqrstvwxz"


def made_up(uri: str, number: int) -> str | None:
    """The `number`th made-up address beside `uri`; None for what has no path or query to change."""
    parsed = uris.parse(uri)
    if parsed is None:
        return None
    chance = _chance(f"{parsed.key} {number}")
    if parsed.query:
        pairs = (part.partition("=") for part in parsed.query.removeprefix("?").split("&"))
        told = "&".join(f"{name}{mark}{quote(_other(unquote(value), chance))}" for name, mark, value in pairs)
        return _changed(parsed, parsed.path, f"?{told}")
    before, _, last = parsed.path.rstrip("/").rpartition("/")
    if not last:
        return None
    slash = "/" if parsed.path.endswith("/") else ""
    extension = _EXTENSION.search(last)
    stem = unquote(last.removesuffix(extension.group()) if extension else last)
    name = _other(stem, chance)
    letters = sum(map(str.isalpha, name))
    if letters < LEAST_LETTERS and not any(len(run) >= _ID_DIGITS and run.isdigit() for run in _RUN.findall(stem)):
        name += "".join(next(chance) for _ in range(LEAST_LETTERS - letters))
    return _changed(parsed, f"{before}/{quote(name)}{extension.group() if extension else ''}{slash}", "")


def directory(uri: str) -> str | None:
    """What addresses have in common that a site may well treat alike: the folder, the extension, a slash, a query."""
    parsed = uris.parse(uri)
    if parsed is None:
        return None
    folder, _, last = parsed.path.rstrip("/").rpartition("/")
    extension = _EXTENSION.search(last)
    if parsed.query:
        names = "&".join(sorted(part.partition("=")[0] for part in parsed.query.removeprefix("?").split("&")))
        return f"{parsed.host}{parsed.path}?{names}"
    return f"{parsed.host}{folder}/*{extension.group().lower() if extension else ''}{'/' * parsed.path.endswith('/')}"


def _other(text: str, chance: Iterator[str]) -> str:
    return _RUN.sub(lambda run: _replaced(run.group(), chance), text)


def _replaced(run: str, chance: Iterator[str]) -> str:
    if run.isdigit():
        if len(run) < _ID_DIGITS:
            return run
        return "9" * (len(run) // 2) + "".join(str(ord(next(chance)) % 10) for _ in run[len(run) // 2 :])
    return "".join(next(chance).upper() if letter.isupper() else next(chance) for letter in run)


def _chance(seed: str) -> Iterator[str]:
    """Letters without vowels, so that they make no word, and without end."""
    while True:
        seed = hashlib.sha256(seed.encode("utf-8", "replace")).hexdigest()
        yield from (_LETTERS[int(seed[at : at + 2], 16) % len(_LETTERS)] for at in range(0, len(seed), 2))


def _changed(parsed: Uri, path: str, query: str) -> str | None:
    start = parsed.key.partition("://")[0]
    authority = parsed.key.split("/")[2]
    other = uris.parse(f"{start}://{authority}{path}{query}")
    return other.key if other and other.key != parsed.key else None
