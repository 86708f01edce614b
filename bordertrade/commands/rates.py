"""Exchange rates given beside files: a file of their own, which goes in by the same deed."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import click

from bordertrade.bringing.reading import Reading
from bordertrade.dataset import Dataset
from bordertrade.intake.new_rates import TABLE, Lacking, rates_file
from bordertrade.money import Currency

_NAME = "exchange rates.csv"
_PUBLISHED = {str(Currency.PKR), str(Currency.IRR)}

#: How such a file is read, whatever is said of the files beside it.
READING = Reading(TABLE, {}, {}, is_confirmed=True)

Rates = Mapping[Lacking, str]


def _rates(_context: click.Context, option: click.Parameter, given: Iterable[str]) -> Rates:
    """CURRENCY:PERIOD=NUMBER."""
    found = {}
    for each in given:
        wanted, equals, number = each.partition("=")
        currency, colon, period = wanted.partition(":")
        if not (equals and colon and currency in _PUBLISHED and _is_above_nothing(number)):
            raise click.BadParameter(f"{each!r} is not in the form {option.metavar}.")
        found[Lacking(Currency(currency), period)] = number
    return found


def _is_above_nothing(text: str) -> bool:
    try:
        return float(text) > 0
    except ValueError:
        return False


rate_option = click.option(
    "--rate",
    "rates",
    multiple=True,
    metavar="PKR|IRR:PERIOD=NUMBER",
    callback=_rates,
    help="What one US dollar cost in a period; kept with its --rate-source.",
)
rate_source_option = click.option(
    "--rate-source", help="Where the rates stand: the id of a source."
)


@contextmanager
def written(rates: Rates, source: str | None, dataset: Dataset) -> Iterator[Path | None]:
    """The file of the rates, None for none. Raises click.UsageError for rates without a source."""
    if not rates:
        yield None
        return
    if not source:
        raise click.UsageError("--rate needs --rate-source: where the rate stands.")
    with tempfile.TemporaryDirectory(prefix="bordertrade-rates-") as folder:
        path = Path(folder) / _NAME
        rows = [wanted.row(number, source) for wanted, number in rates.items()]
        path.write_bytes(rates_file(dataset, rows))
        yield path
