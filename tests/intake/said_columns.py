"""Files whose headings nobody knows, and what a column is understood as once a person said what it is.

name -> (heading, cells, the column that is said, the values that are read, what else is understood).
"""

from __future__ import annotations

from typing import Any

OFFICE = "Month;Border market;Reporter;Flow;Goods;Value (USD);Status;Evidence;Source"
ROW = "2024-0{n};Gabd;PK;PK_TO_IR;LPG;{n}00;A;count;AAJ330457541"

SAID: dict[str, tuple[str, list[str], str, list[Any], dict[str, Any]]] = {
    "style": (
        "Amounts moved",
        ["12.500,25", "1.300.500,5"],
        "quantity",
        [12500.25, 1300500.5],
        {"decimal": ",", "thousands": "."},
    ),
    "scale and unit": (
        "Amounts moved (thousand tons)",
        ["2.4", "3.5"],
        "quantity",
        [2400.0, 3500.0],
        {"scales": {"quantity": 1000}, "fills": {"currency": "USD", "unit": "t"}},
    ),
    "spellings": (
        "State of the figures",
        ["provisional", "estimated"],
        "obs_status",
        ["P", "E"],
        {},
    ),
    "digits": ("Amounts moved", ["۱۲٫۵", "۱۳٫۷۵"], "quantity", [12.5, 13.75], {}),
    "calendar": ("When it was", ["1403/05", "1403/06"], "period", ["SH1403-05", "SH1403-06"], {}),
    "money and scale": (
        "Worth of it (Rs crore)",
        ["1.25", "2"],
        "value",
        [12_500_000.0, 20_000_000.0],
        {"scales": {"value": 10_000_000}, "fills": {"currency": "PKR"}},
    ),
}


def written(heading: str, cells: list[str]) -> str:
    rows = [f"{ROW.format(n=n)};{cell}" for n, cell in enumerate(cells, 1)]
    return "\n".join([f"{OFFICE};{heading}", *rows]) + "\n"
