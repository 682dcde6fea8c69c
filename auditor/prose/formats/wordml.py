"""The elements of one part of a Word document in, its flow and its notes out.

1. Links are `w:hyperlink` (its relation, with `w:anchor` as the fragment), `HYPERLINK` fields in one piece or in many,
   nested too, and `a:hlinkClick` or `href` on images, shapes and text in drawings.
2. Words in the code of a field are its code, not the text's; the words of a field within that code are code too.
3. Deleted words and those that were moved away are no text. Of alternate content the first choice is read alone.
4. Text boxes follow the paragraph that they hang on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from auditor.prose.flow import Flow, Gap
from auditor.prose.formats.builder import Builder
from auditor.prose.formats.field_codes import hyperlink, with_base, with_fragment
from auditor.xml_events import Attributes, Handlers, Then

_SHAPES = ("v:shape", "v:rect", "v:roundrect", "v:oval", "v:line", "v:polyline", "v:image", "v:group")
_NO_NOTES = frozenset({"separator", "continuationSeparator", "continuationNotice"})
_MAX_FIELDS = 64  # one in the other; Word itself stops at twenty
_FALSE = frozenset({"0", "false", "off", ""})


@dataclass(slots=True)
class _Field:
    """A field that has begun: first its code is told, then its result is shown."""

    code: list[str] = field(default_factory=list)
    shown: bool = False
    linked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A place in the text that refers to a note; `numbered` is False where the author set a mark of his own."""

    kind: str
    id: str
    numbered: bool = True


