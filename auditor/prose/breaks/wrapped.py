"""An address that ends a full line and the line after it in, whether they are one address out.

The line is known to have had no room for the next line's first word, so that a break says nothing by itself; the
first rule that has something to say wins. The counts behind the order are those of `auditor.prose.breaks.rejoin`.
What is asked within a host, behind a slash, a stop and a letter is in `auditor.prose.breaks.host_cut`, `behind_slash`,
`behind_stop` and `behind_letter`; what may as well be the sentence's own word, which is offered, in `in_sentence`.

  new start      STOP   an address, an identifier, a note's or reference's number, a bullet, a mail's address, `file.tex:12`,
                        a program's option or call
  filled line    JOIN   the line holds nothing but the address, to its last letter: it was cut because it had to be; or it is
                        as long as all lines that the document cuts between letters (`auditor.prose.breaks.cuts`)
  host cut       JOIN   the head ends before its host does, and the tail has a dot
  identifier     JOIN   a DOI ends behind its resolver or its registrant, a handle behind a stop, and the tail is a number
  joint          JOIN   the head ends in `- _ = & % ~ + #`, or in `?` before a key; MAYBE before a capital
  plain words    STOP   accessed, retrieved, a year, a month, "and", a short number
  tail begins    JOIN   the tail opens with `/ ? & =` or an encoded letter
  mark begins    JOIN   the tail opens with `#`, `_` or `.word`, and is no bug's number and no hidden file
  hyphen begins  JOIN   the tail opens with a hyphen and no bullet
  slash          JOIN   the tail looks like the rest of an address, or is a word that ends its line or its clause;
                        after a resolver (doi.org/) it starts with a digit. Any other word is MAYBE
  stop           JOIN   the tail is an extension, a top-level domain after a host, more of a DOI, or looks like a rest
  letters        JOIN   cut between letters: the tail has what only addresses have; `word/word` is MAYBE
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from auditor.prose.breaks.behind_letter import is_cut_extension, letters
from auditor.prose.breaks.behind_slash import segment, slash
from auditor.prose.breaks.behind_stop import identifier, stop
from auditor.prose.breaks.host_cut import SCHEME, WHOLE_HOST, host_cut
from auditor.prose.breaks.in_sentence import goes_on, may_be_its_own
from auditor.prose.breaks.tails import (
    COLLECTION,
    COMMON,
    COMPLETE,
    COMPOUND,
    DOI,
    EXTENSION,
    HOST,
    NEVER,
    NEW_START,
    NO_REST,
    NUMBERS,
    OF_THE_WEB,
    ONLY_ADDRESSES_HAVE,
    PARTICLES,
    PLACE_IN_FILE,
    WORDS,
    Joint,
    State,
    ends_in_file,
    ends_there,
    is_account,
    looks_like_rest,
    opening,
)

_CONTROL = re.compile(r"[\x00\x01\x03-\x08\x0e-\x1f\x7f-\x9f]")  # a letter of a font that doesn't tell which
_JOINTS = "-_=&%~+#"
_YEARS = re.compile(r"(?:19|20)\d\d(?:[/–-]\d\d(?:\d\d)?)?[.,;:)]*\Z")
_LONGEST_NOTE = 2  # digits of a note's number that stands alone
_NUMBER_ENDS = re.compile(r"\s*[\d./-]*\d[.,;:)\]]*(?:\Z|\s*[(\[]|(?<=[.,;:)\]])\s)")
_QUERY = re.compile(r"[\w.-]+=|\d+\Z|\d+-\S*[-=&]")
# The next one's, in a file of settings: `url = https://…⏎name = …`, `git_branch: …`, `Date/Publication: …`
_KEY = re.compile(r"\s*(?:[\w.-]+\s+=|(?:[a-z]+(?:_[a-z]+)+|(?:[A-Z][a-z]+[/-])?[A-Z][A-Za-z]+):)(?:\s|\Z)")
_SECTION = re.compile(r"\d{1,2}(?:\.\d{1,2})+")
_SNAKE = re.compile(r"[a-z]+_[a-z]+")
_CODE = re.compile(r"\d{5}|\d{3,}[a-z]")
_DOTTED_NAME = re.compile(r"[A-Za-z]+\.[A-Za-z]+")  # a file's name or a program's, as often as an address's end
_OPENS = re.compile(r"[/?&=]\S|%[0-9A-Fa-f]{2}")
_MARKED = re.compile(r"[#_]\S|\.[A-Za-z0-9]")
_SCRIPT = re.compile(r"\.(?:php\d?|aspx?)\Z")
_SPACE = re.compile(r" \S")  # what stood behind the address, on the next line
_LONGEST_CUT = 3  # letters that are hardly a word
_HYPHENED = re.compile(r"-[a-z0-9]")


class Setting(NamedTuple):
    """What is known of the page besides its words.

    `filled` says that the head's line holds nothing else and has no room for another letter, `exact` that the document
    is known to cut its lines there, whatever they hold, `full` that it could hardly have held more, `roomy` that it had
    room for more and was ended all the same, `usual` that others are as long, `listed` that it holds nothing but the
    head, with other lines above it. `letters` says whether this line may be cut between letters, `cuts` that the
    document's lines are, `is_word` whether the document has a word elsewhere.
    """

    filled: bool = False
    full: bool = True
    letters: bool = True
    cuts: bool = True
    roomy: bool = False
    usual: bool = True
    listed: bool = False
    exact: bool = False
    is_word: Callable[[str], bool] = lambda _: False


def decide(head: str, after: str, setting: Setting) -> Joint:
    """What is to be done between `head`, an address with the stops behind it, and `after`, the line below it."""
    raw, tail, rest = opened = opening(after, head)
    if (
        not any(map(str.isalnum, tail))
        or _CONTROL.search(raw + rest[:1])
        or (NEW_START.match(raw) and not SCHEME.fullmatch(head) and not is_account(head, tail))
        or NEVER.search(tail)
        or PLACE_IN_FILE.match(tail)
        or _KEY.match(after)
    ):
        return Joint(State.STOP, "new start", "")
    if setting.filled and head[-1].isalnum() and not WORDS.match(raw):
        return Joint(_filled_line(head, opened, after, setting), "filled line", tail)
    ends = raw != tail or ends_there(rest)
    for name, rule in _RULES:
        state = rule(head, raw, tail, ends)
        if state is not None:
            if name == "slash" and state is State.JOIN and tail.isalpha() and not COLLECTION.search(head):
                listed = setting.listed and after.strip() == tail
                common = raw == tail and not setting.usual and setting.is_word(tail)
                further = goes_on(raw, tail, rest) and (raw == tail or setting.is_word(tail))
                in_doubt = listed or common or (raw == tail and not setting.full) or further
                return Joint(State.MAYBE if in_doubt else state, name, tail)
            if state is State.JOIN and name in _MAY_BE_WORDS and may_be_its_own(raw, tail, rest):
                return Joint(State.JOIN if COLLECTION.search(head) else State.MAYBE, name, tail)
            return Joint(_doubted(state, name, tail, setting), name, tail)
    return Joint(State.STOP, "nothing says join", "")


def _doubted(state: State, name: str, tail: str, setting: Setting) -> State:
    """What a rule says, less surely where the line needn't have ended there."""
    of_the_web = OF_THE_WEB.search(tail) is not None
    fits = setting.letters or (setting.cuts and tail.count("/") > 1)
    if name == "letters" and state is State.JOIN and not (fits and (setting.cuts or of_the_web)):
        return State.MAYBE
    if name == "stop" and EXTENSION.match(tail):
        return state
    is_name = _is_name(tail) if name == "letters" else name == "slash" and _is_dotted(tail)
    if state is State.JOIN and is_name and not (setting.usual and setting.full):
        return State.MAYBE
    if name == "mark begins" and setting.roomy and state is State.JOIN:
        return State.JOIN if of_the_web or EXTENSION.fullmatch(tail[1:]) else State.MAYBE
    if not setting.roomy or name in _NEVER_DOUBTED:
        return state
    if state is State.MAYBE or (name == "letters" and state is State.JOIN):
        return State.STOP
    sure = "/" in tail or tail.count("-") > 1 or ONLY_ADDRESSES_HAVE.search(tail) or ends_in_file(tail)
    unsure = not (sure or _CODE.match(tail)) or (name == "slash" and _is_name(tail))
    return State.MAYBE if state is State.JOIN and unsure else state


