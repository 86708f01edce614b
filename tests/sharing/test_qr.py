"""A QR code holds the address: its modules are those that the library draws for it."""

from __future__ import annotations

from base64 import b64decode
from io import BytesIO
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree

import segno
from PIL import Image

from bordertrade.sharing import qr

URL = "https://trade.example.org/border/markets?market=mand~chadgi&chart=f&v=27b3f56356"


def test_the_picture_has_the_modules_of_the_address_and_a_quiet_margin() -> None:
    modules = [[bool(each) for each in row] for row in segno.make_qr(URL, error="m").matrix]
    picture = Image.open(BytesIO(qr.png_file(URL))).convert("1")
    margin = qr._MARGIN
    assert picture.size == ((len(modules) + 2 * margin) * qr._SCALE,) * 2
    middle = qr._SCALE // 2
    drawn = [
        [
            picture.getpixel(((x + margin) * qr._SCALE + middle, (y + margin) * qr._SCALE + middle))
            == 0
            for x in range(len(modules))
        ]
        for y in range(len(modules))
    ]
    assert drawn == modules
    edge = [
        picture.getpixel((x, y)) for x in range(picture.width) for y in range(margin * qr._SCALE)
    ]
    assert set(edge) == {255}


def test_the_drawing_is_on_white_in_either_scheme() -> None:
    for drawing in (qr.svg_file(URL), decoded(qr.data_uri(URL))):
        root = ElementTree.fromstring(drawing)
        paths = [each.attrib for each in root.iter("{http://www.w3.org/2000/svg}path")]
        assert paths[0]["fill"] in {"white", "#fff"}


def test_the_longest_link_fits() -> None:
    assert qr.png_file("https://trade.example.org/" + "a" * 500)


def decoded(uri: str) -> bytes:
    head, _, body = uri.partition(",")
    return b64decode(body) if head.endswith("base64") else unquote_to_bytes(body)
