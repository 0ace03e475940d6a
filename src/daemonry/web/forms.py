"""Forms and what they are answered: fields in, a page or a redirection out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs

from daemonry.web import refusals
from daemonry.web.refusals import RefusedError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from starlette.types import Scope

Form = dict[str, tuple[str, ...]]
_MAX_FIELDS: Final = 500
_BOUNDARY: Final = re.compile(
    rb'multipart/form-data; *boundary="?([A-Za-z0-9\'()+_,./:=?-]{1,70})"?$'
)
_PART_NAME: Final = re.compile(
    rb'content-disposition: form-data; name="([a-z_]{1,64})"', re.IGNORECASE
)


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


def upload_of(body: bytes, content_type: bytes) -> tuple[Form, Mapping[str, bytes]]:
    """Return the fields and files of a form with files (RFC 7578), as browsers write them.

    Raises RefusedError(BAD_FORM).
    """
    boundary = _BOUNDARY.search(content_type)
    if boundary is None:
        raise RefusedError(refusals.BAD_FORM)
    fields: dict[str, list[str]] = {}
    files: dict[str, bytes] = {}
    first_mark, *parts = (b"\r\n" + body).split(b"\r\n--" + boundary[1])
    if first_mark or len(parts) > _MAX_FIELDS or not parts or not parts[-1].startswith(b"--"):
        raise RefusedError(refusals.BAD_FORM)
    for part in parts[:-1]:
        head, _, content = part.partition(b"\r\n\r\n")
        name = _PART_NAME.search(head)
        if name is None:
            raise RefusedError(refusals.BAD_FORM)
        if b"filename=" in head.lower():
            files[name[1].decode("ascii")] = content
            continue
        try:
            fields.setdefault(name[1].decode("ascii"), []).append(content.decode("utf-8"))
        except UnicodeDecodeError:
            raise RefusedError(refusals.BAD_FORM) from None
    return {name: tuple(values) for name, values in fields.items()}, files


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
