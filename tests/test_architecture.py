"""The house rules that a program can check."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import check

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "bordertrade"
SOURCES = sorted(PACKAGE.rglob("*.py"))
PAGES = sorted((ROOT / "pages").glob("*.py"))

#: Hosts that only a package manager's configuration names. In parts: this file is searched too.
FORBIDDEN = [
    "py" + "pi." + "org",
    "files.python" + "hosted." + "org",
    "registry.npm" + "js." + "org",
    "registry.yarn" + "pkg." + "com",
]
#: What only a page's parts may use: a page is named calls.
DRAWING = {"pandas", "plotly", "pydeck", "streamlit"}


def test_the_layers_hold() -> None:
    command = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    told = subprocess.run(
        [sys.executable, "-c", command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stdout + told.stderr
    assert "0 broken" in told.stdout


def _lengths() -> Iterator[int]:
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield (node.end_lineno or node.lineno) - node.lineno + 1


def test_functions_are_short() -> None:
    lengths = sorted(_lengths())
    assert len(lengths) > 200
    assert statistics.median(lengths) <= 10
    assert statistics.quantiles(lengths, n=10)[-1] <= 50


@pytest.mark.parametrize("path", [*SOURCES, *PAGES], ids=lambda p: p.relative_to(ROOT).as_posix())
def test_no_file_is_long(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_texts_are_escaped_in_one_place() -> None:
    """Python's own ``escape`` lets a text turn the writing around it."""
    own = {path for path in SOURCES if "html.escape(" in path.read_text(encoding="utf-8")}
    assert own == {PACKAGE / "words" / "markup.py"}
    assert not [path for path in SOURCES if "from html import" in path.read_text(encoding="utf-8")]


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.name)
def test_a_page_is_a_script_of_named_calls(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstring = tree.body[0].value if isinstance(tree.body[0], ast.Expr) else None
    assert ast.get_docstring(tree)
    for node in ast.walk(tree):
        assert not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        assert not isinstance(node, ast.Lambda | ast.For | ast.While | ast.If | ast.Try)
        if isinstance(node, ast.Constant) and node is not docstring:
            assert not isinstance(node.value, str), f"a text in {path.name}: {node.value!r}"
        if isinstance(node, ast.Import):
            assert not DRAWING & {name.name.partition(".")[0] for name in node.names}
        if isinstance(node, ast.ImportFrom):
            assert (node.module or "").partition(".")[0] not in DRAWING


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        if isinstance(node, ast.ImportFrom):
            yield node.module or ""


def test_r6_the_program_opens_no_engine_that_reads_files_by_statement() -> None:
    """DuckDB reads and writes any file, attaches databases and installs extensions: it is not here."""
    sources = [*SOURCES, *PAGES, ROOT / "dashboard.py"]
    found = {name.partition(".")[0] for path in sources for name in _imported(path)}
    assert {"sqlalchemy", "pandas"} <= found
    assert "duckdb" not in found
    assert "duckdb" not in {each.name for each in _asked("requirements.txt")}


def _cached_of_data_sets(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            decorators = " ".join(map(ast.unparse, node.decorator_list))
            taken = {ast.unparse(each.annotation) for each in node.args.args if each.annotation}
            if "Dataset" in taken and re.search(r"\b(lru_)?cache\b", decorators):
                yield f"{path.name} {node.name}"


def test_no_function_keeps_data_sets_alive() -> None:
    """What is made of a data set is kept by the version cache, and goes with it."""
    assert [each for path in SOURCES for each in _cached_of_data_sets(path)] == []


# --- what is installed, and how runs are judged -------------------------------------------------


def _asked(file: str) -> list[Requirement]:
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    said = [line.partition("#")[0].strip() for line in lines]
    found = [Requirement(line) for line in said if line and not line.startswith("-")]
    return [each for each in found if each.marker is None or each.marker.evaluate()]


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-dev.txt"])
def test_r7_no_library_is_older_than_what_is_asked_for(file: str) -> None:
    """Older ones have holes that are known, and CI ends with them."""
    pinned = {canonicalize_name(each.name): each for each in _asked("constraints.txt")}
    for each in _asked(file):
        assert not each.specifier.contains("0"), f"{each.name} may be of any age"
        (exact,) = pinned[canonicalize_name(each.name)].specifier
        assert each.specifier.contains(exact.version), f"{exact} of {each.name}"
        installed = metadata.version(each.name)
        assert each.specifier.contains(installed), f"{each.name} {installed} is not {each}"


_RUN = """
import atexit, os, pathlib

def end():
    pathlib.Path(__file__).with_name("crashed").touch()
    os.abort()

def test_it():
    atexit.register(end)
    assert {holds}
"""


@pytest.mark.parametrize("holds", [True, False])
def test_r8_a_run_is_judged_by_its_report(holds: bool, tmp_path: Path) -> None:
    """A process that dies when its tests are done changes nothing: libraries crash at the exit."""
    pytest.importorskip("xdist")
    (tmp_path / "test_run.py").write_text(_RUN.format(holds=holds))
    command = check.tests([str(tmp_path), f"--rootdir={tmp_path}"])
    for _again in range(2):
        told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert (told.returncode == 0) == holds, told.stdout + told.stderr
        assert f"1 {'passed' if holds else 'failed'}" in told.stdout
        (tmp_path / "crashed").unlink()


def _tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git checkout: nobody knows which files are tracked")
    return [ROOT / name for name in listed.stdout.split("\0") if name]


def test_no_tracked_file_names_a_package_registry() -> None:
    files = [path for path in _tracked() if path.is_file()]
    assert len(files) > 50
    found = [
        f"{path.relative_to(ROOT)}: {host}"
        for path in files
        for host in FORBIDDEN
        if host.encode() in path.read_bytes().lower()
    ]
    assert found == []
