"""What strangers and signed-in people may send to every surface, and what it never does."""

import itertools
import os
import re
from urllib.parse import quote

import pytest
from tests.surface.graph.test_every_route import BODIES, Ids, Tenant
from tests.surface.graph.test_graph import GUID
from tests.surface.login.arrange import ORIGIN
from tests.surface.login.people import Visitor
from tests.surface.portal.arrange import Form

from daemonry.graph.routes import ROUTES
from daemonry.odata.body import MAX_ARRAY, MAX_DEPTH, MAX_STRING
from daemonry.odata.filter import MAX_FILTER, MAX_NODES
from daemonry.odata.path import MAX_PATH
from daemonry.odata.query import MAX_PAGE
from daemonry.odata.search import MAX_CLAUSES, MAX_SEARCH
from daemonry.portal.routes import PAGES

STRANGE = {
    "nothing": "",
    "NUL": "a\0b",
    "half of a pair": "\ud800",
    "half of a pair, encoded": b"\xed\xa0\x80",
    "bytes of no text": b"\xff\xfe",
    "a line break": "a\r\nSet-Cookie: a=b",
    "text that turns around": "\u202e\u2066x",
    "an emoji of many parts": "\U0001f469\u200d\U0001f469\u200d\U0001f467",
    "composed in two ways": "e\u0301\u00e9\ufb01",
    "digits of another script": "\u0661\u0662\u0663",
    "a number beyond all bounds": "9" * 4300,
    "a negative number": "-1",
    "an exponent": "1e999",
    "quotes": "'\"`;--",
    "a template": "{{7*7}}${7*7}<%=7%>",
    "a path": "../../../etc/passwd",
    "a URL": "javascript:alert(1)",
    "half an escape": "%",
    "an address of nowhere": "https://[::1",
    "much": "a" * 7000,
    "many dots": "." * 5000,
    "a time that is none": "2026-02-30T25:61:61Z",
    "a time before all": "0001-01-01T00:00:00-23:59",
    "JSON": '{"a":[' * 20,
}


def escaped(value):
    """Return a value as it stands in an address or a form."""
    raw = value if isinstance(value, bytes) else value.encode("utf-8", "surrogatepass")
    return quote(raw, safe="")


TENANT_PATHS = (
    "/{}/oauth2/v2.0/authorize",
    "/{}/oauth2/v2.0/consent",
    "/{}/oauth2/v2.0/devicecode",
    "/{}/oauth2/v2.0/introspect",
    "/{}/oauth2/v2.0/logout",
    "/{}/oauth2/v2.0/revoke",
    "/{}/oauth2/v2.0/token",
    "/{}/oauth2/token",
    "/{}/v2.0/.well-known/openid-configuration",
    "/{}/discovery/v2.0/keys",
    "/{}/v2.0/adminconsent",
    "/{}/sign-in",
    "/{}/sign-in/factor",
    "/{}/sign-in/password",
    "/{}/sign-in/enrolment",
    "/{}/sign-out",
    "/.well-known/oauth-authorization-server/{}/v2.0",
)
OTHER_PATHS = (
    "/setup/{}",
    "/devicelogin",
    "/error",
    "/static/{}",
    "/common/discovery/instance",
    "/metadata/endpoints",
    "/oidc/userinfo",
    "/v1.0/{}",
    "/{}",
)
PARAMETERS = (
    *("client_id", "redirect_uri", "response_type", "response_mode", "scope", "state", "nonce"),
    *("prompt", "max_age", "login_hint", "code_challenge", "claims", "resource", "code"),
    *("continue", "user_code", "id_token_hint", "post_logout_redirect_uri", "appid", "notice"),
    *("api-version", "authorization_endpoint", "token", "refresh_token", "grant_type", "user_name"),
    *("client_assertion", "client_assertion_type", "client_secret", "code_verifier", "decision"),
    *("password", "request", "form_token", "device_code", "signed_in_after"),
)


IS_WHOLE = int(os.environ.get("DAEMONRY_FUZZ_EXAMPLES", "0")) > 50
"""Every value at every place, as ``make fuzz`` asks for it; else each takes its turn."""


def spread(places):
    """Return pairs of a place and a value: all, or so many that each of either occurs."""
    values = [escaped(value) for value in STRANGE.values()]
    if IS_WHOLE:
        return list(itertools.product(places, values))
    turns = max(len(places), len(values))
    return list(itertools.islice(zip(itertools.cycle(places), itertools.cycle(values)), turns))


