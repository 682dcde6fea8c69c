"""An IP address comes in, whether it belongs to the public internet goes out.

A citation must not make us ask a machine in our own house: documents are written by strangers.

| refused                                     | authority                                                     |
|---------------------------------------------|---------------------------------------------------------------|
| private, loopback, link-local, unspecified, | IANA special-purpose address registries (RFC 6890), as        |
| reserved, documentation, CGNAT 100.64/10    | `ipaddress` has them: everything that is not global           |
| multicast                                   | RFC 5771, RFC 4291 section 2.7                                |
| IPv6 that carries a refused IPv4 address    | mapped (RFC 4291), 6to4 (RFC 3056), NAT64 (RFC 6052)          |
| Teredo, local-use NAT64, site-local         | RFC 4380, RFC 8215, RFC 3879: they lead anywhere or nowhere   |
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

_NAT64 = IPv6Network("64:ff9b::/96")
_NAT64_LOCAL = IPv6Network("64:ff9b:1::/48")


def literal(host: str) -> IPv4Address | IPv6Address | None:
    """The address that a host is written as, or None for a name."""
    try:
        return ip_address(host.partition("%")[0])
    except ValueError:
        return None


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether an address may be asked by someone who follows a stranger's link."""
    if isinstance(address, IPv6Address):
        if address in _NAT64:
            return is_public(IPv4Address(int(address) & 0xFFFF_FFFF))
        inner = address.ipv4_mapped or address.sixtofour
        if inner is not None:
            return is_public(inner)
        if address.teredo is not None or address in _NAT64_LOCAL or address.is_site_local:
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved
