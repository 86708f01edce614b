"""Files as offices export them, and what is made of them: shared by the tests of understanding."""

from __future__ import annotations

from collections.abc import Callable

from bordertrade.dataset import Dataset
from bordertrade.dataset.cells import Value
from bordertrade.intake.declaration import IGNORED
from bordertrade.intake.forms import cell_reader
from bordertrade.intake.understanding import Understanding

Looks = Callable[..., Understanding]

HEADER = "period,market,reporter,direction,commodity,value,currency,obs_status,evidence,source"
ROW = "2025-07,gabd,PK,IR_TO_PK,Dates,1250000,USD,A,count,BR40282284"
CONTRACT_FILE = f"{HEADER}\n{ROW}\n"

#: A month's export of the office at Rimdan: titles, Persian headings, Solar Hijri, millions of rials.
#: Windows has no Persian ye, kaf or digits.
PERSIAN = (
    "گزارش ماهانه بازارچه مرزي ريمدان;;;;;;;\r\n"
    "مبالغ به ميليون ريال;;;;;;;\r\n"
    "\r\n"
    "ماه;گزارشگر;نوع تجارت;كد تعرفه;شرح كالا;وزن (كيلوگرم);ارزش;ملاحظات\r\n"
    "1403/01;ايران;صادرات;0804;خرما;12500;1.250,5;\r\n"
    "1403/02;ايران;صادرات;0804;خرما;13500;1.350;\r\n"
    "1403/03;ايران;واردات;1006;برنج پاكستاني;20000;2.250,25;\r\n"
)
URDU = (
    "مہینہ\tمنڈی\tملک\tسمت\tمال کی تفصیل\tمالیت (لاکھ روپے)\tحیثیت\tماخذ\n"
    "جولائی 2024\tگبد\tپاکستان\tدرآمد\tکھجور\t۱۲٫۵\tعارضی\tBR40282284\n"
    "اگست 2024\tگبد\tپاکستان\tبرآمد\tچاول\t۱۳٫۵\tحتمی\tBR40282284\n"
)


def rows(found: Understanding, dataset: Dataset) -> list[dict[str, Value]]:
    """The sample as the checker will read it."""
    declared, table = found.declaration, dataset.contract.tables[found.tables[0]]
    return [
        {
            name: cell_reader(table.column(name), declared, dataset.names())(cell)
            for name, cell in zip(declared.columns, record, strict=True)
            if name != IGNORED
        }
        for record in found.sample
    ]


def codes(found: Understanding) -> list[tuple[str, int | None]]:
    return [(note.code, note.line) for note in found.notes]
