r"""A Rich Text document in, the document with its citations out.

1. Links are `HYPERLINK` fields, `{\field{\*\fldinst …}{\fldrslt …}}`, nested ones too.
2. A group that is marked `\*` and not known is no text, nor are tables of fonts and styles, pictures and the marks of
   lists. Deleted words are no text.
3. Notes stand behind the text, with the numbers that the document prints; comments behind them. Running heads and
   feet are navigation.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from auditor.extract import Extractor, Source
from auditor.model import Document
from auditor.prose.cite import citations
from auditor.prose.flow import Flow, Gap
from auditor.prose.formats.builder import Builder, as_menu, numbered, with_lost_targets, with_notes
from auditor.prose.formats.field_codes import hyperlink, with_base
from auditor.prose.formats.office import Properties, about_office
from auditor.rtf_events import read_rtf

_MEDIA_TYPE = "application/rtf"

_HIDDEN = frozenset(
    """fonttbl colortbl stylesheet info pict listtable listoverridetable rsidtbl generator filetbl revtbl
    bkmkend atnid atnauthor atnref atndate atntime atnicn atnparent xe tc tcn rxe txe nonshppict shprslt upr ftnsep
    sp ftnsepc ftncn aftnsep aftnsepc aftncn pntext listtext template keywords nextfile objdata""".split()
)
_KNOWN_STARRED = frozenset({"shpinst"})
_MARGINS = frozenset({"header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"})
_TIMES = frozenset({"creatim", "revtim"})
_TOLD = frozenset({"title", "hlinkbase"})
_GAPS = {  # no address goes on in the next cell
    "par": Gap.BLOCK, "sect": Gap.BLOCK, **dict.fromkeys(("cell", "nestcell", "row", "nestrow"), Gap.HEADING),
}  # fmt: skip
_LINES = frozenset({"line", "lbr", "softline", "page", "column"})
_DATE_PARTS = frozenset({"yr", "mo", "dy"})
_SIGN = re.compile(rb"\s*\{\\rtf")


def _extract(source: Source) -> Document:
    reader = _Reader()
    problem = (
        read_rtf(source.data, reader) if _SIGN.match(source.data) else "it is no Rich Text, whatever its name says"
    )
    flow = reader.flow
    about = about_office(flow, reader.properties, source.base_url)
    found, problems = citations(flow, about)
    return Document(
        name=source.name,
        media_type=_MEDIA_TYPE,
        title=about.title,
        published=about.published,
        base_url=source.base_url,
        problems=(*((problem,) if problem else ()), *problems),
        readable=_SIGN.match(source.data) is not None,
        citations=found,
    )


class _State(NamedTuple):
    """What holds within a group. Words go to `sink` if there is one, else to the text if it is `visible`."""

    visible: bool = True
    sink: list[str] | None = None
    deleted: bool = False
    heading: bool = False


@dataclass(slots=True)
class _Field:
    """A field that has begun; `outside` is the state of the group that holds it."""

    outside: _State
    code: list[str] = field(default_factory=list)
    shown: bool = False


class _Reader:
    """Collects a document's flow and what it says of itself."""

    def __init__(self) -> None:
        self._builder = Builder()
        self._groups: list[_State] = []
        self._state = _State()
        self._endings: list[tuple[int, Callable[[], None]]] = []  # what to do when only so many groups are open
        self._starred = False
        self._fields: list[_Field] = []
        self._notes: list[Flow] = []
        self._comments: list[Flow] = []
        self._margins: list[Flow] = []
        self._bookmarks: set[str] = set()
        self._told: dict[str, list[str]] = {}
        self._times: dict[str, dict[str, int]] = {}
        self._time = ""
        self._numbers = {"footnote": 0, "endnote": 0}
        self._kind = "footnote"
        self._is_numbered = False
        self._dropped = 0  # deleted pieces of text so far
        self._destinations: dict[str, Callable[[str], None]] = {
            "field": self._field, "fldinst": self._code, "fldrslt": self._result,
            "footnote": self._note, "annotation": self._comment, "shptxt": self._box,
            "ud": self._unicode, "hlsrc": self._shape_link, "bkmkstart": self._bookmark,
            **dict.fromkeys(_MARGINS, self._margin), **dict.fromkeys(_TOLD, self._tell),
            **dict.fromkeys(_TIMES, self._begin_time),
        }  # fmt: skip

    @property
    def flow(self) -> Flow:
        """The text, its notes and comments, its running heads and feet; to be asked for once, at the end."""
        text = self._builder.finished()
        margins = [item for margin in self._margins for item in margin]
        flow = [*with_notes(text, (*self._notes, *self._comments)), Gap.HEADING, *as_menu(margins)]
        return with_lost_targets(flow, self._bookmarks)

    @property
    def properties(self) -> Properties:
        """What the document says of itself."""
        days = {
            name: f"{parts['yr']:04}-{parts['mo']:02}-{parts['dy']:02}"
            for name, parts in self._times.items()
            if parts.keys() >= _DATE_PARTS
        }
        return Properties(title=self._said("title"), modified=days.get("revtim", ""), created=days.get("creatim", ""))

    def _said(self, name: str) -> str:
        return "".join(self._told.get(name, ())).strip()

    # ── what comes in ────────────────────────────────────────────────────────────────────────────────────────────

    def begin(self) -> None:
        """A group begins: what held before it holds in it."""
        self._groups.append(self._state)
        self._starred = False

    def end(self) -> None:
        """A group ends, and with it what had begun in it."""
        self._state = self._groups.pop()
        self._starred = False
        while self._endings and self._endings[-1][0] == len(self._groups):
            self._endings.pop()[1]()

    def text(self, data: str) -> None:
        """Words, for wherever they go."""
        self._starred = False
        if self._state.sink is not None:
            self._state.sink.append(data)
        elif self._state.visible and self._state.deleted:
            self._dropped += 1
        elif self._state.visible:
            self._builder.words(data)

    def word(self, name: str, number: int | None) -> None:
        """A control word or symbol."""
        if name == "*":
            self._starred = True
            return
        starred, self._starred = self._starred, False
        if name in self._destinations:
            self._destinations[name](name)
        elif name in _HIDDEN or (starred and name not in _KNOWN_STARRED):
            self._state = _State(visible=False)
        elif name in _DATE_PARTS and self._time:
            self._times[self._time][name] = number or 0
        elif self._state.visible and self._state.sink is None:
            self._format(name, number)

    def _format(self, name: str, number: int | None) -> None:
        """A word that says how the text is set."""
        if name in _GAPS:
            self._builder.gap(Gap.HEADING if self._state.heading else _GAPS[name])
        elif name in _LINES:
            self._builder.line()
        elif name == "deleted":
            self._state = self._state._replace(deleted=number != 0)
        elif name == "plain":
            self._state = self._state._replace(deleted=False)
        elif name == "pard":
            self._state = self._state._replace(heading=False)
        elif name == "outlinelevel":
            self._builder.gap(Gap.HEADING)
            self._state = self._state._replace(heading=True)
        elif name == "chftn":
            self._is_numbered = True
        elif name == "ftnalt":
            self._kind = "endnote"

    def _at_end(self, action: Callable[[], None]) -> None:
        """Do something when the group that we are in ends."""
        self._endings.append((len(self._groups) - 1, action))

    # ── fields ───────────────────────────────────────────────────────────────────────────────────────────────────

    def _field(self, _name: str) -> None:
        self._fields.append(_Field(outside=self._state))
        self._at_end(self._field_ends)

    def _code(self, _name: str) -> None:
        if self._fields:
            self._state = _State(visible=False, sink=self._fields[-1].code)

    def _result(self, _name: str) -> None:
        if self._fields and not self._fields[-1].shown:
            self._state = self._fields[-1].outside
            self._open(self._fields[-1])

    def _field_ends(self) -> None:
        ended = self._fields.pop()
        if not ended.shown:
            self._open(ended)

    def _open(self, one: _Field) -> None:
        """Begin the link that a field is, if it is one and stands in the text."""
        one.shown = True
        target = hyperlink("".join(one.code))
        if target is None or one.outside.sink is not None or not one.outside.visible:
            return
        self._builder.open(with_base(target, self._said("hlinkbase")))
        self._at_end(partial(self._close, self._dropped))

    def _close(self, dropped: int) -> None:
        self._builder.close(unless_empty=dropped < self._dropped)

    # ── what stands aside ────────────────────────────────────────────────────────────────────────────────────────

    def _aside(self, keep: Callable[[Flow], None]) -> None:
        """The words of this group are a flow of their own."""
        if self._state.visible:
            self._state = _State(deleted=self._state.deleted)
            self._builder.divert()
            self._at_end(lambda: keep(self._builder.taken()))

    def _note(self, _name: str) -> None:
        self._kind, self._is_numbered = "footnote", False
        self._aside(self._keep_note)

    def _keep_note(self, note: Flow) -> None:
        self._numbers[self._kind] += self._is_numbered
        self._notes.append(numbered(str(self._numbers[self._kind]) if self._is_numbered else "", note))

    def _comment(self, _name: str) -> None:
        self._aside(self._comments.append)

    def _margin(self, _name: str) -> None:
        self._aside(self._margins.append)

    def _box(self, _name: str) -> None:
        self._aside(self._builder.aside)

    def _shape_link(self, _name: str) -> None:
        said: list[str] = []
        self._state = _State(visible=False, sink=said)
        self._at_end(lambda: self._link("".join(said)))

    def _bookmark(self, _name: str) -> None:
        said: list[str] = []
        self._state = _State(visible=False, sink=said)
        self._at_end(lambda: self._bookmarks.add("".join(said).strip()))

    def _link(self, target: str) -> None:
        self._builder.open(target)
        self._builder.close()

    # ── what the document says of itself ─────────────────────────────────────────────────────────────────────────

    def _tell(self, name: str) -> None:
        self._told[name] = []
        self._state = _State(visible=False, sink=self._told[name])

    def _begin_time(self, name: str) -> None:
        self._time, self._times[name] = name, {}
        self._at_end(self._end_time)

    def _end_time(self) -> None:
        self._time = ""

    def _unicode(self, _name: str) -> None:
        r"""`{\upr{…}{\*\ud{…}}}`: the second reading, in Unicode, goes where both stand."""
        if len(self._groups) > 1:
            self._state = self._groups[-2]


EXTRACTOR = Extractor(
    name="rtf",
    media_types=(_MEDIA_TYPE, "text/rtf", "text/richtext"),
    suffixes=(".rtf",),
    signed=True,
    claims=lambda head: _SIGN.match(head) is not None,
    extract=_extract,
)
