"""S4: the claims of a token are a subset of what was granted, whatever a request says."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daemonry.model.application import ApiSettings, Application, AppRole, OptionalClaim
from daemonry.model.application import OptionalClaims as Listed
from daemonry.model.ids import AppId, ObjectId, RoleId, TenantId
from daemonry.model.service_principal import ServicePrincipal
from daemonry.model.signing_key import SigningKey
from daemonry.model.tenant import Tenant
from daemonry.oauth.errors import OAuthError
from daemonry.oauth.metadata import Authority
from daemonry.oauth.token_request import parse_token_request
from daemonry.ports import Entitlement
from daemonry.tokens.authenticate import AuthenticatedClient
from daemonry.tokens.authorize import RequestedResource, authorize
from daemonry.tokens.claims import Decision, complete, constant_claims, unrepeatable
from daemonry.tokens.optional_claims import CARRIED, WITHOUT_EFFECT

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from daemonry.tokens.authorize import GrantedRoles

NOW = datetime(2026, 6, 1, tzinfo=UTC)
TID = TenantId("11111111-1111-4111-8111-111111111111")
KEY = SigningKey(TID, "kid", "RS256", b"", b"", NOW, NOW)
ROLES = tuple(f"Role.{number}" for number in range(5))
NAMES = st.sampled_from([*CARRIED, *WITHOUT_EFFECT, "roles", "sub", "oid", "scp", "wids"])
OWN = {"aud", "iss", "iat", "nbf", "exp", "aio", "azp", "azpacr", "appid", "appidacr"} | {
    "idp",
    "oid",
    "rh",
    "roles",
    "sub",
    "tid",
    "uti",
    "ver",
}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(["cp1", "CP1", "admin", "*"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(NAMES | st.sampled_from(["values", "value", "essential"]), inner)
    ),
    max_leaves=12,
)
WANTED = st.fixed_dictionaries({}, optional={"values": JSON, "value": JSON, "essential": JSON})
CHALLENGES = st.one_of(
    JSON,
    st.dictionaries(
        st.sampled_from(["access_token", "id_token", "roles"]),
        st.dictionaries(NAMES, WANTED | JSON, max_size=4),
        max_size=3,
    ),
)


class Granted:
    """``ports.TokenDirectory`` as far as authorising asks it."""

    def __init__(self, role_ids: frozenset[str]) -> None:
        self._entitlement = Entitlement(role_ids)

    async def assigned_roles(self, *_: str) -> Entitlement:
        return self._entitlement


def application(letter: str, **more: Any) -> Application:
    guid = f"{letter * 8}-0000-4000-8000-000000000000"
    return Application(TID, ObjectId(guid), AppId(guid), letter, NOW, **more)


def principal(of: Application) -> ServicePrincipal:
    return ServicePrincipal(TID, of.object_id, of.app_id, of, NOW)


def at_once(coroutine: Coroutine[Any, Any, GrantedRoles]) -> GrantedRoles:
    """Return the result of a coroutine that never has to wait."""
    try:
        coroutine.send(None)
    except StopIteration as done:
        roles: GrantedRoles = done.value
        return roles
    raise AssertionError("It waited.")


def token_for(
    granted: set[str], listed: list[str], version: int, body: dict[str, str]
) -> dict[str, Any]:
    """Return the claims that the whole path from form to signing input makes."""
    request = parse_token_request(
        urlencode(body).encode(),
        content_type=b"application/x-www-form-urlencoded",
        authorization=b"",
        query=b"",
        version=2,
    )
    role_ids = {value: RoleId(f"{n}" * 8) for n, value in enumerate(ROLES)}
    api = application(
        "a",
        app_roles=tuple(
            AppRole(role_id, value, value, value, ("Application",))
            for value, role_id in role_ids.items()
        ),
        optional_claims=Listed(access_token=tuple(OptionalClaim(name) for name in listed)),
        api=ApiSettings(requested_access_token_version=version),
    )
    daemon = application("d")
    client = AuthenticatedClient(daemon, principal(daemon), "clientSecret", "k", "1")
    resource = RequestedResource(principal(api), api.app_id)
    directory: Any = Granted(frozenset(role_ids[value] for value in granted))
    decision = Decision(
        client,
        resource,
        at_once(authorize(directory, client, resource)),
        Tenant(TID, "Contoso", "contoso", (), NOW),
    )
    constant = constant_claims(
        decision,
        authority=Authority("https://localhost", TID, False),
        key=KEY,
        capabilities=request.capabilities,
    )
    text = complete(constant, now=1, lifetime=3600, fresh=unrepeatable(bytes(32))).split(b".")[1]
    claims: dict[str, Any] = json.loads(base64.urlsafe_b64decode(text + b"=" * (-len(text) % 4)))
    return claims


@pytest.mark.slow
@given(
    granted=st.sets(st.sampled_from(ROLES)),
    listed=st.lists(NAMES, max_size=6),
    version=st.sampled_from([1, 2]),
    challenge=CHALLENGES,
    more=st.dictionaries(st.sampled_from(["roles", "idtyp", "sub", "nonce"]), st.text(max_size=5)),
)
@settings(deadline=None, max_examples=2000)
def test_s4_a_token_holds_what_was_granted_whatever_the_request_says(
    granted: set[str],
    listed: list[str],
    version: int,
    challenge: object,
    more: dict[str, str],
) -> None:
    body = {
        "grant_type": "client_credentials",
        "client_id": "d",
        "client_secret": "s",
        "scope": "a/.default",
    }
    calm = token_for(granted, listed, version, body)
    try:
        claims = token_for(
            granted, listed, version, body | more | {"claims": json.dumps(challenge)}
        )
    except OAuthError as refusal:
        assert refusal.refusal.aadsts == 9002313
        return
    assert claims.get("roles", []) == [role for role in ROLES if role in granted]
    assert claims.keys() <= OWN | (CARRIED.keys() & set(listed))
    assert claims.pop("xms_cc", ["cp1"]) == ["cp1"]
    assert claims == calm
