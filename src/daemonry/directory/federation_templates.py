"""What the tokens of well-known issuers look like: issuer and subject from a few words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from daemonry.model.errors import REQUIRED_PROPERTY, InvalidError

if TYPE_CHECKING:
    from collections.abc import Mapping

AUDIENCE: Final = "api://AzureADTokenExchange"
GITHUB: Final = "https://token.actions.githubusercontent.com"
GITLAB: Final = "https://gitlab.com"
_BRANCH: Final = "refs/heads/"
_TAG: Final = "refs/tags/"
_ENTRA: Final = "https://login.microsoftonline.com/{tenant}/v2.0"
_SPIFFE: Final = "spiffe://"


@dataclass(frozen=True, slots=True)
class TokenIdentity:
    """What a token of the issuer carries as ``iss`` and ``sub``."""

    issuer: str | None = None
    subject: str | None = None


def github_subject(
    repository: str, *, ref: str = "", environment: str = "", pull_request: bool = False
) -> str:
    """Return the subject of a workflow of ``ORG/REPO`` (GitHub: OpenID Connect reference).

    A ``ref`` without ``refs/`` is a branch.
    """
    if pull_request:
        return f"repo:{repository}:pull_request"
    if environment:
        return f"repo:{repository}:environment:{environment}"
    return f"repo:{repository}:ref:{ref if ref.startswith('refs/') else _BRANCH + ref}"


def gitlab_subject(project: str, ref: str) -> str:
    """Return the subject of a job of ``GROUP/PROJECT`` (GitLab: ID token authentication)."""
    kind = "tag" if ref.startswith(_TAG) else "branch"
    name = ref.removeprefix(_TAG).removeprefix(_BRANCH)
    return f"project_path:{project}:ref_type:{kind}:ref:{name}"


def kubernetes_subject(namespace: str, account: str) -> str:
    """Return the subject of a pod (Kubernetes: service account token)."""
    return f"system:serviceaccount:{namespace}:{account}"


def identity_by_template(template: str, words: Mapping[str, str]) -> TokenIdentity:
    """Return the identity that the fields of a form name, by the name of its template.

    Fields: ``issuer`` (has a default for GitHub and GitLab), and for ``github``
    ``organization``, ``repository``, ``entity`` (branch, tag, environment or pull request)
    with ``entity_name``; for ``gitlab`` ``project``, ``entity``, ``entity_name``; for
    ``kubernetes`` ``namespace``, ``account``; for ``spiffe`` ``spiffe_id``; for ``managed``
    ``directory`` and ``object_id``. Any other template is ``issuer`` and ``subject``.
    Raises InvalidError(REQUIRED_PROPERTY) for a field that is empty.
    """
    kind = words.get("entity", "")
    ref = _TAG + words.get("entity_name", "") if kind == "tag" else words.get("entity_name", "")
    match template:
        case "github":
            repository = f"{_said(words, 'organization')}/{_said(words, 'repository')}"
            if kind != "pull_request":
                _said(words, "entity_name")
            subject = github_subject(
                repository,
                ref=ref,
                environment=ref if kind == "environment" else "",
                pull_request=kind == "pull_request",
            )
            return TokenIdentity(words.get("issuer") or GITHUB, subject)
        case "gitlab":
            _said(words, "entity_name")
            subject = gitlab_subject(_said(words, "project"), ref)
            return TokenIdentity(words.get("issuer") or GITLAB, subject)
        case "kubernetes":
            subject = kubernetes_subject(_said(words, "namespace"), _said(words, "account"))
            return TokenIdentity(_said(words, "issuer"), subject)
        case "spiffe":
            name = _said(words, "spiffe_id")
            subject = name if name.startswith(_SPIFFE) else _SPIFFE + name
            return TokenIdentity(_said(words, "issuer"), subject)
        case "managed":
            issuer = _ENTRA.format(tenant=_said(words, "directory"))
            return TokenIdentity(issuer, _said(words, "object_id"))
        case _:
            return TokenIdentity(_said(words, "issuer"), words.get("subject") or None)


def _said(words: Mapping[str, str], name: str) -> str:
    text = words.get(name, "")
    if not text:
        raise InvalidError(
            REQUIRED_PROPERTY, target=name, property=name, resource="FederatedIdentityCredential"
        )
    return text
