"""The status of the target: one row a book, which are never added."""

from __future__ import annotations

from datetime import date

from bordertrade import charts
from bordertrade.charts import measured
from bordertrade.dataset import Dataset
from bordertrade.sharing.series.answer import Answer, Cell, Column, answer, done
from bordertrade.tables.amounts import whole
from bordertrade.topics.target.measure.outlook import Outlook
from bordertrade.topics.target.measure.result import TargetResult
from bordertrade.topics.target.table import percent
from bordertrade.view import ViewState
from bordertrade.words import N_

TARGET_COLUMNS = (
    Column("reporter", N_("Whose book: PK or IR"), "string"),
    Column("target", N_("The target’s id"), "string"),
    Column("target_usd", N_("The target"), "integer"),
    Column("deadline_year", N_("The year in which it is due"), "integer"),
    Column("base_period", N_("The year of the book that is held against it"), "string"),
    Column("base_start", N_("Its first day"), "string"),
    Column("base_end", N_("Its last day"), "string"),
    Column("recorded_usd", N_("What the book holds for that year"), "integer"),
    Column("complete", N_("Whether both directions are published; if not: at least"), "boolean"),
    Column("missing_directions", N_("Directions that are not published, joined by “~”"), "string"),
    Column("informal_usd", N_("Informal fuel that was added by choice, modelled"), "integer"),
    Column("informal", N_("Which end of the informal range was added"), "string"),
    Column("modelled", N_("Whether modelled fuel is part of the level"), "boolean"),
    Column("level_usd", N_("Recorded and informal together"), "integer"),
    Column("share_percent", N_("The level’s share of the target"), "number"),
    Column("gap_usd", N_("What is missing to the target"), "integer"),
    Column("required_growth_percent", N_("Growth a year that would reach it"), "number"),
    Column("required_growth_low_percent", N_("The least, over the informal range"), "number"),
    Column("required_growth_high_percent", N_("The most, over the informal range"), "number"),
    Column("growth_refusal", N_("Why there is no such growth"), "string"),
    Column("observed_growth_percent", N_("Growth a year since the first year"), "number"),
    Column("observed_since", N_("The first year of the observed growth"), "string"),
    Column("year_reached", N_("The year reached at that pace; no forecast"), "integer"),
    Column("year_refusal", N_("Why there is no such year"), "string"),
    Column("status", N_("Open SDG’s band of progress"), "string"),
    Column("status_ratio", N_("Observed growth over growth needed since the same year"), "number"),
    Column("status_refusal", N_("Why there is no status"), "string"),
    Column("status_depends_on_start", N_("Another first year gives another status"), "boolean"),
    Column("obs_status", N_("SDMX observation status; several joined by “~”"), "string"),
    Column("evidence", N_("How the number was made; several joined by “~”"), "string"),
    Column("sources", N_("Ids of its sources, joined by “~”"), "string"),
)


def target_answer(dataset: Dataset, view: ViewState, today: date) -> Answer:
    """Where each book stands, on the basis that the view chooses."""
    shown = done(charts.TARGET.name, dataset, view, today)
    result: TargetResult | None = measured(charts.TARGET, dataset, view, today)
    rows = [_row(each, result) for each in result.outlooks] if result else []
    return answer([shown], [charts.TARGET], TARGET_COLUMNS, rows)


def _row(each: Outlook, result: TargetResult) -> dict[str, Cell]:
    return {
        **_aim(each, result),
        **_level(each, result),
        **_growth(each),
        **_status(each),
        **_standing(each),
    }


def _aim(each: Outlook, result: TargetResult) -> dict[str, Cell]:
    return {
        "reporter": str(each.reporter),
        "target": result.target.id,
        "target_usd": whole(result.target.value_usd),
        "deadline_year": each.progress.deadline_year,
    }


def _level(each: Outlook, result: TargetResult) -> dict[str, Cell]:
    progress, base = each.progress, each.progress.base
    return {
        "base_period": base.period.text,
        "base_start": base.period.start.isoformat(),
        "base_end": base.period.end.isoformat(),
        "recorded_usd": whole(base.value_usd),
        "complete": base.is_complete,
        "missing_directions": "~".join(base.missing),
        "informal_usd": whole(progress.informal_usd),
        "informal": str(result.informal),
        "modelled": progress.informal_usd > 0,
        "level_usd": whole(progress.base_usd),
        "share_percent": percent(progress.share),
        "gap_usd": whole(max(0.0, progress.gap_usd)),
    }


def _growth(each: Outlook) -> dict[str, Cell]:
    pace, span = each.pace, each.growth_range
    return {
        "required_growth_percent": percent(each.progress.growth),
        "required_growth_low_percent": percent(span.low if span else None),
        "required_growth_high_percent": percent(span.high if span else None),
        "growth_refusal": each.progress.refusal,
        "observed_growth_percent": percent(pace.growth if pace else None),
        "observed_since": pace.first.period.text if pace else "",
        "year_reached": each.year,
        "year_refusal": each.refusal,
    }


def _status(each: Outlook) -> dict[str, Cell]:
    found = each.status
    ratio = found.ratio if found else None
    return {
        "status": found.band if found else "",
        "status_ratio": None if ratio is None else round(ratio, 2),
        "status_refusal": found.refusal if found else "no_pace",
        "status_depends_on_start": each.status_depends_on_start,
    }


def _standing(each: Outlook) -> dict[str, Cell]:
    parts = each.progress.base.parts
    return {
        "obs_status": "~".join(dict.fromkeys(str(part.obs_status) for part in parts)),
        "evidence": "~".join(dict.fromkeys(str(part.evidence) for part in parts)),
        "sources": "~".join(each.progress.base.sources),
    }
