"""What was observed by kind of goods."""
