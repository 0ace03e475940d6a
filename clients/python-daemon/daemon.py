"""A daemon that calls the to-do API with an app-only token, using MSAL Python."""

from __future__ import annotations

import argparse
import base64
import json
import os
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

import msal  # type: ignore[import-untyped]  # MSAL ships no type information
import requests

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# Exit codes; the same numbers as in the Node.js daemon.
FAILED = 1
USAGE = 2
TOKEN_REFUSED = 3
API_REFUSED = 4
UNREACHABLE = 5

TIMEOUT_SECONDS = 30

SETTINGS = {
    "CLIENT_ID": "the Application (client) ID of the daemon",
    "AUTHORITY": "https://{host}/{tenant ID or domain}",
    "CLIENT_SECRET": "the value (not the ID) of a client secret of the daemon",
    "CLIENT_CERTIFICATE": "in place of the secret: a PEM file with private key and certificate",
    "SCOPES": "the Application ID URI of the API, api://{API application ID}",
    "API_ENDPOINT": "the address of the to-do API",
}

CREDENTIALS = ("CLIENT_SECRET", "CLIENT_CERTIFICATE")
"""The daemon needs one of them; a certificate goes first."""

ADVICE = {
    1002012: "SCOPES must be the identifier of one API, without the name of a single permission.",
    500011: "SCOPES names an API that this tenant does not have. "
    "Compare it with Expose an API > Application ID URI.",
    501051: "The API requires assignment: give the daemon one of its app roles and grant consent.",
    700016: "CLIENT_ID is not in the tenant that AUTHORITY names. "
    "Compare both with the Overview page of the app.",
    700024: "The clock of this machine is wrong: an assertion lives for ten minutes.",
    700027: "The certificate in CLIENT_CERTIFICATE is not registered for the daemon, "
    "or has expired.",
    7000112: "The application or its service principal is disabled. Ask to have it enabled.",
    7000215: "CLIENT_SECRET is wrong or was deleted. "
    "Use the value of the secret, not its ID, or add a new one.",
    7000222: "The client secret has expired. Add a new one and put its value into CLIENT_SECRET.",
    7000229: "The application has no service principal in this tenant. Create one.",
    90002: "AUTHORITY names a tenant that this server does not have. "
    "Check the part behind the host.",
}
"""What to do about the refusals that a daemon meets, by AADSTS code."""

OPERATIONS = {"getToDos": None, "addToDo": "description", "deleteToDo": "id"}
"""Each operation with the option that it needs."""


class Problem(Exception):  # noqa: N818 - it is shown to the operator, not only raised
    """A failure that the operator can act on: what happened, what to do, how to exit."""

    def __init__(self, message: str, *, advice: str = "", exit_code: int = FAILED) -> None:
        super().__init__(message)
        self.advice = advice
        self.exit_code = exit_code


@dataclass(frozen=True)
class DaemonSettings:
    """Where the daemon asks, as whom, and for what."""

    client_id: str
    authority: str
    credential: str | dict[str, str] = field(repr=False)
    """The client secret, or the private key and certificate as MSAL takes them."""
    scope: str
    api_endpoint: str


def read_settings(environment: Mapping[str, str]) -> DaemonSettings:
    """Return the settings of the environment.

    Raises Problem naming every missing setting at once, or the one that is malformed.
    """
    values = {name: environment.get(name, "").strip() for name in SETTINGS}
    needed = [name for name in SETTINGS if name not in CREDENTIALS]
    if not any(values[name] for name in CREDENTIALS):
        needed += CREDENTIALS
    missing = [f"  {name:<18} {SETTINGS[name]}" for name in needed if not values[name]]
    if missing:
        raise Problem(
            "\n".join(["Missing settings:", *missing]),
            advice="Export them, for example with: set -a; . ./.env; set +a",
            exit_code=USAGE,
        )
    return DaemonSettings(
        client_id=values["CLIENT_ID"],
        # MSAL Python puts a slash of its own behind the tenant.
        authority=_address("AUTHORITY", values["AUTHORITY"], "https").rstrip("/"),
        credential=_certificate(values["CLIENT_CERTIFICATE"]) or values["CLIENT_SECRET"],
        scope=_scope(values["SCOPES"]),
        api_endpoint=_address("API_ENDPOINT", values["API_ENDPOINT"], "https", "http"),
    )


