r"""TeX's source at a definition in, what it defines into a document's own commands, and where to read on, out.

`\newcommand\name{…}`, `\def\name{…}`            a command that stands for what it holds
`\newcommand{\name}[2]{…}`, `\def\name#1#2{…}`   one with arguments, which counts where it makes links of them
`\urldef\name\url{…}`                            one that stands for an address (url.sty)
"""

from __future__ import annotations

import re

from auditor.prose.formats.tex_short import Shorthand
from auditor.prose.formats.tex_source import FILLER, TexSource

_NAME = re.compile(r"\s*\{?\s*\\([A-Za-z@]+)\s*\}?")
_COUNT = re.compile(r"\s*\[([1-9])\]")
_PARAMETERS = re.compile(r"[ \t]*#[#\d \t]*")


def define(command: str, source: TexSource, short: Shorthand, position: int) -> int:
    """Read what stands behind a defining command; where to read on."""
    name = _NAME.match(source.text, position)
    if name is None:
        return position
    if command == "urldef":
        return _address(name[1], source, short, name.end())
    after = source.after_options(name.end())
    parameters = _PARAMETERS.match(source.text, after)
    body = source.argument(parameters.end() if parameters else after)
    if body is None:
        return name.end()
    text = source.text[slice(*body)].replace(FILLER, "")
    if after == name.end() and parameters is None:
        short.define(name[1], text)
    count = _COUNT.match(source.text, name.end())
    short.define_linking(name[1], text, parameters[0].count("#") if parameters else int(count[1]) if count else 0)
    return body[1] + 1


def _address(name: str, source: TexSource, short: Shorthand, position: int) -> int:
    kind = _NAME.match(source.text, position)
    argument = source.argument(kind.end()) if kind else None
    if argument is None:
        return position
    short.define_linking(name, f"\\url{{{source.text[slice(*argument)]}}}", 0)
    return argument[1] + 1
