"""The first word behind a break in, what it looks like out: the rest of an address, a word of print, a new start."""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from auditor.prose.addresses.bare import CJK, GLUED, TYPOGRAPHY

_NONE_OF_IT = rf"\s<>\"`\\{TYPOGRAPHY}{CJK}"
TAIL = re.compile(rf"\s*((?:[^{_NONE_OF_IT}]|(?<![A-Za-z0-9])[{CJK}])+)")
NEW_START = re.compile(
    r"(?:https?:|ftp:|mailto:|(?:git|svn|ssh|hg|irc|news|file|ldap|rsync|gopher|wss?|tcp|udp|s3)(?:\+\w+)?://|www\.|doi:|pmc?id\b|arxiv:"
    r"|isbn\b|issn\b|\||\.{2,}|-\w\Z|\[\d+[\],]|\(\d{1,3}\)|[•◦▪*–—†‡§¶€£$@]|(?:-|[-=_~]{3,})\Z"
    r"|\.\.?/|\d{1,3}\.\d{1,3}:\d{1,4}[a-z]?\Z|@\w+\{|-\d+\.\d+\Z)",  # a place on a disk, numbers in the margin and of an axis, an entry of BibTeX
    re.IGNORECASE,
)
MONTHS = (
    r"jan(?:uary|uar|vier)?|feb(?:ruary|ruar)?|février|mar(?:ch|s|zo)?|märz|apr(?:il|ile)?|avril|abril|may|mai|mayo|june?|juni|juin|junio"
    r"|july?|juli|juillet|julio|aug(?:ust)?|août|agosto|sept?(?:ember|embre|iembre)?|oct(?:ober|obre|ubre)?|okt(?:ober)?"
    r"|nov(?:ember|embre|iembre)?|dec(?:ember)?|dez(?:ember)?|décembre|diciembre|enero|febrero"
)
WORDS = re.compile(
    r"\(?(?:accessed|retrieved|available|viewed|visited|last|archived|abgerufen|consult[ée]|zuletzt|stand|see|cf)\b(?![-/_=]\w)"
    r"|[a-z]+['’][a-z]{1,2}[).,;]*\Z|(?:[cdjlmnst]|(?:jus|lors|puis)?qu)['’]\w|[aeiupf]\.[agesm.]\S{0,4}\Z|[(\[]\S*\Z|(?:and/or|he/she|his/her|s/he)[).,;]*\Z"
    rf"|(?:{MONTHS})\.?,?\Z"
    r"|(?:pp?|vols?|nos?(?!\.\w+\.pdf)|nr|figs?|sec|ch|eds?|vs|ca|art|paras?|bd|hrsg)\.(?!html?\b|pdf\b|php)",
    re.IGNORECASE,
)
NUMBERS = re.compile(
    r"\d{1,3}[A-Z]?[a-z]{3,}[.,;:]?\Z|(?-i:\d{1,3}[A-Z][a-z]{3,}[,;])|\(?(?:19|20)\d\d[a-z]?[).,;]*\Z|\d{1,3}[.)]?\Z|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}[).,;]*\Z"
    r"|\d{4}[./-]\d{1,2}[./-]\d{1,2}[).,;:]*\Z|\d{4}/\d\d(?:\d\d)?[).,;]*\Z|\d{1,3}(?:,\d{3})+|\d{1,3}\.\d{1,2}[).,;]*\Z|\d+(?:st|nd|rd|th|s|%)[).,;]*\Z",
    re.IGNORECASE,
)
_PATTERN = re.compile(r"\*\.\w")  # of files' names: what stands before it is a command
# Words with hyphens that print is full of and addresses are not.
COMPOUND = re.compile(
    r"(?:state-of-the-art|up-to-date|not-for-profit|day-to-day|face-to-face|case-by-case|one-on-one|end-to-end"
    r"|peer-to-peer|step-by-step|on-the-ground|out-of-date|year-on-year|year-over-year|business-to-business"
    r"|(?:long|short|well|so|re|co|non|high|low|pre|post|anti|self|full|part|real|large|small|cross|semi|multi|sub|mid"
    r"|ex|all|half|first|second|third|two|three|one|single|[a-z]{2}(?=-based|-led))-[a-z]+|[a-z]{1,3}/[a-z]{1,3}(?:-[a-z]+)?)\Z",
    re.IGNORECASE,
)
_INNER_WORD = re.compile(r"-(?:to|of|for|by|on|in|the|and|a|over)-", re.IGNORECASE)
_MOST_PARTS_OF_A_WORD = 4
# The words that most often go on after an address; English, German, French, Spanish.
PARTICLES = frozenset(
    """a an and are as at be but by for from has have he in is it its not of on or our she so such than that the their
    then there these they this to was we were what when where which while who will with you says said und oder der die
    das den dem des ein eine ist im in von zu mit auf für als bei sich nicht et ou le la les un une des du de est dans en
    sur par pour avec que qui y o el los las una es por con para also""".split()
)
# These too, though they may be a part of an address.
COMMON = PARTICLES | frozenset(
    """a about above according across after again against ago ahead all almost alone along already also although always
    am among an and another any anyone anything are around as at away back based be became because become been before
    began behind being below best better between beyond both but by came can cannot case chapter come comes common could
    data day days despite did different discussed do does done down during each early either else end enough especially
    etc even ever every example explains far few figure find first five following for former found four from full
    further gave general get gets give given gives go goes good got had has have having he hence her here hers herself
    high him himself his how however i if in include includes including indeed information instead into is it its itself
    just keep kind known large last later latter least less like likely little long longer look low made main make makes
    many may me mean means might more moreover most much must my myself near nearly need needed neither never
    nevertheless new next no none nor not note nothing notes now number of off often old on once one only onto or order
    other others our out over own page pages paper part people per perhaps place please point possible present provides
    public published quite rather read reader readers real really recent recently regarding report reported reports right
    said same saw say saying says second section see seem seems seen several shall she should show showed shown shows
    similar simply since site small so some someone something sometimes soon source sources state states still such
    table take taken takes ten text than that the their them themselves then there thereby therefore these they thing
    things think this those though three through throughout thus time times to today together told too took toward
    towards two under until up upon us use used useful user users uses using usually various very via want was way ways
    we website well went were what whatever when where whereas whereby wherever whether which while who whole whom whose
    why will with within without work works would write writes writing written year years yes yet you your

    aber alle als also am an auch auf aus bei beim bereits bis da dabei damit dann das dass dem den denn der des die
    dies diese diesem diesen dieser dieses doch dort durch ein eine einem einen einer eines er es für gegen hat haben hier
    ihr ihre im in ist jedoch kann mit nach nicht noch nur ob oder ohne sehr sein seine sich sie sind so sowie über um und
    uns unter vom von vor war waren was weil wenn werden wie wird wo wurde wurden zu zum zur zwischen

    au aussi autre aux avec car ce cela ces cet cette comme dans de depuis des deux donc du elle en entre est et être eu
    fait il ils la le les leur leurs lui mais même ne nous on ont ou où par pas peut plus pour quand que qui sa sans se
    selon ses si son sont sous sur tous tout très un une vers vous y

    al algo así cada con contra como cuando de del desde donde dos el ella ellos en entre era eran es esa ese eso esta
    este esto estos fue fueron ha hace han hasta la las le les lo los más me muy no nos o para pero por porque puede que
    quien se según ser si sin sobre son su sus también tiene todo todos tras un una uno y ya""".split()
)
# An electronic mail's address, a function's name, a formula's letter, a font's names of letters, and signs that no address
# is written with.
NEVER = re.compile(
    r"\A(?:--[a-z]|&(?:lt|gt|quot|amp);)|\w@[\w-]+(?:\.[\w-]+)*(?:\.[a-z]{2,}\Z|:[~/])|\w\(\)|\('|\A[a-z_]\w*(?<!_)\([a-z_]*\Z|\[\]\Z|\A\d?[α-ω]\d?\Z|/\w+\.\w+-?/\w+\.\w+-?/\w+\.\w+-?/|[\u2190-\u21ff\u2200-\u2211\u2213-\u223b\u223d-\u23ff\u25a0-\u27bf°±×÷©®™]",
    re.IGNORECASE,
)
# Paths that only lead on: hardly anybody cites one without what stands in it.
COLLECTION = re.compile(
    r"(?://(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org)/[\w.-]+|\bctan\.org/(?:pkg|package)|\w/wiki|sourceforge\.net/projects"
    r"|arxiv\.org/(?:abs|pdf)(?:/[a-z-]+)?|patents\.google\.com/patent|\.stackexchange\.com/(?:a|q|questions)"
    r"|stackoverflow\.com/(?:a|q|questions)|/(?:issues|pull|pii|stable|status))/\Z",
    re.IGNORECASE,
)
DOI = re.compile(r"\b10\.\d{4,9}/\S*\Z")
# What an archive puts before the address of what it has kept.
ARCHIVE = re.compile(
    r"(?:/web/|//archive\.(?:today|ph|is|li|vn|md|fo)/|/wayback/)(?:\d{4,14}(?:[a-z]{2}_)?|\*)/\Z", re.IGNORECASE
)
_ACCOUNT = re.compile(r"@[\w.-]+(/\S+)?\Z")
_GLUED = re.compile(r"(?<=[^\W_])(?:https?|ftp)://|(?<=[).,;])(?:https?|ftp)://")
_CONJUNCTION = re.compile(r"(?:and|or|und|oder|et|ou)\Z")
_ADDRESS = re.compile(r"[(<]?(?:https?:|www\.)", re.IGNORECASE)
EXTENSION = re.compile(
    r"(?:html?|pdf|php|aspx?|jsp|shtml|xml|json|txt|docx?|xlsx?|pptx?|csv|jpe?g|png|gif|svg|zip|gz|epub|tex|md|cfm|cgi|xhtml|rdf|ya?ml|mp[34]|rtf|odt)(?=[?#]|\Z)",
    re.IGNORECASE,
)
HOST = re.compile(r"(?:[a-z0-9-]+\.)+(?:com|org|net|edu|gov|int|info|eu|io|[a-z]{2})(?:[/:]|\Z)", re.IGNORECASE)
ENDS_HOST = re.compile(r"(?:com|org|net|edu|gov)/")  # what a host cut before its end goes on with, in another column
COMPLETE = re.compile(
    r"\.(?:[sx]?html?|pdf|php\d?|aspx?|docx?|xlsx?|pptx?|svg|png|jpe?g|gif|zip|gz|tgz|bz2|xz|csv|epub|txt|rst)\Z"
    r"|(?-i:/(?:README|NOTES|INSTALL|COPYING|LICEN[CS]E|CHANGES|NEWS|TODO|AUTHORS)\Z)",  # files that have no extension
    re.IGNORECASE,
)
# Places on a disk, files that are hidden there, and numbers of bugs.
NO_REST = re.compile(
    r"/\*|#[!+]|/(?:usr|etc|var|home|opt|tmp|bin|sbin|lib|proc|sys|dev)/|\.(?:git|travis|circleci|cirrus|mailmap|appveyor)|#\d+\W*\Z"
)
PLACE_IN_FILE = re.compile(r"[\w-]+\.[a-z]{1,4}:\d+\Z")  # as compilers and lists of things to do have it
# What no list of files and no sentence has; the others of ONLY_ADDRESSES_HAVE are in lists of files.
OF_THE_WEB = re.compile(
    r"\w[=?&]\w|%[0-9A-F]{2}|\.(?:html?|pdf|php|aspx?|jsp|shtml|cfm)(?=[?#]|\Z)|\w#\w|/[^/]+/[^/]+/", re.IGNORECASE
)
ONLY_ADDRESSES_HAVE = re.compile(r"[=?&_~#]|%[0-9A-Fa-f]{2}|/.*/|/.*[\d.-]|[\d.-].*/|[a-z]{2}\.[a-z0-9-]{2}")


