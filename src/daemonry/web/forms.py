"""Forms and what they are answered: fields in, a page or a redirection out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs

from daemonry.web import refusals
from daemonry.web.refusals import RefusedError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.types import Scope

Form = dict[str, tuple[str, ...]]
_MAX_FIELDS: Final = 500


@dataclass(slots=True)
class Reply:
    """Status, body and the headers besides those that every page has.

    With ``chunks`` the body is what they yield, written while it is made.
    """

    status: int
    body: bytes = b""
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    chunks: AsyncIterator[bytes] | None = None


def file_reply(name: str, media_type: bytes, chunks: AsyncIterator[bytes]) -> Reply:
    """Return a file to be saved (RFC 6266); ``name`` is ours and needs no quoting."""
    disposition = f'attachment; filename="{name}"'.encode("ascii")
    headers = [(b"content-type", media_type), (b"content-disposition", disposition)]
    return Reply(200, headers=headers, chunks=chunks)


def moved(location: str, notice: str = "") -> Reply:
    """Return a redirection to a page of ours, by GET (RFC 9110 section 15.4.4)."""
    sign = "&" if "?" in location else "?"
    target = f"{location}{sign}notice={notice}" if notice else location
    return Reply(303, headers=[(b"location", target.encode("ascii"))])


def form_of(body: bytes) -> Form:
    """Return the fields of a form. Raises RefusedError(BAD_FORM)."""
    try:
        parsed = parse_qs(
            body.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_MAX_FIELDS,
        )
    except ValueError:
        raise RefusedError(refusals.BAD_FORM) from None
    return {name: tuple(values) for name, values in parsed.items()}


def query_of(scope: Scope) -> dict[str, str]:
    """Return the first value of each query parameter; an unreadable query counts as empty."""
    text = scope.get("query_string", b"").decode("latin-1")
    try:
        parsed = parse_qs(text, max_num_fields=_MAX_FIELDS)
    except ValueError:
        return {}
    return {name: values[0] for name, values in parsed.items()}


def first(form: Form, name: str) -> str:
    """Return the first value of a field as it was sent; empty when it is not there."""
    return form.get(name, ("",))[0]
