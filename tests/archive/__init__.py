"""Tables of captures come in; a real archive (pywb) that holds them answers on loopback until the block ends.

`/web/` and `/cdx/search/cdx` speak as the Internet Archive does, `/wayback/` is a second archive in plain Memento.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from tests.archive import warc
from tests.archive.warc import Capture, page, redirect, revisit

__all__ = ["PYWB_MISSING", "Archive", "Capture", "page", "pywb_ready", "redirect", "revisit", "running_archive"]

PYWB = Path(__file__).parents[2] / ".pywb" / "bin" / "python"
PYWB_MISSING = "the archive of the tests needs its environment .pywb: run `make .pywb`"
ANSWER_WITHIN_S = 30
# In every collection: a wrong collection name would answer every question with "nothing here".
SEED = page("http://known.example/", "20200101000000", "Known", "This page is always here.")


def pywb_ready() -> bool:
    """Whether the archive's environment has been made."""
    return PYWB.with_name("wb-manager").exists()


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """A running archive."""

    port: int
    process: subprocess.Popen[str]
    directory: Path

    @property
    def address(self) -> str:
        """host:port, as a value of `connect_to`."""
        return f"127.0.0.1:{self.port}"

    @property
    def timegate(self) -> str:
        """The first archive's TimeGate and playback; a URI-R is appended."""
        return f"http://{self.address}/web/"

    @property
    def cdx(self) -> str:
        """The first archive's index."""
        return f"http://{self.address}/cdx/search/cdx"

    @property
    def second(self) -> str:
        """The second archive's TimeGate; a URI-R is appended."""
        return f"http://{self.address}/wayback/"

    def ask(
        self, path: str, headers: Mapping[str, str] | None = None, *, method: str = "GET", body: str | None = None
    ) -> tuple[int, Mapping[str, str], bytes]:
        """One request as it is, no redirect followed: status, headers (names in lower case), body."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=ANSWER_WITHIN_S)
        try:
            connection.request(method, path, body, dict(headers or {}))
            answer = connection.getresponse()
            return answer.status, {key.lower(): value for key, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def requests(self) -> list[dict[str, object]]:
        """What has been asked so far, in order: `method`, `path` with its query, `headers`, `at_s` (wall clock)."""
        found = json.loads(self.ask("/_requests")[2])
        return [each for each in found if each["headers"].get("X-Seed") is None]

    def fault(
        self, path: str, *, times: int = 1, status: int | None = None, body: str | None = None,
        headers: Mapping[str, str] | None = None, delay_s: float = 0, drop: bool = False, bomb: bool = False,
        drip_s: float = 0,
    ) -> None:  # fmt: skip
        """Script a fault for the next `times` requests whose path starts so.

        With a `status` that is the answer (a 429 in the Archive's words unless there is a `body`); with `drop` the
        connection is closed unanswered; with neither, the true answer comes `delay_s` late. The answer may be a gzip
        `bomb` instead of the body, or drip: a byte every `drip_s` seconds.
        """
        wanted = {
            "path": path, "times": times, "status": status, "body": body, "headers": dict(headers or {}),
            "delay_s": delay_s, "drop": drop, "bomb": bomb, "drip_s": drip_s,
        }  # fmt: skip
        json_type = {"Content-Type": "application/json"}
        self.ask("/_fault", json_type, method="POST", body=json.dumps(wanted))

    def well(self) -> None:
        """From now on nothing goes wrong any more."""
        self.ask("/_well", method="POST")

    def hold(self, *captures: Capture) -> None:
        """From now on the first archive holds these too, as an index that has caught up."""
        name = f"held-{len(list(self.directory.glob('held-*')))}.warc.gz"
        warc.write(self.directory / name, captures)
        command = [str(PYWB), "-W", "ignore", str(PYWB.with_name("wb-manager")), "add", "web", name]
        subprocess.run(command, cwd=self.directory, check=True, capture_output=True, timeout=ANSWER_WITHIN_S)

    def kill(self) -> None:
        """End the process: from now on connections are refused."""
        self.process.kill()
        self.process.wait()


@contextmanager
def running_archive(
    holdings: Collection[Capture],
    second_holdings: Collection[Capture] = (),
    *,
    excluded: Collection[str] = (),
    directory: Path | None = None,
    preserved: Path | None = None,
    fuzzy: bool = False,
) -> Iterator[Archive]:
    """Build and run an archive for as long as the block lasts.

    :param holdings: what the first archive (`/web/`, `/cdx/search/cdx`) holds.
    :param second_holdings: what the second archive (`/wayback/`) holds.
    :param excluded: addresses that the first archive won't show, and everything below them.
    :param preserved: a folder of WARC files with their indexes, shown as it is as a third archive (`/preserved/`).
    :param fuzzy: leave pywb its own rules, by which `report.pdf?id=8` is answered with a copy of `?id=7`.
    :param directory: where its files are made; a temporary one that goes away unless given.
    :raises RuntimeError: when its environment is missing, or it doesn't come up.
    """
    if not pywb_ready():
        raise RuntimeError(PYWB_MISSING)
    with tempfile.TemporaryDirectory(prefix="archive-") as temporary:
        place = directory or Path(temporary)
        place.mkdir(parents=True, exist_ok=True)
        warc.write(place / "web.warc.gz", [SEED, *holdings])
        warc.write(place / "wayback.warc.gz", [SEED, *second_holdings])
        (place / "excluded.json").write_text(json.dumps(list(excluded)))
        if fuzzy:
            (place / "fuzzy").touch()
        if preserved:
            (place / "preserved").symlink_to(preserved.resolve(), target_is_directory=True)
        with (place / "log.txt").open("w+") as log, _started(place, log.fileno()) as process:
            archive = Archive(port=_port(process, place / "log.txt"), process=process, directory=place)
            _assert_seeded(archive)
            yield archive


@contextmanager
def _started(place: Path, log: int) -> Iterator[subprocess.Popen[str]]:
    facade = Path(__file__).with_name("facade.py")
    command = [str(PYWB), "-W", "ignore", str(facade), str(place)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True) as process:
        try:
            yield process
        finally:
            process.terminate()


def _port(process: subprocess.Popen[str], log: Path) -> int:
    """The port that the process names in its first line."""
    line = process.stdout.readline() if process.stdout else ""
    if not line:
        raise RuntimeError(f"the archive of the tests didn't start:\n{log.read_text()}")
    return int(json.loads(line)["port"])


def _assert_seeded(archive: Archive) -> None:
    seed = {"X-Seed": "yes"}
    index = archive.ask(f"/cdx/search/cdx?url={SEED.uri_r}&output=json", seed)
    for status, _, body in (index, archive.ask(f"/wayback/{SEED.at}id_/{SEED.uri_r}", seed)):
        if status != 200 or b"nown" not in body:
            raise RuntimeError(f"the archive of the tests doesn't show what it holds: {status} {body[:200]!r}")
