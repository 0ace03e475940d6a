"""Which tokens are accepted, what is read from them, and why others are refused."""

from datetime import UTC, datetime

import pytest

from daemonry_protect import ANY_TENANT, AccessError, Settings
from daemonry_protect.testing import APP_ID, OBJECT_ID, TENANT_ID, LocalAuthority

pytestmark = pytest.mark.anyio

OTHER_TENANT = "22222222-2222-4222-8222-222222222222"
API_URI = "api://todo"


async def refusal_of(validator, token):
    with pytest.raises(AccessError) as caught:
        await validator.validate(token)
    return caught.value


async def test_an_application_is_read_from_its_token(validator, authority, audience, clock):
    token = await validator.validate(authority.token(audience, roles=["ToDoList.Read.All"]))

    assert token.app_id == APP_ID
    assert token.object_id == OBJECT_ID
    assert token.tenant_id == TENANT_ID
    assert token.roles == {"ToDoList.Read.All"}
    assert token.scopes == frozenset()
    assert token.is_app_token
    assert token.idtyp == "app"
    assert token.token_id == "AbCdEfGhIjKlMnOpQrStUv"
    assert token.expires_at == datetime.fromtimestamp(clock() + 3600, UTC)
    assert token.claims["aud"] == audience


async def test_a_user_is_read_from_its_token(validator, authority, audience):
    token = await validator.validate(
        authority.token(audience, scopes=["ToDoList.Read", "ToDoList.ReadWrite"])
    )
    assert token.scopes == {"ToDoList.Read", "ToDoList.ReadWrite"}
    assert not token.is_app_token


async def test_a_version_1_token_is_accepted_from_a_version_1_authority(
    clock, make_validator, signing_key
):
    authority = LocalAuthority(version=1, clock=clock, key=signing_key)
    validator = make_validator(settings=authority.settings(API_URI), transport=authority.transport)
    assert authority.issuer.endswith("/")
    token = await validator.validate(authority.token(API_URI, roles=["A"]))
    assert token.app_id == APP_ID


async def test_a_token_shaped_as_entra_makes_them_for_version_2_is_accepted(
    clock, make_validator, audience, signing_key
):
    """Claims and header as the public service sends them to an app-only caller."""
    tid = "72f988bf-86f1-41af-91ab-2d7cd011db47"
    authority = LocalAuthority(tenant_id=tid, clock=clock, key=signing_key)
    token = authority.token(
        audience,
        idtyp=None,
        aio="k2RgYGg4aVD0d3XcnZ4=",
        azpacr="1",
        rh="1.AQEAv4j5cvGGr0GRqy180BHbR2JbAAAAA.",
        xms_ftd="kBc",
        roles=["ToDoList.ReadWrite.All"],
        exp=int(clock()) + 3600.5,
    )
    settings = authority.settings(audience)
    access = await make_validator(settings=settings, transport=authority.transport).validate(token)
    assert access.is_app_token
    assert access.claims["rh"].startswith("1.")


async def test_a_token_shaped_as_entra_makes_them_for_version_1_is_accepted(
    clock, make_validator, signing_key
):
    """``x5t`` in the header, an issuer on another host than the authority's."""
    authority = LocalAuthority(
        version=1, host="login.microsoftonline.com", clock=clock, key=signing_key
    )
    authority.issuer = f"https://sts.windows.net/{TENANT_ID}/"
    claims = {
        "aud": "api://todo/",
        "iss": authority.issuer,
        "iat": int(clock()) - 300,
        "nbf": int(clock()) - 300,
        "exp": int(clock()) + 3600,
        "appid": APP_ID,
        "appidacr": "1",
        "idp": authority.issuer,
        "oid": OBJECT_ID,
        "roles": ["A"],
        "sub": OBJECT_ID,
        "tid": TENANT_ID,
        "uti": "x",
        "ver": "1.0",
    }
    token = authority.sign(claims, {"x5t": signing_key.kid})
    validator = make_validator(
        settings=authority.settings("api://todo/"), transport=authority.transport
    )
    assert (await validator.validate(token)).is_app_token


