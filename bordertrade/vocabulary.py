"""The field's own words, as codes. Labels for people live in ``words/``, never here.

The codes stand in data files and in links, so they are never renamed.
"""

from enum import StrEnum


class Direction(StrEnum):
    """Which way the goods went; ``TWO_WAY`` only for totals published undivided."""

    PK_TO_IR = "PK_TO_IR"
    IR_TO_PK = "IR_TO_PK"
    TWO_WAY = "TWO_WAY"


class Channel(StrEnum):
    """Recorded at customs, or not."""

    FORMAL = "formal"
    INFORMAL = "informal"


class Reporter(StrEnum):
    """Whose book a figure comes from."""

    PK = "PK"
    IR = "IR"


class ObsStatus(StrEnum):
    """SDMX code list CL_OBS_STATUS, the letters this project uses."""

    NORMAL = "A"
    BREAK = "B"
    DEFINITION_DIFFERS = "D"
    ESTIMATED = "E"
    FORECAST = "F"
    IMPUTED = "I"
    NOT_COLLECTED = "L"
    CANNOT_EXIST = "M"
    PROVISIONAL = "P"
    CLOSED = "S"
    LOW_RELIABILITY = "U"


#: Statuses that explain an absence; a row that carries one has no value.
ABSENT = frozenset({ObsStatus.NOT_COLLECTED, ObsStatus.CANNOT_EXIST, ObsStatus.CLOSED})


class Evidence(StrEnum):
    """How a number was made, from the strongest to the weakest."""

    COUNT = "count"
    SAMPLE = "sample"
    RATIO = "ratio"
    INFORMANT = "informant"
    PRESS = "press"
    MODEL = "model"


class EvidenceFloor(StrEnum):
    """The one control over evidence: everything, without the model, or full counts only."""

    ALL = "all"
    OBSERVED = "observed"
    COUNT = "count"


class InformalBasis(StrEnum):
    """Which end of the informal range joins the formal figure, if any."""

    NONE = "none"
    LOW = "low"
    CENTRAL = "central"
    HIGH = "high"


#: The three markets taken together: the level the model's anchors speak of.
THREE = "three"
