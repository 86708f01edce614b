"""Make the fonts that pictures and briefs are drawn with: ``python docs/fonts.py FOLDER``.

FOLDER holds Noto Sans (Regular, Bold), Noto Sans Math and Noto Naskh Arabic (Regular) as TrueType
files. What is kept of them: Latin, Latin Extended, punctuation; arrows and signs; Arabic letters and digits as
Urdu and Persian write them. Written to ``bordertrade/typography/fonts/``.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

_LATIN = [
    *range(0x20, 0x180),
    *range(0x2010, 0x2040),
    *(0x20A8, 0x20AC, 0x20B9, 0x2116, 0x2122, 0xA0, 0x202F, 0x2009),
]
_SIGNS = [*range(0x2190, 0x2200), 0x2212, 0x2215, 0x221E, 0x2248, 0x2260, 0x2264, 0x2265]
_ARABIC = [
    *range(0x600, 0x700),
    *range(0xFB50, 0xFE00),
    *range(0xFE70, 0xFF00),
    0x20,
    0x200C,
    0x200D,
]
_FONTS = {
    "NotoSans-Regular.ttf": _LATIN,
    "NotoSans-Bold.ttf": _LATIN,
    "NotoSansMath-Regular.ttf": _SIGNS,
    "NotoNaskhArabic-Regular.ttf": _ARABIC,
}
_TARGET = Path(__file__).resolve().parents[1] / "bordertrade" / "typography" / "fonts"


def main(folder: Path) -> None:
    for name, characters in _FONTS.items():
        font = TTFont(folder / name)
        options = Options(hinting=False, name_IDs=["*"], notdef_outline=True)
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=characters)
        subsetter.subset(font)
        font["head"].modified = font["head"].created  # the same bytes whenever it is made
        font.recalcTimestamp = False
        font.save(_TARGET / name)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
