"""A flow in, the same flow with each address paired with the words that carry it out.

Conversion from PDF prints an address behind its words; the shapes are
  `[words (address)](address)`   the label prints its own target: one citation
  `[words](#) (<address>)`       the words lost their target, which is printed behind them, maybe a block later
  `words (<address>)`            no link at all: the words are plain text
  `[words](address) (address)`   printed for the paper, behind a link that says the same: one citation; where the print
                                 was rejoined and the link was cut, the print counts
  `words [address]`              the same, as e-books print it; the words have to be a link to it
The parentheses go with the address, so that the sentence reads as its author wrote it.
"""

from __future__ import annotations

import re
from itertools import islice

from auditor.prose.addresses.bare import without_scheme
from auditor.prose.flow import AUTOLINK, BARE, HEADING, INLINE, TEXTUAL, Flow, Gap, Item, Link, Run, is_placeholder

_LOOKED_BACK = 100  # items of a block in which a bracket may have been opened
_PRINTED = re.compile(
    r"[\s\u00a0]*\(\s*<?\s*((?:https?://|www\.|/)[^()<>]*(?:\([^()<>]*\)[^()<>]*)*)>?\s*\)?[\s.,;]*\Z", re.IGNORECASE
)
_ADDRESS_ONLY = re.compile(r"<?\s*(?:https?://|www\.)\S+\s*>?\Z", re.IGNORECASE)
_WHOLE = re.compile("https?://[!-'*-;=?-~]+")  # without brackets
_IGNORED = re.compile(r"[\s\\*_\u00ad\u200b]")
_OPENS = re.compile(r"\s*\(\s*<?\s*\Z")
_STANDING = frozenset({AUTOLINK, BARE, TEXTUAL})


def strip_label(link: Link) -> Link:
    """A link whose label prints its own target again, with the label's words alone.

    When label and target differ by more than white space and escapes, the printed address is kept as the other
    reading; when one is the beginning of the other, that is where a break cut it, and the longer one counts.
    """
    label = link.label
    if link.target[:4].lower() == "www.":  # whoever wrote that meant no page of his own site
        link = without_scheme(link.but(target=f"http://{link.target}"), link.target)
    if (
        label[-1:] == ")"
        and link.form is INLINE
        and label.endswith(f"({link.target})")
        and _WHOLE.fullmatch(link.target)
    ):
        words = " ".join(label[: -len(link.target) - 2].split())
        if words and "(" not in words:
            return link.but(label=words)
    label = " ".join(label.split())
    if link.form is INLINE and label:
        if label[0] in "<hHwW" and _ADDRESS_ONLY.match(label):
            printed = label.strip("<> ")
            alone = link.but(label="", form=AUTOLINK)
            return alone.but(target=printed) if is_placeholder(link) else _with_printed(alone, printed)
        opener = label.find("(")
        if opener >= 0 and (match := _PRINTED.search(label, opener)):
            words = label[: match.start()].rstrip(" \u00a0")
            if words and not is_placeholder(link):
                return _with_printed(link.but(label=words), match[1])
    return link if label == link.label else link.but(label=label)


def _with_printed(link: Link, printed: str) -> Link:
    if printed == link.target:
        return link
    shown, target = (_IGNORED.sub("", text).rstrip(".,;") for text in (printed, link.target))
    if _bare(shown) in {_bare(target), _bare(target.rstrip("."))}:
        return link
    if _is_cut(shown, target) and "://" in shown[:8]:
        return link.but(target=shown, because="the link's target is cut short; the printed address is whole")
    if _is_cut(target, shown):
        return link
    if "://" in shown[:8]:
        return link.but(other=(*link.other, shown), because="prints another address than it links to")
    return link


def _is_cut(whole: str, piece: str) -> bool:
    return len(piece) > len("https://a.b/") and whole.startswith(piece)


def _bare(uri: str) -> str:
    return uri.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/").replace("%20", "")


