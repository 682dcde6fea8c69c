"""Frozen policies with their defaults: everything that a user may set, each default naming its authority."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from auditor.model import Health


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentsPolicy:
    """One `[[documents]]` table: which documents, and whose they are.

    `include` are globs relative to the configuration's folder. `base_url` resolves relative links; its host is
    the publisher's own.
    """

    include: tuple[str, ...] = ("examples/**/*.md",)
    urls: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    base_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NetPolicy:
    """How the web is asked. Times in seconds."""

    contact: str = ""
    timeout_s: float = 20.0  # lychee's default, see its --timeout
    deadline_s: float = 60.0  # IABot's second look allows as much
    host_interval_s: float = 0.05  # lychee's --host-request-interval
    host_connections: int = 2  # RFC 2616 section 8.1.4, still the politest number in print
    connections: int = 512
    max_body_bytes: int = 524_288
    max_other_bytes: int = 65_536  # of what is not text: enough for its first bytes and a digest
    fresh_hours: float = 20.0
    controls: tuple[str, ...] = ("https://www.iana.org/", "https://www.wikipedia.org/", "https://archive.org/")
    allow_private: bool = False
    connect_to: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    ca_file: str = ""
    proxy: str = field(default="", repr=False)  # may hold a password
    resolvers: tuple[str, ...] = ()
    max_redirects: int = 10  # lychee, LinkChecker and IABot agree on it
    retries: int = 2
    backoff_s: float = 1.0  # doubled each time, as lychee does
    retry_after_max_s: float = 60.0  # lychee caps Retry-After at a minute
    breaker_failures: int = 4
    siblings: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class WaybackPolicy:
    """The Internet Archive. Since June 2026 it allows 600 and 30 a minute; the defaults are 80 % of that."""

    timegate: str = "https://web.archive.org/web/"
    cdx: str = "https://web.archive.org/cdx/search/cdx"
    playback_per_minute: float = 480.0
    cdx_per_minute: float = 24.0


@dataclass(frozen=True, slots=True, kw_only=True)
class MementoPolicy:
    """One archive that speaks Memento (RFC 7089)."""

    name: str = "arquivo.pt"
    timegate: str = "https://arquivo.pt/wayback/"
    per_minute: float = 120.0  # half of what Arquivo.pt allows an address


@dataclass(frozen=True, slots=True, kw_only=True)
class MemGatorPolicy:
    """An aggregator that asks many archives (github.com/oduwsdl/MemGator); none where `endpoint` is empty.

    The public one is https://memgator.cs.odu.edu/; who asks much runs one of their own.
    """

    endpoint: str = ""
    per_minute: float = 20.0  # each request is one to a dozen archives
    mementos_per_minute: float = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PermaPolicy:
    """Perma.cc's public links."""

    enabled: bool = False
    endpoint: str = "https://api.perma.cc/v1/public/archives/"
    per_minute: float = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CommonCrawlPolicy:
    """The index of one crawl of Common Crawl, as evidence that a page was there; none where `index` is empty."""

    index: str = ""
    per_minute: float = 12.0  # it blocks addresses that ask fast, and names no limit


@dataclass(frozen=True, slots=True, kw_only=True)
class SavePolicy:
    """Save Page Now 2. Its document of July 2026 allows 7 captures a minute to who shows keys."""

    endpoint: str = "https://web.archive.org/save"
    per_minute: float = 7.0
    most_without_asking: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivesPolicy:
    """Which archives are asked. Answers are kept for days: good captures long, "none held" shortly."""

    enabled: bool = True
    wayback: WaybackPolicy | None = field(default_factory=WaybackPolicy)
    memento: tuple[MementoPolicy, ...] = (MementoPolicy(),)
    memgator: MemGatorPolicy = field(default_factory=MemGatorPolicy)
    perma: PermaPolicy = field(default_factory=PermaPolicy)
    common_crawl: CommonCrawlPolicy = field(default_factory=CommonCrawlPolicy)
    archived_days: float = 90.0
    none_days: float = 7.0
    save: SavePolicy = field(default_factory=SavePolicy)


@dataclass(frozen=True, slots=True, kw_only=True)
class RdapPolicy:
    """The registries of domains (RFC 9082, 9083), asked through a bootstrap that redirects to each; none by default.

    rdap.org asks for no more than 10 requests in 10 seconds.
    """

    enabled: bool = False
    endpoint: str = "https://rdap.org/domain/"
    per_minute: float = 20.0
    known_days: float = 30.0


class JudgeMode(StrEnum):
    """How many observations make a verdict."""

    STRIKES = "strikes"
    SINGLE_RUN = "single-run"
    PEW = "pew"


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgePolicy:
    """When a bad observation counts. Three strikes, three days apart, are InternetArchiveBot's rule."""

    policy: JudgeMode = JudgeMode.STRIKES
    strikes: int = 3
    strike_days: float = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class StorePolicy:
    """Where evidence is kept."""

    path: str = "auditor.db"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPolicy:
    """Where reports go and in which formats; `publish` is a shared drive's folder, or empty."""

    directory: str = "reports"
    publish: str = ""
    formats: tuple[str, ...] = ("html", "json", "csv")
    fail_on: tuple[Health, ...] = (Health.LOST, Health.RECOVERABLE, Health.CHANGED)


@dataclass(frozen=True, slots=True, kw_only=True)
class EnginePolicy:
    """Where lanes run. `workers` 0 is one a core."""

    kind: str = "local"
    workers: int = 0
    scheduler: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that `config.toml` may say."""

    documents: tuple[DocumentsPolicy, ...] = (DocumentsPolicy(),)
    net: NetPolicy = field(default_factory=NetPolicy)
    archives: ArchivesPolicy = field(default_factory=ArchivesPolicy)
    rdap: RdapPolicy = field(default_factory=RdapPolicy)
    judge: JudgePolicy = field(default_factory=JudgePolicy)
    store: StorePolicy = field(default_factory=StorePolicy)
    report: ReportPolicy = field(default_factory=ReportPolicy)
    engine: EnginePolicy = field(default_factory=EnginePolicy)
