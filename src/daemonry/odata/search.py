"""``$search``: ``"displayName:to do" OR "description:x"`` to a tree.

Source: Graph: search-query-parameter.

Words of the text are matched by their beginnings. ``AND`` binds closer than ``OR``;
two clauses side by side mean ``AND``.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from daemonry.odata import errors
from daemonry.odata.errors import ODataError
from daemonry.odata.filter import And, Expression, Matches, Or

MAX_SEARCH: Final = 1024
MAX_CLAUSES: Final = 20
MAX_WORD: Final = 64
_PIECE: Final = re.compile(r'\s*(?:"((?:[^"\\]|\\.)*)"|(AND|OR)\b|([()]))')
_WORD: Final = re.compile(r"[^\W_]+")


def parse_search(text: str) -> Expression:
    """Return the tree of a search of at most 1 KiB and 20 clauses. Raises ODataError."""
    if len(text) > MAX_SEARCH:
        raise _bad("it is too long.")
    alternatives: list[list[Expression]] = [[]]
    clauses, position = 0, 0
    text = text.rstrip()
    while position < len(text):
        match = _PIECE.match(text, position)
        if match is None or match[3]:
            raise _bad(f"syntax error at position {position}.")
        position = match.end()
        if match[2] == "OR":
            alternatives.append([])
        elif match[2] is None:
            clauses += 1
            alternatives[-1].append(_clause(match[1]))
    if clauses > MAX_CLAUSES or not all(alternatives):
        raise _bad("a clause is missing, or there are too many.")
    found = tuple(part[0] if len(part) == 1 else And(tuple(part)) for part in alternatives)
    return found[0] if len(found) == 1 else Or(found)


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text as they are searched: composed, without case, in order.

    Of a longer word the first 64 characters count.
    """
    found = _WORD.findall(unicodedata.normalize("NFC", text).casefold())
    return tuple(word[:MAX_WORD] for word in found)


def _clause(text: str) -> Matches:
    name, colon, words = text.partition(":")
    found = words_of(words)
    if not colon or not found:
        raise _bad('a clause has the form "property:words".')
    return Matches((name.strip().lower(),), found)


def _bad(reason: str) -> ODataError:
    return ODataError(errors.BAD_SEARCH, reason=reason)
