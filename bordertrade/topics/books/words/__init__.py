"""Results -> sentences."""
