"""What the README shows of the demo's world is what the commands print there."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tests.archive import PYWB_MISSING, pywb_ready
from tests.cli.project import ROOT, Project

pytestmark = [pytest.mark.archive, pytest.mark.skipif(not pywb_ready(), reason=PYWB_MISSING)]

README = (ROOT / "README.md").read_text(encoding="utf-8")
MARK = "=== "
# The commands whose output the README shows, by what it writes behind its `$`.
SHOWN = {
    "make demo": ["run"],
    "auditor check https://www.bbc.com/news/world-europe-15047823 --cited-on 2025-06-28": None,
    "auditor save": None,
    "auditor preserve": None,
}
# One after the other in the demo's folder, each under its own heading; both streams are what a user sees.
SCRIPT = f"""
import subprocess, sys
for shown, arguments in {SHOWN!r}.items():
    print({MARK!r} + shown, flush=True)
    command = arguments or shown.split()[1:]
    subprocess.run([sys.executable, "-m", "auditor", *command, "--config", "config.toml"], cwd=sys.argv[1], check=False)
"""


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("readme") / "demo"
    command = [sys.executable, "-m", "tests.world.demo", "--directory", str(folder)]
    command += ["--config", str(folder / "config.toml"), "--document", "examples/briefing.md"]
    command += ["--", sys.executable, "-c", SCRIPT, str(folder)]
    environment = {**Project(folder).environment(), "COLUMNS": "300"}
    ended = subprocess.run(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=True, text=True
    )
    parts = re.split(rf"^{MARK}(.+)\n", ended.stdout, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.parametrize("command", SHOWN)
def test_what_is_shown_is_what_is_printed(printed: dict[str, str], command: str) -> None:
    block = README.partition(f"    $ {command}\n")[2].partition("\n\n")[0]
    shown = [_general(line.removeprefix("    ")) for line in block.splitlines()]
    said = [_general(line) for line in printed[command].splitlines()]
    assert shown
    assert [line for line in shown if line not in said] == []


def _general(line: str) -> str:
    """A line without where and when it was printed."""
    line = re.sub(r"\S*/(?=(?:demo/)?reports/)", "…/", line.rstrip())
    return re.sub(r"\d{14}-[0-9a-f]{12}", "TIME-RUN", line.replace("…/demo/reports", "…/reports"))
