"""How much room a text takes, and where its lines break."""

from hypothesis import given
from hypothesis import strategies as st

from bordertrade.typography import FILES, shortened, width, wrapped

TEXTS = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=200)


def test_widths_are_the_fonts_own() -> None:
    assert width("ii", 10) < width("mm", 10)
    assert width("mm", 20) == 2 * width("mm", 10)
    assert width("Rs 10 bn", 14, bold=True) > width("Rs 10 bn", 14)
    assert width("→", 10) > 0
    assert width("گوادر", 10) > width("گ", 10) > 0


def test_every_font_is_here_with_its_licence() -> None:
    assert all(file.stat().st_size > 5_000 for file in FILES)
    assert "SIL OPEN FONT LICENSE" in (FILES[0].parent / "OFL.txt").read_text().upper()


@given(TEXTS, st.integers(40, 400), st.integers(1, 5))
def test_lines_fit_and_nothing_is_lost_in_silence(text: str, room: int, most: int) -> None:
    lines = wrapped(text, room, 14, most)
    assert len(lines) <= most
    assert all(width(line, 14) <= room or " " not in line for line in lines)
    whole = wrapped(text, room, 14)
    assert " ".join(whole).replace(" ", "") == text.replace(" ", "")
    if len(whole) > most:
        assert lines[-1].endswith("…")


@given(TEXTS, st.integers(20, 300))
def test_what_is_cut_says_so(text: str, room: int) -> None:
    cut = shortened(text, room, 13)
    assert cut == text or cut.endswith("…")
    assert width(cut, 13) <= room or cut in {text, "…"}
