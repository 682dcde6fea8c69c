"""Values of the model in, JSON-able objects out, and back: one form for store, test cases and `auditor record`.

Rules:

| value                      | form                                                                    |
|----------------------------|-------------------------------------------------------------------------|
| dataclass                  | an object of its fields; a field at its default is left out             |
| one of several dataclasses | an object of one key, the class in lower case: `{"response": {…}}`      |
| enum                       | its word                                                                |
| datetime, date             | ISO 8601; moments in UTC with `Z`                                       |
| bytes                      | `{"text": …}` for UTF-8 without controls but tab, LF and CR,            |
|                            | else `{"base64": …}`                                                    |
| tuple                      | a list                                                                  |

Reading is strict: what is missing, unknown or of another type is a ValueError that names the field.
"""

# ruff: noqa: ANN401 - forms are put together from types at run time; callers see `dump` and `load`, which are typed

from __future__ import annotations

import base64
import binascii
import dataclasses
import math
import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")

_SHOWN = 60  # characters of a wrong value, so that a message stays a line
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def dump(value: object) -> dict[str, Any]:
    """The JSON-able form of a dataclass of `auditor.model`. ValueError for a moment without a time zone."""
    kind: Any = type(value)
    form: dict[str, Any] = _form(kind).dump(value)
    return form


def load(kind: type[T], data: object) -> T:
    """The value whose form `data` is. ValueError naming the field that is missing, unknown or wrong."""
    hashable: Any = kind
    value: T = _form(hashable).load(data, kind.__name__.lower())
    return value


def iso(moment: datetime) -> str:
    """A moment as ISO 8601 in UTC with `Z`. ValueError when it has no time zone."""
    if moment.tzinfo is None:
        message = f"{moment.isoformat()} has no time zone"
        raise ValueError(message)
    return moment.astimezone(UTC).isoformat()[:-6] + "Z"


def moment(text: str) -> datetime:
    """The aware UTC moment that ISO 8601 text names. ValueError when it is none or has no time zone."""
    value = datetime.fromisoformat(text)
    if value.tzinfo is None:
        message = f"{text!r} has no time zone"
        raise ValueError(message)
    return value.astimezone(UTC)


def plain(text: str) -> str:
    """The text as files and databases can hold it: lone surrogates become `?`, NUL becomes U+FFFD."""
    if not text.isascii():
        text = text.encode("utf-8", "replace").decode()
    return text.replace("\0", "\ufffd")


@dataclasses.dataclass(frozen=True, slots=True)
class _Form:
    """How values of one type are written, and read again from data found at a path."""

    dump: Callable[[Any], Any]
    load: Callable[[Any, str], Any]


@cache
def _form(kind: Any) -> _Form:
    """The form of a type, put together once from its annotations."""
    if kind in _PLAIN:
        return _PLAIN[kind]
    if isinstance(kind, UnionType):
        return _union(get_args(kind))
    if get_origin(kind) is tuple:
        return _tuple(get_args(kind))
    if dataclasses.is_dataclass(kind):
        return _object(kind)
    if issubclass(kind, Enum):
        return _Form(lambda value: value.value, lambda data, path: _read(kind, data, path, f"a {kind.__name__}"))
    message = f"no form for {kind!r}"
    raise TypeError(message)


def _object(kind: Any) -> _Form:
    hints = get_type_hints(kind)
    forms = {field.name: _form(hints[field.name]) for field in dataclasses.fields(kind)}
    defaults = {field.name: _default(field) for field in dataclasses.fields(kind)}
    plan = [(name, form.dump, defaults[name]) for name, form in forms.items()]

    def dump_object(value: Any) -> dict[str, Any]:
        out = {}
        for name, dump_field, default in plan:
            part = getattr(value, name)
            if part != default:
                out[name] = dump_field(part)
        return out

    def load_object(data: Any, path: str) -> Any:
        given = _expect(data, dict, path, "an object")
        for name in given:
            if name not in forms:
                raise ValueError(f"{path}.{name}: unknown field; known are {', '.join(forms)}")
        for name, default in defaults.items():
            if default is dataclasses.MISSING and name not in given:
                raise ValueError(f"{path}.{name}: missing")
        return kind(**{name: forms[name].load(part, f"{path}.{name}") for name, part in given.items()})

    return _Form(dump_object, load_object)


def _default(field: dataclasses.Field[Any]) -> Any:
    factory = field.default_factory
    return field.default if factory is dataclasses.MISSING else factory()


