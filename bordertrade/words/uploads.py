"""Words for a file on its way in: how it is read, how far it has come, what stands in the way."""

from __future__ import annotations

from collections.abc import Mapping

from bordertrade.calendars import PeriodError, parse
from bordertrade.intake.declaration import ALL_MONEY, DateOrder, How
from bordertrade.intake.merging import Mode
from bordertrade.intake.totals import FileTotals
from bordertrade.intake.unrecorded import Nothing
from bordertrade.words import dates, numbers
from bordertrade.words.catalogue import N_, _, ngettext

#: How sure a part of a declaration is.
HOW: dict[str, str] = {
    How.CERTAIN: N_("certain"),
    How.GUESSED: N_("guessed"),
    How.DECLARED: N_("said by you"),
    "remembered": N_("remembered"),
    "recalled": N_("remembered from your last file"),
    "usual": N_("usual for such figures"),
}
#: The parts of a declaration.
PARTS = {
    "table": N_("Table"),
    "encoding": N_("Encoding"),
    "delimiter": N_("Cells are parted by"),
    "header_line": N_("Column names stand on line"),
    "columns": N_("Columns"),
    "fills": N_("For all rows"),
    "decimal": N_("Numbers are written"),
    "thousands": N_("Numbers are written"),
    "calendar": N_("Periods are written in"),
    "date_order": N_("A date such as 03/04/2024 is"),
    "nulls": N_("Means “no value”"),
    "unrecorded": N_("Means “not recorded”"),
    "scales": N_("Numbers are in"),
    "marks": N_("Columns whose numbers are written otherwise"),
    "kept": N_("Rows that stay"),
    "questions": N_("Questions"),
    "sheet": N_("Sheet"),
    "shape": N_("Shape of the table"),
    "negatives": N_("(500) and 500−"),
    "replacements": N_("Spellings read as codes"),
}
ENCODINGS = {
    "utf-8": N_("UTF-8"),
    "utf-8-sig": N_("UTF-8 with mark"),
    "utf-16": N_("UTF-16"),
    "utf-16-le": N_("UTF-16, little-endian"),
    "utf-16-be": N_("UTF-16, big-endian"),
    "cp1256": N_("Windows Arabic and Persian (cp1256)"),
    "iso8859-6": N_("Arabic (ISO 8859-6)"),
    "cp1252": N_("Windows Western (cp1252)"),
    "mac-arabic": N_("Mac Arabic"),
}
DELIMITERS = {
    ",": N_("commas"),
    ";": N_("semicolons"),
    "\t": N_("tabs"),
    "|": N_("vertical bars"),
}
CALENDARS = {
    "": N_("Each period says so itself (SH1403-05, FY2024-25, 2024-07)"),
    "greg": N_("Gregorian: 2024-07 is July 2024"),
    "fy": N_("Pakistan’s fiscal years: 2024-25 is July to June"),
    "sh": N_("Solar Hijri: 1403-05 is Mordad 1403"),
}
DATE_ORDERS: dict[str, str] = {
    "": N_("not taken"),
    DateOrder.YEAR_FIRST: N_("year, month, day"),
    DateOrder.DAY_FIRST: N_("3 April (day first)"),
    DateOrder.MONTH_FIRST: N_("4 March (month first)"),
}
#: (decimal mark, thousands mark) -> how a number looks.
NUMBERS: dict[tuple[str, str], str] = {
    (".", ""): N_("1234567.5"),
    (".", ","): N_("1,234,567.5"),
    (",", ""): N_("1234567,5"),
    (",", "."): N_("1.234.567,5"),
    (".", " "): N_("1 234 567.5"),
    (",", " "): N_("1 234 567,5"),
    ("٫", "٬"): N_("۱٬۲۳۴٬۵۶۷٫۵"),
}
SCALES = {
    1: N_("whole units"),
    1_000: N_("thousands"),
    100_000: N_("lakhs (100,000)"),
    1_000_000: N_("millions"),
    10_000_000: N_("crores (10 million)"),
    1_000_000_000: N_("billions"),
    1_000_000_000_000: N_("trillions"),
}
NEGATIVES = {False: N_("are not taken as numbers"), True: N_("are −500")}
CURRENCIES = {
    "USD": N_("US dollars"),
    "PKR": N_("Pakistani rupees"),
    "IRR": N_("Iranian rials"),
    "IRT": N_("Iranian toman (1 toman = 10 rials)"),
}
MODES: dict[str, str] = {
    Mode.APPEND: N_("Add and correct"),
    Mode.PERIOD: N_("Replace these periods"),
    Mode.TABLE: N_("Replace the whole table"),
}
MODE_MEANINGS: dict[str, str] = {
    Mode.APPEND: N_(
        "New rows are added; a row about the same thing takes the place of the old one. Nothing "
        "else is touched."
    ),
    Mode.PERIOD: N_(
        "Every row of the periods, markets and books that the file covers gives way to the file’s. "
        "Right for a corrected or complete edition of those periods."
    ),
    Mode.TABLE: N_(
        "The file is the whole table: rows that it does not hold are removed. Right for a complete "
        "new edition only."
    ),
}
#: How far a file has come.
STATES = {
    "asks": N_("needs you"),
    "refused": N_("cannot be read"),
    "checking": N_("being checked"),
    "waiting": N_("waits for the one before"),
    "failed": N_("check stopped"),
    "problems": N_("rows with problems"),
    "nothing": N_("nothing to do"),
    "ready": N_("ready"),
}


