r"""Text with TeX's commands in it in, the text that a reader sees out, or the address that was meant.

words       `M\"uller` → Müller, `{\ss}` → ß, `Stra{\ss}e~3` → Straße 3, `pp.~3--5` → pp. 3–5, `{\em so}` → so
addresses   `a\_b`, `a{_}b`, `100\%`, `{\%}20`, `\~{}ann`, `$\sim$ann` → as a browser would want them; white space inside
            one is a line's end and goes
"""

from __future__ import annotations

import re
import unicodedata

# The accent commands of LaTeX (source2e, ltoutenc) and the combining characters that they put on the next letter.
ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328",
    "b": "\u0331",
}  # fmt: skip

# Commands that stand for characters. What is in no table says how letters look, not which.
SYMBOLS = {
    **{sign: sign for sign in "%_#&${}"},
    " ": " ", ",": "\u202f", ";": " ", ":": " ", "/": "", "-": "", "@": "", "!": "", "\n": " ", "*": "",
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å",
    "AA": "Å", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ",
    "S": "§", "P": "¶", "copyright": "©", "pounds": "£", "texteuro": "€", "euro": "€", "dag": "†", "ddag": "‡",
    "ldots": "…", "dots": "…", "textellipsis": "…", "textendash": "–", "textemdash": "—", "textquoteright": "’",
    "textquoteleft": "‘", "textquotedblleft": "“", "textquotedblright": "”", "guillemotleft": "«",
    "guillemotright": "»", "og": "«", "fg": "»", "textasciitilde": "~", "sim": "~", "textunderscore": "_",
    "textbackslash": "\\", "backslash": "\\", "textbar": "|", "textless": "<", "textgreater": ">", "textasciicircum": "^",
    "slash": "/", "quad": " ", "qquad": " ", "space": " ", "TeX": "TeX", "LaTeX": "LaTeX", "LaTeXe": "LaTeX2e",
    "BibTeX": "BibTeX", "degree": "°", "textdegree": "°", "times": "×", "alpha": "α", "beta": "β", "gamma": "γ",
    "mu": "μ", "pi": "π",
}  # fmt: skip

_LETTER_ACCENTS = "".join(accent for accent in ACCENTS if accent.isalpha())
ACCENT = re.compile(
    rf"\\(?:([`'^~=.\"])\s*|([{_LETTER_ACCENTS}])(?:\s+|(?=\s*\{{)))(?:\{{\s*(?:\\(?=[ij]))?([^\W\d_]?)\s*\}}|(?:\\(?=[ij]\b))?([^\W\d_]))"
)
_COMMAND = re.compile(r"\\(?:([A-Za-z]+)[ \t]*(?:\{\}|(?:\\(?= ))?)|(.|\n))|[{}]|\$", re.DOTALL)
_QUOTES = (("``", "“"), ("''", "”"), ("---", "—"), ("--", "–"))
_ONLY_IN_TEXT = re.compile(r"(?<!\\)~")
_ADDRESS_COMMAND = re.compile(
    r"\\(?:([A-Za-z]+)[ \t]*(?:\{\})?|(.)(?:\{\})?)|[{}\s]|\$(?=\s*\\(?:sim|textasciitilde|backslash))|(?<=sim)\$|(?<=backslash)\$"
)
_ARGUMENT = re.compile(r"\\(?:url|href|nolinkurl|path|burl|burlalt)\s*\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}")


def accented(accent: str, letter: str) -> str:
    """The letter with its accent, as one character where there is one; the accent alone where there is no letter."""
    if not letter:
        return accent if accent in "~^" else ""
    return unicodedata.normalize("NFC", letter + ACCENTS[accent])


def of_accent(match: re.Match[str]) -> str:
    """What a match of `ACCENT` prints."""
    accent, braced, letter = match[1] or match[2], match[3], match[4]
    return accented(accent, braced or letter or "")


def character(command: str) -> str:
    """What a command (without its backslash) prints. One that nobody knows is a name if it is written as one."""
    known = SYMBOLS.get(command)
    if known is not None:
        return known
    return command if sum(map(str.isupper, command)) > 1 else ""


def words(text: str) -> str:
    r"""What a reader sees of a piece of TeX, on one line. Addresses in `\url` stay as they are meant."""
    text = _ARGUMENT.sub(lambda match: f" {address(match[1])} ".replace("\\", ""), text)
    text = ACCENT.sub(of_accent, text)
    text = _ONLY_IN_TEXT.sub(" ", text) if "://" not in text else text
    text = _COMMAND.sub(lambda match: character(match[1] or match[2] or ""), text)
    if "://" not in text:
        for sign, quote in _QUOTES:
            text = text.replace(sign, quote)
    return " ".join(text.split())


def address(text: str) -> str:
    """The address that was meant; empty where there is none."""
    return _ADDRESS_COMMAND.sub(lambda match: _of_address(match[1] or match[2] or ""), text)


def _of_address(command: str) -> str:
    return command if command in ACCENTS and not command.isalpha() else SYMBOLS.get(command, "").strip()
