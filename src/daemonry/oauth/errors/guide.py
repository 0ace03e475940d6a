"""What each AADSTS number means in one line, and what usually causes it.

For administrators: the page of a number, the home page and ``daemonry audit summary``.
Nothing of it is on the wire. What mends a number is ``tokens/mending.py``; what caused
it in a tenant is in its sign-in records.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from daemonry.oauth.errors.guide_people import PEOPLE
from daemonry.oauth.errors.meaning import Guide

if TYPE_CHECKING:
    from collections.abc import Mapping


GUIDES: Final[Mapping[int, Guide]] = {
    1002012: Guide(
        "The scope does not end in /.default",
        (
            "The client asks for single permissions; a daemon asks for {resource}/.default.",
            "The application ID URI is given alone, without /.default.",
        ),
    ),
    50001: Guide(
        "The API is disabled",
        ("The API's service principal is switched off under Enterprise applications.",),
    ),
    500011: Guide(
        "No API of this tenant has that name",
        (
            "The application ID URI is misspelled, or was changed since the client was set up.",
            "The API is registered in another tenant.",
            "The API was deleted, or has no service principal here.",
        ),
    ),
    50012: Guide(
        "A client assertion was used a second time",
        (
            "The client keeps assertions instead of making one for each request.",
            "Somebody replayed a request that was recorded.",
        ),
    ),
    50027: Guide(
        "The client assertion is no well-formed JWT",
        (
            "Something else was sent in client_assertion, such as a secret.",
            "The assertion was cut off or encoded twice.",
        ),
    ),
    5002723: Guide(
        "The assertion names no certificate",
        ("Its header has neither x5t, x5t#S256 nor kid: the library was not told which.",),
    ),
    5002727: Guide(
        "The assertion has a type that is not accepted",
        ("The header typ is something else than JWT.",),
    ),
    5002738: Guide(
        "The assertion is signed by an algorithm that is not accepted",
        ("The client signs by HS256 or another algorithm that is not for certificates.",),
    ),
    50048: Guide(
        "Subject and issuer of the assertion differ",
        ("Both iss and sub of a client assertion are the client ID.",),
    ),
    50049: Guide(
        "The client asked whether another host is this server",
        ("Instance discovery was asked about a host that is not among the server's names.",),
    ),
    50050: Guide(
        "A parameter of the request cannot be read",
        ("A header or parameter holds characters or a form that is not allowed.",),
    ),
    50059: Guide(
        "The request names no tenant",
        ("The authority ends in /common or /organizations: a daemon belongs to one tenant.",),
    ),
    501051: Guide(
        "The client holds no role of an API that requires one",
        (
            "Admin consent was not granted, or was revoked.",
            "The API demands an assignment (Assignment required: Yes).",
        ),
    ),
    501461: Guide(
        "The API maps claims and may only be asked for by its client ID",
        ("acceptMappedClaims is set, and the application ID URI is in no verified domain.",),
    ),
    50196: Guide(
        "The client asks for the same token again and again",
        (
            "It keeps no token: each call to the API asks for a new one.",
            "It runs in a loop after an error of the API.",
        ),
    ),
    7000110: Guide(
        "The request names two clients",
        ("client_id differs from the user name of Basic authentication, or is given twice.",),
    ),
    7000112: Guide(
        "The application is disabled",
        (
            "It was deactivated on its overview page.",
            "Its sign-in is switched off under Enterprise applications.",
        ),
    ),
    700016: Guide(
        "No application of this tenant has that client ID",
        (
            "The client asks the wrong tenant.",
            "The client ID is mistyped, or is the object ID or a secret's ID.",
            "The application was deleted.",
        ),
    ),
    700021: Guide(
        "The assertion is another client's",
        ("client_id and the subject of the client assertion are not the same.",),
    ),
    7000215: Guide(
        "The client secret is wrong",
        (
            "The secret's ID was copied in place of its value.",
            "The secret was deleted or rotated, and the client still has the old one.",
            "The value was cut off or changed on its way, by a shell or by encoding.",
            "The secret belongs to another application.",
        ),
    ),
    7000216: Guide(
        "The client showed no credential",
        (
            "The secret is empty: its environment variable is not set.",
            "The application may use certificates only, and sent a secret.",
        ),
    ),
    700022: Guide(
        "The scope names two APIs",
        ("A token is for one API: ask twice, once for each.",),
    ),
    7000222: Guide(
        "Every secret of the client has expired",
        ("Nobody made a new secret in time. Rotate with an overlap, or use a certificate.",),
    ),
    7000229: Guide(
        "The application has no service principal in this tenant",
        (
            "It was registered over Graph, and the second call was left out.",
            "Its service principal was deleted under Enterprise applications.",
        ),
    ),
    700023: Guide(
        "The assertion is meant for somebody else",
        ("Its aud is not the address of this tenant's token endpoint, or of its issuer.",),
    ),
    700024: Guide(
        "The assertion is outside its time",
        (
            "The clock of the client is wrong.",
            "The client keeps an assertion beyond its ten minutes.",
        ),
    ),
    700025: Guide(
        "The client is registered as a public client",
        ("Allow public client flows is Yes; a daemon is a confidential client.",),
    ),
    700027: Guide(
        "The certificate does not prove this client",
        (
            "The certificate is not registered for the application, or was removed.",
            "It has expired.",
            "The assertion was signed by another key than the certificate's.",
        ),
    ),
    7000272: Guide(
        "The issuer does not publish the key of the federated token",
        (
            "The issuer rotated its keys and its address of keys is stale or wrong.",
            "The token comes from another issuer of the same name.",
        ),
    ),
    70003: Guide(
        "The grant type is not offered",
        ("A daemon asks with grant_type=client_credentials; others are refused here.",),
    ),
    700030: Guide(
        "The certificate's name or issuer is not the expected one",
        (
            "The subject name differs from the one that is registered.",
            "The authority that issued it is not registered with the tenant.",
        ),
    ),
    700038: Guide(
        "The client ID is no GUID",
        ("The client sends its name or an empty setting in place of the client ID.",),
    ),
    70011: Guide(
        "The scope mixes /.default with single permissions",
        ("A daemon asks for {resource}/.default and nothing beside it.",),
    ),
    700211: Guide(
        "No federated credential has this issuer",
        (
            "The issuer differs by a slash, a port or a letter.",
            "The workload runs in another cluster or organization than the one registered.",
        ),
    ),
    700212: Guide(
        "No federated credential has this audience",
        ("The token was made for another audience than api://AzureADTokenExchange.",),
    ),
    700213: Guide(
        "No federated credential has this subject",
        (
            "The workflow runs for another branch, environment or repository.",
            "The namespace or the service account has another name.",
        ),
    ),
    7002138: Guide(
        "The federated subject differs in upper and lower case",
        ("Subjects are compared letter by letter: spell it as the issuer does.",),
    ),
    700222: Guide(
        "A token of this server was shown as a federated one",
        ("Tokens of this server do not vouch for its own clients.",),
    ),
    70025: Guide(
        "The client has no federated credential",
        ("A workload showed a token, but nothing was registered for the application.",),
    ),
    90002: Guide(
        "There is no such tenant",
        (
            "The authority holds a mistyped tenant ID or domain.",
            "The domain was not verified, or the tenant was deleted.",
        ),
    ),
    900023: Guide(
        "The tenant's name cannot be one",
        ("The authority holds a placeholder or an empty setting.",),
    ),
    9000411: Guide(
        "A parameter was given twice",
        ("A proxy or a library adds a parameter that is there already.",),
    ),
    90009: Guide(
        "The client asks for a token for itself by name",
        ("It may do so by its client ID: {client ID}/.default.",),
    ),
    9001023: Guide(
        "The authority is not for daemons",
        ("The authority ends in /common or /consumers: put the tenant ID there.",),
    ),
    90014: Guide(
        "A field of the credential is missing",
        ("The client assertion lacks a claim such as iss, sub, aud or exp.",),
    ),
    900144: Guide(
        "A parameter is missing",
        (
            "The body is not application/x-www-form-urlencoded, so that nothing was found in it.",
            "A setting of the client is empty.",
        ),
    ),
    90023: Guide(
        "The request cannot be understood",
        (
            "Secret and assertion were sent together: one of them counts.",
            "The address is not one of this server.",
        ),
    ),
    9002313: Guide(
        "The request is malformed",
        (
            "The body is too large, cut off or wrongly encoded.",
            "The host name is not one that this server answers to.",
        ),
    ),
    90033: Guide(
        "The server could not answer",
        (
            "The database or the disk does not serve: see /readyz and the server's log.",
            "An error of ours: its correlation ID is in the log.",
        ),
    ),
    90055: Guide(
        "Too many requests",
        (
            "The client failed too often in a minute and is slowed down.",
            "A limit of the tenant, the client or the address is set.",
        ),
    ),
    900561: Guide(
        "The token endpoint was asked by GET",
        ("Somebody opened its address in a browser. Token requests are POST.",),
    ),
    90061: Guide(
        "The federated issuer cannot be reached",
        (
            "Its discovery document or keys did not answer in time.",
            "Its address is private, and private addresses are not allowed.",
        ),
    ),
    901002: Guide(
        "The parameter resource is not for this endpoint",
        ("It belongs to the v1 endpoint; the v2 endpoint takes scope.",),
    ),
    9800001: Guide(
        "The client asked for a role that it does not hold",
        ("The role was not consented to, or its value is misspelled.",),
    ),
    9800002: Guide(
        "The API wants a DPoP proof",
        ("Tokens for the API are bound to a key, and the client sent no proof.",),
    ),
    9800003: Guide(
        "The DPoP proof is not accepted",
        ("Its method, address, time or signature does not fit the request.",),
    ),
    9800004: Guide(
        "The DPoP proof needs a nonce",
        ("The first request has none: the client repeats it with the nonce of this answer.",),
    ),
    9800005: Guide(
        "The API wants a client certificate",
        (
            "Tokens for the API are bound to a certificate, and the client connected without.",
            "A proxy ends TLS and does not pass the certificate on.",
        ),
    ),
    9800006: Guide(
        "The application may not introspect tokens",
        ("Introspection is allowed for single applications by an operator.",),
    ),
    9800007: Guide(
        "The application may not revoke tokens",
        ("Revocation is allowed for single applications by an operator.",),
    ),
    9800008: Guide(
        "The application may not revoke this token",
        ("It may revoke its own tokens and those that are for it.",),
    ),
    **PEOPLE,
}


def meaning_of(aadsts: int) -> str:
    """Return the meaning of a number in one line; empty for one that is not known."""
    guide = GUIDES.get(aadsts)
    return guide.meaning if guide is not None else ""
