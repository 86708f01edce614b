"""What exists is described, and what is described exists."""

import re
from pathlib import Path

from bordertrade.commands.registry import COMMANDS
from bordertrade.dataset import read_contract
from bordertrade.tables.dictionary import contract_markdown
from bordertrade.ui.registry import PAGES
from bordertrade.view import KEYS
from bordertrade.words.extraction import TEMPLATE, template
from bordertrade.words.methods import METHODS
from tests.registry import MEASURES

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_data_contract_is_made_from_the_package() -> None:
    written = (ROOT / "docs" / "data-contract.md").read_text(encoding="utf-8")
    assert written == contract_markdown(read_contract(ROOT / "data"))


def test_the_list_of_texts_is_current() -> None:
    """If this fails: python -m bordertrade catalogue."""
    assert TEMPLATE.read_bytes() == template()


def test_ci_runs_the_readmes_test_command() -> None:
    commands = re.findall(r"^python3 -m venv .*$", README, flags=re.MULTILINE)
    assert len(commands) == 2
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert commands[1].replace("install -r", "install -q -r") in script


def test_every_page_has_its_pictures() -> None:
    pictures = {path.name for path in (ROOT / "docs" / "screenshots").glob("*.png")}
    names = [entry.file.removesuffix(".py") for entry in PAGES]
    wanted = {f"{n}-{w}-{s}.png" for n in names for w in (1440, 390) for s in ("light", "dark")}
    assert wanted <= pictures
    shared = r"(update-\d-|preview-|report-|brief\.png)"
    others = {name for name in pictures - wanted if not re.match(shared, name)}
    assert others == set()


def test_links_in_documents_lead_somewhere() -> None:
    for document in (ROOT / "README.md", *(ROOT / "docs").glob("*.md"), ROOT / "data/README.md"):
        text = document.read_text(encoding="utf-8")
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", text):
            assert (document.parent / target).exists(), f"{document.name}: {target}"


def test_every_command_is_in_the_changelog() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"`{name}`" not in changelog] == []


def test_every_measure_has_its_words() -> None:
    assert set(METHODS) == set(MEASURES)


def test_every_key_of_the_link_is_documented() -> None:
    import bordertrade.view

    table = bordertrade.view.__doc__ or ""
    missing = [
        key.key for key in KEYS if not re.search(rf"^\|.*\b{key.key}\b", table, re.MULTILINE)
    ]
    assert missing == []


def test_decisions_are_numbered_in_order() -> None:
    text = (ROOT / "docs" / "decisions.md").read_text(encoding="utf-8")
    numbers = [int(number) for number in re.findall(r"^(\d+)\. \*\*", text, flags=re.MULTILINE)]
    assert numbers == list(range(1, len(numbers) + 1))
