"""``tokenSettings`` of an application: Daemonry's one addition to the Graph resource.

It is sent when something in it was set or when ``$select`` names it, so that who does
not use it sees Graph's own shape.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from daemonry.graph.reader import Reader
from daemonry.model.token_settings import NOTHING_SET

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from daemonry.model.token_settings import TokenSettings

PROPERTY: Final = "tokenSettings"
READERS: Final[Mapping[str, tuple[str, Callable[[Reader, str], Any]]]] = {
    "assertionProfile": ("assertion_profile", Reader.required_text),
    "certificateOnly": ("certificate_only", Reader.flag),
    "accessTokenProfile": ("access_token_profile", Reader.required_text),
    "signingAlgorithm": ("signing_algorithm", Reader.required_text),
    "senderConstraint": ("sender_constraint", Reader.required_text),
    "allowResourceParameter": ("allow_resource_parameter", Reader.flag),
    "allowRoleSubset": ("allow_role_subset", Reader.flag),
    "allowIntrospection": ("allow_introspection", Reader.flag),
    "allowRevocation": ("allow_revocation", Reader.flag),
    "continuousAccessEvaluation": ("continuous_access_evaluation", Reader.flag),
}


def token_settings(value: TokenSettings) -> dict[str, Any] | None:
    """Return the complex property, None when nothing was set."""
    if value == NOTHING_SET:
        return None
    return {name: getattr(value, field) for name, (field, _) in READERS.items()}
