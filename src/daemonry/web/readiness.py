"""Telling load balancers whether this process wants further requests."""

from __future__ import annotations


class Readiness:
    """Whether this process wants to be sent further requests; ``/readyz`` tells it."""

    def __init__(self) -> None:
        self.is_withdrawn = False

    def withdraw(self) -> None:
        """Ask to be sent nothing more; what comes nevertheless is served."""
        self.is_withdrawn = True
