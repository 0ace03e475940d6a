"""Which application ID URIs an application may bear (Entra: identifier-uri-restrictions).

An identifier is what clients ask tokens for and what ends up in ``aud``, so it has to
prove whose it is: by the application's own ID, the tenant's ID or a verified domain.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from daemonry.directory.entitlement_rules import is_for_personal_accounts
from daemonry.directory.text_rules import host_of
from daemonry.model.errors import (
    DUPLICATE_VALUE,
    HOST_NAME_NOT_VERIFIED,
    IDENTIFIER_URI_FORM,
    INVALID_PROPERTY,
    TOO_LONG,
    TOO_MANY,
    InvalidError,
)
from daemonry.model.ids import parse_guid

if TYPE_CHECKING:
    from daemonry.model.application import Application
    from daemonry.model.tenant import Tenant

MAX_LENGTH: Final = 255
MAX_LENGTH_PERSONAL: Final = 120
MAX_COUNT_PERSONAL: Final = 50

_PROPERTY: Final = "identifierUris"
# Printable ASCII without wildcards, percent-encoding and what no URI contains: two
# identifiers can then only look alike by case, and case does not count (ASVS 9.2.4).
_PLAIN: Final = re.compile(r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()+,;=]+")
_API: Final = "api://"
_SEGMENT: Final = re.compile(r"[^?#@]+")
_URN: Final = re.compile(r"urn:[a-z0-9][a-z0-9\-]{0,31}:.+")
_EXEMPT_VERSION: Final = 2


def check_identifier_uris(application: Application, tenant: Tenant) -> None:
    """Check every identifier of an application as it will be stored.

    Those that are stored already are checked again: a change of token version or
    audience must not leave an identifier behind that could not be added now.
    Raises InvalidError(IDENTIFIER_URI_FORM, HOST_NAME_NOT_VERIFIED, DUPLICATE_VALUE,
    TOO_LONG, TOO_MANY, INVALID_PROPERTY).
    """
    uris = application.identifier_uris
    personal = is_for_personal_accounts(application)
    if personal and len(uris) > MAX_COUNT_PERSONAL:
        raise InvalidError(
            TOO_MANY, target=_PROPERTY, property=_PROPERTY, limit=str(MAX_COUNT_PERSONAL)
        )
    if len({uri.casefold() for uri in uris}) < len(uris):
        raise InvalidError(DUPLICATE_VALUE, target=_PROPERTY, detail_code=DUPLICATE_VALUE.code)
    longest = MAX_LENGTH_PERSONAL if personal else MAX_LENGTH
    for uri in uris:
        _check_form(uri, longest)
        _check_proof(uri, application, tenant)


def is_at_domain(uri: str, domain: str) -> bool:
    """Tell whether an identifier rests on this domain, so that the domain must stay."""
    if uri.startswith("https://"):
        return _is_within(host_of(uri, ("https",)) or "", domain)
    return any(_is_within(part, domain) for part in re.split(r"[:/]", uri.lower()))


def _check_form(uri: str, longest: int) -> None:
    if len(uri) > longest:
        raise InvalidError(TOO_LONG, target=_PROPERTY, property=_PROPERTY, limit=str(longest))
    if uri.endswith("/") or _PLAIN.fullmatch(uri) is None:
        raise InvalidError(
            INVALID_PROPERTY, target=_PROPERTY, property=_PROPERTY, resource="Application"
        )


def _check_proof(uri: str, application: Application, tenant: Tenant) -> None:
    if uri.startswith("https://"):
        _check_https(uri, application, tenant)
    elif uri.startswith(_API):
        _check_api(uri, application, tenant)
    elif _URN.fullmatch(uri) and not is_for_personal_accounts(application):
        parts = uri.lower().split(":")
        named = {application.app_id, tenant.tenant_id, *tenant.verified_domains}
        if not _is_exempt(application) and named.isdisjoint(parts):
            raise _unproved(uri, application)
    else:
        raise _unproved(uri, application)


def _check_https(uri: str, application: Application, tenant: Tenant) -> None:
    """Let pass a verified domain and its subdomains, without port and user information."""
    host = host_of(uri, ("https",))
    authority = re.split(r"[/?#]", uri.removeprefix("https://"), maxsplit=1)[0]
    if host is None or authority.lower() != host:
        raise InvalidError(
            INVALID_PROPERTY, target=_PROPERTY, property=_PROPERTY, resource="Application"
        )
    if not _is_verified(host, tenant):
        raise InvalidError(
            HOST_NAME_NOT_VERIFIED, target=_PROPERTY, uri=uri, app_id=application.app_id
        )


def _check_api(uri: str, application: Application, tenant: Tenant) -> None:
    """Let pass own appId; tenant ID and a string; a string and own appId; a verified domain.

    Anything else only for version 2 tokens, whose audience is the appId anyway; but a
    GUID in front must always be one of ours, as it reads like an appId.
    """
    first, *rest = uri.removeprefix(_API).lower().split("/")
    if not first or not all(rest) or not _SEGMENT.fullmatch(first):
        raise InvalidError(
            INVALID_PROPERTY, target=_PROPERTY, property=_PROPERTY, resource="Application"
        )
    ours = first in {application.app_id, tenant.tenant_id}
    if parse_guid(first) is not None and not ours:
        raise _unproved(uri, application)
    proved = (
        first == application.app_id
        or (first == tenant.tenant_id and bool(rest))
        or rest[:1] == [application.app_id]
        or _is_verified(first, tenant)
    )
    if not proved and not _is_exempt(application):
        raise _unproved(uri, application)


def _is_exempt(application: Application) -> bool:
    return application.access_token_version == _EXEMPT_VERSION


def _is_verified(host: str, tenant: Tenant) -> bool:
    return any(_is_within(host, domain) for domain in tenant.verified_domains)


def _is_within(host: str, domain: str) -> bool:
    return host == domain or host.endswith(f".{domain}")


def _unproved(uri: str, application: Application) -> InvalidError:
    return InvalidError(IDENTIFIER_URI_FORM, target=_PROPERTY, uri=uri, app_id=application.app_id)