def is_calm(answer):
    """Tell whether an answer is one that was meant, and shows nothing of the inside."""
    return answer.status_code < 500 and "Traceback" not in answer.text


def own(headers):
    return headers | {"origin": ORIGIN, "sec-fetch-site": "same-origin"}


def test_t3_no_surface_answers_hostile_input_with_a_server_error(server):
    browser, tenant = server.person_browser, server.tenant.tenant_id
    headers = own({"content-type": "application/x-www-form-urlencoded"})
    for template, value in spread([*TENANT_PATHS, *OTHER_PATHS]):
        everything = "&".join(f"{name}={value}" for name in PARAMETERS)
        for path in {template.format(tenant), template.format(value)}:
            for answer in (
                browser.get(f"{path}?{everything[:7000]}"),
                browser._send("POST", path, headers, content=everything.encode()),
            ):
                assert is_calm(answer), (path, value, answer.status_code, answer.text)


def test_t3_no_page_for_administrators_answers_hostile_input_with_a_server_error(server):
    browser = server.admin_browser
    for template, value in spread([page.path for page in PAGES]):
        path = re.sub(r"\{\w+\}", value, template)
        names = ("q", "after", "status", "from", "to", "code")
        query = "&".join(f"{name}={value}" for name in names)
        assert is_calm(browser.get(f"{path}?{query}")), (path, value)


OPTIONS = ("$filter", "$search", "$orderby", "$select", "$expand", "$top", "$skiptoken")


def test_t3_the_management_api_answers_hostile_input_with_a_refusal(server):
    lists = ("/applications", "/servicePrincipals", "/users", "/auditLogs/signIns")
    paths = [f"{path}?{option}={{}}" for path in lists for option in OPTIONS]
    paths += [f"{path}{form}" for path in lists for form in ("/{}", "(appId='{}')", "/{}/owners")]
    for template, value in spread(paths):
        answer = server.graph("GET", template.format(value), consistencylevel="eventual")
        assert is_calm(answer), (template, value, answer.text)


JSON_VALUES = {
    "half of a pair": '"\\ud800"',
    "NUL": '"\\u0000"',
    "not a number": "NaN",
    "infinity": "-Infinity",
    "many digits": "9" * 4300,
    "an exponent": "1e999",
    "deep arrays": "[" * 100_000,
    "deep objects": '{"a":' * 100_000,
    "a member twice": '{"a":1,"a":2}',
    "nothing": "null",
    "a list of nothing": "[null]",
    "text of every kind": '"\\u202e\\uffff\\ufdd0 \U0001f600"',
}


def test_t3_a_body_of_any_json_is_a_refusal_or_done(server):
    ids = Ids()
    headers = {
        "authorization": f"Bearer {server.graph.token}",
        "content-type": "application/json",
    }
    routes = [route for route in ROUTES if name_of(route) in BODIES]
    values = itertools.cycle(JSON_VALUES.values())
    for route in routes:
        for key in BODIES[name_of(route)](ids) or {"displayName": 1}:
            for value in JSON_VALUES.values() if IS_WHOLE else (next(values),):
                content = f'{{"{key}":{value}}}'.encode()
                path = f"/v1.0{ids.path(route)}"
                answer = server.send(route.method, path, content=content, headers=headers)
                assert is_calm(answer), (path, key, value[:50], answer.text)


def name_of(route):
    return "/".join((route.method, *route.pattern))


TAKE_NOTHING = {
    *(
        f"POST/directoryobjects/*/{verb}member{what}"
        for verb in ("check", "get")
        for what in ("groups", "objects")
    ),
    "POST/applications/*/restore",
    "POST/directory/deleteditems/*/restore",
    "POST/domains/*/verify",
    "POST/users/*/revokesigninsessions",
}
"""They store nothing that a body says, and do not look at what they do not know."""


def test_s19_every_route_with_a_body_refuses_what_it_does_not_know(server):
    owner = Tenant(server, server.tenant)
    accepting = set()
    for route in ROUTES:
        if name_of(route) not in BODIES or route.pattern[0] == "me":
            continue
        body = BODIES[name_of(route)](owner.ids) | {"zzzUnknown": 1}
        answer = owner.admin(route.method, owner.ids.path(route), body)
        if answer.status_code != 400:
            accepting.add(name_of(route))
    assert accepting <= TAKE_NOTHING, accepting - TAKE_NOTHING


