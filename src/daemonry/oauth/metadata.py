"""Discovery documents: OpenID Connect discovery v1 and v2, instance discovery.

OpenID Connect Discovery 1.0 section 3; field order and values as Entra publishes
them, with one origin for everything. Response types are those that are served.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs, urlsplit

from daemonry.oauth import errors
from daemonry.oauth.authorization_request import RESPONSE_MODES
from daemonry.oauth.delegated_request import AUTHORIZATION_CODE, DEVICE_CODE, REFRESH_TOKEN
from daemonry.oauth.dpop import ALGORITHMS as PROOF_ALGORITHMS
from daemonry.oauth.errors import OAuthError
from daemonry.oauth.pkce import S256

if TYPE_CHECKING:
    from collections.abc import Collection

_CLAIMS_V2: Final = (
    "sub",
    "iss",
    "cloud_instance_name",
    "cloud_instance_host_name",
    "cloud_graph_host_name",
    "msgraph_host",
    "aud",
    "exp",
    "iat",
    "auth_time",
    "acr",
    "nonce",
    "preferred_username",
    "name",
    "tid",
    "ver",
    "at_hash",
    "c_hash",
    "email",
)
_CLAIMS_V1: Final = (*_CLAIMS_V2[:12], "amr", "nickname", "given_name", "family_name", "tid", "ver")
AUTH_METHODS: Final = ("client_secret_post", "private_key_jwt", "client_secret_basic")
GRANT_TYPES: Final = ("client_credentials", AUTHORIZATION_CODE, REFRESH_TOKEN, DEVICE_CODE)
ASSERTION_ALGORITHMS: Final = (
    *("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"),
    *("ES256", "ES384", "ES512", "EdDSA", "Ed25519"),
)
_ALIAS_TENANT: Final = "{tenantid}"


@dataclass(frozen=True, slots=True)
class Authority:
    """One tenant as seen through one origin, e.g. ``https://localhost:8443``.

    ``exact_entra_issuer`` swaps our own issuers for those of the public service,
    for tests whose validators have them built in.
    """

    origin: str
    tenant_id: str
    exact_entra_issuer: bool = False

    @property
    def issuer_v2(self) -> str:
        """The issuer of version 2 tokens; no trailing slash."""
        if self.exact_entra_issuer:
            return f"https://{self.tenant_id}.ciamlogin.com/{self.tenant_id}/v2.0"
        return f"{self.origin}/{self.tenant_id}/v2.0"

    @property
    def issuer_v1(self) -> str:
        """The issuer of version 1 tokens; with a trailing slash."""
        if self.exact_entra_issuer:
            return f"https://sts.windows.net/{self.tenant_id}/"
        return f"{self.origin}/{self.tenant_id}/"

    def issuer(self, version: int) -> str:
        """Return the issuer of tokens of this version."""
        return self.issuer_v1 if version == 1 else self.issuer_v2


def alias_authority(origin: str, alias: str) -> Authority:
    """Return the authority of ``common`` and its like: its issuer is a template."""
    del alias  # all aliases share the template (Entra: v2-protocols-oidc)
    return Authority(origin, _ALIAS_TENANT)


def openid_configuration(
    authority: Authority, *, version: int, path: str, app_id: str = ""
) -> dict[str, object]:
    """Return the discovery document of ``version`` 1 or 2.

    ``path`` is the tenant segment of the endpoints: the tenant ID, whatever name
    the client used, or the alias as it stands. With ``app_id`` the keys are that
    application's (Entra: access-tokens, "Validate tokens").
    """
    origin = authority.origin
    base, tail = f"{origin}/{path}", "/v2.0" if version != 1 else ""
    host = urlsplit(origin).netloc
    document: dict[str, object] = {
        "token_endpoint": f"{base}/oauth2{tail}/token",
        "token_endpoint_auth_methods_supported": list(AUTH_METHODS),
        "jwks_uri": f"{base}/discovery{tail}/keys" + (f"?appid={app_id}" if app_id else ""),
        "response_modes_supported": list(RESPONSE_MODES),
        "subject_types_supported": ["pairwise"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "response_types_supported": ["code"],
        "scopes_supported": ["openid", "profile", "email", "offline_access"],
        "issuer": authority.issuer(version),
        "request_uri_parameter_supported": False,
        "userinfo_endpoint": f"{origin}/oidc/userinfo",
        "authorization_endpoint": f"{base}/oauth2{tail}/authorize",
        "device_authorization_endpoint": f"{base}/oauth2{tail}/devicecode",
        "http_logout_supported": True,
        "frontchannel_logout_supported": False,
        "end_session_endpoint": f"{base}/oauth2{tail}/logout",
        "claims_supported": list(_CLAIMS_V2 if version != 1 else _CLAIMS_V1),
        "tenant_region_scope": None,
        "cloud_instance_name": host,
        "cloud_graph_host_name": host,
        "msgraph_host": host,
        "grant_types_supported": list(GRANT_TYPES),
    }
    if version == 1:
        document |= {
            "scopes_supported": ["openid"],
            "microsoft_multi_refresh_token": True,
        }
    return document


def authorization_server_metadata(
    authority: Authority, *, binds_certificates: bool
) -> dict[str, object]:
    """Return the metadata of RFC 8414 section 2: what this server does, and nothing else.

    ``binds_certificates`` tells whether it sees client certificates (RFC 8705 section 3.3).
    Introspection, revocation and binding are for applications that opted in.
    """
    tenant = f"{authority.origin}/{authority.tenant_id}"
    document: dict[str, object] = {
        "issuer": authority.issuer_v2,
        "token_endpoint": f"{tenant}/oauth2/v2.0/token",
        "introspection_endpoint": f"{tenant}/oauth2/v2.0/introspect",
        "revocation_endpoint": f"{tenant}/oauth2/v2.0/revoke",
        "jwks_uri": f"{tenant}/discovery/v2.0/keys",
        "authorization_endpoint": f"{tenant}/oauth2/v2.0/authorize",
        "device_authorization_endpoint": f"{tenant}/oauth2/v2.0/devicecode",
        "response_types_supported": ["code"],
        "response_modes_supported": list(RESPONSE_MODES),
        "grant_types_supported": list(GRANT_TYPES),
        "code_challenge_methods_supported": [S256],
        "authorization_response_iss_parameter_supported": True,
        "dpop_signing_alg_values_supported": list(PROOF_ALGORITHMS),
        "tls_client_certificate_bound_access_tokens": binds_certificates,
    }
    for endpoint in ("token", "introspection", "revocation"):
        prefix = f"{endpoint}_endpoint_auth"
        document[f"{prefix}_methods_supported"] = list(AUTH_METHODS)
        document[f"{prefix}_signing_alg_values_supported"] = list(ASSERTION_ALGORITHMS)
    return document


def instance_discovery(query: str, *, origin: str, hosts: Collection[str]) -> dict[str, object]:
    """Return the answer of ``/common/discovery/instance`` for one of our own hosts.

    ``query`` is the raw query string: ``authorization_endpoint`` comes encoded or
    not. Raises OAuthError 50049 for a host in none of ``hosts``, 50050 when the
    request cannot be read.
    """
    try:
        parameters = parse_qs(query, max_num_fields=10, errors="strict")
    except ValueError:
        raise OAuthError(errors.MALFORMED_INSTANCE_REQUEST, reason="bad query.") from None
    endpoint = parameters.get("authorization_endpoint", [""])[0]
    host, tenant, version = _parse_authorization_endpoint(endpoint)
    if host not in hosts:
        raise OAuthError(errors.UNKNOWN_INSTANCE)
    tail = "/v2.0" if version != 1 else ""
    # MSAL Python drops the port from what it asks; the answer leads back to us.
    document: dict[str, object] = {
        "tenant_discovery_endpoint": f"{origin}/{tenant}{tail}/.well-known/openid-configuration"
    }
    api_version = parameters.get("api-version", ["1.0"])[0]
    if api_version != "1.0":
        netloc = urlsplit(origin).netloc
        document["api-version"] = "1.1"
        document["metadata"] = [
            {
                "preferred_network": netloc,
                "preferred_cache": netloc,
                "aliases": sorted({netloc, *hosts}),
            }
        ]
    return document


def _parse_authorization_endpoint(endpoint: str) -> tuple[str, str, int]:
    try:
        parts = urlsplit(endpoint)
        host = (parts.hostname or "").lower()
    except ValueError:
        raise OAuthError(errors.MALFORMED_INSTANCE_REQUEST, reason="bad URL.") from None
    segments = [segment for segment in parts.path.split("/") if segment]
    if parts.scheme != "https" or not host or not segments:
        raise OAuthError(
            errors.MALFORMED_INSTANCE_REQUEST,
            reason="'authorization_endpoint' must be an https URL with a tenant.",
        )
    return host, segments[0], 2 if "v2.0" in segments else 1
