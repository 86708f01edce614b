"""Where each row came from: its file's checksum and its line there.

Both stand in the index of a table's frame, so they travel with the row through every filter and
merge. They are no part of a row's identity: ``fingerprint`` does not read the index.
"""

from __future__ import annotations

import pandas as pd

FILE, LINE = "file", "line"


def from_file(frame: pd.DataFrame, checksum: str) -> pd.DataFrame:
    """The same rows, indexed by (``file``, ``line``); a plain index is taken as the lines."""
    if is_traced(frame):
        return frame
    rows = frame.index.to_numpy(dtype="int64")
    same = pd.Index([checksum]).repeat(len(frame))
    index = pd.MultiIndex.from_arrays([same, rows], names=[FILE, LINE])
    return frame.set_axis(index)


def is_traced(frame: pd.DataFrame) -> bool:
    """Whether each row says where it came from."""
    return list(frame.index.names) == [FILE, LINE]


def lines(frame: pd.DataFrame) -> pd.Index[int]:
    """The line of each row in its file."""
    found: pd.Index[int] = frame.index.get_level_values(LINE)
    return found


def files(frame: pd.DataFrame) -> pd.Index[str]:
    """The checksum of the file of each row."""
    found: pd.Index[str] = frame.index.get_level_values(FILE)
    return found
