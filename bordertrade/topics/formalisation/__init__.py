"""How much of it is lawful, and what declaring the rest would bring."""