def nested(levels):
    return "[" * (levels - 1) + "]" * (levels - 1)


def filters(count):
    return " or ".join(["appId eq 'a'"] * count)


AT_THE_LIMIT = {
    "a filter's length": lambda n: f"$filter=appId eq '{'a' * (MAX_FILTER - 11 + n)}'",
    "a filter's comparisons": lambda n: f"$filter={filters(MAX_NODES // 4 + n * MAX_NODES)}",
    "a filter's depth": lambda n: f"$filter={'(' * (15 + 10 * n)}appId eq 'a'{')' * (15 + 10 * n)}",
    "a page": lambda n: f"$top={MAX_PAGE + n}",
    "a search": lambda n: f'$search="displayName:{"a" * (60 + n * MAX_SEARCH)}"',
    "a search's words": lambda n: (
        "$search=" + " AND ".join(['"displayName:a"'] * (MAX_CLAUSES + n))
    ),
}


@pytest.mark.parametrize("query", AT_THE_LIMIT.values(), ids=AT_THE_LIMIT)
def test_t1_a_query_at_its_limit_is_taken_and_one_more_is_not(server, query):
    for extra, status in ((0, 200), (1, 400)):
        path = "/applications?" + quote(query(extra), safe="=&$")
        assert server.graph("GET", path, consistencylevel="eventual").status_code == status


BODIES_AT_THE_LIMIT = {
    "depth": lambda n: f'{{"zzz":{nested(MAX_DEPTH + n)}}}',
    "a text": lambda n: f'{{"zzz":"{"a" * (MAX_STRING + n)}"}}',
    "a list": lambda n: f'{{"zzz":[{",".join(["1"] * (MAX_ARRAY + n))}]}}',
}


@pytest.mark.parametrize("body", BODIES_AT_THE_LIMIT.values(), ids=BODIES_AT_THE_LIMIT)
def test_t1_a_body_at_its_limit_is_looked_at_and_one_more_is_not(server, body):
    headers = {
        "authorization": f"Bearer {server.graph.token}",
        "content-type": "application/json",
    }
    for extra, is_known in ((0, True), (1, False)):
        content = body(extra).encode()
        answer = server.send("POST", "/v1.0/applications", content=content, headers=headers)
        assert answer.status_code == 400
        assert ("zzz" in answer.text) is is_known, answer.text


def test_t1_what_is_at_its_limit_is_taken_and_one_more_is_not(server):
    fields = {f"x{n}": "1" for n in range(50 - len(server.form()))}
    assert server.token(**fields).status_code == 200
    assert server.token(**fields, y="1").status_code == 400
    assert server.token(x="a" * 32 * 1024).status_code == 200
    assert server.token(x="a" * (32 * 1024 + 1)).status_code == 400
    long = server.graph("GET", "/applications/" + "a" * (MAX_PATH - len("/applications/")))
    assert long.status_code in {400, 404}
    assert server.graph("GET", "/applications/" + "a" * 5000).status_code == 400
    twenty = [{"id": str(n), "method": "GET", "url": "/organization"} for n in range(20)]
    assert server.graph("POST", "/$batch", {"requests": twenty}).status_code == 200
    more = [*twenty, twenty[0] | {"id": "20"}]
    assert server.graph("POST", "/$batch", {"requests": more}).status_code == 400


def test_t1_forms_and_bodies_beyond_their_size_are_refused(server):
    tenant, graph = server.tenant.tenant_id, server.graph.token
    sizes = {
        f"/{tenant}/oauth2/v2.0/token": 64,
        f"/{tenant}/oauth2/v2.0/introspect": 64,
        f"/{tenant}/oauth2/v2.0/devicecode": 64,
        f"/{tenant}/oauth2/v2.0/consent": 32,
        f"/{tenant}/sign-in": 16,
        "/admin/apps/new": 64,
        "/v1.0/applications": 1024,
        "/v1.0/$batch": 4096,
    }
    for path, kilobytes in sizes.items():
        headers = own({"authorization": f"Bearer {graph}"}) | {
            "content-type": "application/json"
            if "v1.0/a" in path or "$" in path
            else "application/x-www-form-urlencoded"
        }
        content = b"a" * (kilobytes * 1024 + 1)
        answer = server.admin_browser._send("POST", path, headers, content=content)
        assert answer.status_code in {400, 413}, (path, answer.status_code)