_SETTING = re.compile(r"[A-Za-z_][\w-]*=[^&/?]*\Z")


class State(Enum):
    """What a rule says of a break."""

    JOIN = "join"
    MAYBE = "maybe"
    STOP = "stop"


class Joint(NamedTuple):
    """What is to be done at a break: the state, the rule that said so, and the tail's own characters."""

    state: State
    rule: str
    tail: str


def ends_there(after: str) -> bool:
    """Whether the sentence can't go on behind the tail: nothing follows, or what print puts behind addresses."""
    word = after.split(maxsplit=1)[0] if after.strip() else ""
    if _ADDRESS.match(word):
        return False  # the tail is that one's own words
    if not word or not after[0].isspace() or WORDS.match(word):
        return True
    return NEW_START.match(word) is not None and not _PATTERN.match(word)


def alone(raw: str, tail: str, after: str) -> bool:
    """Whether a word with the sentence's stop is all that its line holds: the end of a paragraph, and no sentence."""
    return raw != tail and after.strip() == raw


def opening(after: str, head: str) -> tuple[str, str, str]:
    """The first word of a line with the sentence's stops, without them, and what follows it.

    The word ends where another address is glued to it; what is before that may be but its note's number.
    """
    match = TAIL.match(after)
    if match is None:
        return "", "", ""
    raw, end = match[1], match.end()
    if "://" in raw and (another := _GLUED.search(raw)):
        raw = _CONJUNCTION.sub("", raw[: another.start()])
        raw, end = ("" if raw.isdigit() else raw), match.start(1) + len(raw)
    if ("(" in raw or "ccessed" in raw) and (glued := GLUED.search(raw)):
        raw, end = raw[: glued.start()], match.start(1) + glued.start()
    return raw, without_trailing(raw, head), after[end:]


