"""A look that ended in a fault of TLS in, what tells more about the fault out.

1. Who presents a certificate that doesn't hold is asked once more without verifying it, for one thing alone: whether a
   server answers there, and with what status. No cookie and no other header of the look is sent.
2. What it answers is nobody's word, so that its body, its headers and its redirects are thrown away: the look ends in
   the fault, with the status beside it.
3. A server that speaks plain HTTP where TLS is due has said all there is to say.
"""

from __future__ import annotations

from dataclasses import replace

from auditor.model import TLS_FAULTS, Exchange, Failure, FailureKind, Request, Response, Terms
from auditor.probe import Send

_WORTH_IT = TLS_FAULTS - {FailureKind.TLS_PLAIN}


def unverified(past: tuple[Exchange, ...]) -> Send | None:
    """The request that asks who is behind a certificate that doesn't hold; None where the end is another."""
    last = past[-1]
    if not isinstance(last.outcome, Failure) or last.outcome.kind not in _WORTH_IT:
        return None
    request = Request(uri=last.request.uri, max_body_bytes=0, terms=Terms.UNVERIFIED)
    return Send(request=request, fresh_connection=True)


def classified(fault: Exchange, behind: Exchange) -> Exchange:
    """The exchange that ends the look: the fault, and what is `behind` it."""
    if not isinstance(fault.outcome, Failure):
        raise TypeError(fault.outcome)
    match behind.outcome:
        case Response(status=status):
            answers = f"without verifying it, {status} answers"
        case Failure(kind=kind):
            answers = f"without verifying it: {kind.value}"
    detail = f"{fault.outcome.detail}; {answers}" if fault.outcome.detail else answers
    return replace(behind, outcome=Failure(kind=fault.outcome.kind, detail=detail))
