"""That the rules of extraction say the same compiled and as Python."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import auditor
from auditor.prose import flow
from tests.prose.wraps import cases

SOURCES = Path(auditor.__file__).parent
ROOT = Path(__file__).resolve().parents[1]
SEEDS = range(3)


def test_compiled_or_as_python_every_document_has_the_same_citations(tmp_path):
    if flow.__file__.endswith(".py"):
        pytest.skip("auditor/prose isn't compiled here: `make compiled` does it where there is a C compiler")
    plain = tmp_path / "plain"
    shutil.copytree(SOURCES, plain / "auditor", ignore=shutil.ignore_patterns("*.so", "__pycache__"))
    documents = [*sorted((ROOT / "examples").iterdir()), *sorted((ROOT / "tests/extract/real").iterdir())]
    for number, case in enumerate(cases(SEEDS)):
        for suffix in (".txt", ".md"):
            documents.append(tmp_path / f"{number}{suffix}")
            documents[-1].write_text(case.text, encoding="utf-8")
    names = [str(document) for document in documents if document.is_file()]

    compiled, as_python = extracted(names, SOURCES.parent), extracted(names, plain)

    assert len(compiled["documents"]) == len(names)
    assert compiled == as_python


def extracted(names: list[str], package: Path) -> dict:
    """What `auditor extract` of the package in this folder says."""
    ended = subprocess.run(
        [sys.executable, "-m", "auditor", "extract", "--format", "json", *names],
        cwd=package,
        env=os.environ | {"PYTHONPATH": str(package)},
        capture_output=True,
        check=False,
    )
    assert ended.returncode in {0, 2}, ended.stderr.decode()  # 2: some of the real ones are there to be refused
    return json.loads(ended.stdout)
