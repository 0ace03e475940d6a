"""What a server asks of the system: privacy on the machine, and room for connections."""

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

    Keys and secrets are in memory in clear (PR_SET_DUMPABLE(2const)). And let as many
    files be open as the system allows: each connection is one, and the usual soft limit
    of 1,024 is for programs that use select (getrlimit(2)). Everything is as
    before afterwards. Where the system has no such call, that part is left out.
    """
    mask = os.umask(_OWNER_ONLY)
    soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, hard))
    files = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (files[1], files[1]))
    before = is_dumpable()
    _set_dumpable(0)
    try:
        yield
    finally:
        _set_dumpable(int(before))
        resource.setrlimit(resource.RLIMIT_NOFILE, files)
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
