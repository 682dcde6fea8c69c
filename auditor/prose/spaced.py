"""A flow in, the same flow with the addresses made whole that have a space behind each of their stops and slashes out.

Some publishers let a line break behind each of an address's marks, and PDF readers make spaces of that:
`https:// jp. edanz. com/ ac`. It is taken for such an address when its scheme, `www.` or the first part of its host has
a space behind it; then each word belongs to it whose forerunner ends in a mark, up to a new address, a word that
print puts behind addresses, or a capital behind a stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.prose import BARE, LINE, Flow, Item, Link, Run
from auditor.prose.bare import find
from auditor.prose.folding import folded
from auditor.prose.tails import PARTICLES, new_start, plain_words, without_trailing

_HOST = r"[A-Za-z0-9-]{1,63}"
_ENDING = r"(?:com|org|net|edu|gov|int|mil|info|eu|io|[a-z]{2})"
_START = re.compile(
    rf"""(?:https?|ftp):\s?//(?:\s(?={_HOST}(?:\.\s?{_HOST})+|{_HOST}\.)|(?=www\.\s{_HOST}|{_HOST}\.\s[a-z]{{2,}}/))
    | (?:https?|ftp)(?:\s:|:\s)//(?=[a-z0-9])
    | (?:https?|ftp)://(?:{_HOST}\.)*{_HOST}\s(?=\.{_ENDING}(?:[/\s]|\.?\Z))
    | (?:https?|ftp)://(?:{_HOST}\.)+\s(?={_ENDING}/)
    | (?<![\w/.])www\.\s(?={_HOST}\.\s?[a-z]{{2,}}/)""",
    re.IGNORECASE | re.VERBOSE,
)
# Here and there a space: what follows it has to look like nothing else but the rest of an address.
_STRONG = r"(?!https?:|ftp:|www\.|doi:|[(\[])(?=[a-z0-9.?&=%~_-])(?:\S*(?:[=&_~]|%[0-9A-F]{2}|/\S*/|\.(?:html?|pdf|php|aspx?)\b)|[a-z0-9-]+/(?!\S))"
_SELDOM = re.compile(
    rf"""(?:https?|ftp)://(?:{_HOST}\.)+[a-z]{{2,}}\s(?=/[\w~])
    | (?:https?://)(?:dx\.)?doi\.org/(?:\s(?=10\.\d{{4}})|10\.\d{{4,9}}/\s(?=[a-z0-9]))
    | (?:https?://)(?:dx\.)?doi\.org/10\.\d{{4,9}}/[^\s<>]*[./-]\s(?=\S*\d)(?!\(|\d{{1,3}}\.\s|(?:19|20)\d\d\b)
    | (?:https?|ftp)://[^\s<>"]+[/_=&-]\s(?={_STRONG})""",
    re.IGNORECASE | re.VERBOSE,
)
_SIGN = re.compile(r"[/wW](?:(?<=/)/|(?<=[wW])[wW][wW]\.\s)")
_SCHEME_BEFORE = re.compile(r"(?:https?|ftp)(?:\s?:|:\s)\Z", re.IGNORECASE)
_LONGEST_SCHEME = len("https: ")
_APART = re.compile(r"//(?:\s|\S*[./_=&-]\s|\S*\s[./])")
_REST = re.compile(_STRONG, re.IGNORECASE)
_PATH = re.compile(r"\s/\w")
_DOI = re.compile(r"doi\.org/(?:10\.(?:\d{4,9}/\S*)?)?\Z", re.IGNORECASE)
_CUT_SCHEME = re.compile(r"(?<![\w/.])(ht?|htt|https?|(?:https?|ftp):/?)\s*\Z", re.IGNORECASE)
_SCHEME = re.compile(r"(?:https?|ftp)://[\w\[]", re.IGNORECASE)
_WORD = re.compile(r"\s?([^\s<>\"“”«»]+)")
_MORE_DIGITS = re.compile(r"\s(?:\w*\d|(?:html?|pdf|php|aspx?)\b)")
_MARKS = "./-_=?&#%~:+"
_LONGEST_NOTE = 3  # digits of a note's number
_MOST_WORDS = 60
_FEW = 3  # words: where there are more, spaces are the habit


def close_up(items: Flow) -> Flow:
    """The same flow, each address with spaces in it a link."""
    closed: list[Item] = []
    for item in items:
        if item.__class__ is Run and _may_hold(item.text) and _next(item.text, 0):
            closed.extend(_split(item))
        else:
            closed.append(item)
    return closed


def _may_hold(text: str) -> bool:
    return ("/" in text and "//" in text) or "www. " in text or "WWW. " in text


def _next(text: str, position: int) -> re.Match[str] | None:
    """The next beginning of an address with a space in it: it is at a `//` beside a space, or `www.` before one."""
    sign = _SIGN.search(text, position)
    while sign:
        at = _scheme(text, position, sign.start()) if sign[0] == "//" else sign.start()
        if at is not None and (found := _START.match(text, at) or _SELDOM.match(text, at)):
            return found
        sign = _SIGN.search(text, sign.end())
    return None


def _scheme(text: str, first: int, slashes: int) -> int | None:
    """Where the scheme begins that stands before slashes, if a space is near enough for an address that is apart."""
    scheme = _SCHEME_BEFORE.search(text[max(slashes - _LONGEST_SCHEME, first) : slashes])
    if scheme is None or not (any(map(str.isspace, scheme[0])) or _APART.match(text, slashes)):
        return None
    return max(slashes - _LONGEST_SCHEME, first) + scheme.start()


def with_whole_schemes(items: Flow) -> Flow:
    """The same flow, each scheme that a line's end has cut moved to where its address goes on."""
    whole = items
    for place in [number for number, item in enumerate(items) if item is LINE]:
        if not 0 < place < len(whole) - 1:
            continue
        head, tail = whole[place - 1], whole[place + 1]
        if not isinstance(head, Run) or not isinstance(tail, Run):
            continue
        cut = _CUT_SCHEME.search(head.text, max(len(head.text) - 8, 0))
        text = cut[1] + tail.text.lstrip() if cut else ""
        if cut and _SCHEME.match(text):
            whole = whole if whole is not items else list(items)
            whole[place - 1] = Run(head.text[: cut.start()], head.offset)
            whole[place + 1] = Run(text, tail.offset + len(tail.text) - len(text) if tail.offset >= 0 else -1)
    return whole


def _split(run: Run) -> Iterator[Item]:
    position = 0
    while start := _next(run.text, position):
        words, end = _collected(run.text, start.start(), start.end(), seldom=start.re is _SELDOM)
        printed = folded("".join(words))
        found = next(find(printed), None)
        if found is None or found.start or len(words) < 2:  # noqa: PLR2004 - nothing was apart
            yield Run(run.text[position : start.end()], _at(run, position))
            position = start.end()
            continue
        end -= len(printed) - len(found.uri.removeprefix("" if "://" in printed[:8] else "http://"))
        yield Run(run.text[position : start.start()], _at(run, position))
        because = f"rejoined from {len(words)} pieces (rule: spaces)"
        pieces = (*words[:-1], without_trailing(words[-1], ""))
        yield Link(found.uri, offset=_at(run, start.start()), form=BARE, pieces=pieces, rule="spaces", because=because)
        position = end
    yield Run(run.text[position:], _at(run, position))


def _collected(text: str, start: int, end: int, *, seldom: bool) -> tuple[list[str], int]:
    """The words of the address that starts here, and where the last of them ends."""
    scheme = re.sub(r"\s", "", text[start:end])
    words: list[str] = [scheme] if scheme else []
    while len(words) < _MOST_WORDS and (match := _WORD.match(text, end)):
        word = match[1]
        if words != [scheme] and (
            not words or not _goes_on("".join(words), word, text[match.end() :], seldom=seldom and len(words) < _FEW)
        ):
            break
        words.append(word)
        end = match.end()
        if word[-1] not in _MARKS and not _PATH.match(text, end):
            break
    return words, end


def _goes_on(before: str, word: str, after: str, *, seldom: bool) -> bool:
    if word[0] == "/" and "/" not in before.partition("://")[2]:
        return True
    if before[-1] not in _MARKS or new_start(word):
        return False
    if word.rstrip(".,;:)").lower() in PARTICLES and word[-1] not in "/-_=&":
        return False
    if seldom and not _REST.match(word) and not (_DOI.search(before) and any(map(str.isdigit, word))):
        return False
    if word[-1] in "./-" and word[:-1].isdigit() and _MORE_DIGITS.match(after):
        return True
    after_number = before[-1] in "-_=&" or (before[-1] == "." and before[-2:-1].isdigit())
    if plain_words(word) and not (after_number and word[0].isdigit()):
        return False
    if before[-1] != ".":
        return True
    number = word.rstrip(".,;)>]")
    is_note = number.isdigit() and len(number) <= _LONGEST_NOTE and word[-1] == "." and after[1:2].isupper()
    more = number.isdigit() and len(number) == _LONGEST_NOTE and before[-2:-1].isdigit()
    return (word[0].islower() or word[0].isdigit()) and (more or not is_note)


def _at(run: Run, position: int) -> int:
    return run.offset + position if run.offset >= 0 else -1
