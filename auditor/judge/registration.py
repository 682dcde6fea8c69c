"""Rule: a domain that was registered after it was cited isn't, by its name alone, what was cited any more.

It supports other signs and never decides: a registry may count a domain anew that its owner has let lapse for a day.

1. Beside a page that answers, and beside one that is usurped or a soft 404, the two days are told.
2. What needs several signs elsewhere needs fewer of them with this one (see `spam`).
3. Where the day of the citation isn't known, nothing can be said.

Asked is only about domains of whose look something else makes one doubt. Source: RFC 9083 section 4.5.
"""

from __future__ import annotations

from datetime import date

from auditor.judge import Rule, Sight
from auditor.model import Finding, LinkState

NAME = "registration"


def look(sight: Sight) -> Finding | None:
    """The two days, where the later one is that of the registration."""
    when = registered_since(sight)
    told = sight.registration
    if when is None or told is None:
        return None
    because = f"{told.domain} was registered on {when}, after it was cited on {sight.reference.cited_on}"
    return Finding(rule=NAME, state=LinkState.USURPED, because=because)


def registered_since(sight: Sight) -> date | None:
    """The day on which the domain was registered, if it came after that of the citation."""
    told, cited_on = sight.registration, sight.reference.cited_on
    if told is None or told.registered_at is None or cited_on is None:
        return None
    when = told.registered_at.date()
    return when if when > cited_on else None


RULE = Rule(name=NAME, look=look)
