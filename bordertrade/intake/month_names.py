"""The months' names in English, Urdu and Persian, of both calendars."""

from __future__ import annotations

from bordertrade.calendars import Calendar
from bordertrade.dataset.names import fold

GREGORIAN_MONTHS = (
    ("January", "Jan", "جنوری", "ژانویه", "جانوری"),
    ("February", "Feb", "فروری", "فوریه", "فیبروری"),
    ("March", "Mar", "مارچ", "مارس"),
    ("April", "Apr", "اپریل", "آوریل"),
    ("May", "مئی", "مه", "می"),
    ("June", "Jun", "جون", "ژوئن"),
    ("July", "Jul", "جولائی", "ژوئیه", "ژوییه", "جولای"),
    ("August", "Aug", "اگست", "اوت", "آگوست"),
    ("September", "Sep", "Sept", "ستمبر", "سپتامبر"),
    ("October", "Oct", "اکتوبر", "اکتبر"),
    ("November", "Nov", "نومبر", "نوامبر"),
    ("December", "Dec", "دسمبر", "دسامبر"),
)
SOLAR_HIJRI_MONTHS = (
    ("Farvardin", "Farwardin", "فروردین"),
    ("Ordibehesht", "Ardibehesht", "اردیبهشت", "اردی بہشت"),
    ("Khordad", "خرداد", "خورداد"),
    ("Tir", "تیر"),
    ("Mordad", "Amordad", "مرداد", "امرداد"),
    ("Shahrivar", "Shahriver", "شهریور"),
    ("Mehr", "مهر"),
    ("Aban", "آبان"),
    ("Azar", "آذر"),
    ("Dey", "Dei", "دی"),
    ("Bahman", "بهمن"),
    ("Esfand", "Isfand", "اسفند"),
)
#: "Month" in Persian and Urdu: فروردین ماه.
_MONTH = (fold("ماه"), fold("month"))

_MONTHS = {
    fold(name): (calendar, number)
    for calendar, months in (
        (Calendar.GREGORIAN, GREGORIAN_MONTHS),
        (Calendar.SOLAR_HIJRI, SOLAR_HIJRI_MONTHS),
    )
    for number, names in enumerate(months, 1)
    for name in names
}


def month_named(name: str) -> tuple[Calendar, int] | None:
    """The calendar and number of a month's name; None if it is no month's."""
    folded = fold(name)
    for word in _MONTH:
        folded = folded.removeprefix(word).removesuffix(word)
    return _MONTHS.get(folded)
