"""Small pictures, made here: whole files as browsers read them."""

from __future__ import annotations

import struct
import zlib


def png(width: int = 215, height: int = 215, *, grey: int = 128) -> bytes:
    """Return a PNG of one shade (PNG specification, section 5)."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = (b"\0" + bytes([grey]) * width) * height
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def jpeg(width: int = 215, height: int = 215) -> bytes:
    """Return a JPEG's markers around no pixels at all (ITU-T T.81 B.2)."""
    application = b"\xff\xe0\x00\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0"
    frame = b"\xff\xc0\x00\x0b\x08" + struct.pack(">HH", height, width) + b"\x01\x01\x11\0"
    return b"\xff\xd8" + application + frame + b"\xff\xd9"


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + check
