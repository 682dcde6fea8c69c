"""What stands before a page: the answers of bot walls, with the marks that tell whose they are.

| wall                   | status | mark                                                                |
|------------------------|--------|---------------------------------------------------------------------|
| `cloudflare`           | 403    | `cf-mitigated: challenge`; title "Just a moment..."                  |
| `datadome`             | 401    | `x-datadome: protected`; captcha-delivery.com (Reuters)              |
| `akamai`               | 403    | `Server: AkamaiGHost`, "Access Denied" and a reference number         |
| `aws_challenge`        | 202    | `x-amzn-waf-action: challenge`, next to no body                       |
| `aws_captcha`          | 405    | `x-amzn-waf-action: captcha`; title "Human Verification"              |
| `imperva`              | 200    | a page of nothing but "Incapsula incident ID"                         |
| `linkedin`             | 999    | the status itself                                                     |

The marks are those of the vendors' documentation and of recorded answers; the rest of each page is ours.
"""

from __future__ import annotations

from tests.web.behaviours.answers import Headers, answer
from tests.web.server import Behaviour


def _wall(status: int, title: str, body: str, headers: Headers) -> Behaviour:
    page = f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{body}</body></html>"
    return answer(status, page, headers=[*headers, ("Cache-Control", "no-store")])


def cloudflare() -> Behaviour:
    """A challenge that wants a browser."""
    script = (
        "<script>window._cf_chl_opt={cType:'managed'};</script>"
        "<script src='/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1'></script>"
    )
    headers = [("Server", "cloudflare"), ("CF-RAY", "9f00000000000000-FRA"), ("cf-mitigated", "challenge")]
    return _wall(403, "Just a moment...", f"<noscript>Enable JavaScript to continue</noscript>{script}", headers)


def datadome(host: str = "reuters.com") -> Behaviour:
    """The 401 of Reuters: no WWW-Authenticate, a captcha instead."""
    body = (
        '<p id="cmsg">Please enable JS and disable any ad blocker</p>'
        "<script>var dd={'rt':'c','host':'geo.captcha-delivery.com'}</script>"
        '<script src="https://ct.captcha-delivery.com/c.js"></script>'
    )
    cookie = "datadome=0000; Max-Age=31536000; Path=/; Secure; SameSite=Lax"
    headers = [
        ("Server", "CloudFront"),
        ("X-DataDome", "protected"),
        ("X-DD-B", "3"),
        ("X-DataDome-CID", "0000"),
        ("Set-Cookie", cookie),
    ]
    return _wall(401, host, body, headers)


def akamai() -> Behaviour:
    """Denied at the edge."""
    body = (
        "<h1>Access Denied</h1>You don't have permission to access this on this server.<p>"
        "Reference&#32;&#35;18&#46;2d351ab8&#46;1557333295&#46;a4e16ab</p>"
        "<p>https&#58;&#47;&#47;errors&#46;edgesuite&#46;net&#47;18&#46;2d351ab8</p>"
    )
    return _wall(403, "Access Denied", body, [("Server", "AkamaiGHost"), ("Mime-Version", "1.0")])


def aws_challenge() -> Behaviour:
    """A silent challenge."""
    return answer(202, headers=[("Server", "awselb/2.0"), ("x-amzn-waf-action", "challenge")])


def aws_captcha() -> Behaviour:
    """A puzzle for people."""
    body = '<script src="https://0000.edge.captcha.awswaf.com/captcha.js"></script>'
    return _wall(405, "Human Verification", body, [("Server", "CloudFront"), ("x-amzn-waf-action", "captcha")])


def imperva() -> Behaviour:
    """A wall that calls itself well: 200."""
    body = (
        '<iframe src="/_Incapsula_Resource?SWUDNSAI=31&xinfo=0-0">'
        "Request unsuccessful. Incapsula incident ID: 0000-000000000000000000</iframe>"
    )
    return _wall(200, "", body, [("X-Iinfo", "0-0-0 NNNN RT(0 0)"), ("X-CDN", "Imperva")])


def linkedin() -> Behaviour:
    """A status of its own."""
    return _wall(999, "", "<script>window.location.href='/authwall'</script>", [])
