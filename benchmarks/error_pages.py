"""Packages with error pages that nobody here has written in, these pages in all their languages out.

| what a package has                           | which page is told from it                                   |
|----------------------------------------------|--------------------------------------------------------------|
| a finished `404.html`                        | that one                                                     |
| a template of that name, gettext catalogues  | the template's strings, in each language                     |
| catalogues alone, or with keys ("not_found") | their sentences about a missing page, in each language       |
| Apache's `HTTP_NOT_FOUND.html.var`           | each of its parts                                            |

Of a template only its strings are kept, in a page with the menu and foot of a site, and every second time headlines:
what a framework's page looks like in use.
"""

from __future__ import annotations

import gettext
import html
import io
import json
import re
import subprocess
import tarfile
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

_MAX_BYTES = 1_000_000
_PAGE = re.compile(
    r"(?:^|/)(?:errors?[-_])?(?:404|not[-_]?found|page[-_]?not[-_]?found)\.(?:html?|jinja2?|tpl|pt|ejs|erb)$",
    re.IGNORECASE,
)
_CATALOGUE = re.compile(
    r"LC_MESSAGES/[\w.-]+\.mo$|twenty\w+-\w+\.mo$|/(?:locales?|lang\w*|translations|messages\w*)/.*\.(?:json|ya?ml|js|ts)$"
)
_VARIANTS = re.compile(r"HTTP_NOT_FOUND\.html\.var$")
_LANGUAGE = re.compile(r"(?:^|[/_.-])([a-z]{2,3}(?:[-_@][A-Za-z]{2,8})?)(?=/LC_MESSAGES|\.(?:mo|json|ya?ml|js|ts)$)")
_UNFINISHED = re.compile(r"\{\{|\{%|<%|<\?php|\$\{|tal:")
_STRING = re.compile(
    r"\{%-?\s*(?:trans|translate)\s+(?P<a>[\"'])(?P<one>(?:\\.|(?!(?P=a)).)*)(?P=a)"
    r"|(?:_|gettext|__)\(\s*(?P<b>[\"'])(?P<two>(?:\\.|(?!(?P=b)).)*)(?P=b)"
    r"|\{%-?\s*block(?:trans|translate)[^%]*%\}(?P<three>.*?)\{%-?\s*endblock(?:trans|translate)",
    re.DOTALL,
)
_MISSING = re.compile(
    r"\bpage\b.{0,40}(?:not found|n.t exist|not exist|could not be found|can.t be found|no longer)|nothing was found at this location",
    re.IGNORECASE,
)
_KEY = re.compile(
    r"(?:^|[._])(?:404|page_?not_?found|not_?found|file_not_found)(?:$|[._]|text|title|message)", re.IGNORECASE
)
_ABOUT_A_PAGE = re.compile(r"\b(?:page|url|links?|address|location)\b", re.IGNORECASE)
_PAIR = re.compile(r"[\"']?([\w.$-]+)[\"']?\s*[:=]\s*([\"'`])((?:\\.|(?!\2).)*?)\2")
_PLAIN = re.compile(r"^\s*([\w.-]+):\s+([^\"'\s].*)$", re.MULTILINE)
_LEFT_OUT = re.compile(r"%\(?\w*\)?[sd]|\{\{?[^{}]*\}?\}|<[^>]*>")
_MOST_STRINGS = 5

