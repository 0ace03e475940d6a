"""What the numbers mean that clients of people meet; ``guide.py`` has the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from daemonry.oauth.errors.meaning import Guide

if TYPE_CHECKING:
    from collections.abc import Mapping

PEOPLE: Final[Mapping[int, Guide]] = {
    16000: Guide(
        "A person has to choose an account",
        ("The client asked for a token without any page (prompt=none), and it is unclear whose.",),
    ),
    50011: Guide(
        "The redirect URI is not registered",
        (
            "It differs from the registered one: a slash at the end, the case, http for https.",
            "It is registered for another platform, or with another application.",
        ),
    ),
    500112: Guide(
        "The code is redeemed with another redirect URI",
        ("The client sends another redirect_uri to the token endpoint than it sent before.",),
    ),
    500113: Guide(
        "The application has no redirect URI",
        ("None is registered under Authentication.",),
    ),
    50034: Guide(
        "The account is not in this tenant",
        ("The account was deleted since the person signed in.",),
    ),
    50057: Guide(
        "The account is disabled",
        ("An administrator blocked sign-in; see Users.",),
    ),
    50058: Guide(
        "Nobody is signed in",
        ("The client asked for a token without any page (prompt=none), and the session ended.",),
    ),
    50105: Guide(
        "The person may not use the application",
        ("Assignment required is set, and people hold no app roles here.",),
    ),
    501481: Guide(
        "The code verifier is not the one that was announced",
        (
            "The client made a new verifier between the two steps.",
            "Somebody else redeems the code.",
        ),
    ),
    501491: Guide(
        "The code challenge has the wrong length",
        ("It is not the base64url SHA-256 of the verifier, which has 43 characters.",),
    ),
    50173: Guide(
        "The sign-in was revoked",
        (
            "The person's password changed, or sessions were revoked.",
            "A refresh token was used twice, and its whole family ended.",
        ),
    ),
    54005: Guide(
        "The code was used before",
        (
            "The client sent the same request twice, for instance after the page was reloaded.",
            "Somebody caught the code; the tokens that it gave are revoked.",
        ),
    ),
    650053: Guide(
        "The API has no such scope",
        ("The scope is misspelled, disabled, or belongs to another API.",),
    ),
    650057: Guide(
        "The client does not list the API",
        ("The API is missing under API permissions of the client.",),
    ),
    65001: Guide(
        "Nobody consented to the delegated permission",
        (
            "Neither the person nor an administrator granted it, or it was revoked.",
            "The client asks in silence for a scope that is new.",
        ),
    ),
    65004: Guide(
        "The person declined",
        ("Cancel was pressed on the consent page, or on that of the device.",),
    ),
    70000: Guide(
        "The code, refresh token or device code is none of ours",
        (
            "It is of another application or tenant, or was altered.",
            "The key under which it was kept was removed.",
        ),
    ),
    70007: Guide(
        "The response mode is not supported",
        ("For codes there are query, form_post and fragment.",),
    ),
    700054: Guide(
        "The response type is not supported",
        ("The client asks for tokens from the authorization endpoint; there are codes only.",),
    ),
    70008: Guide(
        "The code or refresh token has expired",
        ("More than ten minutes passed until the code was redeemed.",),
    ),
    700082: Guide(
        "The refresh token was not used for too long",
        ("The client was idle for 90 days.",),
    ),
    700084: Guide(
        "The refresh token of a single-page application has ended",
        ("They live for 24 hours from the sign-in on; the person signs in again.",),
    ),
    7000218: Guide(
        "A confidential client shows no credential",
        (
            "The client keeps a secret by its registration, but sends none.",
            "Allow public client flows is off (Authentication).",
        ),
    ),
    70016: Guide(
        "The device still waits for a person",
        ("No fault: the client polls until somebody has typed the code.",),
    ),
    70018: Guide(
        "The device code or the typed code is wrong",
        ("A typing error, or a code of another tenant or application.",),
    ),
    70020: Guide(
        "The device code has expired",
        ("Nobody typed the code within 15 minutes.",),
    ),
    90094: Guide(
        "An administrator has to consent",
        ("The permission is for administrators to grant: API permissions, Grant admin consent.",),
    ),
    900971: Guide(
        "The request names no redirect URI",
        ("redirect_uri is missing, and it is not clear which of several is meant.",),
    ),
    9002325: Guide(
        "A public client comes without PKCE",
        ("code_challenge is missing; use a library that sends it, as MSAL does.",),
    ),
    9002326: Guide(
        "A page redeems the code of an application that is no single-page application",
        ("The redirect URI is registered for another platform than Single-page application.",),
    ),
    9002327: Guide(
        "The code of a single-page application is redeemed outside a page",
        ("A server redeems it: register the redirect URI for the platform Web.",),
    ),
    9800020: Guide(
        "PKCE by another method than S256",
        ("The client uses plain, which protects nothing.",),
    ),
    9800021: Guide(
        "The device polls too often",
        ("The client does not keep to interval, in seconds, of the device code's answer.",),
    ),
}