def _address(name: str, text: str, *schemes: str) -> str:
    try:
        parts = urlsplit(text)
        usable = parts.scheme in schemes and bool(parts.hostname)
    except ValueError:
        usable = False
    if not usable:
        allowed = " or ".join(f"{scheme}://" for scheme in schemes)
        raise Problem(
            f"{name} is not an address that starts with {allowed}.",
            advice=f"It should be {SETTINGS[name]}.",
            exit_code=USAGE,
        )
    return text


def _certificate(path: str) -> dict[str, str] | None:
    """Return private key and certificate of a PEM file; MSAL signs assertions with them.

    From the certificate MSAL makes the thumbprint by which the authority knows the key.
    """
    if not path:
        return None
    try:
        pem = Path(path).read_text(encoding="ascii")
    except (OSError, ValueError) as error:
        raise Problem(
            f"CLIENT_CERTIFICATE cannot be read: {error}", advice=_PEM, exit_code=USAGE
        ) from error
    if "PRIVATE KEY-----" not in pem or _CERTIFICATE not in pem:
        raise Problem(
            f"{path} does not hold both a private key and a certificate.",
            advice=_PEM,
            exit_code=USAGE,
        )
    return {"private_key": pem, "public_certificate": pem[pem.index(_CERTIFICATE) :]}


_CERTIFICATE = "-----BEGIN CERTIFICATE-----"
_PEM = "Give a PEM file with both, as 'daemonry certificate generate' writes it."


def _scope(text: str) -> str:
    """Return the one scope this grant takes (Entra: v2-oauth2-client-creds-grant-flow)."""
    if len(text.split()) != 1:
        raise Problem(
            "SCOPES names more than one API.",
            advice="A token is for one API: give one identifier.",
            exit_code=USAGE,
        )
    return text if text.endswith("/.default") else f"{text}/.default"


def get_token(settings: DaemonSettings) -> str:
    """Return an app-only access token for the API (RFC 6749 section 4.4).

    MSAL keeps tokens in memory, so a long-running daemon should keep one application
    object; this program makes one call and ends. Raises Problem when the authority
    refuses or cannot be reached.
    """
    try:
        application = msal.ConfidentialClientApplication(
            settings.client_id,
            client_credential=settings.credential,
            authority=settings.authority,
            # Otherwise MSAL asks login.microsoftonline.com about every host it does not know.
            instance_discovery=False,
        )
        answer: dict[str, Any] = application.acquire_token_for_client(scopes=[settings.scope])
    except requests.RequestException as error:
        raise _unreachable(settings.authority, error) from error
    except ValueError as error:  # MSAL's word for metadata that it cannot use
        raise _explain_discovery(settings.authority, str(error)) from error
    if "access_token" not in answer:
        raise _token_refused(answer.get("error_description", ""), answer.get("error", ""))
    return str(answer["access_token"])


def _explain_discovery(authority: str, reason: str) -> Problem:
    """MSAL hides what the server answered, so ask for the same document again."""
    url = f"{authority}/v2.0/.well-known/openid-configuration"
    try:
        answer = requests.get(url, timeout=TIMEOUT_SECONDS).json()
        return _token_refused(answer["error_description"], answer.get("error", ""))
    except (requests.RequestException, KeyError, TypeError):
        return _token_refused(reason)


def _token_refused(description: str, error: str = "") -> Problem:
    found = re.search(r"AADSTS(\d+):.*", description, re.DOTALL)
    advice = ADVICE.get(int(found[1])) if found else None
    return Problem(
        f"The authority gave no token{f' ({error})' if error else ''}: "
        f"{found[0] if found else description}",
        advice=advice or "Look the code up in the reference of errors, or ask the administrator.",
        exit_code=TOKEN_REFUSED,
    )


def _unreachable(url: str, error: requests.RequestException) -> Problem:
    if isinstance(error, requests.exceptions.SSLError):
        return Problem(
            f"The certificate of {url} is not trusted.",
            advice="Set REQUESTS_CA_BUNDLE to the CA file.",
            exit_code=UNREACHABLE,
        )
    return Problem(
        f"No answer from {url} ({type(error).__name__}).",
        advice="Check the host, the port, and that the server is running.",
        exit_code=UNREACHABLE,
    )


