"""The room that is compiled: `auditor/prose`, in whose rules extraction spends its time.

mypyc makes machine code of the very files that otherwise run as Python: the same citations, 1.7 times as fast.
Where there is no C compiler, or where AUDITOR_PURE is set, they run as Python, and `auditor doctor` says so.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOM = "auditor/prose"
SHARED = "auditor.prose.compiled"  # what the modules' machine code is in, beside them
BUILD = "build/compiled"
SUFFIX = str(sysconfig.get_config_var("EXT_SUFFIX"))


class CompiledRoom(BuildHookInterface[Any]):
    """Puts the compiled modules beside their sources, for an editable installation as for a wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile; of what was compiled before nothing is left that hasn't its source."""
        del version
        is_pure = sys.implementation.name != "cpython" or bool(os.environ.get("AUDITOR_PURE"))
        made = None if is_pure else _run_apart(self.root)
        if made and made.returncode:
            self.app.display_warning(made.stdout + made.stderr)
            self.app.display_warning(f"{ROOM} could not be compiled and runs as Python, which is slower.")
        if made is None or made.returncode:
            for module in Path(self.root, ROOM).rglob(f"*{SUFFIX}"):
                module.unlink()
            return
        build_data["artifacts"].append(f"/{ROOM}/**/*{SUFFIX}")
        build_data["pure_python"] = False
        build_data["infer_tag"] = True


def _run_apart(root: str) -> subprocess.CompletedProcess[str]:
    """This file as a program: mypyc ends its process where it finds a fault."""
    return subprocess.run([sys.executable, __file__], cwd=root, capture_output=True, text=True, check=False)


def compile_room() -> None:
    """Compile the modules in place. A package's own file stays Python's: Python finds the others by it."""
    from mypyc.build import mypycify
    from setuptools import Distribution
    from setuptools.command.build_ext import build_ext

    for module in Path(ROOM).rglob(f"*{SUFFIX}"):
        source = module.with_name(module.name.removesuffix(SUFFIX) + ".py")
        if not source.exists() and not source.stem.endswith("__mypyc"):
            module.unlink()
    sources = sorted(str(path) for path in Path(ROOM).rglob("*.py") if path.name != "__init__.py")
    # Types are checked where all that we import is installed; here it needn't be.
    checks = ["--config-file=", "--ignore-missing-imports", f"--cache-dir={BUILD}/mypy"]
    modules = mypycify([*checks, *sources], opt_level="2", debug_level="0", group_name=SHARED, target_dir=BUILD)
    command = build_ext(Distribution({"name": "auditor", "ext_modules": modules}))
    command.inplace = True
    command.build_lib = command.build_temp = BUILD
    command.parallel = os.cpu_count()
    command.ensure_finalized()
    command.run()
    for module in Path(ROOM).rglob(f"*{SUFFIX}"):
        module.touch()  # what hasn't changed isn't compiled again, and is as new as its source all the same


if __name__ == "__main__":
    compile_room()
