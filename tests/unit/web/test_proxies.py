"""Forwarded addresses count only from listed proxies, and only what those wrote (T10)."""

from __future__ import annotations

import pytest

from daemonry.web.proxies import trust
from daemonry.web.requests import headers_by_name

PROXY, CLIENT = "10.0.0.1", "203.0.113.7"

CASES = {
    "no proxy is listed": ((), PROXY, {"x-forwarded-for": CLIENT}, PROXY),
    "a stranger forwards": ((PROXY,), CLIENT, {"x-forwarded-for": "1.2.3.4"}, CLIENT),
    "the proxy forwards": ((PROXY,), PROXY, {"x-forwarded-for": CLIENT}, CLIENT),
    "the client wrote a hop before": (
        (PROXY,),
        PROXY,
        {"x-forwarded-for": f"1.2.3.4, {CLIENT}"},
        CLIENT,
    ),
    "two proxies in a row": (
        ("10.0.0.0/8",),
        PROXY,
        {"x-forwarded-for": f"1.2.3.4, {CLIENT}, 10.9.9.9"},
        CLIENT,
    ),
    "only proxies": (("10.0.0.0/8",), PROXY, {"x-forwarded-for": "10.1.1.1, 10.2.2.2"}, "10.1.1.1"),
    "a name is no address": ((PROXY,), PROXY, {"x-forwarded-for": "localhost"}, PROXY),
    "a name before a proxy": (
        ("10.0.0.0/8",),
        PROXY,
        {"x-forwarded-for": "evil.example, 10.2.2.2"},
        "10.2.2.2",
    ),
    "an address with a port is no address": (
        (PROXY,),
        PROXY,
        {"x-forwarded-for": f"{CLIENT}:80"},
        PROXY,
    ),
    "RFC 7239": ((PROXY,), PROXY, {"forwarded": f"for={CLIENT};proto=https;by={PROXY}"}, CLIENT),
    "RFC 7239, quoted with a port": (
        (PROXY,),
        PROXY,
        {"forwarded": 'proto=https;for="[2001:db8::1]:4711"'},
        "2001:db8::1",
    ),
    "RFC 7239, hidden": ((PROXY,), PROXY, {"forwarded": "for=_secret"}, PROXY),
    "both headers at once": (
        (PROXY,),
        PROXY,
        {"forwarded": f"for={CLIENT}", "x-forwarded-for": "1.2.3.4"},
        PROXY,
    ),
    "IPv4 in IPv6 clothes": ((PROXY,), f"::ffff:{PROXY}", {"x-forwarded-for": CLIENT}, CLIENT),
    "an empty header": ((PROXY,), PROXY, {"x-forwarded-for": ""}, PROXY),
    "no peer": ((PROXY,), "", {"x-forwarded-for": CLIENT}, ""),
}


@pytest.mark.spec("RFC 7239", "5.2")
@pytest.mark.parametrize("case", CASES)
def test_t10_the_last_hop_that_is_no_listed_proxy_wins(case):
    networks, peer, headers, expected = CASES[case]
    sent = {name.encode(): value.encode() for name, value in headers.items()}
    assert trust(networks).address_of(peer, sent) == expected


def test_t10_a_line_of_its_own_that_the_proxy_appends_is_read_last():
    lines = [(b"x-forwarded-for", b"1.2.3.4"), (b"x-forwarded-for", CLIENT.encode())]
    assert trust([PROXY]).address_of(PROXY, headers_by_name(lines)) == CLIENT


def test_of_other_headers_the_first_counts():
    assert headers_by_name([(b"host", b"a"), (b"host", b"b")]) == {b"host": b"a"}
