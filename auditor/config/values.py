"""A value as TOML gives it in, the value that a policy wants out; or `WrongError` with what is expected instead.

1. Whole numbers do where numbers are wanted; booleans are no numbers; NaN and infinity are none either.
2. Text is free of control characters; addresses are http or https.
3. Secrets aren't configuration: a proxy's password comes from the environment.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from ipaddress import ip_address
from types import MappingProxyType

from auditor.archive_links import NEVER_ASKED, UNSAFE, archive_of
from auditor.model import Health
from auditor.settings import JudgeMode
from auditor.uris import parse

_MOST = 2**31 - 1  # what the system's own calls take for a count or a number of seconds
_PORTS = range(1, 65_536)
_HOST_PORT = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^\s:/?#@\[\]]*):([0-9]{0,5})")
_NAME_SERVER = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([0-9.]+)|([0-9A-Fa-f:]+))(?::([0-9]{1,5}))?")
_SCHEDULER = re.compile(r"(?:tcp|tls|ws|wss|ucx)://[^\s/]+:[0-9]{1,5}")  # Dask's own schemes

Read = Callable[[object], object]


class WrongError(ValueError):
    """Not what is expected. `expected` goes on from "must be"; `found` is what stands there instead."""

    def __init__(self, expected: str, found: object) -> None:
        super().__init__(expected, found)
        self.expected = expected
        self.found = found


def text(value: object) -> str:
    """Any text on one line."""
    if not isinstance(value, str):
        raise WrongError("text in quotes", value)
    if any(ord(char) < ord(" ") or char == "\x7f" for char in value):
        raise WrongError("text without control characters", value)
    return value


def filled(value: object) -> str:
    """Text that says something."""
    if not text(value).strip():
        raise WrongError("text that is not empty", value)
    return text(value)


def header(value: object) -> str:
    """Text that may stand in a header: RFC 9110 section 5.5 without its obsolete forms."""
    if not text(value).isascii():
        raise WrongError("a mail address or URL in ASCII, since it is sent in a header", value)
    return text(value)


def flag(value: object) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise WrongError("true or false", value)
    return value


def number(unit: str) -> Callable[[object], float]:
    """Numbers of a unit, from 0."""
    return _number(f"a number of {unit}, 0 or more", _is_negative)


def more(unit: str) -> Callable[[object], float]:
    """Numbers of a unit, above 0."""
    return _number(f"a number of {unit} above 0", _is_not_positive)


def _is_negative(value: float) -> bool:
    return value < 0


def _is_not_positive(value: float) -> bool:
    return value <= 0


def _number(words: str, impossible: Callable[[float], bool]) -> Callable[[object], float]:
    def read(value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise WrongError(_unquoted(words, value), value)
        if value != value or impossible(value):  # noqa: PLR0124 - NaN is the one that differs from itself
            raise WrongError(words, value)
        return float(_bounded(words, value))

    return read


def count(*, least: int) -> Callable[[object], int]:
    """Whole numbers from `least`."""
    words = f"a whole number, {least} or more"

    def read(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or value < least:
            raise WrongError(_unquoted(words, value), value)
        _bounded(words, value)
        return value

    return read


def _bounded(words: str, value: float) -> float:
    if value > _MOST:
        raise WrongError(f"{words}, and at most {_MOST}", value)
    return value


def _unquoted(words: str, value: object) -> str:
    bare = isinstance(value, str) and value.replace(".", "", 1).isdecimal()
    return f"{words}, without quotes" if bare else words


def choice(words: tuple[str, ...]) -> Callable[[object], str]:
    """One of these words."""

    def read(value: object) -> str:
        if not isinstance(value, str) or value not in words:
            raise WrongError("one of " + ", ".join(f'"{word}"' for word in words), value)
        return value

    return read


def mode(value: object) -> JudgeMode:
    """A policy of judging."""
    return JudgeMode(choice(tuple(JudgeMode))(value))


def health(value: object) -> Health:
    """A health."""
    return Health(choice(tuple(Health))(value))


def many(read: Read, words: str) -> Read:
    """A list, each element of its kind, without repetitions."""

    def read_all(value: object) -> tuple[object, ...]:
        if not isinstance(value, list | tuple):
            raise WrongError(f"a list of {words} in square brackets", value)
        items = []
        for item in value:
            try:
                items.append(read(item))
            except WrongError as wrong:
                raise WrongError(f"a list of {words}, each {wrong.expected}", wrong.found) from None
        return tuple(dict.fromkeys(items))

    return read_all


def address(value: object) -> str:
    """An absolute http or https address."""
    if parse(text(value)) is None:
        raise WrongError("an address that begins with http:// or https://", value)
    return text(value)


def address_or_none(value: object) -> str:
    """An address, or nothing."""
    return "" if value == "" else address(value)


def prefix(value: object) -> str:
    """What an address is appended to."""
    if not address(value).endswith(("/", "=")):
        raise WrongError("an address that ends in / (or in =), since the cited address is appended to it", value)
    return address(value)


def archive(value: object) -> str:
    """What a cited address is appended to, of an archive that may be asked."""
    if archive_of(prefix(value)) == NEVER_ASKED:
        raise WrongError(f"another archive: {UNSAFE[NEVER_ASKED]}", value)
    return prefix(value)


def http_proxy(value: object) -> str:
    """`http://host:port`, or nothing."""
    if value == "":
        return ""
    if "@" in text(value):
        raise WrongError("http://host:port; put the one with a password into the environment, AUDITOR_PROXY", value)
    return any_proxy(value)


def any_proxy(value: object) -> str:
    """`http://host:port`, or `http://name:password@host:port`."""
    parsed = parse(text(value))
    if parsed is None or parsed.scheme != "http" or parsed.path != "/" or parsed.query or parsed.fragment:
        raise WrongError("http://host:port (SOCKS and https proxies are not supported)", value)
    return text(value)


def host_ports(value: object) -> Mapping[str, str]:
    """`{"host:port" = "host:port"}` as of curl's --connect-to: either part of a side may be empty."""
    words = 'a table such as {"www.example.org:443" = "127.0.0.1:8443"}'
    if not isinstance(value, Mapping):
        raise WrongError(words, value)
    for side in (*value.keys(), *value.values()):
        match = _HOST_PORT.fullmatch(side) if isinstance(side, str) else None
        if match is None or (match[2] and int(match[2]) not in _PORTS):
            raise WrongError(f"{words}, host:port on both sides", side)
    return MappingProxyType(dict(value))


def name_server(value: object) -> str:
    """The address of a name server, with its port if that isn't 53: no name, since nobody could look it up."""
    match = _NAME_SERVER.fullmatch(text(value))
    if match is None or not _is_ip(match[1] or match[2] or match[3]) or int(match[4] or 53) not in _PORTS:
        raise WrongError(
            'the address of a name server such as "9.9.9.9", "127.0.0.1:5353" or "[2620:fe::fe]:53"', value
        )
    return text(value)


def _is_ip(written: str) -> bool:
    try:
        ip_address(written)
    except ValueError:
        return False
    return True


def scheduler(value: object) -> str:
    """The address of a Dask scheduler, or nothing."""
    if value != "" and not _SCHEDULER.fullmatch(text(value)):
        raise WrongError('an address such as "tcp://scheduler:8786"', value)
    return text(value)
