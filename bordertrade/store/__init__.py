"""Versions of the record: saved, published, undone, audited."""