def _union(kinds: tuple[Any, ...]) -> _Form:
    """`X | None` is null or the form of X; several dataclasses are told apart by their names."""
    others = tuple(kind for kind in kinds if kind is not NoneType)
    form = _later(others[0]) if len(others) == 1 else _tagged({kind.__name__.lower(): kind for kind in others})
    if len(others) == len(kinds):
        return form
    return _Form(
        lambda value: None if value is None else form.dump(value),
        lambda data, path: None if data is None else form.load(data, path),
    )


def _later(kind: Any) -> _Form:
    """The form of a type, put together only when it is needed: a value may have one of its own type inside."""
    return _Form(lambda value: _form(kind).dump(value), lambda data, path: _form(kind).load(data, path))


def _tagged(kinds: Mapping[str, Any]) -> _Form:
    forms = {tag: _form(kind) for tag, kind in kinds.items()}
    tags = {kind: tag for tag, kind in kinds.items()}

    def load_tagged(data: Any, path: str) -> Any:
        given = _expect(data, dict, path, "an object")
        if len(given) != 1 or not given.keys() <= forms.keys():
            raise ValueError(f"{path}: expected one of {', '.join(forms)}, not {', '.join(given) or 'nothing'}")
        ((tag, part),) = given.items()
        return forms[tag].load(part, f"{path}.{tag}")

    return _Form(lambda value: {tags[type(value)]: forms[tags[type(value)]].dump(value)}, load_tagged)


def _tuple(kinds: tuple[Any, ...]) -> _Form:
    """`tuple[X, ...]` is a list of any length, `tuple[X, Y]` one of two."""
    if kinds[-1] is Ellipsis:
        form = _form(kinds[0])

        def load_list(data: Any, path: str) -> Any:
            items = _expect(data, list, path, "a list")
            return tuple([form.load(item, f"{path}[{index}]") for index, item in enumerate(items)])

        return _Form(lambda value: [form.dump(item) for item in value], load_list)
    forms = [_form(kind) for kind in kinds]

    def load_fixed(data: Any, path: str) -> Any:
        items = _expect(data, list, path, "a list")
        if len(items) != len(forms):
            raise ValueError(f"{path}: expected {len(forms)} items, not {len(items)}")
        return tuple([form.load(item, f"{path}[{i}]") for i, (form, item) in enumerate(zip(forms, items, strict=True))])

    return _Form(lambda value: [form.dump(item) for form, item in zip(forms, value, strict=True)], load_fixed)


def _dump_bytes(value: bytes) -> dict[str, str]:
    try:
        text = value.decode()
    except UnicodeDecodeError:
        text = None
    if text is None or _CONTROL.search(text):
        return {"base64": base64.b64encode(value).decode("ascii")}
    return {"text": text}


def _load_bytes(data: Any, path: str) -> bytes:
    match data:
        case {"text": str(text)} if len(data) == 1:
            return _read(str.encode, text, f"{path}.text", "text that UTF-8 can hold")
        case {"base64": str(text)} if len(data) == 1:
            try:
                return base64.b64decode(text, validate=True)
            except binascii.Error as error:
                raise ValueError(f"{path}.base64: {error}") from None
        case _:
            raise ValueError(f"{path}: expected an object with text or base64, not {_shown(data)}")


def _load_float(data: Any, path: str) -> float:
    if type(data) not in (int, float) or not math.isfinite(data):
        raise ValueError(f"{path}: expected a number, not {_shown(data)}")
    return float(data)


def _load_date(data: Any, path: str) -> date:
    return _read(date.fromisoformat, _expect(data, str, path, "text"), path, "a date")


def _load_moment(data: Any, path: str) -> datetime:
    return _read(moment, _expect(data, str, path, "text"), path, "a moment with a time zone")


def _read(reader: Callable[[Any], T], data: Any, path: str, wanted: str) -> T:
    try:
        return reader(data)
    except (ValueError, OverflowError):
        raise ValueError(f"{path}: expected {wanted}, not {_shown(data)}") from None


def _expect(data: Any, kind: type[T], path: str, wanted: str) -> T:
    # The very type: for JSON, true is no number, though for Python it is.
    if type(data) is not kind:
        raise ValueError(f"{path}: expected {wanted}, not {_shown(data)}")
    return data


def _shown(data: object) -> str:
    text = repr(data)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def _same(value: Any) -> Any:
    return value


_PLAIN: Mapping[Any, _Form] = {
    str: _Form(_same, lambda data, path: _expect(data, str, path, "text")),
    bool: _Form(_same, lambda data, path: _expect(data, bool, path, "true or false")),
    int: _Form(_same, lambda data, path: _expect(data, int, path, "a whole number")),
    float: _Form(_same, _load_float),
    bytes: _Form(_dump_bytes, _load_bytes),
    date: _Form(date.isoformat, _load_date),
    datetime: _Form(iso, _load_moment),
}