ROUTES_OF_ALL = (
    "/",
    "/livez",
    "/readyz",
    "/error",
    "/admin/",
    "/admin/nothing",
    "/devicelogin",
    "/setup/x",
    "/static/nothing",
    "/common/sign-in",
    "/contoso/v2.0/.well-known/openid-configuration",
    "/contoso/discovery/v2.0/keys",
    "/contoso/oauth2/v2.0/authorize",
    "/contoso/oauth2/v2.0/token",
    "/contoso/oauth2/v2.0/devicecode",
    "/contoso/oauth2/v2.0/introspect",
    "/contoso/oauth2/v2.0/logout",
    "/contoso/v2.0/adminconsent",
    "/nobody/v2.0/.well-known/openid-configuration",
    "/metadata/endpoints",
    "/oidc/userinfo",
    "/v1.0/applications",
    "/v1.0/nothing",
    "/v1.0/$metadata",
    "/beta/organization",
)


def test_t8_every_answer_has_its_protective_headers(server):
    graph = {"authorization": f"Bearer {server.graph.token}"}
    for path, method in itertools.product(ROUTES_OF_ALL, ("GET", "POST", "PUT")):
        for headers in ({}, graph):
            answer = server.send(method, path, headers=headers)
            where = (method, path, answer.status_code, dict(answer.headers))
            assert answer.headers["x-content-type-options"] == "nosniff", where
            assert answer.headers["strict-transport-security"].startswith("max-age="), where
            assert answer.headers.get("content-type", "").endswith(("utf-8", "json")) or (
                not answer.content
            ), where
            if answer.status_code != 200:
                assert "no-store" in answer.headers["cache-control"], where


def test_a3_the_pages_of_sign_in_and_consent_cannot_be_framed(server):
    stranger, person = Visitor(server), server.person_browser
    tenant = server.tenant.tenant_id
    pages = [
        stranger.get(f"/{tenant}/sign-in"),
        stranger.get(server.address(client_id=GUID)),
        person.get(server.address(prompt="consent")),
        person.get(server.address(prompt="select_account")),
        person.get("/devicelogin"),
        person.get(f"/{tenant}/oauth2/v2.0/logout"),
        stranger.get("/setup/nothing"),
    ]
    for page in pages:
        assert "text/html" in page.headers["content-type"]
        policy = page.headers["content-security-policy"]
        for part in ("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"):
            assert part in policy, page.url
        assert "unsafe" not in policy
        assert page.headers["x-frame-options"] == "DENY"
        assert "no-store" in page.headers["cache-control"]


FOREIGN = (
    {"origin": "https://evil.example", "sec-fetch-site": "cross-site"},
    {"origin": "null", "sec-fetch-site": "same-origin"},
    {"origin": "-", "sec-fetch-site": "-"},
)


def test_a2_no_page_of_the_authority_takes_a_form_from_elsewhere(server):
    person, tenant = server.person_browser, server.tenant.tenant_id
    fields = Form(person.get(server.address(prompt="consent")).text).fields
    own_fields = fields | {"decision": "accept", "user_code": "BBBBBBBBB"}
    places = [
        f"/{tenant}/oauth2/v2.0/consent",
        f"/{tenant}/oauth2/v2.0/logout",
        "/devicelogin",
        f"/{tenant}/sign-out",
        f"/{tenant}/sign-in",
    ]
    for path, headers in itertools.product(places, FOREIGN):
        answer = person.post(path, own_fields, **headers)
        assert answer.status_code in {400, 403}, (path, headers, answer.status_code)
    assert person.get("/devicelogin").status_code == 200


def test_s14_production_answers_nothing_that_is_for_the_local_tenant(server):
    for path in ("/api/todolist", "/api/todolist/1", "/emulator", "/dev/clock", "/faults"):
        for method in ("GET", "POST"):
            assert server.send(method, path).status_code == 404


def test_t5_what_strangers_ask_for_leaves_nothing_behind(server):
    """Who does not exist is known in small memories of their own, which are bounded."""
    directory = server.services.token_directory
    server.token()
    before = directory.entries()
    for number in range(20):
        name = f"{number:08}-0000-4000-8000-000000000000"
        server.token(client_id=name)
        server.token(tenant=name)
        server.token(scope=f"api://{name}/.default")
    assert directory.entries() <= before
    assert directory._absent._limit <= 10_000
    assert server.app.direct.cache_info().maxsize <= 1024
