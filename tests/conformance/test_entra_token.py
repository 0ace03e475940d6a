"""The token endpoint over real TLS: bytes in, exact answers out, and nothing written."""

import base64
import json
import ssl
from urllib.parse import urlencode, urlsplit

import httpx2
import pytest

FORM = {"content-type": "application/x-www-form-urlencoded"}

WRONG_INPUT = {
    "no body": (b"", FORM, 400, 900144),
    "JSON instead of a form": (
        b'{"grant_type":"client_credentials"}',
        {"content-type": "application/json"},
        400,
        900144,
    ),
    "plain text": (b"grant_type=client_credentials", {"content-type": "text/plain"}, 400, 900144),
    "not UTF-8": (b"grant_type=%ff%fe", FORM, 400, 9002313),
    "raw bytes": (bytes(range(256)), FORM, 400, 9002313),
    "a NUL": (b"grant_type=%00", FORM, 400, 9002313),
    "too many parameters": (b"&".join(b"p%d=" % n for n in range(51)), FORM, 400, 9002313),
    "oversized": (b"x=" + b"a" * 70_000, FORM, 413, 9002313),
    "doubled parameter": (
        b"grant_type=client_credentials&grant_type=client_credentials",
        FORM,
        400,
        9000411,
    ),
    "malformed Basic": (
        b"grant_type=client_credentials&scope=x/.default",
        FORM | {"authorization": "Basic !!!"},
        400,
        9002313,
    ),
}


def code_of(response):
    return response.json()["error_codes"][0]


def sign_ins(dev):
    return dev.graph("/auditLogs/signIns?$top=999").json()["value"]


@pytest.mark.spec("RFC 6749", "5.2")
@pytest.mark.parametrize("case", WRONG_INPUT)
def test_wrong_input_gets_its_exact_error(dev, case):
    body, headers, status, code = WRONG_INPUT[case]
    response = dev.http.post(dev.ready["token_endpoint"], content=body, headers=headers)
    assert (response.status_code, code_of(response)) == (status, code)
    assert response.headers["content-type"] == "application/json; charset=utf-8"
    assert response.headers["cache-control"] == "no-store, no-cache"


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "PATCH"])
def test_t9_only_post_is_accepted_whatever_the_override_header_says(dev, method):
    response = dev.http.request(
        method, dev.ready["token_endpoint"], headers={"x-http-method-override": "POST"}
    )
    assert response.status_code == 405
    assert response.headers["allow"] == "POST"
    if method != "HEAD":
        assert code_of(response) == 900561


def test_t9_a_secret_in_the_url_is_refused(dev):
    url = dev.ready["token_endpoint"] + "?" + urlencode(dev.form())
    assert code_of(dev.http.post(url, data=dev.form())) == 9002313


def test_the_query_of_msal_node_is_tolerated(dev):
    guid = "0f0e0d0c-0b0a-4908-8706-050403020100"
    url = f"{dev.ready['token_endpoint']}?client-request-id={guid}"
    assert dev.http.post(url, data=dev.form()).status_code == 200
    refused = dev.http.post(url, data=dev.form(client_secret="wrong"))
    assert refused.json()["correlation_id"] == guid


def test_a_token_of_the_finished_tutorial_has_both_roles(dev):
    response = dev.token()
    assert response.status_code == 200
    payload = response.json()["access_token"].split(".")[1]
    claims = json.loads(base64.urlsafe_b64decode(payload + "=="))
    assert claims["roles"] == ["ToDoList.Read.All", "ToDoList.ReadWrite.All"]
    assert claims["aud"] == dev.ready["api_app_id"]
    assert claims["iss"] == dev.ready["issuer"]
    assert claims["idtyp"] == "app"


def test_nothing_of_a_malformed_request_is_written(dev):
    before = {row["id"] for row in sign_ins(dev)}
    for body, headers, *_ in WRONG_INPUT.values():
        dev.http.post(dev.ready["token_endpoint"], content=body, headers=headers)
    new = [row for row in sign_ins(dev) if row["id"] not in before]
    assert {row["appId"] for row in new} <= {dev.ready["management_client_id"]}


def test_s15_a_token_for_the_api_is_refused_at_the_management_api_and_the_reverse(dev):
    api_token = dev.token().json()["access_token"]
    graph = dev.http.get(
        dev.ready["graph_url"] + "/applications", headers={"Authorization": f"Bearer {api_token}"}
    )
    assert graph.status_code == 401
    assert graph.json()["error"]["code"] == "InvalidAuthenticationToken"
    todo = dev.http.get(
        dev.ready["todo_api_url"], headers={"Authorization": f"Bearer {dev.management_token()}"}
    )
    assert todo.status_code == 401


def test_s15_our_own_token_is_no_client_assertion(dev):
    form = dev.form(
        client_assertion=dev.token().json()["access_token"],
        client_assertion_type="urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    )
    form.pop("client_secret")
    assert dev.http.post(dev.ready["token_endpoint"], data=form).status_code == 401


def test_the_to_do_api_needs_a_token(dev):
    response = dev.http.get(dev.ready["todo_api_url"])
    assert response.status_code == 401
    assert response.headers["www-authenticate"].startswith("Bearer")


def test_t11_only_tls_1_2_and_newer_is_spoken(dev):
    parts = urlsplit(dev.ready["base_url"])
    context = ssl.create_default_context(cafile=dev.ready["ca_file"])
    context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_3
    with httpx2.Client(verify=context) as client:
        assert client.get(f"{parts.scheme}://{parts.netloc}/livez").status_code == 200


def test_plain_http_is_not_spoken(dev):
    with httpx2.Client() as client, pytest.raises(httpx2.TransportError):
        client.get(dev.ready["base_url"].replace("https", "http") + "/livez")
