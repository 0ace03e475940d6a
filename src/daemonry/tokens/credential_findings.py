"""What the registered credentials of a client are worth now, before anybody shows one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from daemonry.model.credential import ends_soon
from daemonry.oauth import errors
from daemonry.oauth.errors import OAuthError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import datetime

    from daemonry.model.credential import PasswordCredential
    from daemonry.model.key_credential import KeyCredential
    from daemonry.model.service_principal import ServicePrincipal


@dataclass(frozen=True, slots=True)
class JudgedCredentials:
    """``refusal`` is set when none can succeed; ``is_ending`` when the last ends soon."""

    why: str
    refusal: OAuthError | None = None
    is_ending: bool = False


def judge_credentials(client: ServicePrincipal, now: datetime) -> JudgedCredentials:
    """Return whether the client can prove itself at all, and by what."""
    application = client.application
    secrets, certificates = client.client_secrets, client.client_certificates
    federated = application.federated_identity_credentials
    if application.token_settings.certificate_only:
        if not (certificates or federated):
            return JudgedCredentials(
                "It may use certificates only, and has none.",
                OAuthError(errors.CERTIFICATE_ONLY, client_id=application.app_id),
            )
        secrets = ()
    if application.is_fallback_public_client and not (secrets or certificates or federated):
        return JudgedCredentials(
            "It is registered as a public client and has no credential.",
            OAuthError(errors.PUBLIC_CLIENT),
        )
    if not (secrets or certificates or federated):
        return JudgedCredentials(
            "It has no credential: no secret, no certificate, no federated identity.",
            OAuthError(errors.SECRET_MISMATCH, client_id=application.app_id),
        )
    dated: Sequence[PasswordCredential | KeyCredential] = (*secrets, *certificates)
    live = [one for one in dated if one.is_live(now)]
    own = {one.key_id for one in client.password_credentials}
    own |= {one.key_id for one in client.key_credentials}
    words = " ".join(
        (*_dated("Secret", secrets, own, now), *_dated("Certificate", certificates, own, now))
    )
    if federated:
        names = ", ".join(credential.name for credential in federated)
        words = f"{words} Federated identities: {names}.".strip()
    elif not live:
        return JudgedCredentials(
            words, OAuthError(errors.SECRET_EXPIRED, client_id=application.app_id)
        )
    is_ending = not federated and all(ends_soon(one.ends_at, now) for one in live)
    return JudgedCredentials(words, is_ending=is_ending)


def _dated(
    kind: str,
    credentials: Sequence[PasswordCredential | KeyCredential],
    of_principal: Collection[str],
    now: datetime,
) -> Iterator[str]:
    """Yield one sentence for each: which it is and until when, never its value."""
    for credential in credentials:
        name = f"{kind} {credential.display_name or credential.key_id}"
        if credential.key_id in of_principal:
            name += " of the service principal"
        if now < credential.starts_at:
            yield f"{name} is not valid before {credential.starts_at:%Y-%m-%d}."
        elif now >= credential.ends_at:
            yield f"{name} expired on {credential.ends_at:%Y-%m-%d}."
        else:
            yield f"{name} expires in {(credential.ends_at - now).days} days."
