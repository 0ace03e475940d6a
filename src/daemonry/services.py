"""Settings to storage and keys to use cases: what every surface and command stands on."""

from __future__ import annotations

import asyncio
import hmac
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from daemonry.directory.federation_rules import FederationRules
from daemonry.directory.signing_keys import TenantTools
from daemonry.jose.batches import SigningBatches
from daemonry.jose.jwk import MadeKey, make_signing_key
from daemonry.jose.multi_buffer import find_multi_buffer
from daemonry.model.signing_key import sealing_context
from daemonry.oauth.external_issuer import OurIssuers
from daemonry.outbound.fetcher import Fetcher
from daemonry.outbound.issuer_keys import CachedIssuerKeys
from daemonry.renewal import DigestRenewal
from daemonry.storage.errors import StorageError
from daemonry.storage.secret_files import KEYS_DIRECTORY, open_server_keys
from daemonry.storage.sqlite import prepare_directory
from daemonry.storage.store import Store, open_store
from daemonry.storage.system import SystemClock, SystemIds
from daemonry.tokens.keys import OpenKeys
from daemonry.tokens.lifetime import RANDOM, LifetimeRange, fixed
from daemonry.tokens.service import TokenService
from daemonry.tokens.throttle import Limits, Throttle

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from pydantic import SecretStr

    from daemonry.model.secret import SecretHashKeys
    from daemonry.ports import (
        Clock,
        Directory,
        IdSource,
        SignInLog,
        TokenDirectory,
    )
    from daemonry.settings import Settings
    from daemonry.storage.envelope import EnvelopeVault
    from daemonry.storage.secret_files import ServerKeys
    from daemonry.web.origins import Origins

_SEEDED_OPERATOR: Final = "admin@contoso.onmicrosoft.com"


@dataclass(frozen=True, slots=True)
class Services:
    """Everything a surface or the command line works with."""

    settings: Settings
    store: Store
    vault: EnvelopeVault = field(repr=False)
    secret_keys: SecretHashKeys = field(repr=False)
    clock: Clock
    ids: IdSource
    make_signing_key: Callable[[str, datetime, str], MadeKey] = make_signing_key

    @property
    def directory(self) -> Directory:
        """Units of work."""
        return self.store.directory

    @property
    def token_directory(self) -> TokenDirectory:
        """The directory in memory, for tokens."""
        return self.store.token_directory

    @property
    def sign_in_log(self) -> SignInLog:
        """Sign-in records."""
        return self.store.sign_in_log


@asynccontextmanager
async def open_services(settings: Settings, *, create: bool = False) -> AsyncIterator[Services]:
    """Open storage and keys as the settings say, and close them again.

    With ``create`` keys that are neither given nor there are made, for a new data
    directory. Raises StorageError when the data or the keys cannot be opened; the
    message says what to do.
    """
    prepare_directory(settings.data)
    keys = server_keys(settings, settings.data / KEYS_DIRECTORY, create=create)
    async with await open_store(
        settings.database or settings.data,
        data=settings.data,
        outage_limit=settings.issue_without_database,
    ) as store:
        yield Services(
            settings=settings,
            store=store,
            vault=keys.vault,
            secret_keys=keys.secret_hash_keys,
            clock=SystemClock(),
            ids=SystemIds(),
        )


def server_keys(settings: Settings, directory: Path, *, create: bool = False) -> ServerKeys:
    """Return the keys that the settings give, or else those of the files in ``directory``.

    Raises KeyFileError; with ``create`` missing files are made.
    """
    return open_server_keys(
        directory,
        key_encryption_key=_revealed(settings.key_encryption_key),
        secret_hash_key=_revealed(settings.secret_hash_key),
        create=create,
    )


async def require_open_keys(services: Services) -> None:
    """Raise StorageError unless the signing keys of a tenant can be decrypted.

    Keys of all tenants are sealed with the same key encryption key, so one tells.
    """
    async with services.directory.read() as uow:
        for tenant in (await uow.tenants.list_all())[:1]:
            for key in await uow.signing_keys.list_of(tenant.tenant_id):
                if not key.is_published:
                    continue
                try:
                    context = sealing_context(key.tenant_id, key.kid)
                    services.vault.open(key.sealed_private_key, context=context)
                except ValueError:
                    raise StorageError(f"Signing key {key.kid} cannot be decrypted.") from None


