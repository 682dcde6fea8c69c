"""Rule: an answer that bears a wall's signature isn't the page, and proves nothing about it: `blocked`.

It is asked on every status, since walls answer 200 (Imperva), 202 and 405 (AWS WAF), 401 (DataDome before
Reuters), 403, 429, 503 and 999 (LinkedIn) alike; and before transport and status, so that no wall is ever dead.
A look that was left out because the host had walled others is blocked as well. Signatures and their sources:
`walls_bots` and `walls_logins`.
"""

from __future__ import annotations

from functools import cache

from auditor.judge import Rule, Sight
from auditor.judge.signatures import Signature, first_match
from auditor.judge.walls_bots import bot_walls
from auditor.judge.walls_logins import other_walls
from auditor.model import Finding, LinkState, SkipReason

NAME = "wall"


def look(sight: Sight) -> Finding | None:
    """Blocked, and by whom; None where no wall is known."""
    if sight.probe.skipped is SkipReason.WALLED:
        return Finding(rule=NAME, state=LinkState.BLOCKED, because=f"not asked: {SkipReason.WALLED.value}")
    found = first_match(sight, _table())
    if found is None or sight.response is None:
        return None
    because = (
        f"a {found.kind.value} of {found.vendor} answered in place of the page: "
        f"{sight.response.status} from {sight.answered_by} ({found.name})"
    )
    return Finding(rule=NAME, state=LinkState.BLOCKED, because=because)


@cache
def _table() -> tuple[Signature, ...]:
    return (*bot_walls(), *other_walls())


RULE = Rule(name=NAME, look=look)
