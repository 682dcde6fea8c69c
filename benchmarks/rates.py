"""A night's run and two spot checks, each a process of its own, go in; the most that an archive saw of them in any minute out.

All three ask at the default pace about addresses of their own, a third of which the index has to settle. The archives
are a server on loopback that notes when it was asked what.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

SECONDS = 75.0
EACH = 500  # addresses a process: more than can be settled in that time

AT, WHEN = "20250601000000", "Sun, 01 Jun 2025 00:00:00 GMT"
PAGE = b"<html><head><title>A story</title></head><body><h1>A story</h1><p>As it was told.</p></body></html>"
NOBODY = b"[]"

# What is allowed a minute: by the archive, and by our defaults.
ALLOWED = {
    "playback and TimeGate": ("/web/", 600, 480),
    "index": ("/cdx/", 30, 24),
    "second archive": ("/wayback/", 250, 120),
}

CONFIG = """\
[[documents]]
include = ["night.md"]
[net]
controls = []
host_interval_s = 0
[net.connect_to]
"paper.test:80" = "{place}"
"web.archive.org:80" = "{place}"
"arquivo.pt:80" = "{place}"
[archives.wayback]
timegate = "http://web.archive.org/web/"
cdx = "http://web.archive.org/cdx/search/cdx"
[[archives.memento]]
name = "arquivo.pt"
timegate = "http://arquivo.pt/wayback/"
"""


def run() -> None:
    """Let the three ask for a while, and print what the busiest minutes were."""
    with tempfile.TemporaryDirectory() as folder, _archives() as (place, asked):
        _write(Path(folder), place)
        began = time.monotonic()
        _ask_for(SECONDS, Path(folder))
        took_s = time.monotonic() - began
    for service, (path, limit, polite) in ALLOWED.items():
        times = asked[path]
        print(
            f"  {service}: {len(times)} requests of 3 processes in {took_s:.0f} s, at most {_busiest(times)} in any 60 s"
            f" (allowed {limit}, our pace {polite})"
        )
        assert _busiest(times) <= limit, service


def _busiest(times: list[float]) -> int:
    return max((sum(start <= at < start + 60 for at in times) for start in times), default=0)


def _write(folder: Path, place: str) -> None:
    (folder / "config.toml").write_text(CONFIG.format(place=place), encoding="utf-8")
    for name in ("night", "one", "other"):
        cited = "".join(f"As [it says](http://paper.test/{name}/{number}).\n\n" for number in range(EACH))
        (folder / f"{name}.md").write_text(f"---\ndate: 2025-06-28\n---\n# A document\n\n{cited}", encoding="utf-8")


def _ask_for(seconds: float, folder: Path) -> None:
    environment = {**os.environ, "AUDITOR_STATE": str(folder / "state"), "PYTHONPATH": str(Path.cwd())}
    commands = (["run", "--quiet"], ["check", "one.md"], ["check", "other.md"])
    with (folder / "out.txt").open("wb") as out:
        processes = [
            subprocess.Popen(
                [sys.executable, "-m", "auditor", *command], cwd=folder, env=environment, stdout=out, stderr=out
            )
            for command in commands
        ]
        time.sleep(seconds)
        for process in processes:
            process.send_signal(signal.SIGINT)
        codes = [process.wait(timeout=60) for process in processes]
    if set(codes) != {3}:  # interrupted, as it had to be
        raise RuntimeError(f"a process ended by itself, with {codes}:\n{(folder / 'out.txt').read_text()[-2_000:]}")


@contextmanager
def _archives() -> Iterator[tuple[str, Mapping[str, list[float]]]]:
    """Where the archives are, and when each service was asked."""
    asked: defaultdict[str, list[float]] = defaultdict(list)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            service = f"/{self.path.split('/')[1]}/"
            asked[service].append(time.monotonic())
            status, headers, body = _answer(service, self.path)
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"127.0.0.1:{server.server_port}", asked
        finally:
            server.shutdown()
            thread.join()


def _answer(service: str, path: str) -> tuple[int, Mapping[str, str], bytes]:
    match service:
        case "/web/" if "id_/" not in path:
            return 302, {"Location": f"http://web.archive.org/web/{AT}/{path.removeprefix('/web/')}"}, b""
        case "/web/":
            is_copy = int(path.rpartition("/")[2]) % 3 > 0
            return 200 if is_copy else 404, {"Memento-Datetime": WHEN, "Content-Type": "text/html"}, PAGE
        case "/cdx/":
            return 200, {"Content-Type": "application/json"}, NOBODY
        case "/wayback/":
            return 404, {"Content-Type": "text/html"}, b"<html>Not found"
        case _:
            return 200, {"Content-Type": "text/html"}, PAGE
