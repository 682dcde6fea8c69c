"""Names of Debian's packages in, folders with what they ship out; apt fetches them into a folder that is thrown away."""

from __future__ import annotations

import gzip
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

_WAIT_S = 120


@contextmanager
def unpacked(packages: Sequence[str]) -> Iterator[list[Path]]:
    """A folder for each of the packages that could be had, for as long as the block lasts; why others couldn't is said."""
    with tempfile.TemporaryDirectory(prefix="auditor-debian-") as name:
        folder = Path(name)
        if not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
            print("  no apt-get on this machine: no package is fetched", file=sys.stderr)
        else:
            for package in packages:
                _fetch(package, folder)
        yield sorted(folder.iterdir())


def _fetch(package: str, folder: Path) -> None:
    command = ["apt-get", "download", "--quiet=2", package]
    ended = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True, timeout=_WAIT_S)
    if ended.returncode:
        print(f"  {package} was not fetched: {ended.stderr.strip()[:120]}", file=sys.stderr)
    for file in folder.glob("*.deb"):
        subprocess.run(["dpkg-deb", "-x", file, folder / file.name.partition("_")[0]], check=True)
        file.unlink()
    for packed in folder.rglob("*.pdf.gz"):  # as Debian ships the larger ones
        if packed.is_file():
            packed.with_suffix("").write_bytes(gzip.decompress(packed.read_bytes()))
            packed.unlink()
