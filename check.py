"""Everything that must hold, in one command: format, lint, types, layers, tests.

python check.py              all of it
python check.py tests/dataset  the same, with these tests only
"""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parent
TARGETS = ["bordertrade", "pages", "tests", "bench", "docs", "dashboard.py", "check.py"]
#: Each runs servers and browsers of its own.
_MOST_WORKERS = 4


def steps(asked: list[str]) -> dict[str, list[str]]:
    python = [sys.executable, "-m"]
    imports = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return {
        "format": [*python, "ruff", "format", "--check", *TARGETS],
        "lint": [*python, "ruff", "check", *TARGETS],
        "types": [*python, "mypy"],
        "layers": [sys.executable, "-c", imports],
        "tests": tests(asked),
    }


def tests(asked: list[str]) -> list[str]:
    """Pytest on all cores, if pytest-xdist is there; a file's tests stay together, and the files
    stay in their order (`tests/conftest.py` puts the long ones first)."""
    workers = min(os.cpu_count() or 1, _MOST_WORKERS)
    together = ["--dist", "loadscope", "--no-loadscope-reorder"]
    spread = ["-n", str(workers), *together] if find_spec("xdist") else []
    return [sys.executable, "-m", "pytest", *spread, *asked]


def main() -> int:
    """Run every step, also after one has failed; the exit code counts the failures."""
    failed = []
    for name, command in steps(sys.argv[1:]).items():
        print(f"== {name}", flush=True)
        if subprocess.run(command, cwd=ROOT, check=False).returncode:
            failed.append(name)
    print(f"== failed: {', '.join(failed)}" if failed else "== all good", flush=True)
    return len(failed)


if __name__ == "__main__":
    sys.exit(main())
