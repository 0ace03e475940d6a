"""Token configuration: optional claims. Those of the API count, never those of the client."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from daemonry.directory.applications import update_application
from daemonry.directory.lookup import not_found
from daemonry.model.application import OptionalClaim
from daemonry.portal.call import Moved, Shown
from daemonry.portal.subject import application_of, page_of, shell
from daemonry.tokens.optional_claims import CARRIED, WITHOUT_EFFECT

if TYPE_CHECKING:
    from daemonry.model.application import Application
    from daemonry.portal.call import Call

ACCESS: Final = "access"
TOKEN_TYPES: Final = (("id", "ID"), (ACCESS, "Access"), ("saml", "SAML"))
_BLADE: Final = "token-configuration"


async def overview(call: Call) -> Shown:
    """List the optional claims of access tokens for an application."""
    application = await application_of(call)
    values = page_of(
        application,
        _BLADE,
        "Token configuration",
        rows=[(claim, _description(claim.name)) for claim in application.access_token_claims],
        cli=f"daemonry claims list {shell(application.display_name)}",
    )
    return Shown("token_configuration.html", values)


async def adding(call: Call) -> Shown:
    """Show the claims that can be added, those that app-only tokens carry first."""
    application = await application_of(call)
    held = {claim.name for claim in application.access_token_claims}
    values = page_of(
        application,
        _BLADE,
        "Add optional claim",
        token_types=TOKEN_TYPES,
        carried=[(name, _description(name)) for name in CARRIED if name not in held],
        others=[(name, _description(name)) for name in WITHOUT_EFFECT if name not in held],
        cli=f"daemonry claims add {shell(application.display_name)} idtyp",
    )
    return Shown("add_claims.html", values)


async def add(call: Call) -> Moved:
    """Add the claims that were ticked to access tokens."""
    application = await application_of(call)
    held = application.access_token_claims
    names = [name for name in call.form.get("claim", ()) if name not in {c.name for c in held}]
    added = tuple(OptionalClaim(name) for name in dict.fromkeys(names))
    await _save(call, application, (*held, *added))
    return Moved(_list(application), "claims-saved")


async def deleting(call: Call) -> Shown:
    """Ask before a claim is removed."""
    application = await application_of(call)
    name = call.params["claim"]
    if name not in {claim.name for claim in application.access_token_claims}:
        raise not_found(name)
    values = page_of(
        application,
        _BLADE,
        "Delete optional claim",
        subject=name,
        effects=(f"The next access token for this API has no claim {name}.",),
        button="Delete",
        back=_list(application),
        cli=f"daemonry claims remove {shell(application.display_name)} {shell(name)}",
    )
    return Shown("confirmation.html", values)


async def delete(call: Call) -> Moved:
    """Remove a claim from access tokens."""
    application = await application_of(call)
    kept = tuple(c for c in application.access_token_claims if c.name != call.params["claim"])
    await _save(call, application, kept)
    return Moved(_list(application), "claims-saved")


async def _save(call: Call, application: Application, claims: tuple[OptionalClaim, ...]) -> None:
    changed = application.optional_claims_with(claims)
    await update_application(call.work, application.object_id, {"optional_claims": changed})


def _description(name: str) -> str:
    text = CARRIED.get(name) or WITHOUT_EFFECT.get(name, "")
    return text.replace("`", "")  # the tables are written for a reference page


def _list(application: Application) -> str:
    return f"/admin/apps/{application.app_id}/token-configuration"
