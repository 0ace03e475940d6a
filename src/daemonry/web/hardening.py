"""Keeping a server's memory and files from others on the machine."""

from __future__ import annotations

import ctypes
import os
import resource
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_PR_GET_DUMPABLE: Final = 3
_PR_SET_DUMPABLE: Final = 4
_OWNER_ONLY: Final = 0o077


@contextmanager
def hardened_process() -> Iterator[None]:
    """Let nobody else of this user read the memory, dump no core, make private files only.

    Keys and secrets are in memory in clear (PR_SET_DUMPABLE(2const)). Everything is as
    before afterwards. Where the system has no such call, that part is left out.
    """
    mask = os.umask(_OWNER_ONLY)
    soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, hard))
    before = is_dumpable()
    _set_dumpable(0)
    try:
        yield
    finally:
        _set_dumpable(int(before))
        resource.setrlimit(resource.RLIMIT_CORE, (soft, hard))
        os.umask(mask)


def is_dumpable() -> bool:
    """Tell whether other processes of this user may read this one's memory."""
    prctl = _prctl()
    return prctl is None or prctl(_PR_GET_DUMPABLE, 0, 0, 0, 0) == 1


def _set_dumpable(value: int) -> None:
    prctl = _prctl()
    if prctl is not None:
        prctl(_PR_SET_DUMPABLE, value, 0, 0, 0)


def _prctl() -> ctypes._NamedFuncPointer | None:
    return getattr(ctypes.CDLL(None), "prctl", None)