def is_account(head: str, tail: str) -> bool:
    """Whether a word is an account's name as it begins paths: `medium.com/` and `@name/words-of-a-title`."""
    match = _ACCOUNT.match(tail) if tail[:1] == "@" and head[-1:] == "/" else None
    return match is not None and (match[1] is not None or "/" not in head.partition("://")[2][:-1])


def is_setting(head: str, tail: str) -> bool:
    """Whether a word is what a program assigns (`name=value`): addresses hardly have one without a `?` before it."""
    known = tail.startswith("package=") and head.endswith(
        "-project.org/"
    )  # CRAN's: https://CRAN.R-project.org/package=x
    return "=" in tail and "?" not in head and not known and _SETTING.match(tail) is not None


def is_slug(tail: str) -> bool:
    """Whether a word is a row of words as addresses have them, and no compound of the sentence."""
    parts = tail.count("-") + 1
    if parts <= 2 or tail != tail.lower() or COMPOUND.match(tail):  # noqa: PLR2004 - two words make a compound
        return False
    return parts > _MOST_PARTS_OF_A_WORD or any(c.isdigit() for c in tail) or _INNER_WORD.search(tail) is None


def new_start(word: str) -> bool:
    """Whether a word starts an address, an identifier, a note or an item anew."""
    return NEW_START.match(word) is not None


