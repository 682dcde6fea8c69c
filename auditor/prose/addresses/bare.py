r"""Running text in, the addresses that stand in it out.

Rules
1. An address starts at `http://`, `https://` or `ftp://`, not after a letter, or at `www.` after no word character.
2. What is put into an address so that it may be broken there (a zero-width space) is none of it.
3. It ends before white space, a control, `< > " ` \\` or a quote, dash, bracket or stop of typography or of CJK.
4. CJK right after ASCII letters or digits is the sentence going on; after `/ = - _ %` it is part of the address.
5. Trailing stops, quotes and emphasis don't belong to it, nor does a closing bracket that it didn't open, nor an
   entity (`&lt;`) at its end. (GFM, extended autolink path validation; linkify-it does the same.) Nor does a note's
   number behind a stop (`.[12]`), nor a genitive (`’s`).
6. A host starts with neither stop nor hyphen, and one guessed from `www.` has no `--`; brackets end it. At the very end
   of the text it may be cut (`https://www.`), which is for `auditor.prose.breaks.rejoin` to mend or to take back.
7. A new address begins behind `,`, `;` or `|` (`http://a.org/x,http://b.org/y`), but not in a query; one that begins
   behind a slash is part of the first, as archives write it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import final

from auditor.prose.addresses.folding import folded
from auditor.prose.flow import BARE, TEXTUAL, Flow, Item, Link, Run

CJK = "\u2e80-\u2fdf\u3040-\u30ff\u3105-\u312f\u3131-\u318e\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
TYPOGRAPHY = "“”„‟«»‹›‘‚‛—―…\u3000-\u3003\u3008-\u3011\u3014-\u301f（），。．：；！？｜［］｛｝＜＞＂｢｣､｡•·\u27e8\u27e9\u2329\u232a"
_BREAK_HERE = "\u200b\u2060\ufeff"
_PLAIN = (
    "!#-;=?-[\\]^_a-~"  # what of ASCII no address ends at: a set of its own, as the long one takes ten times as long
)
_STOP = r"\s<>\"`\\\x00\x01\x03-\x20\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff" + TYPOGRAPHY

_START = re.compile(r"(?:(?<![A-Za-z])(?:https?|ftp)://|(?<![\w/.@:=-])www\.(?=[\w-]+\.))", re.IGNORECASE)
_SIGN = re.compile(r"[:wW](?:(?<=:)//|(?<=[wW])[wW][wW]\.)")  # stands in each start, and is found ten times as fast
# A quotation that opens and closes inside the address is the address's own: /blah_"quoted".
_BODY = re.compile(
    rf"(?:[{_PLAIN}]++|[^{_STOP}]|[{_BREAK_HERE}](?=[A-Za-z0-9/._~%?=&#+-]|\s*\Z)|(?<=[_=/\-(])\"[^{_STOP}]+\")+"
)
_AUTHORITY = re.compile(r"(?:[^\s/?#@()\[\]{}|^]*+@)?(?:[^\s/?#@()\[\]{}|^]++|\[[0-9A-Fa-f:.]*\]?)+")
_CJK_AFTER_WORD = re.compile(rf"(?<=[A-Za-z0-9])[{CJK}]")
_ANOTHER = re.compile(r"[,;|](?=https?://)", re.IGNORECASE)
# What converters that lose spaces leave behind an address (`,accessed9Nov.2013`), and pdfminer's name of a letter.
GLUED = re.compile(
    r"[.,;]?[(\[,.;](?:accessed|visited|retrieved)(?:on)?:?(?:\d|[A-Z][a-z]{2}|\Z)|\(cid:\d+\)", re.IGNORECASE
)
_HOST = re.compile(r"[^/?#@.\-]")
_GUESSED_HOST = re.compile(r"www\.(?!.*(?<!xn)--)[^\W_]", re.IGNORECASE)
_NOTE_AT_END = re.compile(r"[.,;:!?](?:\[\d{1,3}\])+\Z")
_ENTITY_AT_END = re.compile(r"&[A-Za-z][A-Za-z0-9]*;$")

_REACH = 512  # characters in which nearly every address has ended: of a long word without spaces few see more

OTHER_STOPS = "،؛؟۔।॥։׃።፣;·។៕၊။᠃"  # Arabic, Urdu, Hindi, Armenian, Hebrew, Ethiopic, Greek, Khmer, Burmese, Mongolian
# The marks of notes and of an article's end, too.
_TRAILING = ".,;:!?'’\"*_~|" + OTHER_STOPS + "⁰¹²³⁴⁵⁶⁷⁸⁹†‡§¶™®❖◆■"
_PAIRS = {")": "(", "]": "[", "}": "{"}
_CLOSER = {opener: closer for closer, opener in _PAIRS.items()}
_MAY_TRAIL = frozenset((*_TRAILING, *_PAIRS, *_CLOSER))

_CUT = re.compile(r"(?:https?|ftp)://(?:www\.?)?\s*\Z", re.IGNORECASE)
_RELATIVE = re.compile(r"(?<![\w\])])\((/[A-Za-z0-9][\w\-./%~?=&#+]*)\)")


@final
class Found:
    """An address in a text: where it starts and ends, and what it says, scheme included."""

    def __init__(self, start: int, end: int, uri: str) -> None:
        self.start = start
        self.end = end
        self.uri = uri


def find(text: str) -> Iterator[Found]:
    """The addresses in `text`, in order, none overlapping."""
    position = 0
    while start := _next_start(text, position):
        if _CUT.match(text, start.start()):
            printed = text[start.start() :].rstrip()
            yield Found(start.start(), start.start() + len(printed), printed)
            return
        end = _end(text, start.start(), start.end())
        position = max(end, start.end())
        printed = text[start.start() : end]
        if _is_address(printed):
            uri = folded(printed)
            yield Found(start.start(), end, uri if "://" in uri[:8] else f"http://{uri}")


def _next_start(text: str, position: int) -> re.Match[str] | None:
    """The next beginning of an address, scheme included."""
    sign = _SIGN.search(text, position)
    return _START.search(text, max(position, sign.start() - len("https"))) if sign else None


def _end(text: str, start: int, after_scheme: int) -> int:
    """Where the address ends that begins at `start`; `after_scheme` if there is nothing behind its scheme."""
    reach = after_scheme + _REACH
    body = _BODY.match(text, after_scheme, reach)
    if body is None:
        return after_scheme
    end = _cut(text, after_scheme, body)
    if end == body.end() == reach and (body := _BODY.match(text, after_scheme)):
        end = _cut(text, after_scheme, body)
    return _trimmed(text, start, end)


def _cut(text: str, after_scheme: int, body: re.Match[str]) -> int:
    """Where in `body`, which no sign of the sentence's own ends, the sentence goes on all the same."""
    end = _before_cjk(text, after_scheme, body.end())
    another = _ANOTHER.search(text, after_scheme, end) if "://" in body[0] else None
    if another and "?" not in text[after_scheme : another.start()]:
        end = another.start()
    if "(" in body[0] or "ccessed" in body[0]:
        glued = GLUED.search(text, after_scheme, end)
        end = glued.start() if glued else end
    authority = _AUTHORITY.match(text, after_scheme, end)
    if authority and authority.end() < end and text[authority.end()] not in "/?#":
        end = authority.end()  # a bracket or the like where a path could begin
    return end


