"""The text of a configuration: what is understood, what is refused, and with which line."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daemonry.configuration.reading import read_document
from daemonry.configuration.yaml_text import parse_yaml, write_yaml
from daemonry.model.errors import InvalidError

APP = "version: 1\napplications:\n  - displayName: a\n"
BAD = {
    "a key that stands twice": ("version: 1\nversion: 1\n", "f:2: 'version' stands twice"),
    "an alias": ("version: 1\nx: &a [1]\ny: *a\n", "f:2: anchors and aliases"),
    "a tag": ("version: !!python/object/apply:os.system ['id']\n", "f:1: tags"),
    "several documents": ("version: 1\n---\nversion: 1\n", "several documents"),
    "no YAML": ("version: [1\nx: 2", "f:"),
    "a tab": ("version: 1\n\tx: 1\n", "f:2"),
    "too deep": ("[" * 40, "nested more than"),
    "a list for a key": ("? [a]\n: 1\n", "a key must be plain text"),
    "nothing": ("", "'the file' must be a mapping"),
    "a list": ("- version: 1\n", "'the file' must be a mapping"),
    "no version": ("applications: []\n", "'version' is missing"),
    "another version": ("version: 2\n", "f:1: 'version' must be 1"),
    "an unknown property": ("version: 1\napps: []\n", "f:2: there is no property 'apps'"),
    "an unknown property of an application": (
        f"{APP}    displayname: b\n",
        "f:4: there is no property 'displayname'",
    ),
    "an unknown property in a block": (
        f"{APP}    api:\n      version: 2\n",
        "f:5: there is no property 'version'",
    ),
    "a secret": (f"{APP}    passwordCredentials: []\n", "no property 'passwordCredentials'"),
    "no name": ("version: 1\napplications:\n  - tags: []\n", "f:3: 'displayName' is missing"),
    "a number for a text": (f"{APP}    description: 7\n", "f:4: 'description' must be text"),
    "a text for a flag": (f"{APP}    isDisabled: yes\n", "f:4: 'isDisabled' must be true or"),
    "a text for a number": (
        f"{APP}    api: {{requestedAccessTokenVersion: two}}\n",
        "must be a whole number",
    ),
    "a text for a list": (f"{APP}    tags: one\n", "f:4: 'tags' must be a list of texts"),
    "no GUID": (f"{APP}    appId: 7a\n", "f:4: 'appId' must be a GUID"),
    "a list of texts for mappings": (f"{APP}    appRoles: [x]\n", "f:4: 'appRoles' must be a map"),
    "a mapping for a list": (f"{APP}    appRoles: {{}}\n", "must be a list of mappings"),
    "a role without any name": (f"{APP}    appRoles:\n      - id:\n", "'displayName' is missing"),
    "a time without a zone": (
        f"{APP}    keyCredentials:\n      - key: x\n        endDateTime: '2027-01-01T00:00:00'\n",
        "f:6: 'endDateTime' must be a time",
    ),
    "an identifier that is no base64": (
        f"{APP}    keyCredentials:\n      - key: x\n        customKeyIdentifier: '%'\n",
        "must be base64",
    ),
    "a role twice": (
        f"{APP}    appRoles:\n      - value: Read\n      - value: Read\n",
        "f:6: 'Read' is described already at f:5",
    ),
    "a policy without a lifetime": (
        "version: 1\ntokenLifetimePolicies:\n  - displayName: p\n",
        "'accessTokenLifetime' must be given",
    ),
    "a policy twice": (
        (
            "version: 1\ntokenLifetimePolicies:\n"
            "  - {displayName: p, accessTokenLifetime: '01:00:00'}\n"
            "  - {displayName: p, accessTokenLifetime: '02:00:00'}\n"
        ),
        "f:4: 'p' is described already at f:3",
    ),
}


@pytest.mark.parametrize(("text", "message"), BAD.values(), ids=BAD)
def test_a_bad_file_is_refused_with_its_line(text, message):
    with pytest.raises(InvalidError) as refused:
        read_document([parse_yaml(text.encode(), "f")])
    assert message in str(refused.value)
    assert refused.value.hint


def test_a_huge_file_and_foreign_bytes_are_refused():
    for data in (b" " * (16 * 1024 * 1024 + 1), b"\xff\xfe"):
        with pytest.raises(InvalidError):
            parse_yaml(data, "f")


def test_on_and_no_are_text_as_in_yaml_1_2():
    source = parse_yaml(b"a: no\nb: on\nc: true\nd: 0x10\ne: 1.5\nf: -3\ng:\nh: 12:30:00\n", "f")
    assert source.value == {
        "a": "no",
        "b": "on",
        "c": True,
        "d": "0x10",
        "e": "1.5",
        "f": -3,
        "g": None,
        "h": "12:30:00",
    }


def test_two_files_may_not_both_name_the_tenant():
    sources = [parse_yaml(b"version: 1\ntenant: {displayName: x}\n", name) for name in "ab"]
    with pytest.raises(InvalidError, match="b:2: 'tenant' is described already at a:2"):
        read_document(sources)


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**17), 10**17) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(TEXTS.filter(bool), VALUES, max_size=4))
def test_what_is_written_is_read_again(document):
    assert parse_yaml(write_yaml(document).encode(), "f").value == document
    assert parse_yaml(json.dumps(document).encode(), "f").value == document


@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_no_bytes_do_more_than_be_refused(data):
    try:
        read_document([parse_yaml(data, "f")])
    except InvalidError as error:
        assert str(error)
