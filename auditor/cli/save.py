"""`auditor save`: addresses, or what is at risk, in; captures asked of Save Page Now and what became of each out.

Standard output has a line an address: its state, the address, and the capture or the reason. A list of what would be
asked for has the addresses alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import trio

from auditor.archive_links import unwrap
from auditor.archives.spn2 import BAD_KEYS, SavePageNow
from auditor.cli.console import Console
from auditor.cli.observing import ledgers, now, until_interrupted
from auditor.config import Secrets, load
from auditor.errors import AuditorError, ConfigError, Exit
from auditor.model import Save, SaveState
from auditor.net.client import HttpCaller, Wire
from auditor.saving import Means, Outcome, Plan, left, plan, save, with_keys
from auditor.settings import Settings, WaybackPolicy
from auditor.store import Store, lock
from auditor.uris import key_of, parse, without_userinfo

_KEYS = "AUDITOR_IA_ACCESS_KEY and AUDITOR_IA_SECRET"
_UNSETTLED = frozenset({SaveState.PENDING, SaveState.LATER})


def run(uris: Sequence[str], config: str | None, out: Console, *, dry_run: bool | None, most: int | None) -> Exit:
    """Ask for captures, or list what would be asked for; INCOMPLETE when something is left for the next time."""
    configuration = load(config)
    settings = configuration.settings
    named = [_key(uri) for uri in uris]
    keys = _header_keys(configuration.secrets)
    listed = keys is None or dry_run is True
    with ExitStack() as stack:
        if not listed:
            # A lock of its own: a night's run isn't to be turned away because captures take their time.
            stack.enter_context(lock(f"{settings.store.path}.save"))
        store = stack.enter_context(_store(settings.store.path, named=bool(named), listed=listed))
        planned = _plan(named, store, settings, most, out)
        _tell_why_not(planned, out)
        why = _why_listed(planned, settings, dry_run=dry_run, has_keys=keys is not None)
        if keys is None or why:
            return _list(planned, out, why)
        if not planned.jobs and not planned.wishes:
            out.say("nothing to save")
            return Exit.OK
        return _end(planned, _ask(planned, settings, keys, store, out), out)


def _plan(named: Sequence[str], store: Store, settings: Settings, most: int | None, out: Console) -> Plan:
    wanted = named or _at_risk(store, settings.store.path, out)
    planned = plan(wanted, store.saves(wanted), store.pending_saves(), named=bool(named), now=now())
    return replace(planned, wishes=planned.wishes[:most])


def _why_listed(planned: Plan, settings: Settings, *, dry_run: bool | None, has_keys: bool) -> str:
    """Why nothing is asked and all is listed; empty when it is asked."""
    allowed = settings.archives.save.most_without_asking
    if not has_keys:
        return f"without keys nothing is asked of the archive: set {_KEYS}"
    if dry_run:
        return "this was a dry run"
    if dry_run is None and len(planned.wishes) > allowed:
        return f"that is more than {allowed}: --no-dry-run asks for them all, --most {allowed} for the first {allowed}"
    return ""


def _key(uri: str) -> str:
    parsed = parse(uri)
    if parsed is None:
        shown = without_userinfo(uri)
        raise AuditorError(f"{shown} is not an address", advice="Write it with its https:// in front.")
    return parsed.key


def _header_keys(secrets: Secrets) -> tuple[str, str] | None:
    """The keys as a header can hold them; None unless there are both. ConfigError for what can't be a key."""
    found = (secrets.ia_access_key.strip(), secrets.ia_secret.strip())
    if not all(found):
        return None
    if not all(each.isascii() and each.isprintable() and " " not in each for each in found):
        raise ConfigError(
            f"environment, {_KEYS}: one of them is no key",
            advice="Copy them from archive.org/account/s3.php; they are letters and digits.",
        )
    return found


def _store(path: str, *, named: bool, listed: bool) -> Store:
    """The store; for addresses that were named it is made, or one that is gone at once if nothing will be asked."""
    if named and listed and not Path(path).exists():
        return Store(":memory:")
    return Store(path, create=named)