def _before_cjk(text: str, start: int, end: int) -> int:
    if text.isascii():
        return end
    stop = _CJK_AFTER_WORD.search(text, start, end)
    return stop.start() if stop else end


def _trimmed(text: str, start: int, end: int) -> int:
    """Where the address that seems to end at `end` really ends (rule 5); linear in its length."""
    surplus: dict[str, int] = {}  # of closing brackets over opening ones
    if text.endswith("’s", start, end):
        end -= 2
    while end > start and (last := text[end - 1]) in _MAY_TRAIL:
        if last == ";" and (entity := _ENTITY_AT_END.search(text, max(start, end - 12), end)):
            end = entity.start()
            continue
        if last in "'\"" and _closes_quotation(text, start, end):
            break
        if opener := _PAIRS.get(last):
            if last == "]" and (note := _NOTE_AT_END.search(text, max(start, end - 12), end)):
                end = note.start()
                continue
            if last not in surplus:
                surplus[last] = text.count(last, start, end) - text.count(opener, start, end)
            if surplus[last] <= 0:
                break
            surplus[last] -= 1
        elif (closer := _CLOSER.get(last)) and closer in surplus:
            surplus[closer] += 1
        end -= 1
    return end


def _closes_quotation(text: str, start: int, end: int) -> bool:
    """Whether the quote at the end closes one that opened inside the address: /blah_'quoted'."""
    opened = text.rfind(text[end - 1], start, end - 1)
    return opened > start and text[opened - 1] in "_=/-("


def _is_address(printed: str) -> bool:
    if "://" not in printed[:8]:
        return _GUESSED_HOST.match(printed) is not None
    rest = printed.partition("://")[2]
    host = rest.rpartition("@")[2] if "@" in rest.partition("/")[0] else rest
    # http:///x and http://[::1 want to be addresses and aren't: kept, so that the reader is told
    return _HOST.match(host) is not None or rest.startswith("/")


def expand(items: Flow) -> Flow:
    """The same flow with the addresses that stand in its words made links of their own."""
    expanded: list[Item] = []
    for item in items:
        if isinstance(item, Run) and _may_hold_address(item.text):
            expanded.extend(_split(item))
        else:
            expanded.append(item)
    return expanded


def _may_hold_address(text: str) -> bool:
    if "/" in text and ("://" in text or "(/" in text):  # one character is found at once
        return True
    return "www." in text or "WWW." in text


def without_scheme(link: Link, printed: str) -> Link:
    """A link to an address that was printed without its scheme, with that said."""
    return link.but(printed=printed, because=f"made from {printed}, which is printed without http://")


def _split(run: Run) -> Iterator[Item]:
    found = [(f.start, f.end, f.uri, BARE) for f in find(run.text)]
    if "(/" in run.text:
        found += [(m.start(1), m.end(1), m[1], TEXTUAL) for m in _RELATIVE.finditer(run.text)]
        found.sort()
    position = 0
    for start, end, uri, form in found:
        if start < position:
            continue
        if start > position:
            yield Run(run.text[position:start], _at(run, position))
        link = Link(target=uri, offset=_at(run, start), form=form)
        yield without_scheme(link, run.text[start:end]) if run.text[start] in "wW" else link
        position = end
    if position < len(run.text):
        yield Run(run.text[position:], _at(run, position))


def _at(run: Run, position: int) -> int:
    return run.offset + position if run.offset >= 0 else -1
