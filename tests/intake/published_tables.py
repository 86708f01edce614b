"""Tables as ITC Trade Map and the Pakistan Bureau of Statistics publish them, made for tests.

name -> (text, what its question is answered, the table, and the rows that are taken: line, period,
reporter, direction, goods, value, quantity).
"""

from __future__ import annotations

from typing import Any

_TITLES = (
    "Bilateral trade between Pakistan and Iran, Islamic Republic of\t\t\t\t\n"
    "Product: TOTAL All products\t\t\t\t\n"
    "Unit : US Dollar thousand\t\t\t\t\n\n"
)
_SOURCES = "Sources: ITC calculations based on Pakistan Bureau of Statistics statistics.\n"
_PK, _IR = (
    "Pakistan's imports from Iran, Islamic Republic of",
    "Pakistan's exports to Iran, Islamic Republic of",
)
ITC, PBS = "known_export:ITC Trade Map", "known_export:Pakistan Bureau of Statistics"
ALONE = "partner_unsaid:Pakistan Bureau of Statistics"

Rows = list[tuple[int, str, str, str, str, float, float | None]]

TABLES: dict[str, tuple[str, dict[str, str], str, Rows]] = {
    "Trade Map, years": (
        _TITLES + f"Product code\tProduct label\t{_PK}: Value in 2023\t{_PK}: Value in 2024\t"
        "Iran, Islamic Republic of's exports to world: Value in 2024\n"
        "'TOTAL\tAll products\t943000\t1041000\t22000000\n"
        "'27\tMineral fuels\t812000\t905000\t9000000\n"
        "'08\tEdible fruit\t61000\t70500\t800000\n" + _SOURCES,
        {ITC: "take"},
        "commodity_trade",
        [
            (7, "2023", "PK", "IR_TO_PK", "27", 812_000_000, None),
            (7, "2024", "PK", "IR_TO_PK", "27", 905_000_000, None),
            (8, "2023", "PK", "IR_TO_PK", "08", 61_000_000, None),
            (8, "2024", "PK", "IR_TO_PK", "08", 70_500_000, None),
        ],
    ),
    "Trade Map, months in two lines": (
        _TITLES
        + f"Product code\tProduct label\t{_PK}\t\t{_IR}\t\n\t\tValue in 2024-M01\tValue in 2024-M02\t"
        "Value in 2024-M01\tValue in 2024-M02\n'2711\tPetroleum gases\t5100\t4900\t0\t3\n",
        {ITC: "take"},
        "commodity_trade",
        [
            (7, "2024-01", "PK", "IR_TO_PK", "2711", 5_100_000, None),
            (7, "2024-02", "PK", "IR_TO_PK", "2711", 4_900_000, None),
            (7, "2024-01", "PK", "PK_TO_IR", "2711", 0, None),
            (7, "2024-02", "PK", "PK_TO_IR", "2711", 3_000, None),
        ],
    ),
    "Trade Map, all goods": (
        _TITLES
        + "Product code\tProduct label\tIran, Islamic Republic of's exports to Pakistan: Value in 2024-Q1\n"
        "'TOTAL\tAll products\t311000\n",
        {ITC: "take"},
        "bilateral_trade",
        [(6, "2024-Q1", "IR", "IR_TO_PK", "", 311_000_000, None)],
    ),
    "Trade Map, supplying markets": (
        "List of supplying markets for a product imported by Pakistan\t\t\n"
        "Product: 2711 Petroleum gases\t\t\nUnit : US Dollar thousand\t\t\n"
        "Exporters\tImported value in 2023\tImported value in 2024\tImported quantity in 2024, Tons\n"
        "World\t501\t611\t7\nIran, Islamic Republic of\t51\t61\t7\nQatar\t450\t550\t0\n",
        {ITC: "take"},
        "commodity_trade",
        [
            (6, "2023", "PK", "IR_TO_PK", "2711", 51_000, None),
            (6, "2024", "PK", "IR_TO_PK", "2711", 61_000, 7),
        ],
    ),
    "PBS, countries by fiscal year": (
        "IMPORTS BY COUNTRIES (Provisional)\n"
        "Pakistan Bureau of Statistics\n\n"
        'COUNTRY,"July-June, 2023-24",,"July-June, 2022-23",\n'
        ",Rs. Million,Thousand US $,Rs. Million,Thousand US $\n"
        '"IRAN, (ISLAMIC REPUBLIC OF)",292000,1030000,220000,890000\n'
        "CHINA,1,2,3,4\nTOTAL,292001,1030002,220003,890004\n",
        {PBS: "take"},
        "bilateral_trade",
        [
            (6, "FY2023-24", "PK", "IR_TO_PK", "", 1_030_000_000, None),
            (6, "FY2022-23", "PK", "IR_TO_PK", "", 890_000_000, None),
        ],
    ),
    "PBS, goods by month": (
        "Imports from Iran by commodities\nSource: PBS\n"
        'HS Code,Commodities,Unit,"May, 2024 (P)",,,"April, 2024 (R)",,,"July-May, 2023-24",,\n'
        ",,,Quantity,Rs. Million,Thousand US $,Quantity,Rs. Million,Thousand US $,"
        "Quantity,Rs. Million,Thousand US $\n"
        "2711,Petroleum gases,MT,9100,1403,5040,8800,1330,4780,99100,15000,54000\n"
        "0804,Dates,MT,210,63,226,190,57,205,2500,740,2660\n"
        ",Total,,,1466,5266,,1387,4985,,15740,56660\n",
        {PBS: "take"},
        "commodity_trade",
        [
            (5, "2024-05", "PK", "IR_TO_PK", "2711", 5_040_000, 9100),
            (5, "2024-04", "PK", "IR_TO_PK", "2711", 4_780_000, 8800),
            (6, "2024-05", "PK", "IR_TO_PK", "0804", 226_000, 210),
            (6, "2024-04", "PK", "IR_TO_PK", "0804", 205_000, 190),
        ],
    ),
    "PBS, goods with the period in the title": (
        "Pakistan Bureau of Statistics\nExports by commodity, July-March 2023-24\n"
        "Commodity,Unit,Quantity,Rs. Million,Thousand US $\nRice,MT,1200,171,610\n",
        {ALONE: "this_trade"},
        "commodity_trade",
        [(4, "2023-07/2024-03", "PK", "PK_TO_IR", "", 610_000, 1200)],
    ),
    "PBS, exports beside imports": (
        "Pakistan Bureau of Statistics\nTrade by country, May 2024\nValue in thousand US $\n"
        "Country,Exports,Imports\nIran,12,86000\nChina,230000,1100000\n",
        {PBS: "take"},
        "bilateral_trade",
        [
            (5, "2024-05", "PK", "PK_TO_IR", "", 12_000, None),
            (5, "2024-05", "PK", "IR_TO_PK", "", 86_000_000, None),
        ],
    ),
}
#: What each file's table still needs.
FILLS: dict[str, Any] = {
    "series": "itc",
    "obs_status": "A",
    "evidence": "count",
    "source": "BR40282284",
    "preferred": "false",
}
