"""The bytes of an XML document in, calls to a format's handlers out: no tree, no recursion, no entities.

1. Elements and attributes are named `prefix:local` by the prefixes that the format gives to the namespaces it knows,
   whatever prefixes the document uses; those of other namespaces are named `?:local`.
2. A document type that declares entities is refused: they are how a kilobyte becomes a gigabyte. Nothing outside of
   the document is ever read.
3. A handler may skip its element with all that is in it. Nesting costs memory in proportion, and no stack.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from xml.parsers import expat

_BETWEEN = " "  # between namespace and local name: neither can hold it

Attributes = Mapping[str, str]


class Then(Enum):
    """What a handler may ask for."""

    SKIP = "skip"


Opener = Callable[[Attributes], Then | None]
Closer = Callable[[], None]


class XmlError(Exception):
    """Bytes that are no sound XML; the message is a clause for the user. What came before has been handled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handlers:
    """What a format does at the elements that it knows. `text` gets all character data outside of what is skipped."""

    starts: Mapping[str, Opener]
    ends: Mapping[str, Closer]
    text: Callable[[str], None]


def read_xml(
    pieces: Iterable[bytes],
    handlers: Handlers,
    *,
    prefixes: Mapping[str, str],
    root: Callable[[str], bool] | None = None,
) -> None:
    """Read a document. `root` is asked, with the name of its root element, whether it is to be read at all.

    Raises XmlError, and whatever `pieces` or a handler raises.
    """
    walk = _Walk(handlers, prefixes, root)
    try:
        for piece in pieces:
            walk.parser.Parse(piece, False)
        walk.parser.Parse(b"", True)
    except _NotWanted:
        return
    except expat.ExpatError as error:
        walk.parser.buffer_text = False  # gives the characters that were held back to the handler
        reason = expat.ErrorString(error.code) or "not XML"
        raise XmlError(f"is damaged in line {error.lineno} ({reason})") from error
    except (ValueError, LookupError) as error:  # an encoding that isn't known
        raise XmlError(f"can't be decoded ({error})") from error


class _NotWanted(Exception):  # noqa: N818 - it is no error
    """The root element is none that the format reads."""


class _Names(dict[str, str]):
    """What expat calls an element or attribute → what the format calls it."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        super().__init__()
        self._prefixes = prefixes

    def __missing__(self, raw: str) -> str:
        space, _, local = raw.rpartition(_BETWEEN)
        name = f"{self._prefixes.get(space, '?')}:{local}" if space else local
        self[raw] = name
        return name


class _Walk:
    """One parser with its handlers; while an element is skipped, others stand in for them."""

    def __init__(self, handlers: Handlers, prefixes: Mapping[str, str], root: Callable[[str], bool] | None) -> None:
        self._handlers = handlers
        self._names = _Names(prefixes)
        self._root = root
        self._skipped = 0  # elements that are open within the one that is skipped
        self.parser = expat.ParserCreate(namespace_separator=_BETWEEN)
        self.parser.buffer_text = True
        self.parser.EntityDeclHandler = _refuse_entity
        self._listen()

    def _listen(self) -> None:
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._handlers.text

    def _start(self, raw: str, attributes: dict[str, str]) -> None:
        names = self._names
        name = names[raw]
        if self._root is not None:
            wanted, self._root = self._root(name), None
            if not wanted:
                raise _NotWanted
        handler = self._handlers.starts.get(name)
        if handler is None:
            return
        named = {names[key]: value for key, value in attributes.items()} if attributes else attributes
        if handler(named) is Then.SKIP:
            self._skipped = 1
            self.parser.StartElementHandler = self._start_skipped
            self.parser.EndElementHandler = self._end_skipped
            self.parser.CharacterDataHandler = None

    def _end(self, raw: str) -> None:
        handler = self._handlers.ends.get(self._names[raw])
        if handler is not None:
            handler()

    def _start_skipped(self, _raw: str, _attributes: dict[str, str]) -> None:
        self._skipped += 1

    def _end_skipped(self, _raw: str) -> None:
        self._skipped -= 1
        if not self._skipped:
            self._listen()


def _refuse_entity(*_declared: object) -> None:
    raise XmlError("declares entities of its own, which no document needs: not read")
