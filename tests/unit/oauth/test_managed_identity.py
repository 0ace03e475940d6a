"""The requests of managed identity endpoints: what is read, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daemonry.oauth import managed_identity as protocol
from daemonry.oauth.managed_identity import IdentityError, parse_app_service, parse_imds

METADATA = {b"metadata": b"True"}
HEADER = {b"x-identity-header": b"s3cret"}
IMDS = b"api-version=2018-02-01&resource=api%3A%2F%2Fx"
APP_SERVICE = b"api-version=2019-08-01&resource=api%3A%2F%2Fx"


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("client_id", "client_id"),
        ("object_id", "object_id"),
        ("principal_id", "object_id"),
        ("msi_res_id", "resource_id"),
        ("mi_res_id", "resource_id"),
    ],
)
def test_an_identity_may_be_named_in_each_way_that_clients_know(name, field):
    request = parse_imds(IMDS + f"&{name}=a%2Fb".encode(), METADATA)
    assert (request.resource, getattr(request, field)) == ("api://x", "a/b")
    assert request.header_secret is None


def test_app_service_proves_itself_by_a_header_that_its_version_names():
    assert parse_app_service(APP_SERVICE, HEADER).header_secret == "s3cret"
    older = APP_SERVICE.replace(b"2019-08-01", b"2017-09-01") + b"&clientid=c"
    assert parse_app_service(older, {b"secret": b"s3cret"}).client_id == "c"
    assert "s3cret" not in repr(parse_app_service(APP_SERVICE, HEADER))


REFUSED = {
    "no Metadata header": (parse_imds, IMDS, {}, protocol.METADATA_HEADER),
    "a false Metadata header": (
        parse_imds,
        IMDS,
        {b"metadata": b"false"},
        protocol.METADATA_HEADER,
    ),
    "no version": (parse_imds, b"resource=x", METADATA, protocol.API_VERSION),
    "a version before the first": (
        parse_imds,
        IMDS.replace(b"2018", b"2017"),
        METADATA,
        protocol.API_VERSION,
    ),
    "no resource": (parse_imds, b"api-version=2018-02-01", METADATA, protocol.RESOURCE_MISSING),
    "an empty resource": (
        parse_imds,
        b"api-version=2018-02-01&resource=",
        METADATA,
        protocol.RESOURCE_MISSING,
    ),
    "a parameter twice": (parse_imds, IMDS + b"&resource=y", METADATA, protocol.MALFORMED),
    "two names": (parse_imds, IMDS + b"&client_id=a&object_id=b", METADATA, protocol.MALFORMED),
    "two spellings": (parse_imds, IMDS + b"&client_id=a&clientid=b", METADATA, protocol.MALFORMED),
    "many parameters": (parse_imds, IMDS + b"&a=1" * 30, METADATA, protocol.MALFORMED),
    "a long value": (parse_imds, IMDS + b"&client_id=" + b"x" * 2049, METADATA, protocol.MALFORMED),
    "no header secret": (parse_app_service, APP_SERVICE, METADATA, protocol.IDENTITY_HEADER),
    "an empty one": (
        parse_app_service,
        APP_SERVICE,
        {b"x-identity-header": b""},
        protocol.IDENTITY_HEADER,
    ),
    "the header of another version": (
        parse_app_service,
        APP_SERVICE,
        {b"secret": b"s3cret"},
        protocol.IDENTITY_HEADER,
    ),
    "a version of IMDS": (parse_app_service, IMDS, HEADER, protocol.API_VERSION),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_wrong_request_is_refused(case):
    parse, query, headers, row = REFUSED[case]
    with pytest.raises(IdentityError) as caught:
        parse(query, headers)
    assert caught.value.refusal is row


@given(st.binary(max_size=200), st.binary(max_size=40))
def test_t3_any_bytes_are_a_request_or_a_refusal(query, secret):
    for parse in (parse_imds, parse_app_service):
        try:
            assert parse(query, {b"metadata": b"true", b"secret": secret}).resource
        except IdentityError as error:
            assert error.refusal.status in {400, 401}
