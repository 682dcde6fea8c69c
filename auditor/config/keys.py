"""Every key of the configuration: its table, how its value is read, and the line that explains it; no code but data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from auditor.config.values import (
    Read,
    address,
    address_or_none,
    archive,
    choice,
    count,
    filled,
    flag,
    header,
    health,
    host_ports,
    http_proxy,
    many,
    mode,
    more,
    name_server,
    number,
    prefix,
    scheduler,
    text,
)
from auditor.settings import (
    ArchivesPolicy,
    CommonCrawlPolicy,
    DocumentsPolicy,
    EnginePolicy,
    JudgePolicy,
    MementoPolicy,
    MemGatorPolicy,
    NetPolicy,
    PermaPolicy,
    RdapPolicy,
    ReportPolicy,
    SavePolicy,
    Settings,
    StorePolicy,
    WaybackPolicy,
)

ENGINES = ("local", "processes", "dask")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table: the policy it fills, its keys with their readers and explanations, and the tables in it.

    `repeated` tables are written `[[…]]`. One that is `optional` may be `false` instead. Of the keys `together`
    either all or none are given.
    """

    policy: type
    comment: str = ""
    keys: Mapping[str, tuple[Read, str]] = field(default_factory=dict)
    tables: Mapping[str, Table] = field(default_factory=dict)
    repeated: bool = False
    optional: bool = False
    together: tuple[str, ...] = ()


_DOCUMENTS = Table(
    policy=DocumentsPolicy,
    repeated=True,
    comment="what is audited; any number of these tables",
    keys={
        "include": (
            many(filled, "globs"),
            "globs, relative to this file; none where only urls or feeds are given",
        ),
        "urls": (many(address, "addresses"), "published pages to fetch and audit"),
        "feeds": (many(address, "addresses"), "RSS and Atom feeds and sitemaps whose entries are audited"),
        "base_url": (address_or_none, "what relative links are resolved against; its host is the publisher's own"),
    },
)
_SECONDS = number("seconds")
_SOME_SECONDS = more("seconds")
_RATE = more("requests a minute")

