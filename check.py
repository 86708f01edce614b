"""Everything that must hold, in one command: format, lint, types, layers, tests.

python check.py              all of it
python check.py tests/dataset  the same, with these tests only
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent
TARGETS = ["bordertrade", "pages", "tests", "bench", "docs", "dashboard.py", "check.py"]


def steps(tests: list[str]) -> dict[str, list[str]]:
    python = [sys.executable, "-m"]
    imports = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return {
        "format": [*python, "ruff", "format", "--check", *TARGETS],
        "lint": [*python, "ruff", "check", *TARGETS],
        "types": [*python, "mypy"],
        "layers": [sys.executable, "-c", imports],
        "tests": [*python, "pytest", *tests],
    }


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
