"""The name of a world comes in; its web runs until stdin ends or SIGTERM, described by one line of JSON.

For example: python -m tests.web --world demo
"""

from __future__ import annotations

import argparse
import json
import signal
import sys

import trio

from tests.web.server import serve
from tests.world import load


async def main(name: str) -> None:
    """Serve a world until it is told to stop."""
    world = load(name)
    with trio.open_signal_receiver(signal.SIGTERM, signal.SIGINT) as signals:
        async with serve(world.sites, world.doors) as web, trio.open_nursery() as nursery:
            facts = {
                "http_port": web.http_port,
                "https_port": web.https_port,
                "ca_file": web.ca_file,
                "connect_to": dict(web.connect_to),
            }
            print(json.dumps(facts), flush=True)

            async def until_signal() -> None:
                await anext(signals)
                nursery.cancel_scope.cancel()

            async def until_end_of_input() -> None:
                await trio.to_thread.run_sync(sys.stdin.read, abandon_on_cancel=True)
                nursery.cancel_scope.cancel()

            nursery.start_soon(until_signal)
            nursery.start_soon(until_end_of_input)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.web", description=__doc__)
    parser.add_argument("--world", default="demo", help="a module of tests.world (default: demo)")
    trio.run(main, parser.parse_args().world)
