"""The text before an address in parentheses in, the words that it belongs to out: the noun phrase right before it."""

from __future__ import annotations

import re

_PHRASE_ENDS = re.compile(r"[.,;:!?()\[\]“”\"—–]\s*")
# Words that a noun phrase doesn't reach over, so that "was published on the Journal's website (…)" is cited under
# "Journal's website". Determiners and prepositions but `of`, which names hold ("Department of State").
_PHRASE_STARTS_AFTER = frozenset(
    """the a an this that these those its their our his her your my on in at by from to with for and or but as via see
    le la les un une des du sur dans par pour et der die das den dem ein eine im am auf von bei und el los las una unos
    en por para y il lo gli i nel sul del""".split()
)
_MOST_WORDS = 5


def antecedent(text: str) -> str:
    """The phrase that the text ends in."""
    clause = _PHRASE_ENDS.split(text.rstrip(" ,;:—–"))[-1]
    words = clause.split()
    if len(words) < _MOST_WORDS:
        while len(words) > 1 and words[0].lower() in _PHRASE_STARTS_AFTER:
            del words[0]
        return " ".join(words).strip("*_ ")
    for position in range(len(words) - 1, 0, -1):
        if words[position - 1].lower() in _PHRASE_STARTS_AFTER:
            return " ".join(words[position:])
    return " ".join(words[-_MOST_WORDS:])
