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
from docs.screenshots import take
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


def test_only_the_pictures_that_readme_shows_are_kept() -> None:
    """A clone stays light; the rest is made by the command that `CONTRIBUTING.md` names."""
    folder = ROOT / "docs" / "screenshots"
    pictures = sorted(folder.glob("*.png"))
    shown = re.findall(r"\]\(docs/screenshots/([^)]+)\)", README)
    assert [path.name for path in pictures] == sorted(shown)
    assert len(pictures) <= 12
    assert sum(path.stat().st_size for path in pictures) <= 1_500_000


def test_every_page_can_have_its_picture_taken() -> None:
    assert sorted(take.PAGES) == sorted(entry.file.removesuffix(".py") for entry in PAGES)
    kept = {f"{name}-{width}-{scheme}.png" for name, width, scheme in take.FIRST_SCREENS}
    kept |= {f"update-{step}-1440-light.png" for step in take.STEPS}
    shown = set(re.findall(r"\]\(docs/screenshots/([^)]+)\)", README))
    assert shown == kept | {"preview-mirror.png", "brief.png"}


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
