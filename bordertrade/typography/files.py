"""Where the shipped fonts lie."""

from __future__ import annotations

from pathlib import Path

#: What drawings name; the reader's own fonts stand in where ours are not loaded.
FAMILY = "Noto Sans, Noto Sans Math, Noto Naskh Arabic, system-ui, sans-serif"

_FOLDER = Path(__file__).parent / "fonts"
REGULAR = _FOLDER / "NotoSans-Regular.ttf"
BOLD = _FOLDER / "NotoSans-Bold.ttf"
SIGNS = _FOLDER / "NotoSansMath-Regular.ttf"
ARABIC = _FOLDER / "NotoNaskhArabic-Regular.ttf"
FILES = (REGULAR, BOLD, SIGNS, ARABIC)