REFUSED = {
    "expired": ({"lifetime": -301}, "The access token has expired."),
    "not valid yet": ({"nbf": 1_790_000_301}, "not valid yet"),
    "exp absent": ({"exp": None}, "'exp'"),
    "exp a text": ({"exp": "1790003600"}, "'exp'"),
    "exp a truth value": ({"exp": True}, "'exp'"),
    "exp beyond any calendar": ({"exp": 10**400}, "'exp'"),
    "exp before 1970": ({"exp": -1}, "'exp'"),
    "nbf a text": ({"nbf": "now"}, "'nbf'"),
    "another audience": ({"aud": "api://other"}, "another audience"),
    "several audiences": ({"aud": ["9f3a1c5e-7b2d-4e6f-8a90-b1c2d3e4f506"]}, "another audience"),
    "no audience": ({"aud": None}, "another audience"),
    "another issuer": ({"iss": "https://evil.example/v2.0"}, "another issuer"),
    "the issuer with a slash": (
        {"iss": f"https://login.example/{TENANT_ID}/v2.0/"},
        "another issuer",
    ),
    "no issuer": ({"iss": None}, "another issuer"),
    "another tenant": ({"tid": OTHER_TENANT}, "a tenant that this API does not serve"),
    "no tenant": ({"tid": None}, "'tid'"),
    "a tenant that is no GUID": ({"tid": "contoso"}, "'tid'"),
    "another version": ({"ver": "1.0"}, "another version"),
    "no version": ({"ver": None}, "another version"),
    "no calling application": ({"azp": None}, "'azp'"),
    "no principal": ({"oid": None}, "'oid'"),
    "an empty principal": ({"oid": ""}, "'oid'"),
    "an ID token by its nonce": ({"nonce": "n"}, "another type"),
    "an ID token by its hash": ({"at_hash": "h"}, "another type"),
    "roles as a text": ({"roles": "A B", "scp": None}, "'roles'"),
    "roles that are no texts": ({"claims": None, "roles": [["A"]]}, "'roles'"),
    "scopes as a list": ({"scp": ["A"]}, "'scp'"),
    "idtyp not a text": ({"idtyp": ["app"]}, "'idtyp'"),
}


@pytest.mark.parametrize("case", REFUSED)
async def test_a_token_is_refused_for_its_claims(validator, authority, audience, case, clock):
    claims, words = REFUSED[case]
    options = dict(claims)
    lifetime = options.pop("lifetime", 3600)
    body = {
        "aud": audience,
        "iss": authority.issuer,
        "exp": int(clock() + lifetime),
        "azp": APP_ID,
        "oid": OBJECT_ID,
        "tid": TENANT_ID,
        "ver": "2.0",
        **options,
    }
    token = authority.sign({name: value for name, value in body.items() if value is not None})

    error = await refusal_of(validator, token)

    assert words in str(error)
    assert error.status == 401
    assert error.refusal.error == "invalid_token"


async def test_a_token_for_another_api_is_named_as_such_whatever_else_differs(validator, authority):
    token = authority.token("00000003-0000-0000-c000-000000000000", ver="1.0", iss="x", exp=1)
    assert "another audience" in str(await refusal_of(validator, token))


async def test_infinity_is_no_time(validator, authority, audience):
    token = authority.token(audience, exp=float("1e999"))
    assert "well-formed" in str(await refusal_of(validator, token))


@pytest.mark.parametrize("seconds", [0, 299])
async def test_slow_clocks_are_tolerated_for_five_minutes(
    validator, authority, audience, clock, seconds
):
    late = authority.token(audience, lifetime=-seconds)
    early = authority.token(audience, nbf=clock() + seconds)
    assert await validator.validate(late)
    assert await validator.validate(early)


