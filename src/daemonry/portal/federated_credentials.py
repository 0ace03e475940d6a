"""Federated credentials: whose tokens stand for an application, tried with a token as well."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from daemonry.directory.federated_credentials import (
    NewFederatedCredential,
    add_federated_credential,
    federated_credential_named,
    remove_federated_credential,
    update_federated_credential,
)
from daemonry.directory.federation_templates import AUDIENCE, identity_by_template
from daemonry.directory.lookup import not_found
from daemonry.model.federated_credential import ClaimsMatchingExpression
from daemonry.oauth.metadata import Authority
from daemonry.portal.call import Moved, Shown
from daemonry.portal.credentials import BLADE, FEDERATED, confirmation
from daemonry.portal.scenarios import SCENARIOS
from daemonry.portal.subject import application_of, page_of, shell
from daemonry.tokens.credential_check import CredentialCheck
from daemonry.tokens.federation_steps import try_token

if TYPE_CHECKING:
    from daemonry.model.application import Application
    from daemonry.model.federated_credential import FederatedIdentityCredential
    from daemonry.portal.call import Call
    from daemonry.portal.scenarios import Scenario


async def choosing(call: Call) -> Shown:
    """Show the scenarios: each knows what the tokens of its issuer look like."""
    application = await application_of(call)
    values = page_of(
        application,
        BLADE,
        "Add a federated credential",
        scenarios=SCENARIOS,
        cli=f"daemonry federation add {shell(application.display_name)} NAME --help",
    )
    return Shown("federated_scenarios.html", values)


async def adding(call: Call) -> Shown:
    """Show the form of one scenario."""
    application = await application_of(call)
    scenario = _scenario(call)
    values = page_of(
        application,
        BLADE,
        "Add a federated credential",
        scenario=scenario,
        fields=[(item, call.typed(item.name) or item.preset) for item in scenario.fields],
        entity=call.typed("entity") or (scenario.entities[0][0] if scenario.entities else ""),
        entity_name=call.typed("entity_name"),
        credential=None,
        expression=call.typed("expression"),
        jwks=call.typed("jwks"),
        name=call.typed("name"),
        description=call.typed("description"),
        audience=call.typed("audience") or AUDIENCE,
        cli=f"daemonry federation add {shell(application.display_name)} NAME {scenario.options}",
    )
    return Shown("federated_credential.html", values)


async def add(call: Call) -> Moved:
    """Trust the tokens that the form describes."""
    application = await application_of(call)
    words = {name: values[0].strip() for name, values in call.form.items()}
    identity = identity_by_template(_scenario(call).key, words)
    new = NewFederatedCredential(
        name=call.text("name"),
        issuer=identity.issuer or "",
        subject=identity.subject,
        audiences=(call.text("audience"),),
        description=call.text("description") or None,
        claims_matching_expression=_expression(call),
        pinned_jwks=call.text("jwks") or None,
    )
    rules = call.services.federation
    await add_federated_credential(call.work, application.object_id, new, rules)
    return Moved(_list(application), "federated-added")


async def editing(call: Call) -> Shown:
    """Show the form of a credential; its name is fixed."""
    application = await application_of(call)
    credential = _credential(call, application)
    expression = credential.claims_matching_expression
    stored: dict[str, Any] = {"issuer": credential.issuer, "subject": credential.subject}
    scenario = SCENARIOS[-1]
    values = page_of(
        application,
        BLADE,
        "Edit federated credential",
        scenario=scenario,
        fields=[(item, call.typed(item.name, stored[item.name])) for item in scenario.fields],
        entity="",
        entity_name="",
        credential=credential,
        expression=call.typed("expression", expression.value if expression else ""),
        jwks=call.typed("jwks", credential.pinned_jwks),
        name=credential.name,
        description=call.typed("description", credential.description),
        audience=call.typed("audience", ", ".join(credential.audiences)),
        cli=f"daemonry federation update {shell(application.display_name)} {credential.name}",
    )
    return Shown("federated_credential.html", values)


async def save(call: Call) -> Moved:
    """Change a credential."""
    application = await application_of(call)
    credential = _credential(call, application)
    await update_federated_credential(
        call.work,
        application.object_id,
        credential.credential_id,
        call.services.federation,
        issuer=call.text("issuer"),
        subject=call.text("subject") or None,
        audiences=(call.text("audience"),),
        description=call.text("description") or None,
        claims_matching_expression=_expression(call),
        pinned_jwks=call.text("jwks") or None,
    )
    return Moved(_list(application), "federated-saved")


async def deleting(call: Call) -> Shown:
    """Ask before tokens of an issuer stand for the application no longer."""
    application = await application_of(call)
    credential = _credential(call, application)
    who = credential.subject or "whoever meets its expression"
    return confirmation(
        application,
        "Delete federated credential",
        credential.name,
        (f"Tokens of {credential.issuer} for {who} are refused, from now on.",),
        f"daemonry federation remove {shell(application.display_name)} {credential.name}",
        FEDERATED,
    )


async def delete(call: Call) -> Moved:
    """Take a credential away."""
    application = await application_of(call)
    credential = _credential(call, application)
    await remove_federated_credential(call.work, application.object_id, credential.credential_id)
    return Moved(_list(application), "federated-deleted")


async def testing(call: Call) -> Shown:
    """Show the form for a token; what was pasted before is not shown again."""
    return _trial(call, await application_of(call), None)


async def test(call: Call) -> Shown:
    """Tell how a request with the pasted token would go. Nothing of it is kept or recorded."""
    application = await application_of(call)
    services = call.services
    check = CredentialCheck(
        tenant=call.tenant,
        authority=Authority(call.origin, call.tenant.tenant_id, services.exact_entra_issuer),
        origins=services.origins.all,
        now=services.clock.now(),
        directory=services.token_directory,
        single_use=services.single_use,
        issuer_keys=services.issuer_keys,
        secret_keys=services.secret_keys,
    )
    fetch = call.ticked("fetch")
    trial = await try_token(application, call.text("token"), check, fetch=fetch)
    return _trial(call, application, trial)


def _trial(call: Call, application: Application, trial: Any) -> Shown:
    values = page_of(
        application,
        BLADE,
        "Test with a token",
        trial=trial,
        fetch=call.ticked("fetch") if call.form else True,
        cli=f"daemonry federation test {shell(application.display_name)} --token-file token.jwt",
    )
    return Shown("federated_trial.html", values)


def _expression(call: Call) -> ClaimsMatchingExpression | None:
    text = call.text("expression")
    return ClaimsMatchingExpression(text) if text else None


def _scenario(call: Call) -> Scenario:
    for scenario in SCENARIOS:
        if scenario.key == call.params["scenario"]:
            return scenario
    raise not_found(call.params["scenario"])


def _credential(call: Call, application: Application) -> FederatedIdentityCredential:
    return federated_credential_named(application, call.params["credential_id"])


def _list(application: Application) -> str:
    return f"/admin/apps/{application.app_id}/credentials?view={FEDERATED}"
