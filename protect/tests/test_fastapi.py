"""The FastAPI dependencies, as an API author uses them."""

from typing import Annotated

import httpx2
import pytest
from fastapi import APIRouter, Depends, FastAPI, WebSocket

from daemonry_protect import AccessToken
from daemonry_protect.fastapi import (
    protect,
    require_app_token,
    require_roles,
    require_scopes,
    require_token,
)

pytestmark = pytest.mark.anyio


@pytest.fixture
def api(validator):
    app = FastAPI()
    protect(app, validator)

    @app.get("/open")
    async def open_():
        return {}

    @app.get("/me")
    async def me(token: Annotated[AccessToken, Depends(require_token)]):
        return {"caller": token.app_id}

    @app.get("/read")
    async def read(token: Annotated[AccessToken, Depends(require_roles("Read", "Write"))]):
        return {"roles": sorted(token.roles)}

    @app.get("/mine", dependencies=[Depends(require_scopes("Own.Read"))])
    async def mine():
        return {}

    @app.get("/apps", dependencies=[Depends(require_app_token)])
    async def apps():
        return {}

    @app.get("/jobs", dependencies=[Depends(require_roles("Read", app_only=True))])
    def jobs():
        return {}

    @app.websocket("/ws")
    async def ws(
        websocket: WebSocket, token: Annotated[AccessToken, Depends(require_roles("Read"))]
    ):
        await websocket.accept()
        await websocket.close()

    router = APIRouter(prefix="/router", dependencies=[Depends(require_roles("Admin"))])

    @router.get("/x")
    async def routed():
        return {}

    app.include_router(router)
    return app


@pytest.fixture
def get(api):
    async def get(path, token=None):
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        transport = httpx2.ASGITransport(api)
        async with httpx2.AsyncClient(transport=transport, base_url="https://api.test") as client:
            return await client.get(path, headers=headers)

    return get


async def test_routes_without_a_dependency_stay_open(get):
    assert (await get("/open")).status_code == 200


async def test_any_valid_token_will_do_where_none_is_named(get, authority, audience):
    assert (await get("/me", authority.token(audience))).json()["caller"]
    response = await get("/me")
    assert response.status_code == 401
    assert response.headers["www-authenticate"] == "Bearer"


async def test_one_of_the_roles_is_enough(get, authority, audience):
    response = await get("/read", authority.token(audience, roles=["Write"]))
    assert response.json() == {"roles": ["Write"]}


async def test_a_missing_role_is_explained(get, authority, audience):
    response = await get("/read", authority.token(audience))
    assert response.status_code == 403
    assert response.headers["www-authenticate"].endswith('scope="Read Write"')
    body = response.json()
    assert body["error"] == "insufficient_scope"
    assert body["required_roles"] == ["Read", "Write"]


async def test_a_bad_token_is_refused(get, authority, audience):
    response = await get("/read", authority.token("api://other", roles=["Read"]))
    assert response.status_code == 401
    assert "another audience" in response.json()["error_description"]


async def test_scopes_are_for_users(get, authority, audience):
    assert (await get("/mine", authority.token(audience, scopes=["Own.Read"]))).status_code == 200
    response = await get("/mine", authority.token(audience, roles=["Own.Read"]))
    assert response.json()["required_scopes"] == ["Own.Read"]


async def test_users_can_be_kept_out(get, authority, audience):
    user = authority.token(audience, scopes=["S"], roles=["Read"])
    assert (await get("/apps", user)).status_code == 403
    assert (await get("/jobs", user)).status_code == 403
    assert (await get("/read", user)).status_code == 200
    app = authority.token(audience, roles=["Read"])
    assert (await get("/apps", app)).status_code == 200
    assert (await get("/jobs", app)).status_code == 200


async def test_a_router_can_be_protected_as_a_whole(get, authority, audience):
    assert (await get("/router/x", authority.token(audience))).status_code == 403
    assert (await get("/router/x", authority.token(audience, roles=["Admin"]))).status_code == 200


async def test_while_the_authority_is_away_the_answer_is_to_come_back(get, authority, audience):
    authority.is_down = True
    response = await get("/me", authority.token(audience))
    assert response.status_code == 503
    assert response.headers["retry-after"] == "10"


async def test_the_api_description_tells_of_the_token(api):
    document = api.openapi()
    schemes = document["components"]["securitySchemes"]
    assert schemes["AccessToken"]["scheme"] == "bearer"
    assert document["paths"]["/read"]["get"]["security"] == [{"AccessToken": []}]
    assert document["paths"]["/router/x"]["get"]["security"] == [{"AccessToken": []}]
    assert "security" not in document["paths"]["/open"]["get"]


async def test_a_forgotten_protect_call_lets_nobody_in(authority, audience):
    app = FastAPI()

    @app.get("/")
    async def index(token: Annotated[AccessToken, Depends(require_token)]):
        return {}

    transport = httpx2.ASGITransport(app, raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url="https://api.test") as client:
        headers = {"Authorization": f"Bearer {authority.token(audience)}"}
        assert (await client.get("/", headers=headers)).status_code == 500


@pytest.mark.parametrize("dependency", [require_roles, require_scopes])
def test_an_empty_list_is_refused_when_it_is_written(dependency):
    with pytest.raises(ValueError, match="at least one"):
        dependency()


async def connect(api, headers=(), extensions=None):
    sent = []

    async def send(message):
        sent.append(message)

    async def receive():
        return {"type": "websocket.connect"}

    scope = {
        "type": "websocket",
        "path": "/ws",
        "headers": list(headers),
        "query_string": b"",
        "extensions": extensions or {},
    }
    await api(scope, receive, send)
    return sent


async def test_web_sockets_need_the_role_as_well(api, authority, audience):
    assert (await connect(api))[0]["type"] == "websocket.close"
    denied = await connect(api, extensions={"websocket.http.response": {}})
    assert denied[0]["status"] == 401
    header = (b"authorization", f"Bearer {authority.token(audience, roles=['Read'])}".encode())
    assert (await connect(api, [header]))[0]["type"] == "websocket.accept"
