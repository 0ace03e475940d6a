"""``keyCredentials`` as clients send it: Graph's JSON to wishes of the directory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from daemonry.directory.key_credentials import NewKey
from daemonry.graph.reader import Reader
from daemonry.model.base64_text import lenient_base64
from daemonry.model.key_credential import CERTIFICATE, VERIFY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from daemonry.graph.services import Call

PROPERTY: Final = "keyCredentials"
_RESOURCE: Final = "KeyCredential"


def key_wishes(body: Mapping[str, Any]) -> tuple[NewKey, ...] | None:
    """Return the whole list that a POST or PATCH asks for; None when it leaves it alone.

    Raises ODataError for an unknown or mistyped property.
    """
    if PROPERTY not in body:
        return None
    reader = Reader({PROPERTY: body[PROPERTY]}, "Application")
    return tuple(new_key(item) for item in reader.objects(PROPERTY, _RESOURCE))


def new_key(item: Reader) -> NewKey:
    """Return what one ``keyCredential`` asks for; a null ``key`` means the stored one."""
    key = item.text("key")
    identifier = item.text("customKeyIdentifier")
    binary = None if not identifier else lenient_base64(identifier)
    if identifier and binary is None:
        raise item.invalid("customKeyIdentifier")
    made = NewKey(
        key=key.encode("utf-8") if key else None,
        key_id=item.text("keyId"),
        display_name=item.text("displayName"),
        starts_at=item.moment("startDateTime"),
        ends_at=item.moment("endDateTime"),
        custom_key_identifier=binary,
        type=item.text("type") or CERTIFICATE,
        usage=item.text("usage") or VERIFY,
    )
    item.ignore("hasExtendedValue")
    item.finish()
    return made


def selects_keys(call: Call) -> bool:
    """Tell whether the certificates themselves are asked for (Graph: keyCredential, ``key``)."""
    return PROPERTY.lower() in {name.lower() for name in call.options.select}
