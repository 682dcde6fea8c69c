"""A text in, the keys of its front matter (YAML between `---`, TOML between `+++`) and the offset behind it out.

Only `key: value` and `key = value` lines are read, which is all that title, date and address need; a YAML parser would be a
dependency for three keys.
"""

from __future__ import annotations

import re

_BLOCK = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"\ufeff?\+\+\+[ \t]*\r?\n(.*?)^\+\+\+[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_LINE = re.compile(r"([A-Za-z][\w-]*)[ \t]*[:=][ \t]*(\S.*?)[ \t]*\r?$", re.MULTILINE)


def split(text: str) -> tuple[dict[str, str], int]:
    """The front matter's simple keys in lower case, and where the text proper begins."""
    match = _BLOCK.match(text) or _TOML.match(text)
    if match is None:
        return {}, 0
    return {m[1].lower(): m[2].strip("\"'") for m in _LINE.finditer(match[1])}, match.end()
