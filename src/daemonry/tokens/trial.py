"""A run through the checks without a request: how far one would come, and what is known then.

``identify`` and ``entitle`` of ``issue.py`` decide here as they do for tokens; only the
credential is judged by what is registered, because nobody shows one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from daemonry.oauth.errors import OAuthError
from daemonry.oauth.scope import SUFFIX
from daemonry.oauth.token_request import TokenRequest
from daemonry.tokens.authenticate import METHOD_SHARED, AuthenticatedClient
from daemonry.tokens.credential_findings import JudgedCredentials, judge_credentials
from daemonry.tokens.issue import choose_key, entitle, identify
from daemonry.tokens.mending import Words
from daemonry.tokens.order import CREDENTIAL
from daemonry.tokens.service import Attempt

if TYPE_CHECKING:
    from datetime import datetime

    from daemonry.model.signing_key import SigningKey
    from daemonry.model.tenant import Tenant
    from daemonry.ports import TokenDirectory, UnitOfWork
    from daemonry.tokens.claims import Decision
    from daemonry.tokens.order import Check

_AUTHENTICATED: Final = "1"


@dataclass(frozen=True, slots=True)
class View:
    """What explaining reads: decisions from ``directory``, circumstances from ``uow``.

    ``origin`` is ours, one of the names of the management API. Nothing is written.
    """

    directory: TokenDirectory
    uow: UnitOfWork
    tenant: Tenant
    now: datetime
    origin: str


@dataclass(slots=True)
class Trial:
    """How far a run came. ``failed`` is the check that ended it, with its ``refusal``.

    A client that lacks only a usable credential is still asked what it would be given.
    """

    words: Words
    attempt: Attempt
    identifier: str = ""
    credentials: JudgedCredentials | None = None
    decision: Decision | None = None
    signing_key: SigningKey | None = None
    failed: Check | None = None
    refusal: OAuthError | None = None


async def run_checks(view: View, client_id: str, identifier: str | None) -> Trial:
    """Return how a request of this client would fare.

    ``identifier`` names the API as requests do; without it nothing behind the
    credential is asked.
    """
    trial = Trial(Words(client_id=client_id), Attempt(0, view.now), identifier or "")
    try:
        await _run(view, trial, client_id, identifier)
    except OAuthError as refusal:
        if trial.failed is None:
            trial.failed, trial.refusal = trial.attempt.check, refusal
    api = trial.attempt.resource
    if api is None and identifier is not None:
        # A disabled one decides as well, and has a name.
        api = await view.directory.resource(view.tenant.tenant_id, identifier)
    if api is not None:
        trial.words = replace(trial.words, api=api)
    return trial


async def _run(view: View, trial: Trial, client_id: str, identifier: str | None) -> None:
    attempt, tenant_id = trial.attempt, view.tenant.tenant_id
    known = await identify(view.directory, tenant_id, client_id, attempt)
    client, principal = known.application, known.principal
    trial.words = replace(trial.words, client=client, client_principal=principal)
    attempt.check = CREDENTIAL
    trial.credentials = judge_credentials(principal, view.now)
    if trial.credentials.refusal is not None:
        trial.failed, trial.refusal = CREDENTIAL, trial.credentials.refusal
    if identifier is None:
        return
    proven = AuthenticatedClient(client, principal, METHOD_SHARED, "", _AUTHENTICATED)
    request = TokenRequest(
        client_id=client_id,
        client_secret=None,
        client_assertion=None,
        scope=identifier + SUFFIX,
        resource=None,
        capabilities=frozenset(),
        uses_basic=False,
    )
    trial.decision = await entitle(view.directory, proven, request, view.origin, attempt)
    trial.signing_key = await choose_key(view.directory, trial.decision, attempt)
