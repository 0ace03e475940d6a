"""What must be true of the code and of what is shipped, whatever a request says."""

import importlib
import pkgutil
import re
import ssl
import tomllib
from importlib import metadata
from pathlib import Path
from re import _parser as parser  # the tree of an expression has no public name

import pysqlite3
import pytest
from pip._internal.models.index import PyPI

import daemonry
from daemonry.directory.credentials import NewPassword
from daemonry.storage.errors import UnsafeStorageError
from daemonry.storage.sqlite import open_connection, prepare_file, require_safe_library

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src"


def those_who_import(*packages):
    """Return our modules that import these, or what is in them, in whichever place."""
    names = "|".join(map(re.escape, packages))
    mention = re.compile(rf"^\s*(?:import|from) (?:{names})\b", re.MULTILINE)
    return {
        path.relative_to(SOURCE / "daemonry").as_posix()
        for path in SOURCE.rglob("*.py")
        if mention.search(path.read_text())
    }


def test_s14_production_loads_nothing_of_the_local_tenant():
    """A worker loads ``dev`` for a profile of that name only, a program for that command."""
    local = {"cli/dev.py", "cli/dev_api.py", "cli/todo_api.py"}
    assert those_who_import("daemonry.emulator") - local == {"emulator/identities.py"}
    commands = those_who_import(*(f"daemonry.{path[:-3].replace('/', '.')}" for path in local))
    assert commands - local == {"cli/program.py", "cli/worker.py"}
    assert 'if settings.profile == "dev":' in (SOURCE / "daemonry/cli/worker.py").read_text()


def test_k2_no_caller_chooses_a_client_secret():
    assert set(NewPassword.__dataclass_fields__) == {"display_name", "starts_at", "ends_at"}


def test_k10_randomness_comes_from_the_system_only():
    """``random`` can be foretold; what it decides there: when to try again, what to look at."""
    users = [
        path.relative_to(SOURCE).as_posix()
        for path in [*SOURCE.rglob("*.py"), *(ROOT / "protect/src").rglob("*.py")]
        if re.search(r"^\s*(?:import|from) random\b", path.read_text(), re.MULTILINE)
    ]
    assert sorted(users) == [
        "daemonry/storage/postgres_feed.py",
        "daemonry/storage/working_set.py",
    ]


def patterns():
    """Yield every compiled expression in our modules, with where it stands."""
    for found in pkgutil.walk_packages(daemonry.__path__, "daemonry."):
        if found.name != "daemonry.__main__" and "migrations" not in found.name:
            for name, value in vars(importlib.import_module(found.name)).items():
                if isinstance(value, re.Pattern):
                    yield f"{found.name}.{name}", value


def is_nested(tree, *, inside=False):
    """Tell whether something is repeated without bound within what is repeated without bound."""
    for operator, argument in tree:
        match operator:
            case parser.MAX_REPEAT | parser.MIN_REPEAT:
                _, most, inner = argument
                is_endless = most is parser.MAXREPEAT
                if (is_endless and inside) or is_nested(inner, inside=inside or is_endless):
                    return True
            case parser.SUBPATTERN:
                if is_nested(argument[-1], inside=inside):
                    return True
            case parser.BRANCH:
                if any(is_nested(branch, inside=inside) for branch in argument[1]):
                    return True
            case _:
                pass  # a possessive repetition never gives back, a set or a text repeats nothing
    return False


BEGUN_BY_A_SLASH = {"daemonry.odata.query._ORDER", "daemonry.sign_in.continuing._PORTAL"}
"""Each turn of the outer repetition begins with what the inner one cannot match."""


def test_t4_no_expression_nests_repetitions():
    """Such expressions can take time that doubles with each character."""
    assert is_nested(parser.parse("(a+)+b"))
    assert not is_nested(parser.parse("(?:a{1,3})+b*"))
    found = dict(patterns())
    assert len(found) > 20
    nested = {
        where
        for where, pattern in found.items()
        if isinstance(pattern.pattern, str) and is_nested(parser.parse(pattern.pattern))
    }
    assert nested == BEGUN_BY_A_SLASH


@pytest.mark.parametrize(
    ("version", "is_safe"),
    [
        ((3, 51, 3), True),
        ((3, 53, 0), True),
        ((3, 50, 7), True),
        ((3, 44, 6), True),
        ((3, 51, 2), False),
        ((3, 50, 6), False),
        ((3, 45, 3), False),
        ((3, 40, 1), False),
    ],
)
def test_d1_a_library_that_corrupts_is_refused(version, is_safe):
    if is_safe:
        require_safe_library(version)
    else:
        with pytest.raises(UnsafeStorageError, match=r"can corrupt"):
            require_safe_library(version)


def test_d2_every_connection_has_the_pragmas_that_keep_what_was_acknowledged(tmp_path):
    prepare_file(tmp_path / "a.db")
    connection = open_connection(tmp_path / "a.db")
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 5000,
        "mmap_size": 0,
        "trusted_schema": 0,
        "wal_autocheckpoint": 0,
    }
    for name, value in wanted.items():
        assert connection.execute(f"PRAGMA {name}").fetchone() == (value,), name
    connection.close()


def test_p1_every_dependency_is_locked_by_hash():
    packages = tomllib.loads((ROOT / "uv.lock").read_text())["package"]
    assert len(packages) > 100
    for package in packages:
        if package["source"].get("editable"):
            continue
        assert package["source"] == {"registry": PyPI.simple_url}, package["name"]
        files = [*package.get("wheels", ()), *filter(None, [package.get("sdist")])]
        assert files, package["name"]
        assert all(file["hash"].startswith("sha256:") for file in files), package["name"]


FLOORS = {
    "starlette": (1, 3, 1),
    "cryptography": (50, 0),
    "joserfc": (1, 8),
    "httptools": (0, 9),
    "pysqlite3": (0, 6, 1),
}


def test_p2_no_library_is_older_than_its_last_known_flaw():
    for name, least in FLOORS.items():
        installed = tuple(int(part) for part in metadata.version(name).split(".")[:3])
        assert installed >= least, name
    require_safe_library(pysqlite3.sqlite_version_info)
    assert ssl.OPENSSL_VERSION_INFO >= (3, 0)


def test_p3_it_is_told_how_to_report_a_flaw():
    text = (ROOT / "SECURITY.md").read_text()
    for word in ("Report", "three working days", "ninety days", "supported"):
        assert word in text


def test_p4_the_container_and_the_unit_give_no_more_than_is_needed():
    deploy = ROOT / "deploy"
    assert re.search(r"^USER 10001", (deploy / "container/Dockerfile").read_text(), re.MULTILINE)
    unit = (deploy / "systemd/daemonry.service").read_text().splitlines()
    assert {
        "NoNewPrivileges=yes",
        "CapabilityBoundingSet=",
        "ProtectSystem=strict",
        "UMask=0077",
        "LimitCORE=0",
        "StateDirectoryMode=0700",
    } <= set(unit)
    pod = (deploy / "helm/daemonry/templates/deployment.yaml").read_text()
    for line in ("runAsNonRoot: true", "readOnlyRootFilesystem: true", "drop: [ALL]"):
        assert line in pod
    for compose in (deploy / "compose").glob("*.yml"):
        text = compose.read_text()
        for line in ("read_only: true", "cap_drop: [ALL]", "no-new-privileges:true"):
            assert line in text, compose.name
