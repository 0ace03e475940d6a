"""Every page of the admin center, in one table.

A form is posted to the address of its own page; so a refused one is shown again where
it was typed, and each step works without scripts. Reading never changes anything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from daemonry.portal import (
    administrators,
    app_roles,
    applications,
    audit_logs,
    authentication,
    branding,
    certificate_authorities,
    certificates,
    credentials,
    delegated_grants,
    domains,
    enterprise_applications,
    error_pages,
    expose_an_api,
    federated_credentials,
    home,
    manifest,
    mends,
    my_sign_in,
    notices,
    owners,
    permission_scopes,
    permissions,
    policies,
    search,
    server_settings,
    sign_in_logs,
    signing_keys,
    tenant,
    tenants,
    token_configuration,
    token_preview,
    use_this_app,
    users,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from daemonry.portal.call import Call, Outcome

    Handler = Callable[[Call], Awaitable[Outcome]]


@dataclass(frozen=True, slots=True)
class Page:
    """One address. ``show`` answers GET; ``submit`` does what the form of the page asks.

    ``is_question`` is for forms that change nothing; ``is_slow`` for those that compute
    so long that they open the unit of work of the change themselves, afterwards. Pages
    ``is_for_operators`` concern the whole server: whom the settings name sees them, and
    acts as its operator.
    ``again`` is for forms that must not be repeated by a reload: where one goes that
    was sent before. ``is_file`` is set where a file comes in place of a page. A page that
    ``is_view`` shows what is, beside its form: whoever may only read opens it, too.
    ``require`` asks for the right of a form where it depends on more than the address
    (all others: ``rights.NEEDS``), and raises ForbiddenError.
    """

    path: str
    show: Handler
    submit: Handler | None = None
    again: str = ""
    is_file: bool = False
    is_question: bool = False
    is_slow: bool = False
    is_for_operators: bool = False
    is_view: bool = False
    require: Callable[[Call], Awaitable[None]] | None = None

    @property
    def is_change(self) -> bool:
        """Whether its form changes something."""
        return self.submit is not None and not self.is_question


_APP: Final = "/admin/apps/{app_id}"
_SECRETS: Final = f"{_APP}/credentials"
_OWN: Final = "/admin/my-sign-in"
_ENTERPRISE: Final = "/admin/enterprise-apps/{object_id}"
_USER: Final = "/admin/users/{object_id}"

_DOMAIN: Final = "/admin/domains/{domain}"
_TENANT: Final = "/admin/tenants/{tenant_id}"
_POLICY: Final = "/admin/policies/{policy_id}"
_KEY: Final = "/admin/signing-keys/{kid}"

_OF_SERVER: Final = (
    Page("/admin/tenants", tenants.listing),
    Page("/admin/tenants/new", tenants.creating, tenants.create),
    Page(f"{_TENANT}/switch", tenants.switching, tenants.switch),
    Page(f"{_TENANT}/delete", tenants.deleting, tenants.delete),
    Page("/admin/signing-keys", signing_keys.listing),
    Page("/admin/signing-keys/new", signing_keys.creating, signing_keys.create),
    Page(f"{_KEY}/rotate", signing_keys.rotating, signing_keys.rotate),
    Page(f"{_KEY}/revoke", signing_keys.revoking, signing_keys.revoke),
    Page("/admin/certificate-authorities", certificate_authorities.listing),
    Page(
        "/admin/certificate-authorities/new",
        certificate_authorities.adding,
        certificate_authorities.add,
    ),
    Page(
        "/admin/certificate-authorities/{authority_id}/remove",
        certificate_authorities.removing,
        certificate_authorities.remove,
    ),
    Page("/admin/settings", server_settings.listing),
)

PAGES: Final = (
    *(replace(page, is_for_operators=True) for page in _OF_SERVER),
    Page("/admin/", home.overview),
    Page("/admin/tenant", tenant.overview),
    Page("/admin/tenant/properties", domains.properties, domains.rename, is_view=True),
    Page("/admin/domains", domains.listing),
    Page("/admin/domains/new", domains.adding, domains.add),
    Page(_DOMAIN, domains.showing, domains.change, is_view=True),
    Page(f"{_DOMAIN}/remove", domains.removing, domains.remove),
    Page("/admin/notices", notices.overview, notices.save, is_view=True),
    Page("/admin/notices/webhook", notices.choosing, notices.choose),
    Page("/admin/notices/webhook/remove", notices.removing, notices.remove),
    Page("/admin/notices/test", notices.trying, notices.attempt),
    Page("/admin/policies", policies.listing),
    Page("/admin/policies/new", policies.creating, policies.create),
    Page(_POLICY, policies.showing, policies.assign, is_view=True),
    Page(f"{_POLICY}/delete", policies.deleting, policies.delete),
    Page(f"{_POLICY}/{{holder_id}}/unassign", policies.unassigning, policies.unassign),
    Page("/admin/apps", applications.listing),
    Page("/admin/apps/new", applications.registration, applications.register),
    Page("/admin/deleted-apps/{object_id}/restore", applications.restoring, applications.restore),
    Page("/admin/deleted-apps/{object_id}/purge", applications.purging, applications.purge),
    Page(_APP, applications.overview),
    Page(f"{_APP}/delete", applications.deleting, applications.delete),
    Page(f"{_APP}/deactivate", applications.deactivating, applications.deactivate),
    Page(f"{_APP}/branding", branding.overview, branding.save, is_view=True),
    Page(f"{_APP}/branding/logo", branding.choosing_logo, branding.upload_logo),
    Page(f"{_APP}/branding/logo/remove", branding.removing_logo, branding.drop_logo),
    Page(f"{_APP}/authentication", authentication.overview, authentication.save, is_view=True),
    Page(f"{_APP}/authentication/add", authentication.adding, authentication.add),
    Page(
        f"{_APP}/authentication/{{platform}}/{{uri_name}}/delete",
        authentication.deleting,
        authentication.delete,
    ),
    Page(f"{_APP}/owners", owners.overview),
    Page(f"{_APP}/owners/add", owners.adding, owners.add),
    Page(f"{_APP}/owners/{{owner_id}}/remove", owners.removing, owners.remove),
    Page(_SECRETS, credentials.overview),
    Page(f"{_SECRETS}/secrets/new", credentials.new_secret, credentials.add_secret, again=_SECRETS),
    Page(
        f"{_SECRETS}/secrets/{{key_id}}/delete",
        credentials.deleting_secret,
        credentials.delete_secret,
    ),
    Page(
        f"{_SECRETS}/secrets/{{key_id}}/rotate",
        credentials.rotating,
        credentials.rotate,
        again=_SECRETS,
    ),
    Page(f"{_SECRETS}/certificates/new", certificates.adding, certificates.add),
    Page(
        f"{_SECRETS}/certificates/generate",
        certificates.generating,
        certificates.generate,
        again=f"{_SECRETS}?view=certificates",
    ),
    Page(f"{_SECRETS}/certificates/{{key_id}}/delete", certificates.deleting, certificates.delete),
    Page(f"{_SECRETS}/federated/new", federated_credentials.choosing),
    Page(
        f"{_SECRETS}/federated/new/{{scenario}}",
        federated_credentials.adding,
        federated_credentials.add,
    ),
    Page(
        f"{_SECRETS}/federated/test",
        federated_credentials.testing,
        federated_credentials.test,
        is_question=True,
    ),
    Page(
        f"{_SECRETS}/federated/{{credential_id}}",
        federated_credentials.editing,
        federated_credentials.save,
        is_view=True,
    ),
    Page(
        f"{_SECRETS}/federated/{{credential_id}}/delete",
        federated_credentials.deleting,
        federated_credentials.delete,
    ),
    Page(f"{_APP}/token-configuration", token_configuration.overview),
    Page(f"{_APP}/token-configuration/add", token_configuration.adding, token_configuration.add),
    Page(
        f"{_APP}/token-configuration/{{claim}}/delete",
        token_configuration.deleting,
        token_configuration.delete,
    ),
    Page(f"{_APP}/permissions", permissions.overview),
    Page(f"{_APP}/permissions/add", permissions.choosing_api),
    Page(f"{_APP}/permissions/add/{{api_id}}", permissions.choosing_type),
    Page(f"{_APP}/permissions/add/{{api_id}}/application", permissions.selecting, permissions.add),
    Page(f"{_APP}/permissions/consent", permissions.consenting, permissions.consent),
    Page(
        f"{_APP}/permissions/{{api_id}}/{{role_id}}/remove",
        permissions.removing,
        permissions.remove,
    ),
    Page(
        f"{_APP}/permissions/{{api_id}}/{{role_id}}/revoke",
        permissions.revoking,
        permissions.revoke,
    ),
    Page(f"{_APP}/expose", expose_an_api.overview),
    Page(f"{_APP}/expose/uri", expose_an_api.editing, expose_an_api.save),
    Page(f"{_APP}/expose/scopes/new", permission_scopes.creating, permission_scopes.create),
    Page(
        f"{_APP}/expose/scopes/{{scope_id}}",
        permission_scopes.editing,
        permission_scopes.save,
        is_view=True,
    ),
    Page(
        f"{_APP}/expose/scopes/{{scope_id}}/delete",
        permission_scopes.deleting,
        permission_scopes.delete,
    ),
    Page(f"{_APP}/expose/clients/new", permission_scopes.authorizing, permission_scopes.authorize),
    Page(
        f"{_APP}/expose/clients/{{client_id}}/remove",
        permission_scopes.withdrawing,
        permission_scopes.withdraw,
    ),
    Page(f"{_APP}/manifest", manifest.overview, manifest.save, is_view=True),
    Page(f"{_APP}/roles", app_roles.overview),
    Page(f"{_APP}/roles/new", app_roles.creating, app_roles.create),
    Page(f"{_APP}/roles/{{role_id}}", app_roles.editing, app_roles.save, is_view=True),
    Page(f"{_APP}/roles/{{role_id}}/delete", app_roles.deleting, app_roles.delete),
    Page(f"{_APP}/preview", token_preview.overview),
    Page(f"{_APP}/preview/mend/{{action}}", mends.asking, mends.mend, require=mends.require),
    Page(f"{_APP}/use", use_this_app.overview),
    Page("/admin/enterprise-apps", enterprise_applications.listing),
    Page(
        _ENTERPRISE, enterprise_applications.properties, enterprise_applications.save, is_view=True
    ),
    Page(f"{_ENTERPRISE}/owners", owners.overview),
    Page(f"{_ENTERPRISE}/owners/add", owners.adding, owners.add),
    Page(f"{_ENTERPRISE}/owners/{{owner_id}}/remove", owners.removing, owners.remove),
    Page(f"{_ENTERPRISE}/permissions", enterprise_applications.permissions),
    Page(
        f"{_ENTERPRISE}/grants/{{grant_id}}/revoke",
        delegated_grants.revoking,
        delegated_grants.revoke,
    ),
    Page(f"{_ENTERPRISE}/assignments", enterprise_applications.assignments),
    Page(
        f"{_ENTERPRISE}/assignments/new",
        enterprise_applications.assigning,
        enterprise_applications.assign,
    ),
    Page(
        f"{_ENTERPRISE}/assignments/{{assignment_id}}/revoke",
        enterprise_applications.revoking,
        enterprise_applications.revoke,
    ),
    Page("/admin/errors", error_pages.listing),
    Page("/admin/errors/{code}", error_pages.page),
    Page("/admin/search", search.listing),
    Page(_OWN, my_sign_in.overview),
    Page(f"{_OWN}/password", my_sign_in.choosing, my_sign_in.change, is_slow=True),
    Page(f"{_OWN}/methods/{{method_id}}", my_sign_in.renaming, my_sign_in.rename),
    Page(f"{_OWN}/methods/{{method_id}}/remove", my_sign_in.removing, my_sign_in.remove),
    Page(f"{_OWN}/recovery-codes", my_sign_in.renewing, my_sign_in.renew, again=_OWN),
    Page(f"{_OWN}/sessions/{{session_id}}/end", my_sign_in.ending, my_sign_in.end),
    Page(f"{_OWN}/other-sessions/end", my_sign_in.ending_others, my_sign_in.end_others),
    Page("/admin/users", users.listing),
    Page("/admin/users/new", users.creating, users.create, again="/admin/users"),
    Page(_USER, users.overview),
    Page(f"{_USER}/reset", users.resetting, users.reset, again=_USER),
    Page(f"{_USER}/block", users.blocking, users.block),
    Page(f"{_USER}/sign-out", users.signing_out, users.sign_out),
    Page(f"{_USER}/delete", users.deleting, users.delete),
    Page(f"{_USER}/methods/{{method_id}}/remove", users.removing_method, users.remove),
    Page("/admin/roles", administrators.listing),
    Page("/admin/roles/{role_id}", administrators.overview),
    Page("/admin/roles/{role_id}/add", administrators.assigning, administrators.assign),
    Page(
        "/admin/roles/{role_id}/{assignment_id}/remove",
        administrators.removing,
        administrators.remove,
    ),
    Page("/admin/audit-logs", audit_logs.listing),
    Page("/admin/audit-logs/export", audit_logs.export, is_file=True),
    Page("/admin/sign-in-logs", sign_in_logs.listing),
    Page("/admin/sign-in-logs/export", sign_in_logs.export, is_file=True),
    Page("/admin/sign-in-logs/{correlation_id}", sign_in_logs.detail),
)


def find_page(path: str) -> tuple[Page, dict[str, str]] | None:
    """Return the page at an address and the named parts of it, or None."""
    for pattern, page in _PATTERNS:
        found = pattern.fullmatch(path)
        if found is not None:
            return page, found.groupdict()
    return None


def _pattern(template: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[A-Za-z0-9._~-]{1,128})", template))


_PATTERNS: Final = tuple((_pattern(page.path), page) for page in PAGES)
