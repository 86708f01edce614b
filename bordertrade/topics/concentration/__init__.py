"""How much hangs on few goods."""
