"""What an application may turn on beyond what Entra does; everything is off by default."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

PROFILE_ENTRA: Final = "entra"
PROFILE_RFC9068: Final = "rfc9068"
ASSERTIONS_ENTRA: Final = "entra"
ASSERTIONS_STRICT: Final = "strict"
CONSTRAINT_NONE: Final = "none"
CONSTRAINT_DPOP: Final = "dpop"
CONSTRAINT_MTLS: Final = "mtls"
ALGORITHMS: Final = ("RS256", "ES256", "EdDSA")


@dataclass(frozen=True, slots=True)
class TokenSettings:
    """Opt-ins of one application, as a client and as a resource.

    As a client: ``assertion_profile`` is ``strict`` for RFC 7523bis assertions (sole
    issuer audience, typed, single use); ``certificate_only`` refuses client secrets.
    As a resource: ``access_token_profile`` ``rfc9068`` makes ``at+jwt`` tokens;
    ``signing_algorithm`` is one of ``ALGORITHMS``; ``sender_constraint`` refuses bearer
    tokens; the rest allow RFC 8707 ``resource``, a subset of the granted roles,
    RFC 7662 introspection and RFC 7009 revocation.
    """

    assertion_profile: str = ASSERTIONS_ENTRA
    certificate_only: bool = False
    access_token_profile: str = PROFILE_ENTRA
    signing_algorithm: str = "RS256"
    sender_constraint: str = CONSTRAINT_NONE
    allow_resource_parameter: bool = False
    allow_role_subset: bool = False
    allow_introspection: bool = False
    allow_revocation: bool = False


NOTHING_SET: Final = TokenSettings()
"""What an application has before anybody sets anything: exactly Entra's behaviour."""
