"""The options that name an identity of a well-known issuer."""

from dataclasses import dataclass

from daemonry.cli.errors import CommandError, ExitCode
from daemonry.directory.federation_templates import (
    AUDIENCE,
    GITHUB,
    GITLAB,
    TokenIdentity,
    github_subject,
    gitlab_subject,
    kubernetes_subject,
)

__all__ = ["AUDIENCE", "Wishes", "identity_of"]


@dataclass(frozen=True, slots=True)
class Wishes:
    """The options that name an identity; at most one of the four issuers' ones is given."""

    github: str | None = None
    gitlab: str | None = None
    kubernetes: tuple[str, str, str] | None = None
    spiffe: str | None = None
    ref: str | None = None
    environment: str | None = None
    pull_request: bool = False
    issuer: str | None = None
    subject: str | None = None


def identity_of(wishes: Wishes) -> TokenIdentity:
    """Return the identity that the options name.

    Raises CommandError for options that contradict each other or say too little.
    """
    templates = (wishes.github, wishes.gitlab, wishes.kubernetes, wishes.spiffe)
    given = sum(template is not None for template in templates)
    if given > 1 or (given and wishes.subject is not None):
        raise _usage("--github, --gitlab, --kubernetes, --spiffe and --subject exclude each other.")
    kinds = (wishes.ref is not None, wishes.environment is not None, wishes.pull_request)
    if any(kinds) and wishes.github is None and wishes.gitlab is None:
        raise _usage("--ref, --environment and --pull-request belong to --github or --gitlab.")
    if wishes.github is not None:
        return TokenIdentity(wishes.issuer or GITHUB, _github_subject(wishes, wishes.github, kinds))
    if wishes.gitlab is not None:
        return TokenIdentity(wishes.issuer or GITLAB, _gitlab_subject(wishes, wishes.gitlab))
    if wishes.kubernetes is not None:
        cluster, namespace, account = wishes.kubernetes
        return TokenIdentity(cluster, kubernetes_subject(namespace, account))
    if wishes.spiffe is not None:
        if not wishes.spiffe.startswith("spiffe://") or wishes.issuer is None:
            raise _usage("--spiffe needs a SPIFFE ID (spiffe://...) and --issuer.")
        return TokenIdentity(wishes.issuer, wishes.spiffe)
    return TokenIdentity(wishes.issuer, wishes.subject)


def _github_subject(wishes: Wishes, repository: str, kinds: tuple[bool, ...]) -> str:
    if repository.count("/") != 1:
        raise _usage(f"'{repository}' is no GitHub repository: give ORG/REPO.")
    if sum(kinds) != 1:
        raise _usage("With --github give one of --ref, --environment and --pull-request.")
    return github_subject(
        repository,
        ref=wishes.ref or "",
        environment=wishes.environment or "",
        pull_request=wishes.pull_request,
    )


def _gitlab_subject(wishes: Wishes, project: str) -> str:
    if "/" not in project:
        raise _usage(f"'{project}' is no GitLab project: give GROUP/PROJECT.")
    if wishes.ref is None or wishes.environment is not None or wishes.pull_request:
        raise _usage("With --gitlab give --ref, a branch or refs/tags/TAG.")
    return gitlab_subject(project, wishes.ref)


def _usage(message: str) -> CommandError:
    return CommandError(message, "See 'daemonry federation add --help'.", ExitCode.USAGE)
