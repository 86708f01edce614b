"""Names that never cover each other."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from bordertrade.maps.labels import Label, around, declutter, holds, overlap, shaped

labels = st.lists(
    st.builds(
        Label,
        text=st.text("abcdefgh ", min_size=1, max_size=25),
        x=st.floats(0, 300),
        y=st.floats(0, 300),
        size=st.sampled_from([12.0, 15.0]),
    ),
    max_size=20,
)


@given(labels)
def test_placed_labels_do_not_overlap(wanted: list[Label]) -> None:
    boxes = [each.box for each in declutter(wanted)]
    assert not any(overlap(a, b) for a, b in combinations(boxes, 2))


@given(labels)
def test_labels_keep_off_what_is_taken_and_inside_the_frame(wanted: list[Label]) -> None:
    taken, frame = [around(150, 150, 40)], (0.0, 0.0, 300.0, 300.0)
    for placed in declutter(wanted, taken, frame):
        assert not overlap(placed.box, taken[0])
        assert holds(frame, placed.box)


def test_the_first_come_are_served_first() -> None:
    twice = [Label("first", 0, 0, sides=("centre",)), Label("second", 0, 0, sides=("centre",))]
    assert [each.label.text for each in declutter(twice)] == ["first"]


def test_a_cut_label_is_better_than_none_on_a_map_that_moves() -> None:
    label, frame = Label("a long name at the edge", 95, 50, sides=("e",)), (0.0, 0.0, 100.0, 100.0)
    assert not declutter([label], frame=frame)
    assert declutter([label], frame=frame, cut=True)


def test_urdu_is_joined_and_turned_round() -> None:
    assert shaped("Mand") == "Mand"
    joined = shaped("مند")
    assert joined != "مند"
    assert all("\ufb50" <= letter <= "\ufeff" for letter in joined)  # presentation forms


def test_urdu_he_takes_a_form_that_fonts_have() -> None:
    assert "\ufeeb" in shaped("ہمدم") or "\ufeec" in shaped("ہمدم")
