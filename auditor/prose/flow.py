"""What every format turns its document into: words, links and gaps, in the order of reading."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, final


class Form(StrEnum):
    """How a link was written."""

    INLINE = "inline"  # words with a target behind them
    AUTOLINK = "autolink"  # an address marked as one, as in <https://…>
    BARE = "bare"  # an address in running text
    IDENTIFIER = "identifier"  # an address made of an identifier, as in doi:10.1000/182
    TEXTUAL = "textual"  # a relative address in parentheses, as in (/topics/energy)
    IMAGE = "image"


class Gap(StrEnum):
    """What stands between two pieces of text, from the least to the greatest.

    A sentence may go on behind a BLOCK gap, where a conversion has cut its paragraph, but not behind an ITEM gap, where
    something else begins: an item of a list, a note, a quotation. After a HEADING gap nothing of the text before goes
    on.
    """

    LINE = "line"
    BLOCK = "block"
    ITEM = "item"
    HEADING = "heading"


# Run, Link and Mark have an `__init__` of their own, since one that `dataclass` makes stays Python's when the rest is
# compiled, and takes ten times as long.


@final
@dataclass(slots=True, init=False)
class Run:
    """Words as the reader sees them. `offset` counts the document's characters from 0, -1 where there are none."""

    text: str
    offset: int

    def __init__(self, text: str, offset: int = -1) -> None:
        self.text = text
        self.offset = offset


@final
@dataclass(slots=True, init=False)
class Link:
    """An address and the words that carry it. `offset` is where the address stands, -1 where that is unknown.

    `wrapped` says that it stood in parentheses of its own, which went with it. `pieces` are what it was printed in
    when it had been split, `rule` is what said so, and `loose` what may or may not be one more piece; `other` are its
    other readings, likeliest first; `because` is what was done to it.
    `menu` says that it stands where a site's own navigation does, `whole` that nothing may be rejoined to it.
    `printed` is the identifier as written when the address was made of one (`doi:10.1000/182`). `accessed` and
    `context` are the access date and the sentence where the format itself names them, as a bibliography does.
    """

    target: str
    label: str
    offset: int
    form: Form
    wrapped: bool
    pieces: tuple[str, ...]
    loose: tuple[str, ...]
    rule: str
    other: tuple[str, ...]
    because: str | None
    menu: bool
    whole: bool
    printed: str
    accessed: date | None
    context: str

    def __init__(
        self,
        target: str,
        label: str = "",
        offset: int = -1,
        form: Form = Form.INLINE,
        *,
        wrapped: bool = False,
        pieces: tuple[str, ...] = (),
        loose: tuple[str, ...] = (),
        rule: str = "",
        other: tuple[str, ...] = (),
        because: str | None = None,
        menu: bool = False,
        whole: bool = False,
        printed: str = "",
        accessed: date | None = None,
        context: str = "",
    ) -> None:
        self.target = target
        self.label = label
        self.offset = offset
        self.form = form
        self.wrapped = wrapped
        self.pieces = pieces
        self.loose = loose
        self.rule = rule
        self.other = other
        self.because = because
        self.menu = menu
        self.whole = whole
        self.printed = printed
        self.accessed = accessed
        self.context = context

    @property
    def as_printed(self) -> str:
        """The address as its reader sees it: rejoined, and an identifier as it was written."""
        return self.printed + "".join(self.pieces[1:]) if self.printed else self.target

    def under(self, label: str) -> Link:
        """The same link with other words."""
        return self._with(label, wrapped=self.wrapped)

    def in_brackets(self) -> Link:
        """The same link, wrapped."""
        return self._with(self.label, wrapped=True)

    def _with(self, label: str, *, wrapped: bool) -> Link:
        """What most links go through; `dataclasses.replace`, which does the same, takes ten times as long."""
        return Link(
            self.target,
            label,
            self.offset,
            self.form,
            wrapped=wrapped,
            pieces=self.pieces,
            loose=self.loose,
            rule=self.rule,
            other=self.other,
            because=self.because,
            menu=self.menu,
            whole=self.whole,
            printed=self.printed,
            accessed=self.accessed,
            context=self.context,
        )


@final
@dataclass(slots=True, init=False)
class Mark:
    """What follows, up to the paragraph's end or the next mark, is the note or reference of this number."""

    note: str

    def __init__(self, note: str) -> None:
        self.note = note


Item = Run | Link | Gap | Mark
Flow = list[Item]

# The members by names of their own, for what is asked of every item: `Gap.LINE` takes ten times as long to look up.
INLINE: Final = Form.INLINE
AUTOLINK: Final = Form.AUTOLINK
BARE: Final = Form.BARE
IDENTIFIER: Final = Form.IDENTIFIER
TEXTUAL: Final = Form.TEXTUAL
IMAGE: Final = Form.IMAGE
LINE: Final = Gap.LINE
BLOCK: Final = Gap.BLOCK
ITEM: Final = Gap.ITEM
HEADING: Final = Gap.HEADING

_RANK = {gap: rank for rank, gap in enumerate(Gap)}


def part(items: Flow, gap: Gap) -> None:
    """Put a gap at the end of a flow: of gaps that follow each other directly the greatest stands for all."""
    last = items[-1] if items else None
    if not isinstance(last, Gap):
        items.append(gap)
    elif _RANK[last] < _RANK[gap]:
        items[-1] = gap


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a document says of itself. `own_uris` are its own addresses, as a canonical link names them.

    `accessed` is the day on which, as its front matter says, all of its links were looked at.
    """

    title: str = ""
    published: date | None = None
    accessed: date | None = None
    base_url: str | None = None
    own_uris: tuple[str, ...] = ()
    language: str = "en"


PLACEHOLDERS = frozenset({"", "#"})


def is_placeholder(link: Link) -> bool:
    """Whether the link has words but lost its target, as conversion from PDF leaves it: `[words](#)`."""
    return link.target in PLACEHOLDERS and link.form is Form.INLINE
