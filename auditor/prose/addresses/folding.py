r"""An address as print has it in, with what typesetting put in its characters' places undone, out.

| print has                                    | the address has                                                      |
|----------------------------------------------|----------------------------------------------------------------------|
| U+0002, U+FFFE, U+2010, U+2011, U+2212       | `-`: PDFium's line-end hyphens, Unicode's, and troff's as its minus   |
| U+00AD                                       | nothing: a soft hyphen only says where a word may be cut             |
| U+200B, U+2060, U+FEFF                       | nothing: an address may be broken there, or may not                  |
| the ligatures ﬀ ﬁ ﬂ ﬃ ﬄ ﬅ ﬆ                  | their letters                                                        |
| U+223C, U+02DC                               | `~`                                                                  |
| `{_}` `{%}` `{\\_}`                          | the character alone: BibTeX's way of writing it                      |
| `&amp;`                                      | `&`: HTML's way of writing it, as a page's source or a bad export has it |
"""

from __future__ import annotations

import re

SOFT_HYPHEN = "\u00ad"

_CHARACTERS = str.maketrans(
    {
        "\u0002": "-", "\ufffe": "-", "\u2010": "-", "\u2011": "-", "\u2212": "-", SOFT_HYPHEN: "",
        "\u200b": "", "\u2060": "", "\ufeff": "", "\u223c": "~", "\u02dc": "~",
        "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st",
    }
)  # fmt: skip
_ESCAPE = re.compile(r"\{\\?([_%#&~$-])\}")


def folded(printed: str) -> str:
    """The address, folded; a soft hyphen at its end is kept, since it says that the address goes on."""
    if printed.isascii() and "{" not in printed and "\x02" not in printed and "&amp;" not in printed:
        return printed
    kept = SOFT_HYPHEN if printed.endswith(SOFT_HYPHEN) else ""
    return _ESCAPE.sub(r"\1", printed.translate(_CHARACTERS)).replace("&amp;", "&") + kept
