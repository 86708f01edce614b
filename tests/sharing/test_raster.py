"""Drawings as pictures, with the shipped fonts only."""

import io

import pytest
from PIL import Image

from bordertrade.sharing.raster import PictureError, png
from bordertrade.typography import FAMILY


def drawing(text: str) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="60">'
        '<rect width="200" height="60" fill="#ffffff"/>'
        f'<text x="10" y="40" font-family="{FAMILY}" font-size="24">{text}</text></svg>'
    )


def dark_pixels(content: bytes) -> int:
    picture = Image.open(io.BytesIO(content)).convert("L")
    return sum(picture.histogram()[:128])


def test_a_picture_has_the_size_of_its_drawing() -> None:
    made = Image.open(io.BytesIO(png(drawing("US$10 bn"))))
    assert (made.format, made.size) == ("PNG", (200, 60))
    assert Image.open(io.BytesIO(png(drawing("x"), scale=2))).size == (400, 120)


@pytest.mark.parametrize("text", ["US$10 bn", "→", "−5 %", "گوادر", "چابهار", "مند ۱۴۰۳", "≈"])
def test_letters_are_drawn(text: str) -> None:
    assert dark_pixels(png(drawing(text))) > 20
    assert dark_pixels(png(drawing(""))) == 0


def test_letters_of_different_scripts_are_no_boxes() -> None:
    unknown = png(drawing("\U00013000"))
    for text in ("م", "→", "a"):
        assert png(drawing(text)) != unknown


def test_the_same_drawing_is_the_same_picture() -> None:
    assert png(drawing("Gabd")) == png(drawing("Gabd"))


def test_what_is_no_drawing_is_an_error() -> None:
    for text in ("no drawing", "<svg", ""):
        with pytest.raises(PictureError):
            png(text)
