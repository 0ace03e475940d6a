"""The forms of federated credentials: which fields name an identity of which issuer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from daemonry.directory.federation_templates import GITHUB, GITLAB


@dataclass(frozen=True, slots=True)
class Field:
    """A field of ``federation_templates``, with what stands in it at first."""

    name: str
    label: str
    example: str
    preset: str = ""
    is_required: bool = True


@dataclass(frozen=True, slots=True)
class Scenario:
    """One way to name an identity; ``options`` are those of the command line."""

    key: str
    label: str
    summary: str
    fields: tuple[Field, ...]
    options: str
    entities: tuple[tuple[str, str], ...] = ()


_BRANCH: Final = ("branch", "Branch")
_TAG: Final = ("tag", "Tag")
SCENARIOS: Final = (
    Scenario(
        "github",
        "GitHub Actions",
        "A workflow of a repository, without a secret in it.",
        (
            Field("organization", "Organization", "contoso"),
            Field("repository", "Repository", "todo"),
            Field("issuer", "Issuer", GITHUB, GITHUB),
        ),
        "--github contoso/todo --ref main",
        (("environment", "Environment"), _BRANCH, _TAG, ("pull_request", "Pull request")),
    ),
    Scenario(
        "gitlab",
        "GitLab CI",
        "A pipeline of a project on gitlab.com or on your own server.",
        (
            Field("project", "Group and project", "contoso/todo"),
            Field("issuer", "Issuer", GITLAB, GITLAB),
        ),
        "--gitlab contoso/todo --ref main",
        (_BRANCH, _TAG),
    ),
    Scenario(
        "kubernetes",
        "Kubernetes",
        "Pods that run under a service account of a cluster.",
        (
            Field("issuer", "Cluster issuer URL", "https://k8s.contoso.com"),
            Field("namespace", "Namespace", "default", "default"),
            Field("account", "Service account name", "todo"),
        ),
        "--kubernetes https://k8s.contoso.com default todo",
    ),
    Scenario(
        "spiffe",
        "SPIFFE",
        "A workload with a JWT-SVID of a trust domain.",
        (
            Field("spiffe_id", "SPIFFE ID", "spiffe://contoso.com/todo"),
            Field("issuer", "Issuer", "https://spire.contoso.com"),
        ),
        "--spiffe spiffe://contoso.com/todo --issuer https://spire.contoso.com",
    ),
    Scenario(
        "managed",
        "Managed identity",
        "A managed identity of an Azure resource.",
        (
            Field("directory", "Directory (tenant) ID of the identity", "a GUID"),
            Field("object_id", "Object (principal) ID of the identity", "a GUID"),
        ),
        "--issuer https://login.microsoftonline.com/TENANT/v2.0 --subject OBJECT-ID",
    ),
    Scenario(
        "other",
        "Other issuer",
        "Any issuer of signed JWTs, by exact subject or by an expression over claims.",
        (
            Field("issuer", "Issuer", "https://id.contoso.com"),
            Field("subject", "Subject identifier", "exactly as in sub", "", is_required=False),
        ),
        "--issuer https://id.contoso.com --subject 42",
    ),
)
"""The last one has the fields of a stored credential."""
