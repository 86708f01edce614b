"""Formal and informal trade beside the three markets: over time, by direction, in and out."""
