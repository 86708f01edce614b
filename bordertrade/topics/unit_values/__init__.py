"""What a tonne or a litre cost, and which values look wrong."""
