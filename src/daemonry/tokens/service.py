"""What a token request meets and leaves: the service, the caller, the attempt, the token."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import perf_counter_ns
from typing import TYPE_CHECKING

from daemonry.oauth import errors
from daemonry.oauth.errors import OAuthError
from daemonry.oauth.token_response import BEARER
from daemonry.tokens.confirmation import NOTHING_SHOWN, Possession
from daemonry.tokens.lifetime import RANDOM, LifetimeRange
from daemonry.tokens.order import TENANT
from daemonry.tokens.remembered import RememberedDecisions
from daemonry.tokens.throttle import Throttle

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from daemonry.model.audit import SignedInUser
    from daemonry.model.secret import SecretHashKeys
    from daemonry.model.service_principal import ServicePrincipal
    from daemonry.model.tenant import Tenant
    from daemonry.ports import (
        Clock,
        IdSource,
        IssuerKeys,
        RenewDigest,
        SignInLog,
        SingleUse,
        TokenDirectory,
    )
    from daemonry.tokens.keys import OpenKeys
    from daemonry.tokens.order import Check


@dataclass(frozen=True, slots=True)
class TokenService:
    """What issuing needs: the directory in memory, keys, time, and the record.

    ``lifetime`` is that of tokens for which nothing else is said; ``pause`` waits for
    some seconds without keeping others waiting.
    """

    directory: TokenDirectory
    sign_ins: SignInLog
    secret_keys: SecretHashKeys = field(repr=False)
    open_keys: OpenKeys = field(repr=False)
    clock: Clock
    ids: IdSource
    single_use: SingleUse
    issuer_keys: IssuerKeys
    origins: frozenset[str]
    pause: Callable[[float], Awaitable[None]]
    throttle: Throttle = field(default_factory=Throttle)
    uniform_errors: bool = False
    lifetime: LifetimeRange = RANDOM
    exact_entra_issuer: bool = False
    nonce_key: bytes | None = field(default=None, repr=False)
    renew_digest: RenewDigest | None = field(default=None, repr=False)
    remembered: RememberedDecisions = field(default_factory=RememberedDecisions, repr=False)


@dataclass(frozen=True, slots=True)
class Caller:
    """Where a request came from. ``origin`` is the one of ours that it used.

    ``trace_id`` names the request in the answer and in its sign-in record alike;
    ``shown`` is what it shows besides its credential. ``fingerprint`` stands for all of
    the request that decides about it, or is None when it must not be remembered.
    """

    tenant_name: str
    origin: str
    trace_id: str
    correlation_id: str
    ip_address: str = ""
    user_agent: str = ""
    shown: Possession = NOTHING_SHOWN
    fingerprint: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class IssuedToken:
    """A signed access token; ``resource`` is its API as it was asked for.

    Times are Unix seconds, ``lifetime`` is in seconds.
    """

    access_token: str = field(repr=False)
    lifetime: int
    not_before: int
    expires_on: int
    resource: str
    token_type: str = BEARER


@dataclass(slots=True)
class Attempt:
    """What became known of a request so far; the sign-in record is made from it.

    ``check`` is the one that is being made: if nothing more is heard, it failed.
    ``directory_version`` is that of the directory when the request began.
    """

    started_ns: int
    at: datetime
    directory_version: int | None = None
    check: Check = TENANT
    tenant: Tenant | None = None
    app_id: str = ""
    app_display_name: str = ""
    service_principal_id: str = ""
    credential_type: str = ""
    credential_key_id: str = ""
    resource: ServicePrincipal | None = None
    roles: tuple[str, ...] = ()
    token_identifier: str = ""
    user: SignedInUser | None = None

    @property
    def known_tenant(self) -> Tenant:
        """The tenant, for whoever asks after it was found."""
        if self.tenant is None:
            raise LookupError("The tenant is not known yet.")
        return self.tenant


def begin(service: TokenService) -> Attempt:
    """Return the attempt of a request that arrives now. Raises OAuthError (503)."""
    try:
        version = service.directory.version()
    except OSError as error:
        raise OAuthError(errors.TEMPORARY, detail=str(error)) from error
    return Attempt(perf_counter_ns(), service.clock.now(), version)