def _is_name(tail: str) -> bool:
    """Whether a word may as well be the name of a file or of a program's part."""
    return _is_dotted(tail) or _SNAKE.fullmatch(tail) is not None


def _is_dotted(tail: str) -> bool:
    return _DOTTED_NAME.fullmatch(tail) is not None and not EXTENSION.fullmatch(tail.rpartition(".")[2])


def _filled_line(head: str, opened: tuple[str, str, str], after: str, setting: Setting) -> State:
    raw, tail, rest = opened
    if is_cut_extension(head, tail):
        return State.JOIN
    if WHOLE_HOST.search(head) and tail[0].isalnum():
        return State.STOP
    if COMPLETE.search(head):
        if tail[0] == "/":
            return _behind_file(head)
        return State.JOIN if tail[0] in "?#&" or raw.rstrip(".,;:)") in {"l", "x"} else State.STOP
    if setting.exact and after.strip() == raw and len(raw) == len(tail):
        return State.JOIN
    if NUMBERS.match(raw) or tail.isdigit():
        alone = after.strip() == tail  # a page's number below a DOI, or a note's
        whole = alone and (DOI.search(head) is not None or len(tail) <= _LONGEST_NOTE)
        sure = not whole and setting.letters and _NUMBER_ENDS.match(after) and not _YEARS.match(raw)
        return State.JOIN if sure else State.MAYBE
    if letters(head, raw, tail, raw != tail or ends_there(rest)) is State.JOIN:
        return State.JOIN
    another = HOST.match(tail) and "/" in head.partition("://")[2]
    foreign = head.isascii() and not tail.isascii()
    if another or foreign or (not setting.exact and may_be_its_own(raw, tail, rest)):
        return State.MAYBE
    if setting.exact and (
        _SPACE.match(after) or (tail.isalpha() and len(tail) > _LONGEST_CUT and not ends_there(rest))
    ):
        return State.MAYBE  # the line ended there by chance
    parts = [part for part in re.split(r"[\W\d_]+", tail) if part]
    words = bool(parts) and all(setting.is_word(part) or part in COMMON for part in parts)
    sure = setting.letters and not words and not tail[0].isupper() and not COMPOUND.match(tail)
    return State.JOIN if sure else State.MAYBE


