"""The logo of an application: a small picture that people see where they decide about it."""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass, field
from typing import Final

MAX_BYTES: Final = 100 * 1024
MAX_SIDE: Final = 1024
"""Pixels. Entra wants 215 by 215 (application-properties); any near square will do here."""
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_PNG_END: Final = b"IEND\xaeB`\x82"
_JPEG: Final = b"\xff\xd8\xff"
_JPEG_END: Final = b"\xff\xd9"
_MARKER: Final = 0xFF
_JPEG_FRAMES: Final = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_PRINT: Final = 32


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture that was looked into: PNG or JPEG, of a size that pages can show.

    ``file`` names it by its content, so that an address with it may be cached for good.
    """

    file: str
    content: bytes = field(repr=False)


def media_type_of(file: str) -> str:
    """Return the media type of a logo by the name of its file."""
    return "image/png" if file.endswith(".png") else "image/jpeg"


def read_logo(content: bytes) -> Logo | None:
    """Return the logo, or None for anything but one whole PNG or JPEG of a fitting size.

    What a client says about the type does not count. Pixels are not decoded: browsers do
    that, from an answer that can be nothing but a picture.
    """
    if len(content) > MAX_BYTES:
        return None
    if content.startswith(_PNG) and content.endswith(_PNG_END) and content[12:16] == b"IHDR":
        kind, sides = "png", struct.unpack(">II", content[16:24])
    elif content.startswith(_JPEG) and content.endswith(_JPEG_END):
        kind, sides = "jpg", _jpeg_sides(content)
    else:
        return None
    if not all(0 < side <= MAX_SIDE for side in sides):
        return None
    return Logo(f"{hashlib.sha256(content).hexdigest()[:_PRINT]}.{kind}", content)


def _jpeg_sides(content: bytes) -> tuple[int, int]:
    """Return height and width from the frame header (ITU-T T.81 B.2.2), or zeros."""
    at = 2
    while at + 9 <= len(content) and content[at] == _MARKER:
        marker = content[at + 1]
        if marker in _JPEG_FRAMES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return height, width
        at += 2 + max(2, int.from_bytes(content[at + 2 : at + 4], "big"))
    return 0, 0
