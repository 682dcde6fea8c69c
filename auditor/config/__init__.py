"""`config.toml` in, frozen settings out; every trouble in it is named at once, with its line and its key.

1. A file that is named must be there. Where none is named, `config.toml` in the current folder counts if there is
   one, and the defaults if not.
2. Paths in the settings are absolute, resolved against the file's folder; the globs stay as they are, with `root`.
3. What overrides the file (flags) is checked by the same rules and named as the command line's.
4. The environment holds secrets and nothing else.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import auditor.report
from auditor.config.positions import KeyPath, lines, pair_on
from auditor.config.reading import Problem, dotted, read, shown
from auditor.config.template import template
from auditor.config.values import WrongError, any_proxy
from auditor.errors import ConfigError
from auditor.registry import members
from auditor.report import ReportFormat
from auditor.settings import Settings

__all__ = ["DEFAULT_NAME", "Configuration", "Secrets", "init", "load", "template"]

DEFAULT_NAME = "config.toml"

_SHIPPED_FORMATS = frozenset({"html", "json", "csv"})  # known without importing what renders them
_ARCHIVES_BUILT_IN = frozenset({"wayback", "memgator", "perma.cc", "common crawl"})
_MAX_BYTES = 1_048_576  # no configuration is as large; a document given by mistake may be
_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")  # how tomllib ends its messages


@dataclass(frozen=True, slots=True, kw_only=True)
class Secrets:
    """What only the environment may say; empty where it doesn't. Never shown, logged or stored."""

    ia_access_key: str = field(default="", repr=False)
    ia_secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """Checked settings. `root` is the absolute folder that globs are relative to.

    `path` is the file as the user named it, None where there is none.
    """

    settings: Settings
    root: str
    path: str | None = None
    secrets: Secrets = field(default_factory=Secrets)


def load(
    path: str | None = None,
    *,
    overrides: Mapping[str, object] | None = None,
    environ: Mapping[str, str] = os.environ,
    must_exist: bool = False,
) -> Configuration:
    """The configuration in `path`, or where that is None in ./config.toml, or the defaults.

    `overrides` are values by dotted key (`net.timeout_s`), those that are None left out. With `must_exist` the
    defaults don't do, as for the scheduled job. Raises ConfigError with all that is wrong.
    """
    name = path or DEFAULT_NAME
    text = None if path is None and not must_exist and not Path(name).exists() else _text(name)
    data = _parsed(text or "", name)
    flags = {key: value for key, value in (overrides or {}).items() if value is not None}
    for key, value in flags.items():
        _put(data, key.split("."), value)
    settings, problems = read(data)
    root = str(Path(name).absolute().parent)
    settings = _resolved(settings, root)
    problems += _contradictions(settings, root)
    if problems:
        where = lines(text or "")
        raise ConfigError("\n".join(_sentence(problem, name, where, flags) for problem in problems))
    return Configuration(
        settings=_with_proxy(settings, environ),
        root=root,
        path=None if text is None else name,
        secrets=Secrets(
            ia_access_key=environ.get("AUDITOR_IA_ACCESS_KEY", ""), ia_secret=environ.get("AUDITOR_IA_SECRET", "")
        ),
    )


def init(path: str = DEFAULT_NAME) -> None:
    """Write a commented configuration with all defaults. Raises ConfigError; a file that is there is kept."""
    try:
        with Path(path).open("x", encoding="utf-8") as file:
            file.write(template())
    except FileExistsError:
        raise ConfigError(
            f"{path} is there already and is kept as it is",
            advice="Give another name, or move that file away first.",
        ) from None
    except OSError as error:
        raise ConfigError(f"{path} can't be written: {error.strerror}") from error


def _text(name: str) -> str:
    """The text of a file, line ends as TOML wants them."""
    try:
        with Path(name).open("rb") as file:
            data = file.read(_MAX_BYTES + 1)
    except FileNotFoundError:
        advice = "`auditor init` writes a commented one with all defaults."
        raise ConfigError(f"{name}: there is no such file", advice=advice) from None
    except OSError as error:
        raise ConfigError(f"{name} can't be read: {error.strerror}") from error
    if len(data) > _MAX_BYTES:
        raise ConfigError(f"{name} is larger than 1 MiB, so it is no configuration")
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        advice = "Save the file as UTF-8."
        raise ConfigError(f"{name}, line {line}: the file is not UTF-8", advice=advice) from None