_MENU = '<header><a href="/">Morning Post</a><nav><a href="/n">News</a> <a href="/a">About us</a> <a href="/c">Contact</a></nav></header>'
_HEADLINES = "".join(
    f'<li><a href="/n/{number}">{line}</a></li>'
    for number, line in enumerate(
        (
            *(
                "Council approves plan for the bridge",
                "Ferry timetable changes",
                "Storm leaves thousands without power",
            ),
            *(
                "Prices of grain rise for a third month",
                "Volunteers restore the old mill",
                "How archives survive a flood",
            ),
        )
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorPage:
    """One page of a package, as a site would answer with it."""

    package: str
    language: str
    markup: str


def error_pages(archive: Path, package: str) -> Iterator[ErrorPage]:
    """The pages of a wheel, an npm package or a Debian package."""
    pages: dict[str, str] = {}
    catalogues: dict[str, bytes] = {}
    for name, content in _members(archive):
        if _VARIANTS.search(name):
            yield from _variants(package, content.decode("utf-8", "replace"))
        elif _PAGE.search(name):
            pages[name] = content.decode("utf-8", "replace")
        elif _CATALOGUE.search(name):
            catalogues[name] = content
    finished = [page for page in pages.values() if "<body" in page and not _UNFINISHED.search(page)]
    yield from (ErrorPage(package=package, language="en", markup=page) for page in dict.fromkeys(finished))
    strings = [each for page in pages.values() if page not in finished for each in _strings(page)]
    told = {**_by_gettext(catalogues, strings), **_by_keys(catalogues)}
    for number, (language, sentences) in enumerate(sorted(told.items())):
        yield ErrorPage(
            package=package, language=language, markup=_page(sentences, language, has_headlines=number % 2 > 0)
        )


def _members(archive: Path) -> Iterator[tuple[str, bytes]]:
    wanted = (_PAGE, _CATALOGUE, _VARIANTS)
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as packed:
            for entry in packed.infolist():
                if entry.file_size < _MAX_BYTES and any(each.search(entry.filename) for each in wanted):
                    yield entry.filename, packed.read(entry)
        return
    data = (
        subprocess.run(["dpkg-deb", "--fsys-tarfile", archive], check=True, capture_output=True).stdout
        if archive.suffix == ".deb"
        else archive.read_bytes()
    )
    with tarfile.open(fileobj=io.BytesIO(data)) as packed:
        for member in packed:
            if member.isfile() and member.size < _MAX_BYTES and any(each.search(member.name) for each in wanted):
                content = packed.extractfile(member)
                yield member.name, content.read() if content else b""


def _variants(package: str, text: str) -> Iterator[ErrorPage]:
    for found in re.finditer(r"Content-language: ([\w-]+).*?Body:-+\1-+\n(.*?)\n-+\1-+", text, re.DOTALL):
        title = re.search(r'var="TITLE"\s*value="([^"]*)"', found[2])
        said = re.sub(r"<!--#.*?-->", " ", found[2], flags=re.DOTALL)
        markup = f"<html><head><title>{title[1] if title else ''}</title></head><body>{said}</body></html>"
        yield ErrorPage(package=package, language=found[1], markup=markup)


def _strings(template: str) -> Iterator[str]:
    """The strings of a template that are translated."""
    for found in _STRING.finditer(template):
        yield " ".join(next(filter(None, (found["one"], found["two"], found["three"])), "").split())


def _by_gettext(catalogues: dict[str, bytes], strings: list[str]) -> dict[str, list[str]]:
    translated: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for name, content in catalogues.items():
        language = _LANGUAGE.search(name)
        told = _catalogue(content) if name.endswith(".mo") else None
        if told and language:
            known = strings or [key for key in _keys(told) if _MISSING.search(key) and len(key) < 200]
            translated[language[1]].update({each: told.gettext(each) for each in known if told.gettext(each) != each})
    spoken = {each for said in translated.values() for each in said}
    asked = [each for each in dict.fromkeys(strings or sorted(spoken, key=len)) if each in spoken][:_MOST_STRINGS]
    if not any(_ABOUT_A_PAGE.search(each) for each in asked):
        return {}
    return {language: [said.get(each, each) for each in asked] for language, said in translated.items() if said}


def _catalogue(content: bytes) -> gettext.GNUTranslations | None:
    """A catalogue; None of one that can't be read: an encoding that Python doesn't know, or nothing at all."""
    try:
        return gettext.GNUTranslations(io.BytesIO(content))
    except (OSError, ValueError, LookupError):
        return None


def _keys(told: gettext.GNUTranslations) -> Iterator[str]:
    return (key for key in getattr(told, "_catalog", {}) if isinstance(key, str))


def _by_keys(catalogues: dict[str, bytes]) -> dict[str, list[str]]:
    told: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for name, content in catalogues.items():
        language = _LANGUAGE.search(name)
        if language and not name.endswith(".mo"):
            told[language[1]].update(_pairs(content))
    english = told.get("en", told.get("en-US", {}))
    asked = [key for key, said in english.items() if _KEY.search(key) and _ABOUT_A_PAGE.search(said)][:_MOST_STRINGS]
    chosen = ((language, [pairs[key] for key in asked if key in pairs]) for language, pairs in told.items())
    return {language: sentences for language, sentences in chosen if sentences}


def _pairs(content: bytes) -> dict[str, str]:
    text = content.decode("utf-8", "replace")
    try:
        return dict(_flat(json.loads(text)))
    except ValueError:
        return {**dict(_PLAIN.findall(text)), **{key: said for key, _, said in _PAIR.findall(text)}}


def _flat(told: object, before: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(told, dict):
        for key, each in told.items():
            yield from _flat(each, f"{before}.{key}" if before else str(key))
    elif isinstance(told, str):
        yield before, told


def _page(sentences: list[str], language: str, *, has_headlines: bool) -> str:
    title, *text = (html.escape(_LEFT_OUT.sub(" ", each)) for each in sentences)
    said = "".join(f"<p>{each}</p>" for each in text)
    beside = f"<aside><h3>Latest</h3><ul>{_HEADLINES}</ul></aside>" if has_headlines else ""
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>Morning Post</title></head><body>'
        f"{_MENU}<main><h1>{title}</h1>{said}</main>{beside}<footer>© 2026 Morning Post</footer></body></html>"
    )


def package_of(archive: Path) -> str:
    """The package's name, as its registry spells it in file names."""
    return re.split(r"[-_](?=\d)", PurePosixPath(archive.name).name, maxsplit=1)[0]
