"""The archives that are asked are those that the policy names."""

from __future__ import annotations

from auditor.archives.memgator import MemGator
from auditor.archives.select import archives_for
from auditor.settings import ArchivesPolicy, CommonCrawlPolicy, MementoPolicy, MemGatorPolicy, PermaPolicy


def names(policy):
    return [archive.name for archive in archives_for(policy)]


def test_the_internet_archive_comes_first_and_the_others_as_listed():
    assert names(ArchivesPolicy()) == ["wayback", "arquivo.pt"]
    others = (
        MementoPolicy(name="b", timegate="https://b.example/"),
        MementoPolicy(name="a", timegate="https://a.example/"),
    )
    assert names(ArchivesPolicy(memento=others)) == ["wayback", "b", "a"]


def test_none_are_asked_when_none_are_wanted():
    assert names(ArchivesPolicy(enabled=False)) == []
    assert names(ArchivesPolicy(wayback=None, memento=())) == []


def test_the_options_are_asked_only_when_wanted():
    every = ArchivesPolicy(
        memgator=MemGatorPolicy(endpoint="https://gator.example"),
        perma=PermaPolicy(enabled=True),
        common_crawl=CommonCrawlPolicy(index="https://index.example/CC-MAIN-2026-43-index"),
    )
    assert names(every) == ["wayback", "arquivo.pt", "perma.cc", "memgator", "common crawl"]


def test_an_aggregator_needs_not_speak_for_those_that_are_asked_directly():
    policy = ArchivesPolicy(
        memgator=MemGatorPolicy(endpoint="https://gator.example/"),
        memento=(MementoPolicy(name="x", timegate="https://x.example/wayback/"),),
    )
    gator = archives_for(policy)[-1]
    assert isinstance(gator, MemGator)
    assert gator.asked_directly == {"wayback", "web.archive.org", "x.example"}


def test_no_two_archives_share_a_pool():
    others = (MementoPolicy(name="a"), MementoPolicy(name="b"))
    pools = [pool for archive in archives_for(ArchivesPolicy(memento=others)) for pool in archive.pools]
    assert len(pools) == len(set(pools)) == 4
