import base64
import io
import json
from datetime import UTC, datetime

import pytest
from rich.console import Console

from daemonry.cli.decoded import decode_token, token_view
from daemonry.cli.errors import CommandError, ExitCode

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
CLAIMS = {
    "aud": "6f9a1c8e-3f0a-4c57-9d0c-0c1f8d0a9b11",
    "iat": 1772366100,
    "exp": 1772370000,
    "roles": ["ToDoList.Read.All", "ToDoList.ReadWrite.All"],
    "idtyp": "app",
}


def encode(part):
    text = part if isinstance(part, bytes) else json.dumps(part).encode()
    return base64.urlsafe_b64encode(text).decode().rstrip("=")


def token(claims=CLAIMS, header=None):
    return f"{encode(header or {'alg': 'RS256', 'kid': 'k1'})}.{encode(claims)}.c2ln"


def shown(text, **options):
    console = Console(file=io.StringIO(), width=100)
    console.print(token_view(decode_token(text), NOW, **options))
    return console.file.getvalue()


def test_header_claims_and_roles_are_read():
    decoded = decode_token(token())
    assert decoded.header == {"alg": "RS256", "kid": "k1"}
    assert decoded.claims == CLAIMS
    assert decoded.roles == ("ToDoList.Read.All", "ToDoList.ReadWrite.All")


def test_times_are_told_in_utc():
    assert decode_token(token()).times() == {
        "iat": "2026-03-01 11:55:00Z",
        "exp": "2026-03-01 13:00:00Z",
    }


def test_people_see_how_long_a_token_lasts():
    text = shown(token())
    assert "2026-03-01 13:00:00Z" in text
    assert "expires in 60 minutes" in text
    assert "5 minutes ago" in text


def test_people_see_that_a_token_has_expired():
    assert "expired 3 days ago" in shown(token({"exp": 1772366400 - 3 * 86400}))


def test_claims_are_explained():
    assert "the API it is for" in shown(token())


def test_a_choice_of_claims_tells_which_are_absent():
    text = shown(token({"aud": "x", "iat": 1}), only=("aud", "roles"))
    assert [line.split()[:2] for line in text.splitlines()[1:]] == [
        ["aud", "x"],
        ["roles", "absent"],
    ]


@pytest.mark.parametrize("prefix", ["Bearer ", "  ", "\n"])
def test_what_is_often_copied_along_with_a_token_does_no_harm(prefix):
    assert decode_token(prefix + token() + "\n").claims == CLAIMS


@pytest.mark.parametrize("time", ["soon", True, None, -1, 10**15, float("nan"), [1]])
def test_a_time_that_is_none_is_shown_as_it_is(time):
    decoded = decode_token(token({"exp": time}))
    assert decoded.times() == {}
    assert "exp" in shown(token({"exp": time}))


@pytest.mark.parametrize(
    "text",
    ["", "opaque-token", "a.b", "a.b.c.d.e", "a.b.c", f"{encode([1])}.{encode({})}.x"],
)
def test_something_that_is_no_token_is_refused_with_advice(text):
    with pytest.raises(CommandError, match="no JSON Web Token") as refused:
        decode_token(text)
    assert refused.value.code is ExitCode.USAGE
    assert refused.value.hint


def test_bytes_that_are_no_text_are_refused_with_advice():
    with pytest.raises(CommandError, match="no JSON Web Token"):
        decode_token(f"{encode(bytes([255, 254]))}.{encode({})}.x")
