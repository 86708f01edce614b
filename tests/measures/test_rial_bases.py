"""What the basis of the rial changes: the published means, and rows of a file in rials."""

from __future__ import annotations

import pytest

from bordertrade.dataset import Dataset
from bordertrade.measures.rial_bases import rial_bases
from tests.tables import FORMAL, added

RIALS = {**FORMAL, "currency": "IRR", "value": "595517000000", "period": "2024-06"}


def test_the_years_side_by_side(dataset: Dataset) -> None:
    years = {each.period.text: each for each in rial_bases(dataset).years}
    assert (years["2024"].open_market, years["2024"].nima) == (617_990, 444_539)
    assert years["2024"].factor == pytest.approx(617_990 / 444_539)
    assert years["SH1403"].nima == 505_108
    assert years["2022"].official_factor == pytest.approx(309_289 / 42_000)
    assert (years["2025"].nima, years["2025"].factor) == (None, None)


def test_no_shipped_row_is_in_rials(dataset: Dataset) -> None:
    found = rial_bases(dataset)
    assert (found.rows, found.open_usd, found.nima_usd) == (0, 0, 0)


def test_rows_that_name_no_basis_would_move(dataset: Dataset) -> None:
    given = added(dataset, "formal_trade", RIALS, {**RIALS, "rate_basis": "nima", "market": "mand"})
    found = rial_bases(given)
    assert found.rows == 1
    assert found.open_usd == pytest.approx(1_000_000)
    assert found.nima_usd == pytest.approx(1_000_000 * 595_517 / 422_739)


def test_a_file_that_names_nima_is_priced_at_nima(dataset: Dataset) -> None:
    bases = (("", "gabd"), ("nima", "mand"), ("official", "chadgi"))
    written = ({**RIALS, "rate_basis": basis, "market": market} for basis, market in bases)
    given = added(dataset, "formal_trade", *written)
    own = given.cube[given.cube["currency"] == "IRR"].set_index("market")
    assert own.loc["gabd", "value_usd"] == pytest.approx(1_000_000)
    assert own.loc["mand", "value_usd"] == pytest.approx(595_517e6 / 422_739)
    assert own.loc["gabd", "rates"] == "irr-open-2024-06"
    assert own.loc["mand", "rates"] == "irr-nima-2024-06"
    assert own.loc["chadgi", "no_rate"] == 1  # the official rate ends before
