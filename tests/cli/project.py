"""A folder and a web in, a project that the command can be run on out; commands run as users run them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.web import Web

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Ended:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Project:
    """A folder with a configuration and documents."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def configure(
        self,
        web: Web | None = None,
        *,
        documents: str = 'include = ["*.md"]',
        archives: str = "[archives]\nenabled = false",
        **keys: object,
    ) -> None:
        """Write config.toml: documents are *.md, the web is `web`, other keys are given as net__timeout_s=1."""
        tables: dict[str, dict[str, object]] = {"net": {"host_interval_s": 0, "controls": [], "backoff_s": 0.01}}
        if web is not None:
            tables["net"] |= {"ca_file": web.ca_file, "connect_to": web.connect_to}
        for name, value in keys.items():
            table, _, key = name.partition("__")
            tables.setdefault(table, {})[key] = value
        lines = ["[[documents]]", documents]
        for table, values in tables.items():
            lines += [f"[{table}]", *(f"{key} = {_toml(value)}" for key, value in values.items())]
        (self.folder / "config.toml").write_text("\n".join([*lines, archives, ""]), encoding="utf-8")

    def write(self, name: str, *uris: str) -> None:
        """A document that cites the addresses, a sentence each."""
        text = "".join(f"The [source {n}]({uri}) says so.\n\n" for n, uri in enumerate(uris, 1))
        (self.folder / name).write_text(f"# A document named {name}\n\n{text}", encoding="utf-8")

    def auditor(self, *arguments: str, stdin: bytes = b"", **environment: str) -> Ended:
        """Run `auditor` in the folder."""
        ended = subprocess.run(
            self.command(*arguments), cwd=self.folder, input=stdin, capture_output=True, check=False, timeout=60,
            env=self.environment(**environment),
        )  # fmt: skip
        return Ended(ended.returncode, ended.stdout.decode(), ended.stderr.decode())

    @staticmethod
    def command(*arguments: str) -> list[str]:
        return [sys.executable, "-W", "error", "-m", "auditor", *arguments]

    def environment(self, **more: str) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
        return {**kept, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", "AUDITOR_STATE": str(self.folder / "state"), **more}

    def report(self, name: str) -> Any:
        """The JSON that was reported of a document."""
        return json.loads((self.folder / "reports" / "data" / f"{name}.json").read_text(encoding="utf-8"))


def _toml(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {_toml(one)}" for key, one in value.items()) + "}"
    return json.dumps(value)
