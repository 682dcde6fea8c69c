"""The words of MediaWiki's markup: its tokens, and what is done at which template, tag and namespace; tables only."""

from __future__ import annotations

import re

TOKEN = re.compile(
    r"""(?P<comment><!--(?:.*?-->|.*))
    | (?P<raw><(?:nowiki|pre|syntaxhighlight|source|math|score|templatedata)\b[^<>]*(?<!/)>) | (?P<ref></?ref\b[^<>]*>)
    | (?P<tag></?[a-z][a-z0-9]*(?=[\s/>])[^<>]*>) | (?P<parameter>\{\{\{[^{}|\n]*(?:\|[^{}\n]*)?\}\}\})
    | (?P<begin>\{\{) | (?P<end>\}\}) | (?P<inner>\[\[) | (?P<leave>\]\])
    | (?P<outer>\[(?:(?:https?:|ftp:|)//(?:\[[0-9a-f:.]+\])?|mailto:)[^\s\[\]<>"]+[ \t]*) | (?P<close>\])
    | (?P<heading>(?<![^\n])={1,6}[^\n=][^\n]*?={1,6}[ \t]*(?=\n|\Z)) | (?P<par>\n[ \t]*\n\s*)
    | (?P<table>(?<![^\n])[ \t]*(?:\{\|[^\n]*|\|[-}][^\n]*|\|\+(?:[^\n|\[\]{}]*\|(?!\|))?|!)) | (?P<item>(?<![^\n])[*\#:;]+[ \t]*) | (?P<line>\n)
    | (?P<bar>\|) | (?P<quotes>'{2,5}) | (?P<entity>&(?:[a-z]{2,10}|\#\d{1,6}|\#x[0-9a-f]{1,6});)
    | (?P<words>[^<{}\[\]\n|'&]+) | (?P<other>.)""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
# Tokens that open and close something, and what a closing one does not reach over.
OPENERS = {"begin": "template", "inner": "inner", "outer": "outer"}
CLOSERS = {"end": "template", "leave": "inner", "close": "outer"}
WALLS = {
    "template": {"text", "ref"},
    "inner": {"text", "ref", "template"},
    "outer": {"text", "ref", "template", "inner"},
}
_TAG_NAME = re.compile(r"</?([a-z0-9]+)", re.IGNORECASE)
ATTRIBUTE = re.compile(r"""\b(name|group)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'/>]+))""", re.IGNORECASE)
KEY = re.compile(r"\s*([^=\[\]{}<>|:/]{1,40}?)\s*=\s*")
CELL_STYLE = re.compile(r"(?:\s*[\w-]+\s*=\s*(?:\"[^\"\n]*\"|'[^'\n]*'|[\w%#-]+))+\s*\|(?!\|)")
TITLE = re.compile(r"^=[ \t]*([^=\n]{2,200})=[ \t]*$|^[^'\n]{0,20}'{3}([^'\[\]{}\n]{2,200})'{3}", re.MULTILINE)

# Tags and what stands in them as it is; what the others hold is no text.
SHOWN_RAW = frozenset({"nowiki", "pre", "syntaxhighlight", "source"})
WITH_ENTITIES = frozenset({"nowiki", "pre"})  # of these characters that are written as entities are read all the same
ENTITY = re.compile(r"&(?:[a-z]{2,10}|\#\d{1,6}|\#x[0-9a-f]{1,6});", re.IGNORECASE)
BLOCK_TAGS = frozenset("p div li ul ol tr td th table blockquote gallery references center hr dd dt dl".split())

# Templates, by their names in lower case.
NOTES = frozenset({"efn", "refn", "#tag:ref", "notetag", "efn-ua", "efn-lr", "fnote"})
IDENTIFIERS = {"doi": "doi", "doi-inline": "doi", "arxiv": "arxiv", "pmid": "pmid", "pmc": "pmcid", "hdl": "handle"}
ADDRESSES = frozenset({"url", "url2", "official website", "official", "official url", "website"})
ARCHIVES = frozenset({"webarchive", "wayback", "webarchiv", "webarquivo", "cite archive"})
SILENT = re.compile(
    r"short desc|use |sfn|harv|citation needed|cn\Z|dead link|reflist|main\b|see also|coord|convert|rp\Z|ill\Z"
)
SIGNS = {"!": "|", "=": "=", "'": "'", "–": "–", "snd": " – ", "spaced ndash": " – ", "nbsp": " ", "·": "·"}

# What a file's parameters are besides its caption; `link` is an address or a page that a click on it leads to.
FILE_OPTION = re.compile(
    r"\s*(?:(?:alt|page|class|lang|upright|link|lien|verweis|enlace)\s*=.*|thumb(?:nail)?|mini(?:atur)?|frame(?:d|less)?|border|left|right"
    r"|center|centre|none|links|rechts|zentriert|gauche|droite|upright|hochkant|\d*x?\d+\s*px)\s*",
    re.IGNORECASE | re.DOTALL,
)
FILE_LINK = re.compile(r"\s*(?:link|lien|verweis|enlace)\s*=\s*((?:https?:)?//\S+)", re.IGNORECASE)
EXTERNAL = re.compile(r"((?:https?:)?//\S+)\s*(.*)", re.IGNORECASE | re.DOTALL)

# Namespaces of links: files are shown with a caption, categories and other languages not at all.
FILES = re.compile(
    r"(?:file|image|media|datei|bild|fichier|archivo|ficheiro|immagine|plik|bestand|файл)\s*:", re.IGNORECASE
)
UNSEEN = re.compile(
    r"(?:category|kategorie|catégorie|categor[ií]a|categoria|kategoria|категория|[a-z]{2,3}(?:-[a-z]+)?)\s*:",
    re.IGNORECASE,
)


def tag_of(tag: str) -> str:
    """The name of a tag, in lower case."""
    name = _TAG_NAME.match(tag)
    return name[1].lower() if name else ""


_SIGN = re.compile(
    rb"(\{\{\s*(?:[Cc]ite |[Cc]itation|[Ww]ebarchive|Infobox|Literatur|Internetquelle|Lien web|Cita |Reflist|[Ss]fn|Short desc))"
    rb"|(</ref>)|(^={2,6}[^=\n]+={2,6}[ \t]*\r?$)|(\[\[[^\[\]\n]+\]\])|((?<!')'''?[^'\n]+'''?(?!'))"
    rb"|(\[https?://\S+ [^\]\n]+\])|(^\{\|.*class=)",
    re.MULTILINE,
)
_SURE = frozenset({1, 2})  # of the groups above: those that no other format has
_FEWEST_KINDS = 3
_OF_OTHERS = re.compile(
    rb"^(?:```|~~~|\\documentclass)|\]\((?:https?:|/|#)|<html|<!doctype", re.MULTILINE | re.IGNORECASE
)


def looks_like_wikitext(head: bytes) -> bool:
    """Whether a text's beginning has the signs of a wiki's markup and none of what it is often quoted in."""
    if _OF_OTHERS.search(head):
        return False
    kinds = {sign.lastindex for sign in _SIGN.finditer(head)}
    return bool(kinds & _SURE) or len(kinds) >= _FEWEST_KINDS
