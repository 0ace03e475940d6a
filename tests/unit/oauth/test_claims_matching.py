"""Conditions over claims: the language, the wildcards, and what they must never cover."""

from __future__ import annotations

import pytest

from daemonry.oauth.claims_matching import (
    MAX_CLAIM,
    MAX_EXPRESSION,
    Comparison,
    ExpressionError,
    matches,
    parse_expression,
)


def test_an_expression_is_a_list_of_comparisons():
    parsed = parse_expression(
        " claims['sub'] eq 'it''s' and claims [ 'job_workflow_ref' ]\tmatches 'acme/?/*' "
    )
    assert parsed.comparisons == (
        Comparison("sub", "eq", "it's"),
        Comparison("job_workflow_ref", "matches", "acme/?/*"),
    )


BAD = {
    "nothing": ("", 1),
    "only blanks": ("  ", 3),
    "another word": ("claim['sub'] eq 'x'", 1),
    "no bracket": ("claims'sub' eq 'x'", 7),
    "no quote around the claim": ("claims[sub] eq 'x'", 8),
    "an empty claim": ("claims[''] eq 'x'", 8),
    "no closing bracket": ("claims['sub' eq 'x'", 14),
    "an unknown operator": ("claims['sub'] ne 'x'", 15),
    "an operator in capitals": ("claims['sub'] EQ 'x'", 15),
    "no operator": ("claims['sub']", 14),
    "no value": ("claims['sub'] eq", 17),
    "an empty value": ("claims['sub'] eq ''", 18),
    "double quotes": ('claims["sub"] eq "x"', 8),
    "an open quote": ("claims['sub'] eq 'x", 18),
    "an open quote after an escaped one": ("claims['sub'] eq 'x''", 18),
    "or": ("claims['sub'] eq 'x' or claims['a'] eq 'b'", 22),
    "something behind it": ("claims['sub'] eq 'x' y", 22),
    "an and behind it": ("claims['sub'] eq 'x' and", 25),
    "a parenthesis": ("(claims['sub'] eq 'x')", 1),
    "wildcards alone": ("claims['sub'] matches '*' and claims['a'] matches '?*'", 1),
    "too many": (" and ".join(["claims['a'] eq 'b'"] * 11), 227),
    "too long": ("claims['sub'] eq '" + "x" * MAX_EXPRESSION + "'", MAX_EXPRESSION + 1),
}


@pytest.mark.parametrize("case", BAD)
def test_what_is_no_expression_is_refused_with_its_position(case):
    text, position = BAD[case]
    with pytest.raises(ExpressionError) as refused:
        parse_expression(text)
    assert refused.value.position == position
    assert refused.value.reason


COVERED = {
    "itself": ("repo:a/b", "repo:a/b"),
    "any run": ("repo:a/*", "repo:a/b:ref:refs/heads/main"),
    "an empty run": ("repo:a*", "repo:a"),
    "runs in a row": ("a**b", "ab"),
    "one character": ("v?", "v1"),
    "one of another alphabet": ("v?", "v\u0436"),
    "one beyond the basic plane": ("v?", "v\U0001f600"),
    "a run in the middle": ("a*c*e", "abcde"),
    "a run that must give back": ("*ab", "aabab"),
    "brackets are nothing special": ("[a-z]", "[a-z]"),
    "dots are nothing special": ("a.b", "a.b"),
    "everything": ("*", "anything"),
    "nothing": ("*", ""),
}
NOT_COVERED = {
    "a prefix": ("repo:a/b", "repo:a/bc"),
    "a suffix": ("repo:a/b", "xrepo:a/b"),
    "another case": ("repo:A/b", "repo:a/b"),
    "nothing for one character": ("v?", "v"),
    "two for one character": ("v?", "v12"),
    "a set of characters": ("[a-z]", "b"),
    "a dot for any": ("a.b", "axb"),
    "an end that is missing": ("a*c", "ab"),
    "a look-alike": ("repo:acme", "repo:\u0430cme"),
    "a composed letter": ("\u00e9", "e\u0301"),
    "nothing at all": ("", "a"),
}


@pytest.mark.parametrize("case", COVERED)
def test_a_pattern_covers(case):
    assert matches(*COVERED[case])


@pytest.mark.parametrize("case", NOT_COVERED)
def test_s13_a_pattern_covers_the_whole_value_or_nothing(case):
    assert not matches(*NOT_COVERED[case])


VALUES = {
    "a line break": "repo:acme/x\nrepo:evil/x",
    "a NUL": "repo:acme/x\0",
    "a bidirectional override": "repo:acme/\u202e",
    "a lone surrogate": "repo:acme/\ud800",
    "a value that is too long": "repo:acme/" + "x" * MAX_CLAIM,
    "a number": 5,
    "a list with the value": ["repo:acme/x"],
    "null": None,
    "true": True,
}


@pytest.mark.parametrize("case", VALUES)
def test_s13_a_claim_that_is_no_plain_text_meets_nothing(case):
    expression = parse_expression("claims['sub'] matches 'repo:acme/*'")
    assert expression.is_met_by({"sub": "repo:acme/x"})
    assert not expression.is_met_by({"sub": VALUES[case]})
    assert not expression.is_met_by({})


def test_every_comparison_must_hold():
    expression = parse_expression("claims['sub'] matches 'a*' and claims['env'] eq 'prod'")
    assert expression.is_met_by({"sub": "ab", "env": "prod"})
    assert not expression.is_met_by({"sub": "ab", "env": "Prod"})
    assert not expression.is_met_by({"sub": "b", "env": "prod"})


def test_t4_the_steps_of_a_match_grow_with_the_text_alone():
    hostile = "*a" * 300
    assert matches(hostile, "a" * 20_000)
    assert not matches(hostile, "a" * 20_000 + "b")
