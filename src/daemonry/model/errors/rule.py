"""A rule of the directory: a row of the catalogue, and the exceptions that carry it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the catalogue. ``hint`` says what to do next; it may be empty."""

    code: str
    message: str
    hint: str = ""


class DirectoryError(Exception):
    """A refusal of the directory on its way out.

    ``str(error)`` is for the caller; ``target`` names the property at fault.
    ``detail_code`` goes into the ``details`` list of a Graph error where Entra
    sends one.
    """

    def __init__(
        self, rule: Rule, *, target: str = "", detail_code: str = "", **words: str
    ) -> None:
        super().__init__(rule.message.format_map(words))
        self.rule = rule
        self.target = target
        self.detail_code = detail_code
        self.hint = rule.hint.format_map(words)


class NotFoundError(DirectoryError):
    """The object does not exist in this tenant, or was deleted."""


class ConflictError(DirectoryError):
    """Another object holds the same key."""


class InvalidError(DirectoryError):
    """The change breaks a rule of the object."""


class ForbiddenError(DirectoryError):
    """The actor may not do this."""


BAD: Final = "Request_BadRequest"
