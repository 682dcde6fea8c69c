"""A reference and what was exchanged so far in, what to send next or the finished look out.

A look is a pure state machine over its exchanges, which are all the state there is:

1. What can't be asked isn't: the look is skipped with its reason.
2. A platform whose pages prove nothing is asked at the addresses that its site rule names instead, one after the
   other; one whose pages only members see isn't asked at all.
3. What failed for the moment is asked again (`retries`), each hop with what is left of the look's patience; what was
   refused for our words, once in other words (`rewording`).
4. A redirect is followed (`redirects`) with the cookies of the look (`cookies`), until there have been
   `policy.max_redirects` or the same request would be sent a second time. Where cookies have led into that, all
   redirects are followed once more from the beginning, without any.
5. A fault of TLS is looked into once and ends the look (`certificates`), as does everything else.
"""

from __future__ import annotations

from auditor import uris
from auditor.model import Exchange, Probe, Reference, Request, SkipReason, Terms
from auditor.probe import Done, Send, Step
from auditor.probe.certificates import classified, unverified
from auditor.probe.cookies import cookie_header
from auditor.probe.redirects import hops, target
from auditor.probe.retries import retry
from auditor.probe.rewording import reworded
from auditor.settings import NetPolicy
from auditor.sites.select import site_for


def first_step(reference: Reference, policy: NetPolicy) -> Step:
    """What to send first, or the skipped look of an address that nobody can ask."""
    return next_step(reference, (), policy, jitter=0.0)


def next_step(reference: Reference, past: tuple[Exchange, ...], policy: NetPolicy, *, jitter: float) -> Step:
    """What to send after `past`, or the look that `past` amounts to. `jitter` in [0, 1) spreads retries."""
    if not past:
        return _begin(reference)
    if past[-1].request.terms is Terms.UNVERIFIED:
        told = (*past[:-1], classified(past[-2], past[-1]))
        return Done(probe=Probe(key=reference.key, exchanges=told))
    again = retry(past, policy, jitter=jitter) or reworded(past) or unverified(past)
    if again is not None:
        return again
    onward = hop(past, policy) or _afresh(past) or _then(reference, past)
    if onward is not None:
        return Send(request=onward)
    return Done(probe=Probe(key=reference.key, exchanges=past))


def _begin(reference: Reference) -> Step:
    site = site_for(reference.key)
    if site and site.closed:
        return Done(probe=Probe(key=reference.key, skipped=SkipReason.CLOSED))
    instead = site.rewrite(reference) if site else None
    parsed = uris.parse(instead or reference.uri) if reference.host else None
    if parsed is None:
        return Done(probe=Probe(key=reference.key, skipped=SkipReason.INVALID))
    return Send(request=Request(uri=parsed.key + parsed.fragment))


def _then(reference: Reference, past: tuple[Exchange, ...]) -> Request | None:
    """The platform's next request after the last answer; None when it has none, or one that was asked."""
    site = site_for(reference.key)
    onward = site.then(reference, past) if site else None
    parsed = uris.parse(onward) if onward else None
    if parsed is None or any(_page(each.request) == parsed.key for each in past):
        return None
    return Request(uri=parsed.key + parsed.fragment)


def hop(past: tuple[Exchange, ...], policy: NetPolicy) -> Request | None:
    """The request that a redirect asks for; None when there is none, one too many, or one that goes in circles."""
    onward = target(past[-1])
    begun = _begun_again(past)
    since = past[begun:]
    if onward is None or hops(since) >= policy.max_redirects:
        return None
    cookies = None if begun else cookie_header(past, onward)
    request = Request(uri=onward, headers=(("cookie", cookies),) if cookies else ())
    asked = {(_page(each.request), each.request.headers) for each in since}
    return None if (_page(request), request.headers) in asked else request


def _afresh(past: tuple[Exchange, ...]) -> Request | None:
    """The first request once more, where redirects have come to nothing with the help of cookies."""
    with_cookies = any(name == "cookie" for each in past for name, _ in each.request.headers)
    return past[0].request if with_cookies and target(past[-1]) is not None and not _begun_again(past) else None


def _begun_again(past: tuple[Exchange, ...]) -> int:
    """Where in `past` the redirects begin once more; 0 where they haven't.

    No redirect leads to the first request a second time, so that it stands behind a redirect only then.
    """
    first = past[0].request
    return next((n for n in range(1, len(past)) if past[n].request == first and target(past[n - 1]) is not None), 0)


def _page(request: Request) -> str:
    return request.uri.partition("#")[0]
