"""What documents cite, as values: documents, their citations, and the references that these come down to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What an address in a document is there for."""

    CITATION = "citation"
    SELF = "self"
    NAVIGATION = "navigation"
    SKIPPED = "skipped"


AUDITED = frozenset({Kind.CITATION, Kind.SELF})


class ChosenBy(StrEnum):
    """What settled how an address is read that a break has split, or may have."""

    ANNOTATION = "annotation"
    SECOND_MENTION = "second mention"
    RULE = "rule"
    LIVENESS = "liveness"
    ARCHIVE = "archive"
    UNRESOLVED = "unresolved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """How an address was printed that the end of a line, block or page has split, or may have split.

    `pieces` are in the order of print, what belongs to it only perhaps included; `rule` is what was said of the break.
    """

    pieces: tuple[str, ...]
    rule: str
    chosen_by: ChosenBy = ChosenBy.RULE


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One place in a document where an address is cited.

    `uri` is the absolute address to check, rejoined where a break had split it; `target` is what the document
    has written. `offset` counts characters from 0, `line` and `page` from 1; None where the format has none.
    `number` counts the audited citations of the document from 1 and is None for the others.
    `accessed` is the day on which it was looked at, `accessed_with_all` that the document says it of all its links at
    once. `note` is the number of the note or reference that it stands in, as the document has it.
    `because` says why an address is skipped, how it was repaired, or what it was made of. `alternatives` are the other
    readings of what a break may have split (`broken`), likeliest first.
    """

    uri: str
    target: str
    text: str = ""
    context: str = ""
    kind: Kind = Kind.CITATION
    number: int | None = None
    line: int | None = None
    offset: int | None = None
    page: int | None = None
    accessed: date | None = None
    accessed_with_all: bool = False
    repaired: bool = False
    alternatives: tuple[str, ...] = ()
    because: str | None = None
    note: str | None = None
    broken: Break | None = None

    @property
    def is_open(self) -> bool:
        """Whether nothing in the document settles which of its readings is meant."""
        told_by = self.broken.chosen_by if self.broken and self.alternatives else None
        return told_by in {ChosenBy.RULE, ChosenBy.UNRESOLVED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document as it was read: where it came from, what it says of itself, and what it cites.

    `name` is the path as given, or the address of a published page. `readable` is False when no citation could
    be looked for; `problems` then says why. `sha256` is of the bytes, empty where nothing could be read. `dated` is
    the file's date, a weak hint that stands only where the document doesn't say when it was published.
    """

    name: str
    media_type: str = ""
    title: str = ""
    published: date | None = None
    dated: date | None = None
    base_url: str | None = None
    encoding: str | None = None
    sha256: str = ""
    problems: tuple[str, ...] = ()
    readable: bool = True
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One address to look at, however many citations share it.

    `key` is the WHATWG form without fragment, by which addresses are compared; `uri` is what is requested and
    `host` the name whose lane asks for it. `cited_on` is the earliest day on which it was cited, if known, and `days`
    are all of them in order, but for those that only files' dates tell; `words` are the distinct link texts under which
    it was cited, `sentences` those in which it was; `fragments` are the distinct fragments with which it was, as
    written and with their `#`. `readings` are the other addresses that may be meant where a break may have split it;
    `is_whole` says that it is also cited where none has, and has a verdict of its own besides. `is_control` marks a
    made-up address that is looked at beside these.
    """

    key: str
    uri: str
    host: str
    cited_on: date | None = None
    days: tuple[date, ...] = ()
    words: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    fragments: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    is_whole: bool = True
    is_control: bool = False
