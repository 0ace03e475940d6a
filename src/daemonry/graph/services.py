"""What the management API works with, and one call of it underway."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal

from daemonry.web.proxies import NO_PROXIES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from daemonry.directory.federation_rules import FederationRules
    from daemonry.directory.passwords import KeepPassword
    from daemonry.directory.work import Work
    from daemonry.model.audit import Actor
    from daemonry.model.ids import TenantId
    from daemonry.model.secret import SecretHashKeys
    from daemonry.odata.query import QueryOptions
    from daemonry.ports import Clock, Directory, DomainProofs, IdSource, SignInLog, TokenDirectory
    from daemonry.web.origins import Origins
    from daemonry.web.proxies import TrustedProxies

Shape = Literal["entities", "count", "references"]

ENTITIES: Final[Shape] = "entities"
COUNT: Final[Shape] = "count"
REFERENCES: Final[Shape] = "references"
"""How a collection is shown: its members, ``/$count`` of them, or ``/$ref`` to each."""


@dataclass(frozen=True, slots=True)
class GraphServices:
    """The use cases' ports, our origins, and the key of page tokens."""

    directory: Directory
    token_directory: TokenDirectory
    sign_in_log: SignInLog
    secret_keys: SecretHashKeys = field(repr=False)
    clock: Clock
    ids: IdSource
    origins: Origins
    page_key: bytes = field(repr=False)
    federation: FederationRules
    domain_proofs: DomainProofs
    proxies: TrustedProxies = NO_PROXIES
    exact_entra_issuer: bool = False
    strict_queries: bool = False


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls, as the token proved; every part of a batch has the same one."""

    actor: Actor
    tenant_id: TenantId


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it came in, or one of a batch. Header names are in lower case.

    ``base`` is ``{origin}/v1.0`` or ``/beta``; ``path`` begins behind it.
    """

    method: str
    base: str
    path: str
    query: bytes
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Key:
    """How a path names an object: by object identifier, or by an alternate key."""

    value: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """One call: the open unit of work, the keys of its path, options and body.

    ``base`` is ``{origin}/v1.0`` or ``/beta`` as the client used it; ``path`` is the
    part behind it. ``is_advanced`` tells that the client takes answers that may lag
    (``ConsistencyLevel: eventual``), which Graph demands for some query options;
    ``keep_password`` makes the hash of a password while no transaction is open;
    ``create_if_missing`` tells that a PATCH by an alternate key may make the object
    (``Prefer: create-if-missing``).
    """

    services: GraphServices
    work: Work
    base: str
    path: str
    keys: tuple[Key, ...]
    options: QueryOptions
    body: Mapping[str, Any]
    is_advanced: bool
    keep_password: KeepPassword
    file: bytes = field(default=b"", repr=False)
    create_if_missing: bool = False
    shape: Shape = ENTITIES
    cast: str | None = None

    @property
    def is_beta(self) -> bool:
        """Tell whether the client asked ``/beta``."""
        return self.base.endswith("/beta")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a handler answers; without ``body`` nothing is sent but the status.

    ``text`` is a body that is no JSON: the number of ``/$count``. ``file`` is a stream of
    its own media type, as a logo is.
    """

    status: int
    body: Mapping[str, Any] | None = None
    location: str | None = None
    text: str | None = None
    file: tuple[str, bytes] | None = field(default=None, repr=False)


def no_content() -> Answer:
    """Return the answer of a change that has nothing to tell."""
    return Answer(204)