def _parsed(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ConfigError(f"{name}: brackets are nested too deeply") from None
    except ValueError as error:  # TOMLDecodeError, and Python's own for numbers of thousands of digits
        message = str(error)
    place = _PLACE.search(message)
    last = text.count("\n") + 1
    line = int(place[1]) if place and place[1] else last
    column = f", column {place[2]}" if place and place[2] else ""
    begun = pair_on(line, text)
    key = "" if begun is None else f", {dotted(begun[0])}"
    since = f" (begun on line {begun[1]})" if begun and begun[1] < line else ""
    what = message[: place.start()] if place else message.partition(":")[0]
    raise ConfigError(
        f"{name}, line {line}{column}{key}{since}: this is not TOML: {what[:1].lower()}{what[1:]}",
        advice="Text goes in quotes, lists in [ ], and each key has a line of its own.",
    )


def _put(data: dict[str, Any], parts: list[str], value: object) -> None:
    """Set one value in nested tables; what isn't a table on the way there is remarked on in reading."""
    *above, last = parts
    for part in above:
        inner = data.setdefault(part, {})
        if not isinstance(inner, dict):
            return
        data = inner
    data[last] = value


def _sentence(problem: Problem, name: str, where: Mapping[KeyPath, int], flags: Mapping[str, object]) -> str:
    key = dotted(problem.path)
    if key in flags:
        return f"command line, {key}: {problem.message}"
    known = (problem.path[:length] for length in range(len(problem.path), 0, -1))
    line = next((f", line {where[path]}" for path in known if path in where), "")
    return f"{name}{line}, {key}: {problem.message}"


def _resolved(settings: Settings, root: str) -> Settings:
    """The same with absolute paths."""

    def absolute(path: str) -> str:
        # Unlike Path.expanduser this never raises: an unknown ~name stays as it is.
        return str(Path(root, os.path.expanduser(path))) if path else ""  # noqa: PTH111 - see above

    report = settings.report
    return replace(
        settings,
        net=replace(settings.net, ca_file=absolute(settings.net.ca_file)),
        store=replace(settings.store, path=absolute(settings.store.path)),
        report=replace(report, directory=absolute(report.directory), publish=absolute(report.publish)),
    )


def _contradictions(settings: Settings, root: str) -> Iterator[Problem]:
    """What is right by itself and wrong together, or wrong on this machine."""
    report, store = settings.report, settings.store.path
    if _holds(report.directory, root):
        message = "must be a folder of its own, since nothing in it is audited; it holds this configuration"
        yield Problem(path=("report", "directory"), message=message)
    for kept in (root, store):
        if report.publish and _holds(report.publish, kept):
            message = f"must be a folder of its own, since all that it holds is replaced; it holds {kept}"
            yield Problem(path=("report", "publish"), message=message)
    if report.publish and (_holds(report.directory, report.publish) or _holds(report.publish, report.directory)):
        message = f"must be another folder than report.directory, {report.directory}, neither inside the other"
        yield Problem(path=("report", "publish"), message=message)
    unknown = set(report.formats) - _SHIPPED_FORMATS
    known = {entry.name for entry in members(auditor.report, "FORMAT", ReportFormat)} if unknown else set()
    for name in sorted(unknown - known):
        message = f"must be formats of {', '.join(sorted(known | _SHIPPED_FORMATS))}, not {shown(name)}"
        yield Problem(path=("report", "formats"), message=message)
    names = [archive.name for archive in settings.archives.memento]
    for index, name in enumerate(names):
        if name in names[:index] or name in _ARCHIVES_BUILT_IN:
            message = f"must be a name that no other archive has, not {shown(name)}"
            yield Problem(path=("archives", "memento", index, "name"), message=message)
    ca_file = settings.net.ca_file
    if ca_file and not os.path.isfile(ca_file):  # noqa: PTH113 - Path's raises where a name is too long
        yield Problem(path=("net", "ca_file"), message=f"must be a file; there is none at {ca_file}")


def _holds(folder: str, path: str) -> bool:
    outer = os.path.realpath(folder)
    return os.path.commonpath([outer, os.path.realpath(path)]) == outer


def _with_proxy(settings: Settings, environ: Mapping[str, str]) -> Settings:
    proxy = environ.get("AUDITOR_PROXY", "")
    if not proxy:
        return settings
    try:
        return replace(settings, net=replace(settings.net, proxy=str(any_proxy(proxy))))
    except WrongError as wrong:
        raise ConfigError(f"environment, AUDITOR_PROXY: must be {wrong.expected}") from None
