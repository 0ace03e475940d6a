"""The middleware in front of a plain ASGI application."""

import httpx2
import pytest

from daemonry_protect import AccessToken, ProtectMiddleware, access_token

pytestmark = pytest.mark.anyio


async def greeting(scope, receive, send):
    """Answer with the caller, or with ``nobody`` where no token was checked."""
    try:
        caller = access_token(scope).app_id
    except LookupError:
        caller = "nobody"
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": caller.encode()})


@pytest.fixture
def call(validator):
    async def call(headers=None, *, path="/", app=greeting, token=None, **options):
        api = ProtectMiddleware(app, validator, **options)
        headers = list(headers or [])
        if token is not None:
            headers.append(("Authorization", f"Bearer {token}"))
        transport = httpx2.ASGITransport(api)
        async with httpx2.AsyncClient(transport=transport, base_url="https://api.test") as client:
            return await client.get(path, headers=headers)

    return call


async def test_a_valid_token_reaches_the_application(call, authority, audience):
    response = await call(token=authority.token(audience))
    assert response.status_code == 200
    assert response.text == "0c9b2f3e-52a1-4c0e-8f43-7c1d9a5e6b21"


@pytest.mark.parametrize("scheme", ["bearer", "BEARER", "Bearer "])
async def test_the_scheme_is_read_as_loosely_as_the_standard_has_it(
    call, authority, audience, scheme
):
    header = ("Authorization", f"{scheme} {authority.token(audience)}")
    assert (await call([header])).status_code == 200


NO_TOKEN = {
    "no header": [],
    "another scheme": [("Authorization", "Basic YTpi")],
    "an empty header": [("Authorization", "")],
    "the scheme alone": [("Authorization", "Bearer")],
    "a scheme that begins alike": [("Authorization", "BearerX abc")],
    "another header": [("X-Access-Token", "abc")],
}


@pytest.mark.parametrize("case", NO_TOKEN)
async def test_without_a_token_a_challenge_without_error_is_answered(call, case):
    response = await call(NO_TOKEN[case])
    assert response.status_code == 401
    assert response.headers["www-authenticate"] == "Bearer"
    assert response.json()["error"] == "unauthorized"


async def test_a_token_in_the_query_is_not_looked_at(call, authority, audience):
    response = await call(path=f"/?access_token={authority.token(audience)}")
    assert response.status_code == 401


async def test_two_tokens_are_one_too_many(call, authority, audience):
    token = authority.token(audience)
    response = await call([("Authorization", f"Bearer {token}")], token=token)
    assert response.status_code == 400
    assert 'error="invalid_request"' in response.headers["www-authenticate"]


async def test_a_bad_token_is_refused_with_its_reason(call, authority, audience):
    response = await call(token=authority.token(audience, lifetime=-3600))
    assert response.status_code == 401
    assert response.headers["www-authenticate"].startswith('Bearer error="invalid_token", ')
    assert response.headers["content-type"] == "application/json; charset=utf-8"
    assert response.headers["content-length"] == str(len(response.content))
    assert response.json()["error_description"] == "The access token has expired."


async def test_a_giant_header_is_refused(call):
    response = await call(token="a" * 20_000)
    assert response.json()["error_description"] == "The access token is too large."


@pytest.mark.parametrize("text", [b"\xff\xfe", b"a b", b'a"b', b"a,b", b"\x7f"])
async def test_bytes_that_are_no_token_are_refused(call, text):
    response = await call([(b"Authorization", b"Bearer " + text)])
    assert response.status_code == 401


async def test_while_the_authority_is_away_the_answer_is_to_come_back(call, authority, audience):
    authority.is_down = True
    response = await call(token=authority.token(audience))
    assert response.status_code == 503
    assert response.headers["retry-after"] == "10"


async def test_one_of_the_roles_is_enough(call, authority, audience):
    token = authority.token(audience, roles=["B"])
    assert (await call(token=token, required_roles=["A", "B"])).status_code == 200


async def test_a_missing_role_is_named(call, authority, audience):
    response = await call(token=authority.token(audience, roles=["C"]), required_roles=["A", "B"])
    assert response.status_code == 403
    assert response.json()["required_roles"] == ["A", "B"]
    assert 'error="insufficient_scope"' in response.headers["www-authenticate"]


async def test_users_can_be_kept_out(call, authority, audience):
    user = authority.token(audience, scopes=["S"], roles=["A"])
    response = await call(token=user, app_only=True, required_roles=["A"])
    assert response.status_code == 403
    assert "idtyp" in response.json()["error_description"]
    assert (await call(token=authority.token(audience), app_only=True)).status_code == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [("/health", 200), ("/health/", 401), ("/health/../", 401), ("/Health", 401), ("/", 401)],
)
async def test_only_the_very_paths_that_were_named_are_exempt(call, path, status):
    response = await call(path=path, exempt=["/health"])
    assert response.status_code == status
    if status == 200:
        assert response.text == "nobody"


@pytest.mark.parametrize("option", ["exempt", "required_roles"])
def test_one_text_is_not_taken_for_a_list(validator, option):
    with pytest.raises(TypeError, match=option):
        ProtectMiddleware(greeting, validator, **{option: "/health"})


async def test_the_application_may_demand_more(call, authority, audience):
    async def admin_only(scope, receive, send):
        access_token(scope).require_any_role("Admin")
        await greeting(scope, receive, send)

    denied = await call(token=authority.token(audience, roles=["A"]), app=admin_only)
    assert denied.json()["required_roles"] == ["Admin"]
    allowed = await call(token=authority.token(audience, roles=["Admin"]), app=admin_only)
    assert allowed.status_code == 200


async def test_a_caller_cannot_bring_a_checked_token_along(validator):
    """What stands in the scope before is replaced or never reached."""
    reached = []

    async def app(scope, receive, send):
        reached.append(scope)

    sent = []

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "path": "/", "headers": [], "daemonry_protect.access_token": object()}
    await ProtectMiddleware(app, validator)(scope, None, send)
    assert sent[0]["status"] == 401
    assert reached == []


async def test_lifespan_passes_untouched(validator):
    passed = []

    async def app(scope, receive, send):
        passed.append(scope)

    await ProtectMiddleware(app, validator)({"type": "lifespan"}, None, None)
    assert passed == [{"type": "lifespan"}]


async def connect(api, headers=(), extensions=None):
    """Open a WebSocket and return what the server would be told."""
    sent = []

    async def send(message):
        sent.append(message)

    scope = {"type": "websocket", "path": "/ws", "headers": list(headers)}
    if extensions is not None:
        scope["extensions"] = extensions
    await api(scope, None, send)
    return sent


async def echo(scope, receive, send):
    assert isinstance(access_token(scope), AccessToken)
    await send({"type": "websocket.accept"})


async def test_web_sockets_need_a_token_as_well(validator, authority, audience):
    api = ProtectMiddleware(echo, validator)
    assert await connect(api) == [{"type": "websocket.close", "code": 1008, "reason": ""}]
    start, body = await connect(api, extensions={"websocket.http.response": {}})
    assert start["type"] == "websocket.http.response.start"
    assert start["status"] == 401
    assert b"access token" in body["body"]
    header = (b"authorization", f"Bearer {authority.token(audience)}".encode())
    assert await connect(api, [header]) == [{"type": "websocket.accept"}]


async def test_a_refusal_after_the_answer_has_begun_is_not_hidden(call, authority, audience):
    async def late(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})
        access_token(scope).require_any_role("Admin")

    with pytest.raises(Exception, match="app roles"):
        await call(token=authority.token(audience), app=late)
