"""The same rows in another order, encoding, language or script are the same data."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bordertrade.calendars import Calendar
from bordertrade.dataset import Dataset
from bordertrade.dataset.fingerprint import table_digest
from bordertrade.intake import check_file
from tests.day import TODAY

NAMES = "period,market,reporter,direction,hs_code,commodity,value,currency,quantity,unit,obs_status,evidence,source"
PERSIAN_NAMES = (
    "دوره,بازارچه,کشور,جهت تجارت,کد تعرفه,شرح کالا,ارزش,واحد پول,وزن,واحد,وضعیت,شواهد,منبع"
)
URDU_NAMES = "مہینہ,منڈی,ملک,سمت,ٹیرف,سامان,مالیت,کرنسی,وزن,یونٹ,حیثیت,ثبوت,ماخذ"
ROWS = [
    "SH1403-05,gabd,IR,IR_TO_PK,0804,خرما,1250000.5,USD,500,t,A,count,BR40282284",
    "SH1403-06,gabd,IR,PK_TO_IR,1006,برنج,1310000,USD,1250.25,t,P,count,BR40282284",
    "SH1403-07,mand,IR,IR_TO_PK,,زعفران,42000,USD,,,A,count,BR40282284",
]
TO_PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
TO_ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
TO_KEYBOARD = str.maketrans("یک", "يك")

Form = Callable[[], bytes]


def plain() -> bytes:
    return "\n".join([NAMES, *ROWS]).encode()


def turned() -> bytes:
    return "\r\n".join([NAMES, *reversed(ROWS)]).encode("utf-16")


def persian() -> bytes:
    """Persian headings, digits and marks; slashes in the months."""
    rows = [
        row.replace("SH", "").replace("-0", "/", 1).replace(".", "٫").translate(TO_PERSIAN)
        for row in ROWS
    ]
    rows = [row.replace("BR۴۰۲۸۲۲۸۴", "BR40282284") for row in rows]
    return "\n".join([PERSIAN_NAMES, *rows]).encode("utf-8-sig")


def windows() -> bytes:
    """What Windows in Iran saves: cp1256, semicolons, decimal commas, a title."""
    rows = [row.replace("SH", "").replace(",", ";").replace(".", ",") for row in ROWS]
    names = PERSIAN_NAMES.translate(TO_KEYBOARD).replace(",", ";")
    text = "\r\n".join(["گزارش;;", names, *rows])
    return text.translate(TO_KEYBOARD).encode("cp1256")


def urdu() -> bytes:
    """Urdu headings and codes, Arabic digits, month names, tabs."""
    months = {"SH1403-05": "مرداد 1403", "SH1403-06": "شهریور 1403", "SH1403-07": "مهر 1403"}
    rows = []
    for row in ROWS:
        cells = row.split(",")
        cells[0] = months[cells[0]]
        cells[1] = {"gabd": "گبد", "mand": "مند"}[cells[1]]
        cells[2] = "ایران"
        cells[3] = {"IR_TO_PK": "برآمد", "PK_TO_IR": "درآمد"}[cells[3]]
        cells[6] = cells[6].translate(TO_ARABIC)
        cells[7] = "ڈالر"
        cells[9] = cells[9] and "ٹن"
        cells[10] = {"A": "حتمی", "P": "عارضی"}[cells[10]]
        rows.append("\t".join(cells))
    return "\n".join([URDU_NAMES.replace(",", "\t"), *rows]).encode()


@pytest.mark.parametrize("form", [turned, persian, windows, urdu], ids=lambda form: form.__name__)
def test_u9_another_form_is_the_same_data(dataset: Dataset, form: Form) -> None:
    table = dataset.contract.tables["formal_trade"]
    wanted = check_file(plain(), table, dataset, TODAY)
    found = check_file(form(), table, dataset, TODAY)
    assert [problem.code for problem in found.problems if problem.is_error] == []
    assert (found.rows, found.accepted) == (3, 3)
    assert table_digest(found.frame()) == table_digest(wanted.frame())
    assert wanted.declaration.unconfirmed == ()
    if form is not turned:
        assert found.declaration.calendar is Calendar.SOLAR_HIJRI
        assert "calendar" in found.declaration.unconfirmed
