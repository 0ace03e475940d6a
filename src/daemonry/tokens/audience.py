"""What a token calls the API that it is for. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from daemonry.model.ids import parse_guid
from daemonry.model.signing_key import KeyLine, active_key
from daemonry.oauth import errors
from daemonry.oauth.errors import OAuthError
from daemonry.tokens.optional_claims import listed_claims

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from daemonry.model.signing_key import SigningKey
    from daemonry.model.tenant import Tenant
    from daemonry.tokens.authorize import RequestedResource


def audience(resource: RequestedResource) -> str:
    """Return ``aud``: the appId for version 2, what the client asked for in version 1.

    A version 1 API that lists the ``aud`` optional claim with ``use_guid`` always
    gets its appId. An identifier in other case is put into its registered spelling.
    """
    application = resource.principal.application
    if application.access_token_version != 1:
        return application.app_id
    claim = listed_claims(application).get("aud")
    if claim is not None and "use_guid" in claim.additional_properties:
        return application.app_id
    if parse_guid(resource.identifier) is not None:
        return application.app_id
    asked = resource.identifier.casefold()
    spellings = (uri for uri in application.identifier_uris if uri.casefold() == asked)
    return next(spellings, resource.identifier)


def require_fit_for_mapped_claims(
    resource: RequestedResource, tenant: Tenant, keys: Sequence[SigningKey], now: datetime
) -> None:
    """Refuse a token whose audience others might hold, for an API with acceptMappedClaims.

    Its audience must be the appId or lie in a verified domain, unless a key of its own
    signs for the API (Entra: reference-claims-customization). Raises OAuthError.
    """
    application = resource.principal.application
    if not application.api.accept_mapped_claims:
        return
    name = audience(resource)
    if name == application.app_id:
        return
    own = KeyLine(application.token_settings.signing_algorithm, application.app_id)
    if active_key(keys, own, now) is not None:
        return
    host = urlsplit(name).hostname or ""
    if urlsplit(name).scheme == "api" or not any(
        host == domain or host.endswith(f".{domain}") for domain in tenant.verified_domains
    ):
        raise OAuthError(errors.MAPPED_CLAIMS_AUDIENCE)
