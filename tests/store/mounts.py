"""Disks of the tests' own, mounted where that is allowed."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest


def mount(*arguments: str) -> None:
    """Without the right to it a test is skipped; where CI must run it, it fails."""
    if os.geteuid() == 0 and shutil.which("mount"):
        tried = subprocess.run(["mount", *arguments], check=False)
        if tried.returncode == 0:
            return
    if os.environ.get("CI"):
        pytest.fail("no disk can be mounted: CI must run this as root, where root may mount")
    pytest.skip("no disk can be mounted here: that needs root, where root may mount")
