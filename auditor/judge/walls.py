"""Rule: an answer that bears a wall's signature isn't the page, and proves nothing about it: `blocked`.

It is asked on every status, since walls answer 200 (Imperva), 202 and 405 (AWS WAF), 401 (DataDome before
Reuters), 403, 429, 503 and 999 (LinkedIn) alike; and before transport and status, so that no wall is ever dead.
A look that was left out because the host had walled others is blocked as well. Where a redirect led to the wall, the
finding names the address to which the wall would lead on. Signatures and their sources: `tables`, as
`walls_bots`, `walls_vendors` and `walls_logins`.
"""

from __future__ import annotations

from functools import cache

from auditor import uris
from auditor.judge import Rule, Sight
from auditor.judge.inner import inner_address
from auditor.judge.signatures import Table
from auditor.judge.tables.walls_bots import bot_walls
from auditor.judge.tables.walls_logins import other_walls
from auditor.judge.tables.walls_vendors import vendor_walls
from auditor.model import Finding, LinkState, SkipReason

NAME = "wall"


def look(sight: Sight) -> Finding | None:
    """Blocked, and by whom; None where no wall is known."""
    if sight.probe.skipped is SkipReason.WALLED:
        return Finding(rule=NAME, state=LinkState.BLOCKED, because=f"not asked: {SkipReason.WALLED.value}")
    found = table().match(sight)
    if found is None or sight.response is None:
        return None
    because = (
        f"a {found.kind.value} of {found.vendor} answered in place of the page: "
        f"{sight.response.status} from {sight.answered_by} ({found.name}){_beyond(sight)}"
    )
    return Finding(rule=NAME, state=LinkState.BLOCKED, because=because)


def _beyond(sight: Sight) -> str:
    """Where the wall would lead on to, as the redirects to it say."""
    if not sight.redirected:
        return ""
    asked = (each.request.uri for each in reversed(sight.probe.exchanges[1:]))
    inner = next((found for uri in asked if (found := inner_address(uri))), None)
    return f"; beyond it is {uris.without_userinfo(inner)}" if inner else ""


@cache
def table() -> Table:
    """All signatures of walls."""
    return Table((*bot_walls(), *vendor_walls(), *other_walls()))


RULE = Rule(name=NAME, look=look)
