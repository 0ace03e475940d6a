"""Applications as Microsoft Graph answers them, turned into the shape of a file.

For moving from a real tenant: client IDs, role and scope identifiers stay, so that no
client and no API has to change. Consent does not come along, and secrets cannot.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from daemonry.configuration.shape import APPLICATION, VERSION
from daemonry.configuration.yaml_text import MAX_DEPTH, MAX_SIZE, Source
from daemonry.model.application import PERMISSION_ROLE
from daemonry.model.errors import CONFIGURATION_SYNTAX, InvalidError
from daemonry.model.key_credential import CERTIFICATE
from daemonry.model.strict_json import parse_json_object

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_EMPTY: Final[tuple[object, ...]] = (None, [], {}, "")
_PLAIN: Final = frozenset(item.name.partition(".")[0] for item in APPLICATION) - {"api"}
_SCOPE_NAMES: Final = (
    "id",
    "value",
    "type",
    "adminConsentDisplayName",
    "adminConsentDescription",
    "userConsentDisplayName",
    "userConsentDescription",
    "isEnabled",
)
_ROLE_NAMES: Final = (
    "id",
    "value",
    "displayName",
    "description",
    "allowedMemberTypes",
    "isEnabled",
)
_FEDERATED_NAMES: Final = ("name", "issuer", "subject", "audiences", "description")
_KEY_NAMES: Final = ("displayName", "keyId", "startDateTime", "endDateTime", "key")


def read_graph(data: bytes, name: str) -> tuple[Source, tuple[str, ...]]:
    """Return the file that describes the applications, and what was left out of it.

    ``data`` is the JSON of one application, of a list, or of a page (``value``). What
    Graph says beyond what can be set is left out and named, without its values.
    Raises InvalidError(CONFIGURATION_SYNTAX).
    """
    text = data.removeprefix(b"\xef\xbb\xbf").strip()
    if len(text) > MAX_SIZE:
        raise _broken(name, f"it is larger than {MAX_SIZE // 1024 // 1024} MiB")
    try:
        found = parse_json_object(b'{"value":' + text + b"}", levels=MAX_DEPTH)["value"]
    except ValueError as error:
        raise _broken(name, f"it is no JSON of Microsoft Graph ({error})") from None
    while isinstance(found, dict) and "value" in found:
        found = found["value"]
    items = found if isinstance(found, list) else [found]
    left_out: set[str] = set()
    applications = []
    for item in items:
        if not isinstance(item, dict) or "displayName" not in item:
            raise _broken(name, "an application has no displayName")
        applications.append(_application(item, left_out, name))
    value = {"version": VERSION, "applications": applications}
    return Source(name, value), tuple(sorted(left_out))


def _application(item: Mapping[str, Any], left_out: set[str], name: str) -> dict[str, Any]:
    made: dict[str, Any] = {}
    property_ = ""
    try:
        for property_, value in item.items():
            if value in _EMPTY or "@odata" in property_:
                continue
            if property_ in {"displayName", "appId"}:
                made[property_] = value
            elif property_ in _PLAIN:
                made[property_] = _settable(property_, value, left_out)
            elif property_ in _CONVERTED:
                made[property_] = _CONVERTED[property_](value)
            else:
                left_out.add(property_)
    except (TypeError, KeyError, AttributeError):
        raise _broken(name, f"'{property_}' of {item['displayName']} is not as in Graph") from None
    if any(not key.get("key") for key in item.get("keyCredentials") or ()):
        left_out.add("keyCredentials without 'key' ($select it)")
    return {key: value for key, value in made.items() if value not in _EMPTY}


def _settable(path: str, value: Any, left_out: set[str]) -> Any:
    """Return a plain property, of a block only the members that a file knows."""
    if not isinstance(value, dict):
        return value
    known = {item.name for item in APPLICATION}
    made = {}
    for name, inner in value.items():
        inner_path = f"{path}.{name}"
        if any(each == inner_path or each.startswith(f"{inner_path}.") for each in known):
            made[name] = _settable(inner_path, inner, left_out)
        elif inner not in _EMPTY:
            left_out.add(inner_path)
    return made


def _api(value: Mapping[str, Any]) -> dict[str, Any]:
    made = {name: value.get(name) for name in ("requestedAccessTokenVersion", "acceptMappedClaims")}
    made["knownClientApplications"] = value.get("knownClientApplications")
    made["oauth2PermissionScopes"] = _only(value.get("oauth2PermissionScopes"), _SCOPE_NAMES)
    made["preAuthorizedApplications"] = [
        {"application": entry["appId"], "scopes": entry.get("delegatedPermissionIds")}
        for entry in value.get("preAuthorizedApplications") or ()
    ]
    return {name: inner for name, inner in made.items() if inner not in _EMPTY}


def _requested(value: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "resource": entry["resourceAppId"],
            "roles": [a["id"] for a in entry["resourceAccess"] if a["type"] == PERMISSION_ROLE],
            "scopes": [a["id"] for a in entry["resourceAccess"] if a["type"] != PERMISSION_ROLE],
        }
        for entry in value
    ]


def _keys(value: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    certificates = [k for k in value if k.get("key") and k.get("type") == CERTIFICATE]
    return _only(certificates, _KEY_NAMES)


def _federated(value: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    made = _only(value, _FEDERATED_NAMES)
    for entry, credential in zip(made, value, strict=True):
        expression = credential.get("claimsMatchingExpression")
        if expression:
            entry["claimsMatchingExpression"] = expression["value"]
    return made


def _only(value: Any, names: tuple[str, ...]) -> list[dict[str, Any]]:
    return [
        {name: item[name] for name in names if item.get(name) is not None} for item in value or ()
    ]


def _roles(value: Any) -> list[dict[str, Any]]:
    return _only(value, _ROLE_NAMES)


def _claims(value: Mapping[str, Any]) -> dict[str, Any]:
    names = ("name", "source", "essential", "additionalProperties")
    return {
        kind: _only(claims, names)
        for kind, claims in value.items()
        if claims not in _EMPTY and "@odata" not in kind
    }


_CONVERTED: Final[Mapping[str, Callable[[Any], Any]]] = {
    "api": _api,
    "appRoles": _roles,
    "optionalClaims": _claims,
    "requiredResourceAccess": _requested,
    "keyCredentials": _keys,
    "federatedIdentityCredentials": _federated,
}


def _broken(name: str, problem: str) -> InvalidError:
    return InvalidError(CONFIGURATION_SYNTAX, place=name, problem=problem)
