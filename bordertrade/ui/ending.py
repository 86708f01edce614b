"""The end of a server: whoever is saving comes to an end first."""

from __future__ import annotations

import threading
import time

#: Streamlit's name for the threads in which pages run; they die with the process otherwise.
_RUN = "ScriptRunner.scriptThread"

#: How long an end waits: longer than a writer waits for another one.
PATIENCE_SECONDS = 20.0


def wait_for_runs(patience_seconds: float = PATIENCE_SECONDS) -> None:
    """Until the runs of pages are over that are going on: one of them may be publishing."""
    until = time.monotonic() + patience_seconds
    for thread in threading.enumerate():
        if thread.name == _RUN:
            thread.join(max(0.0, until - time.monotonic()))
