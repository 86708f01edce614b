"""What a workbook says of its sheets, texts and number formats, before any cell is read."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from bordertrade.intake.text import SUSPECT
from bordertrade.intake.workbook.forms import BUILT_IN, NUMBER, Form, form_of
from bordertrade.intake.workbook.package import (
    MOST_TEXT_BYTES,
    Package,
    WorkbookRefused,
    bare,
    feed,
    plain,
    xml_parser,
)

_TYPES = "[Content_Types].xml"
_USUAL_WORKBOOK = "xl/workbook.xml"
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
#: Sheets beyond these are not looked at.
MOST_SHEETS = 200
#: What names the parts is short, whatever they hold.
_MOST_NAMING_BYTES = 1_000_000
#: Spreadsheets know no more styles than 65,490.
_MOST_STYLES = 66_000
#: Elements of styles lie in some few others.
_DEEPEST = 50
#: A look reads no more of the shared texts: those of its rows mostly come first.
_MOST_LOOK_BYTES = 64_000_000
_MOST_LOOK_TEXTS = 2_000_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with cells: its name as people see it, its part, whether it is hidden."""

    name: str
    part: str
    is_hidden: bool = False


@dataclass(slots=True)
class Book:
    """A workbook that is open. ``forms`` by style number; ``is_1904``: how its days are counted;
    ``is_stale``: it was written by a program that left formulas to be worked out at opening."""

    package: Package
    sheets: tuple[Sheet, ...] = ()
    forms: tuple[Form, ...] = ()
    is_1904: bool = False
    is_stale: bool = False
    texts_part: str = ""
    _texts: list[str] | None = field(default=None, repr=False)
    _suspects: frozenset[int] | None = field(default=None, repr=False)

    def __enter__(self) -> Book:
        return self

    def __exit__(self, *_more: object) -> None:
        self.package.close()

    def sheet(self, name: str) -> Sheet:
        """The sheet of a name. Raises LookupError."""
        for each in self.sheets:
            if each.name == name:
                return each
        raise LookupError(name)

    def texts(self) -> list[str]:
        """The shared texts, all of them. Raises WorkbookRefused where they would fill the memory."""
        if self._texts is None:
            self._texts = read_texts(self.package, self.texts_part) if self.texts_part else []
        return self._texts

    def suspects(self) -> frozenset[int]:
        """The numbers of the shared texts that have characters to look at."""
        if self._suspects is None:
            self._suspects = frozenset(
                at
                for at, text in enumerate(self.texts())
                if not text.isprintable() and SUSPECT.search(text)
            )
        return self._suspects

    def some_texts(self, wanted: Collection[int]) -> dict[int, str]:
        """Those shared texts that a look at some rows needs; WorkbookRefused where it costs too much."""
        if self._texts is not None or not self.texts_part:
            known = self._texts or []
            return {at: known[at] for at in wanted if at < len(known)}
        return some_texts(self.package, self.texts_part, wanted)


def opened(source: Path | bytes | IO[bytes]) -> Book:
    """A workbook, once it is known to be harmless. Close it, or use it in a ``with``.

    Raises WorkbookRefused.
    """
    package = Package(source)
    try:
        return _book(package)
    except BaseException:
        package.close()
        raise


def _book(package: Package) -> Book:
    types = _content_types(package)
    if any("macroenabled" in each.lower() for each in types):
        raise WorkbookRefused("workbook_macros")
    main = _main_part(package)
    about = _About()
    package.parse(main, xml_parser(about.start))
    targets = _relations(package, main)
    sheets = tuple(
        Sheet(name, targets[at][1], state != "visible")
        for name, state, at in about.sheets[:MOST_SHEETS]
        if at in targets and targets[at][0] == "worksheet" and targets[at][1] in package
    )
    if not sheets or len({plain(each.part) for each in sheets}) < len(sheets):
        raise WorkbookRefused("workbook_broken")  # a part is one sheet: more names are no programs'
    kinds = {kind: part for kind, part in targets.values() if part in package}
    forms = _forms(package, kinds["styles"]) if "styles" in kinds else ()
    texts = kinds.get("sharedStrings", "")
    return Book(package, sheets, forms, about.is_1904, about.is_stale, texts)


