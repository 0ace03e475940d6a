"""What an API trusts: every option, its default and its reason.

The same code protects an API for Daemonry and for Microsoft Entra; only the values
below differ. Values come from the constructor or from the environment.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field, fields
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from daemonry_protect.jws import ALGORITHMS, RS256

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

PREFIX: Final = "PROTECT_"
ANY_TENANT: Final = "*"
_GUID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII | re.IGNORECASE)
_TENANTLESS: Final = frozenset({"common", "organizations"})
_MAX_SKEW: Final = 600


class SettingsError(ValueError):
    """The settings cannot be used; the message says which one and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What an API trusts. Durations are in seconds; raises SettingsError when unusable."""

    authority: str
    """``https://{host}/{tenant}/v2.0`` for an API whose tokens have version 2, without
    ``/v2.0`` for version 1. The discovery document lies below it."""

    audiences: Collection[str]
    """The ``aud`` values that mean this API: its application ID for version 2; for
    version 1 also each App ID URI that clients ask for, to the letter. One text will do."""

    issuer: str | None = None
    """The ``iss`` that tokens must carry, where it is another than the discovery document
    names. ``{tenantid}`` stands for the token's tenant."""

    tenant_ids: Collection[str] = ()
    """The tenants served. Without it, the one tenant in the issuer's own URL. An authority
    without a tenant (``common``) needs a list, or ``*`` for every tenant there is."""

    require_idtyp: bool = False
    """Take a token for an application's only if it says so (``idtyp``). Otherwise a token
    without that claim counts as one when it has roles and no scopes (Entra:
    claims-validation)."""

    algorithms: Collection[str] = (RS256,)
    """How tokens may be signed: ``RS256``, as Entra does, and what the API's registration
    with Daemonry was set to, ``ES256`` or ``EdDSA``."""

    signing_key_app_id: str | None = None
    """The application ID of an API that has signing keys of its own: the keys are fetched
    with ``?appid=`` (Entra: access-tokens)."""

    ca_file: Path | None = None
    """PEM file of the certificate authorities to trust **instead of** the system's. Read at
    each fetch, so that a renewed file needs no restart."""

    proxy: str | None = None
    """HTTP proxy on the way to the authority. Proxy variables of the environment are ignored,
    so that what is trusted stands in one place."""

    clock_skew: float = 300
    """Tolerance for ``exp`` and ``nbf`` (Entra's libraries: 300). At most 600."""

    key_refresh: float = 3600
    """Age at which the keys are fetched again: a withdrawn key is believed this long at most,
    as long as the authority answers."""

    unknown_key_refresh: float = 300
    """Pause between fetches that tokens with an unknown ``kid`` can cause (Entra:
    signing-key-rollover)."""

    retry: float = 10
    """Pause after a fetch that failed."""

    stale_keys: float = 86400
    """How long keys stay in use beyond ``key_refresh`` while the authority does not answer."""

    fetch_timeout: float = 5
    """For one refresh altogether: discovery document and keys."""

    cached_tokens: int = 10_000
    """Tokens whose verification is remembered until they expire; 0 turns it off."""

    public_url: str | None = None
    """The origin by which clients reach this API (``https://api.contoso.com``), against which
    DPoP proofs are checked. Without it, scheme and ``Host`` of the request: behind a proxy
    that changes either, it is needed."""

    require_bound_tokens: bool = False
    """Refuse bearer tokens: every token must be bound to a DPoP key or a TLS certificate.
    A token that is bound is never taken without what it is bound to."""

    dpop_nonce_key: str | None = field(default=None, repr=False)
    """A secret that all processes of the API share. With it, DPoP proofs must carry a nonce
    of this API (RFC 9449 section 9)."""

    introspection_endpoint: str | None = None
    """Where to ask whether each token is still active (RFC 7662); needs ``client_id`` and
    ``client_secret`` of this API's own registration."""

    client_id: str | None = None
    """The API's own application ID, for introspection."""

    client_secret: str | None = field(default=None, repr=False)
    """A client secret of the API's own registration, for introspection."""

    introspection_cache: float = 0
    """For how long an active token is believed before it is asked about again."""

    allow_http: bool = False
    """Accept an authority without TLS. For tests only: who can write on that wire can
    write tokens."""

    def __post_init__(self) -> None:
        _set(self, "authority", self._checked_url("authority", self.authority).rstrip("/"))
        _set(self, "audiences", frozenset(map(_lower_guid, _texts("audiences", self.audiences))))
        _set(self, "tenant_ids", frozenset(map(str.lower, _texts("tenant_ids", self.tenant_ids))))
        if not self.audiences:
            raise SettingsError("audiences: name this API's application ID or App ID URI.")
        _set(self, "algorithms", frozenset(_texts("algorithms", self.algorithms)))
        self._check_keys()
        for tenant_id in self.tenant_ids:
            if tenant_id != ANY_TENANT and not is_guid(tenant_id):
                raise SettingsError(f"tenant_ids: {tenant_id!r} is no tenant ID (a GUID).")
        tenant = urlsplit(self.authority).path.strip("/").split("/")[0].lower()
        if tenant in _TENANTLESS and not self.tenant_ids:
            raise SettingsError(
                f"tenant_ids: the authority {tenant!r} speaks for every tenant; list those "
                f"served, or {ANY_TENANT!r}."
            )
        if not 0 <= self.clock_skew <= _MAX_SKEW:
            raise SettingsError(f"clock_skew: must lie between 0 and {_MAX_SKEW} seconds.")
        for name in ("key_refresh", "unknown_key_refresh", "retry", "fetch_timeout"):
            if not getattr(self, name) > 0:
                raise SettingsError(f"{name}: must be more than 0 seconds.")
        if not (self.stale_keys >= 0 and self.cached_tokens >= 0):
            raise SettingsError("stale_keys and cached_tokens: must not be negative.")
        self._check_beyond_bearer()

    @classmethod
    def from_environment(
        cls, environ: Mapping[str, str] = os.environ, *, prefix: str = PREFIX
    ) -> Settings:
        """Read the settings from variables such as ``PROTECT_AUTHORITY``.

        Every field is one variable; lists are separated by spaces or commas; switches
        are ``true`` or ``false``. ``PROTECT_AUDIENCE`` and ``PROTECT_TENANT_ID`` may stand
        for their plurals. Empty variables count as absent. Raises SettingsError for a
        missing or malformed value and for a name with the prefix that is not known.
        """
        values: dict[str, Any] = {}
        for variable, text in environ.items():
            if not variable.startswith(prefix) or not text.strip():
                continue
            name = variable.removeprefix(prefix).lower()
            name = _SINGULARS.get(name, name)
            if name not in _READERS or name in values:
                raise SettingsError(f"{variable}: no such setting, or it is given twice.")
            try:
                values[name] = _READERS[name](text.strip())
            except ValueError:
                raise SettingsError(f"{variable}: the value cannot be read.") from None
        for name in ("authority", "audiences"):
            if name not in values:
                raise SettingsError(f"{prefix}{name.upper()} is not set.")
        return cls(**values)

    def _check_keys(self) -> None:
        if not self.algorithms or not frozenset(self.algorithms) <= set(ALGORITHMS):
            raise SettingsError(f"algorithms: choose from {', '.join(ALGORITHMS)}.")
        if self.signing_key_app_id is not None and not is_guid(self.signing_key_app_id):
            raise SettingsError("signing_key_app_id: an application ID is a GUID.")

    def _check_beyond_bearer(self) -> None:
        if self.introspection_endpoint is not None:
            self._checked_url("introspection_endpoint", self.introspection_endpoint)
            if not (self.client_id and self.client_secret):
                raise SettingsError("introspection_endpoint: needs client_id and client_secret.")
        if not self.introspection_cache >= 0:
            raise SettingsError("introspection_cache: must not be negative.")
        if self.public_url is not None:
            _set(self, "public_url", self._checked_url("public_url", self.public_url).rstrip("/"))

    @property
    def nonce_key(self) -> bytes | None:
        """The key of nonces for DPoP proofs, None when they need none."""
        return self.dpop_nonce_key.encode("utf-8") if self.dpop_nonce_key else None

    def _checked_url(self, name: str, url: str) -> str:
        try:
            return checked_url(url, allow_http=self.allow_http)
        except ValueError as error:
            raise SettingsError(f"{name}: {error}") from None


