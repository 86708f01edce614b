"""``report`` and ``brief``: the view of a link as a file."""

from __future__ import annotations

from pathlib import Path

from bordertrade.commands.exits import Exit
from bordertrade.dataset import Dataset
from bordertrade.words import methods_changed
from bordertrade.words.markup import escape
from tests.commands.calling import run


def test_a_report_of_a_view(dataset: Dataset, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    told = run(
        "report", "target", "--query", "informal=high&zzz=1", "--address", "https://a.example/",
        "-o", file, "--json",
    ).json  # fmt: skip
    assert told["version"] == dataset.fingerprint
    assert told["not_understood"] == {"zzz": "1"}
    made = file.read_text(encoding="utf-8")
    assert told["size_bytes"] == len(made.encode())
    assert f"https://a.example/target?informal=high&amp;v={dataset.version}" in made


def test_a_brief_of_a_page(tmp_path: Path) -> None:
    file = tmp_path / "brief.pdf"
    assert run("brief", "overview", "-o", file).exit is Exit.DONE
    assert file.read_bytes().startswith(b"%PDF-")


def test_a_version_that_nobody_knows_writes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    told = run("report", "target", "--query", "v=0000000000", "-o", file)
    assert told.exit is not Exit.DONE
    assert not file.exists()


def test_a_report_of_an_old_link_says_that_methods_changed(
    dataset: Dataset, tmp_path: Path
) -> None:
    file, said = tmp_path / "report.html", methods_changed.sentence("0123456789", "markets")
    for length in (10, 16):
        query = f"v={dataset.fingerprint[:length]}"
        assert run("report", "markets", "--query", query, "-o", file).exit is Exit.DONE
        assert (escape(said) in file.read_text(encoding="utf-8")) == (length == 10)
