"""Asking any OAuth 2.0 server for a token with client credentials (RFC 6749 section 4.4)."""

import json
import re
import ssl
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from daemonry.cli.errors import CommandError, ExitCode

if TYPE_CHECKING:
    import httpx2

_TIMEOUT = 20.0
_CODE = re.compile(r"AADSTS(\d+)")

_BY_NUMBER = {
    7000215: "The secret is wrong. Use its value, not its ID, and check that it belongs to this"
    " client: 'daemonry secret list' shows the first characters of each.",
    7000222: "The secret has expired: make another with 'daemonry secret create'.",
    7000216: "Send a credential: CLIENT_SECRET, --secret-file, or type it when asked.",
    700016: "No application has this client ID in this tenant: compare it with 'daemonry app"
    " list', and check the tenant in the authority.",
    7000229: "The application has no service principal: 'daemonry consent grant' makes it.",
    7000112: "The application is disabled: 'daemonry app update --enabled' enables it.",
    500011: "No API of this tenant has this identifier: compare the scope with the identifier"
    " URIs in 'daemonry app list'.",
    501051: "The API gives tokens only to clients that hold one of its roles: 'daemonry"
    " permission add', then 'daemonry consent grant'.",
    1002012: "The scope of a daemon is the API's application ID URI followed by /.default.",
    70011: "The scope of a daemon is the API's application ID URI followed by /.default.",
    700022: "Ask for one API at a time: one scope, ending in /.default.",
    90002: "No tenant has this name: 'daemonry tenant list' shows what there is.",
    900023: "The tenant is named by its ID, a domain or its subdomain.",
    900144: "Give the parameter that the message names.",
    90009: "To ask for a token for itself, a client names itself by its ID: {ID}/.default.",
}
_BY_ERROR = {
    "invalid_client": "Check the client ID and the secret.",
    "unauthorized_client": "The client is not allowed to do this; check its registration.",
    "invalid_scope": "Check the scope; a daemon asks for {application ID URI}/.default.",
    "temporarily_unavailable": "Try again in a moment.",
}


@dataclass(frozen=True, slots=True)
class TokenAnswer:
    """What a token endpoint answered: a token, or an error (RFC 6749 section 5)."""

    status: int
    body: dict[str, Any] = field(repr=False)

    @property
    def access_token(self) -> str | None:
        """The token, or None when it was refused."""
        token = self.body.get("access_token")
        return token if self.status == 200 and isinstance(token, str) else None  # noqa: PLR2004

    @property
    def message(self) -> str:
        """The refusal in the server's words, without its trailing identifiers."""
        error = self.body.get("error", f"HTTP status {self.status}")
        words = str(self.body.get("error_description", "")).split(" Trace ID:")[0]
        first = words.strip().splitlines()[0] if words.strip() else ""
        return f"{error}: {first}" if first else str(error)

    @property
    def explanation(self) -> str:
        """What to do about the refusal."""
        found = _CODE.search(str(self.body.get("error_description", "")))
        number = int(found.group(1)) if found else 0
        return _BY_NUMBER.get(number) or _BY_ERROR.get(
            str(self.body.get("error", "")), "Check the endpoint, the client ID and the scope."
        )


class TokenClient:
    """A client of one server; ``ca_file`` is trusted in place of the system's CAs."""

    def __init__(self, ca_file: Path | None = None) -> None:
        self._verify: ssl.SSLContext | bool = _context(ca_file) if ca_file else True

    def discover(self, authority: str) -> str:
        """Return the token endpoint of an authority (OpenID Connect Discovery 1.0 section 4)."""
        base = authority.rstrip("/")
        for path in ("/v2.0/.well-known/openid-configuration", "/.well-known/openid-configuration"):
            response = self._send("GET", base + path)
            endpoint = _json(response).get("token_endpoint")
            if isinstance(endpoint, str):
                return endpoint
        raise CommandError(
            f"{base} has no discovery document that names a token endpoint.",
            "Check the tenant in the authority, or give --token-endpoint.",
            ExitCode.NOT_FOUND,
        )

    def request(
        self, endpoint: str, *, client_id: str, client_secret: str, scope: str
    ) -> TokenAnswer:
        """Ask for a token. Raises CommandError when the server cannot be reached."""
        form = {
            "grant_type": "client_credentials",
            "client_id": client_id,
            "client_secret": client_secret,
            "scope": scope,
        }
        response = self._send("POST", endpoint, form)
        return TokenAnswer(response.status_code, _json(response))

    def call(
        self, method: str, url: str, token: str, body: dict[str, str] | None = None
    ) -> "httpx2.Response":
        """Call an API with a bearer token (RFC 6750 section 2.1) and a JSON body."""
        headers = {"Authorization": f"Bearer {token}"}
        return self._send(method, url, json_body=body, headers=headers)

    def _send(
        self,
        method: str,
        url: str,
        form: dict[str, str] | None = None,
        json_body: dict[str, str] | None = None,
        headers: dict[str, str] | None = None,
    ) -> "httpx2.Response":
        import httpx2  # noqa: PLC0415 - slow to import

        try:
            with httpx2.Client(verify=self._verify, timeout=_TIMEOUT) as client:
                return client.request(method, url, data=form, json=json_body, headers=headers)
        except httpx2.InvalidURL as error:
            raise CommandError(
                f"'{url}' is no URL.", "Give an https:// URL.", ExitCode.USAGE
            ) from error
        except httpx2.UnsupportedProtocol as error:
            raise CommandError(
                f"'{url}' is no URL.", "Give an https:// URL.", ExitCode.USAGE
            ) from error
        except httpx2.HTTPError as error:
            raise _unreachable(url, error) from error


def _context(ca_file: Path) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=ca_file)
    except OSError as error:
        raise CommandError(
            f"The CA file {ca_file} cannot be read.",
            "Give the PEM file that the server exports as ca.pem in its data directory.",
            ExitCode.UNREACHABLE,
        ) from error


def _unreachable(url: str, error: Exception) -> CommandError:
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return CommandError(
            f"The certificate of {url} is not trusted: {error}",
            "Give the server's CA with --ca-file DIR/ca.pem, DIR being its data directory.",
            ExitCode.UNREACHABLE,
        )
    return CommandError(
        f"{url} cannot be reached: {error}",
        "Check host and port, and that the server runs: 'daemonry serve' or 'daemonry dev'.",
        ExitCode.UNREACHABLE,
    )


def _json(response: "httpx2.Response") -> dict[str, Any]:
    try:
        body = json.loads(response.content)
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
