"""A client that proves itself by a password credential (RFC 6749 section 2.3.1)."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

from daemonry.model.ids import AppId, TenantId, parse_guid
from daemonry.model.secret import PREFIX, digest_secret, has_valid_checksum
from daemonry.oauth import errors
from daemonry.oauth.errors import OAuthError

if TYPE_CHECKING:
    from datetime import datetime

    from daemonry.model.credential import PasswordCredential
    from daemonry.model.secret import SecretHashKeys
    from daemonry.model.service_principal import ServicePrincipal


def verify_secret(
    client: ServicePrincipal, secret: str, *, keys: SecretHashKeys, now: datetime
) -> PasswordCredential:
    """Return the live credential that the secret belongs to, or raise OAuthError.

    It may be one of the application or one of the service principal itself.
    Every credential is tried, expired ones too and without an early exit, so that
    time tells nothing about which one was close.
    """
    matching = _matching(client, secret, keys)
    live = [credential for credential in matching if credential.is_live(now)]
    if live:
        return live[0]
    if matching:
        # Unverified against Entra: a secret that is not yet valid gets the same code.
        raise OAuthError(errors.SECRET_EXPIRED, client_id=client.app_id)
    raise OAuthError(
        errors.SECRET_MISMATCH,
        client_id=client.app_id,
        detail=_likely_mistake(client, secret),
    )


def spend_equal_comparison(secret: str, keys: SecretHashKeys) -> None:
    """Do for an unknown client what a known one costs, so that time does not tell."""
    digest = digest_secret(keys, TenantId(""), AppId(""), secret, key_id=keys.current)
    hmac.compare_digest(digest.digest, bytes(32))


def _likely_mistake(client: ServicePrincipal, secret: str) -> str:
    """Return what probably happened, for the record; nothing of the value is told.

    Identifiers of secrets are no secrets: the directory lists them.
    """
    guid = parse_guid(secret.strip())
    if guid is not None:
        is_own = any(one.key_id == guid for one in client.client_secrets)
        whose = "the ID of one of its secrets" if is_own else "a GUID, such as a secret's ID,"
        return f"Wrong client secret: {whose} was sent in place of the secret's value."
    if has_valid_checksum(secret):
        return (
            "Wrong client secret: it is well-formed, so it was deleted, or it belongs to another"
            " application."
        )
    if secret != secret.strip():
        return "Wrong client secret: it begins or ends with white space."
    if secret.startswith(PREFIX):
        return "Wrong client secret: its checksum does not fit, so it was cut or mistyped."
    return "Wrong client secret: it does not look like one of this server's."


def _matching(
    client: ServicePrincipal, secret: str, keys: SecretHashKeys
) -> list[PasswordCredential]:
    made: dict[str, bytes] = {}
    matching = []
    for credential in client.client_secrets:
        key_id = credential.digest.hash_key_id
        if key_id not in keys.keys:
            continue  # its key was taken away: the credential can never verify again
        if key_id not in made:
            made[key_id] = digest_secret(
                keys, client.tenant_id, client.app_id, secret, key_id=key_id
            ).digest
        if hmac.compare_digest(made[key_id], credential.digest.digest):
            matching.append(credential)
    if not made:
        digest_secret(keys, client.tenant_id, client.app_id, secret, key_id=keys.current)
    return matching
