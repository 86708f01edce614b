"""Workbooks (.xlsx), read as they stand: texts with the number of their row, and nothing run."""