def _at_risk(store: Store, path: str, out: Console) -> tuple[str, ...]:
    latest = store.latest_run()
    if latest is None:
        raise AuditorError(
            f"{path} has no run yet, so nothing is known to be at risk", advice="`auditor run` makes one."
        )
    excluded = store.excluded(latest.id)
    if excluded:
        out.say(f"{len(excluded)} left out: excluded from the archive; Perma.cc may keep them, or `auditor preserve`")
    return tuple(dict.fromkeys(filter(None, map(_savable, store.at_risk(latest.id)))))


def _savable(key: str) -> str | None:
    """What is to be saved for an address at risk: of a copy in an archive that isn't safe its original, if it tells."""
    link = unwrap(key)
    return key if link is None else link.original and key_of(link.original)


def _tell_why_not(planned: Plan, out: Console) -> None:
    for one in planned.waiting:
        out.detail(f"saved on {one.at:%Y-%m-%d}, and the archive shows it soon: {one.key}", uri=one.key)
    for one in planned.refused:
        out.detail(f"refused on {one.at:%Y-%m-%d} ({one.because}): {one.key}", uri=one.key)
    for key in planned.private:
        out.detail(f"not on the public web: {key}", uri=key)
    for count, words in (
        (len(planned.private), "not on the public web, so that no archive is told of them"),
        (len(planned.waiting), "saved lately, and not yet shown by the archive"),
        (len(planned.refused), "refused by the archive before; name them to ask again"),
    ):
        if count:
            out.say(f"{count} left out: {words}")


def _list(planned: Plan, out: Console, why: str) -> Exit:
    for wish in (*planned.jobs, *planned.wishes):
        out.answer(wish.uri_r)
    out.warn(f"{_count(planned.wishes)} to save; {why}")
    return Exit.OK


def _ask(planned: Plan, settings: Settings, keys: tuple[str, str], store: Store, out: Console) -> Outcome:
    wire = Wire(settings.net, clock=now)
    wayback = settings.archives.wayback or WaybackPolicy()
    machine = SavePageNow(policy=settings.archives.save, playback=wayback.timegate)

    def tell(one: Save) -> None:
        out.answer(f"{one.state.value:<8} {one.key}  {one.uri_m or one.because or ''}".rstrip())

    endpoint = parse(machine.policy.endpoint)
    place = wire.dialer.place(endpoint.origin) if endpoint else ""
    shared = ledgers()
    means = Means(
        store=store,
        connect=with_keys(lambda: HttpCaller(wire), *keys),
        clock=now,
        tell=tell,
        breaker_failures=settings.net.breaker_failures,
        ledger=lambda name: shared.of(name, place),
    )

    async def main() -> Outcome:
        until = trio.CancelScope()
        async with trio.open_nursery() as nursery:
            await nursery.start(until_interrupted, until)
            outcome = await save(planned, machine, means, until=until)
            nursery.cancel_scope.cancel()
        return outcome

    pace = f"at most {settings.archives.save.per_minute:g} a minute"
    at_work = f", {len(planned.jobs)} at work since the last time" if planned.jobs else ""
    out.say(f"{_count(planned.wishes)} to save, {pace}{at_work}")
    return trio.run(main)


def _end(planned: Plan, outcome: Outcome, out: Console) -> Exit:
    counts = {state: sum(1 for one in outcome.saves if one.state is state) for state in SaveState}
    told = ", ".join(f"{count} {state.value}" for state, count in counts.items() if count)
    if counts[SaveState.SAVED]:
        told += "; the archive shows captures hours later, and the next run looks for them"
    if told:
        out.say(told, **{state.value: count for state, count in counts.items()})
    if outcome.stopped == BAD_KEYS:
        raise AuditorError(
            f"Save Page Now: {BAD_KEYS}", advice=f"Look at {_KEYS}; archive.org/account/s3.php shows your keys."
        )
    rest = left(planned, outcome)
    if rest:
        out.warn(f"{len(rest)} left for the next time: {outcome.stopped or 'the archive gave no answer'}")
    elif outcome.stopped:
        out.warn(f"Save Page Now: {outcome.stopped}")
    unsettled = any(one.state in _UNSETTLED for one in outcome.saves)
    return Exit.INCOMPLETE if rest or outcome.stopped or unsettled else Exit.OK


def _count(wishes: Iterable[object]) -> str:
    count = len(list(wishes))
    return f"{count} address{'es' if count != 1 else ''}"
