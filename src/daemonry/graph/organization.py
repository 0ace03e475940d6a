"""``/organization``: the tenant as its callers see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from daemonry.directory.permissions import WRITE_ORGANIZATION, require_any
from daemonry.directory.tenants import ContactChanges, change_contacts, get_organization
from daemonry.graph.lists import entity, whole
from daemonry.graph.reader import Reader
from daemonry.graph.representation import timestamp
from daemonry.graph.services import Answer, no_content
from daemonry.model.errors import RESOURCE_NOT_FOUND, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from daemonry.graph.representation import Json
    from daemonry.graph.services import Call
    from daemonry.model.tenant import Contacts, Tenant


async def listing(call: Call) -> Answer:
    """Answer ``GET /organization``: the caller's own tenant, nothing else."""
    value = _organization(await get_organization(call.work))
    return whole(call, "organization", [value])


async def show(call: Call) -> Answer:
    """Answer ``GET /organization/{id}``."""
    _require_own(call)
    tenant = await get_organization(call.work)
    return Answer(200, entity(call, "organization", _organization(tenant)))


async def update(call: Call) -> Answer:
    """Answer ``PATCH /organization/{id}``: whom to tell what (Graph: organization-update)."""
    require_any(call.work, *WRITE_ORGANIZATION)
    _require_own(call)
    reader = Reader(call.body, "Organization")
    reader.tolerate(id=call.work.tenant_id)
    changes = reader.members(_LISTS)
    if reader.has("privacyProfile"):
        changes |= _privacy(reader)
    reader.finish(read_only=_READ_ONLY)
    await change_contacts(call.work, **cast("ContactChanges", changes))
    return no_content()


def _organization(value: Tenant) -> Json:
    """Return the ``organization`` resource; an external tenant has the type CIAM."""
    return {
        "id": value.tenant_id,
        "deletedDateTime": None,
        "displayName": value.display_name,
        "tenantType": value.tenant_type,
        "createdDateTime": timestamp(value.created_at),
        "countryLetterCode": None,
        "country": None,
        "city": None,
        "state": None,
        "street": None,
        "postalCode": None,
        "defaultUsageLocation": None,
        "preferredLanguage": None,
        "onPremisesSyncEnabled": None,
        "privacyProfile": _privacy_profile(value.contacts),
        "businessPhones": [],
        "technicalNotificationMails": list(value.contacts.technical),
        "marketingNotificationEmails": list(value.contacts.marketing),
        "securityComplianceNotificationMails": list(value.contacts.security_mails),
        "securityComplianceNotificationPhones": list(value.contacts.security_phones),
        "assignedPlans": [],
        "provisionedPlans": [],
        "verifiedDomains": [
            {
                "name": domain.name,
                "type": "Managed",
                "capabilities": "",
                "isDefault": domain.is_default,
                "isInitial": domain.is_initial,
            }
            for domain in value.domains
            if domain.is_verified
        ],
    }


def _privacy_profile(contacts: Contacts) -> Json | None:
    if contacts.privacy_email is None and contacts.privacy_statement_url is None:
        return None
    return {
        "contactEmail": contacts.privacy_email,
        "statementUrl": contacts.privacy_statement_url,
    }


def _require_own(call: Call) -> None:
    asked = call.keys[0].value
    if asked.lower() != call.work.tenant_id:
        raise NotFoundError(RESOURCE_NOT_FOUND, id=asked)


def _privacy(reader: Reader) -> dict[str, Any]:
    inner = reader.inner("privacyProfile", "PrivacyProfile")
    if inner is None:
        return {"privacy_email": None, "privacy_statement_url": None}
    found = inner.members(_PRIVACY)
    inner.finish()
    return found


_LISTS: Final[Mapping[str, tuple[str, Callable[[Reader, str], Any]]]] = {
    "marketingNotificationEmails": ("marketing", Reader.texts),
    "securityComplianceNotificationMails": ("security_mails", Reader.texts),
    "securityComplianceNotificationPhones": ("security_phones", Reader.texts),
    "technicalNotificationMails": ("technical", Reader.texts),
}
_PRIVACY: Final[Mapping[str, tuple[str, Callable[[Reader, str], Any]]]] = {
    "contactEmail": ("privacy_email", Reader.text),
    "statementUrl": ("privacy_statement_url", Reader.text),
}
_READ_ONLY: Final = frozenset(
    {"id", "displayName", "tenantType", "createdDateTime", "verifiedDomains", "businessPhones"}
)
