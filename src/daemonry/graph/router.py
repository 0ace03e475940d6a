"""Which route calls what. Segments match in any case; ``*`` stands for an object's key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from daemonry.graph import (
    app_role_assignments,
    applications,
    audit_logs,
    deleted_items,
    organization,
    owners,
    service_principals,
)
from daemonry.graph.services import Key
from daemonry.odata import errors
from daemonry.odata.errors import ODataError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from daemonry.graph.services import Answer, Call
    from daemonry.odata.path import Segment

    Handler = Callable[[Call], Awaitable[Answer]]

_APPLICATION: Final = ("applications", "*")
_PRINCIPAL: Final = ("serviceprincipals", "*")
_DELETED: Final = ("directory", "deleteditems")
_NAMESPACE: Final = "microsoft.graph."

ROUTES: Final[Mapping[tuple[str, ...], Mapping[str, Handler]]] = {
    ("organization",): {"GET": organization.listing},
    ("organization", "*"): {"GET": organization.show},
    ("domains",): {"GET": organization.domains},
    ("domains", "*"): {"GET": organization.domain},
    ("applications",): {"GET": applications.listing, "POST": applications.create},
    _APPLICATION: {
        "GET": applications.show,
        "PATCH": applications.update,
        "DELETE": applications.delete,
    },
    (*_APPLICATION, "addpassword"): {"POST": applications.new_password},
    (*_APPLICATION, "removepassword"): {"POST": applications.drop_password},
    (*_APPLICATION, "restore"): {"POST": applications.restore},
    (*_APPLICATION, "owners"): {"GET": owners.of_application},
    (*_APPLICATION, "owners", "$ref"): {"POST": owners.add_to_application},
    (*_APPLICATION, "owners", "*", "$ref"): {"DELETE": owners.remove_from_application},
    ("serviceprincipals",): {
        "GET": service_principals.listing,
        "POST": service_principals.create,
    },
    _PRINCIPAL: {
        "GET": service_principals.show,
        "PATCH": service_principals.update,
        "DELETE": service_principals.delete,
    },
    (*_PRINCIPAL, "approleassignments"): {
        "GET": app_role_assignments.listing_of_client,
        "POST": app_role_assignments.create_at_client,
    },
    (*_PRINCIPAL, "approleassignments", "*"): {
        "GET": app_role_assignments.show_at_client,
        "DELETE": app_role_assignments.delete_at_client,
    },
    (*_PRINCIPAL, "approleassignedto"): {
        "GET": app_role_assignments.listing_of_resource,
        "POST": app_role_assignments.create_at_resource,
    },
    (*_PRINCIPAL, "approleassignedto", "*"): {
        "GET": app_role_assignments.show_at_resource,
        "DELETE": app_role_assignments.delete_at_resource,
    },
    (*_PRINCIPAL, "owners"): {"GET": owners.of_service_principal},
    (*_PRINCIPAL, "owners", "$ref"): {"POST": owners.add_to_service_principal},
    (*_PRINCIPAL, "owners", "*", "$ref"): {"DELETE": owners.remove_from_service_principal},
    (*_DELETED, "application"): {"GET": deleted_items.listing_of_applications},
    (*_DELETED, "serviceprincipal"): {"GET": deleted_items.listing_of_service_principals},
    (*_DELETED, "*"): {"GET": deleted_items.show, "DELETE": deleted_items.purge},
    (*_DELETED, "*", "restore"): {"POST": deleted_items.restore},
    ("auditlogs", "directoryaudits"): {"GET": audit_logs.directory_audits},
    ("auditlogs", "signins"): {"GET": audit_logs.sign_ins},
}


@dataclass(frozen=True, slots=True)
class Matched:
    """The handler of a request and the keys in its path, outermost first."""

    handler: Handler
    keys: tuple[Key, ...]


def match(segments: tuple[Segment, ...], method: str) -> Matched:
    """Return the handler for a path and method.

    Raises ODataError for a segment that does not exist and for a wrong method.
    """
    tokens = _tokens(segments)
    best = -1
    for pattern, handlers in ROUTES.items():
        depth = _common(pattern, tokens)
        best = max(best, depth)
        if depth == len(pattern) == len(tokens):
            if method not in handlers:
                raise ODataError(errors.METHOD_NOT_ALLOWED)
            keys = tuple(
                token if isinstance(token, Key) else Key(token[1])
                for part, token in zip(pattern, tokens, strict=True)
                if part == "*"
            )
            return Matched(handlers[method], keys)
    raise ODataError(errors.SEGMENT_NOT_FOUND, segment=_unknown(tokens, best))


def _tokens(segments: tuple[Segment, ...]) -> list[Key | tuple[str, str]]:
    """Return names as (lower case, as sent) and keys in parentheses as keys."""
    tokens: list[Key | tuple[str, str]] = []
    for segment in segments:
        tokens.append((segment.name.removeprefix(_NAMESPACE), segment.original))
        if segment.key is not None:
            tokens.append(Key(segment.key, segment.key_name))
    return tokens


def _common(pattern: tuple[str, ...], tokens: list[Key | tuple[str, str]]) -> int:
    """Return how many leading tokens fit the pattern."""
    count = 0
    for part, token in zip(pattern, tokens, strict=False):
        is_key = isinstance(token, Key)
        if part != "*" and (is_key or token[0] != part):  # type: ignore[index]  # narrowed by is_key
            break
        count += 1
    return count


def _unknown(tokens: list[Key | tuple[str, str]], matched: int) -> str:
    if matched >= len(tokens):
        return ""
    token = tokens[matched]
    return token.value if isinstance(token, Key) else token[1]