async def test_without_tolerance_a_token_ends_on_the_second(
    make_validator, authority, audience, clock
):
    validator = make_validator(clock_skew=0)
    token = authority.token(audience, lifetime=10)
    clock.now += 9
    assert await validator.validate(token)
    clock.now += 1
    assert "expired" in str(await refusal_of(validator, token))


async def test_a_remembered_token_still_expires(validator, authority, audience, clock):
    token = authority.token(audience, lifetime=60)
    assert await validator.validate(token) is await validator.validate(token)
    clock.now += 360
    assert "expired" in str(await refusal_of(validator, token))


async def test_only_so_many_tokens_are_remembered(make_validator, authority, audience):
    validator = make_validator(cached_tokens=2)
    tokens = [authority.token(audience, uti=name) for name in ("a", "b", "c")]
    first, _, third = [await validator.validate(token) for token in tokens]
    assert await validator.validate(tokens[2]) is third
    assert await validator.validate(tokens[0]) is not first


async def test_remembering_can_be_turned_off(make_validator, authority, audience):
    validator = make_validator(cached_tokens=0)
    token = authority.token(audience)
    assert await validator.validate(token) is not await validator.validate(token)


async def test_nobody_can_change_a_token_that_others_share(validator, authority, audience):
    token = await validator.validate(authority.token(audience, roles=["A"], groups=[{"a": 1}]))
    with pytest.raises(TypeError):
        token.claims["roles"] = ["Admin"]
    assert token.claims["roles"] == ("A",)
    with pytest.raises(TypeError):
        token.claims["groups"][0]["a"] = 2


async def test_neither_token_nor_claims_appear_in_representations(validator, authority, audience):
    text = authority.token(audience, name="Jane Doe")
    token = await validator.validate(text)
    assert "Jane Doe" not in repr(token)
    error = await refusal_of(validator, text[:-4] + "AAAA")
    assert text[:40] not in f"{error!r} {error.detail} {error.body!r} {error.headers}"


IDTYP = {
    "idtyp app": ({"idtyp": "app"}, True, True),
    "idtyp user with roles": ({"idtyp": "user", "roles": ["A"]}, False, False),
    "idtyp device": ({"idtyp": "device", "roles": ["A"]}, False, False),
    "no idtyp, roles only": ({"idtyp": None, "roles": ["A"]}, True, False),
    "no idtyp, roles and scopes": ({"idtyp": None, "roles": ["A"], "scp": "B"}, False, False),
    "no idtyp, nothing": ({"idtyp": None}, False, False),
}


@pytest.mark.parametrize("case", IDTYP)
async def test_who_counts_as_an_application(make_validator, authority, audience, case):
    claims, by_default, with_require_idtyp = IDTYP[case]
    roles = claims.get("roles", [])
    others = {name: value for name, value in claims.items() if name != "roles"}
    token = authority.token(audience, roles=roles, **others)
    assert (await make_validator().validate(token)).is_app_token is by_default
    strict = make_validator(require_idtyp=True)
    assert (await strict.validate(token)).is_app_token is with_require_idtyp


async def test_several_audiences_may_mean_this_api(make_validator, authority, audience):
    settings = Settings(authority=authority.authority, audiences=[audience.upper(), API_URI])
    validator = make_validator(settings=settings)
    assert await validator.validate(authority.token(audience))
    assert await validator.validate(authority.token(API_URI))
    assert "audience" in str(await refusal_of(validator, authority.token(API_URI + "/")))


async def test_an_issuer_given_by_hand_replaces_the_discovered_one(
    make_validator, authority, audience
):
    issuer = f"https://public.example/{TENANT_ID}/v2.0"
    validator = make_validator(issuer=issuer)
    assert await validator.validate(authority.token(audience, iss=issuer))
    assert "another issuer" in str(await refusal_of(validator, authority.token(audience)))