_NET = Table(
    policy=NetPolicy,
    comment="how the web is asked",
    keys={
        "contact": (header, "mail or URL, sent in the User-Agent, so that site owners can write to you"),
        "timeout_s": (_SOME_SECONDS, "no answer for this long"),
        "deadline_s": (_SOME_SECONDS, "one exchange in all"),
        "host_interval_s": (_SECONDS, "between two requests to one host"),
        "host_connections": (count(least=1), "to one host at a time"),
        "connections": (count(least=1), "in all at a time"),
        "max_body_bytes": (count(least=1), "of a page are read, at most"),
        "max_other_bytes": (count(least=0), "of an answer that is no text are read, at most"),
        "fresh_hours": (number("hours"), "`run` doesn't ask again for what it saw well within this time"),
        "controls": (
            many(address, "addresses"),
            "if all of these fail, our own network is at fault; [] trusts the network",
        ),
        "allow_private": (flag, "false refuses loopback, link-local and private addresses, also after redirects"),
        "connect_to": (host_ports, 'such as {"www.example.org:443" = "127.0.0.1:8443"}, as curl\'s --connect-to'),
        "ca_file": (text, "certificates (PEM) to trust besides the system's"),
        "proxy": (http_proxy, "http://host:port; with a password: AUDITOR_PROXY in the environment"),
        "resolvers": (
            many(name_server, "name servers"),
            "name servers (address or address:port) asked where the system finds no host; [] asks its own",
        ),
        "max_redirects": (count(least=0), "followed for one address"),
        "retries": (count(least=0), "after a failure that may pass"),
        "backoff_s": (_SECONDS, "before the first retry, doubled before each further one"),
        "retry_after_max_s": (_SECONDS, "a host's Retry-After is obeyed up to this"),
        "breaker_failures": (count(least=1), "in a row, with nothing else seen, and a host is left alone for this run"),
        "siblings": (flag, "ask for a made-up address beside what looks like an error page, once a directory"),
    },
)
_WAYBACK = Table(
    policy=WaybackPolicy,
    optional=True,
    comment="the Internet Archive; `wayback = false` under [archives] for none",
    keys={
        "timegate": (prefix, "TimeGate and playback"),
        "cdx": (address, "the index"),
        "playback_per_minute": (_RATE, "requests; the archive allows 600"),
        "cdx_per_minute": (_RATE, "requests; the archive allows 30"),
    },
)
_MEMENTO = Table(
    policy=MementoPolicy,
    repeated=True,
    together=("name", "timegate"),
    comment="any number that speak Memento (RFC 7089); `memento = []` under [archives] for none",
    keys={
        "name": (filled, "as reports name it"),
        "timegate": (archive, "its TimeGate"),
        "per_minute": (_RATE, "requests"),
    },
)
_MEMGATOR = Table(
    policy=MemGatorPolicy,
    comment="an aggregator of many archives",
    keys={
        "endpoint": (address_or_none, 'such as "https://memgator.cs.odu.edu/"; none where empty'),
        "per_minute": (_RATE, "requests to it"),
        "mementos_per_minute": (_RATE, "requests to the archives that it names, all together"),
    },
)
_PERMA = Table(
    policy=PermaPolicy,
    comment="the public links of Perma.cc",
    keys={
        "enabled": (flag, "true asks it"),
        "endpoint": (address, "its public API"),
        "per_minute": (_RATE, "requests"),
    },
)
_COMMON_CRAWL = Table(
    policy=CommonCrawlPolicy,
    comment="evidence that a page was there; it shows no copies",
    keys={
        "index": (address_or_none, 'such as "https://index.commoncrawl.org/CC-MAIN-2026-43-index"; none where empty'),
        "per_minute": (_RATE, "requests"),
    },
)
_SAVE = Table(
    policy=SavePolicy,
    comment="Save Page Now, for `auditor save`; its keys come from the environment",
    keys={
        "endpoint": (address, "where captures are asked for"),
        "per_minute": (_RATE, "captures; the archive allows 7"),
        "most_without_asking": (count(least=0), "more than so many are only listed, unless you say --no-dry-run"),
    },
)
_ARCHIVES = Table(
    policy=ArchivesPolicy,
    comment="which archives are asked for copies",
    keys={
        "enabled": (flag, "false asks none"),
        "archived_days": (number("days"), "a good copy is believed in for this long"),
        "none_days": (number("days"), '"none held" is believed for this long'),
    },
    tables={
        "wayback": _WAYBACK,
        "memento": _MEMENTO,
        "memgator": _MEMGATOR,
        "perma": _PERMA,
        "common_crawl": _COMMON_CRAWL,
        "save": _SAVE,
    },
)
_RDAP = Table(
    policy=RdapPolicy,
    comment="the registries of domains: a domain registered after it was cited is no longer whose it was",
    keys={
        "enabled": (flag, "true asks them, of domains whose pages make one doubt"),
        "endpoint": (prefix, "a bootstrap (RFC 9224) that leads to each registry; the domain follows"),
        "per_minute": (_RATE, "requests"),
        "known_days": (number("days"), "what a registry has said is believed for this long"),
    },
)
_JUDGE = Table(
    policy=JudgePolicy,
    comment="when a bad observation counts",
    keys={
        "policy": (mode, '"strikes"; "single-run" for spot checks, "pew" to reproduce published rates'),
        "strikes": (count(least=1), "bad observations in a row make a verdict"),
        "strike_days": (number("days"), "at least between two that count"),
    },
)
_STORE = Table(
    policy=StorePolicy,
    comment="where evidence is kept",
    keys={"path": (filled, "an SQLite file, relative to this file")},
)
_REPORT = Table(
    policy=ReportPolicy,
    comment="where reports go",
    keys={
        "directory": (filled, "a folder, relative to this file"),
        "publish": (text, "a shared drive: a folder where readers find the report, whole or not at all"),
        "formats": (many(filled, "formats"), "one or more of these"),
        "fail_on": (many(health, "healths"), "the healths that make the exit code 1"),
    },
)
_ENGINE = Table(
    policy=EnginePolicy,
    comment="where the work is done",
    keys={
        "kind": (choice(ENGINES), '"local", "processes" or "dask"'),
        "workers": (count(least=0), "0: one a core"),
        "scheduler": (scheduler, '"tcp://scheduler:8786" for dask'),
    },
)
ROOT = Table(
    policy=Settings,
    tables={
        "documents": _DOCUMENTS,
        "net": _NET,
        "archives": _ARCHIVES,
        "rdap": _RDAP,
        "judge": _JUDGE,
        "store": _STORE,
        "report": _REPORT,
        "engine": _ENGINE,
    },
)
