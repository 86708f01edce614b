"""The codes stand in data files and links: the contract, the code and the labels agree on them."""

from enum import StrEnum

import pytest

from bordertrade import vocabulary
from bordertrade.dataset import Dataset
from bordertrade.money import Currency
from bordertrade.vocabulary import (
    ABSENT,
    Channel,
    Direction,
    Evidence,
    EvidenceFloor,
    InformalBasis,
    ObsStatus,
    Reporter,
)
from bordertrade.words import labels


def test_statuses_are_the_letters_of_sdmx_that_the_design_names() -> None:
    assert "".join(ObsStatus) == "ABDEFILMPSU"
    assert {"L", "M", "S"} == ABSENT


@pytest.mark.parametrize(
    ("column", "codes"),
    [
        ("obs_status", ObsStatus),
        ("evidence", Evidence),
        ("reporter", Reporter),
        ("channel", Channel),
        ("currency", Currency),
        ("direction", Direction),
    ],
)
def test_the_contract_allows_no_code_that_the_vocabulary_lacks(
    dataset: Dataset, column: str, codes: type[StrEnum]
) -> None:
    allowed = {
        code
        for table in dataset.contract.tables.values()
        for each in table.columns
        if each.name == column
        for code in each.enum
    }
    assert allowed == set(codes)


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        (ObsStatus, labels.OBS_STATUS),
        (Evidence, labels.EVIDENCE),
        (EvidenceFloor, labels.EVIDENCE_FLOORS),
        (InformalBasis, labels.INFORMAL_BASES),
        (Channel, labels.CHANNELS),
        (Direction, labels.DIRECTIONS),
    ],
)
def test_every_code_has_a_label(codes: type[StrEnum], words: dict[str, str]) -> None:
    assert set(words) == set(codes)
    assert len(set(words.values())) == len(words)


def test_the_three_together_is_no_market(dataset: Dataset) -> None:
    assert vocabulary.THREE not in set(dataset["markets"]["id"])
