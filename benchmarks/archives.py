"""Questions to archives go in; how long they take at the polite pace, and what is said under every fault, come out.

The first two are on a jumping clock; the third asks the real archive of the tests, where it is there.
"""

from __future__ import annotations

from collections import Counter

from auditor.settings import ArchivesPolicy, WaybackPolicy
from tests.archive import PYWB_MISSING, pywb_ready, running_archive
from tests.archives import matrix
from tests.engines import in_life

ADDRESSES = 1_000


def run() -> None:
    """Print the figures, and fail where one is missed."""
    _thousand()
    _three_hundred()
    _matrix()


def _thousand() -> None:
    archives, inquiries, took_s = in_life.run(in_life.as_in_life, [in_life.question(n) for n in range(ADDRESSES)])
    index = archives.times(in_life.INDEX_GATE)
    alone = ADDRESSES / WaybackPolicy().cdx_per_minute
    print(
        f"  {ADDRESSES:,} addresses, {len(inquiries):,} replies: {took_s / 60:.1f} minutes; the index alone: {alone:.0f}"
    )
    for service, gate in (("playback", in_life.WAYBACK_GATE), ("second archive", in_life.OTHER_GATE)):
        times = archives.times(gate)
        print(f"  {service}: {len(times):,} requests, at most {in_life.most_in_a_minute(times)} in any 60 s")
    print(f"  index: {len(index):,} requests, at most {in_life.most_in_a_minute(index)} in any 60 s")


def _three_hundred() -> None:
    questions = in_life.three_hundred_cited_a_thousand_times()
    archives, _, _ = in_life.run(in_life.worst, questions, policy=ArchivesPolicy(memento=()))
    asked = len(archives.times(in_life.INDEX_GATE))
    print(f"  1,000 citations of {len(questions)} addresses, all of which need the index: {asked} requests to it")


def _matrix() -> None:
    if not pywb_ready():
        print(f"  faults: {PYWB_MISSING}")
        return
    with running_archive(matrix.HOLDINGS, matrix.HOLDINGS, excluded=matrix.EXCLUDED_SITES) as archive:
        found = list(matrix.cells(archive))
    said = Counter(cell.said for cell in found)
    wrong = [cell for cell in found if cell.is_wrong]
    told = ", ".join(f"{count} {word}" for word, count in said.most_common())
    print(f"  {len(matrix.FAULTS)} faults, {len(found):,} replies of a real archive: {told}; {len(wrong)} wrong")
    assert not wrong, wrong
