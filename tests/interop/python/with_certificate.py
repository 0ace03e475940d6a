"""A certificate in place of a secret; the argument names the library and how it is used."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

import msal  # type: ignore[import-untyped]  # MSAL ships no type information
from authlib.integrations.base_client.errors import (  # type: ignore[import-untyped]  # likewise
    OAuthError,
)
from authlib.integrations.requests_client import (  # type: ignore[import-untyped]  # likewise
    OAuth2Session,
)
from authlib.oauth2.rfc7523 import PrivateKeyJWT  # type: ignore[import-untyped]  # likewise
from azure.core.exceptions import ClientAuthenticationError
from azure.identity import CertificateCredential
from azure.identity.aio import CertificateCredential as AsyncCertificateCredential
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA1, SHA256
from exchange import RefusedError, TokenCase, answer

PASSPHRASE = "interop"


def get_token(case: TokenCase) -> str:
    kind, _, way = sys.argv[1].partition(" ")
    if kind == "msal":
        return _by_msal(case, way)
    if kind == "authlib":
        return _by_authlib(case)
    try:
        return asyncio.run(_azure_async(case)) if way == "async" else _azure(case, way)
    except ClientAuthenticationError as error:
        body = json.loads(error.response.text()) if error.response else {}
        raise RefusedError(str(error), body.get("error"), error.status_code) from error


def _by_msal(case: TokenCase, way: str) -> str:
    pem = Path(case.certificate_file).read_text(encoding="utf-8")
    certificate = pem[pem.index("-----BEGIN CERTIFICATE") :]
    thumbprint = _certificate(case).fingerprint(SHA1()).hex()  # noqa: S303 - x5t is SHA-1
    credential: dict[str, Any] = {
        "thumbprint": {"private_key": pem, "thumbprint": thumbprint},
        "thumbprint and PEM": {
            "private_key": pem,
            "thumbprint": thumbprint,
            "public_certificate": certificate,
        },
        "PEM": {"private_key": pem, "public_certificate": certificate},
        "PFX": {
            "private_key_pfx_path": f"{case.certificate_file}.pfx",
            "passphrase": PASSPHRASE,
            "public_certificate": True,
        },
    }[way]
    application = msal.ConfidentialClientApplication(
        case.client_id,
        client_credential=credential,
        authority=f"{case.origin}/{case.tenant}",
        instance_discovery=False,
    )
    result = application.acquire_token_for_client(scopes=[case.scope])
    if "access_token" not in result:
        raise RefusedError(result["error_description"], result["error"])
    return str(result["access_token"])


def _azure(case: TokenCase, way: str) -> str:
    with CertificateCredential(
        case.tenant,
        case.client_id,
        case.certificate_file,
        authority=case.origin,
        disable_instance_discovery=True,
        send_certificate_chain=way == "chain",
    ) as credential:
        return str(credential.get_token(case.scope).token)


async def _azure_async(case: TokenCase) -> str:
    async with AsyncCertificateCredential(
        case.tenant,
        case.client_id,
        case.certificate_file,
        authority=case.origin,
        disable_instance_discovery=True,
    ) as credential:
        return str((await credential.get_token(case.scope)).token)


def _by_authlib(case: TokenCase) -> str:
    endpoint = f"{case.origin}/{case.tenant}/oauth2/v2.0/token"
    session = OAuth2Session(
        case.client_id,
        Path(case.certificate_file).read_text(encoding="utf-8").partition("-----BEGIN CERT")[0],
        scope=case.scope,
        token_endpoint_auth_method="private_key_jwt",
    )
    kid = _certificate(case).fingerprint(SHA256()).hex()
    session.register_client_auth_method(PrivateKeyJWT(endpoint, headers={"kid": kid}))
    try:
        token = session.fetch_token(endpoint, grant_type="client_credentials")
    except OAuthError as error:
        raise RefusedError(error.description, error.error) from error
    return str(token["access_token"])


def _certificate(case: TokenCase) -> x509.Certificate:
    return x509.load_pem_x509_certificate(Path(case.certificate_file).read_bytes())


answer(get_token)
