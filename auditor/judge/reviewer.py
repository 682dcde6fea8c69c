"""A reviewer's word and what was seen before and after it in, what counts of both out.

| seen after the word                                    | then                                                      |
|--------------------------------------------------------|-----------------------------------------------------------|
| nothing, walls, what can't be determined               | the word stands: a wall says nothing                      |
| what agrees with it                                    | counts as ever                                            |
| what contradicts it, as the last look before it did    | the word stands: the reviewer has overruled that already  |
| what contradicts it otherwise                          | counts as ever: strikes against `live`, a success against |
|                                                        | `dead`; and the word is shown beside it                   |

Whatever stands, the other is told with its date: neither is overruled silently. Only the newest word counts; who
speaks again has thought better of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from auditor.judge.captures import day
from auditor.judge.strikes import BAD, WELL, Look
from auditor.model import Finding, LinkState, LinkVerdict, Mark, Probe

NAME = "reviewer"


def as_look(mark: Mark) -> Look:
    """The word as a look that is like no other: it needs no strikes."""
    return Look(probe=Probe(key=mark.key), findings=(_finding(mark),), final_uri=None, marked_at=mark.at)


def weighed(mark: Mark, before: Look | None, after: Iterable[Look]) -> tuple[Look, ...]:
    """The word, and what was seen after it that is news. `before` is the last look that the reviewer knew."""
    known = _side(before.state) if before else None
    counted = [as_look(mark)]
    for look in after:
        if not _says_something(look):
            continue
        if _contradicts(look.state, mark.state):
            if _side(look.state) is known:
                continue
        else:
            known = None  # the word was borne out: what contradicts it from now on is news
        counted.append(look)
    return tuple(counted)


def shown(link: LinkVerdict, mark: Mark, after: Sequence[Look]) -> LinkVerdict:
    """The verdict with the word in it, and with what the latest look after it said, where either is missing."""
    latest = after[-1] if after else None
    findings = [each for each in link.findings if each.rule != NAME]
    if latest is not None and latest.findings[0] not in findings:
        findings.append(latest.findings[0])
    contradicted = latest is not None and _contradicts(latest.state, mark.state)
    word = _finding(mark, contradicted=contradicted)
    stands = bool(link.findings) and link.findings[0].rule == NAME
    return replace(link, findings=(word, *findings) if stands else (*findings, word), mark=mark)


def _says_something(look: Look) -> bool:
    """Whether it was a look at the citation at all, and not one that was left out."""
    return look.state in WELL | BAD and look.at is not None


def _contradicts(state: LinkState, said: LinkState) -> bool:
    return state in WELL | BAD and (state in WELL) != (said in WELL)


def _side(state: LinkState) -> LinkState:
    """The state; `moved` is one way of being live."""
    return LinkState.LIVE if state in WELL else state


def _finding(mark: Mark, *, contradicted: bool = False) -> Finding:
    note = f": {mark.note}" if mark.note else ", without a note"
    since = "; what was seen since contradicts that" if contradicted else ""
    because = f"a reviewer marked it {mark.state.value} on {day(mark.at)}{note}{since}"
    return Finding(rule=NAME, state=mark.state, because=because)
