"""One request understood: its data version, view, day and address; or why it cannot be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from starlette.requests import Request

from bordertrade import words
from bordertrade.charts import CHART_NAMES
from bordertrade.dataset import Dataset
from bordertrade.remembered import once
from bordertrade.shelf import Looking, Shelf, Trouble, look_strictly
from bordertrade.view import UNREADABLE, Choices, ViewState, choices_of, decode
from bordertrade.web.address import address
from bordertrade.web.api.keys import VIEW_KEYS, expected
from bordertrade.web.api.problem import Mistake, Problem
from bordertrade.words import _, versions

#: Rows of a page of a table: usual, most.
USUAL_ROWS, MOST_ROWS = 100, 1000
_FURTHEST = 10**9
#: key -> (lowest, usual, highest)
PAGING = {"limit": (1, USUAL_ROWS, MOST_ROWS), "offset": (0, 0, _FURTHEST)}
_STATUS = {
    Trouble.UNKNOWN: 404,
    Trouble.EXPIRED: 410,
    Trouble.DECLINED: 410,
    Trouble.WITHDRAWN: 410,
    Trouble.DAMAGED: 503,
    Trouble.UNREACHABLE: 503,
    Trouble.UNREAD: 503,
}
_RETRY_SECONDS = "60"
_NO_CODES = Choices((), (), (), ())


@dataclass(frozen=True, eq=False, slots=True)
class Call:
    """``address`` is the site's; ``frozen`` whether the version was named; ``secret`` whether it is
    a draft, which no cache may keep.
    """

    dataset: Dataset
    view: ViewState
    today: date
    address: str
    parts: Mapping[str, str]
    limit: int
    offset: int
    frozen: bool
    secret: bool
    shelf: Shelf


def understood(
    request: Request,
    parts: Mapping[str, str],
    keys: Iterable[str],
    shelf: Shelf,
    today: date,
) -> Call:
    """The call of a request that may have ``keys``. Raises Problem."""
    pairs = request.query_params.multi_items()
    query = dict(pairs)
    asked = decode({"v": query.get("v", "")}, _NO_CODES)[0].version if "v" in query else ""
    looking = look_strictly("" if asked == UNREADABLE else asked, shelf)
    known = choices(looking.dataset)
    mistakes = [*_repeated(pairs), *_mistaken(query, tuple(keys), known)]
    if mistakes:
        raise Problem(400, "This query was not understood.", _READ_MORE, mistakes)
    paging = {key: int(query.pop(key, usual)) for key, (_low, usual, _most) in PAGING.items()}
    view, _fallbacks = decode(query, known)
    words.use(view.language)
    if looking.trouble:
        raise _in_trouble(looking, looking.trouble)
    return Call(
        dataset=looking.dataset,
        view=view,
        today=today,
        address=address(request),
        parts=parts,
        frozen=bool(asked),
        secret=looking.draft is not None,
        shelf=shelf,
        **paging,
    )


_READ_MORE = "What each key may hold stands in /api/v1/openapi.json."


def choices(dataset: Dataset) -> Choices:
    """What a query may name, made once for a version."""
    made: Choices = once(
        dataset,
        "api choices",
        make=lambda: choices_of(dataset, CHART_NAMES, words.languages()),
    )
    return made


def _repeated(pairs: list[tuple[str, str]]) -> list[Mistake]:
    names = [name for name, _value in pairs]
    return [
        Mistake(name[:50], f"{names.count(name)} times", "once; several values are joined by “~”")
        for name in dict.fromkeys(names)
        if names.count(name) > 1
    ]


def _mistaken(query: Mapping[str, str], keys: tuple[str, ...], choices: Choices) -> list[Mistake]:
    unknown = [name for name in query if name not in keys]
    told = ", ".join(keys) or "no key"
    found = [
        Mistake(name[:50], query[name][:100], f"one of these keys: {told}") for name in unknown
    ]
    known = {name: query[name] for name in query if name in VIEW_KEYS and name in keys}
    view, fallbacks = decode(known, choices)
    found += [Mistake(each.key, each.value, expected(each.key, choices)) for each in fallbacks]
    if view.version == UNREADABLE:
        found.append(Mistake("v", known["v"][:100], expected("v", choices)))
    return found + [_out_of_bounds(key, query[key]) for key in PAGING if not _fits(key, query)]


def _fits(key: str, query: Mapping[str, str]) -> bool:
    text, (low, _usual, most) = query.get(key), PAGING[key]
    if text is None:
        return True
    return text.isascii() and text.isdigit() and len(text) < 11 and low <= int(text) <= most


def _out_of_bounds(key: str, text: str) -> Mistake:
    low, _usual, most = PAGING[key]
    return Mistake(key, text[:100], f"a whole number from {low} to {most}")


def _in_trouble(looking: Looking, trouble: Trouble) -> Problem:
    gone = looking.withdrawal
    told = versions.gone(gone) if gone else versions.trouble(trouble, looking.asked)
    status = _STATUS[trouble]
    headers = {"retry-after": _RETRY_SECONDS} if status == 503 else {}
    return Problem(status, _("This version cannot be shown."), told, headers=headers)


def at_version(call: Call, version: str) -> ViewState:
    """The view of a call with another version in its link."""
    return replace(call.view, version=version)
