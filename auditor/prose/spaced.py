"""A flow in, the same flow with the addresses made whole that have a space behind each of their stops and slashes out.

Some publishers let a line break behind each of an address's marks, and PDF readers make spaces of that:
`https:// jp. edanz. com/ ac`. It is taken for such an address when its scheme, `www.` or the first part of its host has
a space behind it; then each word belongs to it whose forerunner ends in a mark, up to a new address, a word that
print puts behind addresses, or a capital behind a stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.prose import Flow, Form, Gap, Item, Link, Run
from auditor.prose.bare import find
from auditor.prose.folding import folded
from auditor.prose.tails import new_start, plain_words, without_trailing

_HOST = r"[A-Za-z0-9-]{1,63}"
_START = re.compile(
    rf"(?:https?|ftp):\s?//(?:\s(?={_HOST}(?:\.\s?{_HOST})+|{_HOST}\.)|(?=www\.\s{_HOST}|{_HOST}\.\s[a-z]{{2,}}/))"
    rf"|(?<![\w/.])www\.\s(?={_HOST}\.\s?[a-z]{{2,}}/)",
    re.IGNORECASE,
)
_CUT_SCHEME = re.compile(r"(?<![\w/.])(ht?|htt|https?|(?:https?|ftp):/?)\s*\Z", re.IGNORECASE)
_SCHEME = re.compile(r"(?:https?|ftp)://[\w\[]", re.IGNORECASE)
_WORD = re.compile(r"\s?([^\s<>\"“”«»]+)")
_MORE_DIGITS = re.compile(r"\s(?:\w*\d|(?:html?|pdf|php|aspx?)\b)")
_MARKS = "./-_=?&#%~:+"
_LONGEST_NOTE = 3  # digits of a note's number
_MOST_WORDS = 60


def close_up(items: Flow) -> Flow:
    """The same flow, each address with spaces in it a link."""
    closed: list[Item] = []
    for item in items:
        if item.__class__ is Run and _may_start(item.text) and _START.search(item.text):
            closed.extend(_split(item))
        else:
            closed.append(item)
    return closed


def _may_start(text: str) -> bool:
    return "//" in text or "www. " in text or "WWW. " in text


def with_whole_schemes(items: Flow) -> Flow:
    """The same flow, each scheme that a line's end has cut moved to where its address goes on."""
    whole = items
    for place in [number for number, item in enumerate(items) if item is Gap.LINE]:
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
    while start := _START.search(run.text, position):
        words, end = _collected(run.text, start.start(), start.end())
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
        yield Link(
            found.uri, offset=_at(run, start.start()), form=Form.BARE, pieces=pieces, rule="spaces", because=because
        )
        position = end
    yield Run(run.text[position:], _at(run, position))


def _collected(text: str, start: int, end: int) -> tuple[list[str], int]:
    """The words of the address that starts here, and where the last of them ends."""
    scheme = re.sub(r"\s", "", text[start:end])
    words: list[str] = [scheme] if scheme else []
    while len(words) < _MOST_WORDS and (match := _WORD.match(text, end)):
        word = match[1]
        if words != [scheme] and (not words or not _goes_on(words[-1], word, text[match.end() :])):
            break
        words.append(word)
        end = match.end()
        if word[-1] not in _MARKS:
            break
    return words, end


def _goes_on(before: str, word: str, after: str) -> bool:
    if before[-1] not in _MARKS or new_start(word):
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
