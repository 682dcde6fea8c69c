r"""The names of LaTeX's commands and environments in, what a reader of the source does at them out: tables only."""

from __future__ import annotations

import re

# The argument is a note of its own; the value says whether it has a number.
NOTES = {
    "footnote": True,
    "footnotetext": True,
    "endnote": True,
    "thanks": False,
    "sidenote": False,
    "marginpar": False,
}
HEADINGS = frozenset(
    "part chapter section subsection subsubsection paragraph subparagraph title author caption".split()
)
# What a link's target begins with besides what stands there: `\hyperlink` leads to a place in the document itself.
LINKS = {"href": "", "hyperlink": "#"}
ADDRESSES = frozenset({"url", "nolinkurl", "burl", "path"})
_IDENTIFIERS = {"doi": "doi", "arxiv": "arxiv", "pmid": "pmid", "pmcid": "pmcid", "hdl": "handle", "handle": "handle"}
IDENTIFIERS = {**_IDENTIFIERS, **{name.upper(): kind for name, kind in _IDENTIFIERS.items()}, "arXiv": "arxiv"}
DEFINITIONS = frozenset("newcommand renewcommand providecommand DeclareRobustCommand def gdef edef urldef".split())

# How many arguments of a command nobody reads. Every command of citing takes keys.
_UNREAD = {
    **dict.fromkeys(
        """documentclass documentstyle usepackage RequirePackage label ref eqref pageref autoref cref Cref nameref vref
        input include includegraphics includeonly bibliography bibliographystyle addbibresource vspace hspace pagestyle
        thispagestyle pagenumbering hypersetup color geometry graphicspath urlstyle hyphenation index glossary newlength
        pdfbookmark lstset usetikzlibrary selectlanguage foreignlanguage hypertarget textcolor newcounter
        bibinfo bibfield setmainfont setmainlanguage newif phantom vphantom scalebox stepcounter linespread theoremstyle""".split(),
        1,
    ),
    **dict.fromkeys(
        """setlength addtolength setcounter addtocounter newtheorem DeclareMathOperator fontsize PassOptionsToPackage
        resizebox rule multicolumn addcontentsline numberwithin""".split(),
        2,
    ),
    **dict.fromkeys(("definecolor", "newenvironment", "renewenvironment"), 3),
}
_CITES = re.compile(r"(?:no|text|paren|foot|auto|full|super|smart)?[Cc]ite[a-zA-Z]*")

VERBATIM = frozenset("verbatim verbatim* lstlisting minted Verbatim alltt".split())
UNSEEN = frozenset("comment filecontents filecontents*".split())
TABLES = frozenset("tabular tabular* tabularx tabulary longtable array supertabular tblr".split())
WITH_ARGUMENTS = TABLES | frozenset("minipage wrapfigure multicols thebibliography figure table".split())

# Signs of TeX that are no commands, as a reader sees them.
SIGNS = {"``": "“", "''": "”", "`": "‘", "--": "–", "---": "—", "~": " ", "&": " ", "$": ""}


_OPENS = re.compile(
    rb"(?:\s|%[^\n]*\n)*\\(?:documentclass|documentstyle|RequirePackage|NeedsTeXFormat|begin\{|(?:sub)*section\*?[\[{]"
    rb"|chapter\*?[\[{]|part\*?[\[{]|usepackage|PassOptionsToPackage|input\{|title\{)"
)
_SIGN = re.compile(
    rb"\\(section|subsection|cite[pt]?|footnote|emph|text[a-z]{2}|url|href|label|ref|begin|end|item)\*?[\[{]"
)
_OF_OTHERS = re.compile(rb"^(?:```|~~~|#{1,6} )|\]\(|<html", re.MULTILINE | re.IGNORECASE)
_FEWEST_KINDS = 3
_FEWEST = 0.1  # commands a line: what PDF readers make of LaTeX's manuals, which quote it, has 0.003 to 0.08


def unread(name: str) -> int:
    """How many arguments of a command nobody reads."""
    return _UNREAD.get(name, 0) or (1 if _CITES.fullmatch(name) else 0)


def looks_like_latex(head: bytes) -> bool:
    """Whether a text begins as LaTeX does, or has several of its commands, often, and nothing of what it is quoted in."""
    if _OPENS.match(head):
        return True
    signs = _SIGN.findall(head)
    enough = len(set(signs)) >= _FEWEST_KINDS and len(signs) >= _FEWEST * head.count(b"\n")
    return enough and _OF_OTHERS.search(head) is None
