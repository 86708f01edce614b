"""Rows -> results."""