#: Why a check stopped, and what to do.
FAILURES = {
    "cancelled": N_("Stopped; nothing was kept or changed."),
    "memory": N_(
        "The check needed more memory than it is given, so it was stopped. Nothing was changed. "
        "Split the file, or check it on the command line."
    ),
    "time": N_(
        "The check took longer than it is given, so it was stopped. Nothing was changed. Split the "
        "file, or check it on the command line."
    ),
    "too_large": N_("The file is larger than this page takes. Use the command line for it."),
    "changed": N_(
        "The file changed while it was checked, so the result does not count. Drop it again."
    ),
    "busy": N_("Many files are being checked just now. Try again in a minute."),
    "full": N_("The server has no room for the check. Tell whoever looks after it."),
    "crashed": N_(
        "The check ended before it was done. Nothing was changed. Try again; if it happens twice, "
        "send us the file."
    ),
}


def nothing(found: Nothing) -> str:
    """Which words for nothing stand in a column, and how often: their meaning is asked."""
    return ngettext(
        "{column}: “{text}” ({count} row) means:",
        "{column}: “{text}” ({count} rows) means:",
        found.rows,
        column=found.column,
        text="”, “".join(found.texts[:_MOST_SPELLINGS]),
    )


_MOST_SPELLINGS = 4


def nothing_options(found: Nothing) -> str:
    """The same on the command line: an option for each meaning."""
    zero = " ".join(f'--replace "{found.column}:{text}=0"' for text in found.texts)
    unrecorded = f'--not-recorded "{found.column}:{found.texts[0]}"'
    if not found.may_be_zero:
        return _("not recorded: {option}", option=unrecorded)
    if not found.may_be_unrecorded:
        return _("0: {option}", option=zero)
    return _("0: {zero}; not recorded: {unrecorded}", zero=zero, unrecorded=unrecorded)


def failure(code: str) -> str:
    """Why a check stopped; a code without words reads as an end before its time."""
    return _(FAILURES.get(code, FAILURES["crashed"]))


def state(code: str) -> str:
    return _(STATES[code])


def how(code: str) -> str:
    return _(HOW[code])


def part(name: str) -> str:
    return _(PARTS[name]) if name in PARTS else name


def number_form(decimal: str, thousands: str) -> str:
    """What numbers with these marks look like."""
    form = (decimal, thousands)
    return _(NUMBERS[form]) if form in NUMBERS else " ".join(form)


def marks(given: Mapping[str, tuple[str, str]]) -> str:
    """Columns with marks of their own: "quantity: 1234567,5"."""
    pairs = ((column, number_form(*form)) for column, form in given.items())
    return ", ".join(_("{column}: {form}", column=column, form=form) for column, form in pairs)


def scales(given: Mapping[str, int]) -> str:
    """What numbers are in: "thousands" for all money, "quantity: thousands" for one column."""
    told = ((name, _(SCALES[n]) if n in SCALES else f"× {n:,}") for name, n in given.items())
    return ", ".join(
        scale if name == ALL_MONEY else _("{column}: {form}", column=name, form=scale)
        for name, scale in told
    )


def totals(given: FileTotals) -> str:
    """What a file says it comes to, and what enters: both totals in one sentence."""
    enters = _(" and ").join(_entering(given, money) for money in given.enters)
    if not enters:
        return _nothing_enters(given)
    if given.unknown:
        unknown = ngettext(
            "the amount of {count} row is not known",
            "the amounts of {count} rows are not known",
            given.unknown,
        )
        enters = _("at least {amount} ({unknown})", amount=enters, unknown=unknown)
    if given.stated is not None:
        return _(
            "The file’s own total says {stated} (line {line}); the rows that enter come to {enters}.",
            stated=cell_read(given.stated, ""),
            line=given.line,
            enters=enters,
        )
    if given.whole is not None:
        return _(
            "With the rows that hold others the file comes to {whole}; the rows that enter come to "
            "{enters}.",
            whole=cell_read(given.whole, ""),
            enters=enters,
        )
    return _("The rows that enter come to {enters}.", enters=enters)


def _entering(given: FileTotals, money: str) -> str:
    low, high = given.ends.get(money, (given.enters[money],) * 2)
    if low == high:
        return _("{amount} {money}", amount=cell_read(low, ""), money=money)
    return _(
        "{low} to {high} {money}", low=cell_read(low, ""), high=cell_read(high, ""), money=money
    )


def _nothing_enters(given: FileTotals) -> str:
    if given.unknown:
        return _("Nothing is known of what the rows that enter come to: none has an amount.")
    return _("No amount enters: the rows that are taken have none.")


def size(size_bytes: int) -> str:
    """How large a file is: "12 kB", "3.4 MB"."""
    if size_bytes < 1_000:
        return _("{number} bytes", number=numbers.decimal(size_bytes))
    if size_bytes < 1_000_000:
        return _("{number} kB", number=numbers.decimal(size_bytes / 1_000))
    return _("{number} MB", number=numbers.decimal(size_bytes / 1_000_000, 1))


def period_read(text: str) -> str:
    """A period as it was read, with its Gregorian days where it is of another calendar."""
    try:
        found = parse(text)
    except PeriodError:
        return text
    shown = dates.period(found, with_span=True)
    return shown if shown.startswith(text) or "(" in shown else f"{text} ({shown})"


def cell_read(value: object, semantic: str) -> str:
    """A value as it was read, for people: empty, a number with separators, a period."""
    if value is None or value != value:
        return _("no value")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int | float) and semantic != "year":
        digits = 0 if float(value).is_integer() else 2
        return numbers.decimal(float(value), digits)
    return period_read(str(value)) if semantic == "period" else str(value)


def coded(code: str, name: str) -> str:
    """A code with its words: "IRR · Iranian rials"; alone where it has none."""
    return _("{code} · {name}", code=code, name=name) if name and name != code else code