def _joint(head: str, raw: str, tail: str, ends: bool) -> State | None:  # noqa: FBT001
    if head[-1] == "?":
        return State.JOIN if _QUERY.match(tail) else State.STOP
    if head[-1] not in _JOINTS or raw[0] == "[":
        return None
    if not ends and tail in PARTICLES:
        return State.MAYBE
    if head[-1] == "%":
        code = head[-2:-1] in "{}" or "^" in head or NUMBERS.match(raw)  # TeX's comment, and the next line's number
        return State.JOIN if re.match(r"[0-9A-Fa-f]{2}", tail) and not code else State.STOP
    if _SECTION.fullmatch(tail) and not ends:
        return State.MAYBE
    titled = any(c.isupper() for c in head.partition("://")[2]) or looks_like_rest(tail)
    return State.JOIN if head[-1] != "-" or not tail[0].isupper() or titled else State.MAYBE


def _plain_words(_head: str, raw: str, _tail: str, _ends: bool) -> State | None:  # noqa: FBT001
    return State.STOP if WORDS.match(raw) or NUMBERS.match(raw) else None


def _tail_begins(head: str, _raw: str, tail: str, _ends: bool) -> State | None:  # noqa: FBT001
    if _OPENS.match(tail) is None:
        return None
    if head[-1] in ".,;":
        return State.STOP if tail[0] == "/" else None
    if tail[0] == "/" and (head[-1] == "/" or head.endswith(tail)):  # nobody writes `//` there, or it is printed twice
        return State.MAYBE if head[-1] == "/" else State.STOP
    if NO_REST.match(tail) or (tail.startswith("//") and head[-1] != ":"):  # a key of .npmrc, an address without scheme
        return State.STOP
    if tail[0] == "/":
        return _behind_file(head)
    return State.STOP if COMPLETE.search(head) and tail[0] not in "?#&" else State.JOIN


def _behind_file(head: str) -> State:
    """A slash goes on behind a script; behind another file it may (`x.zip/download`), or begin another file."""
    return State.MAYBE if COMPLETE.search(head) and not _SCRIPT.search(head) else State.JOIN


def _mark_begins(head: str, _raw: str, tail: str, _ends: bool) -> State | None:  # noqa: FBT001
    if head[-1] in ".,;" or _MARKED.match(tail) is None:
        return None
    if NO_REST.match(tail):
        return State.STOP
    return State.STOP if COMPLETE.search(head) and tail[0] != "#" else State.JOIN


def _hyphen_begins(head: str, _raw: str, tail: str, _ends: bool) -> State | None:  # noqa: FBT001
    return State.JOIN if head[-1].isalnum() and _HYPHENED.match(tail) and not COMPLETE.search(head) else None


_MAY_BE_WORDS = frozenset({"slash", "mark begins"})
_NEVER_DOUBTED = frozenset({"host cut", "identifier", "tail begins"})
_RULES = (
    ("host cut", host_cut),
    ("identifier", identifier),
    ("joint", _joint),
    ("plain words", _plain_words),
    ("tail begins", _tail_begins),
    ("mark begins", _mark_begins),
    ("hyphen begins", _hyphen_begins),
    ("slash", segment),
    ("slash", slash),
    ("stop", stop),
    ("letters", letters),
)
