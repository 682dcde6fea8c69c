"""`auditor record`: an address in, one look at it as a JSON test case out, in the form of tests/exchanges.

1. Kept is what the store would keep: no userinfo, no Authorization or Cookie that was sent. The values of cookies that
   were set are left out too, and the peer's address; their names are marks by which walls are known.
2. `expected` is what the rules say of it today: whoever files the case decides whether that is right.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

from auditor.cli.console import Console
from auditor.cli.observing import now, observe
from auditor.codec import dump
from auditor.config import load
from auditor.errors import AuditorError, Exit
from auditor.judge.verdict import judge
from auditor.model import Citation, Document, Evidence, Exchange, Probe, Response, Vantage, Verdict
from auditor.settings import JudgeMode, JudgePolicy
from auditor.store import Store
from auditor.uris import key_of, parse, without_userinfo

_COOKIE_VALUE = re.compile(r"(?<==)[^;]*")


def record(uri: str, config: str | None, out: Console, *, words: str, output: str | None) -> Exit:
    """Look at the address once, and write what was seen to `output`, else to stdout."""
    settings = load(config, overrides={"archives.enabled": False}).settings
    if parse(uri) is None:
        raise AuditorError(f"{without_userinfo(uri)} is no address", advice="Write it as https://www.example.org/page.")
    if output and Path(output).exists():
        raise AuditorError(f"{output} is there already", advice="Name a new file after -o, or take that one away.")
    address = without_userinfo(uri)
    citation = Citation(uri=address, target=address, text=words, number=1)
    document = Document(name=address, media_type="text/uri-list", title=address, citations=(citation,))
    with Store(":memory:") as store:
        audit = observe([document], settings, store, None)
        reference = store.reference(key_of(address))
        evidence = next(store.evidence([reference])) if reference else None
    if audit.run.vantage is Vantage.OFFLINE or not audit.run.complete or evidence is None or not evidence.probes:
        out.warn("nothing was recorded: our own network is down, or the look was interrupted", vantage="offline")
        return Exit.INCOMPLETE
    seen = replace(evidence, probes=tuple(map(_without_secrets, evidence.probes[-1:])))
    text = _case(seen, judge(seen, JudgePolicy(policy=JudgeMode.SINGLE_RUN)))
    if output:
        _write(Path(output), text)
        out.say(f"wrote {output}", path=output)
    else:
        out.answer(text)
    return Exit.OK


def _case(evidence: Evidence, verdict: Verdict) -> str:
    found = verdict.link.findings[0]
    case = {
        "shows": found.because,
        "source": f"recorded on {now():%Y-%m-%d} from {evidence.reference.host or evidence.reference.key}",
        "evidence": dump(evidence),
        "expected": {"state": found.state.value, "rule": found.rule},
    }
    return json.dumps(case, ensure_ascii=False, indent=1) + "\n"


def _without_secrets(probe: Probe) -> Probe:
    return replace(
        probe,
        exchanges=tuple(map(_cleaned, probe.exchanges)),
        siblings=tuple(map(_cleaned, probe.siblings)),
    )


def _cleaned(exchange: Exchange) -> Exchange:
    outcome = exchange.outcome
    if isinstance(outcome, Response):
        headers = tuple((name, _told(name, value)) for name, value in outcome.headers)
        outcome = replace(outcome, headers=headers)
    return replace(exchange, outcome=outcome, peer=None)


def _told(name: str, value: str) -> str:
    """The header's value; of a cookie its name and attributes."""
    return _COOKIE_VALUE.sub("…", value, count=1) if name == "set-cookie" else value


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise AuditorError(
            f"{path} can't be written: {error.strerror}", advice="Name a file in a folder that is there and yours."
        ) from None
