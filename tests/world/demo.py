"""A document comes in; its audit against a simulated web and a real archive, all on loopback, goes out.

    python -m tests.world.demo --directory demo --config demo/config.toml --document examples/briefing.md
        -- auditor run --config demo/config.toml

The command runs while the world is up. Its exit code is passed on, but for 1: finding rot is what a demo is for.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

from tests.archive import Archive, running_archive
from tests.web import Behaviour, Door, Web, serve_in_thread
from tests.web.behaviours import pages, platforms, statuses, walls
from tests.world import World
from tests.world.addresses import CITED

CONTROLS = ("www.iana.org", "www.wikipedia.org", "archive.org")
POST = "1935461698342629713"
FOUND_ROT = 1

CONFIG = """\
# Written by the demo: the web and the archives of this configuration live on loopback while the demo runs.
[[documents]]
include = [{document}]

[net]
contact = "mailto:demo@example.org"
controls = [{controls}]
ca_file = {ca_file}

[net.connect_to]
{connect_to}

[archives.wayback]
timegate = "http://web.archive.org/web/"
cdx = "http://web.archive.org/cdx/search/cdx"
playback_per_minute = 6000
cdx_per_minute = 6000

[[archives.memento]]
name = "arquivo.pt"
timegate = "http://arquivo.pt/wayback/"
per_minute = 6000

[store]
path = {store}

[report]
directory = {reports}
"""


def _sites() -> dict[str, dict[str, Behaviour]]:
    """Every cited host with its front page, its cited pages, and 404 for the rest."""
    sites: dict[str, dict[str, Behaviour]] = defaultdict(dict)
    for host in {cited.host for cited in CITED}:
        sites[host] = {"/": pages.article(host, f"The front page of {host}."), "*": statuses.not_found()}
    for cited in CITED:
        sites[cited.host].update(cited.answers(cited))
    sites["www.reuters.com"] |= {"/": walls.datadome(), "*": walls.datadome()}
    sites["www.cnn.com"] |= {"/": walls.cloudflare(), "*": walls.cloudflare()}
    sites["x.com"] |= {"/": platforms.x_shell(), "*": platforms.x_shell()}
    sites["publish.x.com"] = {"/oembed": platforms.x_oembed({POST: "Putin spoke on the treaty with Iran."})}
    for host in CONTROLS:
        sites[host] = {"*": pages.article(host, "Here when others are not.")}
    return sites


WORLD = World(
    sites=_sites(),
    doors={"gulfiif.org": Door.REFUSED},
    holdings=tuple(capture for cited in CITED for capture in cited.kept(cited)),
    second_holdings=tuple(capture for cited in CITED for capture in cited.kept_by_second(cited)),
    excluded=("https://www.theguardian.com/",),
)


def config(web: Web, archive: Archive, *, document: Path, directory: Path) -> str:
    """The text of a `config.toml` that audits a document against a running world; JSON strings are TOML's too."""
    connect_to = {**web.connect_to, "web.archive.org:80": archive.address, "arquivo.pt:80": archive.address}
    return CONFIG.format(
        document=json.dumps(document.name),
        controls=", ".join(json.dumps(f"https://{host}/") for host in CONTROLS),
        ca_file=json.dumps("ca.pem"),
        connect_to="\n".join(f"{json.dumps(name)} = {json.dumps(place)}" for name, place in sorted(connect_to.items())),
        store=json.dumps(str(directory.resolve() / "auditor.db")),
        reports=json.dumps(str(directory.resolve() / "reports")),
    )


def main(arguments: list[str]) -> int:
    """Bring the world up, write the configuration, run the command, and say how it ended."""
    parser = argparse.ArgumentParser(prog="python -m tests.world.demo", description=__doc__)
    parser.add_argument("--directory", type=Path, required=True, help="where the store and the reports go")
    parser.add_argument("--config", type=Path, required=True, help="the configuration to write")
    parser.add_argument("--document", type=Path, required=True, help="the document to audit")
    parser.add_argument("command", nargs="+", help="what to run, after --")
    options = parser.parse_args(arguments)
    options.directory.mkdir(parents=True, exist_ok=True)
    with (
        serve_in_thread(WORLD.sites, WORLD.doors) as web,
        running_archive(WORLD.holdings, WORLD.second_holdings, excluded=WORLD.excluded) as archive,
    ):
        shutil.copy(options.document, options.directory)
        shutil.copy(web.ca_file, options.directory / "ca.pem")
        text = config(web, archive, document=options.document, directory=options.directory)
        options.config.write_text(text, encoding="utf-8")
        # A proxy couldn't reach this world: it is on loopback.
        environment = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
        environment["AUDITOR_STATE"] = str(options.directory.resolve() / "state")
        code = subprocess.call(options.command, env=environment)
    return 0 if code == FOUND_ROT else code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
