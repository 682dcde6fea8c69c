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

    def but(self, *, offset: int) -> Run:
        """The same words elsewhere."""
        return Run(self.text, offset)


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

    def but(
        self,
        *,
        target: str | None = None,
        label: str | None = None,
        offset: int | None = None,
        form: Form | None = None,
        wrapped: bool | None = None,
        pieces: tuple[str, ...] | None = None,
        loose: tuple[str, ...] | None = None,
        rule: str | None = None,
        other: tuple[str, ...] | None = None,
        because: str | None = None,
        menu: bool | None = None,
        whole: bool | None = None,
        printed: str | None = None,
        accessed: date | None = None,
        context: str | None = None,
    ) -> Link:
        """The same link but for what is given; `dataclasses.replace`, which does the same, takes ten times as long."""
        return Link(
            self.target if target is None else target,
            self.label if label is None else label,
            self.offset if offset is None else offset,
            self.form if form is None else form,
            wrapped=self.wrapped if wrapped is None else wrapped,
            pieces=self.pieces if pieces is None else pieces,
            loose=self.loose if loose is None else loose,
            rule=self.rule if rule is None else rule,
            other=self.other if other is None else other,
            because=self.because if because is None else because,
            menu=self.menu if menu is None else menu,
            whole=self.whole if whole is None else whole,
            printed=self.printed if printed is None else printed,
            accessed=self.accessed if accessed is None else accessed,
            context=self.context if context is None else context,
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
