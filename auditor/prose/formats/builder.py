"""Words, links and gaps in, as a reader of a marked-up format meets them, their flow out.

1. Words that nothing parts are one run, however many pieces they were written in: an address in them is whole.
2. Links that follow each other directly with one target are one link: word processors cut a link wherever the
   letters change.
3. A link ends with its paragraph at the latest: a field that was never closed carries off no chapter.
4. What stands aside (a text box, a note) is kept out of the paragraph that holds it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import unquote

from auditor.prose.addresses.bare import expand
from auditor.prose.flow import Flow, Form, Gap, Link, Mark, Run

MAX_OPEN = 20  # links, and what stands aside, one in the other: documents nest two or three deep
MAX_ASIDE = 32
_LEADING_PARAGRAPHS = 60


@dataclass(slots=True, eq=False)
class _Open:
    """A link that has begun. `instead` is what stands for it when it has no words: the name of an image."""

    target: str
    words: list[str] = field(default_factory=list)
    instead: str = ""


@dataclass(slots=True)
class _Level:
    """What is being collected: the main text, or something that stands aside from it."""

    items: Flow = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    links: list[_Open] = field(default_factory=list)
    live: list[_Open] = field(default_factory=list)  # of these those that no paragraph's end has closed
    asides: list[Flow] = field(default_factory=list)


class Builder:
    """Collects a flow."""

    def __init__(self) -> None:
        self._levels = [_Level()]
        self._beyond = 0  # levels that were begun beyond the deepest

    def words(self, text: str) -> None:
        """Words, in the innermost open link if there is one."""
        level = self._levels[-1]
        (level.live[-1].words if level.live else level.words).append(text)

    def line(self) -> None:
        """The end of a line within a paragraph."""
        level = self._levels[-1]
        if level.live:
            level.live[-1].words.append(" ")
        else:
            _flush(level)
            level.items.append(Gap.LINE)

    def gap(self, kind: Gap) -> None:
        """The end of a paragraph or of a heading; what stood aside from it follows."""
        level = self._levels[-1]
        for link in level.live:
            _close(level, link)
        level.live.clear()
        _flush(level)
        _gap(level.items, kind)
        asides, level.asides = level.asides, []
        for aside in asides:
            level.items.extend(aside)
            _gap(level.items, Gap.BLOCK)

    def open(self, target: str) -> None:
        """A link begins."""
        level = self._levels[-1]
        link = _Open(target=_whole(target))
        level.links.append(link)
        level.live = [*level.live[-MAX_OPEN:], link]

    def instead(self, words: str) -> None:
        """What stands for the innermost open link if it turns out to have no words."""
        live = self._levels[-1].live
        if live:
            live[-1].instead = live[-1].instead or words

    def close(self, *, unless_empty: bool = False) -> None:
        """The last link that was opened ends; with `unless_empty` one without words is forgotten."""
        level = self._levels[-1]
        link = level.links.pop() if level.links else None
        if link is None or link not in level.live:
            return
        level.live.remove(link)
        if link.instead or not unless_empty or any(map(str.strip, link.words)):
            _close(level, link)

    def divert(self) -> None:
        """What comes next stands aside, until `taken`."""
        if len(self._levels) > MAX_ASIDE:
            self._beyond += 1
        else:
            self._levels.append(_Level())

    def taken(self) -> Flow:
        """The flow of what has been collected since the last `divert`."""
        self.gap(Gap.BLOCK)
        if self._beyond:
            self._beyond -= 1
            return []
        if len(self._levels) == 1:
            self._levels.append(_Level())
        return self._levels.pop().items

    def finished(self) -> Flow:
        """The flow of all that has been collected; what was still aside from it, since a document ended, included."""
        self._beyond = 0
        while len(self._levels) > 1:
            self.aside(self.taken())
        self.gap(Gap.BLOCK)
        return self._levels[0].items

    def aside(self, flow: Flow) -> None:
        """A flow that follows at the next gap."""
        if flow:
            self._levels[-1].asides.append(flow)


def _flush(level: _Level) -> None:
    if level.words:
        text = "".join(level.words)
        level.words.clear()
        if text:
            level.items.append(Run(text))


def _gap(items: Flow, kind: Gap) -> None:
    """A gap, once; a heading's outranks a block's."""
    if items and isinstance(items[-1], Gap) and items[-1] is not Gap.LINE:
        items[-1] = kind if kind is Gap.HEADING else items[-1]
    elif items:
        items.append(kind)


def _close(level: _Level, link: _Open) -> None:
    _flush(level)
    label = "".join(link.words)
    if not label.strip():
        label = link.instead
    last = level.items[-1] if level.items else None
    if isinstance(last, Link) and last.target == link.target:
        level.items[-1] = last.but(label=last.label if last.label == label else last.label + label)
    else:
        level.items.append(Link(target=link.target, label=label))


def _whole(target: str) -> str:
    """A target as its author meant it: word processors open `www.…` as an address, whatever the grammar says."""
    target = target.strip()
    return f"http://{target}" if target[:4].lower() == "www." else target


def as_menu(flow: Flow) -> Flow:
    """The same flow with every address in it marked as navigation: running heads and feet."""
    return [item.but(menu=True) if isinstance(item, Link) else item for item in expand(flow)]


def with_lost_targets(flow: Flow, anchors: Collection[str]) -> Flow:
    """The same flow, its links to places that the document doesn't have turned into links without a target.

    That is what conversion makes of `[words](#)`. `#…|…` (a table, a frame) names no anchor, nor does Word's `#_top`.
    """
    known = {anchor.lower() for anchor in anchors} | {"_top"}
    return [item.but(target="#") if isinstance(item, Link) and _dangles(item.target, known) else item for item in flow]


def _dangles(target: str, known: Collection[str]) -> bool:
    return target.startswith("#") and "|" not in target and unquote(target[1:]).lower() not in known


def numbered(number: str, note: Flow) -> Flow:
    """A note, each of its paragraphs marked with its number; unmarked where it has none."""
    if not number:
        return note
    marked: Flow = [Mark(number)]
    for item in note:
        marked.append(item)
        if item is Gap.BLOCK or item is Gap.HEADING:
            marked.append(Mark(number))
    if note and isinstance(marked[-1], Mark):
        marked.pop()
    return marked


def with_notes(main: Flow, notes: Iterable[Flow]) -> Flow:
    """The main text with the notes behind it, under a heading of their own; no address goes on over a note's end."""
    behind = [item for note in notes if note for item in (*note, Gap.HEADING)]
    return [*main, Gap.HEADING, Run("Notes"), Gap.HEADING, *behind] if behind else main


def leading_lines(flow: Flow) -> str:
    """The first paragraphs of a flow as lines, headings marked as in Markdown: where title and dateline stand."""
    lines: list[str] = []
    words: list[str] = []
    after_heading_gap = False
    for item in islice(flow, _LEADING_PARAGRAPHS * 20):
        match item:
            case Run(text=text):
                words.append(text)
            case Link(form=form, label=label, target=target):
                words.append("" if form is Form.IMAGE else label or target)
            case Gap.LINE:
                words.append(" ")
            case Mark():
                pass
            case Gap.BLOCK | Gap.ITEM | Gap.HEADING:
                line = " ".join("".join(words).split())
                lines.append(f"# {line}" if line and item is Gap.HEADING and after_heading_gap else line)
                after_heading_gap = item is Gap.HEADING
                words.clear()
    lines.append(" ".join("".join(words).split()))
    return "\n".join(line for line in lines if line)
