"""One request of the admin center underway, and what a page may answer."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Protocol

from daemonry.web.proxies import NO_PROXIES

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence

    from daemonry.directory.application_changes import ApplicationChanges
    from daemonry.directory.federation_rules import FederationRules
    from daemonry.directory.notices import ServerNotices
    from daemonry.directory.signing_keys import TenantTools
    from daemonry.directory.work import Work
    from daemonry.model.application import Application
    from daemonry.model.audit import Actor
    from daemonry.model.errors import DirectoryError
    from daemonry.model.ids import TenantId
    from daemonry.model.second_factor import FactorRule
    from daemonry.model.secret import SecretHashKeys
    from daemonry.model.session import Session
    from daemonry.model.signing_key import RotationPolicy
    from daemonry.model.tenant import Tenant
    from daemonry.model.user import User
    from daemonry.ports import (
        Clock,
        Directory,
        DomainProofs,
        IdSource,
        IssuerKeys,
        SignInLog,
        SingleUse,
        TokenDirectory,
    )
    from daemonry.sign_in.throttle import PasswordGate
    from daemonry.web.origins import Origins
    from daemonry.web.proxies import TrustedProxies


class ShownSetting(Protocol):
    """A setting as people may see it."""

    @property
    def variable(self) -> str:
        """The name of its environment variable."""
        ...

    @property
    def value(self) -> str:
        """Its value, or for a secret only whether it is set."""
        ...

    @property
    def source(self) -> str:
        """Whether somebody set it."""
        ...

    @property
    def meaning(self) -> str:
        """What it is for."""
        ...

    @property
    def is_secret(self) -> bool:
        """Whether the value stands for a secret."""
        ...


class Manifest(Protocol):
    """An application as Graph writes it. Graph is a surface beside this one: it is handed in."""

    def document(self, application: Application, /) -> dict[str, Any]:
        """Return the application as JSON."""
        ...

    def changes(self, application: Application, wanted: Mapping[str, Any], /) -> ApplicationChanges:
        """Return what a document changes. Raises ODataError."""
        ...


@dataclass(frozen=True, slots=True)
class PortalServices:
    """What the pages work with."""

    directory: Directory
    token_directory: TokenDirectory
    sign_in_log: SignInLog
    single_use: SingleUse
    secret_keys: SecretHashKeys = field(repr=False)
    clock: Clock
    ids: IdSource
    origins: Origins
    federation: FederationRules
    issuer_keys: IssuerKeys
    manifest: Manifest
    tenant_tools: TenantTools
    rotation: RotationPolicy
    notices: ServerNotices
    domain_proofs: DomainProofs
    domain_suffix: str
    factor_rule: FactorRule
    password_gate: PasswordGate
    operators: frozenset[str] = frozenset()
    settings: Sequence[ShownSetting] = ()
    exact_entra_issuer: bool = False
    proxies: TrustedProxies = NO_PROXIES


@dataclass(frozen=True, slots=True)
class Call:
    """A request of somebody who is signed in, in one unit of work.

    ``tenant`` is the one that is looked at; ``operator`` is who the person is to the
    whole server, for those that run it.
    ``params`` are the named parts of the path. ``error`` is set when a form was
    refused and its page is shown again, with what was typed still in ``form``.
    """

    services: PortalServices
    work: Work
    tenant: Tenant
    user: User
    session: Session
    origin: str
    path: str
    params: Mapping[str, str]
    query: Mapping[str, str]
    form: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    error: DirectoryError | None = None
    operator: Actor | None = None

    @property
    def is_at_home(self) -> bool:
        """Tell whether the tenant that is looked at is that of the account."""
        return self.tenant.tenant_id == self.user.tenant_id

    @property
    def own_work(self) -> Work:
        """The same work in the tenant of the account, whichever is looked at."""
        return self.in_tenant(self.user.tenant_id)

    def in_tenant(self, tenant_id: TenantId) -> Work:
        """Return the same work in another tenant: for operators alone."""
        return replace(self.work, tenant_id=tenant_id)

    def text(self, name: str) -> str:
        """Return a field of the form without surrounding blanks; empty when it is not there."""
        values = self.form.get(name, ())
        return values[0].strip() if values else ""

    def typed(self, name: str, stored: str | None = "") -> str:
        """Return what to put into a field: what was typed when a form comes back, else this."""
        return self.text(name) if self.form else stored or ""

    def ticked(self, name: str) -> bool:
        """Tell whether a check box was ticked."""
        return name in self.form


@dataclass(frozen=True, slots=True)
class Shown:
    """A page: its template and the values in it.

    ``is_preview`` undoes what was changed to make the page: it shows what would be.
    """

    template: str
    values: Mapping[str, Any]
    status: int = 200
    is_preview: bool = False


@dataclass(frozen=True, slots=True)
class Moved:
    """Go there by GET, where the notice of this name is shown (``rendering.NOTICES``).

    ``view_tenant`` is the tenant that this browser looks at from then on.
    """

    location: str
    notice: str = ""
    view_tenant: TenantId | None = None


@dataclass(frozen=True, slots=True)
class Streamed:
    """A file that is written while it is read; ``chunks`` outlive the unit of work."""

    file_name: str
    media_type: bytes
    chunks: AsyncIterator[bytes] = field(repr=False)


Outcome = Shown | Moved | Streamed
