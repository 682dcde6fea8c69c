"""Real addresses typeset by real programs go in, how many come back whole from their PDFs and texts goes out.

The addresses are those of the packages that this environment has (what their METADATA cites), so that nobody made
them up for this; pdflatex, Typst and ReportLab break them, in one column and in two, and pdftotext makes text of that,
with its layout and without. Those whose SHA-256 is odd were never looked at while the rules were made.
Needs pdflatex and pdftotext (Debian: texlive-latex-recommended, poppler-utils); without them their rows are missing.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from auditor.extract import Source
from auditor.extract.select import read_document
from auditor.model import AUDITED
from tests.extract.pdfs import prose, references, with_reportlab, with_typst

Part = tuple[str, str, str]

EXACT = 0.93
_LONG = 48  # characters: shorter ones are seldom broken
_MOST = 400
_ADDRESS = re.compile(
    r"https?://[A-Za-z0-9][\w./~%?&=#+:@!,;-]*[A-Za-z0-9/](?![\w(-])"
)  # none that goes on with a bracket
_PER_HOST = 6
_NO_WIDTH = {ord("\u200b"): None}  # Typst's places to break at
_TEX = re.compile(r"([\\#$%&_{}~^])")


def addresses(*, held_out: bool) -> list[str]:
    """Distinct addresses, few of each host, that no other one of them begins with."""
    found = set()
    for path in sorted(Path(sysconfig.get_paths()["purelib"]).glob("*.dist-info/METADATA")):
        found.update(_ADDRESS.findall(path.read_text(encoding="utf-8", errors="replace")))
    for path in sorted(Path("/usr/share/doc").glob("*/copyright")):
        found.update(_ADDRESS.findall(path.read_text(encoding="utf-8", errors="replace")))
    kept: list[str] = []
    hosts: dict[str, int] = {}
    for uri in sorted(found, key=_digest):
        host = uri.split("/")[2]
        odd = int(_digest(uri), 16) % 2 == 1
        if len(uri) < _LONG or odd != held_out or hosts.get(host, 0) >= _PER_HOST or "://" in uri[8:]:
            continue
        hosts[host] = hosts.get(host, 0) + 1
        kept.append(uri)
    return [uri for uri in kept if not any(uri != other and other.startswith(uri) for other in kept)][:_MOST]


def _digest(uri: str) -> str:
    return hashlib.sha256(uri.encode()).hexdigest()


def with_latex(parts: Sequence[Part], *, width: float, columns: int = 1, linked: bool = False) -> bytes:
    """A PDF by pdflatex, as its url package breaks addresses."""
    total = columns * width + (columns - 1) * 22 + 144
    # Justified lines before a long address are stretched until pdftotext takes each word for a column of its own.
    ragged = r"\raggedright"
    options = "twocolumn" if columns > 1 else ""
    package = r"\usepackage[breaklinks]{hyperref}" if linked else r"\usepackage{url}"
    body = "\n\n".join(f"{_tex(before)}\\url{{{uri}}}{_tex(after)}" for before, uri, after in parts)
    source = (
        f"\\documentclass[10pt,{options}]{{article}}\n\\usepackage[T1]{{fontenc}}\n"
        f"\\usepackage[paperwidth={total}pt,paperheight=700pt,margin=72pt,columnsep=22pt]{{geometry}}\n{package}\n"
        f"\\pagestyle{{headings}}{ragged}\\setlength{{\\parindent}}{{0pt}}\\begin{{document}}\\section{{References}}\n"
        f"{body}\n\\end{{document}}\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "a.tex").write_text(source, encoding="utf-8")
        command = ["pdflatex", "-interaction=nonstopmode", "a.tex"]
        subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=120)
        return (Path(folder) / "a.pdf").read_bytes()


def _tex(text: str) -> str:
    return _TEX.sub(lambda match: f"\\{match[1]}" if match[1] not in "\\~^" else "", text).replace("–", "--")


def as_text(pdf: bytes, *options: str) -> bytes:
    """What pdftotext makes of a PDF."""
    command = ["pdftotext", *options, "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True, timeout=60).stdout


MAKERS: dict[str, Callable[..., bytes]] = {"pdflatex": with_latex, "typst": with_typst, "reportlab": with_reportlab}
WORDS: dict[str, Callable[..., list[Part]]] = {"references": references, "prose": prose}
SIZES = ((230, 2), (400, 1))


def rows(*, held_out: bool) -> Iterator[tuple[str, int, int, list[str], list[str]]]:
    """What was read, how many were broken, how many of them came back, and which didn't or took in what follows."""
    uris = addresses(held_out=held_out)
    for program, make in MAKERS.items():
        if program == "pdflatex" and not shutil.which("pdflatex"):
            continue
        for number, (name, around) in enumerate(WORDS.items()):
            for width, columns in SIZES:
                pdf = make(around(uris, seed=number), width=width, columns=columns)
                title = f"{program}, {name}, {columns} col."
                yield (f"{title}, PDF", *_measured("a.pdf", pdf, uris))
                for options in ((), ("-layout",)) if shutil.which("pdftotext") else ():
                    text = as_text(pdf, *options)
                    yield (
                        f"{title}, text {' '.join(options)}",
                        *_measured("a.txt", text, uris, is_laid_out=bool(options)),
                    )


def _measured(
    name: str, data: bytes, uris: Sequence[str], *, is_laid_out: bool = False
) -> tuple[int, int, list[str], list[str]]:
    shown = (as_text(data, "-raw") if name.endswith("pdf") else data).decode(errors="replace").translate(_NO_WIDTH)
    broken = [uri for uri in uris if uri not in shown]
    if name.endswith("txt") and not is_laid_out:
        # Where pdftotext has torn a line out of its place, or left a hyphen out, the address is not there any more.
        closed = "".join(shown.split())
        broken = [uri for uri in broken if uri in closed]
    found = {one.uri for one in read_document(Source(name=name, data=data)).citations if one.kind in AUDITED}
    missed = [uri for uri in broken if uri not in found]
    joined = [one for one in found if one not in uris and any(one.startswith(uri) for uri in uris)]
    return len(broken), len(broken) - len(missed), missed, joined


def run(*, tuning: bool = False, verbose: bool = False) -> None:
    """Print the table of the held-out half; fail when it falls short."""
    broken = exact = wrong = 0
    for title, of, came, missed, joined in rows(held_out=not tuning):
        print(f"  {title:<44} {came:>4} of {of:<4} {came / max(of, 1):6.1%}  joined wrongly {len(joined)}")
        for line in (*missed[:8], *(f"JOINED {one}" for one in joined)) if verbose else ():
            print("      ", line)
        broken, exact, wrong = broken + of, exact + came, wrong + len(joined)
    print(f"  {'all':<44} {exact:>4} of {broken:<4} {exact / broken:6.1%}  joined wrongly {wrong}")
    if not tuning:
        assert exact >= EXACT * broken, (exact, broken)
        assert wrong == 0, wrong


if __name__ == "__main__":
    run(tuning="-t" in sys.argv, verbose="-v" in sys.argv)