class WordReader:
    """Reads one part. `relations` are the part's own; `headings` are the ids of paragraph styles of headings."""

    def __init__(self, relations: Mapping[str, str], headings: frozenset[str], *, base: str = "") -> None:
        self.notes: dict[str, Flow] = {}
        self.references: list[Reference] = []
        self.formats: dict[str, str] = {}
        self.bookmarks: set[str] = set()
        self.embedded = 0
        self._relations, self._headings, self._base = relations, headings, base
        self._builder = Builder()
        self._fields: list[_Field] = []
        self._outer_fields: list[list[_Field]] = []  # of the paragraphs that hold the text boxes we are in
        self._simple: list[bool] = []  # for each open w:fldSimple whether it is a link
        self._links: list[int] = []  # for each open w:hyperlink how many deletions there were before it
        self._choices: list[bool] = []  # for each open mc:AlternateContent whether a choice was read
        self._deletions = 0
        self._heading = self._in_run_properties = self._linked_run = False
        self._name = ""  # of the drawing that we are in
        self._note = ""
        self._note_kind = ""
        self._take: Callable[[str], None] | None = None

    @property
    def flow(self) -> Flow:
        """All that was read but the notes that ended; to be asked for once, at the end."""
        return self._builder.finished()

    @property
    def handlers(self) -> Handlers:
        """What to do at each element."""
        words = partial(self._taking, self._words)
        skip = self._skip
        return Handlers(
            starts={
                "w:t": words, "m:t": words, "a:t": words, "w:instrText": partial(self._taking, self._code),
                "w:tab": partial(self._put, " "), "w:ptab": partial(self._put, " "),
                "w:noBreakHyphen": partial(self._put, "-"),
                "w:br": self._line, "w:cr": self._line, "a:br": self._line,
                "w:pStyle": self._style, "w:outlineLvl": self._outline,
                "w:del": self._delete, "w:moveFrom": self._delete, "w:pPrChange": skip, "w:rPrChange": skip,
                "w:hyperlink": self._hyperlink, "w:fldSimple": self._simple_field, "w:fldChar": self._field_mark,
                "mc:AlternateContent": self._alternate, "mc:Choice": self._choice, "mc:Fallback": self._choice,
                "w:txbxContent": self._box,
                "wp:docPr": self._drawing, "a:rPr": self._run_properties, "a:hlinkClick": self._click,
                **dict.fromkeys(_SHAPES, self._shape),
                **dict.fromkeys(("w:footnote", "w:endnote", "w:comment"), self._begin_note),
                "w:footnoteReference": partial(self._refer, "footnote"),
                "w:endnoteReference": partial(self._refer, "endnote"),
                "w:footnotePr": partial(self._of_kind, "footnote"), "w:endnotePr": partial(self._of_kind, "endnote"),
                "w:bookmarkStart": self._bookmark, "w:numFmt": self._format, "w:altChunk": self._embed,
            },
            ends={
                **dict.fromkeys(("w:t", "m:t", "a:t", "w:instrText"), self._taken),
                "w:p": self._paragraph_ends, "a:p": self._paragraph_ends, "w:tc": self._cell_ends,
                "w:hyperlink": self._hyperlink_ends, "w:fldSimple": self._simple_field_ends,
                "mc:AlternateContent": self._alternate_ends, "w:txbxContent": self._box_ends,
                "a:rPr": self._run_properties_end, "a:r": self._drawn_run_ends,
                **dict.fromkeys(("w:footnote", "w:endnote", "w:comment"), self._note_ends),
            },
            text=self._text,
        )  # fmt: skip

    # ── words ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _text(self, data: str) -> None:
        if self._take is not None:
            self._take(data)

    def _taking(self, take: Callable[[str], None], _attributes: Attributes) -> None:
        self._take = take

    def _taken(self) -> None:
        self._take = None

    def _words(self, data: str) -> None:
        for one in reversed(self._fields):
            if not one.shown:
                one.code.append(data)
                return
        self._builder.words(data)

    def _code(self, data: str) -> None:
        if self._fields and not self._fields[-1].shown:
            self._fields[-1].code.append(data)

    def _put(self, text: str, _attributes: Attributes) -> None:
        self._words(text)

    def _line(self, _attributes: Attributes) -> None:
        self._builder.line()

    def _skip(self, _attributes: Attributes) -> Then:
        return Then.SKIP

    def _delete(self, _attributes: Attributes) -> Then:
        self._deletions += 1
        return Then.SKIP

    # ── paragraphs ───────────────────────────────────────────────────────────────────────────────────────────────

    def _style(self, attributes: Attributes) -> None:
        if attributes.get("w:val", "") in self._headings:
            self._begin_heading()

    def _outline(self, attributes: Attributes) -> None:
        if attributes.get("w:val", "9") in set("012345678"):
            self._begin_heading()

    def _begin_heading(self) -> None:
        self._heading = True
        self._builder.gap(Gap.HEADING)

    def _paragraph_ends(self) -> None:
        self._fields = [one for one in self._fields if one.shown]  # codes end with their paragraph at the latest
        self._builder.gap(Gap.HEADING if self._heading else Gap.BLOCK)
        self._heading = False

    def _cell_ends(self) -> None:
        self._builder.gap(Gap.HEADING)  # no address goes on in the next cell

    def _box(self, _attributes: Attributes) -> None:
        self._outer_fields.append(self._fields)
        self._fields = []
        self._builder.divert()

    def _box_ends(self) -> None:
        self._fields = self._outer_fields.pop()
        self._builder.aside(self._builder.taken())

    # ── links ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _target(self, relation: str | None, fragment: str = "") -> str:
        return with_base(with_fragment(self._relations.get(relation or "", ""), fragment), self._base)

    def _hyperlink(self, attributes: Attributes) -> None:
        self._links.append(self._deletions)
        fragment = attributes.get("w:anchor") or attributes.get("w:docLocation") or ""
        self._builder.open(self._target(attributes.get("r:id"), fragment))

    def _hyperlink_ends(self) -> None:
        self._builder.close(unless_empty=self._links.pop() < self._deletions)

    def _simple_field(self, attributes: Attributes) -> None:
        target = hyperlink(attributes.get("w:instr", ""))
        self._simple.append(target is not None)
        if target is not None:
            self._builder.open(with_base(target, self._base))

    def _simple_field_ends(self) -> None:
        if self._simple.pop():
            self._builder.close()

    def _field_mark(self, attributes: Attributes) -> None:
        match attributes.get("w:fldCharType"):
            case "begin":
                self._fields = [*self._fields[-_MAX_FIELDS:], _Field()]
            case "separate" if self._fields:
                self._show(self._fields[-1])
            case "end" if self._fields:
                ended = self._fields.pop()
                self._show(ended)
                if ended.linked:
                    self._builder.close()

    def _show(self, one: _Field) -> None:
        """The field's code is complete."""
        if one.shown:
            return
        one.shown = True
        target = hyperlink("".join(one.code))
        if target is not None:
            one.linked = True
            self._builder.open(with_base(target, self._base))

    # ── drawings ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _drawing(self, attributes: Attributes) -> None:
        self._name = attributes.get("descr") or attributes.get("title") or ""
        self._builder.instead(self._name)

    def _shape(self, attributes: Attributes) -> None:
        if href := attributes.get("href"):
            self._builder.open(href)
            self._builder.instead(attributes.get("alt") or attributes.get("title") or "")
            self._builder.close()

    def _run_properties(self, _attributes: Attributes) -> None:
        self._in_run_properties = True

    def _run_properties_end(self) -> None:
        self._in_run_properties = False

    def _click(self, attributes: Attributes) -> None:
        if not (target := self._target(attributes.get("r:id"))):
            return  # an action of a presentation
        self._builder.open(target)
        if self._in_run_properties:
            self._linked_run = True
        else:
            self._builder.instead(self._name)
            self._builder.close()

    def _drawn_run_ends(self) -> None:
        if self._linked_run:
            self._builder.close()
        self._linked_run = False

    def _alternate(self, _attributes: Attributes) -> None:
        self._choices.append(False)

    def _choice(self, _attributes: Attributes) -> Then | None:
        if not self._choices or self._choices[-1]:
            return Then.SKIP
        self._choices[-1] = True
        return None

    def _alternate_ends(self) -> None:
        self._choices.pop()

    # ── notes ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _begin_note(self, attributes: Attributes) -> Then | None:
        if attributes.get("w:type") in _NO_NOTES:
            return Then.SKIP
        self._note = attributes.get("w:id", "")
        self._builder.divert()
        return None

    def _note_ends(self) -> None:
        self._fields.clear()
        self.notes[self._note] = self._builder.taken()

    def _refer(self, kind: str, attributes: Attributes) -> None:
        own_mark = attributes.get("w:customMarkFollows", "0") not in _FALSE
        self.references.append(Reference(kind=kind, id=attributes.get("w:id", ""), numbered=not own_mark))

    def _of_kind(self, kind: str, _attributes: Attributes) -> None:
        self._note_kind = kind

    def _format(self, attributes: Attributes) -> None:
        self.formats.setdefault(self._note_kind, attributes.get("w:val", ""))

    def _bookmark(self, attributes: Attributes) -> None:
        self.bookmarks.add(attributes.get("w:name", ""))

    def _embed(self, _attributes: Attributes) -> None:
        self.embedded += 1