def call_api(url: str, token: str, method: str = "GET", body: dict[str, str] | None = None) -> Any:
    """Return the decoded JSON answer of the to-do API, None if there is none.

    The token travels in the header (RFC 6750 section 2.1). Raises Problem when the API
    refuses, fails or cannot be reached.
    """
    headers = {"Accept": "application/json", "Authorization": f"Bearer {token}"}
    try:
        response = requests.request(
            method, url, headers=headers, json=body, timeout=TIMEOUT_SECONDS
        )
    except requests.RequestException as error:
        raise _unreachable(url, error) from error
    if not response.ok:
        raise _api_refused(response, token)
    if not response.content:
        return None
    try:
        return response.json()
    except requests.JSONDecodeError as error:
        text = f"The API answered {response.status_code} without JSON: {response.text[:200]}"
        raise Problem(text) from error


def _api_refused(response: requests.Response, token: str) -> Problem:
    challenge = response.headers.get("WWW-Authenticate")
    lines = [f"The API answered {response.status_code} {response.reason}.", response.text.strip()]
    if challenge:
        lines.append(f"WWW-Authenticate: {challenge}")
    refused = response.status_code in {requests.codes.unauthorized, requests.codes.forbidden}
    return Problem(
        "\n".join(line for line in lines if line),
        advice=_api_advice(response.status_code, token),
        exit_code=API_REFUSED if refused else FAILED,
    )


def _api_advice(status: int, token: str) -> str:
    if status == requests.codes.unauthorized:
        return (
            "The API does not accept the token: "
            "compare SCOPES and AUTHORITY with what the API expects."
        )
    if status == requests.codes.not_found:
        return "Check API_ENDPOINT, and with deleteToDo the --id."
    if status != requests.codes.forbidden:
        return ""
    if roles := roles_of(token):
        return f"The token carries {', '.join(roles)}, which is not enough for this operation."
    return (
        "The token carries no roles: add the API permission to the daemon "
        "and grant admin consent, then run again."
    )


def roles_of(token: str) -> list[str]:
    """List the roles that a token carries, to explain a refusal.

    Only the API validates a token; a client must never decide anything by its content.
    """
    try:
        payload = token.split(".")[1]
        claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    except (IndexError, ValueError):
        return []
    return [str(role) for role in claims.get("roles", [])]


def run(arguments: argparse.Namespace, environment: Mapping[str, str]) -> Any:
    """Carry out one operation and return what the API answered."""
    settings = read_settings(environment)
    token = get_token(settings)
    if arguments.op == "addToDo":
        body = {"description": arguments.description}
        return call_api(settings.api_endpoint, token, "POST", body)
    if arguments.op == "deleteToDo":
        url = f"{settings.api_endpoint.rstrip('/')}/{quote(arguments.id, safe='')}"
        call_api(url, token, "DELETE")
        return {"deleted": arguments.id}
    return call_api(settings.api_endpoint, token)


def parse_arguments(argv: Sequence[str]) -> argparse.Namespace:
    """Return the options; argparse exits with code 2 when they are wrong."""
    settings = "\n".join(f"  {name:<18} {meaning}" for name, meaning in SETTINGS.items())
    parser = argparse.ArgumentParser(
        description="Call the to-do API as a daemon, with a token of its own.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=f"""settings, from the environment:
{settings}
Set REQUESTS_CA_BUNDLE to a CA file if the server's certificate is not publicly trusted.

exit codes: 0 done, 1 failed, 2 usage or settings, 3 no token, 4 refused by the API, 5 unreachable

examples:
  python daemon.py --op getToDos
  python daemon.py --op addToDo --description "Buy milk"
  python daemon.py --op deleteToDo --id 3
""",
    )
    parser.add_argument("--op", required=True, choices=OPERATIONS, help="what to do")
    parser.add_argument("--description", metavar="TEXT", help="text of the new to-do")
    parser.add_argument("--id", metavar="ID", help="which to-do to delete")
    arguments = parser.parse_args(argv)
    needed = OPERATIONS[arguments.op]
    if needed and not (getattr(arguments, needed) or "").strip():
        parser.error(f"--op {arguments.op} needs --{needed}")
    return arguments


def main(argv: Sequence[str]) -> int:
    """Run one operation, print its result as JSON, and return the exit code."""
    arguments = parse_arguments(argv)
    try:
        result = run(arguments, os.environ)
    except Problem as problem:
        for line in filter(None, (str(problem), problem.advice)):
            print(line, file=sys.stderr)
        return problem.exit_code
    print(json.dumps(result, indent=2, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
