"""A QR code as an SVG that a page may hold: no script, no style, no request."""

from __future__ import annotations

import io

import segno
from markupsafe import Markup


def qr_code(text: str) -> Markup:
    """Return the code of a text as markup, in the colours of print whatever the scheme."""
    out = io.BytesIO()
    segno.make(text, error="m").save(
        out,
        kind="svg",
        xmldecl=False,
        svgns=True,
        omitsize=True,
        dark="#000",
        light="#fff",
        title="QR code for the authenticator app",
    )
    return Markup(out.getvalue().decode("utf-8"))  # noqa: S704 - made here, of modules alone