def pair(items: Flow) -> Flow:
    """The same flow with lost targets given back to their words, and addresses taken out of their parentheses."""
    paired: list[Item] = []
    last: Item | None = None
    for item in items:
        if isinstance(item, Link) and item.form in _STANDING:
            if not _is_printed_again(paired, item):
                link = _taken_out(paired, item)
                if not (link.wrapped and _repeats(paired, link)):
                    paired.append(link)
        elif isinstance(last, Link) and isinstance(item, Run):
            text = item.text
            if last.wrapped:
                text = _closed(text)
            elif last.pieces:
                text = _without_stray(paired, text)
            # each piece may have had a bracket behind it
            if text or not (last.wrapped and last.pieces):
                paired.append(item if text is item.text else Run(text, item.offset))
        else:
            paired.append(item)
        last = paired[-1] if paired else None
    return [item for item in paired if not isinstance(item, Run) or item.text]


def _is_printed_again(before: list[Item], link: Link) -> bool:
    """Whether an address in square brackets only prints the target of the link before it; the bracket then goes."""
    if len(before) < 2:  # noqa: PLR2004 - the link and the bracket
        return False
    named, opener = before[-2:]
    if not isinstance(named, Link) or not isinstance(opener, Run) or opener.text.strip() != "[" or not named.label:
        return False
    if _bare(named.target) != _bare(link.target):
        return False
    before[-2:] = [named.but(wrapped=True)]
    return True


def _taken_out(before: list[Item], link: Link) -> Link:
    """`link` with the words before it, taken from a lost target if one stands there; `before` is shortened."""
    opener = _opening(before)
    if opener is None:
        return link
    wrapped = bool(opener.text.strip())
    if wrapped:
        before.pop()
        kept = opener.text[: opener.text.rindex("(")]
        if kept.strip():
            before.append(Run(kept, opener.offset))
            return link.but(wrapped=True)
    words = _lost_target(before)
    if words is None:
        if wrapped:
            before.append(Run(" "))
        return link.but(wrapped=True) if wrapped else link
    return link.but(label=words, wrapped=wrapped)


def _repeats(before: list[Item], link: Link) -> bool:
    """Whether the address in parentheses only prints the target of the link right before it; that one is marked."""
    position = len(before)
    while position and _is_space(before[position - 1]):
        position -= 1
    last = before[position - 1] if position else None
    if not isinstance(last, Link):
        return False
    if _bare(last.target) == _bare(link.target):
        before[position - 1 :] = [last.but(wrapped=True)]
        return True
    if link.pieces and _is_cut(link.target, last.target):  # the link ends where the print was cut
        before[position - 1 :] = [link.but(label=last.label, other=(*link.other, last.target))]
        return True
    return False


def _opening(before: list[Item]) -> Run | None:
    """The run that opens the parenthesis right before an address (an empty run for mere space), or None."""
    last = before[-1] if before else None
    if not isinstance(last, Run):
        return None
    if last.text.rstrip(" <").endswith("("):
        return last
    return Run("") if _is_space(last) and len(before) > 1 and _is_lost(before[-2]) else None


def _is_lost(item: Item) -> bool:
    return isinstance(item, Link) and is_placeholder(item) and bool(item.label)


def _lost_target(before: list[Item]) -> str | None:
    """Take the words of a lost target off the end of `before`, over space and a gap; None if there are none."""
    position = len(before)
    while position and _is_space(before[position - 1]):
        position -= 1
    words = before[position - 1] if position else None
    if not isinstance(words, Link) or not _is_lost(words):
        return None
    del before[position - 1 :]
    return words.label


def _is_space(item: Item) -> bool:
    if isinstance(item, Run):
        return not item.text or item.text.isspace()
    return isinstance(item, Gap) and item is not HEADING


def _closed(text: str) -> str:
    """The text after an address in parentheses, without the bracket that closes them."""
    stripped = text.lstrip(" \t\n>")
    return stripped[1:] if stripped.startswith((")", "]")) else text


def _without_stray(before: list[Item], text: str) -> str:
    """The text after a rejoined address, without a bracket that nothing before it in its block had opened."""
    if not text.startswith(")"):
        return text
    depth = 0
    for item in islice(reversed(before), _LOOKED_BACK):
        if isinstance(item, Gap):
            break
        if isinstance(item, Run):
            depth += item.text.count("(") - item.text.count(")")
    return text if depth > 0 else text[1:]
