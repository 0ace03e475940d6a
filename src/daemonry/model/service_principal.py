"""A service principal: the presence of an application in a tenant."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from daemonry.model.application import Application
    from daemonry.model.credential import PasswordCredential
    from daemonry.model.ids import AppId, ObjectId, TenantId
    from daemonry.model.key_credential import KeyCredential


@dataclass(frozen=True, slots=True)
class ServicePrincipal:
    """What a tenant knows of an application that is present in it.

    ``application`` is the registration behind it, or the built-in one of the
    server itself (``model.first_party``); roles, scopes and names come from there
    and are never copied, so that they cannot disagree. Its credentials are its own:
    they end with it, not with those of the application.
    """

    tenant_id: TenantId
    object_id: ObjectId
    app_id: AppId
    application: Application
    created_at: datetime
    account_enabled: bool = True
    app_role_assignment_required: bool = False
    description: str | None = None
    notes: str | None = None
    login_url: str | None = None
    alternative_names: tuple[str, ...] = ()
    notification_email_addresses: tuple[str, ...] = ()
    own_tags: tuple[str, ...] = ()
    password_credentials: tuple[PasswordCredential, ...] = field(default=(), repr=False)
    key_credentials: tuple[KeyCredential, ...] = ()
    created_by_app_id: AppId | None = None
    deleted_at: datetime | None = None

    @property
    def display_name(self) -> str:
        """The name of the application behind it."""
        return self.application.display_name

    @property
    def service_principal_names(self) -> tuple[str, ...]:
        """All identifiers a client may use for it: the appId and each ID URI."""
        return (self.app_id, *self.application.identifier_uris)

    @property
    def tags(self) -> tuple[str, ...]:
        """Its own tags together with those of the application."""
        return tuple(dict.fromkeys((*self.own_tags, *self.application.tags)))

    @property
    def client_secrets(self) -> tuple[PasswordCredential, ...]:
        """The secrets that prove the client: those of the application and its own."""
        return (*self.application.password_credentials, *self.password_credentials)

    @property
    def client_certificates(self) -> tuple[KeyCredential, ...]:
        """The certificates that prove the client: those of the application and its own."""
        return (*self.application.key_credentials, *self.key_credentials)