class _About:
    """Reads ``workbook.xml``: sheets as (name, state, relation)."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, str]] = []
        self.is_1904 = False
        self.is_stale = False

    def start(self, name: str, given: dict[str, str]) -> None:
        given = {bare(key): text for key, text in given.items()}
        match bare(name):
            case "sheet":
                state = given.get("state", "visible")
                self.sheets.append((given.get("name", ""), state, given.get("id", "")))
            case "workbookPr":
                self.is_1904 = _is_true(given.get("date1904"))
            case "calcPr":
                self.is_stale = _is_true(given.get("fullCalcOnLoad"))
            case _:
                pass


def _is_true(text: str | None) -> bool:
    return text in ("1", "true", "on")


def _content_types(package: Package) -> list[str]:
    found: list[str] = []

    def start(_name: str, given: dict[str, str]) -> None:
        found.append(given.get("ContentType", ""))

    if _TYPES in package:
        package.parse(_TYPES, xml_parser(start), _MOST_NAMING_BYTES)
    return found


def _main_part(package: Package) -> str:
    """The part that names the sheets."""
    for kind, part in _relations(package, "").values():
        if kind == "officeDocument" and part in package:
            return part
    if _USUAL_WORKBOOK in package:
        return _USUAL_WORKBOOK
    raise WorkbookRefused("workbook_broken")


def _relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """What a part points to: id -> (kind, part). Raises WorkbookRefused for another workbook."""
    folder, name = posixpath.split(part)
    at = posixpath.join(folder, "_rels", f"{name}.rels")
    found: dict[str, tuple[str, str]] = {}

    def start(tag: str, given: dict[str, str]) -> None:
        if bare(tag) != "Relationship":
            return
        kind = given.get("Type", "").rpartition("/")[2]
        if kind == "externalLink":
            raise WorkbookRefused("workbook_links")
        if given.get("TargetMode") != "External":
            target = posixpath.join("/", folder, given.get("Target", ""))
            found[given.get("Id", "")] = (kind, posixpath.normpath(target).lstrip("/"))

    if at in package:
        package.parse(at, xml_parser(start), _MOST_NAMING_BYTES)
    return found


def _forms(package: Package, part: str) -> tuple[Form, ...]:
    """The number formats, by style number."""
    codes: dict[int, str] = dict(BUILT_IN)
    used: list[int] = []
    inside: list[str] = []

    def start(tag: str, given: dict[str, str]) -> None:
        name = bare(tag)
        inside.append(name)
        if len(inside) > _DEEPEST or len(used) > _MOST_STYLES:
            raise WorkbookRefused("workbook_bomb")
        if name == "numFmt" and "cellXfs" not in inside and "dxfs" not in inside:
            codes[_whole(given.get("numFmtId"))] = given.get("formatCode", "")
        elif name == "xf" and "cellXfs" in inside:
            used.append(_whole(given.get("numFmtId")))

    def end(_tag: str) -> None:
        inside.pop()

    package.parse(part, xml_parser(start, end))
    return tuple(form_of(codes[each]) if each in codes else NUMBER for each in used)


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0


class _Texts:
    """Reads shared texts one by one: runs are joined, how they are pronounced is left out."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self._parts: list[str] = []
        self._is_text = False
        self._is_spoken = False

    def start(self, tag: str, _given: dict[str, str]) -> None:
        name = bare(tag)
        if name == "si":
            self._parts = []
        elif name == "rPh":
            self._is_spoken = True
        elif name == "t":
            self._is_text = not self._is_spoken

    def end(self, tag: str) -> None:
        name = bare(tag)
        if name == "t":
            self._is_text = False
        elif name == "rPh":
            self._is_spoken = False
        elif name == "si":
            self.done.append(unescaped("".join(self._parts)))

    def text(self, text: str) -> None:
        if self._is_text:
            self._parts.append(text)


def read_texts(package: Package, part: str) -> list[str]:
    """All shared texts. Raises WorkbookRefused."""
    reading = _Texts()
    parser = xml_parser(reading.start, reading.end, reading.text)
    package.parse(part, parser, MOST_TEXT_BYTES)
    return reading.done


def some_texts(package: Package, part: str, wanted: Collection[int]) -> dict[int, str]:
    """The shared texts of some numbers; no more are held, and reading ends with the last of them.

    Raises WorkbookRefused where that one is so far back that only a whole check should read so much.
    """
    found: dict[int, str] = {}
    if not wanted:
        return found
    reading, first, last = _Texts(), 0, max(wanted)
    parser = xml_parser(reading.start, reading.end, reading.text)
    for chunk in package.chunks(part, _MOST_LOOK_BYTES):
        feed(parser, chunk)
        done: Sequence[str] = reading.done
        found |= {first + at: text for at, text in enumerate(done) if first + at in wanted}
        first += len(done)
        reading.done = []
        if first > last:
            break
        if first > _MOST_LOOK_TEXTS:
            raise WorkbookRefused("workbook_bomb")
    if len(found) < len(wanted):
        raise WorkbookRefused("workbook_broken")
    return found


def unescaped(text: str) -> str:
    """A text without the escapes of workbooks; line breaks in cells are those of CSV."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: _character(int(found[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _character(code: int) -> str:
    """The character of an escape; halves of one and the nought are damage, as they cannot be written."""
    return "\ufffd" if code == 0 or 0xD800 <= code <= 0xDFFF else chr(code)
