r"""A flow in, the same flow with the identifiers that stand in its words made links of their own.

| identifier | as in                                                        | address made of it                     |
|------------|--------------------------------------------------------------|----------------------------------------|
| DOI        | `doi:10.1000/182`, `DOI 10.1000/182`, `doi.org/10.1000/182`; | https://doi.org/10.1000/182            |
|            | `10.1000/182` alone where it ends a reference or stands in   |                                        |
|            | brackets of its own                                          |                                        |
| arXiv      | `arXiv:2101.00001v2`, `arXiv:math.GT/0309136`                | https://arxiv.org/abs/2101.00001v2     |
| PMID       | `PMID: 12345`                                                | https://pubmed.ncbi.nlm.nih.gov/12345/ |
| PMCID      | `PMCID: PMC3531190`, `PMC3531190`                            | https://pmc.ncbi.nlm.nih.gov/articles/PMC3531190/ |
| handle     | `hdl:2027/mdp.39015`                                         | https://hdl.handle.net/2027/mdp.39015  |
| RFC        | `urn:ietf:rfc:9110`                                          | https://www.rfc-editor.org/rfc/rfc9110 |

Rules
1. A DOI is `10.`, a registrant of four to nine digits, a slash and anything (DOI handbook, 2.2); it ends where an
   address would, but may hold `<1::AID-X>` before `3.0.CO;2-2` as the SICI names of the nineties do.
2. What means something else in an address (`% # ? < >` and the like) is percent-encoded (DOI handbook, 2.5.2.4).
3. An identifier whose address stands in the same paragraph or note already is not cited twice.
4. One that its line cuts behind `doi:` or behind the registrant goes on with the next line's first word; so does
   arXiv's behind its year and month.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple
from urllib.parse import quote, unquote

from auditor.needles import ByteNeedles
from auditor.prose.addresses.bare import OTHER_STOPS
from auditor.prose.flow import IDENTIFIER, LINE, Flow, Gap, Item, Link, Mark, Run

_STOP = r"\s<>\"`\\\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff“”„«»‹›…\u3000-\u303f，；：。（）"
_NAME = rf"(?:(?!https?://|[;,](?:doi:\s?)?10\.\d{{4}}|pmc?id:)[^{_STOP}]|<[^\s<>]{{1,80}}>(?=\d\.\d\.))+"
_DOI = rf"10\.\d{{4,9}}(?:\.\d{{1,9}})*/{_NAME}"
_HANDLE = rf"\d{{1,9}}(?:\.\d{{1,9}})*/{_NAME}"
_ARXIV = r"(?:\d\d(?:0[1-9]|1[0-2])\.\d{4,5}|[a-z-]{2,20}(?:\.[a-z]{2})?/\d{7})(?:v\d{1,3})?(?![\w/]|\.\d)"
_SEP = r"\s{0,2}[:.=]?\s{0,2}"

_IDENTIFIER = re.compile(
    rf"""(?:(?<![\w@])|(?<=\d)(?=pmc?id:))(?:
      (?:(?:(?:info:|urn:)?dois?(?!\.org){_SEP}/?){{1,2}}(?:(?:dx\.|www\.)?doi\.org/)?|(?<![./:-])(?:dx\.|www\.)?doi\.org/)
        (?P<doi>{_DOI})
    | arxiv(?:\se-?prints?|\spreprints?)?{_SEP}(?P<arxiv>{_ARXIV})
    | pmid{_SEP}(?P<pmid>\d{{1,8}})(?!\w)
    | pmc\s?id{_SEP}(?:pmc)?(?P<pmcid>\d{{4,8}})(?!\w) | (?-i:PMC)(?P<pmc>\d{{5,8}})(?!\w)
    | (?:hdl|handle)\s{{0,2}}:\s{{0,2}}(?P<handle>{_HANDLE})
    | (?P<rfc>urn:ietf:rfc:\d{{1,5}})(?!\w)
    | (?<![./:=-])(?P<bare>{_DOI})
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_CUT = re.compile(
    rf"(?<![\w@])(?:dois?{_SEP}(?:10\.\d{{4,9}}/)?|(?:(?:dx\.)?doi\.org/)(?:10\.\d{{4,9}}/)?|arxiv:\s?(?:\d{{4}}\.?)?"
    r"|pmc?id:|hdl:(?:\d{1,9}/)?)\s*\Z",
    re.IGNORECASE,
)
_FIRST_WORD = re.compile(r"\s*\S*\d\S*")
_REFERENCE_ENDS = re.compile(r"[\s.,;)\]]*(?:\Z|10\.\d{4})")
_PREFIXES = ("doi:", "info:doi/", "urn:doi:", "arxiv:", "pmid:", "pmcid:", "hdl:", "urn:ietf:")
_SIGNS = ByteNeedles("arxiv pmid pmc hdl handle: urn:ietf:rfc".split())
_DOI_SIGN = re.compile(r"10\.\d{4}")
_PREFIX_STARTS = frozenset(prefix[:4] for prefix in _PREFIXES)
_OPENS = "([［（"
_TRAILING = ".,;:!?'’*|~" + OTHER_STOPS
_PAIRS = {")": "(", "]": "[", "}": "{"}
_LONGEST_CUT = 200  # characters of an identifier on its first line
_SAFE_IN_DOI = "/:;()!$&'*+,=@~-._"  # RFC 3986 section 3.3: what a path may hold


class _Scheme(NamedTuple):
    """What a kind of identifier is called, and its address and its comparable form from the identifier alone."""

    name: str
    address: Callable[[str], str]


_SCHEMES = {
    "doi": _Scheme("DOI", lambda name: f"https://doi.org/{quote(name, safe=_SAFE_IN_DOI)}"),
    "arxiv": _Scheme("arXiv", lambda name: f"https://arxiv.org/abs/{name}"),
    "pmid": _Scheme("PMID", lambda name: f"https://pubmed.ncbi.nlm.nih.gov/{name}/"),
    "pmcid": _Scheme("PMCID", lambda name: f"https://pmc.ncbi.nlm.nih.gov/articles/PMC{name}/"),
    "handle": _Scheme("handle", lambda name: f"https://hdl.handle.net/{quote(name, safe=_SAFE_IN_DOI)}"),
    "rfc": _Scheme("URN", lambda name: f"https://www.rfc-editor.org/rfc/rfc{name.rpartition(':')[2]}"),
}
_ALSO = {"bare": "doi", "pmc": "pmcid"}

# The addresses under which the same thing is cited: group 1 is the identifier.
_ADDRESSES = re.compile(
    r"https?://(?:(?:dx\.|www\.)?doi\.org/(?P<doi>10\..+)|(?:www\.)?arxiv\.org/(?:abs|pdf)/(?P<arxiv>.+?)(?:\.pdf)?"
    r"|(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/(?P<pmid>\d+)/?"
    r"|(?:www\.)?(?:pmc\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pmc)/articles/PMC(?P<pmcid>\d+)/?"
    r"|hdl\.handle\.net/(?P<handle>.+)|(?:www\.)?rfc-editor\.org/rfc/(?P<rfc>rfc\d+)(?:\.\w+)?)",
    re.IGNORECASE,
)


def made(kind: str, name: str, *, printed: str, offset: int = -1) -> Link:
    """The link to the identifier `name` of the kind "doi", "arxiv", "pmid", "pmcid", "handle" or "rfc"."""
    scheme = _SCHEMES[kind]
    return Link(
        target=scheme.address(name),
        offset=offset,
        form=IDENTIFIER,
        printed=printed,
        because=f"made from {scheme.name} {'PMC' * (kind == 'pmcid')}{name}",
    )


def expand(items: Flow) -> Flow:
    """The same flow with each identifier in its words a link."""
    if not _any_may_hold(items):
        return items
    expanded: list[Item] = []
    block = 0
    any_made = False
    for item in _whole(items):
        if isinstance(item, Run) and _may_hold(item.text):
            pieces = list(_split(item))
            any_made = any_made or len(pieces) > 1 or isinstance(pieces[0], Link)
            expanded.extend(pieces)
            continue
        if isinstance(item, Mark) or (isinstance(item, Gap) and item is not LINE):
            if any_made:
                expanded[block:] = _once(expanded[block:])
            block, any_made = len(expanded), False
        if isinstance(item, Link):
            item = _resolved(item)  # noqa: PLW2901 - the same link with its address
            any_made = any_made or item.form is IDENTIFIER
        expanded.append(item)
    if any_made:
        expanded[block:] = _once(expanded[block:])
    return expanded


def _any_may_hold(items: Flow) -> bool:
    """Whether anything in the flow may hold an identifier: most documents have none, and are done with that."""
    for item in items:
        if isinstance(item, Link) and item.target[:4] != "http" and item.target[:4].lower() in _PREFIX_STARTS:
            return True
    return _may_hold("\n".join([item.text for item in items if isinstance(item, Run)]))


def _may_hold(text: str) -> bool:
    # Bytes, since str.lower takes ten times as long where a letter isn't ASCII: this is asked of every document.
    return ("10." in text and _DOI_SIGN.search(text) is not None) or _SIGNS.any_in(
        text.encode("utf-8", "replace").lower()
    )


def _whole(items: Flow) -> Iterator[Item]:
    """The items with what a line has cut of an identifier moved to where it goes on (rule 4)."""
    position = 0
    while position < len(items):
        item = items[position]
        position += 1
        following = items[position + 1] if position + 1 < len(items) and items[position] is LINE else None
        cut = _CUT.search(item.text[-40:]) if isinstance(item, Run) and isinstance(following, Run) else None
        word = _FIRST_WORD.match(following.text) if cut and isinstance(following, Run) else None
        if cut is None or word is None or not isinstance(item, Run) or not isinstance(following, Run):
            yield item
            continue
        start = len(item.text) - len(cut[0])
        yield Run(item.text[:start], item.offset)
        glue = "" if cut[0].rstrip()[-1] in "/.0123456789" else " "
        yield Run(cut[0].rstrip() + glue + word[0].lstrip(), _at(item, start))
        yield Run(following.text[word.end() :], _at(following, word.end()))
        position += 2


def _split(run: Run) -> Iterator[Item]:
    position = 0
    for found in _IDENTIFIER.finditer(run.text):
        group = found.lastgroup or ""
        kind = _ALSO.get(group, group)
        name = _trimmed(found[group]) if kind in {"doi", "handle"} else found[group]
        start, end = found.start(), found.start(group) + len(name)
        if name.endswith("/") or (group == "bare" and not _stands_alone(run.text, start, end)):
            continue
        if start > position:
            yield Run(run.text[position:start], _at(run, position))
        yield made(kind, name, printed=run.text[start:end], offset=_at(run, start))
        position = end
    if position < len(run.text):
        yield Run(run.text[position:], _at(run, position))


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a DOI without a word for it ends its reference, or has brackets of its own."""
    return _REFERENCE_ENDS.match(text, end) is not None or (text[start - 1 : start] in _OPENS and start > 0)


def _trimmed(name: str) -> str:
    """The name without the sentence's own stops and brackets; linear in its length."""
    surplus = {closer: name.count(closer) - name.count(opener) for closer, opener in _PAIRS.items()}
    end = len(name)
    while end:
        last = name[end - 1]
        if last in _PAIRS and surplus[last] > 0:
            surplus[last] -= 1
        elif last not in _TRAILING and last not in _PAIRS.values():
            break
        end -= 1
    return name[:end]


def _resolved(link: Link) -> Link:
    """The link with an address where its target is an identifier in the form of one: `<doi:10.1000/182>`."""
    target = link.target
    found = _IDENTIFIER.fullmatch(target) if target[:10].lower().startswith(_PREFIXES) else None
    if found is None or (group := found.lastgroup or "") == "bare":
        return link
    one = made(_ALSO.get(group, group), found[group], printed=target)
    form = link.form if link.label else one.form
    return link.but(target=one.target, form=form, printed=target, because=one.because)


def _once(block: Flow) -> Flow:
    """The items of one paragraph or note with each made address that another link holds turned back (rule 3)."""
    held = {identity(item.target) for item in block if isinstance(item, Link) and item.form is not IDENTIFIER}
    held.discard(None)
    kept: list[Item] = []
    for item in block:
        if isinstance(item, Link) and item.form is IDENTIFIER:
            named = identity(item.target)
            if named in held or _is_cut_in(held, named):
                kept.append(Run(item.printed, item.offset))
                continue
            held.add(named)
        kept.append(item)
    return kept


Identity = tuple[str, str] | None


def identity(uri: str) -> Identity:
    """What an address names, whichever of its addresses it is: the kind and the identifier."""
    found = _ADDRESSES.fullmatch(uri)
    return (found.lastgroup or "", unquote(found[found.lastgroup or 0]).lower()) if found else None


def _is_cut_in(held: set[Identity], whole: Identity) -> bool:
    """Whether the beginning of `whole` is held, as a line's end has cut it; `rejoin` comes later."""
    if whole is None:
        return False
    kind, name = whole
    joints = (place for place, character in enumerate(name[:_LONGEST_CUT], 1) if character in "/.-_")
    return any((kind, name[:place]) in held for place in joints)


def _at(run: Run, position: int) -> int:
    return run.offset + position if run.offset >= 0 else -1
