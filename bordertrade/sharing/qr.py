"""An address as a QR code: drawn here, with the quiet margin that cameras need."""

from __future__ import annotations

from io import BytesIO

import segno

#: The standard's quiet zone, modules.
_MARGIN = 4
#: Pixels a module: a code of 60 modules prints at 5 cm in 300 dpi.
_SCALE = 10


def data_uri(url: str) -> str:
    """For an image of a page: black on white in either scheme, because not every camera reads the
    opposite.
    """
    uri: str = _code(url).svg_data_uri(
        border=_MARGIN, scale=_SCALE, light="white", encode_minimal=False
    )
    return uri


def svg_file(url: str) -> bytes:
    """For print, in any size."""
    out = BytesIO()
    _code(url).save(out, kind="svg", border=_MARGIN, scale=_SCALE, light="white")
    return out.getvalue()


def png_file(url: str) -> bytes:
    """For messages and slides."""
    out = BytesIO()
    _code(url).save(out, kind="png", border=_MARGIN, scale=_SCALE, light="white")
    return out.getvalue()


def _code(url: str) -> segno.QRCode:
    return segno.make_qr(url, error="m")
