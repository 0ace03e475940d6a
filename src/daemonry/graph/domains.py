"""``/domains``: added, proved by a TXT record, made the default, removed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from daemonry.directory import tenants as directory
from daemonry.graph.lists import entity, whole
from daemonry.graph.reader import Reader
from daemonry.graph.services import Answer, no_content

if TYPE_CHECKING:
    from daemonry.graph.representation import Json
    from daemonry.graph.services import Call
    from daemonry.model.tenant import Domain

_SET = "domains"
_TTL = 3600


async def listing(call: Call) -> Answer:
    """Answer ``GET /domains``."""
    found = await directory.list_domains(call.work)
    return whole(call, _SET, map(_domain, found))


async def create(call: Call) -> Answer:
    """Answer ``POST /domains``: the domain is not verified yet."""
    reader = Reader(call.body, "Domain")
    name = reader.required_text("id")
    reader.ignore("supportedServices")
    reader.finish(read_only=frozenset({"isDefault", "isVerified", "isInitial", "isRoot"}))
    made = await directory.add_domain(call.work, name)
    body = entity(call, _SET, _domain(made))
    return Answer(201, body, f"{call.base}/{_SET}/{made.name}")


async def show(call: Call) -> Answer:
    """Answer ``GET /domains/{name}``."""
    found = await directory.get_domain(call.work, call.keys[0].value)
    return Answer(200, entity(call, _SET, _domain(found)))


async def update(call: Call) -> Answer:
    """Answer ``PATCH /domains/{name}``: a domain can be made the default, nothing else."""
    reader = Reader(call.body, "Domain")
    wanted = reader.flag("isDefault") if reader.has("isDefault") else None
    reader.ignore("supportedServices")
    reader.finish(read_only=frozenset({"isVerified", "isInitial", "isRoot"}))
    if wanted is False:
        raise reader.invalid("isDefault")
    if wanted:
        await directory.make_domain_default(call.work, call.keys[0].value)
    else:
        await directory.get_domain(call.work, call.keys[0].value)
    return no_content()


async def delete(call: Call) -> Answer:
    """Answer ``DELETE /domains/{name}``."""
    await directory.remove_domain(call.work, call.keys[0].value)
    return no_content()


async def dns_records(call: Call) -> Answer:
    """Answer ``GET /domains/{name}/verificationDnsRecords``: what the owner is to publish."""
    found = await directory.get_domain(call.work, call.keys[0].value)
    records = [_record(found)] if found.verification else []
    return whole(call, f"domains('{found.name}')/verificationDnsRecords", records)


async def verify(call: Call) -> Answer:
    """Answer ``POST /domains/{name}/verify``: whether the record is published."""
    found = await directory.get_domain(call.work, call.keys[0].value)
    published = await call.services.domain_proofs.texts(found.name)
    verified = await directory.verify_domain(call.work, found.name, published=published)
    return Answer(200, entity(call, _SET, _domain(verified)))


def _record(domain: Domain) -> dict[str, Any]:
    return {
        "@odata.type": "#microsoft.graph.domainDnsTxtRecord",
        "id": domain.name,
        "isOptional": False,
        "label": domain.name,
        "recordType": "Txt",
        "supportedService": "Email",
        "ttl": _TTL,
        "text": domain.verification,
    }


def _domain(value: Domain) -> Json:
    """Return the ``domain`` resource; its identifier is the name."""
    return {
        "id": value.name,
        "authenticationType": "Managed",
        "availabilityStatus": None,
        "isAdminManaged": True,
        "isDefault": value.is_default,
        "isInitial": value.is_initial,
        "isRoot": True,
        "isVerified": value.is_verified,
        "state": None,
        "supportedServices": [],
    }
