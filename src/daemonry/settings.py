"""Every option, its default and its reason. Unknown ``DAEMONRY_*`` names are refused.

Values come from the environment (prefix ``DAEMONRY_``), each secret also from a
file named by the same variable with ``_FILE`` behind it; command-line options of
``daemonry serve`` and ``daemonry dev`` override them. Only ``cli`` and ``app`` read this.
"""

from __future__ import annotations

import ast
import inspect
import itertools
import os
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict
from typing_extensions import override

from daemonry.model.audit_chain import DIRECTORY_AUDITS, SIGN_INS
from daemonry.model.second_factor import ADMINISTRATORS, OPTIONAL
from daemonry.model.signing_key import MIN_OVERLAP, MIN_PUBLICATION_LEAD, RotationPolicy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from daemonry.model.second_factor import FactorRule

PREFIX = "DAEMONRY_"
_LISTS = (
    "tls_names",
    "trusted_proxies",
    "private_issuer_hosts",
    "private_webhook_hosts",
    "operators",
    "notice_days",
    "notice_mail",
)
_SERVER_KEYS = ("key_encryption_key", "secret_hash_key")
_SECRETS = (*_SERVER_KEYS, "notice_webhook_secret", "smtp_password")
_TokenLifetime = Annotated[int, Field(ge=600, le=86400)]


def _hours(duration: timedelta) -> int:
    return int(duration / timedelta(hours=1))


class SettingsError(ValueError):
    """The settings cannot be used; the message says which one and what to do."""


@dataclass(frozen=True, slots=True)
class ShownSetting:
    """One setting for people: its variable, value, where that is from, and what it means."""

    variable: str
    value: str
    source: str
    meaning: str
    is_secret: bool