async def newest_moment(services: Services) -> datetime:
    """Return when something happened last in the first tenant; long ago without a tenant.

    That is a token, the making of a key, or of the tenant. Raises OSError.
    """
    async with services.directory.read() as uow:
        tenants = (await uow.tenants.list_all())[:1]
        moments = [tenant.created_at for tenant in tenants]
        for tenant in tenants:
            keys = await uow.signing_keys.list_of(tenant.tenant_id)
            moments += [key.published_at for key in keys]
    for tenant in tenants:
        newest = await services.sign_in_log.list_newest(tenant.tenant_id, limit=1)
        moments += [sign_in.at for sign_in in newest]
    return max(moments, default=datetime.min.replace(tzinfo=UTC))


def foreign_keys(services: Services) -> CachedIssuerKeys:
    """Return where the keys of foreign issuers come from, as the settings allow."""
    settings = services.settings
    fetcher = Fetcher(
        private_hosts=frozenset(name.strip().lower() for name in settings.private_issuer_hosts),
        private_ca=settings.private_issuer_ca,
    )
    return CachedIssuerKeys(fetcher, services.clock)


def tenant_tools(services: Services) -> TenantTools:
    """Return what the making of a tenant or a key needs."""
    return TenantTools(
        clock=services.clock,
        ids=services.ids,
        vault=services.vault,
        make_signing_key=services.make_signing_key,
    )


def operators_of(settings: Settings) -> frozenset[str]:
    """Return the user names, in lower case, of those that run the server in a browser."""
    named = {name.strip().lower() for name in settings.operators if name.strip()}
    return frozenset(named | ({_SEEDED_OPERATOR} if settings.profile == "dev" else set()))


def federation_rules(settings: Settings, origins: frozenset[str]) -> FederationRules:
    """Return what the settings say of federated identity credentials, for a server there."""
    return FederationRules(
        our_issuers=OurIssuers(origins, settings.exact_entra_issuer),
        most=settings.federated_credentials_per_application,
    )


def signing_batches(settings: Settings) -> SigningBatches:
    """Return what signs for one event loop. Raises MultiBufferError for a wrong setting."""
    return SigningBatches(find_multi_buffer(settings.multi_buffer))


def token_service(
    services: Services, origins: Origins, batches: SigningBatches | None = None
) -> TokenService:
    """Return the token service of a server that answers for ``origins``.

    ``batches`` signs for it, so that somebody may look at its queue.
    """
    batches = batches or signing_batches(services.settings)
    return TokenService(
        directory=services.token_directory,
        sign_ins=services.sign_in_log,
        secret_keys=services.secret_keys,
        open_keys=OpenKeys(services.vault, batches),
        clock=services.clock,
        ids=services.ids,
        lifetime=_token_lifetime(services.settings),
        exact_entra_issuer=services.settings.exact_entra_issuer,
        single_use=services.store.single_use,
        issuer_keys=foreign_keys(services),
        origins=origins.all,
        nonce_key=_nonce_key(services),
        renew_digest=DigestRenewal(
            services.directory, services.secret_keys, services.clock, services.ids
        ),
        pause=asyncio.sleep,
        throttle=Throttle(_limits(services.settings)),
        uniform_errors=services.settings.uniform_errors,
    )


def _token_lifetime(settings: Settings) -> LifetimeRange:
    """Return the lifetime of tokens without a policy: random in production, fixed for tests."""
    chosen = settings.access_token_lifetime
    if chosen is None:
        return fixed(3600) if settings.profile == "dev" else RANDOM
    return RANDOM if chosen == "random" else fixed(chosen)


def _nonce_key(services: Services) -> bytes | None:
    """Return the key of nonces for DPoP proofs, the same in every process; None without them."""
    keys = services.secret_keys
    is_on = services.settings.dpop_nonce
    return hmac.digest(keys.keys[keys.current], b"DPoP nonces", "sha256") if is_on else None


def _limits(settings: Settings) -> Limits:
    """Return how much is too much; tests fail on purpose, so ``dev`` is patient."""
    failures = settings.failures_per_minute
    if failures is None:
        failures = 300 if settings.profile == "dev" else 10
    return Limits(
        failures=failures,
        tenant_requests=settings.tenant_requests_per_second,
        client_requests=settings.client_requests_per_second,
        address_requests=settings.address_requests_per_second,
        identical=settings.identical_requests,
    )


def _revealed(secret: SecretStr | None) -> str | None:
    return secret.get_secret_value() if secret is not None else None
