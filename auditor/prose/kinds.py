"""A link with its words and sentence in, the kind of citation that it is out.

placeholder, mailto:, data:, …   skipped     there is nothing that HTTP could ask for
image                            skipped     shown, not cited
relative address                 navigation  the site's own menus, bylines and cards
a button to share the page       navigation  whatever it stands in: it leads to a form with the page's own address
in a menu, byline, card          navigation  the link is all that its paragraph says, or the format says so
of the publisher's own, alone    navigation  the same with the whole address, in no sentence and no note
the document's own address       self        named by the document itself, by a sentence that says where this piece
                                             was published, or by an address made of the document's title
everything else                  citation
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from auditor.model import Kind
from auditor.needles import ByteNeedles, Needles
from auditor.prose.flow import IMAGE, TEXTUAL, About, Link, is_placeholder
from auditor.prose.sentences import Cited
from auditor.uris import bare_host, parse, same_page

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_ABSOLUTE = re.compile(r"(?:https?:|//)", re.IGNORECASE)
_BYLINE = re.compile(r"(?:by|von|par|por|di|by:|author:|authors:)\s", re.IGNORECASE)
_MENU_HEADING = re.compile(  # SEE ALSO in capitals is a manual's, and what stands below it is what it cites
    r"(?-i:(?!SEE ALSO))(?:(?:recommended|related|popular|latest|trending|most read|more)(?: (?:for you|articles?|content|stories|posts"
    r"|analysis|from .{1,40}|on .{1,40}|by .{1,40}))?|read (?:more|next)|topics?|tags?|regions?(?: & countries)?"
    r"|share(?: this.{0,20})?|follow us|subscribe|newsletters?|about the authors?|you may also like|see also)\s*:?",
    re.IGNORECASE,
)
_PUBLISHED_HERE = re.compile(
    r"\b(?:this|the present) (?:article|piece|essay|post|report|paper|commentary|brief(?:ing)?|analysis|op-ed|column|"
    r"interview|text|version|work|study|testimony|story)\b.{0,60}\b(?:published|appeared|posted|printed|released|ran)\b"
    r"|^(?:originally|first|also) (?:published|appeared|posted|printed) (?:in|on|at|by)\b"
    r"|\bdieser (?:artikel|beitrag|text)\b.{0,60}\b(?:erschien|veröffentlicht)"
    r"|\bcet (?:article|texte)\b.{0,60}\b(?:publié|paru)"
    r"|\beste artículo\b.{0,60}\bpublic",
    re.IGNORECASE,
)
_CITE_THIS = re.compile(
    r"\b(?:cite (?:this|as)|permalink|persistent (?:link|url)|available (?:online )?at this)\b", re.IGNORECASE
)
_PIECES = """article piece essay post report paper commentary brief analysis op-ed column interview text version work study
    testimony story""".split()
# One of these stands, in lower case, in all that the two patterns find, and in few other sentences. They are ASCII and
# looked for in bytes, since str.lower takes ten times as long where a letter isn't.
_SAYS_SO = ByteNeedles(
    [
        *(f"{word} {piece}" for word in ("this", "the present") for piece in _PIECES),
        *(f"{word} {done}" for word in ("originally", "first", "also") for done in ("publ", "appe", "post", "prin")),
        *("dieser artikel", "dieser beitrag", "dieser text", "cet article", "cet texte", "este art"),
        *("cite this", "cite as", "permalink", "persistent", "available at this", "available online at this"),
    ]
)
_SHARES = re.compile(
    r"https?://(?:www\.|m\.|api\.|web\.)?(?:facebook\.com/(?:sharer|share\.php|dialog/(?:share|feed|send))"
    r"|(?:twitter|x)\.com/(?:intent/|share\b)|linkedin\.com/(?:shareArticle|sharing/|cws/share)|reddit\.com/(?:\w+/)?submit\b"
    r"|pinterest\.\w+/pin/create|(?:t|telegram)\.me/share|(?:wa\.me/?|whatsapp\.com/send/?)\?(?:text=|.*&text=)|vk\.com/share"
    r"|tumblr\.com/(?:share|widgets/share)|news\.ycombinator\.com/submitlink|bsky\.app/intent/|threads\.net/intent/"
    r"|buffer\.com/add|bufferapp\.com/add|getpocket\.com/(?:save|edit)|xing\.com/(?:spi/shares|app/user\?op=share)"
    r"|skype\.com/share|addtoany\.com/share|addthis\.com/bookmark|lineit\.line\.me/share|mastodonshare\.com"
    r"|share\.flipboard\.com)",
    re.IGNORECASE,
)
# One of these stands in each of them, and in few other addresses.
_SHARING = Needles(
    ["share", "sharing", "intent/", "submit", "pin/create", "send", "wa.me", "/add", "pocket.com", "dialog/"]
)
_CITATION, _SKIPPED = Kind.CITATION, Kind.SKIPPED
_WORD = re.compile(r"[^\W_]+")
_FEWEST_TITLE_WORDS = 4
_ALIKE = 0.8


def is_menu_heading(text: str) -> bool:
    """Whether a short line opens a site's own cards, tags or share buttons."""
    return len(text) < 60 and _MENU_HEADING.fullmatch(text.strip()) is not None  # noqa: PLR2004


