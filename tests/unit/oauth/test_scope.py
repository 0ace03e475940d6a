"""``.default`` and nothing else."""

import pytest

from daemonry.oauth.errors import OAuthError
from daemonry.oauth.scope import parse_default_scope


@pytest.mark.parametrize(
    ("scope", "resource"),
    [
        ("api://x/.default", "api://x"),
        ("https://x//.default", "https://x/"),
        ("11111111-1111-1111-1111-111111111111/.default", "11111111-1111-1111-1111-111111111111"),
        ("  api://x/.default ", "api://x"),
        ("api://x/.default api://x/.default", "api://x"),
        ("openid profile offline_access api://x/.default", "api://x"),
    ],
)
def test_one_suffix_is_taken_off(scope, resource):
    assert parse_default_scope(scope) == resource


@pytest.mark.parametrize(
    ("scope", "code"),
    [
        ("api://x/ToDoList.Read.All", 1002012),
        ("User.Read", 1002012),
        ("openid", 1002012),
        (".default", 1002012),
        ("/.default", 1002012),
        ("   ", 1002012),
        ("openid profile", 1002012),
        ("api://x/.default api://x/Read", 70011),
        ("api://x/.default api://y/.default", 700022),
    ],
)
def test_anything_else_is_refused(scope, code):
    with pytest.raises(OAuthError) as caught:
        parse_default_scope(scope)
    assert caught.value.refusal.aadsts == code
