"""How far the target is, and whether trade is on the way to it."""
