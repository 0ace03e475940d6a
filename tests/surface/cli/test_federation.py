"""``daemonry federation``: whose tokens stand for a daemon, in a few words."""

from __future__ import annotations

import pytest

DAEMON = "ciam-client-app"
GITHUB = "https://token.actions.githubusercontent.com"

TEMPLATES = {
    "a GitHub branch": (
        ["--github", "contoso/todo", "--ref", "main"],
        (GITHUB, "repo:contoso/todo:ref:refs/heads/main"),
    ),
    "a GitHub tag": (
        ["--github", "contoso/todo", "--ref", "refs/tags/v1"],
        (GITHUB, "repo:contoso/todo:ref:refs/tags/v1"),
    ),
    "a GitHub environment": (
        ["--github", "contoso/todo", "--environment", "production"],
        (GITHUB, "repo:contoso/todo:environment:production"),
    ),
    "GitHub pull requests": (
        ["--github", "contoso/todo", "--pull-request"],
        (GITHUB, "repo:contoso/todo:pull_request"),
    ),
    "a GitLab branch": (
        ["--gitlab", "contoso/team/todo", "--ref", "main"],
        ("https://gitlab.com", "project_path:contoso/team/todo:ref_type:branch:ref:main"),
    ),
    "a GitLab tag of one's own server": (
        ["--gitlab", "c/todo", "--ref", "refs/tags/v1", "--issuer", "https://git.contoso.com"],
        ("https://git.contoso.com", "project_path:c/todo:ref_type:tag:ref:v1"),
    ),
    "a Kubernetes service account": (
        ["--kubernetes", "https://k8s.contoso.com/", "default", "todo"],
        ("https://k8s.contoso.com/", "system:serviceaccount:default:todo"),
    ),
    "a SPIFFE workload": (
        ["--spiffe", "spiffe://contoso.com/todo", "--issuer", "https://spire.contoso.com"],
        ("https://spire.contoso.com", "spiffe://contoso.com/todo"),
    ),
    "any other": (
        ["--issuer", "https://id.contoso.com", "--subject", "42"],
        ("https://id.contoso.com", "42"),
    ),
}


@pytest.mark.parametrize("case", TEMPLATES)
def test_a_template_writes_issuer_and_subject(tutorial, case):
    contoso, _, _ = tutorial
    options, expected = TEMPLATES[case]
    made = contoso.json("federation", "add", DAEMON, "name", *options)
    assert (made["issuer"], made["subject"]) == expected
    assert made["audience"] == "api://AzureADTokenExchange"
    assert contoso.json("federation", "list", DAEMON) == [made]


WRONG = {
    "two templates": ["--github", "a/b", "--ref", "c", "--gitlab", "d/e"],
    "a template and a subject": ["--github", "a/b", "--ref", "c", "--subject", "x"],
    "GitHub without what": ["--github", "a/b"],
    "GitHub with two": ["--github", "a/b", "--ref", "c", "--pull-request"],
    "no repository": ["--github", "a", "--ref", "c"],
    "GitLab without a ref": ["--gitlab", "a/b"],
    "no project": ["--gitlab", "a", "--ref", "c"],
    "a ref alone": ["--issuer", "https://a.example", "--subject", "x", "--ref", "c"],
    "SPIFFE without an issuer": ["--spiffe", "spiffe://a/b"],
    "no SPIFFE ID": ["--spiffe", "https://a/b", "--issuer", "https://a.example"],
    "no issuer": ["--subject", "x"],
}


@pytest.mark.parametrize("case", WRONG)
def test_options_that_contradict_each_other_are_wrong_usage(tutorial, case):
    contoso, _, _ = tutorial
    answer = contoso("federation", "add", DAEMON, "name", *WRONG[case])
    assert answer.code == 2
    assert "what to do:" in answer.err


def test_an_expression_stands_in_place_of_a_subject(tutorial):
    contoso, _, _ = tutorial
    text = "claims['sub'] matches 'repo:contoso/*'"
    made = contoso.json(
        "federation", "add", DAEMON, "any", "--issuer", GITHUB, "--expression", text
    )
    assert (made["subject"], made["expression"]) == (None, text)
    bad = contoso("federation", "update", DAEMON, "any", "--expression", "claims['sub'] = 'x'")
    assert bad.code == 1
    assert "at character 15" in bad.err


def test_a_credential_is_shown_changed_and_removed_by_name_or_identifier(tutorial):
    contoso, _, _ = tutorial
    made = contoso.json("federation", "add", DAEMON, "main", "--github", "a/b", "--ref", "main")
    assert contoso.json("federation", "show", DAEMON, "main") == made
    changed = contoso.json(
        "federation", "update", DAEMON, made["credential_id"], "--subject", "x", "--audience", "y",
        "--issuer", "https://z.example", "--description", "w",
    )  # fmt: skip
    expected = {"subject": "x", "audience": "y", "issuer": "https://z.example", "description": "w"}
    assert changed == made | expected
    assert contoso.json("federation", "remove", DAEMON, "main") == changed
    assert contoso("federation", "show", DAEMON, "main").code == 3
    empty = contoso("federation", "list", DAEMON)
    assert "daemonry federation add" in empty.err


def test_subject_and_expression_exclude_each_other_in_a_change(tutorial):
    contoso, _, _ = tutorial
    answer = contoso("federation", "update", DAEMON, "x", "--subject", "a", "--expression", "b")
    assert answer.code == 2


def test_this_server_is_no_other_issuer(tutorial):
    contoso, _, _ = tutorial
    ours = ["--issuer", "https://localhost:8443/x/v2.0", "--subject", "y"]
    answer = contoso("federation", "add", DAEMON, "own", *ours)
    assert answer.code == 1
    assert "its own credential" in answer.err
