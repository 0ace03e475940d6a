"""Every table. The tenant comes first in every key and every index.

Columns exist for what is looked up or sorted by; all other properties of an object
are one JSON ``document`` (``documents.py``). ``*_key`` columns hold the normalised
form of a name (``lookup_keys.py``). A name that is unique on the whole server
(domain, subdomain) is the only thing that is unique without its tenant.
"""

from __future__ import annotations

from typing import Final

from daemonry.storage.schema.delegations import (
    authorization_codes,
    device_codes,
    refresh_tokens,
    token_families,
)
from daemonry.storage.schema.foundation import REVISION, metadata
from daemonry.storage.schema.grants import (
    app_role_assignments,
    owners,
    permission_grants,
    role_assignments,
)
from daemonry.storage.schema.notices import notice_deliveries, notice_settings, notices
from daemonry.storage.schema.people import (
    authentication_methods,
    sessions,
    setup_links,
    users,
)
from daemonry.storage.schema.records import (
    RECORD_TABLES,
    audit_checkpoints,
    audit_events,
    audit_keys,
    audit_targets,
    directory_changes,
    resource_use,
    revoked_tokens,
    sign_in_checkpoints,
    sign_in_hours,
    sign_ins,
    single_use,
)
from daemonry.storage.schema.registrations import (
    application_logos,
    application_words,
    applications,
    domains,
    identifier_uris,
    key_credential_ends,
    password_credentials,
    service_principal_key_ends,
    service_principal_passwords,
    service_principals,
    tenants,
)
from daemonry.storage.schema.trust import (
    certificate_authorities,
    policies,
    policy_assignments,
    signing_keys,
    tenant_settings,
)

DIRECTORY_TABLES: Final = tuple(
    table for table in metadata.sorted_tables if table not in RECORD_TABLES
)

__all__ = [
    "DIRECTORY_TABLES",
    "RECORD_TABLES",
    "REVISION",
    "app_role_assignments",
    "application_logos",
    "application_words",
    "applications",
    "audit_checkpoints",
    "audit_events",
    "audit_keys",
    "audit_targets",
    "authentication_methods",
    "authorization_codes",
    "certificate_authorities",
    "device_codes",
    "directory_changes",
    "domains",
    "identifier_uris",
    "key_credential_ends",
    "metadata",
    "notice_deliveries",
    "notice_settings",
    "notices",
    "owners",
    "password_credentials",
    "permission_grants",
    "policies",
    "policy_assignments",
    "refresh_tokens",
    "resource_use",
    "revoked_tokens",
    "role_assignments",
    "service_principal_key_ends",
    "service_principal_passwords",
    "service_principals",
    "sessions",
    "setup_links",
    "sign_in_checkpoints",
    "sign_in_hours",
    "sign_ins",
    "signing_keys",
    "single_use",
    "tenant_settings",
    "tenants",
    "token_families",
    "users",
]
