"""What made trade grow: which direction, which goods."""
