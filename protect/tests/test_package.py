"""The package as it is installed: what it brings along, and whether its README is true."""

import re
import subprocess
import sys
from dataclasses import fields
from importlib.metadata import requires
from pathlib import Path

import httpx2
import pytest

import daemonry_protect
from daemonry_protect import Settings

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```", README, re.DOTALL)

pytestmark = pytest.mark.anyio


def test_neither_the_server_nor_a_framework_is_imported():
    program = (
        "import sys, daemonry_protect, daemonry_protect.testing;"
        "print(*{name.split('.')[0] for name in sys.modules})"
    )
    result = subprocess.run(  # noqa: S603 - our own interpreter, our own text
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert not {"daemonry", "starlette", "fastapi", "pydantic"} & set(result.stdout.split())


def test_two_dependencies_are_enough():
    needed = [line for line in requires("daemonry-protect") or [] if "extra ==" not in line]
    assert {re.split(r"[<>=]", line)[0] for line in needed} == {"httpx2", "joserfc"}


def test_types_are_shipped():
    assert (Path(daemonry_protect.__file__).parent / "py.typed").exists()


def test_every_setting_is_described_with_its_default():
    rows = dict(re.findall(r"^\| `([a-z_]+)` \| ([^|]+) \|", README, re.MULTILINE))
    defaults = {field.name: field.default for field in fields(Settings)}
    del defaults["authority"], defaults["audiences"]
    assert set(rows) == set(defaults)
    for name, default in defaults.items():
        if isinstance(default, int):
            assert rows[name].strip("` ") == str(default).lower()


@pytest.fixture
def environment(monkeypatch, authority, audience):
    monkeypatch.setenv("PROTECT_AUTHORITY", authority.authority)
    monkeypatch.setenv("PROTECT_AUDIENCE", audience)


def run(example, validator):
    """Run an example with the validator of the test in the place of a networked one."""
    names = {"validator": validator}
    program = example.replace("TokenValidator(Settings.from_environment())", "validator")
    exec(compile(program, "README.md", "exec"), names)  # noqa: S102 - our own README
    return names


async def status(app, method, token=None):
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    transport = httpx2.ASGITransport(app)
    async with httpx2.AsyncClient(transport=transport, base_url="https://api.test") as client:
        return (await client.request(method, "/api/todolist", headers=headers)).status_code


@pytest.mark.parametrize("number", [0, 1], ids=["FastAPI", "ASGI"])
async def test_the_examples_do_what_they_say(validator, authority, audience, number):
    names = run(EXAMPLES[number], validator)
    app = names["app"] if number == 0 else names["application"]
    reader = authority.token(audience, roles=["ToDoList.Read.All"])
    writer = authority.token(audience, roles=["ToDoList.ReadWrite.All"])
    assert await status(app, "GET") == 401
    assert await status(app, "GET", reader) == 200
    assert await status(app, "POST", reader) == 403
    assert await status(app, "POST", writer) in {200, 201}


@pytest.mark.usefixtures("environment")
def test_the_settings_of_the_examples_come_from_the_environment(authority):
    assert Settings.from_environment().authority == authority.authority


async def test_the_authority_for_tests_is_as_easy_as_described():
    names = run(EXAMPLES[2], None)
    access = await names["validator"].validate(names["token"])
    assert access.roles == {"ToDoList.Read.All"}
    with pytest.raises(daemonry_protect.AccessError, match="expired"):
        await names["validator"].validate(names["expired"])