class Settings(BaseSettings):
    """All options of the server. Durations are in seconds."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True)

    profile: Literal["production", "dev"] = "production"
    """``dev`` brings the seeded tenant and its own certificate; it is set by ``daemonry dev``."""

    data: Path = Path("daemonry-data")
    """The data directory: database, records, keys, certificates. Mode 0700."""

    database: str | None = None
    """``postgresql://user@host/name``; without it SQLite in the data directory."""

    issue_without_database: int = Field(default=3600, ge=0, le=86400)
    """Seconds for which a node goes on issuing tokens while PostgreSQL is away; 0 for none.

    It decides by what it knew when the database went: what is revoked meanwhile, through a
    node that still reaches the database, it cannot see.
    """

    host: str = "127.0.0.1"
    """Listen address. A public one needs TLS or ``behind_proxy``."""

    port: int = Field(default=8443, ge=0, le=65535)
    """Listen port; 0 picks a free one."""

    workers: int = Field(default=1, ge=1, le=64)
    """Worker processes on the one listening socket; one for each core is the most useful."""

    drain_delay: float = Field(default=5, ge=0, le=300)
    """Seconds for which a server that is to end still accepts, while balancers learn it."""

    public_url: str | None = None
    """The origin that clients use, when it differs from ``https://localhost:{port}``."""

    operators: tuple[str, ...] = ()
    """User names of accounts that run the server from the admin center: tenants, signing keys,
    these settings. Under ``dev`` the administrator of the seeded tenant is one."""

    domain_proofs: Path | None = None
    """TXT records that verify domains, ``name text`` a line; the server asks no DNS."""

    domain_suffix: str = "onmicrosoft.com"
    """What follows a tenant's subdomain in its initial domain: clients compute this name."""

    tls_certificate: Path | None = None
    """PEM certificate chain. Without it the development CA of the data directory signs one."""

    tls_key: Path | None = None
    """PEM private key of the certificate."""

    tls_names: tuple[str, ...] = ()
    """Further host names for the development certificate; they are also valid origins."""

    tls_client_ca: Path | None = None
    """PEM certificates that vouch for client certificates, which are then asked for at the
    TLS level (version 1.3 only): for tokens that are bound to them (RFC 8705)."""

    client_certificate_header: str | None = None
    """The header in which a proxy passes client certificates on: ``Client-Cert`` of RFC 9440,
    or percent-encoded PEM. The proxy must remove it from what clients send."""

    trusted_proxies: tuple[str, ...] = ()
    """Addresses or networks of the proxies whose ``X-Forwarded-For``, ``Forwarded`` and client
    certificate header count."""

    dpop_nonce: bool = False
    """Demand that DPoP proofs carry a nonce of this server (RFC 9449 section 8)."""

    behind_proxy: bool = False
    """Serve plain HTTP because a proxy in front terminates TLS. Needs ``public_url``."""

    key_encryption_key: SecretStr | None = None
    """32 bytes in base64. Without it the file ``keys/kek`` of the data directory."""

    secret_hash_key: SecretStr | None = None
    """32 bytes in base64 for client secret digests. Without it ``keys/secret-hash``."""

    access_token_lifetime: Literal["random"] | _TokenLifetime | None = None
    """Lifetime of access tokens in seconds, or ``random`` for 60 to 90 minutes, as in Entra.

    Without it ``random`` in production and 3600 under ``dev``.
    """

    managed_identity_port: int | None = Field(default=None, ge=0, le=65535)
    """Port on 127.0.0.1 where workloads of this machine get tokens without a credential.

    Off without it. Which identities there are is told by ``daemonry identity bind``.
    """

    audit_retention_days: int = Field(default=0, ge=0, le=36500)
    """How long directory changes are kept; 0 for ever. What is left stays provable."""

    sign_in_retention_days: int = Field(default=0, ge=0, le=36500)
    """How long token requests are kept, likewise; a busy server wants 30, as in Entra, or 90."""

    signing_key_rotation_days: int = Field(default=90, ge=0, le=3650)
    """How long a key signs before the next takes over; 0 for by command only."""

    signing_key_publication_hours: int = Field(
        default=_hours(MIN_PUBLICATION_LEAD), ge=_hours(MIN_PUBLICATION_LEAD), le=30 * 24
    )
    """How long a key is published before it signs: validators cache keys for a day."""

    signing_key_overlap_hours: int = Field(
        default=_hours(MIN_OVERLAP), ge=_hours(MIN_OVERLAP), le=90 * 24
    )
    """How long a key stays published after it signed last: the longest token life, and a day."""

    failures_per_minute: int | None = Field(default=None, ge=0, le=100_000)
    """Failed authentications of one client from one network before they are answered 429.

    Without it 10 in production and 300 under ``dev``, where tests fail on purpose; 0 for
    no throttling. A client that proves itself is never refused for failures. This limit
    and the following ones are counted by each worker for itself.
    """

    tenant_requests_per_second: int = Field(default=0, ge=0, le=1_000_000)
    """Requests for tokens of one tenant; 0 for no limit. Entra's external tenants: 200."""

    client_requests_per_second: int = Field(default=0, ge=0, le=1_000_000)
    """Tokens for one client, counted once it has proved itself; 0 for no limit."""

    address_requests_per_second: int = Field(default=0, ge=0, le=1_000_000)
    """Requests for tokens from one address; 0 for no limit. Entra's external tenants: 20."""

    identical_requests: int = Field(default=0, ge=0, le=100_000)
    """Identical successful requests within five minutes before AADSTS50196; 0 for any number.

    Entra stops at 15. Programs that keep no tokens, such as short jobs, would be stopped.
    """

    second_factor: Literal["administrators", "everyone", "optional"] | None = None
    """Who must sign in with more than a password; whoever set a factor up is asked for it anyway.

    Without it ``administrators`` in production and ``optional`` under ``dev``.
    """

    uniform_errors: bool = False
    """Answer every failed authentication alike (7000215); what it was stands in the record."""

    exact_entra_issuer: bool = False
    """Issue tokens with Entra's own issuer values, for tests behind mapped host names."""

    federated_credentials_per_application: int = Field(default=20, ge=0, le=100)
    """Federated identity credentials that one application may have; 20 in Entra."""

    private_issuer_hosts: tuple[str, ...] = ()
    """Hosts whose keys may be fetched although they are not on the public Internet: exact names."""

    private_issuer_ca: Path | None = None
    """PEM file of the CA that vouches for those hosts, in place of the system's CAs."""

    notice_days: tuple[Annotated[int, Field(ge=0, le=365)], ...] = (60, 30, 14, 7, 1, 0)
    """Days before a secret or certificate ends on which there is a notice; 0 is the end itself.

    Empty for none. A tenant may choose its own.
    """

    notice_mail: tuple[str, ...] = ()
    """Mail addresses that are told of what is the server's own, and of tenants where mail
    reaches neither a technical contact nor an owner."""

    notice_webhook: str | None = None
    """An https URL to which the notices of all tenants and of the server are posted, signed."""

    notice_webhook_secret: SecretStr | None = None
    """What signs them, as receivers by Standard Webhooks expect it: ``whsec_`` and base64."""

    private_webhook_hosts: tuple[str, ...] = ()
    """Hosts to which webhooks may be posted although they are not on the public Internet: exact
    names."""

    private_webhook_ca: Path | None = None
    """PEM file of the CA that vouches for those hosts, in place of the system's CAs."""

    smtp_host: str | None = None
    """The mail server that takes notices; without it there is no mail."""

    smtp_port: int = Field(default=587, ge=1, le=65535)
    """Its port."""

    smtp_security: Literal["starttls", "tls", "none"] = "starttls"
    """``starttls``, ``tls`` from the first byte (port 465), or ``none`` for a server on this
    machine. Without TLS no password is sent."""

    smtp_ca: Path | None = None
    """PEM file of the CA that vouches for the mail server, in place of the system's CAs."""

    smtp_user: str | None = None
    """User name at the mail server, if it asks for one."""

    smtp_password: SecretStr | None = None
    """Password of that user."""

    smtp_from: str | None = None
    """Address that notices come from."""

    strict_graph_queries: bool = False
    """Demand ``$count=true`` and ``ConsistencyLevel: eventual`` where Graph does, for tests."""

    multi_buffer: str = "auto"
    """Sign eight tokens at once by libcrypto_mb: ``auto`` where it fits, ``off``, or its path."""

    metrics_port: int | None = Field(default=None, ge=0, le=65535)
    """Port on which Prometheus reads ``/metrics`` over plain HTTP; off without it."""

    metrics_host: str = "127.0.0.1"
    """Address of that port. Metrics tell how busy a server is and who is refused; whoever can
    reach the address can read them."""

    metrics_by_tenant: bool = False
    """Name the tenant in the metrics of token requests, by its ID: one series for each."""

    log_level: Literal["debug", "info", "warning", "error"] = "info"
    """What goes to standard error."""

    log_format: Literal["console", "json"] = "console"
    """``json`` writes one object a line."""

    @classmethod
    @override
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Take what ``load_settings`` read: pydantic's own reading of lists wants JSON."""
        del settings_cls, env_settings, dotenv_settings, file_secret_settings
        return (init_settings,)

    @field_validator("trusted_proxies")
    @classmethod
    def _must_be_networks(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for text in value:
            ip_network(text.strip())
        return value

    @property
    def factor_rule(self) -> FactorRule:
        """Who must have a second factor."""
        if self.second_factor is not None:
            return self.second_factor
        return OPTIONAL if self.profile == "dev" else ADMINISTRATORS

    @property
    def rotation_policy(self) -> RotationPolicy:
        """When signing keys take turns."""
        days = self.signing_key_rotation_days
        return RotationPolicy(
            period=timedelta(days=days) if days else None,
            lead=timedelta(hours=self.signing_key_publication_hours),
            overlap=timedelta(hours=self.signing_key_overlap_hours),
        )

    @property
    def retention(self) -> dict[str, timedelta]:
        """How long the records of each log are kept; those without an end are left out."""
        days = {
            DIRECTORY_AUDITS: self.audit_retention_days,
            SIGN_INS: self.sign_in_retention_days,
        }
        return {log: timedelta(days=count) for log, count in days.items() if count}

    def explained(self) -> list[ShownSetting]:
        """Return every setting as people may see it: of a secret only whether it is set."""
        return [self._shown(name, words) for name, words in meanings().items()]

    def _shown(self, name: str, words: str) -> ShownSetting:
        value, default = getattr(self, name), type(self).model_fields[name].default
        source = "Default" if value == default else "Set"
        is_secret = name in _SECRETS
        text = "" if value in (None, ()) else str(value)
        if is_secret:
            unset = "From its file in the data directory" if name in _SERVER_KEYS else "-"
            text = "Set, not shown" if value is not None else unset
        elif isinstance(value, tuple):
            text = ", ".join(map(str, value))
        elif name == "database" and value is not None:
            text = _without_password(value)
        return ShownSetting(f"{PREFIX}{name.upper()}", text or "-", source, words, is_secret)

    def revealed(self) -> dict[str, Any]:
        """Return all values as JSON can carry them, secrets in clear: for our own workers."""
        plain = {
            name: value.get_secret_value() if isinstance(value, SecretStr) else value
            for name, value in self
        }
        return {n: str(v) if isinstance(v, Path) else v for n, v in plain.items()}


def meanings() -> dict[str, str]:
    """Return what stands beside each setting in this file, by its name."""
    tree = ast.parse(inspect.getsource(Settings))
    found = {}
    (body,) = (node.body for node in tree.body if isinstance(node, ast.ClassDef))
    for field, text in itertools.pairwise(body):
        if isinstance(field, ast.AnnAssign) and isinstance(text, ast.Expr):
            words = ast.literal_eval(text.value)
            found[ast.unparse(field.target)] = " ".join(words.replace("``", "`").split())
    return found


def _without_password(address: str) -> str:
    parts = urlsplit(address)
    if parts.password is None:
        return address
    name, _, host = parts.netloc.rpartition("@")
    return parts._replace(netloc=f"{name.partition(':')[0]}:***@{host}").geturl()


def load_settings(environment: Mapping[str, str] | None = None, **overrides: Any) -> Settings:
    """Return the settings of the environment, overridden by the options given.

    An override of None counts as not given. Raises SettingsError for an unknown
    name, a bad value, or a secret that is given twice.
    """
    env = dict(os.environ if environment is None else environment)
    values: dict[str, Any] = {}
    for name, text in env.items():
        if not name.startswith(PREFIX):
            continue
        key = name.removeprefix(PREFIX).lower()
        if key.removesuffix("_file") in _SECRETS and key.endswith("_file"):
            key, text = _from_file(key, name, text)  # noqa: PLW2901 - the file's content replaces its name
        if key in values:
            raise SettingsError(f"{name} and its _FILE form are both set; keep one.")
        if key not in Settings.model_fields:
            known = ", ".join(f"{PREFIX}{field.upper()}" for field in Settings.model_fields)
            raise SettingsError(f"Unknown setting {name}. Known settings: {known}.")
        values[key] = [one for one in text.split(",") if one.strip()] if key in _LISTS else text
    values |= {key: value for key, value in overrides.items() if value is not None}
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise SettingsError(f"Setting '{where}': {first['msg']}.") from None


def _from_file(key: str, name: str, path: str) -> tuple[str, str]:
    try:
        return key.removesuffix("_file"), Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise SettingsError(f"{name} names a file that cannot be read: {error.strerror}.") from None
