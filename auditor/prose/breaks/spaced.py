"""A flow in, the same flow with the addresses made whole that have a space behind each of their stops and slashes out.

Some publishers let a line break behind each of an address's marks, and PDF readers make spaces of that:
`https:// jp. edanz. com/ ac`. It is taken for such an address when its scheme, `www.` or the first part of its host has
a space behind it; then each word belongs to it whose forerunner ends in a mark, up to a new address, a word that
print puts behind addresses, or a capital behind a stop. Where a word has marks inside it, spaces are no habit of the
print but what a converter has made of a line's end: there, what follows has to look like nothing but the rest.

Others stretch an address to fill its line (`http : / / www . ctan . org / pkg / crop`), let a line break at every fifth
letter too (`https:// meta. wikim edia. org`), or set addresses in a typewriter's letters, of which converters make code
(`` `https://a.org/ words` ``): a code that is an address and what a line's end has left of it is all of it one.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from auditor.prose.addresses.bare import find
from auditor.prose.addresses.folding import folded
from auditor.prose.breaks.tails import ARCHIVE, HOST, PARTICLES, new_start, plain_words, without_trailing
from auditor.prose.flow import BARE, LINE, Flow, Item, Link, Run

_HOST = r"[A-Za-z0-9-]{1,63}"
_ENDING = r"(?:com|org|net|edu|gov|int|mil|info|eu|io|[a-z]{2})"
_START = re.compile(
    rf"""(?:https?|ftp):\s?//(?:\s(?={_HOST}(?:\.\s?{_HOST})+|{_HOST}\.)|(?=www\.\s{_HOST}|{_HOST}\.\s(?:{_HOST}\.)*[a-z]{{2,}}/))
    | (?:https?|ftp)://\s(?=[a-z0-9]{{5}}\s[a-z0-9-]{{1,20}}[.-]\s[a-z0-9])
    | (?:https?|ftp)(?:\s:|:\s)//(?=[a-z0-9])
    | (?:https?|ftp)://(?:{_HOST}\.)*{_HOST}\s(?=\.{_ENDING}(?:[/\s]|\.?\Z))
    | (?:https?|ftp)://(?:{_HOST}\.)*{_HOST}\s\.\s(?=(?:{_HOST}\.)+{_ENDING}(?:[/\s,;)>]|\.?\Z)|(?:com|org|net|edu|gov|io)/)
    | (?:https?|ftp)://(?:{_HOST}\.)+\s(?=(?:{_HOST}\.){{,2}}{_ENDING}/)
    | (?<![\w/.])www\.\s(?={_HOST}\.\s?[a-z]{{2,}}/)""",
    re.IGNORECASE | re.VERBOSE,
)
_FILE = r"(?:html?|pdf|php|aspx?|jsp|cfm|shtml|txt|xml|json|docx?|pptx?|xlsx?)"
_GOING_ON = rf"(?:{'|'.join(sorted(PARTICLES, key=len, reverse=True))})\b"
_COLLECTION = r"github\.com(?:/[\w.-]+)?|ctan\.org/pkg|wikipedia\.org/wiki|stackexchange\.com/[aq]|arxiv\.org/abs"
# Here and there a space: what follows it has to look like nothing else but the rest of an address.
_STRONG = (
    r"(?!https?:|ftp:|www\.|doi:|[(\[]|\S*://|[a-z]\w*(?:\.\w+)*\(|(?<=/\s)(?!package=)[a-z]\w*=[^&\s]*(?:\s|\Z)|[a-z_]*_[a-z_]*(?![\w/.?=&%-])[^\w\s]*(?:\s|\Z))(?=[a-z0-9.?&=%~_-])(?:\S*(?:[=&_~]|%[0-9A-F]{2}|/\S*/|[a-z]{3,}/\d|[a-z]{3,}\d+[a-z]"
    r"|\.(?:html?|pdf|php|aspx?)\b)|[a-z0-9.-]+/[.,;)]*(?!\S))"
)
_SELDOM = re.compile(
    rf"""(?:https?|ftp)://(?:{_HOST}\.)+[a-z]{{2,}}\s(?=/[\w~])
    | (?:https?://)(?:dx\.)?doi\.org/(?:\s(?=10\.\d{{4}})|10\.\s(?=\d{{4,9}}/)|10\.\d{{4,9}}/\s(?=[a-z0-9]))
    | (?:https?://)(?:dx\.)?doi\.org/10\.\d{{4,9}}/[^\s<>]*[./-]\s(?=\S*\d)(?![(\[]|(?:doi|url|https?|pmc?id|arxiv):|\d{{1,3}}\.\s|(?:19|20)\d\d\b)
    | (?:https?|ftp)://[^\s<>"]+[/_=&?#%-]\s(?={_STRONG})
    | (?:https?|ftp)://[^\s<>"]+[\w/](?:[=_]\s(?=[a-z0-9])|-\s(?=(?-i:[a-z0-9])))(?!{_GOING_ON})
    | (?:https?|ftp)://[^\s<>"/]+/[^\s<>"]*(?<!\.html)(?<!\.htm)(?<!\.php)(?<!\.pdf)\.\s(?={_FILE}(?:[?#)\].,;\s]|\Z))
    | (?:https?|ftp)://\S+\.html?\s(?=\#[a-z][\w-]{{2,}})
    | (?:https?://)(?:[\w-]+\.)*(?:{_COLLECTION})/\s(?!{_GOING_ON})(?=[a-z][\w-]*(?:[.,;)`]*\Z|[,;)`]|[.]\s|\s\()|\d{{3,}}|(?-i:[a-z]+-)|[\w-]{{3,}}/[\w.-]{{3,}})
    | https?://web\.archive\.org/web/\d{{4,14}}/\s(?=https?://)""",
    re.IGNORECASE | re.VERBOSE,
)
_SIGN = re.compile(r"[/wW](?:(?<=/)(?:/|\s/\s)|(?<=[wW])[wW][wW]\.\s)")
_SCHEME_BEFORE = re.compile(r"(?:https?|ftp)\s?:\s?\Z", re.IGNORECASE)
_LONGEST_SCHEME = len("https : ")
# Possessive and bounded: of addresses without a space between them each would be read to the end of all.
_APART = re.compile(r"//\S{0,8192}+(?:(?<=[./_=&?#%-])\s|\s[./])")
_REST = re.compile(_STRONG, re.IGNORECASE)
_LABEL = r"(?:[\w@$]+|(?<=_\s)\((?!\d+\))\w+\))"  # and what Wikipedia puts behind a name
# Its last word may be whole again, as is a `www.` or a host whose stops have no space before them.
_STRETCHED = re.compile(
    rf"""https?\s?:\s/\s?/\s(?:www\.\s)?{_LABEL}
    (?:(?:\s[./:?=&\#%_~+-]){{1,3}}\s{_LABEL}|\.\s[a-z0-9-]+(?=\s?[./]))*
    (?:\s[./:?=&\#%_~+-]\s{_LABEL}[^\s<>",;()]*)(?:\s[/-](?!\S))?""",
    re.IGNORECASE | re.VERBOSE,
)
_ALONE = re.compile(r"(?:https?|ftp)://\S+(?:\s\S+){1,6}", re.IGNORECASE)
_INSIDE = re.compile(r"\w[./]\w{3}")  # a mark with no space behind it
_FIFTH = re.compile(r"(?:.*[^A-Za-z0-9])?[A-Za-z0-9]{5}\Z")
_SHORT = re.compile(r"[A-Za-z0-9]+(?:[./_=?&-]|[.,;)\]]*\Z)")
_EXTENSION = re.compile(_FILE + r"[.,;)\]]*")
_SENTENCE = re.compile(r"\.[A-Z][a-z]{3,}\Z")
_PATH = re.compile(r"\s/\w")
_DOI = re.compile(r"doi\.org/(?:10\.(?:\d{4,9}/\S*)?)?\Z", re.IGNORECASE)
_WORD = re.compile(r"(?:\s|\s?\n[ \t]*)?([^\s<>\"“”«»]+)")
_MORE_DIGITS = re.compile(r"\s(?:\w*\d|(?:html?|pdf|php|aspx?)\b)")
_MARKS = "./-_=?&#%~:+\u2010\u2011"
_LONGEST_NOTE = 3  # digits of a note's number
_MOST_WORDS = 60
_FEW = 3  # words: where there are more, spaces are the habit


def close_up(items: Flow) -> Flow:
    """The same flow, each address with spaces in it a link."""
    runs = [item for item in items if isinstance(item, Run) and _may_hold(item.text)]
    if any("// " in run.text and _is_open(run.text) for run in runs):
        items = _over_lines(items)
    elif not any(_next(run.text, 0) for run in runs):
        return items  # as nearly always
    closed: list[Item] = []
    for item in items:
        if isinstance(item, Run) and _may_hold(item.text) and _next(item.text, 0):
            closed.extend(_split(item))
        else:
            closed.append(item)
    return closed


def alone(text: str, offset: int) -> Link | None:
    """The address that a code is, with the spaces that lines' ends have left in it, None if it is something else."""
    words = text.split() if _ALONE.fullmatch(text) else []
    if not words or (text.count("://") > 1 and not ARCHIVE.search(words[0])):
        return None
    for before, word in itertools.pairwise(words):
        parted = before[-1] in _MARKS or word[0] in _MARKS
        if (
            not parted
            or (word[0] == "-" and not before[-1].isalnum())
            or (new_start(word) and not ARCHIVE.search(before))
        ):
            return None
    return _rejoined(words, offset)


def _over_lines(items: Flow) -> Flow:
    """The same flow, each line that ends within an address whose marks have spaces behind them one with the next."""
    whole: Flow = []
    for item in items:
        line = whole[-2] if len(whole) > 1 and whole[-1] is LINE else None
        if isinstance(item, Run) and isinstance(line, Run) and _is_open(line.text):
            apart = max(item.offset - line.offset - len(line.text), 1) if line.offset >= 0 else 1
            whole[-2:] = [Run(line.text + "\n" + " " * (apart - 1) + item.text, line.offset)]
        else:
            whole.append(item)
    return whole


def _is_open(text: str) -> bool:
    """Whether a line ends within such an address: each of its words ends where it may be broken."""
    before, _, rest = text.rpartition("// ")
    words = rest.split(maxsplit=_MOST_WORDS)
    return (
        before.endswith(":")
        and len(words) <= _MOST_WORDS
        and all((word[-1] in _MARKS or _FIFTH.match(word)) and not _INSIDE.search(word) for word in words)
    )


def _may_hold(text: str) -> bool:
    return ("/" in text and ("//" in text or " / / " in text)) or "www. " in text or "WWW. " in text


def _next(text: str, position: int) -> re.Match[str] | None:
    """The next beginning of an address with a space in it: it is at a `//` beside a space or around one, or `www.` before one."""
    sign = _SIGN.search(text, position)
    while sign:
        at = _scheme(text, position, sign.start()) if sign[0][0] == "/" else sign.start()
        if at is not None and (
            found := _STRETCHED.match(text, at) or _START.match(text, at) or _SELDOM.match(text, at)
        ):
            return found
        sign = _SIGN.search(text, sign.end())
    return None


def _scheme(text: str, first: int, slashes: int) -> int | None:
    """Where the scheme begins that stands before slashes, if a space is near enough for an address that is apart."""
    scheme = _SCHEME_BEFORE.search(text[max(slashes - _LONGEST_SCHEME, first) : slashes])
    if scheme is None or not (any(map(str.isspace, scheme[0])) or _APART.match(text, slashes)):
        return None
    return max(slashes - _LONGEST_SCHEME, first) + scheme.start()


def _split(run: Run) -> Iterator[Item]:
    position = 0
    while start := _next(run.text, position):
        if start.re is _STRETCHED:
            words, end = start[0].split(), start.end()
        else:
            words, end = _collected(run.text, start.start(), start.end(), seldom=start.re is _SELDOM)
        printed = folded("".join(words))
        if sentence := _SENTENCE.search(printed) if _DOI.search(printed) else None:
            printed = printed[: sentence.start()]
            end -= len(sentence[0])
        found = next(find(printed), None)
        if found is None or found.start or len(words) < 2:  # noqa: PLR2004 - nothing was apart
            yield Run(run.text[position : start.end()], _at(run, position))
            position = start.end()
            continue
        end -= len(printed) - len(found.uri.removeprefix("" if "://" in printed[:8] else "http://"))
        yield Run(run.text[position : start.start()], _at(run, position))
        yield _rejoined(words, _at(run, start.start()), found.uri)
        position = end
    yield Run(run.text[position:], _at(run, position))


def _rejoined(words: list[str], offset: int, uri: str = "") -> Link:
    because = f"rejoined from {len(words)} pieces (rule: spaces)"
    pieces = (*words[:-1], without_trailing(words[-1], ""))
    return Link(uri or folded("".join(pieces)), offset=offset, form=BARE, pieces=pieces, rule="spaces", because=because)


def _collected(text: str, start: int, end: int, *, seldom: bool) -> tuple[list[str], int]:
    """The words of the address that starts here, and where the last of them ends."""
    scheme = re.sub(r"\s", "", text[start:end])
    words: list[str] = [scheme] if scheme else []
    strict = _INSIDE.search(scheme) is not None
    while len(words) < _MOST_WORDS and (match := _WORD.match(text, end)):
        word = match[1]
        if words != [scheme] and (
            not words
            or not _goes_on("".join(words), word, text[match.end() :], seldom=strict or (seldom and len(words) < _FEW))
        ):
            break
        words.append(word)
        end = match.end()
        strict = strict or _INSIDE.search(word) is not None
        if word[-1] not in _MARKS and not _PATH.match(text, end):
            fifth = None if strict else _fifth(word, text, end)
            if fifth is None:
                break
            words.append(fifth[1])
            end = fifth.end()
            if fifth[1][-1] not in _MARKS:
                break
    return words, end


def _fifth(word: str, text: str, end: int) -> re.Match[str] | None:
    """What follows a word that was cut behind its fifth letter, where that is surely its rest."""
    match = _WORD.match(text, end) if _FIFTH.match(word) else None
    if match is None or not _SHORT.match(match[1]):
        return None
    rest, after = match[1].rstrip(".,;)]"), text[match.end() :]
    goes_on = match[1][-1] == "." and (after[1:2].islower() or after[1:2].isdigit())
    if rest.isdigit() and not goes_on:
        ended = not after.strip() or after.startswith(" (") or match[1][-1] in ",)"
        return match if len(rest) < len("12345") and ended else None
    if any(map(str.isdigit, rest)):
        return match
    marked = goes_on or match[1][-1] in "/-_=?&"
    if not rest.islower() or (rest in PARTICLES and not marked and match[1] == rest):
        return None
    closed = match[1] != rest or not after.strip() or after.startswith(" (")  # no sentence has one word
    return match if closed or match[1][-1] in _MARKS or "." in rest else None


def _goes_on(before: str, word: str, after: str, *, seldom: bool) -> bool:
    if word[0] == "/" and "/" not in before.partition("://")[2]:
        return True
    if before[-1] not in _MARKS or word[0] == "[":
        return False
    if new_start(word):
        return ARCHIVE.search(before) is not None
    if word.rstrip(".,;:)").lower() in PARTICLES and word[-1] not in "/-_=&":
        return False
    if seldom and not _REST.match(word) and not (_DOI.search(before) and any(map(str.isdigit, word))):
        return before[-1] == "." and _EXTENSION.fullmatch(word) is not None
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
    if HOST.match(word) and "/" not in before.partition("://")[2]:
        return True
    is_code = _DOI.search(before) is not None and word.isupper() and word[-1] in _MARKS
    return (word[0].islower() or word[0].isdigit() or is_code) and (more or not is_note)


def _at(run: Run, position: int) -> int:
    return run.offset + position if run.offset >= 0 else -1
