"""An element of a page in, whether it is a note, what its number is, or whether it only leads to one, out."""

from __future__ import annotations

import re
from collections.abc import Mapping

from selectolax.lexbor import LexborNode

_NOTES = re.compile(r"\b(?:foot|end|rear)?notes?\b|\breferences?\b|\bbibliograph|\bcitations?\b", re.IGNORECASE)
_NOTE_ROLES = frozenset({"noteref", "backlink", "doc-noteref", "doc-backlink"})
_NOTE_CLASSES = frozenset(
    """footnote-reference footnote-ref footnote-backref fn-backref reversefootnote footnote headerlink anchor-link
    header-anchor""".split()
)
_NOTE_MARK = re.compile(r"\s*[\[(]?(?:\d{1,4}|[ivxl]{1,6}|[a-z]|[*†‡§¶]{1,3})[\])]?\s*", re.IGNORECASE)
_ARROW_BACK = re.compile(r"\s*[↩↑⏎⤴^]\ufe0e?\s*")
_NUMBER = re.compile(r"\d{1,6}", re.ASCII)
_NUMBER_OR_ROMAN = re.compile(r"\d{1,6}|[ivxlc]{1,9}", re.ASCII)
# What Word and LibreOffice call their notes, and the places that these link to, when they write HTML.
_OF_OFFICE = re.compile(r"(?:ftn|edn|sdfootnote|sdendnote)\d{1,6}", re.ASCII)
_PLACE_OF_OFFICE = re.compile(r"#(?:_(?:ftn|edn)(?:ref)?\d+|sd(?:foot|end)note\d+(?:sym|anc))", re.ASCII)


def named(attributes: Mapping[str, str | None]) -> str:
    """All that an element is called: its classes, its id, its roles."""
    return " ".join(attributes.get(name) or "" for name in ("class", "id", "role", "epub:type"))


def is_named_for_notes(node: LexborNode) -> bool:
    """Whether an element is called after notes or references."""
    return _NOTES.search(named(node.attributes)) is not None


def is_note(item: LexborNode) -> bool:
    """Whether an item of an ordered list is a note or a reference, by its name or that of what holds it."""
    holder = item.parent
    if holder is None or holder.tag != "ol":
        return False
    return any(is_named_for_notes(one) for one in (item, holder, holder.parent) if one is not None)


def number_of_note(node: LexborNode, tag: str) -> str:
    """The number of a note that stands aside, or that a word processor wrote, as its link back to the text shows it.

    Empty where it is none.
    """
    if tag == "aside":
        numbers = _NUMBER if is_named_for_notes(node) else None
    else:
        numbers = _NUMBER_OR_ROMAN if _OF_OFFICE.fullmatch(node.attributes.get("id") or "") else None
    back = node.css_first("a[href^='#']") if numbers else None
    shown = back.text(deep=True).strip(" []().") if back else ""
    return shown if numbers and numbers.fullmatch(shown) else ""


def is_mark_of_note(node: LexborNode, target: str, label: str) -> bool:
    """Whether a link only leads to a note, or back from it."""
    if "#" not in target:
        return False
    attributes = node.attributes
    roles = f"{attributes.get('role') or ''} {attributes.get('epub:type') or ''}".split()
    if not _NOTE_ROLES.isdisjoint(roles) or not _NOTE_CLASSES.isdisjoint((attributes.get("class") or "").split()):
        return True
    if _ARROW_BACK.fullmatch(label) or _PLACE_OF_OFFICE.fullmatch(target):
        return True
    raised = node.css_first("sup") is not None or (node.parent is not None and node.parent.tag == "sup")
    return raised and _NOTE_MARK.fullmatch(label) is not None
