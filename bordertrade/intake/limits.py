"""What one check may use: a file from outside must not be able to take the machine."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Rows and columns of the file, characters of a cell and of a line, and what the child may use."""

    size_bytes: int = 4_000_000_000
    rows: int = 20_000_000
    columns: int = 1_000
    cell_characters: int = 10_000
    line_characters: int = 1_000_000
    seconds: int = 3_600
    memory_bytes: int = 2_000_000_000
