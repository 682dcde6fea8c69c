"""Control addresses come in, whether our own network can see the web goes out.

All are asked at once. Any HTTP answer from any of them shows that the network is up, whatever its status; only when
none answers is it down, and then what failed proves nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

import trio

from auditor.model import Request, Vantage
from auditor.net import Fetch

# Nobody reads the answers: the first bytes do.
CONTROL_BODY_BYTES = 1024


async def vantage(controls: Sequence[str], fetch: Fetch) -> Vantage:
    """ONLINE as soon as one control answers, or when there is none to ask (the network is trusted); else OFFLINE."""
    if not controls:
        return Vantage.ONLINE
    seen = Vantage.OFFLINE

    async def ask(control: str) -> None:
        nonlocal seen
        exchange = await fetch(Request(uri=control, max_body_bytes=CONTROL_BODY_BYTES))
        if exchange.response is not None:
            seen = Vantage.ONLINE
            nursery.cancel_scope.cancel()

    async with trio.open_nursery() as nursery:
        for control in controls:
            nursery.start_soon(ask, control)
    return seen
