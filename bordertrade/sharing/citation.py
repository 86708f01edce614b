"""How to cite a view: always the frozen link, so that a reader finds the very numbers cited."""

from __future__ import annotations

import re
from datetime import date

from bordertrade.dataset import Dataset
from bordertrade.sharing.subject import Subject, statement
from bordertrade.words import _, dates

#: What LaTeX takes for a command, and how it is written to mean itself.
_LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",  # BibTeX counts braces, escaped or not
        "}": r"\textbraceright{}",
        "$": r"\$",
        "&": r"\&",
        "#": r"\#",
        "%": r"\%",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "\u00a0": "~",
        "\u202f": "~",
    }
)
#: All space but what holds a number and its unit together.
_SPACES = re.compile(r"[^\S\u00a0\u202f]+")
#: An address stands as it is; what would end or unbalance its field is written in percent.
_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", '"': "%22", " ": "%20"})


def plain(subject: Subject, address: str, accessed: date, published: date | None = None) -> str:
    """One line for a footnote. ``address`` is the site's, without a slash at its end;
    ``published`` the day on which the version came out, None where nobody published it.
    """
    cited = work(statement(subject).title, subject.dataset, published)
    return read(cited, accessed, address + subject.frozen)


def work(title: str, dataset: Dataset, published: date | None = None) -> str:
    """What is cited, whenever it is read: a view, a table, the whole record."""
    return _(
        "{publisher}. “{title}” {version}.",
        publisher=_publisher(),
        title=_ended(title),
        version=_version(dataset, published),
    )


def read(cited: str, accessed: date, url: str) -> str:
    """A ``work`` as read on a day at a whole address."""
    return _("{cited} Accessed {day}. {url}", cited=cited, day=dates.day(accessed), url=url)


def bibtex(subject: Subject, address: str, accessed: date, published: date | None = None) -> str:
    """The same as an entry for BibTeX and biblatex."""
    said = statement(subject)
    fields = {
        "author": f"{{{latex(_publisher())}}}",
        "title": f"{{{latex(said.title)}}}",
        "year": str((published or accessed).year),
        "version": latex(subject.dataset.version),
        "note": latex(f"{_version(subject.dataset, published)}. {said.basis}".strip()),
        "url": (address + subject.frozen).translate(_ADDRESS),
        "urldate": accessed.isoformat(),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@misc{{{_key(subject)},\n{lines}}}\n"


def latex(text: str) -> str:
    """A text for a field: nothing in it is a command, and it stands on one line."""
    seen = "".join(c for c in text if c.isprintable() or c.isspace())
    return _SPACES.sub(" ", seen).strip(" ").translate(_LATEX)


def _publisher() -> str:
    return _("Border-market trade dashboard")


def _version(dataset: Dataset, published: date | None) -> str:
    version = dataset.version
    if published is None:
        return _("Data version {version}", version=version)
    day = dates.day(published)
    return _("Data version {version} of {day}", version=version, day=day)


def _ended(title: str) -> str:
    """A title that asks keeps its mark; any other ends with a full stop."""
    return title if title.endswith(("?", "!", ".", "؟", "۔")) else f"{title}."


def _key(subject: Subject) -> str:
    parts = ["bordertrade", subject.place.path or "overview"]
    parts += [subject.chart.file] if subject.chart else []
    return "-".join([*parts, subject.dataset.version])
