"""A host name in, the domain that somebody has registered it under out, by the Public Suffix List of Mozilla."""

from __future__ import annotations

from functools import cache

from publicsuffixlist import PublicSuffixList


def registrable(host: str) -> str | None:
    """The registered domain that a host belongs to: `example.co.uk` of `www.example.co.uk`.

    None for an address, for a name of one label, and for a public suffix itself. Only suffixes of registries count
    (its ICANN section): `github.io` is somebody's own.
    """
    if ":" in host or host.rpartition(".")[2].isdecimal():
        return None
    return _suffixes().privatesuffix(host)


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList(only_icann=True)
