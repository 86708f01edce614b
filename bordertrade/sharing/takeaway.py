"""What can be downloaded: the rows of a chart, a table of the record, all of it.

Each is made only when somebody asks. ``address`` is the link of the view, whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from bordertrade.charts import AnyChart, coded_rows, finished
from bordertrade.dataset import Dataset, Table
from bordertrade.exports.contract_csv import table_csv
from bordertrade.exports.package import package
from bordertrade.exports.source_list import source_list, sources_named
from bordertrade.exports.spreadsheet import csv_bytes
from bordertrade.exports.workbook import About, workbook
from bordertrade.palette import Scheme
from bordertrade.sharing import citation
from bordertrade.sharing.filters import filters_sentence
from bordertrade.tables import coded
from bordertrade.tables.whole_table import columns_explained, whole_table
from bordertrade.view import ViewState
from bordertrade.words import _


@dataclass(frozen=True, eq=False, slots=True)
class Takeaway:
    """A view of one version on one day."""

    dataset: Dataset
    view: ViewState
    today: date
    address: str

    def chart_csv(self, spec: AnyChart) -> bytes:
        """The displayed rows, with codes beside labels."""
        return csv_bytes(self._rows(spec))

    def chart_xlsx(self, spec: AnyChart) -> bytes:
        """The same as a workbook. Raises TooManyRowsError."""
        done = finished(spec, self.dataset, self.view, Scheme.LIGHT, self.today)
        rows = self._rows(spec)
        about = self._about(
            done.title,
            (_("In a sentence"), done.sentence),
            (_("Rests on"), done.basis),
            (_("Filters"), filters_sentence(self.dataset, self.view)),
            notes=done.notes,
        )
        named = source_list(self.dataset, (source.id for source in done.sources))
        return workbook(rows, coded.columns_explained(rows), named, about)

    def _rows(self, spec: AnyChart) -> pd.DataFrame:
        return coded_rows(spec, self.dataset, self.view, self.today)

    def table_csv(self, table: Table, rows: pd.DataFrame) -> bytes:
        """In the contract's own form: uploads as "no change"."""
        return table_csv(table, rows)

    def table_xlsx(self, table: Table, rows: pd.DataFrame) -> bytes:
        """Rows of a table, with labels beside codes. Raises TooManyRowsError."""
        about = self._about(
            table.title,
            (_("What it is"), table.description),
            (_("A row"), _("Here, {grain}.", grain=table.grain)),
            (_("Search"), self.view.search if len(rows) < len(self.dataset[table.name]) else ""),
        )
        named = source_list(self.dataset, sources_named(rows, self.dataset))
        explained = columns_explained(table, self.dataset)
        return workbook(whole_table(table, rows, self.dataset), explained, named, about)

    def everything(self) -> bytes:
        """The record as a zip Data Package: the same bytes on any day."""
        return package(self.dataset, citation.work(self.dataset.contract.title, self.dataset))

    def _about(self, title: str, *facts: tuple[str, str], notes: tuple[str, ...] = ()) -> About:
        own = (
            *facts,
            (_("Version"), self.dataset.fingerprint),
            (_("Link"), self.address),
            (_("How to cite"), self._cited(title)),
        )
        told = (
            _("Modelled figures are an outer envelope, not a confidence interval."),
            _("An empty cell is a missing figure, never a zero."),
            _("The books of the two countries are never added up."),
            *notes,
        )
        return About(title, self.today, tuple(fact for fact in own if fact[1]), told)

    def _cited(self, title: str) -> str:
        return citation.read(citation.work(title, self.dataset), self.today, self.address)