async def test_an_issuer_without_tenant_needs_a_tenant_list(make_validator, authority, audience):
    issuer = "https://public.example/v2.0"
    token = authority.token(audience, iss=issuer)
    assert "tenant" in str(await refusal_of(make_validator(issuer=issuer), token))
    listed = make_validator(issuer=issuer, tenant_ids=[TENANT_ID.upper()])
    assert await listed.validate(token)


@pytest.fixture
def common(clock, signing_key):
    """An authority for all tenants: its issuer is a template."""
    authority = LocalAuthority(tenant_id="common", clock=clock, key=signing_key)
    authority.issuer = "https://login.example/{tenantid}/v2.0"
    return authority


async def test_a_template_issuer_is_filled_with_the_tokens_own_tenant(
    common, make_validator, audience
):
    validator = make_validator(
        settings=common.settings(audience, tenant_ids=[TENANT_ID]), transport=common.transport
    )
    mine = f"https://login.example/{TENANT_ID}/v2.0"
    assert await validator.validate(common.token(audience, iss=mine, tid=TENANT_ID))

    borrowed = common.token(
        audience, iss=f"https://login.example/{OTHER_TENANT}/v2.0", tid=TENANT_ID
    )
    assert "another issuer" in str(await refusal_of(validator, borrowed))
    foreign = common.token(
        audience, iss=f"https://login.example/{OTHER_TENANT}/v2.0", tid=OTHER_TENANT
    )
    assert "tenant" in str(await refusal_of(validator, foreign))


async def test_every_tenant_is_served_only_on_request(common, make_validator, audience):
    validator = make_validator(
        settings=common.settings(audience, tenant_ids=[ANY_TENANT]), transport=common.transport
    )
    issuer = f"https://login.example/{OTHER_TENANT}/v2.0"
    token = await validator.validate(common.token(audience, iss=issuer, tid=OTHER_TENANT))
    assert token.tenant_id == OTHER_TENANT


KEY_ISSUERS = {
    "none": (None, True),
    "the same": (f"https://login.example/{TENANT_ID}/v2.0", True),
    "a template for it": ("https://login.example/{tenantid}/v2.0", True),
    "another tenant": (f"https://login.example/{OTHER_TENANT}/v2.0", False),
    "another host": ("https://other.example/{tenantid}/v2.0", False),
    "the public cloud": ("https://login.microsoftonline.com/{tenantid}/v2.0", False),
}


@pytest.mark.parametrize("case", KEY_ISSUERS)
async def test_a_key_signs_only_for_its_own_issuer(authority, make_validator, audience, case):
    key_issuer, is_accepted = KEY_ISSUERS[case]
    validator = make_validator(transport=with_key_issuer(authority, key_issuer).transport)
    token = authority.token(audience)
    if is_accepted:
        assert await validator.validate(token)
    else:
        assert "belongs to another issuer" in str(await refusal_of(validator, token))


async def test_external_tenants_may_use_the_keys_of_the_public_cloud(
    clock, make_validator, audience, signing_key
):
    authority = LocalAuthority(host="contoso.ciamlogin.com", clock=clock, key=signing_key)
    authority.issuer = f"https://{TENANT_ID}.ciamlogin.com/{TENANT_ID}/v2.0"
    served = with_key_issuer(authority, "https://login.microsoftonline.com/{tenantid}/v2.0")
    validator = make_validator(settings=served.settings(audience), transport=served.transport)
    assert await validator.validate(authority.token(audience))


class _KeyIssuer(LocalAuthority):
    key_issuer: str | None = None

    def _jwk(self, key):
        jwk = super()._jwk(key)
        if self.key_issuer is None:
            del jwk["issuer"]
            return jwk
        return {**jwk, "issuer": self.key_issuer}


def with_key_issuer(authority, key_issuer):
    """Return the authority, publishing its keys for another issuer."""
    twin = _KeyIssuer(key=authority.keys[0])
    twin.authority, twin.issuer, twin.key_issuer = authority.authority, authority.issuer, key_issuer
    return twin