def kind_of(entry: Cited, about: About, *, under_menu: bool) -> tuple[Kind, str | None]:
    """The kind of a link, and why when it isn't a citation."""
    link = entry.link
    target = link.target
    if not target.startswith(("https://", "http://")):
        if (because := _not_asked_for(link)) is not None:
            return _SKIPPED, because
        if not _ABSOLUTE.match(target):
            return Kind.NAVIGATION, "a relative address: the site's own navigation"
    if link.form is IMAGE:
        return _SKIPPED, "an image: shown, not cited"
    if _SHARING.any_in(target) and _SHARES.match(target):
        return Kind.NAVIGATION, "a button to share the page"
    if _is_own(link, entry.context, about):
        return Kind.SELF, "the document's own address"
    if link.menu or (under_menu and entry.alone):
        return Kind.NAVIGATION, "stands in a menu or among recommendations"
    if entry.alone and link.label and entry.note is None and _is_publishers(target, about.base_url):
        return Kind.NAVIGATION, "a link of the publisher's own site, in no sentence"
    if entry.alone and _BYLINE.match(entry.context):
        return Kind.NAVIGATION, "a byline"
    return _CITATION, None


def _not_asked_for(link: Link) -> str | None:
    """Why nothing can be asked for a target that is no `http://` address; None where something can."""
    if is_placeholder(link):
        return "a placeholder: the link's target was lost"
    if link.target.startswith("#"):
        return "a place in the same document"
    if link.form is IMAGE:
        return "an image: shown, not cited"
    if link.form is TEXTUAL or _ABSOLUTE.match(link.target):
        return None
    scheme = _SCHEME.match(link.target)
    return f"{scheme[1].lower()}: is not an address of the web" if scheme else None


def _is_publishers(uri: str, base_url: str | None) -> bool:
    """Whether an address is on the host of the document's own."""
    parsed, base = parse(uri), parse(base_url) if base_url else None
    return parsed is not None and base is not None and bare_host(parsed.host) == bare_host(base.host)


def _is_own(link: Link, context: str, about: About) -> bool:
    if about.own_uris and any(same_page(link.target, own) for own in about.own_uris):
        return True
    return _says_own(context) or _is_made_of(link.target, about.title)


@lru_cache(maxsize=64)
def _says_own(context: str) -> bool:
    """Whether a sentence says that it gives the document's own address; asked once a sentence, not once a link."""
    if not _SAYS_SO.any_in(context.encode("utf-8", "replace").lower()):
        return False
    return _PUBLISHED_HERE.search(context) is not None or _CITE_THIS.search(context) is not None


def _is_made_of(uri: str, title: str) -> bool:
    """Whether the address's last segment is the title: what content management systems make of a title."""
    words = _words(title)
    if len(words) < _FEWEST_TITLE_WORDS or not _may_be_made_of(uri, title):
        return False
    path = uri.partition("#")[0].partition("?")[0].partition("://")[2].rstrip("/")
    segment = path.rpartition("/")[2] if "/" in path else ""
    slug = _words(segment.rpartition(".")[0] or segment)
    return bool(slug) and len(words & slug) / len(words | slug) >= _ALIKE


def _may_be_made_of(uri: str, title: str) -> bool:
    """Whether an address has as many of the title's words as it would have to: quick, and rarely so."""
    if not uri.isascii():
        return True
    told = uri.lower().replace("'", "")
    words, lacking = _longest_first(title)
    for word in words:
        if word not in told:
            if not lacking:
                return False
            lacking -= 1
    return True


@lru_cache(maxsize=64)
def _longest_first(title: str) -> tuple[tuple[str, ...], int]:
    """The words of a title, and how many of them an address that is made of it may lack."""
    words = _words(title)
    return tuple(sorted(words, key=lambda word: (-len(word), word))), int(len(words) * (1 - _ALIKE) + 1e-9)


@lru_cache(maxsize=64)
def _words(text: str) -> frozenset[str]:
    plain = text.casefold().replace("'", "").replace("’", "")
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return frozenset(_WORD.findall(plain))