def checked_url(url: object, *, allow_http: bool) -> str:
    """Return ``url`` if keys may be fetched from it; raises ValueError otherwise."""
    if not isinstance(url, str):
        raise ValueError("not a URL.")  # noqa: TRY004 - a bad value, not a bad type
    parts = urlsplit(url)
    if parts.scheme != "https" and not (allow_http and parts.scheme == "http"):
        raise ValueError("must be an https URL.")
    if not parts.hostname or parts.username is not None or parts.fragment:
        raise ValueError("must name a host and hold neither user information nor a fragment.")
    return url


@lru_cache(maxsize=1024)
def is_guid(text: str) -> bool:
    """Tell whether the text is a GUID in its canonical form, of either case."""
    return _GUID.fullmatch(text) is not None


@lru_cache(maxsize=1024)
def guids_in(text: str) -> frozenset[str]:
    """Return the GUIDs that occur in the text, in lower case."""
    return frozenset(found.lower() for found in _GUID.findall(text))


def _texts(name: str, value: Collection[str]) -> list[str]:
    texts = [value] if isinstance(value, str) else list(value)
    if not all(isinstance(text, str) and text for text in texts):
        raise SettingsError(f"{name}: must be a text or several.")
    return texts


def _lower_guid(text: str) -> str:
    """Return GUIDs as tokens spell them; App ID URIs stay as they are."""
    return text.lower() if is_guid(text) else text


def _set(settings: Settings, name: str, value: object) -> None:
    object.__setattr__(settings, name, value)


def _list(text: str) -> list[str]:
    return text.replace(",", " ").split()


def _switch(text: str) -> bool:
    if text.lower() not in {"true", "false"}:
        raise ValueError(text)
    return text.lower() == "true"


_SINGULARS: Final = {"audience": "audiences", "tenant_id": "tenant_ids"}
_BY_TYPE: Final[Mapping[str, Callable[[str], object]]] = {
    "str": str,
    "str | None": str,
    "Collection[str]": _list,
    "Path | None": Path,
    "float": float,
    "int": int,
    "bool": _switch,
}
_READERS: Final = {field.name: _BY_TYPE[str(field.type)] for field in fields(Settings)}
