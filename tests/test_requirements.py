"""Every requirement stands in the name of a test that plays it."""

from __future__ import annotations

import ast
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
#: Uploads, access, output, links, publishing, operation, and the holes of the hosting review.
REQUIREMENTS = {"u": 12, "a": 10, "o": 8, "l": 4, "p": 10, "r": 8, "f": 13}


def _tests() -> list[str]:
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in FOLDER.rglob("test_*.py"))
    nodes = (node for tree in trees for node in ast.walk(tree))
    return [
        node.name
        for node in nodes
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]


def test_each_is_named_by_a_test() -> None:
    found = {part for name in _tests() for part in name.lower().split("_")}
    wanted = [f"{kind}{n}" for kind, last in REQUIREMENTS.items() for n in range(1, last + 1)]
    missing = [each.upper() for each in wanted if each not in found]
    assert not missing, f"no test is named after {', '.join(missing)}"
