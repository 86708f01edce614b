"""What comes over by wire; in no total of goods."""
