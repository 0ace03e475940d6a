"""What one process counts of its requests. A token request pays two additions for it.

Labels are bounded: the endpoint's version, an AADSTS code, a route's template, a
status; a tenant's identifier only where the operator wants that. Nothing that a client
chose becomes one.
"""

from __future__ import annotations

from time import perf_counter_ns
from typing import Final

from daemonry.model.distribution import Distribution

MANAGED_IDENTITY: Final = 0
"""Stands for the endpoints of managed identities where versions of the token endpoint stand."""

NO_ROUTE: Final = "(none)"
"""The label of what a client made up: a path that is no route, a method that is none of HTTP's."""

_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class Counts:
    """Totals since the process started; see ``watching/catalogue.py`` for what they mean.

    ``by_tenant`` tells the token endpoint to name tenants.
    """

    def __init__(self, *, by_tenant: bool = False) -> None:
        self.by_tenant = by_tenant
        self.tokens: dict[tuple[int, int, str], int] = {}
        self.issued = Distribution()
        self.refused = Distribution()
        self.requests: dict[tuple[str, str, int], int] = {}
        self.answered: dict[str, Distribution] = {}

    def token(self, version: int, code: int, tenant: str, began_ns: int) -> None:
        """Count a token request that is decided; ``code`` is its AADSTS code, 0 for a token."""
        key = (version, code, tenant)
        self.tokens[key] = self.tokens.get(key, 0) + 1
        (self.refused if code else self.issued).add(perf_counter_ns() - began_ns)

    def request(self, surface: str, method: str, route: str, status: int, began_ns: int) -> None:
        """Count any other request that was answered."""
        key = (method, route, status)
        self.requests[key] = self.requests.get(key, 0) + 1
        self.answered.setdefault(surface, Distribution()).add(perf_counter_ns() - began_ns)


def method_label(method: str) -> str:
    """Return the method if it is one of HTTP's usual ones."""
    return method if method in _METHODS else NO_ROUTE
