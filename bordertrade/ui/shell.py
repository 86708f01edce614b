"""The script that Streamlit runs: the frame around every page.

It lies away from ``pages/`` on purpose: beside that folder Streamlit would run a page without
its frame when a cold server gets a deep link.
"""

import sys
from pathlib import Path

ROOT = str(Path(__file__).resolve().parents[2])
if ROOT not in sys.path:
    sys.path.insert(0, ROOT)

from bordertrade.ui import frame

frame.run()
