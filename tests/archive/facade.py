"""Two WARC files come in; an archive in the Internet Archive's dialect, and one in plain Memento, go out on loopback.

Runs inside the environment `.pywb`, as a process of its own:  python facade.py DIRECTORY
DIRECTORY holds web.warc.gz, wayback.warc.gz and excluded.json; `preserved`, if there, is a folder of WARC and CDXJ
files that is shown as it is; with a file `fuzzy` pywb keeps its own rules. Prints {"port": N}; ends when its stdin does.

| path                                | answered by                                                              |
|-------------------------------------|--------------------------------------------------------------------------|
| `/cdx/search/cdx`                   | the index of pywb, its rows in the Archive's form                         |
| `/web/<URI-R>` + Accept-Datetime    | pywb's TimeGate; 307 becomes the Archive's 302 with its reason            |
| `/web/<ts>[id_]/<URI-R>`            | pywb's playback; never archived and excluded as the Archive puts them     |
| `/wayback/…`                        | a second collection, untouched: Memento (RFC 7089) as pywb speaks it      |
| `/preserved/…`                      | the folder of that name, by its own index                                |
| `POST /_fault`                      | script a fault: {path, times, status, body, headers, delay_s, drop, …}    |
| `POST /_well`                       | no more faults                                                           |
| `GET /_requests`                    | what has been asked so far: [{method, path, headers, at_s}]                |
"""

# ruff: noqa: E402 (gevent patches first)

from __future__ import annotations

from gevent.monkey import patch_all

patch_all()  # before anything that opens a socket

import gzip
import json
import os
import re
import shutil
import socket
import sys
import time
from functools import cache
from pathlib import Path
from urllib.parse import urlencode, urljoin

import gevent
from gevent.pywsgi import WSGIHandler, WSGIServer
from pywb.apps.frontendapp import FrontEndApp
from pywb.manager.manager import main as wb_manager
from pywb.utils.canonicalize import canonicalize
from werkzeug.test import Client, run_wsgi_app
from werkzeug.wrappers import Request, Response

COLLECTIONS = ("web", "wayback")
CDX_FIELDS = ("urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length")
PYWB_FIELDS = {"original": "url", "mimetype": "mime", "statuscode": "status"}
BOMB_BYTES = 64 * 1024**2
TOO_MANY = (
    "<html><body><h1>429 Too Many Requests</h1>\n"
    "You have sent too many requests in a given amount of time.\n</body></html>\n"
)
BLOCKED = (
    "org.archive.util.io.RuntimeIOException: "
    "org.archive.wayback.exception.AdministrativeAccessControlException: Blocked Site Error"
)
ERROR_PAGE = (
    '<!DOCTYPE html><html lang="en"><head><title>Wayback Machine</title></head>'
    '<body><div id="error"><h1>{title}</h1><p>{text}</p></div></body></html>'
)
EXCLUDED = ERROR_PAGE.format(title="Sorry.", text="This URL has been excluded from the Wayback Machine.")
NEVER = ERROR_PAGE.format(title="Hrm.", text="The Wayback Machine has not archived that URL.")

# pywb's own fuzzy rules take report.pdf?id=8 for report.pdf?id=7: an archive of the tests must not.
RULES = {
    "default_filters": {"fuzzy_search_limit": "100", "not_exts": [], "mimes": [], "url_normalize": []},
    "rules": [{"url_prefix": "", "rewrite": {}}],
}


def build(directory: str) -> None:
    """Index the WARC files of a directory, and write pywb's configuration beside them (JSON is YAML too)."""
    os.chdir(directory)
    shutil.rmtree("collections", ignore_errors=True)
    collections = {}
    for name in COLLECTIONS:
        wb_manager(["init", name])
        wb_manager(["add", name, f"{name}.warc.gz"])
        collections[name] = {
            "index": f"./collections/{name}/indexes/index.cdxj",
            "archive_paths": f"./collections/{name}/archive/",
        }
    collections["web"] |= {"acl_paths": "./excluded.aclj", "default_access": "allow"}
    if Path("preserved").is_dir():
        collections["preserved"] = {"index": "./preserved/", "archive_paths": "./preserved/"}
    config = {
        **({} if Path("fuzzy").exists() else {"rules_file": "./rules.yaml"}),
        "framed_replay": False,
        "enable_memento": True,
        "redirect_to_exact": True,
        "collections": collections,
    }
    keys = {canonicalize(uri): uri for uri in json.loads(Path("excluded.json").read_text())}
    rows = [f"{key} - {json.dumps({'access': 'block', 'url': keys[key]})}\n" for key in sorted(keys, reverse=True)]
    for path, text in (
        ("excluded.aclj", "".join(rows) or "\n"),
        ("rules.yaml", json.dumps(RULES)),
        ("config.yaml", json.dumps(config)),
    ):
        Path(path).write_text(text)


@cache
def bomb():
    """64 MiB of blanks in 64 kB."""
    return gzip.compress(b" " * BOMB_BYTES)


def drip(body, pace_s):
    """The body a byte at a time."""
    for byte in body.encode():
        time.sleep(pace_s)
        yield bytes([byte])


