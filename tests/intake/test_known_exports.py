"""Exports of large databases: known by their headings, kept to the two countries, read once."""

from __future__ import annotations

import pytest

from bordertrade.dataset import Dataset
from bordertrade.dataset.cells import Value
from bordertrade.intake.declaration import Declaration
from bordertrade.intake.forms import cell_reader
from bordertrade.intake.questions import keeper
from bordertrade.intake.understanding import Understanding
from tests.intake.office import CONTRACT_FILE, Looks

#: name -> (file, rows that stay: reporter, direction, value).
FILES: dict[str, tuple[str, list[tuple[str, str, float]]]] = {
    "UN Comtrade (API)": (
        "refYear,period,reporterCode,reporterDesc,flowCode,partnerCode,partnerDesc,partner2Code,"
        "classificationCode,cmdCode,cmdDesc,aggrLevel,customsCode,motCode,qtyUnitAbbr,qty,primaryValue\n"
        "2023,2023,586,Pakistan,M,364,Iran,0,H6,2711,Gases,4,C00,0,kg,81000000,64000000.5\n"
        "2023,2023,586,Pakistan,M,364,Iran,0,H6,27,Fuels,2,C00,0,kg,91000000,74000000.5\n"
        "2023,2023,586,Pakistan,M,0,World,0,H6,2711,Gases,4,C00,0,kg,9000000000,1200000000\n"
        "2023,2023,364,Iran,X,586,Pakistan,0,H6,2711,Gases,4,C00,0,kg,80000000,63000000\n"
        "2023,2023,586,Pakistan,RX,364,Iran,0,H6,2711,Gases,4,C00,0,kg,5,6\n"
        "2023,2023,364,Iran,X,586,Pakistan,0,H6,2711,Gases,4,C00,1000,kg,4,5\n",
        [("PK", "IR_TO_PK", 64000000.5), ("IR", "IR_TO_PK", 63000000.0)],
    ),
    "UN Comtrade (older downloads)": (
        "Classification,Year,Period,Aggregate Level,Is Leaf Code,Trade Flow Code,Trade Flow,"
        "Reporter Code,Reporter,Partner Code,Partner,Commodity Code,Commodity,Qty Unit,Qty,"
        "Trade Value (US$)\n"
        "H4,2016,2016,6,1,2,Export,586,Pakistan,364,Iran,100630,Rice,kg,100,5000\n"
        "H4,2016,2016,6,1,1,Import,364,Iran,586,Pakistan,100630,Rice,kg,100,5200\n"
        "H4,2016,2016,6,1,2,Export,586,Pakistan,4,Afghanistan,100630,Rice,kg,100,9999\n"
        "H4,2016,2016,6,1,3,Re-Export,586,Pakistan,364,Iran,100630,Rice,kg,1,50\n",
        [("PK", "PK_TO_IR", 5000.0), ("IR", "PK_TO_IR", 5200.0)],
    ),
    "WITS": (
        "Reporter,TradeFlow,ProductCode,Product Description,Year,Partner,Trade Value 1000USD,"
        "Quantity,Quantity Unit\n"
        'Pakistan,Import,271112,Propane,2021," Iran, Islamic Rep.",61234.56,98000000,Kg\n'
        "Pakistan,Import,271112,Propane,2021, World,161234.56,298000000,Kg\n",
        [("PK", "IR_TO_PK", 61234560.0)],
    ),
    "WITS, other names": (
        "Nomenclature,ReporterName,PartnerName,Year,TradeFlowName,ProductCode,ProductDescription,"
        "TradeValue in 1000 USD\n"
        'H5,"Iran, Islamic Rep.",Pakistan,2021,Export,080410,Dates,12.5\n'
        'H5,"Iran, Islamic Rep.",World,2021,Export,080410,Dates,900\n',
        [("IR", "IR_TO_PK", 12500.0)],
    ),
    "SDMX-CSV": (
        "DATAFLOW,FREQ,REF_AREA,INDICATOR,COUNTERPART_AREA,TIME_PERIOD,OBS_VALUE,UNIT_MULT\n"
        "IMF:DOT(1.0),A,PK,TMG_CIF_USD,IR,2022,880.5,6\n"
        "IMF:DOT(1.0),A,PK,TXG_FOB_USD,IR,2022,1.5,6\n"
        "IMF:DOT(1.0),A,PK,TMG_CIF_USD,W00,2022,70000,6\n",
        [("PK", "IR_TO_PK", 880_500_000.0), ("PK", "PK_TO_IR", 1_500_000.0)],
    ),
    "IRICA": (
        "سال,کشور,کد تعرفه,شرح تعرفه,وزن (کیلوگرم),ارزش ریالی,ارزش دلاری\n"
        "1402,پاکستان,08041000,خرما,5000,9000000,25000\n"
        "1402,عراق,08041000,خرما,7000,9900000,27000\n",
        [("IR", "", 25000.0)],
    ),
}
#: What each file's table still needs.
FILLS = {"series": "press", "obs_status": "A", "evidence": "count", "source": "BR40282284"}


def taken(look: Looks, text: str) -> Understanding:
    (question,) = [q for q in look(text).questions if q.code == "known_export"]
    answered = Declaration().declare(answered={question.id: "take"})
    return look(text, declared=answered)


def read(found: Understanding, dataset: Dataset) -> list[dict[str, Value]]:
    declared, table = found.declaration, dataset.contract.tables[found.tables[0]]
    stays, names = keeper(declared.kept), dataset.names()
    rows = []
    for record in filter(stays, found.sample):
        texts = {n: t for n, t in zip(declared.columns, record, strict=True) if n}
        texts |= {name: text for name, text in declared.fills.items() if name not in texts}
        rows.append({n: cell_reader(table.column(n), declared, names)(t) for n, t in texts.items()})
    return rows


@pytest.mark.parametrize("name", FILES)
def test_an_export_is_known_and_kept_to_the_two_countries(
    look: Looks, dataset: Dataset, name: str
) -> None:
    text, awaited = FILES[name]
    found = taken(look, text)
    goods = name != "SDMX-CSV"
    assert found.tables[0] == ("commodity_trade" if goods else "bilateral_trade")
    rows = read(found, dataset)
    shown = [(row["reporter"], row.get("direction", ""), row["value_usd"]) for row in rows]
    assert shown == awaited
    if goods:
        assert {row["classification"] for row in rows} == {"HS"}
        assert all(row["code"] and row["commodity"] for row in rows)


def test_an_export_without_goods_is_for_the_trade_of_both_countries(
    look: Looks, dataset: Dataset
) -> None:
    text = FILES["UN Comtrade (API)"][0]
    lines = [
        line.replace("2711,Gases", "TOTAL,All") for line in text.split("\n") if ",27," not in line
    ]
    found = taken(look, "\n".join(lines))
    assert found.tables[0] == "bilateral_trade"
    assert [row["value_usd"] for row in read(found, dataset)] == [64000000.5, 63000000.0]


def test_a_person_can_map_an_export_by_hand(look: Looks) -> None:
    text = FILES["WITS"][0]
    answered = Declaration().declare(answered={"known_export:WITS": "by_hand"})
    found = look(text, declared=answered)
    assert found.header[6] == "Trade Value 1000USD"
    assert found.declaration.scales.get("value_usd", 1) == 1


@pytest.mark.parametrize("header", ["period,market,value", "Reporter,Partner,Year,Value", ""])
def test_other_files_are_no_export(look: Looks, header: str) -> None:
    text = CONTRACT_FILE if not header else f"{header}\n" + ",".join("1" * (header.count(",") + 1))
    assert [q for q in look(text).questions if q.code == "known_export"] == []
