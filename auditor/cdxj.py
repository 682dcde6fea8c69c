"""Addresses in, the keys that web archives sort them by out; captures in, lines of a CDXJ index out, and back.

A key is a sort-friendly form (SURT) that holds the same for addresses which are nearly always one page:

| of the address                | in the key                                                                          |
|-------------------------------|-------------------------------------------------------------------------------------|
| scheme, userinfo, fragment    | gone                                                                                |
| `www.`, `www2.`               | gone                                                                                |
| host                          | its labels in reverse order, with commas, then `)`                                  |
| port                          | kept unless it is the scheme's own                                                  |
| letters                       | lower case, in path and query too                                                   |
| `%41`                         | written plainly, but for blanks, controls, `#`, `%` and what isn't ASCII            |
| `//`, `/./`, a slash at the end | one slash; none                                                                   |
| query                         | its parameters sorted; none when empty                                              |
| session ids                   | gone: those of the servers below                                                    |
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from urllib.parse import quote_from_bytes, unquote_to_bytes

from auditor import uris

_WWW = re.compile(r"www\d*\.")
# Parameters by which Java, PHP, ASP and ColdFusion servers know a session, as Heritrix strips them.
_SESSION = re.compile(
    r"(?:(?:jsessionid|phpsessid|sid)=[0-9a-z]{32}|aspsessionid[a-z]{8}=[a-z]{24}|cfid=\d+&cftoken=[0-9a-z-]+)(?:&|\Z)"
)
_ASP_NET = re.compile(r"/\((?:[a-z]\([0-9a-z]{24}\))+\)(?=/[^?]+\.aspx)")
_PLAIN = "".join(map(chr, range(0x21, 0x7F))).replace("#", "").replace("%", "")
_LINE = re.compile(r"(\S+) (\d{14}) (\{.*\})")


def key(uri: str) -> str:
    """The key of an absolute http(s) address; of any other text its lower case."""
    parsed = uris.parse(uri)
    if parsed is None:
        return uri.lower()
    labels = _WWW.sub("", parsed.host, count=1) if _WWW.match(parsed.host) else parsed.host
    host = ",".join(reversed(labels.split(".")))
    port = "" if parsed.port == uris.DEFAULT_PORTS[parsed.scheme] else f":{parsed.port}"
    path = _without_dots(_ASP_NET.sub("", _plainly(parsed.path)))
    query = _SESSION.sub("", _plainly(parsed.query.removeprefix("?")))
    parameters = "&".join(sorted(query.split("&"), key=lambda each: each.split("=", 1)))
    return f"{host}{port}){path}{'?' if query else ''}{parameters}"


def _without_dots(path: str) -> str:
    """The path that dots lead to, those that were escaped too; then without empty parts."""
    parts: list[str] = []
    for part in path.removeprefix("/").split("/"):
        if part == ".." and parts:
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/" + "/".join(filter(None, parts))


def _plainly(text: str) -> str:
    """Percent-encoded only where it must be, in lower case."""
    raw = text.encode()
    while (plainer := unquote_to_bytes(raw)) != raw:
        raw = plainer
    return quote_from_bytes(raw, safe=_PLAIN).lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A capture in a WARC: when (14 digits), what, and where its record lies. `length_bytes` is the compressed one.

    `status` is None for a revisit. `truncated` is WARC's word for why the payload ends early.
    """

    uri: str
    digits: str
    media_type: str
    status: int | None
    digest: str
    offset: int
    length_bytes: int
    filename: str
    truncated: str | None = None

    @property
    def line(self) -> str:
        """The row as a line of the index, without its end; the names are those that pywb writes."""
        fields = {
            "url": self.uri,
            "mime": self.media_type,
            "status": None if self.status is None else str(self.status),
            "digest": self.digest,
            "length": str(self.length_bytes),
            "offset": str(self.offset),
            "filename": self.filename,
            "truncated": self.truncated,  # as Common Crawl names it
        }
        told = {name: value for name, value in fields.items() if value is not None}
        return f"{key(self.uri)} {self.digits} {json.dumps(told)}"


def read(line: str) -> Row | None:
    """The row of a line; None for one that isn't such a row."""
    found = _LINE.fullmatch(line.strip())
    if found is None:
        return None
    try:
        fields: dict[str, object] = json.loads(found[3])
    except (ValueError, RecursionError):
        return None
    match fields:
        case {"url": str(uri), "mime": str(mime), "digest": str(digest), "length": str(length), "offset": str(offset),
              "filename": str(filename)} if length.isdecimal() and offset.isdecimal():  # fmt: skip
            status, truncated = fields.get("status"), fields.get("truncated")
            return Row(
                uri=uri,
                digits=found[2],
                media_type=mime,
                status=int(status) if isinstance(status, str) and status.isdecimal() else None,
                digest=digest,
                offset=int(offset),
                length_bytes=int(length),
                filename=filename,
                truncated=truncated if isinstance(truncated, str) else None,
            )
        case _:
            return None
