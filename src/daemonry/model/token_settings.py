"""What an application may turn on beyond what Entra does; everything is off by default."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

PROFILE_ENTRA: Final = "entra"
PROFILE_RFC9068: Final = "rfc9068"
PROFILES: Final = (PROFILE_ENTRA, PROFILE_RFC9068)
ASSERTIONS_ENTRA: Final = "entra"
ASSERTIONS_STRICT: Final = "strict"
ASSERTION_PROFILES: Final = (ASSERTIONS_ENTRA, ASSERTIONS_STRICT)
CONSTRAINT_NONE: Final = "none"
CONSTRAINT_OPTIONAL: Final = "optional"
CONSTRAINT_DPOP: Final = "dpop"
CONSTRAINT_MTLS: Final = "mtls"
CONSTRAINTS: Final = (CONSTRAINT_NONE, CONSTRAINT_OPTIONAL, CONSTRAINT_DPOP, CONSTRAINT_MTLS)
RS256: Final = "RS256"
ES256: Final = "ES256"
EDDSA: Final = "EdDSA"
ALGORITHMS: Final = (RS256, ES256, EDDSA)


@dataclass(frozen=True, slots=True)
class TokenSettings:
    """Opt-ins of one application, as a client and as a resource.

    As a client: ``assertion_profile`` is ``strict`` for RFC 7523bis assertions (sole
    issuer audience, typed, single use); ``certificate_only`` refuses client secrets.
    As a resource: ``access_token_profile`` ``rfc9068`` makes ``at+jwt`` tokens;
    ``signing_algorithm`` is one of ``ALGORITHMS``; ``sender_constraint`` says whether
    tokens are bound to a key: ``none`` never, ``optional`` when the client shows one,
    ``dpop`` and ``mtls`` always, so that bearer tokens are refused; the rest allow
    RFC 8707 ``resource``, a subset of the granted roles, and, to the application
    itself, RFC 7662 introspection and RFC 7009 revocation;
    ``continuous_access_evaluation`` gives clients that understand claims challenges
    long-lived tokens, because the resource asks again whenever it is called.
    """

    assertion_profile: str = ASSERTIONS_ENTRA
    certificate_only: bool = False
    access_token_profile: str = PROFILE_ENTRA
    signing_algorithm: str = RS256
    sender_constraint: str = CONSTRAINT_NONE
    allow_resource_parameter: bool = False
    allow_role_subset: bool = False
    allow_introspection: bool = False
    allow_revocation: bool = False
    continuous_access_evaluation: bool = False


NOTHING_SET: Final = TokenSettings()
"""What an application has before anybody sets anything: exactly Entra's behaviour."""
