from __future__ import annotations

import os
import resource
import stat

from daemonry.web.hardening import hardened_process, is_dumpable


def test_p4_a_server_dumps_no_core_is_not_read_by_others_and_makes_private_files(tmp_path):
    before = resource.getrlimit(resource.RLIMIT_CORE), is_dumpable()
    mask = os.umask(0o022)
    try:
        with hardened_process():
            (tmp_path / "made").touch()
            assert stat.S_IMODE((tmp_path / "made").stat().st_mode) == 0o600
            assert resource.getrlimit(resource.RLIMIT_CORE)[0] == 0
            assert not is_dumpable()
        assert (resource.getrlimit(resource.RLIMIT_CORE), is_dumpable()) == before
        assert os.umask(0o022) == 0o022
    finally:
        os.umask(mask)