class Facade:
    """A WSGI application in front of pywb's."""

    def __init__(self) -> None:
        self.pywb = FrontEndApp(config_file="config.yaml")
        self.faults = []
        self.requests = []

    def __call__(self, environ, start_response):
        request = Request(environ)
        if request.path == "/_fault":
            self.faults.append(request.get_json())
            return Response("ok")(environ, start_response)
        if request.path == "/_well":
            self.faults.clear()
            return Response("ok")(environ, start_response)
        if request.path == "/_requests":
            return Response(json.dumps(self.requests), mimetype="application/json")(environ, start_response)
        self.requests.append(
            {
                "method": request.method,
                "path": request.full_path.removesuffix("?"),
                "headers": dict(request.headers),
                "at_s": time.time(),
            }
        )
        return self.respond(request, environ)(environ, start_response)

    def respond(self, request, environ):
        """The response of a scripted fault, or the real one."""
        fault = next((each for each in self.faults if each["times"] and request.path.startswith(each["path"])), None)
        if fault:
            fault["times"] -= 1
            time.sleep(fault.get("delay_s", 0))
            if fault.get("drop"):
                environ["archive.socket"].shutdown(socket.SHUT_RDWR)
            if fault.get("status"):
                body = TOO_MANY if fault.get("body") is None else fault["body"]
                headers = {"Content-Type": "text/html", **(fault.get("headers") or {})}
                if fault.get("bomb"):
                    body, headers = bomb(), {**headers, "Content-Encoding": "gzip"}
                if fault.get("drip_s"):
                    return Response(drip(body, fault["drip_s"]), fault["status"], headers=headers)
                return Response(body, fault["status"], headers=headers)
        if request.path == "/cdx/search/cdx":
            return self.cdx(request.args)
        if request.path.startswith("/web/"):
            return self.playback(request, environ)
        return self.pywb

    def cdx(self, args):
        """The Archive's CDX server: exact filters, limits from either end, JSON with a header row."""
        if not args.get("url"):
            return Response("", 400, content_type="text/plain")
        rows = self.rows(args)
        if any(row.get("access") == "block" for row in rows):
            headers = {"X-Archive-Wayback-Runtime-Error": BLOCKED, "X-ts": "403"}
            return Response(BLOCKED + "\n", 403, headers=headers, content_type="text/plain;charset=UTF-8")
        fields = (args.get("fl") or ",".join(CDX_FIELDS)).split(",")
        table = [[str(row.get(PYWB_FIELDS.get(field, field)) or "-") for field in fields] for row in rows]
        if args.get("output") == "json":
            lines = ",\n".join(json.dumps(row) for row in ([fields, *table] if table else []))
            return Response(f"[{lines}]\n", content_type="application/json")
        return Response("".join(" ".join(row) + "\n" for row in table), content_type="text/plain;charset=UTF-8")

    def rows(self, args):
        """The rows of pywb's index for a query of the Archive's kind."""
        query = [("url", args["url"]), ("output", "json"), ("allowFuzzy", "false")]
        query += [(key, args[key]) for key in ("from", "to", "matchType", "sort", "closest") if args.get(key)]
        for each in args.getlist("filter"):
            # The Archive matches the whole field; pywb's `~` matches its beginning.
            no, field, pattern = re.match(r"(!?)(\w+):(.*)", each).groups()
            query.append(("filter", f"{no}~{PYWB_FIELDS.get(field, field)}:(?:{pattern})$"))
        answer = Client(self.pywb).get("/web/cdx?" + urlencode(query))
        rows = [json.loads(line) for line in answer.get_data(as_text=True).splitlines() if line.strip()]
        limit = int(args.get("limit") or 0)
        return rows[:limit] if limit > 0 else rows[limit:]

    def playback(self, request, environ):
        """TimeGate and playback in the Archive's words; what was archived keeps its own status."""
        body, status, headers = run_wsgi_app(self.pywb, environ, buffered=True)
        code = int(status.split()[0])
        location = headers.get("Location", "")
        if "Memento-Datetime" in headers:
            raw = re.match(r"/web/(\d+id_)/(.+)", request.full_path)
            if raw and location:
                # The Archive keeps those who follow an archived redirect inside the archive, raw playback too.
                headers["Location"] = f"{request.host_url}web/{raw[1]}/{urljoin(raw[2], location)}"
        elif code == 307:
            code = 302
            found = re.search(r"/web/(\d+)", location)
            headers["X-Archive-Redirect-Reason"] = f"found capture at {found[1]}" if found else "archived elsewhere"
        elif code in (404, 451):
            page, code = (NEVER, 404) if code == 404 else (EXCLUDED, 200)
            return Response(page, code, headers={"X-ts": str(code)}, content_type="text/html; charset=utf-8")
        headers["X-ts"] = str(code)
        return Response(body, code if code < 600 else status, headers=headers)


class Handler(WSGIHandler):
    """Hands its socket to the application, which may drop the connection."""

    def get_environ(self):
        """The usual environment and the socket."""
        return {**super().get_environ(), "archive.socket": self.socket}


def main() -> None:
    """Build, serve on a free port, say which one, and stop when stdin ends."""
    out = sys.stdout
    sys.stdout = sys.stderr  # wb-manager and pywb are talkative; stdout has one line
    build(sys.argv[1])
    server = WSGIServer(("127.0.0.1", 0), Facade(), log=None, error_log=None, handler_class=Handler)
    server.start()
    print(json.dumps({"port": server.server_port}), file=out, flush=True)
    gevent.get_hub().threadpool.apply(sys.stdin.read)
    server.stop(timeout=0)


if __name__ == "__main__":
    main()
