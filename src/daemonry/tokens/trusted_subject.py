"""A client certificate that is known by its name and issuer only (decision 13).

The header of the assertion carries the certificate (``x5c``). It counts when a
registered authority of the tenant issued it in a name that the application trusts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from daemonry.jose.certificate import Certificate, parse_certificate
from daemonry.jose.certificate_chain import ChainError, names_of, verify_chain
from daemonry.jose.public_key import KeyRefusedError
from daemonry.oauth import errors
from daemonry.oauth.errors import OAuthError

if TYPE_CHECKING:
    from daemonry.model.application import Application
    from daemonry.model.certificate_authority import TrustedSubject
    from daemonry.oauth.client_assertion import UnverifiedAssertion
    from daemonry.tokens.credential_check import CredentialCheck

_MOST_NAMES: Final = 10


async def trusted_certificate(
    application: Application, assertion: UnverifiedAssertion, check: CredentialCheck
) -> tuple[str, Certificate]:
    """Return the identifier of the authority that vouches for the certificate, and that.

    The authority's own registration is the trust anchor; the rest of ``x5c`` only leads
    to it. Raises OAuthError 700030 when the name is not one that the application trusts
    or no authority of the tenant issued it.
    """
    chain = assertion.certificates
    names: tuple[str, ...] = ()
    why = ""
    try:
        leaf = parse_certificate(chain[0])
        names = names_of(chain[0])
        trusted = [each for each in application.trusted_subjects if _is_meant(each, leaf, names)]
        for subject in trusted:
            authority = await _authority(check, subject)
            if authority is not None:
                verify_chain(chain, authority, check.now)
                return subject.authority_id, leaf
    except (KeyRefusedError, ChainError) as error:
        why = str(error)
    raise OAuthError(
        errors.ASSERTION_CERTIFICATE_SUBJECT,
        names=", ".join(f"'{name}'" for name in names[:_MOST_NAMES]),
        detail=f"The certificate in x5c does not count. {why}".strip(),
    )


def _is_meant(trusted: TrustedSubject, leaf: Certificate, names: tuple[str, ...]) -> bool:
    """Tell whether the certificate bears the name; case counts in a whole subject only."""
    wanted = trusted.subject_name
    if "=" in wanted:
        return wanted == leaf.subject
    return wanted.lower() in {name.lower() for name in names}


async def _authority(check: CredentialCheck, subject: TrustedSubject) -> bytes | None:
    held = await check.directory.certificate_authorities(check.tenant.tenant_id)
    return next(
        (each.certificate for each in held if each.authority_id == subject.authority_id), None
    )
