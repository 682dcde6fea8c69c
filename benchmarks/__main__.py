"""Names of benchmarks come in (none: all of them), their figures go out, each from a process of its own.

A process of its own means that peak memory is this benchmark's and nothing else's.
"""

from __future__ import annotations

import importlib
import subprocess
import sys
from collections.abc import Sequence

# Each is a module of this package with a function `run` that prints its figures.
BENCHMARKS = {
    "audit": "10,000 addresses on 1,000 hosts, judged and stored: at least 1,000 a second, under 300 MB",
    "probes": "the same without judge and store",
    "memory": "lanes for 200,000 references need hardly more memory than for 10,000",
    "fairness": "4 hosts x 300 in document order, 10 in flight and 50 ms a host: under 17 s (15 is the floor)",
    "judge": "at least 2,000 references a second, pure, on one core",
    "drift": "one article in two extractions against two articles: told apart without error on at least 100 pairs",
    "archives": "1,000 addresses at the polite pace in 10 minutes; 0 wrong over the faults of a real archive",
    "rates": "a run and two spot checks at once: what an archive sees in any 60 s, never over what it allows",
    "pdf": "at least 250 pages of PDF a second in one process",
    "annotations": "all link annotations of the PDFs in Debian's documentation, as far as it is installed",
    "breaks": "broken addresses from a generator, the held-out half: at least 93 % exact, none joined wrongly",
    "printed": "real addresses as real programs typeset them, the held-out half: at least 93 % exact, none joined wrongly",
    "unlinked": "real PDFs, their links thrown away: at least 93 % of the addresses that their lines break are exact",
    "large": "a million addresses in one document of each kind, 50 MB in one line: linear, in 300 s and 4 GiB each",
    "hanging": "10,000 addresses, 3 % of the hosts never answer: the breaker's time, not the sum of theirs",
}


def main(names: Sequence[str]) -> int:
    """Run them one after the other; the number of those that failed."""
    unknown = sorted(set(names) - set(BENCHMARKS))
    if unknown:
        print(f"no such benchmark: {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}", file=sys.stderr)
        return 2
    if len(names) == 1:
        importlib.import_module(f"benchmarks.{names[0]}").run()
        return 0
    failed = 0
    for name in names or BENCHMARKS:
        print(f"{name}: {BENCHMARKS[name]}", flush=True)
        failed += subprocess.run([sys.executable, "-m", "benchmarks", name], check=False).returncode != 0
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
