"""Rule: what answered well and gave no rule a reason to doubt it is `live`."""

from __future__ import annotations

from auditor.judge import Rule, Sight
from auditor.model import BodyEnd, Finding, LinkState

NAME = "liveness"

_PARTLY_READ = {
    BodyEnd.CUT: ", cut short",
    BodyEnd.STALLED: ", not to its end in time",
    BodyEnd.UNDECODABLE: ", in a coding that could not be unpacked",
}


def look(sight: Sight) -> Finding | None:
    """Live; None when there was no good answer."""
    response = sight.response
    if response is None or not 200 <= response.status <= 300:  # noqa: PLR2004 - 2xx and 300, see `status`
        return None
    because = f"{response.status} from {sight.answered_by}{_PARTLY_READ.get(response.body_end, '')}"
    return Finding(rule=NAME, state=LinkState.LIVE, because=because)


RULE = Rule(name=NAME, look=look)
