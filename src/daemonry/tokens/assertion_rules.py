"""Which assertions of a client count: the two profiles, audiences, times. Pure.

``entra`` is what MSAL in all its languages sends, ``strict`` is RFC 7523bis with the
limits of FAPI 2.0. A list as audience is refused in both: a client that a second
server talked into signing one would hand us an assertion meant for others.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from daemonry.model.token_settings import ASSERTIONS_STRICT
from daemonry.oauth import errors
from daemonry.oauth.errors import OAuthError

if TYPE_CHECKING:
    from collections.abc import Collection

    from daemonry.model.application import Application
    from daemonry.model.tenant import Tenant
    from daemonry.oauth.client_assertion import UnverifiedAssertion
    from daemonry.oauth.metadata import Authority
    from daemonry.tokens.credential_check import CredentialCheck

_CLIENT_AUTHENTICATION: Final = "client-authentication+jwt"
_TOKEN_PATHS: Final = ("oauth2/v2.0/token", "oauth2/token", "v2.0", "")
"""What follows the tenant in its token endpoints and issuers, versions 2 and 1."""

MAX_TOKEN_ID: Final = 256


@dataclass(frozen=True, slots=True)
class AssertionProfile:
    """The limits of one profile; durations are in seconds.

    ``types`` are in lower case and None stands for no ``typ``. ``expiry_grace`` is how
    long past ``exp`` counts, ``earliness`` how far ahead ``nbf`` and ``iat`` may lie.
    """

    types: tuple[str | None, ...]
    algorithms: tuple[str, ...]
    longest: int
    expiry_grace: int
    earliness: int
    is_single_use: bool


ENTRA: Final = AssertionProfile(
    types=(None, "jwt", _CLIENT_AUTHENTICATION),
    algorithms=(
        *("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"),
        *("ES256", "ES384", "ES512"),
    ),
    longest=24 * 3600,
    expiry_grace=300,
    earliness=300,
    is_single_use=False,
)
STRICT: Final = AssertionProfile(
    types=(_CLIENT_AUTHENTICATION,),
    algorithms=("PS256", "ES256", "EdDSA", "Ed25519"),
    longest=300,
    expiry_grace=0,
    earliness=60,
    is_single_use=True,
)


def profile_of(application: Application) -> AssertionProfile:
    """Return the profile that the application chose."""
    is_strict = application.token_settings.assertion_profile == ASSERTIONS_STRICT
    return STRICT if is_strict else ENTRA


def check_header(assertion: UnverifiedAssertion, profile: AssertionProfile) -> None:
    """Raise OAuthError 5002727 or 5002738 for a type or algorithm that does not count.

    And 50027 for padding, which clients of Entra send and RFC 7515 section 2 forbids.
    """
    if profile.is_single_use and b"=" in assertion.signing_input:
        raise OAuthError(errors.ASSERTION_MALFORMED, detail="A part of the JWT is padded.")
    kind = assertion.type.lower() if assertion.type is not None else None
    if kind not in profile.types:
        types = " or ".join(f"'{each}'" for each in profile.types if each is not None)
        raise OAuthError(errors.ASSERTION_TYPE, type=assertion.type or "", types=types)
    if assertion.algorithm not in profile.algorithms:
        raise OAuthError(
            errors.ASSERTION_ALGORITHM,
            algorithm=assertion.algorithm,
            algorithms=", ".join(profile.algorithms),
        )


def check_audience(
    assertion: UnverifiedAssertion, profile: AssertionProfile, check: CredentialCheck
) -> None:
    """Raise OAuthError 700023 unless the assertion is for this tenant of this server alone."""
    audience = assertion.audiences[0] if assertion.has_sole_audience else None
    authority = check.authority
    if audience is not None and profile is STRICT and audience == authority.issuer_v2:
        return
    if audience is not None and profile is ENTRA and _names_us(audience, check):
        return
    sent = " ".join(assertion.audiences)
    detail = f"The audience of the assertion was '{errors.printable(sent)}'; expected is"
    raise OAuthError(errors.ASSERTION_AUDIENCE, detail=f"{detail} '{authority.issuer_v2}'.")


def check_times(assertion: UnverifiedAssertion, profile: AssertionProfile, now: datetime) -> None:
    """Raise OAuthError 700024 unless ``now`` lies between ``nbf`` and a near ``exp``.

    RFC 7523 section 3 (4) to (6). An absent ``exp`` reads as 1970, as in Entra.
    """
    seconds = now.timestamp()
    expires = assertion.expires_at or 0.0
    starts = max(assertion.not_before or 0.0, assertion.issued_at or 0.0)
    is_over = seconds >= expires + profile.expiry_grace
    is_early = seconds < starts - profile.earliness
    if is_over or is_early or expires - seconds > profile.longest:
        raise OAuthError(
            errors.ASSERTION_TIME,
            now=_instant(seconds),
            starts=_instant(assertion.not_before or 0.0),
            ends=_instant(expires),
        )


def _names_us(audience: str, check: CredentialCheck) -> bool:
    """Tell whether an audience is a token endpoint or issuer of this tenant, on our hosts.

    The tenant may be written as its ID, a verified domain or its subdomain, and a
    trailing slash more or less does not matter. Host and domain names ignore case.
    """
    lowered = audience.lower()
    if lowered in _exact_issuers(check.authority):
        return True
    for origin in check.origins:
        if lowered.startswith(f"{origin}/"):
            name, _, path = lowered[len(origin) + 1 :].partition("/")
            if path.removesuffix("/") in _TOKEN_PATHS and name in _names(check.tenant):
                return True
    return False


def _exact_issuers(authority: Authority) -> Collection[str]:
    """Return what we call ourselves in tokens, which differs from our origin by setting."""
    return (authority.issuer_v2, authority.issuer_v1, authority.issuer_v1.removesuffix("/"))


def _names(tenant: Tenant) -> Collection[str]:
    return {tenant.tenant_id, tenant.subdomain, *tenant.verified_domains}


def _instant(seconds: float) -> str:
    """Return a time as .NET writes it: seven digits of a second."""
    time = datetime.fromtimestamp(seconds, UTC)
    return f"{time:%Y-%m-%dT%H:%M:%S}.{time.microsecond:06d}0Z"
