"""Expressions over claims against a reference that is slow and plain."""

from __future__ import annotations

from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from daemonry.oauth.claims_matching import (
    ClaimsExpression,
    Comparison,
    ExpressionError,
    matches,
    parse_expression,
)

FEW = st.text(alphabet="ab*?", max_size=12)
NAMES = st.text(min_size=1, max_size=20)
COMPARISONS = st.builds(Comparison, NAMES, st.sampled_from(["eq", "matches"]), NAMES)


def covers(pattern: str, text: str) -> bool:
    """The definition, by recursion."""

    @cache
    def at(p: int, t: int) -> bool:
        if p == len(pattern):
            return t == len(text)
        if pattern[p] == "*":
            return at(p + 1, t) or (t < len(text) and at(p, t + 1))
        return t < len(text) and pattern[p] in {"?", text[t]} and at(p + 1, t + 1)

    return at(0, 0)


def written(expression: ClaimsExpression) -> str:
    def quoted(text: str) -> str:
        return "'" + text.replace("'", "''") + "'"

    return " and ".join(
        f"claims[{quoted(each.claim)}] {each.operator} {quoted(each.value)}"
        for each in expression.comparisons
    )


@given(pattern=FEW, text=st.text(alphabet="ab", max_size=12))
def test_wildcards_agree_with_their_definition(pattern, text):
    assert matches(pattern, text) == covers(pattern, text)


@given(pattern=st.text(max_size=20), text=st.text(max_size=20))
def test_they_agree_over_all_characters(pattern, text):
    assert matches(pattern, text) == covers(pattern, text)
    assert matches(text.replace("*", "").replace("?", ""), text) == (not set("*?") & set(text))


@given(st.lists(COMPARISONS, min_size=1, max_size=10))
def test_what_is_written_is_what_is_read(comparisons):
    expression = ClaimsExpression(tuple(comparisons))
    only_wildcards = all(
        each.operator == "matches" and set(each.value) <= {"*", "?"} for each in comparisons
    )
    if only_wildcards:
        return
    assert parse_expression(written(expression)) == expression


@given(st.text(alphabet="claims[]'eqmathnd *?x", max_size=80))
def test_any_text_is_an_expression_or_a_refusal_with_a_position(text):
    try:
        parse_expression(text)
    except ExpressionError as error:
        assert 1 <= error.position <= len(text) + 1
