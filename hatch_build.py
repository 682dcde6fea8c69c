"""The room that is compiled: `auditor/prose`, in whose rules extraction spends its time.

mypyc makes machine code of the very files that otherwise run as Python: the same citations, 1.7 times as fast.
Where there is no C compiler, or where AUDITOR_PURE is set, they run as Python, and `auditor doctor` says so.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOM = "auditor/prose"
SHARED = "auditor.prose.compiled"  # the one library that the modules beside it only open
BUILD = "build/compiled"
# Methods of str of which mypyc takes it that they never fail. They do where memory is bounded, as a worker's is, and
# what isn't looked at then crashes it.
_NEVER_FAIL = ("strip", "lstrip", "rstrip", "removeprefix", "removesuffix", "splitlines")
SUFFIX = str(sysconfig.get_config_var("EXT_SUFFIX"))


class CompiledRoom(BuildHookInterface[Any]):
    """Puts the compiled modules beside their sources, for an editable installation as for a wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile what has changed; what can't be compiled is left to Python, with nothing compiled in its way."""
        del version
        if not self._is_compiled():
            for module in _modules(self.root):
                module.unlink()
            return
        build_data["artifacts"].append(f"/{ROOM}/**/*{SUFFIX}")
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def _is_compiled(self) -> bool:
        if sys.implementation.name != "cpython" or os.environ.get("AUDITOR_PURE"):
            return False
        if _is_new(self.root):
            return True
        # A process of its own, since mypyc ends the one in which it finds a fault.
        made = subprocess.run([sys.executable, __file__], cwd=self.root, capture_output=True, text=True, check=False)
        if made.returncode:
            self.app.display_warning(made.stdout + made.stderr)
            self.app.display_warning(f"{ROOM} could not be compiled and runs as Python, which is slower.")
        return not made.returncode


def _modules(root: str) -> Iterator[Path]:
    return Path(root, ROOM).rglob(f"*{SUFFIX}")


def _sources(root: str) -> list[Path]:
    """What is compiled. A package's own file stays Python's: Python finds the others by it."""
    return sorted(path for path in Path(root, ROOM).rglob("*.py") if path.name != "__init__.py")


def _is_new(root: str) -> bool:
    """Whether there is a compiled module of every source and of nothing else, and none older than a source."""
    sources, compiled = _sources(root), list(_modules(root))
    if len(compiled) != len(sources) + 1:
        return False
    changed = max(path.stat().st_mtime for path in (*sources, Path(__file__)))
    return min(path.stat().st_mtime for path in compiled) >= changed


def compile_room() -> None:
    """Compile the modules of the folder that we are in, in place."""
    from mypyc.build import mypycify
    from mypyc.ir.ops import ERR_MAGIC
    from mypyc.primitives.registry import method_call_ops, method_op
    from setuptools import Distribution
    from setuptools.command.build_ext import build_ext

    for module in _modules("."):
        module.unlink()
    for name in _NEVER_FAIL:
        for one in [*method_call_ops[name]]:
            method_op(
                name,
                one.arg_types,
                one.return_type,
                one.c_function_name,
                ERR_MAGIC,
                extra_int_constants=one.extra_int_constants,
                priority=one.priority + 1,
            )
    # Types are checked where all that we import is installed; here it needn't be.
    checks = ["--config-file=", "--ignore-missing-imports", f"--cache-dir={BUILD}/mypy"]
    files = [*checks, *map(str, _sources("."))]
    modules = mypycify(files, opt_level="2", debug_level="0", group_name=SHARED, target_dir=BUILD)
    command = build_ext(Distribution({"name": "auditor", "ext_modules": modules}))
    command.inplace = True
    command.build_lib = command.build_temp = BUILD
    command.parallel = os.cpu_count()
    command.ensure_finalized()
    command.run()
    for module in _modules("."):
        module.touch()  # one that wasn't made again is as new as its source all the same


if __name__ == "__main__":
    compile_room()
