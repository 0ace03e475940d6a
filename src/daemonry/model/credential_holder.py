"""What holds secrets and certificates by which a client proves itself."""

from __future__ import annotations

from typing import Final, TypeAlias

from daemonry.model.application import Application
from daemonry.model.service_principal import ServicePrincipal

CredentialHolder: TypeAlias = Application | ServicePrincipal
CredentialHolderType: TypeAlias = type[Application] | type[ServicePrincipal]

HELD_BY_APPLICATION: Final = "application"
HELD_BY_PRINCIPAL: Final = "servicePrincipal"
