"""Conditions over the claims of another issuer's token, in Entra's expression language.

``claims['sub'] matches 'repo:contoso/*' and claims['environment'] eq 'production'``:
comparisons joined by ``and``; ``*`` stands for any run of characters, ``?`` for one;
a quote inside quotes is doubled (Entra: workload-identities-flexible-federated-
identity-credentials). Entra knows three issuers and two claims; here any issuer and
any claim that is a string will do.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGE_VERSION: Final = 1
MAX_EXPRESSION: Final = 2048
MAX_COMPARISONS: Final = 10
MAX_CLAIM: Final = 1024
EQ: Final = "eq"
MATCHES: Final = "matches"
_MANY: Final = "*"
_ONE: Final = "?"
_BLANKS: Final = " \t\r\n"


class ExpressionError(ValueError):
    """The text is no expression; ``position`` counts characters from 1."""

    def __init__(self, reason: str, position: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.position = position


@dataclass(frozen=True, slots=True)
class Comparison:
    """``claims['claim'] operator 'value'``, quotes taken off."""

    claim: str
    operator: str
    value: str

    def is_met_by(self, claims: Mapping[str, Any]) -> bool:
        """Tell whether the claim is a string and the whole of it compares, case included.

        What is longer than 1,024 characters or holds a character that cannot be printed
        meets nothing: no issuer means such a value, and it bounds the work.
        """
        found = claims.get(self.claim)
        if not isinstance(found, str) or len(found) > MAX_CLAIM or not found.isprintable():
            return False
        return found == self.value if self.operator == EQ else matches(self.value, found)


@dataclass(frozen=True, slots=True)
class ClaimsExpression:
    """Comparisons that must all hold."""

    comparisons: tuple[Comparison, ...]

    def is_met_by(self, claims: Mapping[str, Any]) -> bool:
        """Tell whether every comparison holds."""
        return all(comparison.is_met_by(claims) for comparison in self.comparisons)


def parse_expression(text: str) -> ClaimsExpression:
    """Return the expression in ``text``: at most 2,048 characters and 10 comparisons.

    Raises ExpressionError for anything else; also for one that wildcards alone would
    meet, because it would trust every token of the issuer.
    """
    if len(text) > MAX_EXPRESSION:
        raise ExpressionError(f"longer than {MAX_EXPRESSION} characters", MAX_EXPRESSION + 1)
    scanner = _Scanner(text)
    found = [_comparison(scanner)]
    while not scanner.is_at_end():
        if len(found) == MAX_COMPARISONS:
            raise scanner.error(f"more than {MAX_COMPARISONS} comparisons")
        scanner.keyword("and")
        found.append(_comparison(scanner))
    if all(each.operator == MATCHES and set(each.value) <= {_MANY, _ONE} for each in found):
        raise ExpressionError("wildcards alone would trust every token of the issuer", 1)
    return ClaimsExpression(tuple(found))


def matches(pattern: str, text: str) -> bool:
    """Tell whether ``pattern`` with ``*`` and ``?`` covers the whole of ``text``.

    Bit i of ``reached`` says that the first i symbols of the pattern are used up; every
    character of the text moves all of them at once, so the time is linear in the text
    whatever the pattern, and nothing is tried twice.
    """
    accepts: defaultdict[str, int] = defaultdict(int)
    anything = stays = length = 0
    for symbol in pattern:
        if symbol == _MANY:
            stays |= 1 << length
            continue
        if symbol == _ONE:
            anything |= 1 << length
        else:
            accepts[symbol] |= 1 << length
        length += 1
    reached = 1
    for character in text:
        accepted = accepts.get(character, 0) | anything
        reached = ((reached & accepted) << 1) | (reached & stays)
        if not reached:
            return False
    return bool(reached >> length & 1)


def _comparison(scanner: _Scanner) -> Comparison:
    scanner.keyword("claims")
    scanner.mark("[")
    claim = scanner.quoted("the name of a claim")
    scanner.mark("]")
    operator = scanner.word()
    if operator not in {EQ, MATCHES}:
        raise scanner.error("'eq' or 'matches' was expected", before=len(operator))
    return Comparison(claim, operator, scanner.quoted("a value"))


class _Scanner:
    def __init__(self, text: str) -> None:
        self._text = text
        self._position = 0

    def is_at_end(self) -> bool:
        self._skip_blanks()
        return self._position == len(self._text)

    def word(self) -> str:
        self._skip_blanks()
        start = end = self._position
        while end < len(self._text) and self._text[end].isalpha():
            end += 1
        self._position = end
        return self._text[start:end]

    def keyword(self, expected: str) -> None:
        found = self.word()
        if found != expected:
            raise self.error(f"'{expected}' was expected", before=len(found))

    def mark(self, expected: str) -> None:
        if self.is_at_end() or self._text[self._position] != expected:
            raise self.error(f"'{expected}' was expected")
        self._position += 1

    def quoted(self, what: str) -> str:
        self.mark("'")
        start = self._position
        parts = []
        while True:
            end = self._text.find("'", self._position)
            if end < 0:
                raise ExpressionError("this quote is never closed", start)
            parts.append(self._text[self._position : end])
            self._position = end + 1
            if not self._text.startswith("'", self._position):
                break
            parts.append("'")
            self._position += 1
        found = "".join(parts)
        if not found:
            raise ExpressionError(f"{what} is empty", start)
        return found

    def _skip_blanks(self) -> None:
        while self._position < len(self._text) and self._text[self._position] in _BLANKS:
            self._position += 1

    def error(self, reason: str, *, before: int = 0) -> ExpressionError:
        return ExpressionError(reason, self._position + 1 - before)