def plain_words(word: str) -> bool:
    """Whether a word is one that stands behind addresses in print: "accessed", a month, a year, a short number."""
    return WORDS.match(word) is not None or NUMBERS.match(word) is not None


def looks_like_rest(tail: str) -> bool:
    """Whether a word looks like the rest of an address rather than like a word of the sentence."""
    return (
        ONLY_ADDRESSES_HAVE.search(tail) is not None
        or "/" in tail
        or tail.count("-") > 1
        or ends_in_file(tail)
        or (any(c.isdigit() for c in tail) and any(c.isalpha() for c in tail))
        or ("-" in tail and tail.islower())
    )


def ends_in_file(tail: str) -> bool:
    """Whether a word holds a file's extension at its end, or before a query."""
    return any(EXTENSION.match(tail, dot + 1) for dot, c in enumerate(tail) if c == ".")


def without_trailing(tail: str, head: str) -> str:
    """The tail without the sentence's own stop and without a bracket that neither piece opened."""
    whole = head + tail
    while tail:
        last = tail[-1]
        unopened = last in ")]}" and whole.count(last) > whole.count({")": "(", "]": "[", "}": "{"}[last])
        if not (last in ".,;:!?'’\"*_|" or unopened):
            break
        tail, whole = tail[:-1], whole[:-1]
    return tail
